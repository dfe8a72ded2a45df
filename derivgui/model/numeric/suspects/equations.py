"""Equations in one variable, taken apart as far as their tree allows.

``(x-1)^2 = 0`` is the simple ``x = 1`` and ``1 - cos x = 0`` is ``x ≡ 0 mod 2π``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.language.signs import is_not_negative, is_positive
from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    children,
    rebuild,
)
from derivgui.model.numeric.levels import ONE, ZERO, Level, level_of
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.suspects.polynomials import coefficients_of, rational_zeros, square_free, tree_of

LARGEST_ROOT = 64
# So many levels of a periodic equation are written out one by one.
MOST_LEVELS = 8
HAIR = 1e-9
HALF = Fraction(1, 2)
# Stands for the base of a power.
_BASE = "base of a power"

_ONE = Number(Fraction(1))
PI = Level(pi=Fraction(1))
HALF_PI = Level(pi=Fraction(1, 2))
TWO_PI = Level(pi=Fraction(2))


@dataclass(frozen=True, slots=True)
class Equation:
    """``tree = offset``, or with a (positive) period ``tree ≡ offset (mod period)``."""

    tree: Node
    offset: Level = ZERO
    period: Level | None = None


_SAME_ZEROS = frozenset({"sqrt", "cbrt", "root", "abs", "sign", "sinh", "asinh", "atan", "asin", "tanh", "atanh"})
_ZERO_AT_ONE = frozenset({"ln", "log", "log_base", "acos", "acosh", "asec", "asech"})
# Without zeros, or constant in steps whose ends are suspects already.
_NO_ZEROS = frozenset(
    {"exp", "cosh", "sech", "sec", "csc", "csch", "coth", "acoth", "acot", "acsc", "acsch", "factorial"}
    | {"floor", "ceil", "round"}
)


class Equations:
    """Takes equations in one variable apart into simpler ones with the same solutions.

    Solutions may be added that solve nothing, none may be lost, except where another suspect stands there anyway.
    """

    def __init__(self, variable: str) -> None:
        self._variable = variable
        # Nodes are kept beside their answers: the id of a node that is gone may be another's.
        self._known: dict[int, tuple[Node, bool]] = {}

    def varies(self, node: Node) -> bool:
        """Whether the variable occurs in a tree."""
        if id(node) not in self._known:
            varies = isinstance(node, Symbol) and node.name == self._variable
            self._known[id(node)] = (node, varies or any(map(self.varies, children(node))))
        return self._known[id(node)][1]

    def solve(self, equation: Equation) -> Iterator[Equation]:
        """Equations that cannot be taken apart further."""
        if not self.varies(equation.tree):
            return
        simpler = self._simpler(equation)
        if simpler is None:
            simpler = self._polynomial(equation) or self._in_a_power(equation)
        if simpler is None:
            yield equation
            yield from self._exact_levels(equation)
            return
        for part in simpler:
            yield from self.solve(part)

    def _exact_levels(self, equation: Equation) -> Iterator[Equation]:
        """Of the many levels of a sine or a cosine those that are met at known places; only there it turns back."""
        match equation.tree:
            case Call("sin" | "cos", _) if equation.period is not None:
                levels = [Level(Fraction(k, 2)) for k in (-2, -1, 0, 1, 2)]
                for level in levels:
                    turns = (level - equation.offset).over(equation.period)
                    if turns is not None and not turns.pi and turns.rational.denominator == 1:
                        yield from self.solve(Equation(equation.tree, level))

    def _simpler(self, equation: Equation) -> list[Equation] | None:
        """One step, None where there is none."""
        node = equation.tree
        match node:
            case Negative(operand):
                return [Equation(operand, -equation.offset, equation.period)]
            case Sum(terms):
                for rule in (self._of_squares, _shifted, self._with_common_factor):
                    found = rule(equation, terms)
                    if found is not None:
                        return found
                return None
            case Product(factors):
                return _of_product(equation, factors)
            case Quotient(numerator, denominator):
                return _of_quotient(equation, numerator, denominator)
            case Call("sin" | "cos", _) if equation.period is not None:
                return _levels_within(equation)
            case _ if equation.period is not None:
                return None
            case Power(base, exponent):
                return self._root(equation, base, exponent)
            case Call("min" | "max", arguments) if (kept := _not_kept(equation, node.name, arguments)) is not None:
                return kept
            case Call(name, arguments):
                if equation.offset:
                    return _reaches(name, arguments[0], equation.offset)
                return _vanishes(name, arguments)
        return None

    def _of_squares(self, equation: Equation, terms: tuple[Node, ...]) -> list[Equation] | None:
        """A sum of what is never negative: 0 where all its terms are, so where one of them is; None for any other."""
        if equation.offset or equation.period is not None or not all(map(is_not_negative, terms)):
            return None
        if any(map(is_positive, terms)):
            return []
        return [Equation(terms[0])] if all(map(self.varies, terms)) else None

    def _with_common_factor(self, equation: Equation, terms: tuple[Node, ...]) -> list[Equation] | None:
        """u v + u w = 0: u = 0 or v + w = 0; None for any other sum."""
        if equation.offset or equation.period is not None:
            return None
        factors = [list(_factors(term)) for term in terms]
        common = next((u for u in factors[0] if self.varies(u) and all(u in others for others in factors[1:])), None)
        if common is None:
            return None
        for others in factors:
            others.remove(common)
        rests = [Product(tuple(others)) if len(others) > 1 else others[0] if others else _ONE for others in factors]
        return [Equation(common), Equation(Sum(tuple(rests)))]

    def _polynomial(self, equation: Equation) -> list[Equation] | None:
        """Exact zeros of a polynomial, or a polynomial of lower degree with the same zeros."""
        if isinstance(equation.tree, Symbol) or equation.period is not None or equation.offset.pi:
            return None
        shifted = Sum((equation.tree, Negative(Number(equation.offset.rational)))) if equation.offset else equation.tree
        p = coefficients_of(shifted, self._variable)
        if p is None or len(p) < 2:
            return None
        simple = square_free(p)
        zeros = rational_zeros(simple)
        if zeros is not None:
            return [Equation(Symbol(self._variable), Level(zero)) for zero in zeros]
        return [Equation(tree_of(simple, self._variable))] if len(simple) < len(p) else None

    def _in_a_power(self, equation: Equation) -> list[Equation] | None:
        """A polynomial in what stands below a power in it: u² - u = 0 is u = 0 or u = 1."""
        if not isinstance(equation.tree, Sum) or equation.period is not None or equation.offset.pi:
            return None
        base = next((part for term in equation.tree.terms for part in _bases(term) if self.varies(part)), None)
        if base is None or isinstance(base, Symbol):
            return None
        polynomial = _replaced(equation.tree, base, Symbol(_BASE))
        shifted = Equation(polynomial, equation.offset)
        found = Equations(_BASE)._polynomial(shifted) if not self.varies(polynomial) else None
        if found is None or not all(isinstance(part.tree, Symbol) for part in found):
            return None
        return [Equation(base, part.offset) for part in found]

    def _root(self, equation: Equation, base: Node, exponent: Node) -> list[Equation] | None:
        """base^exponent = offset."""
        power, offset = exact_rational(exponent), equation.offset
        if not offset:
            return [Equation(base)] if power is None or power > 0 else []
        if not self.varies(base):
            return [Equation(exponent)] if offset == ONE and _is_no_unit(base) else None
        if power is None or power.denominator > 1 or not 1 <= power <= LARGEST_ROOT or offset.pi:
            return None
        degree = power.numerator
        if degree % 2 == 0 and offset.rational < 0:
            return []
        root = _exact_root(offset.rational, degree)
        if root is None:
            return None
        return [Equation(base, Level(r)) for r in ((root,) if degree % 2 else (root, -root))]


def _factors(term: Node) -> Iterator[Node]:
    """The factors of a term, -1 for its sign among them."""
    match term:
        case Negative(part):
            yield Negative(_ONE)
            yield from _factors(part)
        case Product(factors):
            yield from factors
        case _:
            yield term


def _bases(node: Node) -> Iterator[Node]:
    """What stands below whole powers in a term."""
    match node:
        case Negative(part):
            yield from _bases(part)
        case Product() | Quotient():
            for part in children(node):
                yield from _bases(part)
        case Power(base, exponent) if (exact_rational(exponent) or HALF).denominator == 1:
            yield base


def _replaced(node: Node, part: Node, other: Node) -> Node:
    return other if node == part else rebuild(node, lambda child: _replaced(child, part, other))


def _is_no_unit(base: Node) -> bool:
    """A typed constant base other than 0 and 1, whose power is 1 at 0 only."""
    level = level_of(base)
    return base == Constant("e") or (level is not None and bool(level) and level != ONE)


def _shifted(equation: Equation, terms: tuple[Node, ...]) -> list[Equation] | None:
    """u + c = offset."""
    constant, rest = ZERO, []
    for term in terms:
        level = level_of(term)
        if level is None:
            rest.append(term)
        else:
            constant = constant + level
    if len(rest) != 1:
        return None
    return [Equation(rest[0], equation.offset - constant, equation.period)]


def _of_product(equation: Equation, factors: tuple[Node, ...]) -> list[Equation] | None:
    """A product that is 0, or c·u = offset."""
    if not equation.offset and equation.period is None:
        return [Equation(factor) for factor in factors]
    scale: Level | None = ONE
    rest = []
    for factor in factors:
        level = level_of(factor)
        if level is None:
            rest.append(factor)
        elif scale is not None:
            scale = scale.times(level)
    if len(rest) != 1 or scale is None:
        return None
    return _divided(equation, rest[0], scale)


def _levels_within(equation: Equation) -> list[Equation] | None:
    """The levels of a periodic equation that a sine or a cosine can take, None where they are many."""
    assert equation.period is not None
    first = math.ceil(float(-ONE - equation.offset) / float(equation.period) - HAIR)
    last = math.floor(float(ONE - equation.offset) / float(equation.period) + HAIR)
    if last - first >= MOST_LEVELS:
        return None
    return [Equation(equation.tree, equation.offset + equation.period.scaled(k)) for k in range(first, last + 1)]


def _divided(equation: Equation, node: Node, scale: Level) -> list[Equation] | None:
    """scale·node = offset."""
    offset = equation.offset.over(scale)
    if offset is None:
        return None
    if equation.period is None:
        return [Equation(node, offset)]
    period = equation.period.over(abs(scale))
    return None if period is None else [Equation(node, offset, period)]


def _of_quotient(equation: Equation, numerator: Node, denominator: Node) -> list[Equation] | None:
    """A fraction that is 0, u/c = offset, or c/u = offset."""
    if not equation.offset and equation.period is None:
        return [Equation(numerator)]
    below = level_of(denominator)
    if below is not None:
        if not below:
            return []
        inverse = ONE.over(below)
        if inverse is not None:
            return _divided(equation, numerator, inverse)
        offset = equation.offset.times(below)
        period = equation.period.times(abs(below)) if equation.period else None
        if offset is None or (equation.period is not None and period is None):
            return None
        return [Equation(numerator, offset, period)]
    above = level_of(numerator)
    if above is None or equation.period is not None:
        return None
    if not above:
        return []
    inverted = above.over(equation.offset)
    return None if inverted is None else [Equation(denominator, inverted)]


def _not_kept(equation: Equation, name: str, arguments: tuple[Node, ...]) -> list[Equation] | None:
    """max(u, c) = offset or min(u, c) = offset beside the bound c; None where the bound may be the offset."""
    levels = [level_of(argument) for argument in arguments]
    bounds = [level for level in levels if level is not None]
    varying = [argument for argument, level in zip(arguments, levels, strict=True) if level is None]
    if len(varying) != 1:
        return None
    gaps = [float(equation.offset - bound) * (1 if name == "max" else -1) for bound in bounds]
    if any(abs(gap) <= HAIR for gap in gaps):
        return None
    return [Equation(varying[0], equation.offset)] if all(gap > 0 for gap in gaps) else []


def _vanishes(name: str, arguments: tuple[Node, ...]) -> list[Equation] | None:
    """f(u) = 0."""
    inner = arguments[0]
    if name in _NO_ZEROS:
        return []
    if name in _SAME_ZEROS:
        return [Equation(inner)]
    if name in _ZERO_AT_ONE:
        return [Equation(inner, ONE)]
    if name in ("sin", "tan"):
        return [Equation(inner, ZERO, PI)]
    if name in ("cos", "cot"):
        return [Equation(inner, HALF_PI, PI)]
    if name == "frac":
        return [Equation(inner, ZERO, ONE)]
    if name == "mod":
        return [Equation(Quotient(*arguments), ZERO, ONE)]
    return None


def _reaches(name: str, inner: Node, offset: Level) -> list[Equation] | None:
    """f(u) = offset for an offset other than 0, where the solutions are exact or a mere touch."""
    size = float(offset)
    if name in ("floor", "ceil", "round", "sign", "factorial"):
        return []
    if name == "abs":
        return [Equation(inner, offset), Equation(inner, -offset)] if size > 0 else []
    if name == "sqrt" and not offset.pi:
        return [Equation(inner, Level(offset.rational**2))] if size > 0 else []
    if name in ("exp", "cosh", "sech") and offset == ONE:
        return [Equation(inner)]
    if name in ("sin", "cos", "tanh") and abs(size) > 1:
        return []
    if name in ("sin", "cos"):
        angles = _ANGLES_OF_COSINE.get(offset.rational) if not offset.pi else None
        if angles is None:
            return None
        return [Equation(inner, HALF_PI - angle if name == "sin" else angle, TWO_PI) for angle in angles]
    return None


# By the value of a cosine the angles that have it.
_ANGLES_OF_COSINE: dict[Fraction, tuple[Level, ...]] = {
    Fraction(1): (ZERO,),
    Fraction(1, 2): (PI.scaled(Fraction(1, 3)), PI.scaled(Fraction(-1, 3))),
    Fraction(-1, 2): (PI.scaled(Fraction(2, 3)), PI.scaled(Fraction(-2, 3))),
    Fraction(-1): (PI,),
}


def _exact_root(number: Fraction, degree: int) -> Fraction | None:
    """The real root of a rational number where that is rational too."""
    parts = (abs(number.numerator), number.denominator)
    roots = [round(part ** (1.0 / degree)) if part < 10**300 else 0 for part in parts]
    if any(root**degree != part for root, part in zip(roots, parts, strict=True)):
        return None
    return Fraction(roots[0] if number > 0 else -roots[0], roots[1])
