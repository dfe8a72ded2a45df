"""``derivgui descend`` as people script it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from derivgui.cli import main
from tests.cli.test_evaluate import answer, mistake


def points(found: dict[str, Any]) -> list[list[Any]]:
    return [iterate["at"] for iterate in found["iterates"]]


def test_exercise_four(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "descend", "x^2", "--start", "5", "--rate", "0.1", "--steps", "5")
    assert set(found) == {"iterates", "outcome", "message"}
    assert [at for (at,) in points(found)] == pytest.approx([5, 4, 3.2, 2.56, 2.048, 1.6384])
    assert found["iterates"][0] == {"k": 0, "at": [5.0], "value": 25.0, "gradient": [10.0], "update": [-1.0]}
    assert found["iterates"][-1]["update"] is None
    assert found["outcome"] == "step limit"
    assert "by 0.8, so x approaches 0" in found["message"]


def test_exact_iterates_are_fractions(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "descend", "x^2", "--start", "5", "--rate", "1/10", "--steps", "5", "--exact")
    assert points(found) == [["5"], ["4"], ["16/5"], ["64/25"], ["256/125"], ["1024/625"]]
    assert found["iterates"][1]["update"] == [-0.8]
    again = answer(capsys, "descend", "x^2", "--start", "5", "--rate", "0.1", "--steps", "5", "--exact")
    assert again == found


@pytest.mark.parametrize(
    ("rate", "outcome", "second"),
    [("1", "cycling", -5.0), ("11/10", "diverged", -6.0), ("0.5", "converged", 0.0), ("0.9", "step limit", -4.0)],
)
def test_rates_of_the_course(capsys: pytest.CaptureFixture[str], rate: str, outcome: str, second: float) -> None:
    found = answer(capsys, "descend", "x^2", "--start", "5", "--rate", rate, "--steps", "6")
    assert found["outcome"] == outcome
    assert points(found)[1] == pytest.approx([second])
    assert len(points(found)) == (2 if outcome == "converged" else 7)


def test_powers_too_high_for_fractions_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    error = mistake(capsys, "descend", "x^100", "--start", "1/3", "--rate", "1/10", "--exact")
    assert "whole powers up to 64" in error["hint"]
    answer(capsys, "descend", "x^64", "--start", "1/3", "--rate", "1/10", "--exact")


def test_two_variables_and_a_saddle(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "descend", "x^2-y^2", "--start", "-1,0", "--rate", "0.1", "--steps", "200")
    assert points(found)[0] == [-1.0, 0.0]
    assert found["outcome"] == "stalled at a saddle"


def test_y_may_be_missing_from_a_function_of_two_variables(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "descend", "x^2", "--start", "1,2", "--rate", "0.5", "--steps", "1")
    assert points(found) == [[1.0, 2.0], [0.0, 2.0]]


def test_commas_in_brackets_belong_to_a_coordinate(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "descend", "x^2+y^2", "--start", "max(1, 2), -min(3,4)", "--steps", "0")
    assert points(found) == [[2.0, -3.0]]
    assert mistake(capsys, "descend", "x^2+y^2", "--start", "1, 2u")["span"] == [3, 5]


def test_methods_take_their_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("descend", "x^2", "--start", "5", "--rate", "0.1", "--steps", "2", "--method", "momentum")
    assert points(answer(capsys, *words))[2] == pytest.approx([2.3])
    assert points(answer(capsys, *words, "--momentum", "0.5"))[2] == pytest.approx([2.7])


@pytest.mark.parametrize(
    "method",
    ["gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "newton", "line-search", "coordinate"],
)
def test_every_method_answers_without_a_rate(capsys: pytest.CaptureFixture[str], method: str) -> None:
    found = answer(capsys, "descend", "(x-1)^2+y^4", "--start", "3,1", "--method", method, "--steps", "3")
    assert found["iterates"][-1]["value"] < found["iterates"][0]["value"]


def test_schedules_change_the_rate(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("descend", "x", "--start", "0", "--rate", "1", "--steps", "4")
    found = answer(capsys, *words, "--schedule", "exponential", "--factor", "1/2")
    assert points(found) == [[0.0], [-1.0], [-1.5], [-1.75], [-1.875]]
    found = answer(capsys, *words, "--schedule", "step", "--factor", "0", "--every", "2")
    assert points(found) == [[0.0], [-1.0], [-2.0], [-2.0], [-2.0]]


def test_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["descend", "x^2 y", "--start", "1,2", "--rate", "0.25", "--steps", "1", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] == {"k": "0", "x": "1.0", "y": "2.0", "value": "2.0", "gradient_x": "4.0", "gradient_y": "1.0",
                       "update_x": "-1.0", "update_y": "-0.25"}  # fmt: skip
    assert rows[1]["update_x"] == ""


def test_text_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["descend", "x^2", "--start", "5", "--rate", "0.1", "--steps", "1"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].split() == ["k", "x", "f", "f′", "Δx"]
    assert printed[1].split() == ["0", "5", "25", "10", "−1"]
    assert "approaches 0" in printed[-1]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("x^2", "--start", "1,2,3"), "3 coordinates"),
        (("x y", "--start", "1"), "1 coordinate"),
        (("f(x,y,z) = x y z", "--start", "1,2"), "two variables"),
        (("x^2", "--start", "u"), "u"),
        (("x^2", "--start", "1", "--rate", "0"), "greater than 0"),
        (("x^2", "--start", "1", "--rate", "-1"), "greater than 0"),
        (("x^2", "--start", "1", "--steps", "1.5"), "--steps"),
        (("x^2", "--start", "1", "--steps", "1e9"), "--steps"),
        (("x^2", "--start", "1", "--momentum", "0.5"), "takes no --momentum"),
        (("x^2", "--start", "1", "--method", "momentum", "--momentum", "1"), "--momentum cannot be 1"),
        (("sin x", "--start", "1", "--exact"), "fractions"),
        (("x^2", "--start", "1", "--method", "adam", "--exact"), "square roots"),
        (("x^2", "--start", "pi", "--exact"), "no fraction"),
        (("x^2", "--start", "1", "--schedule", "cosine", "--exact"), "cosine"),
        (("a x^2", "--start", "1"), "a has no value"),
        (("x^2", "--start", "1", "--tolerance", "-1"), "tolerance"),
        (("x^2", "--start", "1", "--schedule", "step", "--factor", "-1"), "negative"),
        (("x^2", "--start", "1e400"), "too large"),
        (("x^2", "--start", "1e400", "--exact"), "too large"),
        (("x^2", "--start", ","), "empty"),
    ],
)
def test_mistakes_are_sentences(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], part: str) -> None:
    error = mistake(capsys, "descend", *words)
    assert part in f"{error['message']} {error['hint']}"


def test_an_unknown_method_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert "method" in mistake(capsys, "descend", "x^2", "--start", "1", "--method", "sgd")["message"]


def test_help_names_every_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["descend", "--help"]) == 0
    printed = capsys.readouterr().out
    for option in ("--momentum", "--beta1", "--beta2", "--epsilon", "--smoothing", "--weight-decay", "--shrink"):
        assert option in printed
