"""Whole powers of functions, and powers with anything in the exponent."""

from __future__ import annotations

from derivgui.model.language.tree import Constant, Node, Number, Power, Quotient
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.powers_of_two_terms import WRITTEN_OUT, sum_of_powers

LARGEST_EXPONENT = 10_000


def whole_power(u: Node, board: Board) -> Development | None:
    """A^n - B^n = (A - B)(A^(n-1) + A^(n-2) B + … + B^(n-1)); large n by halves."""
    if not isinstance(u, Power) or (n := build.whole(u.exponent)) is None:
        return None
    if n < 0:
        fraction = build.quotient(build.ONE, build.power(u.base, -n))
        move = Move("rewrite", "Write as a fraction", "", board.open(fraction))
        return Development((move,), move)
    if not 2 <= n <= LARGEST_EXPONENT:
        return None
    setting = board.setting
    a, b = setting.ahead(u.base), u.base
    companion = sum_of_powers(a, b, n)
    factored = build.quotient(build.product(build.difference(a, b), companion), setting.h)
    last = build.product(companion, board.open(u.base))
    title = {2: "Difference of squares", 3: "Difference of cubes"}.get(n, "Factor the difference of powers")
    note = {2: "A² − B² = (A − B)(A + B).", 3: "A³ − B³ = (A − B)(A² + AB + B²)."}.get(
        n, "A − B goes into Aⁿ − Bⁿ." if n <= WRITTEN_OUT else "A²ᵐ − B²ᵐ = (Aᵐ − Bᵐ)(Aᵐ + Bᵐ), again and again."
    )
    moves = (
        Move("difference of powers", title, note, factored),
        Move("split", "Take the inner difference quotient out", "", last, "limit law"),
    )
    return Development(moves, Move("difference of powers", title, note, last, "limit law"))


def varying_power(u: Node, board: Board) -> Development | None:
    """By u = e to the power ln u, for u > 0."""
    if not isinstance(u, Power) or isinstance(u.base, Constant | Number) or not board.setting.varies(u.base):
        return None
    fraction = exact_rational(u.exponent)
    if fraction is not None and fraction.denominator % 2:
        # Such a power has values for u < 0, too.
        return None
    logarithm = build.call("ln", u.base)
    match u.exponent:
        case Quotient(above, below):
            exponent = build.quotient(build.product(above, logarithm), below)
        case _:
            exponent = build.product(u.exponent, logarithm)
    written = build.power(build.E, exponent)
    move = Move("rewrite", "Write the power with base e", "By u = e to the power ln u, for u > 0.", board.open(written))
    return Development((move,), move)
