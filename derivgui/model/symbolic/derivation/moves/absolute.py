"""Absolute values by |u|² = u², and step functions, which do not change over a small step."""

from __future__ import annotations

from derivgui.model.language.tree import Call, Node
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import inner_of
from derivgui.model.symbolic.derivation.standard_limits import STEP_FUNCTIONS


def absolute(u: Node, board: Board) -> Development | None:
    """|A| - |B| = (A² - B²)/(|A| + |B|) = (A - B)(A + B)/(|A| + |B|)."""
    if not isinstance(u, Call) or u.name != "abs":
        return None
    setting = board.setting
    inner = inner_of(u.arguments[0], board)
    a, b = setting.ahead(u), u
    both = build.total(a, b)
    below = build.product(setting.h, both)
    sum_ = build.total(inner.ahead, inner.here)
    last = build.product(build.quotient(sum_, both), inner.ratio)
    moves = (
        Move(
            "conjugate",
            "Multiply by the sum of the two",
            "Numerator and denominator alike.",
            build.quotient(build.product(build.difference(a, b), both), below),
        ),
        Move(
            "difference of squares",
            "Difference of squares",
            "|u|² = u², so the bars in the numerator are gone.",
            build.quotient(build.difference(build.power(inner.ahead, 2), build.power(inner.here, 2)), below),
        ),
        Move("difference of squares", "Factor the difference of squares", "", last),
    )
    short = Move("difference of squares", "Difference of squares", "|u|² = u².", last)
    return Development(moves, short)


def step_function(u: Node, board: Board) -> Development | None:
    """floor, ceil, round and sign do not change over a small step, away from their jumps."""
    if not isinstance(u, Call) or u.name not in STEP_FUNCTIONS:
        return None
    move = Move(
        "step",
        "For small steps nothing changes",
        f"{u.name} is constant on both sides, away from its jumps.",
        board.setting.quotient(u),
        "standard limit",
    )
    return Development((move,), move)


def by_steps(u: Node, board: Board) -> Development | None:
    """frac u = u - floor u, mod(u, m) = u - m·floor(u/m)."""
    if not isinstance(u, Call) or u.name not in ("frac", "mod"):
        return None
    inside = u.arguments[0]
    modulus = u.arguments[1] if u.name == "mod" else build.ONE
    steps = build.product(modulus, build.call("floor", build.quotient(inside, modulus)))
    move = Move("rewrite", f"Write {u.name} by floor", "", board.open(build.difference(inside, steps)))
    return Development((move,), move)


def extreme(u: Node, board: Board) -> Development | None:
    """max(u, v) = (u + v + |u - v|)/2, min(u, v) = (u + v - |u - v|)/2."""
    if not isinstance(u, Call) or u.name not in ("max", "min"):
        return None
    first, *others = u.arguments
    rest = others[0] if len(others) == 1 else Call(u.name, tuple(others))
    gap = build.call("abs", build.difference(first, rest))
    signed = gap if u.name == "max" else build.opposite(gap)
    written = build.quotient(build.total(first, rest, signed), build.TWO)
    sign = "+" if u.name == "max" else "−"
    note = f"{u.name}(u, v) = (u + v {sign} |u − v|)/2."
    move = Move("rewrite", f"Write {u.name} with an absolute value", note, board.open(written))
    return Development((move,), move)
