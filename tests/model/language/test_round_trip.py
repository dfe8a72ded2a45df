"""Laws of the printers on random trees: plain text reads back the same, LaTeX equal."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from derivgui.model.language import (
    catalogue,
    constants,
    fold,
    latex,
    limits,
    parser,
    plain,
    tree,
    words,
)
from derivgui.model.language.errors import ParseError

# At length, with the soak profile, the search itself takes minutes.
pytestmark = pytest.mark.timeout(1800)

SYMBOLS = st.sampled_from([*"xyadktfgihEαβγΓζθλΩμ", "x_0", "a_12", "v_max", "θ_1", "x_alpha", "π_1", "f_1"])
WHOLE = st.integers(0, 10**6) | st.sampled_from([0, 1, 2, 3, 10**17, 10**30, 12345678901234567890])
DECIMALS = st.builds(Fraction, st.integers(0, 10**6), st.sampled_from([1, 2, 10, 1000, 10**9, 2**40, 10**60]))
NUMBERS = st.builds(lambda n: tree.Number(Fraction(n)), WHOLE) | st.builds(
    lambda q: tree.Number(q, decimal=True), DECIMALS
)
LEAVES: st.SearchStrategy[tree.Node] = (
    st.builds(tree.Symbol, SYMBOLS)
    | NUMBERS
    | st.sampled_from([tree.Constant("e"), tree.Constant("pi"), tree.Constant("tau")])
)
RELATIONS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


def _calls(inside: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
    def arguments(row: catalogue.Function) -> st.SearchStrategy[tree.Node]:
        least, most = row.arguments
        listed = st.lists(inside, min_size=least, max_size=most or 4).map(tuple)
        return st.builds(tree.Call, st.just(row.name), listed)

    rows = [row for row in catalogue.ROWS if row.name != "factorial"]
    whole = st.integers(0, 12).map(lambda n: tree.Number(Fraction(n)))
    factorial = st.builds(
        lambda n: tree.Call("factorial", (n,)),
        whole | st.builds(tree.Symbol, st.sampled_from(["n", "k_1"])),
    )
    return st.sampled_from(rows).flatmap(arguments) | factorial


def _piecewise(inside: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
    def comparison(relations: list[str]) -> st.SearchStrategy[tree.Comparison]:
        count = len(relations) + 1
        operands = st.lists(inside, min_size=count, max_size=count).map(tuple)
        return st.builds(tree.Comparison, operands, st.just(tuple(relations)))

    condition = st.lists(RELATIONS, min_size=1, max_size=2).flatmap(comparison)
    branch = st.builds(tree.Branch, condition, inside)
    rest = st.lists(st.builds(tree.Branch, st.none(), inside), max_size=1)
    return st.builds(
        lambda branches, last: tree.Piecewise((*branches, *last)),
        st.lists(branch, min_size=1, max_size=2),
        rest,
    )


def _composed(inside: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
    several = st.lists(inside, min_size=2, max_size=4).map(tuple)
    return (
        st.builds(tree.Sum, several)
        | st.builds(tree.Product, several)
        | st.builds(tree.Quotient, inside, inside)
        | st.builds(tree.Power, inside, inside)
        | st.builds(tree.Negative, inside)
        | _calls(inside)
        | _piecewise(inside)
    )


TREES = st.recursive(LEAVES, _composed, max_leaves=10)
RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def _is_within_limits(node: tree.Node) -> bool:
    try:
        limits.check_tree(node, {}, frozenset({"x", "y"}), (0, 0))
    except ParseError:
        return False
    return len(plain.to_text(node)) < 1500


def value_at(node: tree.Node, values: dict[str, float]) -> float:
    """The value of a tree with a number for every symbol."""

    def combine(part: tree.Node, parts: tuple[float, ...]) -> float:
        return values[part.name] if isinstance(part, tree.Symbol) else constants.combine(part, parts)

    return fold.fold(node, combine)


@given(TREES)
@RELAXED
def test_plain_text_reads_back_as_the_same_tree(node: tree.Node) -> None:
    assume(_is_within_limits(node))
    text = plain.to_text(node)
    assert text.isascii()
    assert parser.parse(text).tree == node


@given(TREES)
@RELAXED
def test_latex_reads_back_as_an_equal_tree(node: tree.Node) -> None:
    assume(_is_within_limits(node))
    again = parser.parse(f"${latex.to_latex(node)}$").tree
    if again == node:
        return
    values = {name: 0.3 + 0.37 * place for place, name in enumerate(tree.symbols(node))}
    assert tree.symbols(again) == tree.symbols(node)
    expected, found = value_at(node, values), value_at(again, values)
    assert found == pytest.approx(expected, rel=1e-9, nan_ok=True) or not math.isfinite(expected)


@given(TREES)
@RELAXED
def test_words_hold_no_signs(node: tree.Node) -> None:
    spoken = words.to_words(node)
    assert not set(spoken) & set("+*/^()[]{}|\\=<>_-")


@given(TREES)
@RELAXED
def test_a_second_reading_changes_nothing(node: tree.Node) -> None:
    assume(_is_within_limits(node))
    text = plain.to_text(node)
    assert plain.to_text(parser.parse(text).tree) == text


X = tree.Symbol("x")
TOWERS: dict[str, Callable[[tree.Node], tree.Node]] = {
    "power": lambda node: tree.Power(X, node),
    "base": lambda node: tree.Power(node, tree.Number(Fraction(2))),
    "minus": tree.Negative,
    "function": lambda node: tree.Call("sin", (node,)),
    "bars": lambda node: tree.Call("abs", (node,)),
    "list": lambda node: tree.Call("max", (X, node)),
    "fraction": lambda node: tree.Quotient(tree.Number(Fraction(1)), node),
    "numerator": lambda node: tree.Quotient(node, X),
    "cases": lambda node: tree.Piecewise((tree.Branch(tree.Comparison((X, X), ("<",)), node),)),
    "difference": lambda node: tree.Sum((X, tree.Negative(node))),
    "exponent": lambda node: tree.Power(X, tree.Sum((X, node))),
}


def _tower(build: Callable[[tree.Node], tree.Node], depth: int) -> tree.Node:
    node: tree.Node = X
    for _ in range(depth):
        node = build(node)
    return node


@pytest.mark.parametrize("name", TOWERS)
def test_the_deepest_trees_survive_a_round_trip(name: str) -> None:
    layers = 2 if name in ("difference", "exponent") else 1
    node = _tower(TOWERS[name], limits.DEEPEST_NESTING // layers)
    assert parser.parse(plain.to_text(node)).tree == node
    printed = f"${latex.to_latex(node)}$"
    if len(printed) <= limits.LONGEST_TEXT:
        assert parser.parse(printed).tree == node


@pytest.mark.parametrize("name", TOWERS)
def test_printers_take_trees_of_any_depth(name: str) -> None:
    node = _tower(TOWERS[name], 3000)
    for printed in (plain.to_text(node), latex.to_latex(node), words.to_words(node)):
        assert len(printed) > 3000
