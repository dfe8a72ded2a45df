"""What the picture of difference errors shows, in words and with this function's numbers."""

from __future__ import annotations

import math
from decimal import Decimal

from derivgui.model.calculus.difference_errors import DifferenceErrors, Method
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.scene.numbers import format_number, power_of_ten
from derivgui.model.scene.verdict_words import kind_words

DIGITS = 2
# A quotient with three right digits still says what f' is.
CARRIED = 1e-3
_ROOTS = {2: "√ε", 3: "∛ε"}


def short(value: float) -> str:
    """Two digits, always as a power of ten below 0.01: "5.6·10⁻⁶"."""
    if value == 0 or not math.isfinite(value) or 0.01 <= abs(value) < 1000:
        return format_number(value, DIGITS)
    # The smallest doubles have fewer digits than they are printed with.
    mantissa, exponent = f"{Decimal(repr(float(value))):.{DIGITS - 1}e}".split("e")
    power = power_of_ten(int(exponent))
    head = format_number(float(mantissa), DIGITS)
    return power if head == "1" else f"{head}·{power}"


def error_reading(errors: DifferenceErrors, h: float) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A step, and each method's error there: "h = 10⁻⁸", (("forward", "3·10⁻⁹"), ...).

    Methods take the size of a step: that of one to the left stands between bars.
    """
    found = tuple((name, short(error)) for name, error in errors.at_step(abs(h)))
    return f"{'|h|' if h < 0 else 'h'} = {short(abs(h))}", found


def missing_slope(name: str, verdict: Verdict | None) -> str:
    """Why there is nothing to compare quotients with."""
    if verdict is None:
        return "Choose a function that can be read and is not hidden."
    at = format_number(verdict.x)
    if math.isinf(verdict.value) or verdict.differentiable:
        return f"No double holds the values of {name} at {at}: there is no quotient in doubles, and no error."
    if math.isnan(verdict.value):
        return f"{name} is not defined at {at}: there is no quotient, and no error."
    if verdict.differentiable is None:
        return f"{name}′({at}) is not determined: there is nothing to compare the quotients with."
    return (
        f"{name} has no derivative at {at} ({kind_words(verdict)[0]}): there is nothing to compare the quotients with."
    )


def error_sentences(errors: DifferenceErrors, name: str) -> tuple[str, ...]:
    """Where each method is best and why; why the smallest step fails; what the complex step does."""
    return tuple(filter(None, (_best(errors), _last_step(errors, name), _complex_step(errors))))


def _best(errors: DifferenceErrors) -> str:
    forward, central = errors.forward, errors.central
    if math.isnan(forward.best_h) and not forward.errors[~(forward.errors == 0)].size:
        return "Every difference is exact here, whatever h is."
    if forward.order == 0 and forward.best_h == errors.steps[0]:
        return "There is no bend, only rounding, whose error grows like 1/h: the wider h, the better."
    parts = [f"{label} {_where(method)}" for label, method in (("forward", forward), ("central", central))]
    text = f"Best h: {', '.join(parts)}."
    if forward.order:
        text += f" Wider steps err by the bend ({_powers(forward, central)})"
        text += ", smaller ones by rounding (∝ 1/h)." if errors.rounding_shows else "."
    return text


def _where(method: Method) -> str:
    if math.isnan(method.best_h):
        return "any" if not method.errors.any() else "none"
    if math.isnan(method.theory_h) or method.theory_h <= 0:
        return short(method.best_h)
    epsilon = _ROOTS.get(method.order + 1, "")
    return f"{short(method.best_h)} (theory {f'{epsilon}·scale = ' if epsilon else ''}{short(method.theory_h)})"


def _powers(forward: Method, central: Method) -> str:
    orders = dict.fromkeys(method.order for method in (forward, central) if method.order)
    return ", ".join("∝ h" + power_of_ten(order).removeprefix("10") * (order > 1) for order in orders)


def _last_step(errors: DifferenceErrors, name: str) -> str:
    """What doubles make of the smallest step, and why."""
    x, h = errors.x, float(errors.steps[-1])
    at, step, found = format_number(x), short(h), float(errors.forward.quotients[-1])
    if math.isnan(found):
        return ""
    lucky = f", which happens to be {name}′({at})" if errors.slope == 0 else ""
    if x + h == x:
        return f"{at} + {step} rounds to {at}: both points are the same double, so the quotient is 0/{step} = 0{lucky}."
    if errors.rounding == 0 or 0 < errors.forward.errors[-1] <= CARRIED * abs(errors.slope):
        return f"Around {at} doubles lie so close that even h = {step} is carried."
    if found == 0:
        return f"At h = {step} both values of {name} round to the same double, so the quotient is 0/{step} = 0{lucky}."
    return f"At h = {step} the difference has hardly a digit left: the quotient is {format_number(found, 4)}."


def _complex_step(errors: DifferenceErrors) -> str:
    if errors.complex_step is None:
        return f"No complex step: {errors.obstacle} is not analytic."
    if math.isnan(errors.complex_step.best_h) or errors.complex_step.best_h == errors.steps[0]:
        return ""
    return "The complex step subtracts nothing, so it loses nothing."
