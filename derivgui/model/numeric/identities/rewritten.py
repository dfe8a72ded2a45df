"""Trees written otherwise, with the same values: what cancels in them is gone, and their factors are apart."""

from __future__ import annotations

from functools import lru_cache

from derivgui.model.language.tree import Node, Sum, children, rebuild, symbols
from derivgui.model.numeric.identities.forms import Work
from derivgui.model.numeric.identities.guards import within
from derivgui.model.numeric.identities.kernels import Settings
from derivgui.model.numeric.identities.proofs import cases

REMEMBERED = 256
# Ten milliseconds: whoever drags a point waits for it.
ATTEMPTS, MOST_WORK = 60, 800


@lru_cache(maxsize=REMEMBERED)
def normal_form(tree: Node) -> Node | None:
    """The tree in its normal form, factored, where it has a value; None where that depends on signs, or is the tree."""
    settings = Settings(Work(MOST_WORK))
    found = cases(lambda forms: forms.ring.factored_tree(forms.of(tree)), ATTEMPTS, settings, in_doubles=False)
    if found is None or len(found) != 1 or found[0].signs or found[0].answer in (None, tree):
        return None
    answer = found[0].answer
    assert answer is not None
    return within(answer, tree)


def with_normal_parts(tree: Node) -> Node | None:
    """The tree with its parts in their normal forms, the largest that have one; None where no part has."""
    found = _with_parts(tree)
    return None if found == tree else found


def _with_parts(node: Node) -> Node:
    if not children(node) or not symbols(node):
        return node
    return normal_form(node) or rebuild(node, _with_parts)


def with_normal_terms(tree: Node) -> Node | None:
    """A sum with each of its terms in its own normal form, in which it may have other factors; None for other trees."""
    if not isinstance(tree, Sum):
        return None
    terms = tuple(normal_form(term) or term for term in tree.terms)
    return None if terms == tree.terms else Sum(terms)
