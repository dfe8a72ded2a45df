"""Every line of every derivation, read back from its text, is the difference quotient; the last is the derivative."""

from __future__ import annotations

import random
import re
import time
from functools import cache
from typing import Any

import mpmath
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Node, symbols
from derivgui.model.symbolic.derivation import Derivation, derive
from tests.model.symbolic.derivation.functions import ALL, TENS
from tests.oracle.mp import DIGITS, Undefined, evaluate, slope

WRITTEN_OUT = re.compile(r"0000(?!\d)")
TRIES = 60
WANTED = 4
TOLERANCE = 1e-30
FORTY_DIGITS = mpmath.mpf(10) ** -40


@cache
def timed(text: str) -> tuple[Derivation, float]:
    """The derivation and the seconds it took."""
    tree = parse(text).tree
    start = time.perf_counter()
    found = derive(tree, "x")
    return found, time.perf_counter() - start


def places(tree: Node, seed: str) -> list[dict[str, Any]]:
    """Random points at which the function has a value, with random steps of both signs."""
    chance = random.Random(seed)
    found = []
    for _ in range(TRIES):
        span = chance.choice((1, 3, 12))
        values = {name: chance.uniform(0.3, 3) for name in symbols(tree)}
        values["x"] = chance.uniform(-span, span)
        values["h"] = chance.choice((-1, 1)) * chance.uniform(0.01, 0.5)
        try:
            quotient_of(tree, values)
        except Undefined:
            continue
        found.append(values)
        if len(found) == WANTED:
            break
    return found


def quotient_of(tree: Node, values: dict[str, Any]) -> Any:
    """(f(x + h) - f(x))/h by mpmath, from the function as it was typed."""
    with mpmath.workdps(DIGITS):
        ahead = {**values, "x": mpmath.mpf(values["x"]) + mpmath.mpf(values["h"])}
        return (evaluate(tree, ahead) - evaluate(tree, values)) / mpmath.mpf(values["h"])


@pytest.mark.parametrize("text", ALL)
def test_lines_are_the_quotient_and_the_last_is_the_derivative(text: str) -> None:
    tree = parse(text).tree
    found, _ = timed(text)
    assert found.result is not None, found.message
    assert found.status in ("proven", "numerical")
    points = places(tree, text)
    assert len(points) == WANTED
    for step in found.steps[:-1]:
        assert step.kind != "result"
        assert_equals_quotient(step.text, tree, points)
    assert found.steps[-1].kind == "result"
    assert found.steps[-1].text == found.result.text
    assert_equals_slope(found.result.text, tree, points)


def assert_equals_quotient(line: str, tree: Node, points: list[dict[str, Any]]) -> None:
    agreeing = 0
    for values in points:
        try:
            value = evaluate(parse(line).tree, values)
        except Undefined:
            continue
        wanted = quotient_of(tree, values)
        assert abs(value - wanted) <= TOLERANCE * (1 + abs(wanted)), line
        agreeing += 1
    assert agreeing >= 2, line


def assert_equals_slope(result: str, tree: Node, points: list[dict[str, Any]]) -> None:
    agreeing = 0
    for values in points:
        try:
            value, wanted = evaluate(parse(result).tree, values, 80), slope(tree, values, "x")
        except Undefined:
            continue
        assert abs(value - wanted) <= FORTY_DIGITS * (1 + abs(wanted)), result
        agreeing += 1
    assert agreeing >= 2


@pytest.mark.parametrize("text", TENS)
def test_numbers_are_written_in_powers_of_ten_where_the_function_is(text: str) -> None:
    found, _ = timed(text)
    at_three = derive(parse(text).tree, "x", parse("3").tree)
    for step in (*found.steps, *at_three.steps):
        texts = [step.text, step.latex] + ([] if step.working is None else [step.working.text, step.working.latex])
        assert not any(WRITTEN_OUT.search(text) for text in texts)


def test_numbers_are_written_out_where_the_function_writes_them_out() -> None:
    assert [step.text for step in derive(parse("1000000 x").tree).steps][-1] == "1000000"
    mixed = derive(parse("10^12 x^2 + 5000000x").tree).steps
    assert mixed[0].text == "(10^12*(x + h)^2 + 5000000(x + h) - (10^12*x^2 + 5000000x))/h"
    assert mixed[-1].text == "2*10^12*x + 5*10^6"


def test_exponents_stay_as_they_are() -> None:
    assert derive(parse("10^6 x^10000").tree).steps[0].text.startswith("(10^6*(x + h)^10000")


def test_the_first_line_is_the_definition_and_has_the_step_in_it() -> None:
    first = derive(parse("sin(x)").tree).steps[0]
    assert (first.kind, first.text, first.condition) == ("quotient", "(sin(x + h) - sin(x))/h", "h ≠ 0")


def test_a_derivation_takes_little_time() -> None:
    times = sorted(timed(text)[1] for text in ALL)
    assert times[len(times) // 2] < 0.3
    assert times[-1] < 3
