"""``derivgui sample``: curves for scripts."""

from __future__ import annotations

import math

import pytest

from derivgui.cli import main
from tests.cli.test_evaluate import answer, mistake

WINDOW = ("--window", "-4", "4", "-3", "3")


def test_a_curve_has_all_that_scripts_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "sample", "floor x", "--window", "-0.5", "1.5", "-2", "2", "--size", "300", "200")
    assert set(found) == {"pieces", "markers", "unresolved", "evaluations", "certificate"}
    assert [(piece[0], piece[-1]) for piece in found["pieces"]] == [
        ([-0.5, -1.0], [0.0, -1.0]),
        ([0.0, 0.0], [1.0, 0.0]),
        ([1.0, 1.0], [1.5, 1.0]),
    ]
    assert found["markers"] == [
        {"kind": "open", "x": 0.0, "y": -1.0},
        {"kind": "closed", "x": 0.0, "y": 0.0},
        {"kind": "open", "x": 1.0, "y": 0.0},
        {"kind": "closed", "x": 1.0, "y": 1.0},
    ]
    assert found["unresolved"] == []
    assert 0 < found["evaluations"] < 300


def test_a_pole_has_no_height(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "sample", "1/(x - 1/3)", *WINDOW)
    assert found["markers"] == [{"kind": "pole", "x": 1 / 3, "y": None}]
    assert len(found["pieces"]) == 2


def test_every_printed_number_is_finite(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "sample", "e^(e^x) + 1/x^9 + ln x", "--window", "-1", "10", "-3", "3")
    assert all(math.isfinite(number) for piece in found["pieces"] for point in piece for number in point)


def test_what_is_not_determined_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    ((start, end),) = answer(capsys, "sample", "sin(1/x)", *WINDOW)["unresolved"]
    assert -0.5 < start < 0 < end < 0.5
    assert main(["sample", "sin(1/x)", *WINDOW]) == 0
    assert "not determined" in capsys.readouterr().out


def test_bounds_may_be_expressions_and_parameters_are_let(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "sample", "a tan x", "--window", "-pi", "2pi", "-3", "3", "--let", "a=2")
    assert [mark["x"] for mark in found["markers"]] == pytest.approx([-math.pi / 2, math.pi / 2, 1.5 * math.pi])
    assert found["pieces"][0][0][0] == -math.pi


def test_text_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "(x^2 - 1)/(x - 1) + 1/(x + 2)", *WINDOW]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("3 pieces")
    assert "pole at x = −2" in printed
    assert "hole at (1, 2.3333333)" in printed


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("x^2", "--window", "1", "-1", "0", "1"), "smaller number first"),
        (("x^2", "--window", "0", "0", "0", "1"), "smaller number first"),
        (("x^2", "--window", "0", "1", "2", "1"), "smaller number first"),
        (("x^2", "--window", "1", "1+10^-15", "0", "1"), "wider"),
        (("x^2", *WINDOW, "--size", "0", "100"), "800 600"),
        (("x^2", *WINDOW, "--size", "100000", "100"), "800 600"),
        (("a x", *WINDOW), "--let a=1"),
        (("x^2", "--window", "0", "y", "0", "1"), ""),
        (("sinn x", *WINDOW), ""),
        (("x^2",), ""),
    ],
)
def test_a_mistake_is_a_sentence(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], hint: str) -> None:
    assert hint in mistake(capsys, "sample", *words)["hint"]


def test_the_certificate_comes_along(capsys: pytest.CaptureFixture[str]) -> None:
    needle = "2/(e^(10^6 (x - 1/3)) + e^(10^6 (1/3 - x)))"
    found = answer(capsys, "sample", needle, "--window", "-1", "1", "-1", "2")
    certificate = found["certificate"]
    assert certificate["status"] == "proven"
    assert certificate["open"] == []
    ((start, end),) = certificate["found"]
    assert start < 1 / 3 < end
    assert max(y for piece in found["pieces"] for _, y in piece) > 0.99


def test_what_is_open_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    certificate = answer(capsys, "sample", "sin(1/x)", "--window", "-1", "1", "-1", "2")["certificate"]
    assert certificate["status"] == "not determined"
    ((start, end),) = certificate["open"]
    assert -0.2 < start < 0 < end < 0.2


def test_heights_are_those_of_doubles_and_beyond_them_the_largest(capsys: pytest.CaptureFixture[str]) -> None:
    ((*points,),) = answer(capsys, "sample", "e^x", "--window", "600", "900", "-10", "10")["pieces"]
    assert any(1e290 < y < 1e308 for _, y in points)
    for x, y in points:
        assert y == pytest.approx(math.exp(min(x, 709.782712893384)), rel=1e-12)
