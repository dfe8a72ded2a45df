"""Sums and products of germs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.exact import Exact
from derivgui.model.numeric.germs.exponents import Exponent, Irrational, number_of_exponent, plain
from derivgui.model.numeric.germs.germ import (
    Germ,
    Term,
    is_alone,
    is_number,
    is_tower,
    is_unbounded,
    largest_scale,
    running,
    runs_off,
    whole,
    with_its_poles,
    with_tail,
)
from derivgui.model.numeric.germs.leads import Leads
from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    CrowdedError,
    Number,
    Spread,
    UndecidedError,
    is_infinite,
    is_rational,
    rational,
    sign,
)
from derivgui.model.numeric.germs.scales import (
    FLAT,
    LARGEST_DENOMINATOR,
    LEAST,
    MOST,
    TOWER,
    Scale,
    is_flat,
    larger,
    times,
)

# Products of two terms that one expansion may cost.
MOST_PRODUCTS = 60_000
# And products of two terms of exact numbers: beyond, digits do.
MOST_EXACT = 2_500


class Sums(Leads):
    """Sums and products, to a number of terms."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.length = length
        self._products = 0
        self._exact_products = 0
        self._irrational: list[Irrational] = []

    def negate(self, a: Germ) -> Germ:
        """The opposite."""
        tail = None if a.tail is None else self.negate(a.tail)
        return Germ(tuple((scale, -c) for scale, c in a.terms), a.rest, a.growth, tail, a.is_multiple)

    def add(self, a: Germ, b: Germ) -> Germ:
        """The sum; of two different growths the larger survives."""
        if a.is_zero:
            return b
        if b.is_zero:
            return a
        if is_tower(a) and is_tower(b):
            raise UndecidedError("two exponentials of exponentials")
        reach = self._reach_of_sum(a, b)
        if reach is not None and a.growth != b.growth:
            return running(sweeps=reach)
        if a.growth != b.growth:
            return self._dominating(a, b)
        rest = larger(a.rest, b.rest)
        found = self._beside_tails(self._collected((*a.terms, *b.terms), rest, a.growth), a, b, self.add)
        if (a.is_multiple and _is_beside(found, a, b)) or (b.is_multiple and _is_beside(found, b, a)):
            found = replace(found, is_multiple=True)
        return with_its_poles(found, a, b) if reach is None else _reaching(found, reach)

    def _reach_of_sum(self, a: Germ, b: Germ) -> bool | None:
        """Whether a sum sweeps of which one term runs off to both infinities; None where it may not run itself."""
        swinging = self._running_alone(a, b)
        return None if swinging is None else swinging.terms[-1][1].sweeps and not self.torn

    def _reach_of_product(self, a: Germ, b: Germ) -> bool | None:
        """The same of a product, where the other factor keeps off 0."""
        swinging = self._running_alone(a, b)
        if swinging is None or not self._keeps_off_zero(b if swinging is a else a):
            return None
        return swinging.terms[-1][1].sweeps and not self.torn

    def _running_alone(self, a: Germ, b: Germ) -> Germ | None:
        """The one of two that runs off, where the other is bounded beside its poles."""
        if self.ragged or runs_off(a) is runs_off(b) or (is_unbounded(a) and is_unbounded(b)):
            return None
        return a if runs_off(a) else b

    def _keeps_off_zero(self, germ: Germ) -> bool:
        c = germ.terms[0][1] if germ.terms else rational(0)
        ends = (c.low, c.high) if isinstance(c, Spread) else (c, c)
        return {sign(end) for end in ends} in ({1}, {-1})

    def _beside_tails(self, found: Germ, a: Germ, b: Germ, rule: Callable[[Germ, Germ], Germ]) -> Germ:
        """A germ with the tail that a rule makes of two others, and that tail alone where it is all there is."""
        first, second = (Germ(()) if germ.rest is None else germ.tail for germ in (a, b))
        if not is_flat(found.rest) or first is None or second is None:
            return found
        with suppress(UndecidedError, CrowdedError):
            tail = rule(first, second)
            return with_tail(found, tail) if found.terms else tail
        return found

    def total(self, germs: Iterable[Germ]) -> Germ:
        """The sum of several; those that grow alike come first, since what cancels hides nothing else."""
        alike: list[Germ] = []
        for germ in germs:
            k = next((k for k, other in enumerate(alike) if other.growth == germ.growth), len(alike))
            alike[k : k + 1] = [self.add(alike[k], germ) if k < len(alike) else germ]
        total, *others = alike
        for other in others:
            total = self.add(total, other)
        return total

    def _dominating(self, a: Germ, b: Germ) -> Germ:
        ahead = self.sign_of(self.add(Germ(a.growth), self.negate(Germ(b.growth))))
        if ahead == 0:
            return self.add(Germ(a.terms, a.rest, b.growth), b)
        winner, loser = (a, b) if ahead > 0 else (b, a)
        if is_unbounded(loser) and not is_unbounded(winner):
            return self._beside_one_sided_poles(winner, loser)
        found = Germ(winner.terms, larger(winner.rest, FLAT), winner.growth)
        found = self._beside_tails(found, winner, Germ(()), lambda tail, _: self.add(tail, loser))
        return with_its_poles(found, a, b)

    def _beside_one_sided_poles(self, winner: Germ, loser: Germ) -> Germ:
        """What grows faster, and beside the poles of another one has no bound on its own side either."""
        (scale, c), spread = self.lead(winner), loser.terms[-1][1]
        side = self.sign(c)
        if is_infinite(spread.low if side > 0 else spread.high):
            raise CrowdedError("poles crowd together")
        low, high = (c, flint.arb.pos_inf()) if side > 0 else (flint.arb.neg_inf(), c)
        rest = winner.terms[1][0] if len(winner.terms) > 1 else larger(winner.rest, FLAT)
        return Germ(((scale, Spread(low, high, runs=spread.runs)),), rest, winner.growth)

    def subtract(self, a: Germ, b: Germ) -> Germ:
        """The difference."""
        return self.add(a, self.negate(b))

    def multiply(self, a: Germ, b: Germ, beyond: Scale | None = None) -> Germ:
        """The product; without its terms from the scale ``beyond`` on, where nobody wants them."""
        if a.is_zero or b.is_zero:
            return Germ(())
        if beyond is None and is_number(b):
            return self._times_number(a, b.terms[0][1])
        if is_tower(a) and is_tower(b):
            raise UndecidedError("two exponentials of exponentials")
        rest = beyond
        for first, second in ((a, b), (b, a)):
            if first.rest is not None:
                rest = larger(rest, times(first.rest, largest_scale(second)))
        growth = self._grown(a, b) if a.growth or b.growth else ()
        products: list[Term] = []
        are_unbounded = is_unbounded(a) and is_unbounded(b)
        for scale, c in a.terms:
            for other, d in b.terms:
                product = times(scale, other)
                if rest is not None and product >= rest and not are_unbounded:
                    break
                # Of what is broken off the first term decides most.
                products.append((product, self._times(c, d) if products else c * d))
        self._products += len(products)
        if self._products > MOST_PRODUCTS:
            raise UndecidedError("the expansion grows too long")
        found = self._collected(products, rest, growth)
        found = self._beside_tails(found, a, b, lambda p, q: self._tail_of_product(a, b, p, q))
        if beyond is None and (_is_multiple_of_swing(a, b) or _is_multiple_of_swing(b, a)):
            found = replace(found, is_multiple=len(found.terms) == 1)
        reach = self._reach_of_product(a, b)
        return with_its_poles(found, a, b) if reach is None else _reaching(found, reach)

    def _times(self, c: Coefficient, d: Coefficient) -> Coefficient:
        """The product of two coefficients, of long exact numbers their balls' where there were too many of these."""
        if type(c) is Exact and type(d) is Exact:
            self._exact_products += len(c.terms) * len(d.terms)
            if self._exact_products > MOST_EXACT:
                return c.ball() * d.ball()
        return c * d

    def _times_number(self, a: Germ, number: Number) -> Germ:
        """A multiple, whose terms are as many and on the same scales."""
        terms = tuple((scale, self._times(c, number)) for scale, c in a.terms)
        tail = None if a.tail is None else self._times_number(a.tail, number)
        return Germ(terms, a.rest, a.growth, tail, a.is_multiple)

    def _tail_of_product(self, a: Germ, b: Germ, p: Germ, q: Germ) -> Germ:
        """Of (A + p)(B + q) what stands beside A·B."""
        first, second = (Germ(germ.terms, None, germ.growth) for germ in (a, b))
        return self.total((self.multiply(first, q), self.multiply(p, second), self.multiply(p, q)))

    def _grown(self, a: Germ, b: Germ) -> tuple[Term, ...]:
        """The growth of a product."""
        growth = self.settled(self.add(Germ(a.growth), Germ(b.growth)))
        if growth.rest is not None:
            raise UndecidedError("an exponent grows too long")
        return growth.terms

    def scaled_growth(self, a: Germ, exponent: Exponent) -> tuple[Term, ...]:
        """The growth of a power."""
        return self._times_number(Germ(a.growth), number_of_exponent(exponent)).terms if a.growth else ()

    def scaled(self, a: Germ, number: Fraction | int) -> Germ:
        """A rational multiple."""
        return self.multiply(a, whole(number))

    def _collected(self, terms: Iterable[Term], rest: Scale | None, growth: tuple[Term, ...]) -> Germ:
        """Like terms added, those below the remainder and beyond the length dropped."""
        sums: dict[Scale, Coefficient] = {}
        lost: list[Coefficient] = []
        rest = None if rest is None else self._told(rest)
        for given, c in terms:
            scale = self._told(given)
            if rest is None or scale < rest:
                sums[scale] = sums[scale] + c if scale in sums else c
            else:
                lost.append(c)
        ordered = sorted((item for item in sums.items() if not (is_rational(item[1]) and item[1] == 0)), key=_scale)
        if ordered and (ordered[-1][0] > LEAST or MOST > ordered[0][0] != TOWER):
            raise UndecidedError("a power is so large that it would be taken for an exponential")
        kept = min(self.length, _length_to_first_spread(ordered))
        if len(ordered) > kept:
            rest = larger(rest, ordered[kept][0])
            lost += [c for _, c in ordered[kept:]]
            ordered = ordered[:kept]
        if ordered and isinstance(ordered[-1][1], Spread):
            scale, spread = ordered[-1]
            ordered[-1] = scale, spread.widened(lost)
        # Nothing does not grow.
        return Germ(tuple(ordered), rest, growth if ordered or rest is not None else ())

    def _told(self, scale: Scale) -> Scale:
        """A scale with the exponents that its balls stand for: a short fraction, or one that was met before."""
        r, w = scale
        if type(r) is Irrational or type(w) is Irrational:
            return self._exponent(r), self._exponent(w)
        return scale

    def _exponent(self, exponent: Exponent) -> Exponent:
        if not isinstance(exponent, Irrational):
            return exponent
        if exponent in self._irrational:
            return exponent
        for known in self._irrational:
            if known.compared(exponent) is None:
                self.assumed = True
                return known
        simple = plain(Fraction(float(exponent)).limit_denominator(LARGEST_DENOMINATOR))
        if exponent.compared(simple) is None:
            self.assumed = True
            return simple
        self._irrational.append(exponent)
        return exponent


def _reaching(found: Germ, sweeps: bool) -> Germ:
    """A germ that is known to run off to both infinities, and whether it sweeps."""
    whole_of_it = running(sweeps=sweeps)
    if not found.terms or not isinstance(found.terms[-1][1], Spread):
        return whole_of_it
    scale, spread = found.terms[-1]
    if not (spread.runs and spread.sweeps is sweeps):
        spread = whole_of_it.terms[0][1]
    return replace(found, terms=(*found.terms[:-1], (scale, spread)))


def _is_beside(found: Germ, swinging: Germ, still: Germ) -> bool:
    """Whether a sum is an oscillation behind exact terms, so that none of them is in the remainder."""
    scale, spread = swinging.terms[-1]
    are_before = still.rest is None and all(other < scale for other, _ in still.terms)
    return are_before and bool(found.terms) and found.terms[-1][1] is spread and found.rest == swinging.rest


def _is_multiple_of_swing(swinging: Germ, factor: Germ) -> bool:
    """Whether a product with a factor that does not swing is 0 where an oscillation is."""
    is_still = bool(factor.terms) and not isinstance(factor.terms[-1][1], Spread)
    return is_still and isinstance(swinging.terms[-1][1] if swinging.terms else None, Spread) and is_alone(swinging)


def _length_to_first_spread(terms: list[Term]) -> int:
    """Terms up to the first that oscillates: no sum or product ever cancels it, so nothing smaller will matter."""
    return next((count for count, (_, c) in enumerate(terms, 1) if isinstance(c, Spread)), len(terms))


def _scale(term: Term) -> Scale:
    return term[0]
