"""Equations in one variable, taken apart as far as their tree allows.

``(x-1)^2 = 0`` is the simple ``x = 1`` and ``1 - cos x = 0`` is ``x ≡ 0 mod 2π``.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from derivgui.model.numeric.levels import ONE, Level, level_of
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.suspects.equation import Equation
from derivgui.model.numeric.suspects.function_levels import reaches, vanishes
from derivgui.model.numeric.suspects.isolating import levels_within, not_kept, of_product, of_quotient, shifted
from derivgui.model.numeric.suspects.polynomials import coefficients_of, rational_zeros, square_free, tree_of

LARGEST_ROOT = 64
HALF = Fraction(1, 2)
# Stands for the base of a power.
_BASE = "base of a power"

_ONE = Number(Fraction(1))


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
                for rule in (self._of_squares, shifted, self._with_common_factor):
                    found = rule(equation, terms)
                    if found is not None:
                        return found
                return None
            case Product(factors):
                return of_product(equation, factors)
            case Quotient(numerator, denominator):
                return of_quotient(equation, numerator, denominator)
            case Call("sin" | "cos", _) if equation.period is not None:
                return levels_within(equation)
            case _ if equation.period is not None:
                return None
            case Power(base, exponent):
                return self._root(equation, base, exponent)
            case Call("min" | "max", arguments) if (kept := not_kept(equation, node.name, arguments)) is not None:
                return kept
            case Call(name, arguments):
                if equation.offset:
                    return reaches(name, arguments[0], equation.offset)
                return vanishes(name, arguments)
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
        moved = Sum((equation.tree, Negative(Number(equation.offset.rational)))) if equation.offset else equation.tree
        p = coefficients_of(moved, self._variable)
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


def _exact_root(number: Fraction, degree: int) -> Fraction | None:
    """The real root of a rational number where that is rational too."""
    parts = (abs(number.numerator), number.denominator)
    roots = [round(part ** (1.0 / degree)) if part < 10**300 else 0 for part in parts]
    if any(root**degree != part for root, part in zip(roots, parts, strict=True)):
        return None
    return Fraction(roots[0] if number > 0 else -roots[0], roots[1])
