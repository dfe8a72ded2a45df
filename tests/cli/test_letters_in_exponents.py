"""Letters in exponents: a variable varies on where it is held fast, a parameter is the number that it is.

All verbs say the same of x^y at y = 1 and of x^a at a = 1.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.test_evaluate import answer

VARYING = ["x^y", "(x + 1)^y", "x^(2y)", "x^(y - 1)", "sin(x)^y", "1 + x^(-y)"]
PARAMETRIC = ["x^a", "(x + 1)^a", "x^(2a)", "x^(a - 1)", "sin(x)^a", "f(x) = x^a", "1 + x^(-a)"]
NUMBERS = ["1", "2", "3", "1/3", "0.5", "-1", "5/3"]
PLACES = ["-2", "-1/2", "0", "1", "3/2"]
WINDOW = ("--window", "-2", "2", "-5", "5", "--size", "60", "50")


def same(one: float | None, other: float | None) -> bool:
    return one is other is None or (one is not None and other is not None and one == pytest.approx(other, rel=1e-12))


def evaluated(capsys: pytest.CaptureFixture[str], text: str, letter: str, number: str) -> list[dict[str, Any]]:
    places = [word for x in PLACES for word in ("--at", f"x={x},{letter}={number}")]
    values: list[dict[str, Any]] = answer(capsys, "evaluate", text, *places)["values"]
    return values


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("text", "letter"), [*((t, "y") for t in VARYING), *((t, "a") for t in PARAMETRIC)])
def test_a_curve_has_the_values_and_slopes_that_are_evaluated(
    capsys: pytest.CaptureFixture[str], text: str, letter: str, number: str
) -> None:
    points = answer(capsys, "slope", text, "--at", *PLACES, "--let", f"{letter}={number}")["points"]
    for point, there in zip(points, evaluated(capsys, text, letter, number), strict=True):
        assert same(point["value"], there["value"]), (point, there)
        assert same(point["slope"] if point["differentiable"] else None, there["gradient"][0]), (point, there)


@pytest.mark.parametrize("x", ["-2", "0", "3/2"])
def test_the_gradient_is_that_of_both_slices(capsys: pytest.CaptureFixture[str], x: str) -> None:
    (there,) = answer(capsys, "evaluate", "x^y", "--at", f"x={x},y=1")["values"]
    found = answer(capsys, "gradient", "x^y", "--at", f"{x},1")
    assert same(found["value"], there["value"])
    assert all(map(same, found["gradient"], there["gradient"]))


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_the_curve_is_drawn_where_it_has_values(capsys: pytest.CaptureFixture[str], number: str) -> None:
    for text, letter, begins_at_0 in (("x^y", "y", True), ("x^a", "a", False)):
        (piece,) = answer(capsys, "sample", text, *WINDOW, "--let", f"{letter}={number}")["pieces"]
        assert (piece[0][0] == 0.0) == begins_at_0


def test_critical_points_are_those_of_the_number(capsys: pytest.CaptureFixture[str]) -> None:
    for number, count in (("2", 1), ("2.5", 0)):
        found = answer(capsys, "critical", "(x - 1)^a", "--window", "-2", "2", "--let", f"a={number}")["points"]
        assert len([point for point in found if point["differentiable"]]) == count


def test_a_slice_ends_where_the_function_of_two_variables_does(capsys: pytest.CaptureFixture[str]) -> None:
    left, edge, right = answer(capsys, "slope", "x^y", "--at", "-1", "0", "1", "--let", "y=1")["points"]
    assert (left["kind"], edge["kind"], right["kind"]) == ("undefined", "endpoint", "smooth")
    assert (edge["value"], edge["left_slope"], edge["right_slope"]) == (0.0, None, 1.0)
    assert right["tangent"]["text"] == "z = x"
