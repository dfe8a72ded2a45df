"""Cancelling exponentials: (e^u - 1)/(e^u + 1) is (1 - e^-u)/(1 + e^-u), which does not overflow for large u."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Call, Negative, Node, Number, Product, Quotient, Sum

ONE = Number(Fraction(1))


def exponents_of(node: Node) -> tuple[Node, ...]:
    """The arguments of the exponentials that are factors of a tree's terms."""
    match node:
        case Call("exp", (argument,)):
            return (argument,)
        case Negative(operand):
            return exponents_of(operand)
        case Sum(parts) | Product(parts):
            return tuple(argument for part in parts for argument in exponents_of(part))
        case Quotient(above, _):
            return exponents_of(above)
        case _:
            return ()


def over_exponential(node: Node, argument: Node) -> Node:
    """The tree divided by e^argument, term by term."""
    match node:
        case Call("exp", (own,)):
            return ONE if own == argument else Call("exp", (Sum((own, Negative(argument))),))
        case Negative(operand):
            return Negative(over_exponential(operand, argument))
        case Sum(terms):
            return Sum(tuple(over_exponential(term, argument) for term in terms))
        case Quotient(above, below) if exponents_of(above):
            return Quotient(over_exponential(above, argument), below)
        case Product(factors):
            for index, factor in enumerate(factors):
                if exponents_of(factor):
                    return Product((*factors[:index], over_exponential(factor, argument), *factors[index + 1 :]))
            return Product((*factors, Call("exp", (Negative(argument),))))
        case _:
            return Product((node, Call("exp", (Negative(argument),))))
