"""Exponential functions: take a^u out, (a^k - 1)/k → ln a."""

from __future__ import annotations

from derivgui.model.language.tree import Call, Node, Power
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import caution, inner_of, over_increment


def exponential(u: Node, board: Board) -> Development | None:
    """a^(u+k) - a^u = a^u (a^k - 1), and (a^k - 1)/h = (a^k - 1)/k · k/h."""
    setting = board.setting
    base, exponent = _parts(u)
    if base is None or exponent is None or setting.varies(base):
        return None
    inner = inner_of(exponent, board)
    here, moved = build.power(base, exponent), build.power(base, inner.k)
    one_less = build.difference(moved, build.ONE)
    factored = build.quotient(build.product(here, one_less), setting.h)
    last = build.product(here, build.quotient(one_less, inner.k), inner.ratio)
    moves: list[Move] = []
    if inner.expanded and not inner.straight:
        ahead = build.power(base, build.total(exponent, inner.k))
        expanded = build.quotient(build.difference(ahead, here), setting.h)
        moves.append(Move("expand", "Expand the exponent", "", expanded))
    law = Move(
        "law of exponents",
        "Law of exponents",
        "aᵘ⁺ᵏ = aᵘ · aᵏ.",
        build.quotient(build.difference(build.product(here, moved), here), setting.h),
    )
    moves.append(law)
    factor = "Factor out the common factor"
    if inner.k == setting.h:
        moves.append(Move("factor", factor, "", last, "standard limit"))
    else:
        moves.append(Move("factor", factor, "", factored))
        moves += over_increment(
            inner,
            setting,
            lambda ratio: build.product(here, build.quotient(one_less, inner.k), ratio),
            "Multiply and divide by the increment of the exponent",
        )
    note = caution(inner, setting.step) or law.note
    return Development(tuple(moves), Move("factor", "Law of exponents, then factor out", note, last, "standard limit"))


def _parts(u: Node) -> tuple[Node | None, Node | None]:
    match u:
        case Call("exp", (argument,)):
            return build.E, argument
        case Power(base, exponent):
            return base, exponent
        case _:
            return None, None
