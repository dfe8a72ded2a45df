"""The derivative at one number: f'(3) with the numbers in, corners, joints and ends."""

from __future__ import annotations

import mpmath
import pytest

from derivgui.model.language.parser import parse, parse_exact
from derivgui.model.symbolic.derivation import Derivation, derive
from derivgui.model.symbolic.derivation.raised import in_print
from tests.oracle.mp import Undefined, at_place, evaluate, slope


def at(text: str, number: str) -> Derivation:
    return derive(parse(text).tree, "x", parse_exact(number))


def lines(text: str, number: str) -> list[str]:
    return [step.text for step in at(text, number).steps]


def test_the_numbers_are_in_every_line() -> None:
    assert lines("x^2", "3") == ["((3 + h)^2 - 3^2)/h", "(9 + 6h + h^2 - 9)/h", "(6h + h^2)/h", "6 + h", "6"]
    assert lines("1/x", "2") == [
        "(1/(2 + h) - 1/2)/h",
        "(2 - (2 + h))/(2h(2 + h))",
        "-h/(2h(2 + h))",
        "-1/(2(2 + h))",
        "-1/4",
    ]


def test_a_decimal_stays_a_decimal() -> None:
    assert lines("0.5x^2", "0.3")[1:] == ["(0.045 + 0.3h + 0.5h^2 - 0.045)/h", "(0.3h + 0.5h^2)/h", "0.3 + 0.5h", "0.3"]


@pytest.mark.parametrize(
    ("text", "number", "slope"),
    [
        ("x^2", "-1", "-2"), ("x^3 - 2x", "2", "10"), ("sqrt(x)", "4", "1/4"), ("sin(x)", "0", "1"), ("e^x", "0", "1"),
        ("cos(x)", "pi/2", "-1"), ("ln(x)", "1", "1"), ("tan(x)", "pi/4", "2"), ("x^2", "sqrt(2)", "2sqrt(2)"),
        ("|x|", "3", "1"), ("|x|", "-2", "-1"), ("x^x", "1", "1"), ("(x + 1)/(x - 2)", "3", "-3"),
    ],
)  # fmt: skip
def test_smooth_places(text: str, number: str, slope: str) -> None:
    found = at(text, number)
    assert found.result is not None
    assert found.result.text == slope
    assert found.status in ("proven", "numerical")
    assert_lines_are_the_quotient(found, text, number)


@pytest.mark.parametrize(
    ("text", "number", "slope"),
    [
        ("x|x|", "0", "0"), ("|x|^(4/3)", "0", "0"), ("{x<=1: x^2, 2x-1}", "1", "2"), ("x^(4/3)", "0", "0"),
        ("{x=0: 0, x^2 sin(1/x)}", "0", "0"), ("{x<0: -x, x<1: x^2, 2x-1}", "1", "2"), ("floor(x)", "1.5", "0"),
        ("max(x, 0)", "-1", "0"), ("{x=0: 1, sin(x)/x}", "0", "0"), ("{x=0: 0, (1 - cos(x))/x}", "0", "1/2"),
        ("{x=0: 0, e^(-1/x^2)}", "0", "0"), ("{x<=0: 0, x e^(-1/x)}", "0", "0"),
        ("{x<=0: 0, e^(-1/x)}", "0", "0"), ("{x=0: 0, e^(-2/x^4)/x}", "0", "0"),
        ("{x=0: 0, x atan(1/x^2)}", "0", "pi/2"),
        ("{x=0: 0, x^3 cos(1/x)}", "0", "0"), ("x^(5/3)", "0", "0"), ("|x|^(3/2)", "0", "0"),
        ("{x=2: 4, (x^2-4)/(x-2)}", "2", "1"), ("|x|^3", "0", "0"), ("sqrt(x^4)", "0", "0"),
    ],
)  # fmt: skip
def test_differentiable_after_all(text: str, number: str, slope: str) -> None:
    found = at(text, number)
    assert found.result is not None, found.message
    assert found.result.text == slope


@pytest.mark.parametrize(
    ("text", "number", "left", "right"),
    [
        ("|x|", "0", "-1", "1"), ("|x^2 - 4|", "2", "-4", "4"), ("|sin(x)|", "pi", "-1", "1"),
        ("max(x, 0)", "0", "0", "1"),
        ("{x <= 1: x^2, 3x - 2}", "1", "2", "3"), ("floor(x)", "1", "+∞", "0"), ("sign(x)", "0", "+∞", "+∞"),
        ("{x <= 1: x^2, 2x}", "1", "2", "+∞"), ("min(x, x^2)", "1", "2", "1"), ("e^|x|", "0", "-1", "1"),
        ("sqrt(1 - cos(x))", "0", "-sqrt(2)/2", "sqrt(2)/2"), ("sqrt(x^2 + x^4)", "0", "-1", "1"),
        ("sqrt((x-1)^2(x+3))", "1", "-2", "2"), ("{x=0: 0, x atan(1/x)}", "0", "-pi/2", "pi/2"),
        ("{x=0: 0, x/(1 + e^(1/x))}", "0", "1", "0"), ("{x=0: 0, x tanh(1/x)}", "0", "-1", "1"),
        ("sqrt(x^2)", "0", "-1", "1"), ("round(x)", "1/2", "+∞", "0"), ("mod(x, 3)", "3", "-∞", "1"),
        ("min(sin(x), cos(x))", "pi/4", "sqrt(2)/2", "-sqrt(2)/2"), ("{x=0: 3, sin(x)/x}", "0", "+∞", "-∞"),
    ],
)  # fmt: skip
def test_two_sides_that_differ_are_named(text: str, number: str, left: str, right: str) -> None:
    found = at(text, number)
    assert (found.result, found.exists) == (None, False)
    told = f"No derivative at {number}: from the left {left}, from the right {right}."
    assert found.message == in_print(told)
    assert found.steps[-1].kind == "limit law"
    assert_lines_are_the_quotient(found, text, number, small=True)


def test_absolute_value_at_zero_reads_like_a_textbook() -> None:
    assert lines("|x|", "0") == ["(|h| - |0|)/h", "{h < 0: -h/h, h > 0: h/h}", *["{h < 0: -1, h > 0: 1}"] * 2]
    last = at("|x|", "0").steps[-1]
    assert last.latex == r"\lim_{h \to 0^{-}} (-1) = -1,\quad \lim_{h \to 0^{+}} 1 = 1"


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("sqrt(x)", "0", "grows beyond all bounds as h tends to 0 (from the right to +∞)"),
        ("cbrt(x)", "0", "(from the left to +∞, from the right to +∞)"),
        ("x^(2/3)", "0", "(from the left to -∞, from the right to +∞)"),
        ("1/x", "0", "has no value at 0"),
        ("tan(x)", "pi/2", "has no value at pi/2"),
        ("asin(x)", "1", "(from the left to +∞)"),
        ("cbrt(x^2)", "0", "(from the left to -∞, from the right to +∞)"),
        ("{x=0: 0, x sin(1/x)}", "0", "it keeps swinging between -1 and 1. No derivative at 0."),
        ("{x=1: 0, 3(x-1)cos(2/(x-1))}", "1", "it keeps swinging between -3 and 3. No derivative at 1."),
        ("{x=0: 0, sin(1/x)}", "0", "it takes ever larger values with both signs. No derivative at 0."),
        ("sqrt(x)^3", "0", "values only to the right of 0: 0 is a one-sided limit"),
    ],
)
def test_no_derivative_for_other_reasons(text: str, number: str, words: str) -> None:
    found = at(text, number)
    assert (found.result, found.exists) == (None, False)
    assert in_print(words).replace("one−sided", "one-sided") in found.message


@pytest.mark.parametrize(
    ("text", "number"),
    [("{x=0: 1, x^x}", "0"), ("{x=0: 0, x e^(1/x)}", "0"), ("acos(cos(x))", "pi")],
)
def test_what_is_not_understood_is_not_invented(text: str, number: str) -> None:
    found = at(text, number)
    assert found.result is None
    assert found.exists is not True
    assert found.message


def test_a_squeeze_is_said_with_its_two_ends() -> None:
    found = at("{x=0: 0, x^2 sin(1/x)}", "0")
    assert lines("{x=0: 0, x^2 sin(1/x)}", "0") == [
        "{h = 0: 0, h^2*sin(1/h)}/h", "h^2*sin(1/h)/h", "h*sin(1/h)", "0"
    ]  # fmt: skip
    assert found.steps[-1].note == "The line lies between −|h| and |h|, which both tend to 0."
    assert found.status == "proven"


def test_a_sine_over_its_angle_needs_the_bounds_that_prove_its_limit() -> None:
    found = at("{x=0: 1, sin(x)/x}", "0")
    assert [step.text for step in found.steps][1:] == ["(sin(h)/h - 1)/h", "(sin(h) - h)/h^2", "0"]
    assert [limit.text for limit in found.limits] == ["(sin(k) - k)/k^2 → 0"]


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        # The sign beside the number by an enclosure of the values, or of the slope where the value there is 0.
        ("|sin(x)|", "pi", "proven"), ("|e^x - 1|", "0", "proven"), ("floor(2sin(x))", "pi/6", "proven"),
        ("{sin(x) > 1/2: x^2, x}", "1", "proven"), ("x sign(tan(x) - x)", "1", "proven"),
        ("max(x, tan(x))", "1", "proven"),
        # Here both are 0, so only places ever closer to the number tell.
        ("|1 - cos(x)|", "0", "numerical"), ("max(x, sin(x))", "0", "numerical"),
    ],
)  # fmt: skip
def test_the_formula_beside_a_number_is_proven_or_said_to_be_numerical(text: str, number: str, status: str) -> None:
    assert at(text, number).status == status


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("x^3 - 2x", "-2"), ("sqrt(x)", "pi"), ("sin(x)", "pi/2"), ("tan(x)", "pi/3"), ("e^x", "ln(2)"), ("2^x", "-2"),
        ("x^x", "2"), ("arctan(x/2)", "2"), ("log_3(2x+1)", "4"), ("x e^x sin(x)", "pi"), ("(x+1)/(x-2)", "3"),
        ("arctan(x)", "0"), ("sin(2x + 1)", "pi"), ("sin(x^2)", "pi"), ("ln(sqrt(0.5x))", "2"), ("tan(x + pi)", "1/2"),
        ("sin(x)^2", "pi/4"), ("1/sqrt(x)", "2"), ("x/(x^2+1)", "3"), ("cosh(x)", "1"), ("(2x+1)^3", "-1/2"),
    ],
)  # fmt: skip
def test_the_slope_at_a_number_is_that_of_mpmath_to_40_digits(text: str, number: str) -> None:
    found = at(text, number)
    assert found.result is not None
    tree = parse(text).tree
    with mpmath.workdps(160):
        x = at_place(parse_exact(number), {})
        wanted = slope(tree, {"x": x}, "x")
        value = evaluate(parse_exact(found.result.text), {}, 80)
        assert abs(value - wanted) <= mpmath.mpf(10) ** -40 * (1 + abs(wanted))
    assert_lines_are_the_quotient(found, text, number)


@pytest.mark.parametrize(
    ("text", "lines_"),
    [
        ("3x^2 - 2x", ["(27 + 18h + 3h^2 - 6 - 2h - 21)/h", "(16h + 3h^2)/h", "16 + 3h", "16"]),
        ("(2x + 1)^3", ["(343 + 294h + 84h^2 + 8h^3 - 343)/h", "(294h + 84h^2 + 8h^3)/h", "294 + 84h + 8h^2", "294"]),
        ("(x+1)/(x-2)", ["(4 + h - 4(1 + h))/(h(1 + h))", "(4 + h - (4 + 4h))/(h(1 + h))", "-3h/(h(1 + h))",
                         "-3/(1 + h)", "-3"]),
    ],
)  # fmt: skip
def test_the_numbers_are_worked_out_term_by_term(text: str, lines_: list[str]) -> None:
    assert lines(text, "3")[1:] == lines_


def test_at_zero_nothing_is_expanded_that_has_no_brackets() -> None:
    assert lines("x^3 - x", "0") == ["(h^3 - h - 0^3)/h", "(h^3 - h)/h", "h^2 - 1", "-1"]
    assert at("x^2", "0").steps[1].title == "Work out the numbers"


def test_a_title_names_the_number_too() -> None:
    assert at("sin(x)", "3").steps[2].title == "Group the terms with sin(3)"


def assert_lines_are_the_quotient(found: Derivation, text: str, number: str, small: bool = False) -> None:
    tree = parse(text).tree
    with mpmath.workdps(50):
        x = at_place(parse_exact(number), {})
        for h in (0.25, -0.125) if not small else (0.01, -0.01):
            values = {"h": mpmath.mpf(h)}
            wanted = (evaluate(tree, {"x": x + h}) - at_place(tree, {"x": x})) / mpmath.mpf(h)
            for step in found.steps:
                if step.kind == "result":
                    continue
                try:
                    value = evaluate(parse(step.text).tree, values)
                except Undefined:
                    continue
                assert abs(value - wanted) < 1e-9 * (1 + abs(wanted)), step.text


@pytest.mark.parametrize(
    ("text", "number"), [("sqrt(5 - x^2)", "sqrt(5)"), ("asin(x/pi)", "pi"), ("sqrt(x - pi)", "pi")]
)
def test_a_value_at_the_end_of_the_domain_is_a_value_whatever_rounding_says(text: str, number: str) -> None:
    assert "no value" not in at(text, number).message


@pytest.mark.parametrize(
    ("text", "ends"),
    [("{x=0: 0, x (1+sin(1/x))}", "0 and 2"), ("{x=0: 0, x (3 - 2cos(1/x))}", "1 and 5")],
)
def test_a_swing_around_another_middle_is_named_by_its_ends(text: str, ends: str) -> None:
    assert f"swinging between {ends}." in at(text, "0").message


def test_sentences_write_formulas_as_print_does() -> None:
    assert in_print("-x^2*sqrt(2)*atan(pi/x) + sqrt(x + 1)") == "−x²·√2·arctan(π/x) + √(x + 1)"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sqrt(x^2 - 2x)^2", "pi/2"), ("x(2x + 1)log_2(x)", "0"), ("x - x + ln(x)", "0"), ("0tan(x)", "pi/2"),
        ("x/x", "0"), ("ln(cos(x))", "pi/2"),
    ],
)  # fmt: skip
def test_what_has_no_value_has_no_derivative_whatever_cancels(text: str, number: str) -> None:
    found = at(text, number)
    assert (found.result, found.exists) == (None, False)
    assert "no value" in found.message
