"""Trees: equal ones are one key, and what they remember of themselves stays at home."""

from __future__ import annotations

import copy
import pickle

from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Product, Quotient, Sum, Symbol, substitute, symbols

TEXT = "a sin(x)/x + {x < b: 1, x^2} - y"


def test_trees_with_the_same_parts_are_one_key() -> None:
    first, second = parse(TEXT).tree, parse(TEXT).tree
    assert first is not second
    assert {first: 1, second: 2} == {first: 2}


def test_nodes_of_two_kinds_with_the_same_parts_are_two_keys() -> None:
    parts = Symbol("x"), Symbol("y")
    assert len({Sum(parts), Product(parts), Quotient(*parts)}) == 3
    assert hash(Sum(parts)) != hash(Product(parts))


def test_a_tree_that_was_looked_up_is_the_same_after_a_journey() -> None:
    tree = parse(TEXT).tree
    assert symbols(tree) == ("a", "x", "b", "y")
    hash(tree)
    for other in (copy.deepcopy(tree), pickle.loads(pickle.dumps(tree))):
        assert other == tree
        assert hash(other) == hash(tree)
        assert symbols(other) == symbols(tree)


def test_symbols_are_those_of_the_tree_at_hand() -> None:
    tree = parse(TEXT).tree
    symbols(tree)
    changed = substitute(tree, {"a": Symbol("c"), "y": Symbol("x")})
    assert symbols(changed) == ("c", "x", "b")
    assert symbols(Symbol("t")) == ("t",)
