"""Whether a tree is exactly 0 at a place: sin x - sin 1 is at 1, which no number of digits can tell.

The place is put in for the variable, and what is left, a constant, is brought to its normal form (``identities``).
"""

from __future__ import annotations

from derivgui.model.language.tree import Negative, Node, Sum, Symbol, substitute
from derivgui.model.numeric.identities.proofs import cases
from derivgui.model.numeric.levels import tree_of_level
from derivgui.model.numeric.places.anchors import Anchor
from derivgui.model.numeric.powers import has_no_symbols


def place_as_tree(anchor: Anchor, variable: str) -> Node | None:
    """The place as a constant tree; None where nothing as short as x - c names it."""
    if anchor.level is not None:
        return tree_of_level(anchor.level)
    for node, value in anchor.exact.items():
        match node:
            case Sum((Symbol(name), Negative(constant))) if name == variable:
                if value.is_zero and has_no_symbols(constant):
                    return constant
    return None


def vanishes_at(node: Node, variable: str, place: Node) -> bool:
    """Whether that is certain."""
    at_place = substitute(node, {variable: place})
    found = cases(lambda forms: forms.of(at_place).is_zero)
    return bool(found) and all(case.answer is True for case in found or ())
