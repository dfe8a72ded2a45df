"""Power series of small germs, and quotients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.exact import PiNumber
from derivgui.model.numeric.germs.germ import (
    Germ,
    Term,
    UndefinedError,
    constant,
    is_alone,
    largest_scale,
    whole,
    with_its_poles,
    with_tail,
)
from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    CrowdedError,
    Number,
    Spread,
    UndecidedError,
    ball,
    between,
    everything,
    inverse,
    is_infinite,
    is_rational,
    largest,
    over,
    rational,
    sign,
)
from derivgui.model.numeric.germs.scales import ONE, Scale, larger, power_of, times
from derivgui.model.numeric.germs.sums import Sums

# So many powers of what is exponentially small are told apart, as many as tails are remembered.
MOST_TAILS = 2


class Quotients(Sums):
    """What needs a leading term taken out: series in what is small beside it, reciprocals, quotients."""

    def composed(self, coefficients: Callable[[int], list[Number]], small: Germ) -> Germ:
        """Σ c_k small^k for a germ that tends to 0."""
        if not _tends_to_zero(small):
            # A leading ball around 0 does no harm else: it need not be taken for 0.
            small = self.settled(small)
        if small.is_zero:
            return constant(coefficients(1)[0])
        start = largest_scale(small)
        if start <= ONE or small.growth:
            raise UndecidedError("an inner function does not tend to its value")
        numbers = coefficients(self.length)
        if small.terms and isinstance(small.terms[0][1], Spread):
            return self._composed_with_swing(numbers, small, small.terms[0][1])
        if not small.terms and small.tail is not None:
            return self._composed_with_tail(numbers, small)
        beyond = power_of(start, len(numbers))
        total, power = constant(numbers[0]), whole(1)
        for number in numbers[1:]:
            power = self.multiply(power, small, beyond)
            if not (is_rational(number) and number == 0):
                total = self.add(total, self.multiply(power, constant(number)))
        found = with_tail(self._collected(total.terms, larger(total.rest, beyond), ()), total.tail)
        return with_its_poles(found, small)

    def _composed_with_tail(self, numbers: list[Number], small: Germ) -> Germ:
        """Of what is exponentially small the first powers matter, and that there are more."""
        total, power, left = constant(numbers[0]), whole(1), MOST_TAILS
        for number in numbers[1:]:
            power = self.multiply(power, small)
            if is_rational(number) and number == 0:
                continue
            if not left:
                break
            total = self.add(total, self.multiply(power, constant(number)))
            left -= 1
        return self.add(total, Germ((), largest_scale(power), power.growth))

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
        found = self._collected((*known, *term.terms), larger(term.rest, power_of(start, k + 1)), ())
        return replace(found, is_multiple=is_alone(small) and not found.is_zero)

    def split(self, germ: Germ) -> tuple[Scale, Coefficient, Germ]:
        """Leading scale, leading coefficient and the small germ e in lead·(1 + e); the growth is left out."""
        germ = self.settled(germ)
        scale, c = self.lead(germ)
        back, factor = power_of(scale, -1), inverse(c)
        small = Germ(
            tuple((times(other, back), d * factor) for other, d in germ.terms[1:]),
            None if germ.rest is None else times(germ.rest, back),
        )
        if germ.tail is not None:
            front = Germ(((back, factor),), None, self.negate(Germ(germ.growth)).terms)
            small = with_tail(small, self.multiply(germ.tail, front))
        return scale, c, small

    def reciprocal(self, a: Germ) -> Germ:
        """1/a; UndefinedError where a is 0 all along."""
        a = self.folded(a)
        if a.is_zero:
            raise UndefinedError
        if a.terms and isinstance(a.terms[0][1], Spread):
            return self._reciprocal_of_swing(a, a.terms[0][1])
        scale, c, small = self.split(a)
        if a.growth:
            self.break_off()
        self.divide_by(scale)
        series = self.composed(lambda n: [rational((-1) ** k) for k in range(n)], small)
        front = Germ(((power_of(scale, -1), inverse(c)),), None, self.negate(Germ(a.growth)).terms)
        return self.multiply(front, series)

    def _reciprocal_of_swing(self, a: Germ, spread: Spread) -> Germ:
        """Of an oscillation: another one where it keeps away from 0, poles that crowd where it comes to 0."""
        from derivgui.model.numeric.germs.swings import of_steps

        steps = of_steps(self, a, (-1, 1), inverse)
        if steps is not None:
            self.tear()
            return steps
        scale = a.terms[0][0]
        back, growth = power_of(scale, -1), self.negate(Germ(a.growth)).terms
        low, high = self.sign(spread.low), self.sign(spread.high)
        beyond = a.terms[1][0] if len(a.terms) > 1 else a.rest
        rest = None if beyond is None else times(beyond, power_of(scale, -2))
        if low == high != 0:
            return Germ(((back, spread.mapped(_inverse_of_end)),), rest, growth)
        touches = is_alone(a) and spread.passes and any(sign(value) == 0 for value in spread.seen)
        is_certain = spread.sweeps or touches or (spread.is_bounded and self._passes_zero(a, spread))
        self.crowd()
        # What does not pass 0 may stay there for a while.
        self.ragged |= not (is_certain and is_alone(a))
        if sign(spread.least) == 1:
            return Germ(((back, Spread(-inverse(spread.least), inverse(spread.least))),), rest, growth)
        if is_alone(a) and 0 in (low, high):
            return Germ(((back, _reciprocal_from_zero(spread, runs=is_alone(a) and spread.passes)),), rest, growth)
        if not is_certain:
            # Of poles that crowd together the reciprocal may be tame, and over 0 may go a jump.
            return Germ(((back, everything(())),), None, growth)
        # What is beside the oscillation keeps it from its ends, but not from what is between them.
        reached = spread.seen if is_alone(a) else between(spread.seen)
        seen = tuple(inverse(value) for value in reached if sign(value) in (-1, 1))
        ends = [abs(ball(number)) for number in (spread.low, spread.high)]
        least = inverse(largest(ends)) if is_alone(a) and low != high else rational(0)
        # Where it passes 0 the reciprocal runs from one infinity to the other.
        runs = is_alone(a) and {sign(value) for value in spread.seen} >= {-1, 1}
        return Germ(((back, everything(seen, least, runs=runs, sweeps=spread.sweeps)),), None, growth)

    def divide(self, a: Germ, b: Germ) -> Germ:
        """The quotient."""
        b = self.settled(b)
        if b.is_zero:
            raise UndefinedError
        if len(b.terms) == 1 and isinstance(b.terms[0][1], PiNumber) and b.rest is None and not b.growth:
            # π/π is 1, which 1/π as a ball would not tell.
            self.divide_by(b.terms[0][0])
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
        self.divide_by(scale)
        return Germ(tuple(terms))


def _reciprocal_from_zero(spread: Spread, *, runs: bool) -> Spread:
    """Of what keeps one sign and comes to 0: it is without bound on that side, and keeps away from 0."""
    seen = tuple(inverse(value) for value in spread.seen if sign(value) in (-1, 1))
    if sign(spread.low) == 0:
        return Spread(_inverse_of_end(spread.high), flint.arb.pos_inf(), seen, runs=runs)
    return Spread(flint.arb.neg_inf(), _inverse_of_end(spread.low), seen, runs=runs)


def _inverse_of_end(number: Number) -> Number:
    return rational(0) if is_infinite(number) else inverse(number)


def _tends_to_zero(germ: Germ) -> bool:
    """Whether that can be seen from its scales, whatever the numbers before them are."""
    is_still = not (germ.terms and isinstance(germ.terms[-1][1], Spread))
    return is_still and not germ.is_zero and not germ.growth and largest_scale(germ) > ONE
