"""What is positive for every real value of its letters, as far as its shape shows it."""

from __future__ import annotations

from derivgui.model.language.constants import exact
from derivgui.model.language.tree import Call, Constant, Node, Number, Power, Product, Quotient, Sum

_POSITIVE = frozenset({"exp", "cosh", "sech"})
_NOT_NEGATIVE = frozenset({"abs", "sqrt", "acos", "acosh", "asech", "frac", "factorial"})


def is_positive(node: Node) -> bool:
    """Greater than 0 wherever it has a value."""
    match node:
        case Number(value):
            return value > 0
        case Constant():
            return True
        case Sum(terms):
            return all(map(is_not_negative, terms)) and any(map(is_positive, terms))
        case Product(factors):
            return all(map(is_positive, factors))
        case Quotient(above, below):
            return is_positive(above) and is_positive(below)
        case Power(base, exponent):
            return is_positive(base) or exact(exponent) == 0
        case Call(name, arguments):
            return name in _POSITIVE or (name in ("sqrt", "cbrt") and is_positive(arguments[0]))
        case _:
            return False


def is_not_negative(node: Node) -> bool:
    """At least 0 wherever it has a value."""
    if is_positive(node):
        return True
    match node:
        case Number(value):
            return value >= 0
        case Sum(parts) | Product(parts):
            return all(map(is_not_negative, parts))
        case Quotient(above, below):
            return is_not_negative(above) and is_not_negative(below)
        case Power(base, exponent):
            power = exact(exponent)
            return is_not_negative(base) or (power is not None and power.numerator % 2 == 0)
        case Call(name):
            return name in _NOT_NEGATIVE
        case _:
            return False
