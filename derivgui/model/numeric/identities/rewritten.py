"""Trees written otherwise, with the same values: what cancels in them is gone, and their factors are apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from derivgui.model.language.tree import Node, Sum, children, rebuild, symbols
from derivgui.model.numeric.identities.forms import Work
from derivgui.model.numeric.identities.guards import within
from derivgui.model.numeric.identities.kernels import Settings
from derivgui.model.numeric.identities.proofs import Case, cases

# The sign of a tree, 1 or -1, or None where that is not known.
SignOf: TypeAlias = Callable[[Node], int | None]

REMEMBERED = 256
# Ten milliseconds: whoever drags a point waits for it.
ATTEMPTS, MOST_WORK = 60, 800


def _unknown(node: Node) -> int | None:
    """No sign is told."""
    return None


@lru_cache(maxsize=REMEMBERED)
def normal_forms(tree: Node) -> tuple[Case[Node], ...]:
    """The tree in its normal form, factored, for all signs that this turns on; none where it is too long."""
    settings = Settings(Work(MOST_WORK))
    found = cases(lambda forms: forms.factored_tree(forms.of(tree)), ATTEMPTS, settings, in_doubles=False)
    return tuple(found or ())


def normal_form(tree: Node, sign_of: SignOf = _unknown) -> Node | None:
    """That form where the tree has a value, for signs that are told; None where they are not, or it is the tree."""
    for case in normal_forms(tree):
        if all(sign_of(node) == sign for node, sign in case.signs.items()):
            return None if case.answer in (None, tree) else within(case.answer, tree)
    return None


def written_by_signs(tree: Node, sign_of: SignOf) -> Iterator[Node]:
    """The normal forms for all signs that there may be: everywhere the tree is one of them. None where it has one."""
    forms = [case for case in normal_forms(tree) if case.answer is not None]
    possible = [case for case in forms if all(sign_of(node) in (sign, None) for node, sign in case.signs.items())]
    for case in possible if len(possible) > 1 else ():
        assert case.answer is not None
        yield within(case.answer, tree)


def with_normal_parts(tree: Node, sign_of: SignOf = _unknown) -> Node | None:
    """The tree with its parts in their normal forms, the largest that have one; None where no part has."""
    found = _with_parts(tree, sign_of)
    return None if found == tree else found


def _with_parts(node: Node, sign_of: SignOf) -> Node:
    if not children(node) or not symbols(node):
        return node
    return normal_form(node, sign_of) or rebuild(node, lambda part: _with_parts(part, sign_of))


def with_normal_terms(tree: Node) -> Node | None:
    """A sum with each of its terms in its own normal form, in which it may have other factors; None for other trees."""
    if not isinstance(tree, Sum):
        return None
    terms = tuple(normal_form(term) or term for term in tree.terms)
    return None if terms == tree.terms else Sum(terms)
