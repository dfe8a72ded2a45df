"""``derivgui slope``: tangents and secants."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from derivgui.cli import main
from tests.cli.test_evaluate import answer, mistake


def test_exercise_two(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "slope", "x^2", "--at", "-1", "0", "2")
    assert [point["slope"] for point in found["points"]] == [-2.0, 0.0, 4.0]
    assert {point["kind"] for point in found["points"]} == {"smooth"}
    assert {point["status"] for point in found["points"]} == {"proven"}


def test_a_point_has_all_that_scripts_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    (point,) = answer(capsys, "slope", "x^2", "--at", "2", "--h", "1", "1e-8", "-1/2")["points"]
    assert point == {
        "x": 2.0,
        "value": 4.0,
        "differentiable": True,
        "kind": "smooth",
        "slope": 4.0,
        "left_slope": 4.0,
        "right_slope": 4.0,
        "reason": point["reason"],
        "status": "proven",
        "tangent": {"slope": 4.0, "intercept": -4.0, "text": "y = 4x − 4"},
        "secants": [
            {"h": 1.0, "quotient": 5.0},
            {"h": 1e-8, "quotient": 4.00000001},
            {"h": -0.5, "quotient": 3.5},
        ],
    }


def test_points_may_be_expressions_and_negative(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "slope", "sin x", "--at", "-pi/2", "pi", "1/3")
    assert [point["x"] for point in found["points"]] == [-math.pi / 2, math.pi, 1 / 3]


def test_where_there_is_no_tangent_none_is_invented(capsys: pytest.CaptureFixture[str]) -> None:
    corner, outside = answer(capsys, "slope", "|x| + ln(x+1)", "--at", "0", "-2")["points"]
    assert (corner["differentiable"], corner["slope"], corner["tangent"]) == (False, None, None)
    assert (corner["kind"], corner["left_slope"], corner["right_slope"]) == ("corner", 0.0, 2.0)
    assert corner["status"] == "proven"
    assert (outside["differentiable"], outside["kind"], outside["value"]) == (False, "undefined", None)


@pytest.mark.parametrize(
    ("text", "at", "kind", "value", "left", "right"),
    [
        ("x^2", "3", "smooth", 9.0, 6.0, 6.0),
        ("|x-1/3|", "1/3", "corner", 0.0, -1.0, 1.0),
        ("{x<=0: x, sqrt(x)}", "0", "corner", 0.0, 1.0, "inf"),
        ("x^(2/3)", "0", "cusp", 0.0, "-inf", "inf"),
        ("1 - cbrt(x)", "0", "vertical tangent", 1.0, "-inf", "-inf"),
        ("floor(x)", "1", "jump", 1.0, "inf", 0.0),
        ("|x|/x", "0", "jump", None, None, None),
        ("(x^2-1)/(x-1)", "1", "removable", None, None, None),
        ("{x=0: 0, sin(x)/x}", "0", "removable", 0.0, "-inf", "inf"),
        ("1/x", "0", "pole", None, None, None),
        ("tan x", "pi/2", "pole", None, None, None),
        ("{x=0: 0, 1/x}", "0", "pole", 0.0, "inf", "inf"),
        ("{x=0: 0, x sin(1/x)}", "0", "oscillation", 0.0, None, None),
        ("sqrt(x)", "0", "endpoint", 0.0, None, "inf"),
        ("sqrt(1-x^2)", "1", "endpoint", 0.0, "-inf", None),
        ("sqrt(-x^2)", "0", "endpoint", 0.0, None, None),
        ("ln(x)", "-1", "undefined", None, None, None),
    ],
)
def test_a_verdict_of_each_kind(
    capsys: pytest.CaptureFixture[str], text: str, at: str, kind: str, value: object, left: object, right: object
) -> None:
    (point,) = answer(capsys, "slope", text, "--at", at, "--h", "0.5")["points"]
    assert (point["kind"], point["differentiable"]) == (kind, kind == "smooth")
    assert (point["value"], point["left_slope"], point["right_slope"]) == (value, left, right)
    assert point["slope"] == (left if kind == "smooth" else None)
    assert (point["tangent"] is None) == (kind != "smooth")
    assert point["reason"].endswith(".")
    assert point["status"] in ("proven", "numerical")
    assert len(point["secants"]) == 1


def test_what_is_not_determined_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    (point,) = answer(capsys, "slope", "|sin(e^e^e^x)|", "--at", "9")["points"]
    assert (point["kind"], point["differentiable"], point["status"]) == ("not determined", None, "not determined")
    assert (point["slope"], point["left_slope"], point["right_slope"], point["tangent"]) == (None, None, None, None)


def test_text_for_people_has_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slope", "|x|", "--at", "0"]) == 0
    printed = capsys.readouterr().out
    assert "corner" in printed
    assert "tangent" not in printed


def test_parameters_are_let(capsys: pytest.CaptureFixture[str]) -> None:
    (point,) = answer(capsys, "slope", "a x^2", "--at", "1", "--let", "a=3")["points"]
    assert point["slope"] == 6.0
    assert "--let" in mistake(capsys, "slope", "a x^2", "--at", "1")["hint"]


def test_a_step_of_zero_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "0" in mistake(capsys, "slope", "x^2", "--at", "1", "--h", "0")["message"]


def test_text_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slope", "x^2", "--at", "2", "--h", "1"]) == 0
    printed = capsys.readouterr().out
    assert "y = 4x − 4" in printed
    assert "h = 1: 5" in printed


@pytest.mark.parametrize(("words", "equation"), [(["f(y) = y^2"], "z = 2y − 1"), (["x y", "--let", "y=2"], "z = 2x")])
def test_a_tangent_over_y_or_along_a_slice_is_no_equation_in_y_alone(
    capsys: pytest.CaptureFixture[str], words: list[str], equation: str
) -> None:
    (point,) = answer(capsys, "slope", words[0], "--at", "1", *words[1:])["points"]
    assert point["tangent"]["text"] == equation


def test_typed_places_and_steps_are_exact(capsys: pytest.CaptureFixture[str]) -> None:
    (point,) = answer(capsys, "slope", "1/(x - a)", "--at", "0.2999999999", "--let", "a=0.3", "--h", "1e-12")["points"]
    assert (point["value"], point["slope"], point["left_slope"]) == (-1e10, -1e20, -1e20)
    assert point["secants"][0]["quotient"] == pytest.approx(-1e20 / 0.99, rel=4e-16)
    (point,) = answer(capsys, "slope", "floor(10x)", "--at", "0.65", "--h", "0.05")["points"]
    assert (point["value"], point["secants"][0]["quotient"]) == (6.0, 20.0)


def test_far_out_a_double_is_itself(capsys: pytest.CaptureFixture[str]) -> None:
    (point,) = answer(capsys, "slope", "tan x", "--at", "1e22")["points"]
    # tan(10^22) to 17 digits, by mpmath.
    assert (point["kind"], point["value"]) == ("smooth", pytest.approx(-1.6287782256068989, rel=3e-16))
    assert point["slope"] == pytest.approx(1 + 1.6287782256068989**2, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("e^(e^x)", "1.33240466607·10³⁵¹⁹"),
        ("-9^9^9^(x-7)", "−10^(1.87629890069·10⁷⁷)"),
        ("e^e^e^e^x", "too large to compute"),
    ],
)
def test_what_is_too_large_for_doubles_is_not_called_infinite(
    capsys: pytest.CaptureFixture[str], text: str, value: str
) -> None:
    assert main(["slope", "--at", "9", "--h", "0.5", "--", text]) == 0
    printed = capsys.readouterr().out
    assert f"value    {value}\n" in printed
    assert "(proven)" in printed
    assert "∞" not in printed
    assert "undefined" not in printed


def test_digits_that_no_double_holds_stand_beside_the_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    (point,) = answer(capsys, "slope", "x^400", "--at", "1e3", "--h", "1e3")["points"]
    assert (point["kind"], point["status"], point["value"], point["slope"]) == ("smooth", "proven", "inf", "inf")
    digits = {"value": "1e1200", "slope": "4e1199", "left_slope": "4e1199", "right_slope": "4e1199"}
    assert point["beyond_doubles"] == digits
    assert point["tangent"]["text"] == "y = 4·10¹¹⁹⁹x − 3.99·10¹²⁰²"
    assert point["tangent"]["beyond_doubles"] == {"slope": "4e1199", "intercept": "-3.99e1202"}
    quotient = (2000**400 - 1000**400) // 1000
    assert Decimal(point["secants"][0]["beyond_doubles"]["quotient"]) == pytest.approx(
        Decimal(quotient), rel=Decimal("1e-15")
    )
    (point,) = answer(capsys, "slope", "x^400", "--at", "2")["points"]
    assert "beyond_doubles" not in point


@pytest.mark.parametrize(
    ("text", "let", "at", "slopes"),
    [("{x < b: 3x, 1}", "b=1/3", "1/3", [3, 0]), ("{x <= b: sin x, cos x}", "b=pi/4", "pi/4", [0.5**0.5, -(0.5**0.5)]),
     ("{x^2 < b: x^2, 1/7}", "b=1/7", "sqrt(1/7)", [2 / 7**0.5, 0]), ("{x < b: x, b}", "b=ln 2", "ln 2", [1, 0])],
)  # fmt: skip
def test_a_parameter_is_the_very_number_that_was_typed(
    capsys: pytest.CaptureFixture[str], text: str, let: str, at: str, slopes: list[float]
) -> None:
    """No double is 1/3, and one next to it would tear the curve."""
    (point,) = answer(capsys, "slope", text, "--at", at, "--let", let)["points"]
    assert (point["kind"], point["status"]) == ("corner", "proven")
    assert [point["left_slope"], point["right_slope"]] == pytest.approx(slopes, rel=1e-15)


def test_a_letter_as_an_exponent_stays_a_decimal(capsys: pytest.CaptureFixture[str]) -> None:
    left, right = answer(capsys, "slope", "x^a", "--at", "-8", "8", "--let", "a=1/3")["points"]
    assert left["kind"] == "undefined"
    assert right["value"] == 2.0
