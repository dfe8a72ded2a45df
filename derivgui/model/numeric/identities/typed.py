"""Polynomials as they were typed: what a form has multiplied out cancels where the typed one does not.

Near 1000, x² - 2000x + 1000000 has ten digits less than (x - 1000)².
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from derivgui.model.language.tree import Negative, Node, Number, Piecewise, Product, children, rebuild
from derivgui.model.numeric.identities.forms import NowhereError, Polynomial, UnwieldyError
from derivgui.model.numeric.identities.guards import guards
from derivgui.model.numeric.identities.kernels import Asks, Settings
from derivgui.model.numeric.identities.normal_form import NormalForms


def as_typed(node: Node, settings: Settings) -> Callable[[Node], Node]:
    """A change of trees that puts parts of a node in place of the polynomials that these are.

    ``settings`` are those with which the forms of the node were found. What depends on signs has no name, nor has what
    is not defined everywhere.
    """
    names = dict(_names(node, NormalForms(replace(settings, signs={}))))

    def put(tree: Node) -> Node:
        name = names.get(tree)
        return rebuild(tree, put) if name is None else name

    return put if names else lambda tree: tree


def _names(node: Node, forms: NormalForms) -> Iterator[tuple[Node, Node]]:
    """Trees of forms, and how they were typed; of several the outermost counts, which comes last."""
    if isinstance(node, Piecewise):
        return
    for part in children(node):
        yield from _names(part, forms)
    try:
        form = forms.of(node)
        number, factors = forms.ring.factors(form)
    except (Asks, NowhereError, UnwieldyError, OverflowError, ValueError, RecursionError):
        return
    if not _may_cancel(form.above) or any(times < 0 for _, times in factors) or any(True for _ in guards(node)):
        return
    if len(factors) == 1 and factors[0][1] == 1:
        yield forms.ring.key(factors[0][0]), _multiple(node, 1 / number)
    yield forms.ring.tree(form), node


def _may_cancel(polynomial: Polynomial) -> bool:
    return len(polynomial) > 2 or (len(polynomial) == 2 and int(polynomial.total_degree()) > 1)


def _multiple(node: Node, number: Fraction) -> Node:
    product = node if abs(number) == 1 else Product((Number(abs(number)), node))
    return product if number > 0 else Negative(product)
