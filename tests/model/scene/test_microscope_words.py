"""What the microscope says, and never more than its numbers and the verdict allow."""

from __future__ import annotations

import pytest

from derivgui.model.calculus.magnified import magnified
from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.scene.microscope_words import gap_text, magnification_text, sentence, width_text


def said(text: str, x: float, k: float) -> tuple[str, str]:
    function = RealFunction(Program(parse(text).tree))
    verdict = verdict_at(function, x)
    return sentence(magnified(function, x, k, verdict=verdict), verdict)


@pytest.mark.parametrize(
    ("text", "x", "k", "words"),
    [
        ("x^2", 2.0, 0, "The curve still bends away from its tangent: zoom in."),
        ("x^2", 2.0, 3, "Nearly straight: curve and tangent can hardly be told apart."),
        ("x^3 - 3x", 7.1, 1, "Nearly straight: curve and tangent can hardly be told apart."),
        ("100000(x-1)^3", 2.0, 3, "Nearly straight: curve and tangent can hardly be told apart."),
        ("|x^2-4|", 2.0, 1, "The corner stays, however far you zoom."),
        ("x^2", 2.0, 30, "At this magnification nothing is left of the bend."),
        ("2x + 1", 2.0, 30, "There is no bend: the curve is its own tangent."),
        ("|x|", 0.0, 300, "The corner stays, however far you zoom."),
        ("|x| + 5x^2", 0.0, 0, "A corner whose arms still bend: zoom in."),
        ("|x| + 5x^2", 0.0, 4, "The corner stays, however far you zoom."),
        ("x^(2/3)", 0.0, 0, "It will fold into a vertical ray: zoom in."),
        ("x^(2/3)", 0.0, 300, "It folds into a vertical ray."),
        ("cbrt x", 0.0, 30, "It folds into a vertical line."),
        ("{x<=0: x, sqrt x}", 0.0, 30, "One side becomes a straight line, the other folds upright."),
        ("sqrt x", 0.0, 30, "The curve ends here, and folds into a vertical ray."),
        ("x^(3/2)", 0.0, 30, "The curve ends here: its tangent is a half-line."),
        ("{x=0: 0, x sin(1/x)}", 0.0, 30, "It never settles, however far you zoom."),
        ("floor x", 1.0, 30, "Torn: a part of the curve never comes near the point."),
        ("sin(x)/x", 0.0, 30, "About a hole: at this magnification nothing is left of the bend."),
        ("{x=0: 0, e^(-1/x^2)}", 0.0, 300, "At this magnification nothing is left of the bend."),
        ("1/x", 0.0, 30, "The curve runs off to infinity: there is no point to blow up."),
        ("ln x", -1.0, 30, "There is no value here, so there is no point to blow up."),
        ("sin(10^6 x)", 0.3, 0, "Far from straight at this magnification."),
    ],
)
def test_the_sentence_says_what_is_seen(text: str, x: float, k: float, words: str) -> None:
    assert said(text, x, k)[0] == words


@pytest.mark.parametrize("text", ["floor x", "sign x", "{x=0: 0, x sin(1/x)}", "{x<0: x, x sin(1/x)}"])
def test_there_is_no_gap_to_a_tangent_that_is_not_there(text: str) -> None:
    assert gap_text(magnified(RealFunction(Program(parse(text).tree)), 0.0, 3.0)) == ""


@pytest.mark.parametrize(("text", "x"), [("|x|", 0.0), ("x^(2/3)", 0.0), ("floor x", 1.0)])
def test_what_the_verdict_proves_is_proven(text: str, x: float) -> None:
    assert said(text, x, 30)[1] == "proven"


@pytest.mark.parametrize("k", [0.0, 1.0, 30.0, 300.0])
@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("2x + 1", 2.0),
        ("0.1x + 0.3", 0.7),
        ("7", 3.0),
        ("|x|", -3.7),
        ("floor x", 2.5),
        ("x floor(x/10)", 15.0),
        ("max(x, 2 - x)", 5.0),
        ("{x<1: x, 2x}", 3.0),
        ("pi x - ln 2", 1.0),
        ("sign(sin x)", 1.5),
    ],
)
def test_that_a_straight_piece_does_not_bend_is_proven(text: str, x: float, k: float) -> None:
    k = max(k, 1.0) if text in ("floor x", "sign(sin x)") else k
    assert said(text, x, k) == ("There is no bend: the curve is its own tangent.", "proven")
    assert gap_text(magnified(RealFunction(Program(parse(text).tree)), x, k)) == "largest gap 0"


@pytest.mark.parametrize(("text", "x", "k"), [("|x|", 0.5, 0), ("floor x", 2.5, 0), ("{x<1: x, 2x}", 1.001, 2)])
def test_a_piece_that_ends_in_the_picture_is_not_said_to_be_straight(text: str, x: float, k: float) -> None:
    assert not magnified(RealFunction(Program(parse(text).tree)), x, k).is_straight


def test_what_is_straight_for_a_reason_balls_do_not_know_is_numerical() -> None:
    assert said("sin(x)^2 + cos(x)^2", 1.0, 30)[1] == "numerical"


def test_a_measured_gap_is_numerical() -> None:
    assert said("x^2", 2.0, 3)[1] == "numerical"


@pytest.mark.parametrize(
    ("k", "magnification", "width"),
    [
        (0.0, "× 1", "width 2"),
        (2.5, "× 320", "width 0.0063"),
        (30.0, "× 10³⁰", "width 2·10⁻³⁰"),
        (300.0, "× 10³⁰⁰", "width 2·10⁻³⁰⁰"),
    ],
)
def test_the_caption_has_real_superscripts(k: float, magnification: str, width: str) -> None:
    assert magnification_text(k).replace("\N{THIN SPACE}", " ") == magnification
    assert width_text(k) == width


def test_a_gap_below_all_doubles_is_written_out() -> None:
    function = RealFunction(Program(parse("x^3").tree))
    assert gap_text(magnified(function, 0.0, 300.0)) == "largest gap 10⁻⁶⁰⁰"
    assert gap_text(magnified(function, 2.0, 300.0)) == "largest gap 6·10⁻³⁰⁰"
    assert gap_text(magnified(RealFunction(Program(parse("cbrt x").tree)), 0.0, 3.0)) == ""


def test_a_gap_too_small_to_be_written_is_below_something() -> None:
    function = RealFunction(Program(parse("{x=0: 0, e^(-1/x^2)}").tree))
    assert gap_text(magnified(function, 0.0, 300.0)) == "largest gap below 10⁻¹⁰⁰⁰⁰⁰⁰⁰⁰⁰⁰⁰⁰"
