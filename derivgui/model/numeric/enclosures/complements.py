"""What is left of 1 without a hyperbolic tangent, as an exponential: 1 - tanh u is 2/(e^(2u) + 1).

For large u the difference of two numbers that are all but equal has lost its sign; the exponential has not.
"""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Call, Negative, Node, Number, Product, Quotient, Sum
from derivgui.model.numeric.powers import exact_rational

ONE, TWO = Number(Fraction(1)), Number(Fraction(2))


def complement(terms: tuple[Node, ...]) -> Node | None:
    """The sum of two terms, ±1 and the opposite of tanh u or coth u with its sign; None for any other sum."""
    if len(terms) != 2:
        return None
    for one, other in (terms, terms[::-1]):
        sign = exact_rational(one)
        if sign not in (1, -1):
            continue
        # 1 - f and -1 - f are told apart by what f is multiplied with.
        factor, part = (-1, other.operand) if isinstance(other, Negative) else (1, other)
        found = _one_minus(part, -1 if factor == sign else 1)
        if found is not None:
            return found if sign > 0 else Negative(found)
    return None


def _one_minus(part: Node, sign: int) -> Node | None:
    """1 - tanh(sign u), or the same for coth, where the part is tanh u, or coth u as 1/tanh u."""
    match part:
        case Call("tanh", (u,)):
            return Quotient(TWO, Sum((_exponential(u, sign), ONE)))
        case Quotient(above, Call("tanh", (u,))) if above == ONE:
            return Quotient(Negative(TWO), Sum((_exponential(u, sign), Negative(ONE))))
    return None


def _exponential(u: Node, sign: int) -> Node:
    """e^(2u) or e^(-2u)."""
    doubled = Product((TWO, u))
    return Call("exp", (doubled if sign > 0 else Negative(doubled),))
