"""Whether a line follows from the line before, and whether the result is the derivative.

Lines are compared exactly where the exact test decides, else at points in ball arithmetic with 50 digits, in the real
semantics of the language. The result is compared with the first coefficient of the Taylor series in balls, which never
saw the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from derivgui.model.language.tree import Node, Piecewise, symbols
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.enclosures.ball_series import enclosed_series
from derivgui.model.symbolic.derivation import exact
from derivgui.model.symbolic.derivation.setting import Setting

Status: TypeAlias = Literal["proven", "numerical", "not determined"]

BITS = 240
TOLERANCE = 2.0**-160
TINY = 2.0**-60
TINIER = 2.0**-80
LOOSE = 2.0**-100
CORNER = 2.0**-30
ENOUGH = 5
# Odd multiples of powers of two: exact in any arithmetic, and no zeros, poles or joints of what people type.
PLACES = (0.8203125, 1.6796875, 0.3515625, 2.7421875, -0.6640625, -1.4140625, 5.3984375, -3.2890625, 11.7578125)
# For functions that are defined only far out or close to 0.
FAR_PLACES = (47.3125, 1.0e3, -25.25, 3.0e5, 0.0078125, 2.0e8, -1.0e4, 5.0e12)
STEPS = (0.1347656, -0.0869141, 0.0224609, 0.4423828, -0.3261719, -0.0068359)
OTHERS = (1.3203125, 0.7109375, 2.1484375, 1.8515625, 0.5390625, 3.0390625)


class RefutedError(ArithmeticError):
    """Two lines differ at a point."""


def samples(names: Sequence[str], setting: Setting) -> Iterator[Mapping[str, float]]:
    """Points for the letters of a line; the step comes with both signs."""
    others = [name for name in names if name not in (setting.variable, setting.step)]
    places = (*PLACES, *PLACES, *FAR_PLACES)
    for round_, place in enumerate(places):
        point = {name: OTHERS[(i + round_) % len(OTHERS)] for i, name in enumerate(others)}
        point[setting.step] = STEPS[round_ % len(STEPS)]
        point[setting.variable] = place
        yield point


def same(left: Node, right: Node, setting: Setting, points: Sequence[Mapping[str, float]] = ()) -> Status:
    """How far the equality of two lines is known: by the exact test, and in any case at points.

    Raises:
        RefutedError: where the lines differ at a point at which both are defined.
    """
    if left == right:
        return "proven"
    branches = _matching_branches(left, right)
    if branches:
        return weakest([same(a, b, setting, points) for a, b in branches])
    is_proven = exact.equal(left, right)
    agreeing = lost = 0
    for point in _filled(left, right, setting, points):
        equal = agree_at(left, right, point)
        if equal is False:
            raise RefutedError
        agreeing += equal is True
        lost += equal is None and is_undefined(right, point) and not is_undefined(left, point)
        if agreeing == ENOUGH or (is_proven and agreeing):
            break
    if is_proven:
        return "proven"
    if lost > agreeing:
        raise RefutedError
    return "numerical" if agreeing >= 2 else "not determined"


def _filled(
    left: Node, right: Node, setting: Setting, points: Sequence[Mapping[str, float]]
) -> Iterator[Mapping[str, float]]:
    """The points, or those of ``samples``, with a value for every letter."""
    names = tuple(dict.fromkeys((*symbols(left), *symbols(right))))
    usual = {name: OTHERS[place % len(OTHERS)] for place, name in enumerate(names)}
    for point in points or samples(names, setting):
        yield usual | dict(point)


def is_undefined(line: Node, point: Mapping[str, float]) -> bool:
    """Whether a line has no value at a point, as far as balls can tell."""
    import flint

    with flint.ctx.workprec(BITS):
        return value_at(line, point) is None


def _matching_branches(left: Node, right: Node) -> list[tuple[Node, Node]]:
    """The values of two piecewise lines with the same conditions, side by side."""
    if not isinstance(left, Piecewise) or not isinstance(right, Piecewise):
        return []
    if [b.condition for b in left.branches] != [b.condition for b in right.branches]:
        return []
    return [(a.value, b.value) for a, b in zip(left.branches, right.branches, strict=True)]


def agree_at(left: Node, right: Node, point: Mapping[str, float]) -> bool | None:
    """Whether both values agree to 50 digits; None where one is undefined or too few digits are left."""
    import flint

    with flint.ctx.workprec(BITS):
        a, b = (value_at(line, point) for line in (left, right))
        if a is None or b is None:
            return None
        difference, scale = abs(a - b), abs(a) + abs(b) + 1
        if difference < scale * TOLERANCE:
            return True
        return False if difference > 0 else None


def value_at(line: Node, point: Mapping[str, float]) -> Any:
    """The ball of a line at a point, in flint's current precision; None where undefined."""
    import flint

    try:
        found = balls.ball(line, {name: flint.arb(value) for name, value in point.items()})
    except (ValueError, ZeroDivisionError, OverflowError, KeyError):
        return None
    return found if found.is_finite() else None


def is_derivative(f: Node, result: Node, setting: Setting, at: Node | None = None) -> Status:
    """Whether the result agrees with automatic differentiation of f in ball arithmetic, at points or at ``at``.

    Raises:
        RefutedError: where the two differ.
    """
    import flint

    names = tuple(dict.fromkeys((*symbols(f), *symbols(result), setting.variable)))
    agreeing = 0
    with flint.ctx.workprec(BITS):
        for point in samples(names, setting):
            values = {name: flint.arb(value) for name, value in point.items()}
            if at is not None:
                values[setting.variable] = balls.ball(at, values)
            slope = _slope(f, values, setting.variable)
            try:
                found = balls.ball(result, values)
            except (ValueError, ZeroDivisionError, OverflowError):
                continue
            if slope is None or not found.is_finite():
                continue
            wanted, tolerance = slope
            difference, scale = abs(wanted - found), abs(wanted) + abs(found) + 1
            if difference > scale * tolerance:
                raise RefutedError
            agreeing += bool(difference < scale * tolerance)
            if agreeing == ENOUGH:
                break
    return "numerical" if agreeing >= (1 if at is not None else 2) else "not determined"


def tends(quotient: Node, value: Node, setting: Setting, side: int) -> Status:
    """Whether a quotient in the step alone comes near its limit from one side, for functions without a series there."""
    import flint

    with flint.ctx.workprec(2 * BITS):
        gaps = []
        for bits in (40, 80, 120):
            a, b = (value_at(line, {setting.step: side * 2.0**-bits}) for line in (quotient, value))
            if a is None or b is None:
                return "not determined"
            gaps.append(abs(a - b))
        return "numerical" if gaps[2] < 2.0**-20 and not gaps[2] > gaps[0] else "not determined"


def _slope(f: Node, values: Mapping[str, Any], variable: str) -> tuple[Any, float] | None:
    """The derivative and how close a result must come to it; None where f is undefined or not smooth."""
    try:
        series = enclosed_series(f, values, variable, 1)
        if series is not None:
            return series[1], TOLERANCE
        # Inverse functions have no series of balls; the error of a central difference is that of its step, squared.
        up, down = (balls.ball(f, {**values, variable: values[variable] + step}) for step in (TINY, -TINY))
        near, far = (balls.ball(f, {**values, variable: values[variable] + step}) for step in (TINIER, -TINIER))
        middle = balls.ball(f, values)
        slope, finer = (up - down) / (2 * TINY), (near - far) / (2 * TINIER)
        # At a corner the two halves differ, and where the second derivative has a pole, the two differences do.
        if not abs(up + down - 2 * middle) < CORNER * TINY * (1 + abs(slope)):
            return None
        if not abs(slope - finer) < LOOSE * (1 + abs(slope)):
            return None
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return (slope, LOOSE) if slope.is_finite() else None


def weakest(statuses: Sequence[Status]) -> Status:
    """The status of the whole."""
    order: tuple[Status, ...] = ("not determined", "numerical", "proven")
    return min(statuses, key=order.index, default="not determined")
