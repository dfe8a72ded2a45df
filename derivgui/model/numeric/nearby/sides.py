"""One side of a place: what a function does towards it, and with its secants.

Germs tell it (``numeric.germs``), at several phases where it swings; and where these do not, ball values at shrinking
steps do, which prove nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from derivgui.model.language.tree import Node
from derivgui.model.numeric.germs.algebra import Algebra, SwingingError
from derivgui.model.numeric.germs.expand import moving
from derivgui.model.numeric.germs.germ import Germ, Term, UndefinedError, constant
from derivgui.model.numeric.germs.numbers import CrowdedError, Spread, UndecidedError, ball, rational, to_float
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.nearby.phases import FEW, MORE, Phases
from derivgui.model.numeric.nearby.place import LENGTHS, NO_BOUNDS, Place
from derivgui.model.numeric.nearby.shrinking import Trend, trend
from derivgui.model.numeric.nearby.side import UNKNOWN, Answer, Seen, Side, SideKind, agreed, compared
from derivgui.model.numeric.nearby.witness import contradicts
from derivgui.model.numeric.steps import Steps


class _ContradictionError(Exception):
    """Two witnesses that share no rule differ."""


class Sides:
    """Both sides of a place with a value, None where there is none.

    ``choices`` are those on which the value rests. Runs in a fixed working precision.
    """

    def __init__(self, place: Place, value: Any, choices: list[object]) -> None:
        self._place = place
        self._value = value
        self._choices = choices

    def looking(self, side: int) -> Steps[Seen]:
        """What f does on the side 1 or -1, one expansion at a time."""
        place, value = self._place, self._value
        phases = Phases(place.function, place.number, place.exact, side)
        found, is_crowded, is_torn, length = UNKNOWN, False, False, LENGTHS[0]
        for thorough, most in ((False, FEW), (True, None)):
            yield
            algebra = Algebra(length)
            try:
                found = self._by_expansion(algebra, side, thorough)
            except UndecidedError as error:
                is_crowded |= algebra.crowded or isinstance(error, CrowdedError)
            except _ContradictionError:
                return UNKNOWN
            is_crowded |= algebra.ragged
            is_torn |= algebra.torn
            if algebra.ragged and found.side.kind != "undefined":
                yield
                found = yield from _within_domain(phases, found)
            if not found.is_told:
                yield
                found = yield from _by_phases(phases, value, found, most)
            if found.is_told or found.side.kind == "oscillating":
                return found
            # What crowds does not get clearer behind more terms.
            length = LENGTHS[0] if is_crowded else LENGTHS[1]
        yield
        again = yield from self._in_normal_form(side, phases)
        if again is None:
            from derivgui.model.numeric.nearby.nested import through_inner

            again = yield from through_inner(self._place, self._value, side)
        # Where poles or steps crowd, numbers would tell no more.
        if again is not None or is_crowded:
            return again or found
        yield
        return self._by_shrinking(side, found, is_torn=is_torn)

    def _in_normal_form(self, side: int, phases: Phases) -> Steps[Seen | None]:
        """What the same function written otherwise tells, as u tan(1/u) cos(1/u) does; None where that is no more."""
        for written in self._otherwise(side):
            yield
            if written is None:
                continue
            algebra = Algebra(LENGTHS[0])
            try:
                found = self._by_expansion(algebra, side, tree=written)
            except UndecidedError:
                continue
            except _ContradictionError:
                return None
            yield
            if algebra.torn and "oscillating" in (found.side.kind, found.side.slope_kind):
                # It may have other values at single points at which the function has none.
                continue
            if algebra.ragged and found.side.kind != "undefined":
                found = yield from _within_domain(phases, found)
            if found.is_told or found.side.kind == "oscillating":
                return found
        common = (yield from self._by_signs(side)) or (yield from self._by_height(side))
        if common is None or common.is_told:
            return common
        return (yield from _by_phases(phases, self._value, common, None))

    def _by_signs(self, side: int) -> Steps[Seen | None]:
        """What all normal forms agree on, between which signs decide that change for ever; None where they do not."""
        from derivgui.model.numeric.identities.rewritten import written_by_signs

        place = self._place
        standing = place.standing(side)
        yield
        trees = written_by_signs(standing, lambda node: place.sign(node, side))
        return (yield from self._in_common(side, ((tree, {}) for tree in trees)))

    def _by_height(self, side: int) -> Steps[Seen | None]:
        """What is so whatever the height of a wave with poles is, as of u tan(1/u)/(1 + |tan(1/u)|)."""
        from derivgui.model.numeric.nearby.heights import by_height

        place = self._place
        standing = place.standing(side)
        yield
        return (yield from self._in_common(side, by_height(standing, lambda node: place.sign(node, side))))

    def _in_common(self, side: int, parts: Iterable[tuple[Node, Mapping[str, Germ]]]) -> Steps[Seen | None]:
        """What all of several trees do, of which the function is one or another everywhere; None where they differ."""
        common = UNKNOWN
        for written, bound in parts:
            yield
            algebra = Algebra(LENGTHS[0])
            try:
                found = self._by_expansion(algebra, side, tree=written, bound=bound)
            except (UndecidedError, _ContradictionError):
                return None
            if algebra.ragged or not found.proven | found.side.proven:
                return None
            common = found if common is UNKNOWN else agreed(found, common)
            if common is UNKNOWN:
                return None
            yield
        return None if common is UNKNOWN else common

    def _otherwise(self, side: int) -> Iterator[Node | None]:
        """The tree written otherwise, as a whole and in its parts, and as it stands on this side."""
        from derivgui.model.numeric.identities.rewritten import normal_form, with_normal_parts, with_normal_terms

        tree = self._place.function.concrete
        yield normal_form(tree)
        yield with_normal_terms(tree)
        standing = self._place.standing(side)
        yield None
        yield with_normal_parts(standing, lambda node: self._place.sign(node, side))

    def arrives(self, seen: Seen) -> Answer:
        """Whether the limit is the value: for certain where both come from one continuous formula."""
        if self._value is not None and seen.limit is not None and seen.choices == self._choices:
            return Answer(True)
        return compared(seen.limit, self._value)

    def _by_expansion(
        self,
        algebra: Algebra,
        side: int,
        thorough: bool = False,
        tree: Node | None = None,
        bound: Mapping[str, Germ] = NO_BOUNDS,
    ) -> Seen:
        """What one expansion tells of a side; UndecidedError, and a ``CrowdedError`` where poles or steps crowd."""
        try:
            germ = self._place.germ(algebra, side, thorough, tree, bound)
            if contradicts(self._place.function, self._place.anchor, side, germ):
                raise _ContradictionError
            return self._seen(algebra, germ, side)
        except UndefinedError:
            return Seen(Side("undefined", proven=not algebra.assumed))
        except SwingingError:
            return Seen(Side("oscillating", math.nan, -math.inf, math.inf, proven=not algebra.assumed))

    def _seen(self, algebra: Algebra, germ: Germ, side: int) -> Seen:
        """Limit and slopes read off a germ."""
        value = self._value
        limit = algebra.limit(germ)
        if isinstance(limit, Spread):
            return self._seen_swinging(algebra, germ, limit, side)
        if isinstance(limit, float):
            proven = not algebra.assumed
            if value is None:
                return Seen(Side("infinite", limit, proven=proven))
            return Seen(Side("infinite", limit, slope=limit * side, slope_kind="infinite", proven=proven))
        proven = not algebra.assumed
        middle = Seen(Side("finite", to_float(limit)), limit, choices=list(algebra.choices), turns=list(algebra.turns))
        rise = self._quotient(algebra, Germ(_without_constant(germ.terms), germ.rest, germ.growth), rational(0), side)
        quotient: _Quotient = ("undefined", None)
        if value is not None and self.arrives(middle).equal:
            # The slope may rest on more than the limit does.
            quotient, proven = rise, not algebra.assumed
        elif value is not None:
            quotient = ("infinite", steep(limit, value, side))
        kind, slope = quotient
        shown = slope if isinstance(slope, float) else math.nan if slope is None else to_float(slope)
        made = Side(
            "finite", to_float(limit), slope=shown, slope_kind=kind,
            proven=proven and kind != "not determined", swings=any(isinstance(c, Spread) for _, c in germ.terms),
        )  # fmt: skip
        return Seen(made, limit, _finite(slope), _finite(rise[1]), middle.choices, middle.turns, proven)

    def _seen_swinging(self, algebra: Algebra, germ: Germ, limit: Spread, side: int) -> Seen:
        """An oscillation between bounds; one that may stand still is not determined."""
        kind: SideKind = "oscillating" if limit.is_genuine else "not determined"
        quotient: _Quotient = (
            ("undefined", None) if self._value is None else self._quotient(algebra, germ, self._value, side)
        )
        slope_kind, slope = quotient
        made = Side(
            kind, math.nan, to_float(limit.low), to_float(limit.high),
            slope if isinstance(slope, float) else math.nan, slope_kind,
            proven=limit.is_genuine and not algebra.assumed,
        )  # fmt: skip
        return Seen(made, proven=not algebra.assumed)

    def _quotient(self, algebra: Algebra, germ: Germ, base: Any, side: int) -> _Quotient:
        """Limit of (germ - base)/(± t): its kind, and the limit."""
        step = moving(rational(0), side)
        try:
            found = algebra.limit(algebra.divide(algebra.subtract(germ, constant(base)), step))
        except SwingingError:
            return "oscillating", None
        except UndecidedError:
            return "not determined", None
        if isinstance(found, float):
            return "infinite", found
        if isinstance(found, Spread):
            return "oscillating" if found.is_genuine else "not determined", None
        return "finite", found

    # Where germs do not tell

    def _by_shrinking(self, side: int, known: Seen, *, is_torn: bool) -> Seen:
        """Limit and slope from ball values at shrinking steps. Single points of what jumps for ever they miss."""
        function, anchor = self._place.function, self._place.anchor
        values = trend(function, anchor, side)
        if known.side.kind != "not determined":
            values = Trend(known.side.kind, known.side.limit, known.limit)
        if is_torn and values.kind != "oscillating":
            return known
        if values.kind != "finite":
            return Seen(Side(values.kind, values.limit, values.low, values.high, proven=False), values.exact)
        if self._value is None:
            return Seen(Side("finite", values.limit, proven=False), values.exact)
        slopes = trend(function, anchor, side, ball(self._value))
        made = Side(
            "finite", values.limit, slope=slopes.limit, slope_kind=slopes.kind, proven=False,
        )  # fmt: skip
        return Seen(made, values.exact, slopes.exact)


def _within_domain(phases: Phases, known: Seen) -> Steps[Seen]:
    """What bounds tell of a function that may be defined now and then only: it has values, if it has any at a phase.

    Nothing else is certain to be taken again and again.
    """
    side = known.side
    if side.kind not in ("finite", "infinite") or not (yield from phases.exist()):
        return UNKNOWN
    if side.slope_kind != "oscillating":
        return known
    return replace(known, side=replace(side, slope_kind="not determined", proven=False))


def _by_phases(phases: Phases, value: Any, known: Seen, most: int | None) -> Steps[Seen]:
    """Where two phases of a wave have two limits there is none, nor a slope where two have two slopes."""
    before = known.side
    if before.kind == "not determined" and not (yield from phases.differ(None, most)):
        return known
    slope_kind: SideKind = before.slope_kind
    if value is not None and slope_kind in ("undefined", "not determined"):
        most = most if before.kind == "finite" else MORE
        slope_kind = "oscillating" if (yield from phases.differ(value, most)) else "not determined"
    is_told = slope_kind != "not determined"
    if before.kind == "finite":
        return replace(known, side=replace(before, slope_kind=slope_kind, proven=known.proven and is_told))
    low, high = (-math.inf, math.inf) if math.isnan(before.low) else (before.low, before.high)
    return Seen(Side("oscillating", math.nan, low, high, before.slope, slope_kind, proven=is_told))


def _without_constant(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(term for term in terms if term[0] != ONE)


def steep(limit: Any, value: Any, side: int) -> float:
    """Where quotients go when the curve does not arrive at its point."""
    return math.copysign(math.inf, to_float(limit + -value) * side)


def _finite(slope: Any) -> Any:
    return None if isinstance(slope, float) else slope


_Quotient: TypeAlias = tuple[SideKind, Any]
