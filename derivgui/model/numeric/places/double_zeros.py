"""Double zeros by exact algebra: a simpler tree that vanishes where a tree and its slope do.

3 sin x + 4 cos x - 5 is -(3t - 1)²/(1 + t²) with t = tan(x/2), so it touches 0 where 3t - 1 passes through it; and
x² - 2√2 x + 2 has the discriminant 0. No number of digits could tell either.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivgui.model.language.tree import Node, substitute
from derivgui.model.numeric.places.one_kernel import Kernel
from derivgui.model.numeric.places.ratios import OtherError
from derivgui.model.numeric.places.vertices import vertex
from derivgui.model.numeric.suspects.polynomials import multiple_zeros, tree_of

_T = "t"


def double_zeros(tree: Node, variable: str) -> Iterator[Node]:
    """Trees whose zeros are zeros of ``tree`` and of its derivative as well, wherever it is defined."""
    for found in (_in_one_kernel(tree, variable), vertex(tree, variable)):
        if found is not None:
            yield found


def _in_one_kernel(tree: Node, variable: str) -> Node | None:
    try:
        kernel = Kernel(tree, variable)
        zeros = multiple_zeros(kernel.ratio(tree)[0])
    except OtherError:
        return None
    return substitute(tree_of(zeros, _T), {_T: kernel.tree}) if len(zeros) > 1 else None
