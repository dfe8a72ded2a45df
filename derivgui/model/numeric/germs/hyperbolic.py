"""Hyperbolic functions of germs, by exponentials, and their inverses, by logarithms."""

from __future__ import annotations

from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exponentials import exponential, logarithm
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, whole
from derivgui.model.numeric.germs.numbers import HALF
from derivgui.model.numeric.germs.powers import root_power


def _hyperbolic_pair(algebra: Algebra, u: Germ) -> tuple[Germ, Germ]:
    return exponential(algebra, u), exponential(algebra, algebra.negate(u))


def hyperbolic_sine(algebra: Algebra, u: Germ) -> Germ:
    """(e^u - e^-u)/2."""
    up, down = _hyperbolic_pair(algebra, u)
    return algebra.scaled(algebra.subtract(up, down), HALF)


def hyperbolic_cosine(algebra: Algebra, u: Germ) -> Germ:
    """(e^u + e^-u)/2."""
    up, down = _hyperbolic_pair(algebra, u)
    return algebra.scaled(algebra.add(up, down), HALF)


def hyperbolic_tangent(algebra: Algebra, u: Germ) -> Germ:
    """sinh u/cosh u; of what grows exponentially by what that leaves of 1."""
    if u.growth and algebra.sign_of(Germ(u.growth)) > 0:
        side = algebra.sign_of(u)
        rest = exponential(algebra, algebra.scaled(u, -2 * side))
        size = algebra.divide(algebra.subtract(whole(1), rest), algebra.add(whole(1), rest))
        return algebra.scaled(size, side)
    return algebra.divide(hyperbolic_sine(algebra, u), hyperbolic_cosine(algebra, u))


def area_sine(algebra: Algebra, u: Germ) -> Germ:
    """ln(u + √(u² + 1)), by its oddness also for u -> -∞."""
    if algebra.settled(u).is_zero:
        return u
    if algebra.settled(u).terms and algebra.sign_of(u) < 0:
        return algebra.negate(area_sine(algebra, algebra.negate(u)))
    square = algebra.add(algebra.multiply(u, u), whole(1))
    return logarithm(algebra, algebra.add(u, root_power(algebra, square, HALF)))


def area_cosine(algebra: Algebra, u: Germ) -> Germ:
    """ln(u + √(u² - 1)) for u >= 1."""
    if algebra.sign_of(algebra.subtract(u, whole(1))) < 0:
        raise UndefinedError
    square = algebra.subtract(algebra.multiply(u, u), whole(1))
    return logarithm(algebra, algebra.add(u, root_power(algebra, square, HALF)))


def area_tangent(algebra: Algebra, u: Germ) -> Germ:
    """Half of ln((1 + u)/(1 - u)); undefined for |u| >= 1."""
    above, below = algebra.add(whole(1), u), algebra.subtract(whole(1), u)
    if algebra.sign_of(above) <= 0 or algebra.sign_of(below) <= 0:
        raise UndefinedError
    return algebra.scaled(algebra.subtract(logarithm(algebra, above), logarithm(algebra, below)), HALF)
