"""Values, slopes and quotients at places that were typed: constants such as 0.3, 1/3 and pi/2, meant exactly.

No double is 0.3, and 1/(x - 0.3) next to it shows that. Here the place is as exact as its tree, and so is all that is
compared with it on the way (see ``exact_value``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property

from derivgui.model.language.tree import Node, Power, Sum, Symbol, rebuild, substitute, symbols
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures.balls import Ball, ball
from derivgui.model.numeric.places.exact_value import (
    MORE_PRECISIONS,
    NOTHING,
    UNKNOWN,
    Digits,
    ExactValue,
    certain,
    digits,
    of_double,
)
from derivgui.model.numeric.powers import varying_on

# Rounding that carries a value by so large a part of it makes it jump.
FLICKERS = 1e-3


def placed(node: Node, constants: Mapping[str, Node]) -> Node:
    """The tree with constants in place of its letters, as exact as they were typed.

    A letter that is an exponent stays one: x^a has no values for x < 0 where a is a fraction, unlike x^(1/3).
    """
    match node:
        case Symbol(name):
            return constants.get(name, node)
        case Power(base, exponent) if constants.keys() >= set(symbols(exponent)):
            return Power(placed(base, constants), exponent)
        case _:
            return rebuild(node, lambda part: placed(part, constants))


class TypedPlace:
    """A compiled tree at one place, which is a constant tree for each of its symbols."""

    def __init__(self, program: Program, typed: Mapping[str, Node]) -> None:
        self._program = program
        self._typed = typed
        self._exact = ExactValue(program.tree, typed, program.variables)

    @cached_property
    def value(self) -> Digits:
        """f there; NOTHING where it is undefined, UNKNOWN where nobody can tell."""
        rounded, spread = map(float, self._program.value_and_spread(self.doubles))
        by_balls = self._exact.by_balls
        if by_balls is not None and not math.isnan(rounded):
            return digits(by_balls)
        by_algebra = self._exact.by_algebra
        if by_algebra is not None and (by_balls is None or math.isnan(by_algebra.number)):
            return by_algebra
        if by_balls is not None:
            return digits(by_balls)
        is_steady = math.isinf(rounded) or spread <= FLICKERS * (1.0 + abs(rounded))
        return of_double(rounded) if is_steady else UNKNOWN

    def slope(self, name: str) -> Digits:
        """The derivative by one symbol; NOTHING where it does not exist, UNKNOWN where nobody can tell."""
        if math.isnan(self.value.number):
            return self.value
        return self._analytic_slope(name) or self._slope_of_both_sides(name)

    def _analytic_slope(self, name: str) -> Digits | None:
        """The slope where f is proven analytic, else None."""
        from derivgui.model.numeric.enclosures.ball_series import enclosed_series

        def slope() -> Ball | None:
            found = enclosed_series(self._along(name), self._exact.balls(), name, 1)
            return None if found is None else found[1]

        found = certain(slope, MORE_PRECISIONS)
        return None if found is None else digits(found)

    def quotient(self, name: str, step: Node) -> Digits | None:
        """(f(x + h) - f(x))/h for a typed step h of one symbol, at the exact sum; None where that is not decided."""
        end = TypedPlace(self._program, {**self._typed, name: Sum((self._typed[name], step))})
        if math.isnan(self.value.number) or math.isnan(end.value.number):
            return None
        found = certain(lambda: (end._exact.ball() - self._exact.ball()) / ball(step, {}), MORE_PRECISIONS)
        return None if found is None else digits(found)

    def hessian(self, names: tuple[str, str]) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """The second derivatives by two symbols; None where f is not proven analytic."""
        x, y = names

        def mixed() -> Ball | None:
            # Along the diagonal f bends by f_xx + 2 f_xy + f_yy.
            both, first, second = (self._bend(along) for along in (names, (x,), (y,)))
            return None if both is None or first is None or second is None else (both - first - second) / 2

        bends = (lambda: self._bend((x,)), mixed, lambda: self._bend((y,)))
        found = [certain(bend, MORE_PRECISIONS) for bend in bends]
        if any(bend is None for bend in found):
            return None
        xx, xy, yy = (digits(bend).number for bend in found)
        return (xx, xy), (xy, yy)

    def _along(self, name: str) -> Node:
        """The tree in which only this symbol moves: the other variables vary on."""
        return varying_on(self._program.tree, self._typed.keys() & {*self._program.variables} - {name}, name)

    def _bend(self, along: tuple[str, ...]) -> Ball | None:
        """The second derivative by a number that some of the symbols move by, in the current precision."""
        from derivgui.model.numeric.enclosures.ball_series import enclosed_series

        step = along[0]
        moved = {name: Sum((node, Symbol(step))) if name in along else node for name, node in self._typed.items()}
        found = enclosed_series(substitute(self._along(step), moved), {step: flint.arb(0)}, step, 2)
        return None if found is None else 2 * found[2]

    def _slope_of_both_sides(self, name: str) -> Digits:
        """What the difference quotients tend to on both sides, where something may happen to f."""
        from derivgui.model.numeric.function import RealFunction
        from derivgui.model.numeric.levels import level_of
        from derivgui.model.numeric.nearby.behaviour import behaviour_at
        from derivgui.model.numeric.places.anchors import Anchor, anchor_of

        others = {other: node for other, node in self._typed.items() if other != name}
        tree = placed(self._along(name), others)
        values = {other: self.doubles[other] for other in others}
        function = RealFunction(Program(tree, self._program.variables), name, values)
        x, level = self.doubles[name], level_of(self._typed[name])
        seen = behaviour_at(function, x, anchor_of(function, x) if level is None else Anchor(x, True, level))
        if seen.joined and seen.same_slope:
            return of_double(seen.left.slope)
        kinds = {kind for side in (seen.left, seen.right) for kind in (side.kind, side.slope_kind)}
        return UNKNOWN if "not determined" in kinds or seen.defined is None else NOTHING

    @cached_property
    def doubles(self) -> dict[str, float]:
        """The place as doubles see it."""
        return {name: float(Program(node).value({})) for name, node in self._typed.items()}
