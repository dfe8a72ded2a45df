"""The algebra of germs, and where they tend to."""

from __future__ import annotations

from derivgui.model.numeric.germs.germ import Germ, is_unbounded, runs_off, with_tail
from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    CrowdedError,
    Spread,
    UndecidedError,
    is_infinite,
    rational,
    sign,
)
from derivgui.model.numeric.germs.quotients import Quotients
from derivgui.model.numeric.germs.scales import FLAT, ONE


class SwingingError(UndecidedError):
    """An oscillation that grows without bound."""


class Algebra(Quotients):
    """Arithmetic of germs to a number of terms, and their limits."""

    def parts(self, germ: Germ) -> tuple[Germ, Coefficient, Germ]:
        """Terms that tend to infinity, the constant, and what tends to 0; all of what grows exponentially is infinite.

        UndecidedError where the remainder does not tend to 0.
        """
        germ = self.settled(germ)
        if germ.growth and self.sign_of(Germ(germ.growth)) > 0:
            if not germ.terms:
                raise UndecidedError("nothing is left but a remainder that grows exponentially")
            return germ, rational(0), Germ(())
        if is_unbounded(germ):
            raise CrowdedError("poles crowd together")
        if germ.growth:
            return Germ(()), rational(0), with_tail(Germ((), FLAT), germ)
        if germ.rest is not None and germ.rest <= ONE:
            raise UndecidedError("a remainder does not tend to 0")
        infinite = tuple(term for term in germ.terms if term[0] < ONE)
        middle = [c for scale, c in germ.terms if scale == ONE]
        small = tuple(term for term in germ.terms if term[0] > ONE)
        is_multiple = germ.is_multiple and bool(small)
        return Germ(infinite), middle[0] if middle else rational(0), Germ(small, germ.rest, (), germ.tail, is_multiple)

    def limit(self, germ: Germ) -> Coefficient | float:
        """The limit: a coefficient (a ``Spread`` where the function never settles), or ±inf as a float."""
        germ = self.settled(germ)
        if is_unbounded(germ) and (end := self.infinity_beside_poles(germ)):
            return end
        if runs_off(germ):
            return self.swept(germ).terms[0][1]
        if germ.growth and self.sign_of(Germ(germ.growth)) > 0:
            return self._infinity(germ)
        germ = self.folded(germ)
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

    def infinity_beside_poles(self, germ: Germ) -> float | None:
        """±inf where what has poles in every neighbourhood tends to it all the same, as 1/t + |tan(1/t)| does."""
        scale, spread = germ.terms[-1]
        for side, end in ((1, spread.low), (-1, spread.high)):
            if not is_infinite(end):
                bound = self.settled(Germ((*germ.terms[:-1], (scale, end)), germ.rest, germ.growth))
                if bound.terms and self._is_large(bound) and self.sign(bound.terms[0][1]) == side:
                    return float("inf") * side
        return None

    def _is_large(self, germ: Germ) -> bool:
        """Whether the leading term of a germ tends to infinity."""
        return self.sign_of(Germ(germ.growth)) > 0 if germ.growth else germ.terms[0][0] < ONE

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
