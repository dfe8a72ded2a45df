"""Logarithms: the quotient law, ln(1 + t)/t → 1."""

from __future__ import annotations

from derivgui.model.language.tree import Call, Node
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import caution, inner_of
from derivgui.model.symbolic.derivation.tidy import tidy


def logarithm(u: Node, board: Board) -> Development | None:
    """ln(u + k) - ln u = ln(1 + k/u), and ln(1 + t)/h = ln(1 + t)/t · (k/h)/u with t = k/u."""
    if not isinstance(u, Call) or u.name != "ln":
        return None
    setting = board.setting
    inner = inner_of(u.arguments[0], board)
    law = build.quotient(build.call("ln", build.quotient(inner.ahead, inner.here)), setting.h)
    t, front = build.quotient(inner.k, inner.here), build.quotient(inner.ratio, inner.here)
    if inner.straight:
        # 2h/(2x) is h/x.
        t, front = tidy(t, setting.step), tidy(front, setting.variable)
    inside = build.call("ln", build.total(build.ONE, t))
    last = build.product(front, build.quotient(inside, t))
    moves = (
        Move("quotient law", "Quotient law of the logarithm", "ln A − ln B = ln(A/B).", law),
        Move("simplify", "Divide inside", "", build.quotient(inside, setting.h)),
        Move(
            "chain",
            "Make the standard limit appear",
            caution(inner, setting.step) or "Multiply and divide alike.",
            last,
            "standard limit",
        ),
    )
    short = Move(
        "quotient law",
        "Quotient law of the logarithm",
        caution(inner, setting.step) or "ln A − ln B = ln(1 + (A − B)/B).",
        last,
        "standard limit",
    )
    return Development(moves, short)


def other_base(u: Node, board: Board) -> Development | None:
    """log_b(u) = ln u / ln b."""
    if not isinstance(u, Call) or u.name not in ("log", "log_base"):
        return None
    base = build.number(10) if u.name == "log" else u.arguments[1]
    written = build.quotient(build.call("ln", u.arguments[0]), build.call("ln", base))
    note = "log_b(u) = ln u / ln b"
    if board.setting.varies(base):
        move = Move("rewrite", "Write with natural logarithms", f"{note}.", board.open(written))
    else:
        natural = board.open(build.call("ln", u.arguments[0]))
        tree = build.product(build.quotient(build.ONE, build.call("ln", base)), natural)
        move = Move("rewrite", "Write with the natural logarithm", f"{note}, a constant factor.", tree)
    return Development((move,), move)
