"""Products and quotients of functions: add and subtract a mixed term, so that each factor changes alone."""

from __future__ import annotations

from derivgui.model.language.tree import Node, Product, Quotient
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import letters_first

_SPLIT_NOTE = "The limit of a sum is the sum of the limits, that of a product the product, if these exist."


def product(u: Node, board: Board) -> Development | None:
    """u(x+h) v(x+h) - u(x) v(x) = u(x+h) (v(x+h) - v(x)) + v(x) (u(x+h) - u(x))."""
    if not isinstance(u, Product):
        return None
    setting = board.setting
    first, rest = u.factors[0], build.product(*u.factors[1:])
    first_ahead, rest_ahead = setting.ahead(first), setting.ahead(rest)
    mixed = build.product(first_ahead, rest)
    sum_ = build.total(
        build.product(first_ahead, rest_ahead), build.opposite(mixed), mixed, build.opposite(build.product(first, rest))
    )
    split = build.total(build.product(first_ahead, board.open(rest)), build.product(rest, board.open(first)))
    added = Move(
        "add and subtract",
        "Add and subtract a mixed term",
        "The same is added and taken away, so that one factor changes at a time.",
        build.quotient(sum_, setting.h),
    )
    parted = Move("product", "Split and factor out", _SPLIT_NOTE, split, "limit law")
    short = Move("product", "Add and subtract a mixed term, then split", added.note, split, "limit law")
    return Development((added, parted), short)


def quotient(u: Node, board: Board) -> Development | None:
    """u/v: common denominator, then add and subtract u(x) v(x)."""
    if not isinstance(u, Quotient):
        return None
    setting = board.setting
    above, below = u.numerator, u.denominator
    above_ahead, below_ahead = setting.ahead(above), setting.ahead(below)
    both = letters_first(below_ahead, below)
    common = build.product(setting.h, both)
    crossed = build.difference(letters_first(above_ahead, below), build.product(above, below_ahead))
    over = Move("common denominator", "Bring to a common denominator", "", build.quotient(crossed, common))
    if not setting.varies(above):
        last = build.opposite(build.product(build.quotient(above, both), board.open(below)))
        parted = Move(
            "reciprocal",
            f"Take the quotient by {setting.step} out",
            "What is left is the difference quotient of the denominator.",
            last,
            "limit law",
        )
        short = Move("reciprocal", over.title, parted.note, last, "limit law")
        return Development((over, parted), short)
    mixed = letters_first(above, below)
    numerator = build.total(
        letters_first(above_ahead, below),
        build.opposite(mixed),
        mixed,
        build.opposite(build.product(above, below_ahead)),
    )
    added = Move(
        "add and subtract",
        "Add and subtract a mixed term",
        "The same is added and taken away, so that numerator and denominator change one at a time.",
        build.quotient(numerator, common),
    )
    last = build.quotient(
        build.difference(build.product(below, board.open(above)), build.product(above, board.open(below))), both
    )
    parted = Move("quotient", "Split and factor out", _SPLIT_NOTE, last, "limit law")
    short = Move("quotient", "Common denominator, add and subtract a mixed term, split", added.note, last, "limit law")
    return Development((over, added, parted), short)
