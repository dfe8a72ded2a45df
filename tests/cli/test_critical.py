"""``derivgui critical`` as people script it."""

from __future__ import annotations

import math

import pytest

from derivgui.cli import main
from tests.cli.test_evaluate import answer, mistake


def test_all_nine_of_himmelblau(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "critical", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "--window", "-5", "5", "-5", "5")
    kinds = [point["kind"] for point in found["points"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {"minimum": 4, "maximum": 1, "saddle": 4}
    assert {point["status"] for point in found["points"]} == {"proven"}
    assert found["complete"] is True
    assert {"at", "value", "kind", "status"} <= found["points"][0].keys()


def test_one_variable_needs_two_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "critical", "x^3 - 3x", "--window", "-2", "2")
    assert [(point["at"], point["value"], point["kind"], point["status"]) for point in found["points"]] == [
        ([-1.0], 2.0, "maximum", "proven"),
        ([1.0], -2.0, "minimum", "proven"),
    ]


def test_bounds_may_be_expressions_and_hold_critical_points_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "critical", "sin(x)", "--window", "-pi/2", "pi/2")
    assert [point["kind"] for point in found["points"]] == ["minimum", "maximum"]


def test_an_extremum_at_a_corner_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    (point,) = answer(capsys, "critical", "|x|", "--window", "-1", "1")["points"]
    assert (point["kind"], point["differentiable"]) == ("minimum", False)
    assert main(["critical", "|x|", "--window", "-1", "1"]) == 0
    assert "not differentiable there" in capsys.readouterr().out


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 0
    return capsys.readouterr().out


def test_a_cusp_is_called_one(capsys: pytest.CaptureFixture[str]) -> None:
    output = printed(capsys, "critical", "x^(2/3)", "--window", "-1", "1")
    assert output.strip() == "minimum at x = 0, value 0, at a cusp: not differentiable there (proven)"


def test_a_slope_that_touches_zero_at_a_place_without_curvature_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    output = printed(capsys, "critical", "x|x|", "--window", "-1", "1")
    assert output.strip() == "horizontal inflection at x = 0, value 0 (proven)"


def test_what_only_touches_the_window_is_no_level_stretch(capsys: pytest.CaptureFixture[str]) -> None:
    output = printed(capsys, "critical", "floor(x)", "--window", "-1", "1")
    assert [line.split(",")[0] for line in output.splitlines()] == ["level from x = −1 to 0", "level from x = 0 to 1"]


def test_level_stretches_and_whole_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "critical", "max(x, 0)", "--window", "-1", "1")["level"]
    (line,) = answer(capsys, "critical", "(x - y)^2", "--window", "-1", "1", "-1", "1")["lines"]
    assert (line["value"], line["kind"], line["status"]) == (0.0, "minimum", "proven")


def test_what_is_too_restless_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "critical", "sin(1/x)", "--window", "-3", "3")
    assert any(low <= 0 <= high for low, high in found["restless"])
    assert found["points"][0]["at"] == [pytest.approx(-2 / math.pi, rel=1e-12)]
    assert answer(capsys, "critical", "sin(x)", "--window", "-3", "3")["restless"] == []


def test_level_stretches_end_with_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "critical", "3", "--window", "-1", "2")["level"] == [[-1.0, 2.0]]


def test_none_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["critical", "x + y", "--window", "-1", "1", "-1", "1"]) == 0
    printed = capsys.readouterr().out
    assert "No critical point" in printed
    assert "Proven: there is none." in printed
    assert main(["critical", "x", "--window", "-1", "1"]) == 0
    assert "No critical point" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("x y", "--window", "-1", "1"), "four bounds"),
        (("x y", "--window", "-1", "1", "2"), "four bounds"),
        (("x", "--window", "1", "-1"), "cannot go from"),
        (("x y", "--window", "-1", "1", "1", "-1"), "cannot go from"),
        (("x y", "--window", "-1", "1", "0", "a"), ""),
        (("x y",), ""),
        (("a x", "--window", "-1", "1"), "a has no value"),
    ],
)
def test_mistakes_get_a_sentence(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], part: str) -> None:
    error = mistake(capsys, "critical", *words)
    assert part in error["message"]


def test_a_corner_that_only_the_exact_place_shows_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """At 0 itself the value stands alone, and f' has none for the tree to see."""
    (point,) = answer(capsys, "critical", "{x=0: 1, sin(x)/x+|x|}", "--window", "-1", "1")["points"]
    assert (point["at"], point["value"], point["kind"]) == ([0.0], 1.0, "minimum")
    assert point["differentiable"] is False
    (point,) = answer(capsys, "critical", "x|x|^3", "--window", "-1", "1")["points"]
    assert (point["kind"], point["differentiable"]) == ("horizontal inflection", True)


@pytest.mark.parametrize(
    ("text", "y", "found"),
    [
        ("(x - 1)^2 y + y^3", "2", [(1.0, 8.0, "minimum")]),
        ("(x - 1)^2 y + y^3", "-2", [(1.0, -8.0, "maximum")]),
        # Where x^y has values: x^2 would have a minimum at 0.
        ("(x + 1)^y - 2x", "2", [(0.0, 1.0, "minimum")]),
        ("x^y + 0x", "3", []),
    ],
)
def test_a_slice_has_the_critical_points_of_a_curve(
    capsys: pytest.CaptureFixture[str], text: str, y: str, found: list[tuple[float, float, str]]
) -> None:
    points = answer(capsys, "critical", text, "--window", "-3", "3", "--let", f"y={y}")["points"]
    smooth = [(*point["at"], point["value"], point["kind"]) for point in points if point["differentiable"]]
    assert smooth == found
