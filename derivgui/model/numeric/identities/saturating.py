"""What tanh and coth are short of their limits 1 and -1, without the digits that a difference loses.

In doubles 1 - tanh 20 is 0, and so is the root of it.
"""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum

ONE, TWO = (Number(Fraction(n)) for n in (1, 2))
# 1 - tanh u is 2/(e^(2u) + 1) and coth u - 1 is 2/(e^(2u) - 1).
_BESIDE_EXPONENTIAL: dict[str, Node] = {"tanh": ONE, "coth": Negative(ONE)}


def short_of_limit(node: Node) -> Node:
    """A sum with 1 and tanh u or coth u among its terms, of whatever signs, with the two as one fraction."""
    if not isinstance(node, Sum):
        return node
    terms = list(node.terms)
    for limit in (ONE, Negative(ONE)):
        for term in terms:
            name, rises, u = _saturating(term)
            if u is None or limit not in terms:
                continue
            # tanh u + 1 is 1 - tanh(-u), and what comes out is above 0 with the sign of the 1, or of the coth.
            same = rises == (limit == ONE)
            gap = Quotient(TWO, Sum((_exponential(u, falls=same), _BESIDE_EXPONENTIAL[name])))
            is_above = limit == ONE if name == "tanh" else rises != same
            terms.remove(term)
            terms[terms.index(limit)] = gap if is_above else Negative(gap)
            return short_of_limit(Sum(tuple(terms))) if len(terms) > 1 else terms[0]
    return node


def _saturating(term: Node) -> tuple[str, bool, Node | None]:
    """The function, whether it is added, and its argument; None for another term."""
    match term:
        case Call("tanh" | "coth" as name, (u,)):
            return name, True, u
        case Negative(Call("tanh" | "coth" as name, (u,))):
            return name, False, u
        case _:
            return "", True, None


def _exponential(u: Node, *, falls: bool) -> Node:
    twice = Product((TWO, u))
    return Power(Constant("e"), Negative(twice) if falls else twice)
