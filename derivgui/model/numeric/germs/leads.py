"""Leading terms and signs of germs."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.decisions import Decisions
from derivgui.model.numeric.germs.germ import Germ, Term, is_alone, is_unbounded, running, runs_off
from derivgui.model.numeric.germs.numbers import (
    CrowdedError,
    Number,
    Spread,
    UndecidedError,
    is_infinite,
    is_negligible,
    sign,
)
from derivgui.model.numeric.germs.scales import ONE

NEITHER = frozenset({0})


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that something is certain to have again and again, and all that it may have."""

    certain: frozenset[int]
    possible: frozenset[int]


class Leads(Decisions):
    """What decides next to the place: the first term that is not 0."""

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
        if not terms and germ.tail is not None:
            return self.settled(germ.tail)
        return germ if terms is germ.terms else Germ(terms, germ.rest, germ.growth, germ.tail)

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

    def swept(self, germ: Germ) -> Germ:
        """What runs off to both infinities as that alone; any other germ settled."""
        germ = self.settled(germ)
        if not runs_off(germ):
            return running(sweeps=True, runs=False) if self._falls_through(germ) else germ
        is_alone = len(germ.terms) == 1 and germ.rest is None and not germ.growth
        sweeps = germ.terms[-1][1].sweeps
        # What sweeps through all numbers does so on every scale.
        return germ if is_alone and (germ.terms[0][0] == ONE or not sweeps) else running(sweeps=sweeps)

    def _falls_through(self, germ: Germ) -> bool:
        """Whether it tends to one infinity, but for poles at which it runs to the other one: 1/t + ln|sin(1/t)|."""
        if len(germ.terms) < 2 or not is_unbounded(germ) or self.torn or self.ragged:
            return False
        (scale, c), spread = germ.terms[0], germ.terms[-1][1]
        if not spread.runs or (scale >= ONE if not germ.growth else self.sign_of(Germ(germ.growth)) < 0):
            return False
        return is_infinite(spread.low if self.sign(c) > 0 else spread.high)

    def folded(self, germ: Germ) -> Germ:
        """What has a leading term and poles of the same sign as an oscillation with one bound; any other germ as it is.

        1/t + |tan(1/t)| is 1/t times what lies between 1 and infinity.
        """
        germ = self.swept(germ)
        if len(germ.terms) < 2 or not is_unbounded(germ):
            return germ
        (scale, c), spread = germ.terms[0], germ.terms[-1][1]
        side = self.sign(c)
        if is_infinite(spread.low if side > 0 else spread.high):
            return germ
        low, high = (c, flint.arb.pos_inf()) if side > 0 else (flint.arb.neg_inf(), c)
        # Where the oscillation is a number, the leading term is all that counts.
        seen = (c,) if spread.seen else ()
        return Germ(((scale, Spread(low, high, seen, runs=spread.runs)),), germ.terms[1][0], germ.growth)

    def sign_of(self, germ: Germ) -> int:
        """Sign near the point; 0 only for the function that is 0 all along."""
        signs = self.signs_of(germ).possible
        if len(signs) > 1:
            raise CrowdedError("its sign changes for ever")
        return next(iter(signs))

    def signs_of(self, germ: Germ) -> Signs:
        """The signs that a function comes back to for ever near the point."""
        germ = self.folded(germ)
        if germ.is_zero:
            return Signs(NEITHER, NEITHER)
        if is_unbounded(germ) and not isinstance(germ.terms[0][1], Spread):
            return Signs(frozenset(), frozenset({-1, 0, 1}))
        if not germ.terms or not isinstance(germ.terms[0][1], Spread):
            only = frozenset({self.sign(self.lead(germ)[1])})
            return Signs(only, only)
        spread = germ.terms[0][1]
        if runs_off(germ):
            return Signs(frozenset({-1, 1}) | (NEITHER if spread.sweeps else frozenset()), frozenset({-1, 0, 1}))
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
