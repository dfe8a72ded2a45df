"""Logarithms: the quotient law, ln(1 + t)/t → 1."""

from __future__ import annotations

from collections.abc import Iterator

from derivgui.model.language.tree import Call, Node
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import Inner, caution, inner_of
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
        *_standard_limit(inner, board, build.quotient(inside, t), last),
    )
    short = Move(
        "quotient law",
        "Quotient law of the logarithm",
        caution(inner, setting.step) or "ln A − ln B = ln(1 + (A − B)/B).",
        last,
        "standard limit",
    )
    return Development(moves, short)


def _standard_limit(inner: Inner, board: Board, fraction: Node, last: Node) -> Iterator[Move]:
    """ln(1 + t)/t with what is left in front; where k/h is worked out by dividing, that is a move of its own."""
    step = board.setting.step
    title, why = "Make the standard limit appear", caution(inner, step) or "Multiply and divide alike."
    if inner.straight or not inner.expanded:
        yield Move("chain", title, why, last, "standard limit")
        return
    front = build.quotient(inner.k, build.product(board.setting.h, inner.here))
    yield Move("chain", title, why, build.product(front, fraction))
    allowed = f"Allowed because {step} ≠ 0."
    yield Move("cancel h", f"Cancel {step}", allowed, last, "standard limit", condition=f"{step} ≠ 0")


def other_base(u: Node, board: Board) -> Development | None:
    """log_b(u) = ln u / ln b."""
    if not isinstance(u, Call) or u.name not in ("log", "log_base"):
        return None
    base = build.number(10) if u.name == "log" else u.arguments[1]
    written = build.quotient(build.call("ln", u.arguments[0]), build.call("ln", base))
    note = "The logarithm of u with base b is ln u / ln b"
    if board.setting.varies(base):
        move = Move("rewrite", "Write with natural logarithms", f"{note}.", board.open(written))
    else:
        natural = board.open(build.call("ln", u.arguments[0]))
        tree = build.product(build.quotient(build.ONE, build.call("ln", base)), natural)
        move = Move("rewrite", "Write with the natural logarithm", f"{note}, a constant factor.", tree)
    return Development((move,), move)
