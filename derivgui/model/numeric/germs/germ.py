"""Germs and their arithmetic.

A germ is exp(E)·S for t -> 0+, where S is a finite sum of terms c·t^r·L^-w with L = ln(1/t), ordered from the largest,
plus a remainder O(t^r L^-w), and E (mostly absent) is a sum of terms that tend to infinity. This is the part of the
field of transseries (G. A. Edgar, Transseries for Beginners, Real Analysis Exchange 35, 2010) that elementary functions
of school mathematics need: Puiseux series, logarithms, and exponentials of 1/x.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    CrowdedError,
    Number,
    PiNumber,
    Spread,
    UndecidedError,
    everything,
    inverse,
    is_negligible,
    is_rational,
    over,
    rational,
    sign,
)

# Whole exponents are ints, which are added and hashed much faster than fractions; irrational ones are floats.
Exponent: TypeAlias = int | Fraction | float
# (r, w) stands for t^r L^-w; the smaller pair is the larger function.
Scale: TypeAlias = tuple[Exponent, Exponent]
Term: TypeAlias = tuple[Scale, Coefficient]

NEITHER = frozenset({0})
ONE: Scale = (0, 0)
STEP: Scale = (1, 0)
LOGARITHM: Scale = (0, -1)
# ln L: it grows more slowly than every power of L that will ever be met.
DOUBLE_LOGARITHM: Scale = (0, Fraction(-1, 10**9))
# The growth of exp(exp(1/t)), larger than every power of 1/t; nothing is known of it but that.
TOWER: Scale = (-(10**9), 0)
# Smaller than every power of t that will ever be met: what exp(-1/t) leaves behind.
FLAT: Scale = (10**9, 0)
# An irrational exponent so near to a fraction with so small a denominator, or to another one, is that.
SAME_EXPONENT = 1e-11
LARGEST_DENOMINATOR = 720
# Products of two terms that one expansion may cost.
MOST_PRODUCTS = 60_000


class UndefinedError(Exception):
    """The function has no values on this side (or at this point)."""


class SwingingError(UndecidedError):
    """An oscillation that grows without bound."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that something is certain to have again and again, and all that it may have."""

    certain: frozenset[int]
    possible: frozenset[int]


@dataclass(frozen=True, slots=True)
class Germ:
    """One expansion.

    Attributes:
        terms: the sum S, largest term first.
        rest: scale of its remainder, None where S is exact.
        growth: the terms of E, all tending to infinity; empty for E = 0.
    """

    terms: tuple[Term, ...]
    rest: Scale | None = None
    growth: tuple[Term, ...] = ()

    @property
    def is_zero(self) -> bool:
        """True for the function that is 0 all along."""
        return not self.terms and self.rest is None


def constant(number: Coefficient) -> Germ:
    """A function that does not move."""
    return Germ(((ONE, number),)) if not (is_rational(number) and number == 0) else Germ(())


def whole(number: Fraction | int) -> Germ:
    """A rational constant."""
    return constant(rational(number))


def times(a: Scale, b: Scale) -> Scale:
    """The scale of a product."""
    return a[0] + b[0], a[1] + b[1]


def power_of(scale: Scale, exponent: Exponent) -> Scale:
    """The scale of a power."""
    if scale[1] and isinstance(exponent, Fraction) and exponent.denominator > LARGEST_DENOMINATOR:
        # Of logarithms so small a power would be one of a logarithm's logarithm.
        raise UndecidedError("a high root of a logarithm")
    return _plain(scale[0] * exponent), _plain(scale[1] * exponent)


def _plain(exponent: Exponent) -> Exponent:
    return exponent.numerator if isinstance(exponent, Fraction) and exponent.denominator == 1 else exponent


def larger(a: Scale | None, b: Scale | None) -> Scale | None:
    """The larger of two remainders; None is no remainder."""
    return b if a is None else a if b is None else min(a, b)


class Algebra:
    """Arithmetic to a number of terms.

    Attributes:
        assumed: whether any ball around 0 had to be taken for 0.
        choices: what was decided on the way where a rule is not continuous: the step of a floor, the branch of a
            piecewise definition. A singular step leaves a mark that equals no other. Two expansions with equal choices
            are one continuous formula.
        turns: the same without poles, and with a mark wherever the two sides of the place may follow different analytic
            formulas. Two expansions with equal turns are one meromorphic formula.
        crowded: whether steps or poles of the part at hand crowd towards the place: it is not continuous on any
            stretch beside it, and no sequence of numbers tells what happens there.
    """

    def __init__(self, length: int) -> None:
        self.length = length
        self.assumed = False
        self.choices: list[object] = []
        self.turns: list[object] = []
        self.crowded = False
        self._products = 0
        self._irrational: list[float] = []

    def break_off(self) -> None:
        """Remember that a rule was singular here: no limit may be taken inside it."""
        self.decide(object())

    def decide(self, choice: object) -> None:
        """Remember a choice where a rule is not continuous."""
        self.choices.append(choice)
        self.turns.append(choice)

    def turn(self) -> None:
        """Remember that a rule is continuous here, but may be another analytic one on the other side."""
        self.turns.append(object())

    def crowd(self) -> None:
        """Remember that steps or poles of the part at hand crowd towards the place."""
        self.crowded = True
        self.turn()

    def _divide_by_zero(self, scale: Scale) -> None:
        if scale != ONE:
            self.choices.append(object())

    def _told(self, scale: Scale) -> Scale:
        """A scale with the exponents that its floats stand for: a short fraction, or one that was met before.

        (t^√2)^√2 is t², as an assumption that is remembered.
        """
        return scale if float not in map(type, scale) else (self._exponent(scale[0]), self._exponent(scale[1]))

    def _exponent(self, exponent: Exponent) -> Exponent:
        if not isinstance(exponent, float):
            return exponent
        simple = Fraction(exponent).limit_denominator(LARGEST_DENOMINATOR)
        for known in (float(simple), *self._irrational):
            if abs(known - exponent) <= SAME_EXPONENT:
                is_rational_one = known == float(simple)
                self.assumed = self.assumed or is_rational_one or known != exponent
                return _plain(simple) if is_rational_one else known
        self._irrational.append(exponent)
        return exponent

    # Signs

    def sign(self, number: Number) -> int:
        """The sign of a coefficient; a ball that cannot be told from 0 is taken for 0, and that is remembered."""
        found = sign(number)
        if found is None:
            if not is_negligible(number):
                raise UndecidedError("a coefficient cannot be told from 0")
            self.assumed = True
            return 0
        return found

    def settled(self, germ: Germ) -> Germ:
        """The germ without leading terms that are 0."""
        terms = germ.terms
        while terms and not isinstance(terms[0][1], Spread) and self.sign(terms[0][1]) == 0:
            terms = terms[1:]
        return germ if terms is germ.terms else Germ(terms, germ.rest, germ.growth)

    def lead(self, germ: Germ) -> Term:
        """The leading term; UndecidedError where only a remainder is known, the lead oscillates, or poles crowd."""
        germ = self.settled(germ)
        if not germ.terms:
            raise UndecidedError("nothing is left but a remainder")
        if isinstance(germ.terms[0][1], Spread):
            raise UndecidedError("the leading term oscillates")
        if is_unbounded(germ):
            raise CrowdedError("what is small elsewhere is not so beside its poles")
        return germ.terms[0]

    def sign_of(self, germ: Germ) -> int:
        """Sign near the point; 0 only for the function that is 0 all along."""
        signs = self.signs_of(germ).possible
        if len(signs) > 1:
            raise CrowdedError("its sign changes for ever")
        return next(iter(signs))

    def signs_of(self, germ: Germ) -> Signs:
        """The signs that a function comes back to for ever near the point."""
        germ = self.settled(germ)
        if germ.is_zero:
            return Signs(NEITHER, NEITHER)
        if not germ.terms or not isinstance(germ.terms[0][1], Spread):
            only = frozenset({self.sign(self.lead(germ)[1])})
            return Signs(only, only)
        spread = germ.terms[0][1]
        low, high = self.sign(spread.low), self.sign(spread.high)
        if low == high != 0:
            return Signs(frozenset({low}), frozenset({low}))
        seen = frozenset(side for value in spread.seen if (side := sign(value)) is not None)
        certain = seen & {-1, 1}
        if (is_alone(germ) and 0 in seen) or self._passes_zero(germ, spread):
            certain |= NEITHER
        # Where the oscillation is 0, what is beside it decides.
        least, most = (low, high) if is_alone(germ) else (-1, 1)
        return Signs(certain, frozenset(range(least, most + 1)))

    def _passes_zero(self, germ: Germ, spread: Spread) -> bool:
        """Whether it changes its sign without a jump, again and again."""
        is_continuous = spread.passes if is_alone(germ) else not self.crowded
        return is_continuous and {sign(value) for value in spread.seen} >= {-1, 1}

    # Sums and products

    def negate(self, a: Germ) -> Germ:
        """The opposite."""
        return Germ(tuple((scale, -c) for scale, c in a.terms), a.rest, a.growth)

    def add(self, a: Germ, b: Germ) -> Germ:
        """The sum; of two different growths the larger survives."""
        if a.is_zero:
            return b
        if b.is_zero:
            return a
        if _towers(a, b):
            raise UndecidedError("two exponentials of exponentials")
        if a.growth != b.growth:
            return self._dominating(a, b)
        rest = larger(a.rest, b.rest)
        return _with_its_poles(self._collected((*a.terms, *b.terms), rest, a.growth), a, b)

    def _dominating(self, a: Germ, b: Germ) -> Germ:
        ahead = self.sign_of(self.add(Germ(a.growth), self.negate(Germ(b.growth))))
        if ahead == 0:
            return self.add(Germ(a.terms, a.rest, b.growth), b)
        winner = a if ahead > 0 else b
        return _with_its_poles(Germ(winner.terms, larger(winner.rest, FLAT), winner.growth), a, b)

    def subtract(self, a: Germ, b: Germ) -> Germ:
        """The difference."""
        return self.add(a, self.negate(b))

    def multiply(self, a: Germ, b: Germ, beyond: Scale | None = None) -> Germ:
        """The product; without its terms from the scale ``beyond`` on, where nobody wants them."""
        if a.is_zero or b.is_zero:
            return Germ(())
        if _towers(a, b):
            raise UndecidedError("two exponentials of exponentials")
        rest = beyond
        for first, second in ((a, b), (b, a)):
            if first.rest is not None:
                rest = larger(rest, times(first.rest, _largest(second)))
        growth = self._grown(a, b) if a.growth or b.growth else ()
        products = []
        for scale, c in a.terms:
            for other, d in b.terms:
                product = times(scale, other)
                if rest is not None and product >= rest:
                    break
                products.append((product, c * d))
        self._products += len(products)
        if self._products > MOST_PRODUCTS:
            raise UndecidedError("the expansion grows too long")
        return _with_its_poles(self._collected(products, rest, growth), a, b)

    def _grown(self, a: Germ, b: Germ) -> tuple[Term, ...]:
        """The growth of a product."""
        growth = self.settled(self.add(Germ(a.growth), Germ(b.growth)))
        if growth.rest is not None:
            raise UndecidedError("an exponent grows too long")
        return growth.terms

    def scaled(self, a: Germ, number: Fraction | int) -> Germ:
        """A rational multiple."""
        return self.multiply(a, whole(number))

    def _collected(self, terms: Iterable[Term], rest: Scale | None, growth: tuple[Term, ...]) -> Germ:
        """Like terms added, those below the remainder and beyond the length dropped."""
        sums: dict[Scale, Coefficient] = {}
        rest = None if rest is None else self._told(rest)
        for given, c in terms:
            scale = self._told(given)
            if rest is None or scale < rest:
                sums[scale] = sums[scale] + c if scale in sums else c
        ordered = sorted((item for item in sums.items() if not (is_rational(item[1]) and item[1] == 0)), key=_scale)
        kept = min(self.length, _length_to_first_spread(ordered))
        if len(ordered) > kept:
            rest = larger(rest, ordered[kept][0])
            ordered = ordered[:kept]
        return Germ(tuple(ordered), rest, growth)

    # Powers and functions given by their Taylor coefficients

    def composed(self, coefficients: Callable[[int], list[Number]], small: Germ) -> Germ:
        """Σ c_k small^k for a germ that tends to 0."""
        if not _tends_to_zero(small):
            # A leading ball around 0 does no harm else: it need not be taken for 0.
            small = self.settled(small)
        if small.is_zero:
            return constant(coefficients(1)[0])
        start = _largest(small)
        if start <= ONE or small.growth:
            raise UndecidedError("an inner function does not tend to its value")
        numbers = coefficients(self.length)
        if small.terms and isinstance(small.terms[0][1], Spread):
            return self._composed_with_swing(numbers, small, small.terms[0][1])
        beyond = power_of(start, len(numbers))
        total, power = constant(numbers[0]), whole(1)
        for number in numbers[1:]:
            power = self.multiply(power, small, beyond)
            if not (is_rational(number) and number == 0):
                total = self.add(total, self.multiply(power, constant(number)))
        return _with_its_poles(self._collected(total.terms, larger(total.rest, beyond), ()), small)

    def _composed_with_swing(self, numbers: list[Number], small: Germ, spread: Spread) -> Germ:
        """Only the first power that occurs matters: nothing smaller ever cancels an oscillation."""
        from derivgui.model.numeric.germs.swings import whole_power_of_swing

        if not spread.is_bounded:
            raise CrowdedError("poles crowd together")
        start, known = small.terms[0][0], constant(numbers[0]).terms
        k = next((k for k, number in enumerate(numbers) if k and sign(number) != 0), len(numbers))
        if k == len(numbers):
            return self._collected(known, power_of(start, k), ())
        term = self.multiply(whole_power_of_swing(small, spread, k), constant(numbers[k]))
        return self._collected((*known, *term.terms), larger(term.rest, power_of(start, k + 1)), ())

    def split(self, germ: Germ) -> tuple[Scale, Coefficient, Germ]:
        """Leading scale, leading coefficient and the small germ e in lead·(1 + e); the growth is left out."""
        germ = self.settled(germ)
        scale, c = self.lead(germ)
        back, factor = power_of(scale, -1), inverse(c)
        small = Germ(
            tuple((times(other, back), d * factor) for other, d in germ.terms[1:]),
            None if germ.rest is None else times(germ.rest, back),
        )
        return scale, c, small

    def reciprocal(self, a: Germ) -> Germ:
        """1/a; UndefinedError where a is 0 all along."""
        a = self.settled(a)
        if a.is_zero:
            raise UndefinedError
        if a.terms and isinstance(a.terms[0][1], Spread):
            return self._reciprocal_of_swing(a, a.terms[0][1])
        scale, c, small = self.split(a)
        if a.growth:
            self.break_off()
        self._divide_by_zero(scale)
        series = self.composed(lambda n: [rational((-1) ** k) for k in range(n)], small)
        front = Germ(((power_of(scale, -1), inverse(c)),), None, self.negate(Germ(a.growth)).terms)
        return self.multiply(front, series)

    def _reciprocal_of_swing(self, a: Germ, spread: Spread) -> Germ:
        """Of an oscillation: another one where it keeps away from 0, poles that crowd where it comes to 0."""
        scale = a.terms[0][0]
        back, growth = power_of(scale, -1), self.negate(Germ(a.growth)).terms
        low, high = self.sign(spread.low), self.sign(spread.high)
        if low == high != 0 and spread.is_bounded:
            beyond = a.terms[1][0] if len(a.terms) > 1 else a.rest
            rest = None if beyond is None else times(beyond, power_of(scale, -2))
            return Germ(((back, spread.mapped(inverse)),), rest, growth)
        touches = is_alone(a) and spread.passes and any(sign(value) == 0 for value in spread.seen)
        if not spread.is_bounded or not (touches or self._passes_zero(a, spread)):
            # Of poles that crowd together the reciprocal may be as tame as 1/(1/sin(1/t)), and over 0 may go a jump.
            raise CrowdedError("poles may crowd together")
        self.crowd()
        seen = tuple(inverse(value) for value in spread.seen if sign(value) in (-1, 1))
        return Germ(((back, everything(seen)),), None, growth)

    def divide(self, a: Germ, b: Germ) -> Germ:
        """The quotient."""
        b = self.settled(b)
        if b.is_zero:
            raise UndefinedError
        if len(b.terms) == 1 and isinstance(b.terms[0][1], PiNumber) and b.rest is None and not b.growth:
            # π/π is 1, which 1/π as a ball would not tell.
            self._divide_by_zero(b.terms[0][0])
            back = power_of(b.terms[0][0], -1)
            terms = tuple((times(scale, back), over(c, b.terms[0][1])) for scale, c in a.terms)
            return Germ(terms, None if a.rest is None else times(a.rest, back), a.growth)
        return self._without_remainder(a, b) or self.multiply(a, self.reciprocal(b))

    def _without_remainder(self, a: Germ, b: Germ) -> Germ | None:
        """The quotient of two finite sums with rational coefficients where it is one too: (x² - 1)/(x - 1), 3x/(3x)."""
        if len(b.terms) < 2 or len(a.terms) < 2 or a.rest or b.rest or a.growth or b.growth:
            return None
        if not all(is_rational(c) for _, c in (*a.terms, *b.terms)):
            return None
        terms: list[Term] = []
        scale, c = b.terms[0]
        back = power_of(scale, -1)
        while a.terms and len(terms) < self.length:
            term = Germ(((times(a.terms[0][0], back), a.terms[0][1] / c),))
            terms += term.terms
            a = self.subtract(a, self.multiply(term, b))
        if not a.is_zero:
            return None
        self._divide_by_zero(scale)
        return Germ(tuple(terms))

    # Limits

    def parts(self, germ: Germ) -> tuple[Germ, Coefficient, Germ]:
        """Terms that tend to infinity, the constant, and what tends to 0.

        UndecidedError where the remainder does not tend to 0 or the whole grows exponentially.
        """
        if germ.growth:
            if self.sign_of(Germ(germ.growth)) > 0:
                raise UndecidedError("a function grows exponentially")
            if is_unbounded(germ):
                raise CrowdedError("poles crowd together")
            return Germ(()), rational(0), Germ((), FLAT)
        germ = self.settled(germ)
        if is_unbounded(germ):
            raise CrowdedError("poles crowd together")
        if germ.rest is not None and germ.rest <= ONE:
            raise UndecidedError("a remainder does not tend to 0")
        infinite = tuple(term for term in germ.terms if term[0] < ONE)
        middle = [c for scale, c in germ.terms if scale == ONE]
        small = tuple(term for term in germ.terms if term[0] > ONE)
        return Germ(infinite), middle[0] if middle else rational(0), Germ(small, germ.rest)

    def limit(self, germ: Germ) -> Coefficient | float:
        """The limit: a coefficient (a ``Spread`` where the function never settles), or ±inf as a float."""
        germ = self.settled(germ)
        if germ.growth and self.sign_of(Germ(germ.growth)) > 0:
            return self._infinity(germ)
        if len(germ.terms) == 1 and is_unbounded(germ):
            # Between its poles it takes every value of its sign, whatever stands before it.
            scale, spread = germ.terms[0]
            signs = {sign(value) for value in spread.seen}
            is_large = scale < ONE and not germ.growth
            if not spread.is_genuine or (is_large and 0 not in signs and not signs >= {-1, 1}):
                raise CrowdedError("poles crowd together")
            return spread
        if germ.terms and germ.terms[0][0] < ONE and not germ.growth and not is_unbounded(germ):
            # The leading term alone decides, whatever the remainder does.
            return self._infinity(germ)
        infinite, middle, _ = self.parts(germ)
        infinite = self.settled(infinite)
        return self._infinity(infinite) if infinite.terms else middle

    def _is_bounded_beside_lead(self, germ: Germ) -> bool:
        """Whether what is left where the leading oscillation is 0 stays finite."""
        beyond = germ.terms[1][0] if len(germ.terms) > 1 else germ.rest
        return beyond is None or (beyond >= ONE and not germ.growth)

    def _infinity(self, germ: Germ) -> float:
        if germ.terms and isinstance(germ.terms[0][1], Spread):
            spread = germ.terms[0][1]
            if self.sign(spread.low) > 0 or self.sign(spread.high) < 0:
                return float("inf") * self.sign(spread.low)
            signs = {self.sign(value) for value in spread.seen}
            if signs >= {-1, 1} or (len(signs) > 1 and self._is_bounded_beside_lead(germ)):
                raise SwingingError("it swings")
            raise CrowdedError("it may swing")
        return float("inf") * self.sign(self.lead(germ)[1])


def _length_to_first_spread(terms: list[Term]) -> int:
    """Terms up to the first that oscillates: no sum or product ever cancels it, so nothing smaller will matter."""
    return next((count for count, (_, c) in enumerate(terms, 1) if isinstance(c, Spread)), len(terms))


def _towers(a: Germ, b: Germ) -> bool:
    """Whether both are exponentials of exponentials, of which it is not known which one is the larger."""
    return all(germ.growth and germ.growth[0][0] == TOWER for germ in (a, b))


def is_alone(germ: Germ) -> bool:
    """Whether a germ is its leading term and nothing else."""
    return len(germ.terms) == 1 and germ.rest is None


def is_unbounded(germ: Germ) -> bool:
    """Whether there are poles in every neighbourhood; what oscillates always is the last term."""
    last = germ.terms[-1][1] if germ.terms else None
    return isinstance(last, Spread) and not last.is_bounded


def _with_its_poles(found: Germ, *parts: Germ) -> Germ:
    """A germ in which nobody has dropped a small term with poles: near these it is not small."""
    if any(map(is_unbounded, parts)) and not is_unbounded(found):
        raise CrowdedError("poles crowd together")
    return found


def _tends_to_zero(germ: Germ) -> bool:
    """Whether that can be seen from its scales, whatever the numbers before them are."""
    is_still = not (germ.terms and isinstance(germ.terms[-1][1], Spread))
    return is_still and not germ.is_zero and not germ.growth and _largest(germ) > ONE


def _scale(term: Term) -> Scale:
    return term[0]


def _largest(germ: Germ) -> Scale:
    """The scale that bounds the germ."""
    if germ.terms:
        return germ.terms[0][0]
    assert germ.rest is not None
    return germ.rest
