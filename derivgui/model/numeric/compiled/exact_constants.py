"""Constant trees to the last bit, where doubles would put them beside the number that they are.

tan π is 0 and 2 sin(π/6) is 1: the root of the one is defined, and x - 2 sin(π/6) is 0 at 1. Doubles are asked first,
and believed where neither cancellation nor a simple number next to theirs speaks against it: python-flint takes a while
to import.
"""

from __future__ import annotations

from derivgui.model.language.real import EPSILON
from derivgui.model.language.tree import Constant, Negative, Node, Number, Product, Quotient, walk

# Rounding that carries a constant further, in units of its last place, is looked into.
FEW_UNITS = 8.0
# Fractions with denominators up to 12 are whole numbers of this.
COMMON_DENOMINATOR = 27720.0
LARGEST_NUMERATOR = 2.0**40


def is_safe(node: Node) -> bool:
    """Whether a constant is a product or quotient of literals, which doubles have to its last digits."""
    return all(isinstance(part, (Number, Constant, Negative, Product, Quotient)) for part in walk(node))


def exact_constant(node: Node, rounded: float, spread: float) -> float | None:
    """The double next to a constant, NaN where it is undefined; None where the rounded one will do, or nobody can tell.

    ``spread`` is how far rounding may have carried the double.
    """
    if spread <= FEW_UNITS * EPSILON * abs(rounded) and not _is_beside_a_simple_number(rounded):
        return None
    from derivgui.model.numeric.places.exact_value import constant_value

    found = constant_value(node)
    return None if found is None else found.number


def _is_beside_a_simple_number(number: float) -> bool:
    """Next to a short fraction, and not it."""
    numerator = abs(number) * COMMON_DENOMINATOR
    if not 1.0 <= numerator < LARGEST_NUMERATOR:
        return False
    near = round(numerator)
    return abs(numerator - near) <= FEW_UNITS * EPSILON * numerator and near / COMMON_DENOMINATOR != abs(number)
