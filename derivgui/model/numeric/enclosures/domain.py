"""Stretches on which a function has no values at all, proven by ball arithmetic."""

from __future__ import annotations

from collections.abc import Mapping

from derivgui.model.language.tree import Call, Node, Piecewise, Power, Quotient, children
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import enclosed_series
from derivgui.model.numeric.enclosures.balls import Ball, ball
from derivgui.model.numeric.enclosures.continuity import stands
from derivgui.model.numeric.powers import exact_rational

_Values = Mapping[str, Ball]

PRECISION = 320

# Whether a ball lies outside the domain, whatever number of it is meant.
_OUTSIDE = {
    "sqrt": lambda u: u < 0, "ln": lambda u: u <= 0, "log": lambda u: u <= 0, "acosh": lambda u: u < 1,
    "asin": lambda u: abs(u) > 1, "acos": lambda u: abs(u) > 1, "atanh": lambda u: abs(u) >= 1,
    "acoth": lambda u: abs(u) <= 1, "asec": lambda u: abs(u) < 1, "acsc": lambda u: abs(u) < 1,
    "asech": lambda u: u <= 0 or u > 1,
}  # fmt: skip


def is_undefined(node: Node, at: Mapping[str, float], reach: float = 0.0) -> bool:
    """Whether the tree is certain to be undefined at these very doubles, and as far as ``reach`` about them."""
    with flint.ctx.workprec(PRECISION):
        try:
            return is_nowhere(node, {name: flint.arb(number, reach) for name, number in at.items()})
        except (ValueError, ZeroDivisionError, OverflowError):
            return False


def is_nowhere(node: Node, at: _Values) -> bool:
    """Whether the tree is certain to be undefined for all values in the box ``at``."""
    match node:
        case Piecewise():
            return _has_no_branch(node, at)
        case Quotient(_, below) if ball(below, at).is_zero():
            return True
        case Power() if _is_no_power(node, at):
            return True
        case Call(name, arguments) if _is_outside(name, [sharp_ball(argument, at) for argument in arguments]):
            return True
        case _:
            return any(is_nowhere(child, at) for child in children(node))


def sharp_ball(node: Node, at: _Values) -> Ball:
    """A ball around the tree's values, by its bend where it is analytic: a double zero is seen to be passed by."""
    plain = ball(node, at)
    moving = [name for name, x in at.items() if not x.is_exact()]
    if len(moving) != 1:
        return plain
    (name,), middle = moving, {other: x.mid() for other, x in at.items()}
    wide, narrow = enclosed_series(node, at, name, 2), enclosed_series(node, middle, name, 1)
    if wide is None or narrow is None:
        return plain
    reach = at[name] - middle[name]
    return plain.intersection(narrow[0] + narrow[1] * reach + wide[2] * reach * reach)


def _is_outside(name: str, u: list[Ball]) -> bool:
    if name == "log_base":
        return bool(u[0] <= 0 or u[1] <= 0)
    if name == "root":
        degree = u[1].unique_fmpz()
        return degree is not None and int(degree) % 2 == 0 and bool(u[0] < 0)
    if name == "factorial":
        return not u[0].contains_integer()
    return name in _OUTSIDE and bool(_OUTSIDE[name](u[0]))


def _is_no_power(node: Power, at: _Values) -> bool:
    """A negative base wants an exponent that is whole or has an odd denominator."""
    exponent, base = exact_rational(node.exponent), sharp_ball(node.base, at)
    if exponent is not None:
        below = base < 0 if exponent.denominator % 2 == 0 else False
        return bool(below or (exponent < 0 and base.is_zero()))
    power = ball(node.exponent, at)
    return bool(base < 0) and (not power.is_exact() or not power.is_integer())


def _has_no_branch(node: Piecewise, at: _Values) -> bool:
    """Whether each branch fails, or the one that holds has no values."""
    for branch in node.branches:
        holds = stands(branch, at)
        if holds is None:
            return False
        if holds:
            return is_nowhere(branch.value, at)
    return True
