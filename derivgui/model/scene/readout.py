"""The readout: every number that moves, named."""

from __future__ import annotations

import math

from derivgui.model.calculus.tangent import Secant, Tangent
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.document.document import Notation
from derivgui.model.numeric.wide import Wide
from derivgui.model.scene.notation import derivative_runs, height_name, partial_runs, place_text, value_runs
from derivgui.model.scene.numbers import MINUS, MOST_DIGITS, format_number
from derivgui.model.scene.scene import Held, ReadoutLine, RoleName, Run
from derivgui.model.scene.verdict_words import kind_words

MISSING = "does not exist"
TOO_LARGE = "too large to compute"
UNKNOWN = "not determined"
AWAITED = "…"
LONGEST_DEFINITION = 32
# Tried in this order.
PLAIN_DIGITS = (6, 8, 10, 12)


def readout(
    name: str,
    variable: str,
    tangent: Tangent,
    verdict: Verdict,
    secant: Secant | None,
    notation: Notation,
    show_tangent: bool,
    held: Held | None = None,
) -> tuple[ReadoutLine, ...]:
    """Lines for f(x), f'(x) with the tangent's equation or why there is none, the secant's slope and h."""
    at = place_text(tangent.x, held)
    lines = [value_line(name, at, tangent.value, verdict)]
    if show_tangent:
        lines.append(_slope_line(name, variable, at, tangent, verdict, notation, held is not None))
        height = height_name(variable, held is not None)
        lines.append(_equation_line(tangent, variable, height) if tangent.is_told else _kind_line(verdict))
    if secant is not None:
        lines.append(_secant_line(secant, verdict))
        lines.append(_step_line(secant))
        if not math.isnan(secant.plain) or secant.digits:
            lines.append(_precision_line(secant))
    return tuple(lines)


def slope_text(
    name: str, variable: str, tangent: Tangent, verdict: Verdict, notation: Notation, held: Held | None = None
) -> str:
    """ "f'(2) = 4" in the chosen notation, in plain text."""
    at, slope = place_text(tangent.x, held), slope_words(tangent, verdict)
    if held is not None:
        partial = (*partial_runs(name, variable, at, notation), *result_runs(slope, "text"))
        return "".join(f"_{run.text}" if run.style == "sub" else run.text for run in partial)
    if notation == "leibniz":
        verb = "" if slope == MISSING else "is "
        return f"d{name}/d{variable} at {variable} = {at} {verb}{slope}"
    runs = derivative_runs(name, variable, at, notation)
    return "".join(run.text for run in (*runs, *result_runs(slope, "text")))


def value_line(name: str, at: str, value: float, verdict: Verdict) -> ReadoutLine:
    """f(2) = 4, or that it is undefined, or that it is not known."""
    text = value_text(value, verdict)
    return ReadoutLine("function", (*value_runs(name, at), *result_runs(text, "text")), f"{name} of {at} is {text}")


def value_text(value: float, verdict: Verdict, digits: int = PLAIN_DIGITS[0]) -> str:
    """The value as a number, or why there is none."""
    if verdict.is_awaited:
        return AWAITED
    return UNKNOWN if math.isnan(value) and not verdict.is_value_told else number_text(value, digits)


def earlier_line(definition: str) -> ReadoutLine:
    """Which curve or map stays, faded, while a text cannot be read."""
    text = definition if len(definition) <= LONGEST_DEFINITION else f"{definition[:LONGEST_DEFINITION]}…"
    runs = (Run("still shown  ", "muted"), Run(text, "muted"))
    return ReadoutLine("function", runs, f"still shown is an earlier text, {definition}")


def _slope_line(
    name: str,
    variable: str,
    at: str,
    tangent: Tangent,
    verdict: Verdict,
    notation: Notation,
    is_partial: bool,
) -> ReadoutLine:
    slope = slope_words(tangent, verdict)
    runs = derivative_runs(name, variable, at, notation, is_partial)
    return ReadoutLine("tangent", (*runs, *result_runs(slope, "tangent")), f"the tangent's slope is {slope}")


def slope_words(tangent: Tangent, verdict: Verdict, digits: int = PLAIN_DIGITS[0]) -> str:
    """The slope as a number, or why there is none."""
    if verdict.differentiable and not math.isnan(tangent.slope):
        return number_text(tangent.slope, digits)
    return AWAITED if verdict.is_awaited else MISSING if verdict.differentiable is False else UNKNOWN


def number_text(number: float, digits: int = PLAIN_DIGITS[0]) -> str:
    """The number, or that nothing can hold it."""
    is_unknown = math.isinf(number) and not isinstance(number, Wide)
    return TOO_LARGE if is_unknown else format_number(number, digits)


def result_runs(text: str, role: RoleName) -> tuple[Run, Run]:
    """ " = 4", but " is undefined" and " does not exist"."""
    verb = " " if text == MISSING else " is " if text[0].isalpha() else " = "
    return Run(verb), Run(text, role)


def _kind_line(verdict: Verdict) -> ReadoutLine:
    """What stands in the tangent's place: the kind of point with the numbers of its two sides, and the status."""
    if verdict.is_awaited:
        return ReadoutLine("tangent", (Run("looking closer …", "muted"),), verdict.reason)
    title, numbers = kind_words(verdict)
    rest = [words for words in (numbers, verdict.status) if words and words != title]
    runs = (Run(title), *(Run(f"  {words}", "muted") for words in rest))
    return ReadoutLine("tangent", runs, f"{title} {numbers}: {verdict.reason}")


def _equation_line(tangent: Tangent, variable: str, height: str) -> ReadoutLine:
    text = line_equation(tangent.slope, tangent.intercept, variable, height=height)
    return ReadoutLine("tangent", (Run("tangent  ", "muted"), Run(text)), f"the tangent is {text}", spare=True)


def _secant_line(secant: Secant, verdict: Verdict) -> ReadoutLine:
    slope = AWAITED if verdict.is_awaited else UNKNOWN if secant.is_open else format_number(secant.slope, 8)
    return ReadoutLine(
        "secant",
        (Run("secant slope", "secant"), *result_runs(slope, "secant")),
        f"the secant's slope is {slope}",
    )


def _step_line(secant: Secant) -> ReadoutLine:
    h = format_number(secant.h)
    return ReadoutLine("secant", (Run("h", "secant", "italic"), *result_runs(h, "text")), f"h is {h}", spare=True)


def _precision_line(secant: Secant) -> ReadoutLine:
    """How the slope was found where doubles do not do, beside what they would say."""
    plain = "no value" if math.isnan(secant.plain) else _told_apart(secant.plain, secant.slope)
    text = f"doubles give {plain}"
    if secant.digits:
        text = f"{secant.digits}-digit arithmetic; {text}"
    return ReadoutLine("secant", (Run(text, "muted"),), text)


def _told_apart(plain: float, slope: float) -> str:
    """A number with as many digits as tell it from the slope; the usual ones where all are the same."""
    texts = ((format_number(plain, digits), format_number(slope, digits)) for digits in (*PLAIN_DIGITS, MOST_DIGITS))
    return next((text for text, other in texts if text != other), format_number(plain))


def line_equation(slope: float, intercept: float, variable: str = "x", digits: int = 5, height: str = "y") -> str:
    """ "y = 4x − 4": a straight line the way it is written by hand."""
    constant = format_number(intercept, digits)
    if format_number(slope, digits) == "0":
        return f"{height} = {constant}"
    factor = {"1": "", f"{MINUS}1": MINUS}.get(format_number(slope, digits), format_number(slope, digits))
    if constant == "0":
        return f"{height} = {factor}{variable}"
    sign = MINUS if constant.startswith(MINUS) else "+"
    return f"{height} = {factor}{variable} {sign} {constant.removeprefix(MINUS)}"
