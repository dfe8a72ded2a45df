"""From a tree to its germ on one side of a place, or at the place itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from derivgui.model.language.tree import (
    Branch,
    Call,
    Comparison,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)
from derivgui.model.numeric.germs.functions import RULES
from derivgui.model.numeric.germs.germ import ONE, STEP, Algebra, Germ, Scale, UndefinedError, constant, whole
from derivgui.model.numeric.germs.numbers import (
    CrowdedError,
    UndecidedError,
    fraction,
    is_negligible,
    is_rational,
    is_whole,
    rational,
    to_float,
)
from derivgui.model.numeric.germs.powers import exponential, logarithm, real_power, root_power, whole_power
from derivgui.model.numeric.germs.trigonometry import pi_times
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.suspects import difference

# What is as large as a constant comes before it.
BEHIND_ONE: Scale = (0, Fraction(1, 10**6))

HOLDS: Mapping[str, tuple[int, ...]] = {
    "=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1),
}  # fmt: skip


class Expander:
    """Expands one tree with its symbols bound to germs.

    ``exact`` names sub-trees whose value at the place is known exactly because the place is where they take it; their
    constant term is replaced by that value. The germ of a value may have a rest, up to which all terms are known.
    """

    def __init__(
        self,
        algebra: Algebra,
        bound: Mapping[str, Germ],
        variables: tuple[str, ...],
        exact: Mapping[Node, Germ] | None = None,
    ) -> None:
        self._algebra = algebra
        self._bound = bound
        self._variables = frozenset(variables)
        self._exact = exact or {}

    def expand(self, node: Node) -> Germ:
        """The germ of a tree; UndefinedError where it has no values, UndecidedError where the expansion cannot tell."""
        found = self._expand(node)
        value = self._exact.get(node)
        if value is None:
            return found
        # A value of which more is known is given with the rest that is not.
        known = BEHIND_ONE if value.rest is None else value.rest
        here = Germ(tuple(term for term in found.terms if term[0] < known))
        if not _is_near_zero(self._algebra.subtract(here, Germ(value.terms))):
            raise UndecidedError("a place is not where it should be")
        beyond = Germ(tuple(term for term in found.terms if term[0] >= known), found.rest)
        return self._algebra.add(Germ(value.terms), beyond)

    def _expand(self, node: Node) -> Germ:
        algebra = self._algebra
        match node:
            case Number(value):
                return whole(value)
            case Constant(name):
                return exponential(algebra, whole(1)) if name == "e" else pi_times(Fraction(2 if name == "tau" else 1))
            case Symbol(name):
                return self._bound[name]
            case Negative(operand):
                return algebra.negate(self.expand(operand))
            case Sum(terms):
                total = self.expand(terms[0])
                for term in terms[1:]:
                    total = algebra.add(total, self.expand(term))
                return total
            case Product(factors):
                # Every factor must have values, also beside a factor 0.
                parts = [self.expand(factor) for factor in factors]
                product = parts[0]
                for part in parts[1:]:
                    product = algebra.multiply(product, part)
                return product
            case Quotient(above, below):
                return algebra.divide(self.expand(above), self.expand(below))
            case Power():
                return self._power(node)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Piecewise(branches):
                return self._piecewise(branches)

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Germ:
        if name == "ln" and arguments == (Constant("e"),):
            return whole(1)
        if name in ("min", "max") and len(arguments) == 2 and difference(*arguments) in self._exact:
            gap, second = self.expand(difference(*arguments)), self.expand(arguments[1])
            return self._algebra.add(second, RULES[name](self._algebra, gap, whole(0)))
        return RULES[name](self._algebra, *(self.expand(argument) for argument in arguments))

    # Powers, by the rules of ``numeric.powers``

    def _power(self, node: Power) -> Germ:
        algebra = self._algebra
        if node.base == Constant("e"):
            return exponential(algebra, self.expand(node.exponent))
        base = self.expand(node.base)
        if not self._variables.isdisjoint(symbols(node.exponent)):
            return self._varying(base, self.expand(node.exponent))
        exponent = exact_rational(node.exponent)
        if exponent is None:
            return self._fixed(base, self.expand(node.exponent), not symbols(node))
        if exponent == 0 and not symbols(node.base) and algebra.sign_of(base) == 0:
            raise UndefinedError
        if exponent < 0 and algebra.settled(base).is_zero:
            raise UndefinedError
        return root_power(algebra, base, exponent)

    def _varying(self, base: Germ, exponent: Germ) -> Germ:
        """exp(v ln u) for u > 0; 0 to the power of something positive is 0."""
        algebra = self._algebra
        side = algebra.sign_of(base)
        if side < 0:
            raise UndefinedError
        if side == 0:
            if algebra.sign_of(exponent) <= 0:
                raise UndefinedError
            algebra.break_off()
            return whole(0)
        return exponential(algebra, algebra.multiply(exponent, logarithm(algebra, base)))

    def _fixed(self, base: Germ, exponent: Germ, typed: bool) -> Germ:
        """Exponents that are decimal, irrational or parameters: base >= 0 unless they are whole."""
        algebra = self._algebra
        exponent = algebra.settled(exponent)
        number = exponent.terms[0][1] if exponent.terms else rational(0)
        if is_whole(number):
            n = int(number.p)
            if n <= 0 and algebra.settled(base).is_zero and (n < 0 or typed):
                raise UndefinedError
            return whole_power(algebra, base, n)
        if is_rational(number):
            return real_power(algebra, base, fraction(number))
        return real_power(algebra, base, to_float(number), number)

    # Piecewise definitions

    def _piecewise(self, branches: tuple[Branch, ...]) -> Germ:
        for number, branch in enumerate(branches):
            if branch.condition is None or self._holds(branch.condition):
                self._algebra.choices.append(number)
                return self.expand(branch.value)
        raise UndefinedError

    def _holds(self, comparison: Comparison) -> bool:
        algebra = self._algebra
        pairs = zip(comparison.relations, pairwise(comparison.operands), strict=True)
        gaps = [(relation, self._gap(left, right)) for relation, (left, right) in pairs]
        return all(_keeps(algebra.signs_of(gap), HOLDS[relation]) for relation, gap in gaps)

    def _gap(self, left: Node, right: Node) -> Germ:
        """left - right, which may be known exactly where its parts are not."""
        gap = difference(left, right)
        parts = self.expand(left), self.expand(right)
        if gap in self._exact:
            return self.expand(gap) if gap != right else self._algebra.negate(self.expand(gap))
        return self._algebra.subtract(*parts)


def _keeps(signs: frozenset[int], wanted: tuple[int, ...]) -> bool:
    """Whether a difference keeps to the signs that a relation wants."""
    answers = {side in wanted for side in signs}
    if len(answers) > 1:
        raise CrowdedError("a condition holds again and again")
    return answers == {True}


def _is_near_zero(germ: Germ) -> bool:
    return all(scale >= ONE and is_negligible(c) for scale, c in germ.terms)


def germ_of(
    algebra: Algebra,
    tree: Node,
    bound: Mapping[str, Germ],
    variables: tuple[str, ...],
    exact: Mapping[Node, Germ] | None = None,
) -> Germ:
    """The germ of a tree with its symbols bound; see ``Expander.expand``."""
    try:
        return Expander(algebra, bound, variables, exact).expand(tree)
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        raise UndecidedError("the numbers grow too large") from error


def moving(place: object, side: int) -> Germ:
    """x = place ± t for the side 1 or -1; the place itself for 0."""
    here = constant(place)
    if side == 0:
        return here
    step = Germ(((STEP, rational(side)),))
    return Germ((*here.terms, *step.terms))
