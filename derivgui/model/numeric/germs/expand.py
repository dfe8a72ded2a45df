"""From a tree to its germ on one side of a place, or at the place itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.language.tree import (
    Call,
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
    walk,
)
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exponentials import exponential, logarithm
from derivgui.model.numeric.germs.exponents import exponent_of
from derivgui.model.numeric.germs.functions import RULES
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, constant, is_unbounded, whole
from derivgui.model.numeric.germs.inverses import ROOTS, of_inverse, root_of_power
from derivgui.model.numeric.germs.known_sums import known_part
from derivgui.model.numeric.germs.numbers import (
    CrowdedError,
    Spread,
    UndecidedError,
    fraction,
    is_negligible,
    is_rational,
    is_whole,
    may_be_whole,
    rational,
)
from derivgui.model.numeric.germs.one_sided import EXTREMES
from derivgui.model.numeric.germs.pieces import Pieces
from derivgui.model.numeric.germs.powers import real_power, root_power, whole_power
from derivgui.model.numeric.germs.scales import NEAR, ONE, STEP
from derivgui.model.numeric.germs.steps import extreme
from derivgui.model.numeric.germs.trigonometry import pi_times
from derivgui.model.numeric.powers import exact_rational

RISING_STEPS = frozenset({"floor", "ceil", "round", "sign"})
JUMPING = frozenset({"floor", "ceil", "round", "frac", "mod", "sign", "atan2"})


@dataclass(frozen=True, slots=True)
class _Part:
    """The germ of a part, and what was decided on its way; see ``Decisions``."""

    germ: Germ
    choices: list[object]
    turns: list[object]
    crowded: bool
    torn: bool


class Expander(Pieces):
    """Expands one tree with its symbols bound to germs.

    ``exact`` names sub-trees whose value at the place is known exactly because the place is where they take it; their
    constant term is replaced by that value. The germ of a value may have a rest, up to which all terms are known.
    ``thorough`` asks of whatever seems to move about a number whether it does.
    """

    def __init__(
        self,
        algebra: Algebra,
        bound: Mapping[str, Germ],
        variables: tuple[str, ...],
        exact: Mapping[Node, Germ] | None = None,
        thorough: bool = False,
    ) -> None:
        super().__init__(algebra, exact or {}, thorough)
        self._known: dict[Node, _Part] = {}
        self._bound = bound
        self._variables = frozenset(variables)

    def expand(self, node: Node) -> Germ:
        """The germ of a tree; UndefinedError where it has no values, UndecidedError where the expansion cannot tell.

        What stands in several places of a tree is expanded once.
        """
        algebra, known = self._algebra, self._known.get(node)
        if known is not None:
            algebra.choices += known.choices
            algebra.turns += known.turns
            algebra.crowded |= known.crowded
            algebra.torn |= known.torn
            return known.germ
        choices, turns = len(algebra.choices), len(algebra.turns)
        # It does not matter here what crowds elsewhere.
        crowded, torn = algebra.crowded, algebra.torn
        algebra.crowded = algebra.torn = False
        try:
            found = self._of_part(node)
            inside = algebra.choices[choices:], algebra.turns[turns:]
            self._known[node] = _Part(found, *inside, algebra.crowded, algebra.torn)
        finally:
            algebra.crowded |= crowded
            algebra.torn |= torn
        return found

    def _of_part(self, node: Node) -> Germ:
        """The germ of a part, with what is known of its value at the place."""
        found = self._expand(node)
        self._algebra.swings |= _swings(found)
        if self._thorough:
            found = self.standing_still(node, found)
        # A tree takes a while to be looked up.
        value = self._exact.get(node) if self._exact else None
        if value is None:
            return found
        # A value of which more is known is given with the rest that is not.
        known = NEAR if value.rest is None else value.rest
        here = Germ(tuple(term for term in found.terms if term[0] < known))
        if not _is_near_zero(self._algebra.subtract(here, Germ(value.terms))):
            if any(
                isinstance(part, Piecewise) or (isinstance(part, Call) and part.name in JUMPING) for part in walk(node)
            ):
                # At the place itself it has another value than beside it.
                return found
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
                return self._sum(terms)
            case Product(factors):
                # Every factor must have values, also beside a factor 0.
                parts = [self.expand(factor) for factor in factors]
                product = parts[0]
                for part in parts[1:]:
                    product = algebra.multiply(product, part)
                return product
            case Quotient(above, below):
                return self._quotient(above, below)
            case Power():
                return self._power(node)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Piecewise(branches):
                return self.of_pieces(branches)

    def _sum(self, terms: tuple[Node, ...]) -> Germ:
        """Of a term and its opposite nothing is left; of their expansions a remainder would be."""
        known, others = known_part(self._exact, terms) if self._exact else (None, [])
        if known is not None:
            return self.sharpened(Sum(terms), self._algebra.total(map(self.expand, (known, *others))))
        germs = {place: self.expand(term) for place, term in enumerate(terms)}
        for place, term in enumerate(terms):
            if isinstance(term, Negative):
                opposite = next((k for k in germs if terms[k] == term.operand), None)
                if opposite is not None:
                    del germs[place], germs[opposite]
        return self.sharpened(Sum(terms), self._algebra.total(germs.values())) if germs else Germ(())

    def _quotient(self, above: Node, below: Node) -> Germ:
        """What crowds above a fraction line has no part in poles."""
        algebra = self._algebra
        numerator = self.expand(above)
        elsewhere, algebra.crowded = algebra.crowded, False
        try:
            denominator = self.expand(below)
            if above == below and is_unbounded(denominator):
                algebra.break_off()
                return whole(1)
            return algebra.divide(numerator, denominator)
        finally:
            algebra.crowded |= elsewhere

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Germ:
        if name == "ln" and arguments == (Constant("e"),):
            return whole(1)
        if name in EXTREMES:
            arguments = tuple(dict.fromkeys(arguments))
        elif len(arguments) == 1:
            known = self._shortened(name, arguments[0])
            if known is not None:
                return known
        germs = [self.expand(argument) for argument in arguments]
        if (
            name in RISING_STEPS
            and isinstance(inner := arguments[0], Call)
            and inner.name in EXTREMES
            and _swings(germs[0])
        ):
            # What never falls may as well be taken before the largest is chosen.
            return self.expand(Call(inner.name, tuple(Call(name, (each,)) for each in inner.arguments)))
        if name in EXTREMES:
            return extreme(
                self._algebra,
                EXTREMES[name],
                germs,
                lambda i, j: self.gap(arguments[i], arguments[j], germs[i], germs[j]),
            )
        return RULES[name](self._algebra, *germs)

    def _shortened(self, name: str, argument: Node) -> Germ | None:
        """What needs no series, a function of its inverse; None for anything else."""
        if name in ROOTS:
            return root_of_power(self._algebra, argument, ROOTS[name], self.expand)
        return of_inverse(self._algebra, name, argument, self.expand)

    # Powers, by the rules of ``numeric.powers``

    def _power(self, node: Power) -> Germ:
        algebra = self._algebra
        exponent = exact_rational(node.exponent)
        if node.base == Constant("e"):
            known = self._shortened("exp", node.exponent)
            return exponential(algebra, self.expand(node.exponent)) if known is None else known
        if exponent is not None:
            known = root_of_power(algebra, node.base, exponent, self.expand)
            if known is not None:
                return known
        base = self.expand(node.base)
        if not self._variables.isdisjoint(symbols(node.exponent)):
            return self._varying(base, self.expand(node.exponent))
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
        if len(base.terms) == 1 and base.rest is None and base.terms[0][0] == ONE and not base.growth:
            return self._power_of_constant(base, exponent)
        return exponential(algebra, algebra.multiply(exponent, logarithm(algebra, base)))

    def _power_of_constant(self, base: Germ, exponent: Germ) -> Germ:
        """c^v = c^m exp((v - m) ln c), m being the constant in v, so that 2^3 is 8 and not a number next to it."""
        algebra = self._algebra
        middle = next((c for scale, c in exponent.terms if scale == ONE), None)
        if exponent.growth or not is_rational(middle):
            return exponential(algebra, algebra.multiply(exponent, logarithm(algebra, base)))
        moved = Germ(tuple(term for term in exponent.terms if term[0] != ONE), exponent.rest)
        power = exponential(algebra, algebra.multiply(moved, logarithm(algebra, base)))
        return algebra.multiply(power, real_power(algebra, base, fraction(middle)))

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
        try:
            return real_power(algebra, base, exponent_of(number))
        except UndefinedError:
            # Of a negative number there are whole powers only.
            may_be_whole(number)
            raise


def _swings(germ: Germ) -> bool:
    return bool(germ.terms) and isinstance(germ.terms[-1][1], Spread)


def _is_near_zero(germ: Germ) -> bool:
    return all(scale >= ONE and is_negligible(c) for scale, c in germ.terms)


def germ_of(
    algebra: Algebra,
    tree: Node,
    bound: Mapping[str, Germ],
    variables: tuple[str, ...],
    exact: Mapping[Node, Germ] | None = None,
    *,
    thorough: bool = False,
    ragged: bool = False,
) -> Germ:
    """The germ of a tree with its symbols bound; see ``Expander``.

    CrowdedError for what is perhaps defined now and then only, where such a ``ragged`` domain is not wanted.
    """
    try:
        found = Expander(algebra, bound, variables, exact, thorough).expand(tree)
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        raise UndecidedError("the numbers grow too large") from error
    if algebra.ragged and not ragged:
        raise CrowdedError("a function is defined here and there")
    return found


def moving(place: object, side: int) -> Germ:
    """x = place ± t for the side 1 or -1; the place itself for 0."""
    here = constant(place)
    if side == 0:
        return here
    step = Germ(((STEP, rational(side)),))
    return Germ((*here.terms, *step.terms))
