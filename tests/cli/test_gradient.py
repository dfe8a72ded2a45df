"""``derivgui gradient`` as people script it."""

from __future__ import annotations

import math

import pytest

from derivgui.cli import main
from tests.cli.test_evaluate import answer, mistake


def test_the_course_s_example_in_numbers_and_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "gradient", "x^2 y + y^3", "--at", "1,2")
    assert found["value"] == 10.0
    assert found["gradient"] == [4.0, 13.0]
    assert found["hessian"] == [[4.0, 2.0], [2.0, 12.0]]
    assert found["norm"] == pytest.approx(math.sqrt(185))
    assert found["steepest_ascent"] == pytest.approx([4 / math.sqrt(185), 13 / math.sqrt(185)])
    assert found["stationary"] is None
    assert found["partials"]["x"]["value"] == 4.0
    assert found["partials"]["y"]["text"] == "x^2 + 3y^2"
    assert found["partials"]["x"]["latex"]
    assert found["tangent_plane"] == "10 + 4(x - 1) + 13(y - 2)"


def test_a_point_may_hold_expressions_minus_signs_and_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "gradient", "x y", "--at", "-pi/2,1/4")["gradient"] == [0.25, -math.pi / 2]
    assert answer(capsys, "gradient", "x y", "--at", "max(1, 2),3")["gradient"] == [3.0, 2.0]
    assert answer(capsys, "gradient", "f(s, t) = s t", "--at", "t=1,s=2")["at"] == {"s": 2.0, "t": 1.0}


def test_exercise_three_at_a_peak(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "gradient", "sin(x) cos(y)", "--at", "pi/2,0")
    assert found["gradient"] == [0.0, 0.0]
    assert found["stationary"] == "maximum"
    assert found["steepest_ascent"] is None


def test_where_there_is_no_gradient_json_says_null(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "gradient", "|x| + y", "--at", "0,1")
    assert found["gradient"] == [None, 1.0]
    assert found["differentiable"] is False
    assert found["tangent_plane"] is None


def test_a_function_of_x_alone_is_one_of_the_plane_too(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "gradient", "a x^2", "--at", "3,5", "--let", "a=2")
    assert found["gradient"] == [12.0, 0.0]
    assert found["partials"]["y"]["text"] == "0"


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gradient", "x^2 y + y^3", "--at", "1,2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("∇f(1, 2) = (4, 13): steepest ascent towards 72.9°")
    assert any("∂f/∂x = 2x" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("x y", "--at", "1"), "two numbers"),
        (("x y", "--at", "1,2,3"), "two numbers"),
        (("x y", "--at", "1,"), ""),
        (("x y", "--at", "x=1"), "y has no value"),
        (("x y", "--at", "1,z"), ""),
        (("f(t) = t^2", "--at", "1,2"), "two variables"),
        (("f(x, y, z) = x", "--at", "1,2"), ""),
        (("a x", "--at", "1,2"), "a has no value"),
        (("x +", "--at", "1,2"), ""),
        (("x y",), ""),
    ],
)
def test_mistakes_get_a_sentence(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], part: str) -> None:
    error = mistake(capsys, "gradient", *words)
    assert part in error["message"]
    assert error["message"].endswith(".")


def test_typed_places_are_exact(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "gradient", "1/(x - a y)", "--at", "0.3,0.30000000001", "--let", "a=1")
    assert (found["value"], found["gradient"]) == (-1e11, [-1e22, 1e22])
    assert found["hessian"] == [[-2e33, 2e33], [2e33, -2e33]]
    assert answer(capsys, "gradient", "sin x cos y", "--at", "pi,pi/2")["hessian"] == [[0.0, 1.0], [1.0, 0.0]]
