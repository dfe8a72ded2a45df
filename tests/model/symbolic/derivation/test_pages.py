"""The pages of a good textbook, line by line: written down first, then derived."""

from __future__ import annotations

import pytest

from derivgui.export.texts import tex_text
from derivgui.model.language.parser import parse, parse_exact
from derivgui.model.symbolic.derivation import Derivation, derive

PAGES: dict[str, tuple[str, ...]] = {
    "x^2": ("((x + h)^2 - x^2)/h", "(x^2 + 2x*h + h^2 - x^2)/h", "(2x*h + h^2)/h", "2x + h", "2x"),
    "1/x": ("(1/(x + h) - 1/x)/h", "(x - (x + h))/(h*x(x + h))", "-h/(h*x(x + h))", "-1/(x(x + h))", "-1/x^2"),
    "10^12*x^2": (
        "(10^12*(x + h)^2 - 10^12*x^2)/h",
        "(10^12*x^2 + 2*10^12*x*h + 10^12*h^2 - 10^12*x^2)/h",
        "(2*10^12*x*h + 10^12*h^2)/h",
        "2*10^12*x + 10^12*h",
        "2*10^12*x",
    ),
    "x^3": (
        "((x + h)^3 - x^3)/h",
        "(x^3 + 3x^2*h + 3x*h^2 + h^3 - x^3)/h",
        "(3x^2*h + 3x*h^2 + h^3)/h",
        "3x^2 + 3x*h + h^2",
        "3x^2",
    ),
    "3x^2 - 2x": (
        "(3(x + h)^2 - 2(x + h) - (3x^2 - 2x))/h",
        "(3x^2 + 6x*h + 3h^2 - 2x - 2h - 3x^2 + 2x)/h",
        "(6x*h + 3h^2 - 2h)/h",
        "6x + 3h - 2",
        "6x - 2",
    ),
    "sqrt(x)": (
        "(sqrt(x + h) - sqrt(x))/h",
        "(sqrt(x + h) - sqrt(x))(sqrt(x + h) + sqrt(x))/(h(sqrt(x + h) + sqrt(x)))",
        "(x + h - x)/(h(sqrt(x + h) + sqrt(x)))",
        "1/(sqrt(x + h) + sqrt(x))",
        "1/(2sqrt(x))",
    ),
    "sin(x)": (
        "(sin(x + h) - sin(x))/h",
        "(sin(x)*cos(h) + cos(x)*sin(h) - sin(x))/h",
        "(sin(x)*(cos(h) - 1) + cos(x)*sin(h))/h",
        "sin(x)*((cos(h) - 1)/h) + cos(x)*(sin(h)/h)",
        "cos(x)",
    ),
    "e^x": ("(e^(x + h) - e^x)/h", "(e^x*e^h - e^x)/h", "e^x*((e^h - 1)/h)", "e^x"),
    "2^x": ("(2^(x + h) - 2^x)/h", "(2^x*2^h - 2^x)/h", "2^x*((2^h - 1)/h)", "2^x*ln(2)"),
    "ln(x)": (
        "(ln(x + h) - ln(x))/h",
        "ln((x + h)/x)/h",
        "ln(1 + h/x)/h",
        "(1/x)(ln(1 + h/x)/(h/x))",
        "1/x",
    ),
    "(x + 1)/(x - 2)": (
        "((x + h + 1)/(x + h - 2) - (x + 1)/(x - 2))/h",
        "((x + h + 1)(x - 2) - (x + 1)(x + h - 2))/(h(x + h - 2)(x - 2))",
        "(x^2 + x*h - x - 2h - 2 - (x^2 + x*h - x + h - 2))/(h(x + h - 2)(x - 2))",
        "-3h/(h(x + h - 2)(x - 2))",
        "-3/((x + h - 2)(x - 2))",
        "-3/(x - 2)^2",
    ),
    "1/sqrt(x)": (
        "(1/sqrt(x + h) - 1/sqrt(x))/h",
        "(sqrt(x) - sqrt(x + h))/(h*sqrt(x + h)*sqrt(x))",
        "(sqrt(x) - sqrt(x + h))(sqrt(x + h) + sqrt(x))/(h*sqrt(x + h)*sqrt(x)*(sqrt(x + h) + sqrt(x)))",
        "(x - (x + h))/(h*sqrt(x + h)*sqrt(x)*(sqrt(x + h) + sqrt(x)))",
        "-h/(h*sqrt(x + h)*sqrt(x)*(sqrt(x + h) + sqrt(x)))",
        "-1/(sqrt(x + h)*sqrt(x)*(sqrt(x + h) + sqrt(x)))",
        "-1/(2x^(3/2))",
    ),
    "cbrt(x)": (
        "(cbrt(x + h) - cbrt(x))/h",
        "(cbrt(x + h) - cbrt(x))(cbrt(x + h)^2 + cbrt(x + h)*cbrt(x) + cbrt(x)^2)"
        "/(h(cbrt(x + h)^2 + cbrt(x + h)*cbrt(x) + cbrt(x)^2))",
        "(x + h - x)/(h(cbrt(x + h)^2 + cbrt(x + h)*cbrt(x) + cbrt(x)^2))",
        "1/(cbrt(x + h)^2 + cbrt(x + h)*cbrt(x) + cbrt(x)^2)",
        "1/(3x^(2/3))",
    ),
    "tan(x)": (
        "(tan(x + h) - tan(x))/h",
        "(sin(x + h)/cos(x + h) - sin(x)/cos(x))/h",
        "(sin(x + h)*cos(x) - cos(x + h)*sin(x))/(h*cos(x + h)*cos(x))",
        "sin(h)/(h*cos(x + h)*cos(x))",
        "(1/(cos(x + h)*cos(x)))(sin(h)/h)",
        "1/cos(x)^2",
    ),
    "x e^x": (
        "((x + h)e^(x + h) - x*e^x)/h",
        "((x + h)e^(x + h) - (x + h)e^x + (x + h)e^x - x*e^x)/h",
        "(x + h)((e^(x + h) - e^x)/h) + e^x*((x + h - x)/h)",
        "(x + h)((e^x*e^h - e^x)/h) + e^x",
        "(x + h)e^x*((e^h - 1)/h) + e^x",
        "(x + 1)e^x",
    ),
    "sin(x^2)": (
        "(sin((x + h)^2) - sin(x^2))/h",
        "2cos(((x + h)^2 + x^2)/2)*sin(((x + h)^2 - x^2)/2)/h",
        "2cos(((x + h)^2 + x^2)/2)*sin((2x*h + h^2)/2)/h",
        "cos(((x + h)^2 + x^2)/2)*(sin((2x*h + h^2)/2)/((2x*h + h^2)/2))((2x*h + h^2)/h)",
        "cos(((x + h)^2 + x^2)/2)*(sin((2x*h + h^2)/2)/((2x*h + h^2)/2))(2x + h)",
        "2x*cos(x^2)",
    ),
}


def derived(text: str, at: str | None = None) -> Derivation:
    return derive(parse(text).tree, "x", None if at is None else parse_exact(at))


@pytest.mark.parametrize("text", PAGES)
def test_every_line_is_the_textbook_s(text: str) -> None:
    assert tuple(step.text for step in derived(text).steps) == PAGES[text]


@pytest.mark.parametrize("text", PAGES)
def test_a_page_is_proven_and_short(text: str) -> None:
    found = derived(text)
    assert found.status == "proven"
    assert 4 <= len(found.steps) <= 9


def test_the_tenth_power_stays_readable() -> None:
    found = derived("x^10")
    assert len(found.steps) == 5
    expanded = found.steps[1]
    assert expanded.text.startswith("(x^10 + 10x^9*h + h^2(45x^8 + 120x^7*h + ")
    assert expanded.latex == (
        r"\lim_{h \to 0} \frac{x^{10} + 10x^{9} h + h^{2} (45x^{8} + 120x^{7} h + \cdots + h^{8}) - x^{10}}{h}"
    )


def test_a_long_power_is_factored_by_halves() -> None:
    found = derived("x^120")
    assert found.result is not None
    assert found.result.text == "120x^119"
    assert max(len(step.text) for step in found.steps) < 300


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("1/x", "x ≠ 0"), ("sqrt(x)", "x > 0"), ("sqrt(3x + 1)", "x > -1/3"), ("(x + 1)/(x - 2)", "x ≠ 2"),
        ("1/sqrt(x)", "x > 0"), ("cbrt(x)", "x ≠ 0"), ("tan(x)", "cos(x) ≠ 0"), ("asin(x)", "-1 < x < 1"),
        ("|x|", "x ≠ 0"),
        ("1/(x^2 + 1)", ""), ("1/(x^2 - 1)", "x ≠ -1, x ≠ 1"), ("ln(x^2 + 1)", ""), ("sqrt(1 - x)", "x < 1"),
        ("floor(x)", "x not a whole number"), ("x^x", "x > 0"), ("e^x/x", "x ≠ 0"), ("max(x, 1)", "x ≠ 1"),
        ("1/ln(x)", "x ≠ 1, x > 0"), ("x^2", ""), ("acosh(x)", "x > 1"), ("sqrt(x^2)", "x ≠ 0"),
        ("1/(1 + e^x)", ""),
        ("1/(e^x - 1)", "e^x - 1 ≠ 0"),
        ("ln(2 + |x|)", "x ≠ 0"),
        ("sqrt(x)/(x + 1)", "x > 0"), ("sqrt(x + 1)/sqrt(x - 1)", "x > 1"), ("ln(ln(x))", "x > 1"),
        ("sqrt(x^2 - 4)", "|x| > 2"), ("ln(1 - x^2)", "-1 < x < 1"), ("sqrt(x)/(x - 4)", "x ≠ 4, x > 0"),
        ("sqrt((x - 1)/(x + 1))", "(x - 1)/(x + 1) > 0"), ("1/(sqrt(x + 1) + sqrt(x))", "x > 0"),
    ],
)  # fmt: skip
def test_the_domain_is_carried(text: str, domain: str) -> None:
    found = derived(text)
    assert found.domain == domain
    assert found.steps[-1].condition == domain


def test_where_h_is_cancelled_it_is_said_to_be_no_zero() -> None:
    for text in ("x^2", "1/x", "sqrt(x)", "cbrt(x)"):
        assert derived(text).steps[-2].condition == "h ≠ 0"


def test_lim_stays_until_the_last_line() -> None:
    for text in PAGES:
        *lines, last = derived(text).steps
        assert all(line.has_limit and line.latex.startswith(r"\lim_{h \to 0} ") for line in lines)
        assert not last.has_limit


def test_standard_limits_are_named_under_braces_with_their_reasons() -> None:
    found = derived("sin(x)")
    assert [limit.text for limit in found.limits] == ["(cos(k) - 1)/k → 0", "sin(k)/k → 1"]
    assert any("Standard limits: (cos(h) − 1)/h → 0, sin(h)/h → 1." in step.note for step in found.steps)
    assert all(limit.reason for limit in found.limits)
    line, last = found.steps[-2:]
    assert line.kind == "standard limit"
    assert r"\underbrace{\frac{\sin h}{h}}_{\to 1}" in line.latex
    assert last.working is not None
    assert last.working.text == "sin(x)*0 + cos(x)*1"


def test_the_step_has_another_letter_where_h_is_taken() -> None:
    found = derived("h x^2")
    assert found.step == "k"
    assert found.steps[0].text == "(h(x + k)^2 - h*x^2)/k"
    assert found.steps[3].condition == "k ≠ 0"


def test_other_letters_and_other_variables_are_constants() -> None:
    assert derived("a x^2 + b").steps[-2].text == "2a*x + a*h"
    found = derive(parse("x^2 y + y^3").tree, "y")
    assert found.result is not None
    assert found.result.text == "3y^2 + x^2"
    assert found.steps[0].text == "(x^2(y + h) + (y + h)^3 - (x^2*y + y^3))/h"


def test_the_changed_part_occurs_in_the_line() -> None:
    for text in PAGES:
        for step in derived(text).steps:
            assert all(part in step.latex for part in step.changed)
    assert derived("1/x").steps[2].changed == ("-h",)


def test_neighbours_that_changed_are_marked_as_one() -> None:
    assert derived("x e^x").steps[1].changed == ("- (x + h) e^{x} + (x + h) e^{x}",)


def test_a_letter_that_stands_twice_is_not_marked_in_the_wrong_place() -> None:
    assert derived("x e^x").steps[3].changed == ("e^{x} e^{h}",)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("1/x", r"\lim_{h \to 0} \frac{\dfrac{1}{x + h} - \dfrac{1}{x}}{h}"),
        ("e^(1/x)", r"\lim_{h \to 0} \frac{e^{\frac{1}{x + h}} - e^{1/x}}{h}"),
        ("1/(1 + 1/x)", r"\lim_{h \to 0} \frac{\dfrac{1}{1 + \frac{1}{x + h}} - \dfrac{1}{1 + \frac{1}{x}}}{h}"),
    ],
)
def test_fractions_inside_the_quotient_are_set_large(text: str, latex: str) -> None:
    assert derived(text).steps[0].latex == latex


def test_notes_write_powers_as_one_writes_them() -> None:
    notes = [step.note for step in derived("e^x").steps]
    assert "aᵘ⁺ᵏ = aᵘ · aᵏ." in notes
    assert "Standard limit: (eʰ − 1)/h → 1." in notes
    for text in PAGES:
        assert not any("^" in step.note for step in derived(text).steps), text


def test_one_quotient_that_waits_is_worked_out_move_by_move_and_several_by_the_short_way() -> None:
    alone = [step.title for step in derived("x sin(x)").steps]
    assert alone[3:6] == ["Addition theorem", "Group the terms with sin(x)", "Split into the two standard quotients"]
    assert "Addition theorem, then group" in [step.title for step in derived("x^2 sin(x)").steps]


@pytest.mark.parametrize(
    ("text", "result"), [("x^a", "a*x^(a - 1)"), ("x^pi", "pi*x^(pi - 1)"), ("x^0", "0"), ("x^x", "(1 + ln(x))x^x")]
)
def test_results_keep_the_shape_of_the_function(text: str, result: str) -> None:
    found = derived(text)
    assert found.result is not None
    assert found.result.text == result


@pytest.mark.parametrize("text", ["e^x", "sin(x)^5", "x^(2/3)", "x^100", "atan(x)", "a^x", "cosh(x)", "x^n"])
def test_every_sign_of_a_note_is_one_that_documents_can_set(text: str) -> None:
    for step in derived(text).steps:
        assert "?" not in tex_text(step.note)
