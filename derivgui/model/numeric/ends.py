"""How a curve ends on both sides of its critical places: limits, poles, ends of the domain.

Doubles next to a place tell most of it at once for all places of a window: values at geometrically shrinking distances
settle, grow without end, or do not exist. Where rounding has eaten their digits, or where nothing has a value at the
place itself, ``behaviour_at`` is asked, and its answers are kept.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, overload

import numpy as np

from derivgui.model.language.real import EPSILON, Array, Truth
from derivgui.model.language.tree import Call, Node, Piecewise, walk
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places import Places, Watch
from derivgui.model.numeric.steps import Steps, at_once, quietly
from derivgui.model.numeric.suspects import SuspectKind

if TYPE_CHECKING:
    from derivgui.model.numeric.behaviour import Behaviour, Side

EndKind: TypeAlias = Literal["finite", "infinite", "undefined", "oscillating", "not determined"]

# Probes stand at FIRST_UNITS units of rounding (or a share of a pixel where these are next to nothing) and further out
# by powers of STEP.
PROBES = 4
STEP = 8.0
FIRST_UNITS = 64.0
SMALLEST_PIXELS = 2.0**-40
# Nothing close by may mean that rounding has made 0/0 of it: where there is something at this distance, who knows.
FAR_PIXELS = np.array([0.001, 0.05, 0.3])
RELATIVE = 1e-12
# A limit is the value at the place where they differ by less than this share of the last step towards it.
ARRIVES_SHARE = 0.02
# By Aitken's rule the steps may shrink as slowly as those of a 7th root; its limits are good to a tenth of a step.
SLOWEST_RATIO = 0.75
AITKEN_SHARE = 0.1
# Lines through neighbouring probes that differ by so many units of rounding tell a limit to less than all digits.
BOW_UNITS = 64.0
# Steps that do not shrink (a logarithm's stay equal) go on for ever,
ENDLESS_RATIO = 0.98
# and those towards a power's pole grow evenly, by so much at least.
POWER_RATIO = 1.5
EVENLY = 0.05
# Rounding may carry a probe by this share of what all probes differ by; with less than that nothing looks like a limit
# by chance.
NOISE_SHARE = 0.02
SHARP_SHARE = 0.001
NOISE = 1e-11
# The double next to a pole has a value, the pole has none.
LARGEST_BESIDE_POLE = 1e8
STEPS = frozenset({"floor", "ceil", "round", "frac", "mod", "sign", "factorial"})
# A referee takes milliseconds: between two frames so many seconds are spent on asking.
PATIENCE = 0.002
MOST_REMEMBERED = 5000
# What looks tidy by chance once in so many times is not meant.
UNLIKELY = 1000.0
TIDY_DECIMALS = 12
MOST_TIDY_PARTS = 1000
TIDY_PARTS_OF_PI = 12.0


@dataclass(frozen=True, slots=True)
class End:
    """One side of a place; ``limit`` is ±inf where infinite, NaN where there is none or it is not known."""

    kind: EndKind
    limit: float = math.nan


@dataclass(frozen=True, slots=True)
class Ends:
    """Both sides of a place and its value (NaN where undefined); ``joined`` where nothing happens after all."""

    left: End
    right: End
    value: float
    joined: bool = False

    @property
    def is_hole(self) -> bool:
        """Both sides have the same limit, and there is no value."""
        return self.left.kind == "finite" and self.left.limit == self.right.limit and math.isnan(self.value)


class Subject(Protocol):
    """What is sampled: a function or its derivative."""

    def values(self, x: Array) -> Array:
        """Values, NaN where undefined."""
        ...

    def spread(self, x: Array) -> Array:
        """How far rounding may have carried the values."""
        ...

    def value_at(self, x: Array, accused: tuple[int, ...]) -> Array:
        """Values at critical places of one kind."""
        ...

    def is_unsure(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Places of one kind whose value doubles cannot tell."""
        ...

    def is_blurred(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Probes beside places of one kind that cannot be told from the place."""
        ...

    def decide(self, x: float) -> Ends | None:
        """A referee's answer where doubles cannot tell, None where there is no referee."""
        ...

    def kind(self, accused: tuple[int, ...]) -> SuspectKind:
        """The worst that may happen at places of one kind."""
        ...

    def is_joined(self, x: float, accused: tuple[int, ...]) -> bool:
        """Whether the common limit of both sides is the value at a place where the value by itself is not known."""
        ...


class Examiner:
    """Asks a subject about its places and remembers the answers."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._known: dict[float, Ends] = {}
        # Places that have to wait for the referee until the next time: one frame does not ask too much.
        self._waiting: set[float] = set()
        self.evaluations = 0

    def ends(self, places: Places, pixel: float, patience: float = PATIENCE) -> list[Ends]:
        """The ends at all places; ``pixel`` is the width of a pixel in x.

        A referee is asked for ``patience`` seconds, but once at least: who asks again and again comes to an end.
        """
        return at_once(self.examining(places, pixel, patience))

    def examining(self, places: Places, pixel: float, patience: float = PATIENCE) -> Steps[list[Ends]]:
        """The same, pausing every few milliseconds."""
        new = [index for index, x in enumerate(places.x.tolist()) if x not in self._known or x in self._waiting]
        if new:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
                self._waiting.clear()
                new = list(range(places.x.size))
            accused = [places.accused[index] for index in new]
            yield from quietly(self._examining(places.x[new], accused, pixel, patience))
        return [self._known[x] for x in places.x.tolist()]

    def waits(self, places: Places) -> bool:
        """Whether one of these places still waits for the referee."""
        return any(x in self._waiting for x in places.x.tolist())

    def _examining(self, x: Array, accused: Sequence[tuple[int, ...]], pixel: float, patience: float) -> Steps[None]:
        values, unsure = yield from self._values_at(x, accused)
        kinds = [self._subject.kind(one) for one in accused]
        poles = np.array([kind == "pole" for kind in kinds])
        distance = np.maximum(FIRST_UNITS * np.spacing(np.absolute(x)), SMALLEST_PIXELS * pixel)
        left = yield from self._side(x, -distance, accused, poles, pixel)
        right = yield from self._side(x, distance, accused, poles, pixel)
        until = 0.0
        for index, place in enumerate(x.tolist()):
            value = float(values[index])
            if kinds[index] == "corner" and not math.isnan(value):
                self._known[place] = Ends(End("finite", value), End("finite", value), value, joined=True)
                continue
            ends = None if unsure[index] else _read(left, right, index, value, strict=True)
            self._waiting.discard(place)
            if ends is None and until and time.perf_counter() >= until:
                self._waiting.add(place)
            elif ends is None:
                until = until or time.perf_counter() + patience
                ends = self._subject.decide(place)
            ends = ends or _read(left, right, index, value, strict=False)
            if place in self._waiting:
                ends = _as_far_as_sure(ends, left.odd[index], right.odd[index])
            if ends.is_hole and self._subject.is_joined(place, accused[index]):
                ends = Ends(ends.left, ends.right, ends.left.limit, joined=True)
            self._known[place] = ends

    def _values_at(self, x: Array, accused: Sequence[tuple[int, ...]]) -> Steps[tuple[Array, Truth]]:
        """The values at places, and which of them are not certain."""
        values = np.full(x.size, np.nan)
        unsure = np.zeros(x.size, dtype=bool)
        for kind in dict.fromkeys(accused):
            chosen = np.array([one == kind for one in accused])
            values[chosen] = self._subject.value_at(x[chosen], kind)
            unsure[chosen] = self._subject.is_unsure(x[chosen], kind)
            yield
        self.evaluations += x.size
        values[~np.isfinite(values)] = np.nan
        return values, unsure

    def _side(
        self, x: Array, first: Array, accused: Sequence[tuple[int, ...]], poles: Truth, pixel: float
    ) -> Steps[_Sides]:
        far = np.sign(first)[:, None] * np.maximum(pixel * FAR_PIXELS, np.absolute(first)[:, None])
        points = x[:, None] + np.hstack((first[:, None] * STEP ** np.arange(PROBES), far))
        self.evaluations += points.size
        values = self._subject.values(points)
        away = np.asarray(np.isnan(values[:, PROBES:]).all(axis=1))
        blurred = np.zeros(x.size, dtype=bool)
        for kind in dict.fromkeys(accused):
            chosen = np.array([one == kind for one in accused])
            blurred[chosen] = self._subject.is_blurred(points[chosen, 0], kind)
            yield
        return _Sides(values[:, :PROBES], self._subject.spread(points[:, 0]), poles, away, blurred)


class _Sides:
    """What the probes on one side say, for all places at once; arrays of shape (places,)."""

    def __init__(self, v: Array, spread: Array, poles: Truth, undefined_away: Truth, blurred: Truth) -> None:
        self.blurred = blurred
        size = np.max(np.absolute(v), axis=1)
        steps = v[:, :-1] - v[:, 1:]
        rounding = 4.0 * np.nan_to_num(spread) + RELATIVE * np.where(np.isfinite(size), size, 0.0)
        self.undefined: Truth = np.asarray(np.isnan(v).all(axis=1) & undefined_away)
        overflows = np.isinf(v).all(axis=1) & (v == v[:, :1]).all(axis=1)
        ratios = steps[:, :-1] / steps[:, 1:]
        visible = np.absolute(steps[:, 0]) > 2.0 * spread + 100.0 * RELATIVE * size
        grows = (ratios >= ENDLESS_RATIO).all(axis=1) & visible
        self.infinite: Truth = np.asarray(poles & (overflows | grows))
        # A logarithm's steps are equal, an exponential is beyond all doubles at once; so may be what swings or jumps
        # and falls into step with the probes.
        even = (ratios > POWER_RATIO).all(axis=1) & (np.ptp(ratios, axis=1) <= EVENLY * ratios[:, 0])
        self.odd: Truth = np.asarray(self.infinite & (overflows | ~even))
        noisy, blunt = (
            ~(spread <= np.maximum(share * np.ptp(v, axis=1), NOISE * np.absolute(v[:, 0])))
            for share in (NOISE_SHARE, SHARP_SHARE)
        )
        # A line through two neighbouring probes, then Aitken's rule through three, as roots and powers want it.
        straight = (STEP * v[:, :-1] - v[:, 1:]) / (STEP - 1.0)
        settled = np.absolute(straight[:, 0] - straight[:, 1]) <= rounding
        bent = v[:, :-2] - steps[:, :-1] ** 2 / (steps[:, :-1] - steps[:, 1:])
        step = np.absolute(steps[:, 0])
        sizes = np.absolute(steps)
        # Steps that do not shrink end nowhere, though three of a kind may fall into line by chance.
        stays = sizes[:, :-1] > SLOWEST_RATIO * sizes[:, 1:] + rounding[:, None]
        self.restless: Truth = np.asarray(stays.any(axis=1) | blunt)
        shrinks = np.asarray((ratios > 0) & (ratios < SLOWEST_RATIO)).all(axis=1)
        curved = shrinks & (np.absolute(bent[:, 0] - bent[:, 1]) <= AITKEN_SHARE * step + rounding) & ~settled
        self.curved: Truth = np.asarray(curved)
        # u ln u is all but straight, too, but not to the last digits.
        bows = np.absolute(straight[:, 0] - straight[:, 1]) > 8.0 * np.nan_to_num(spread) + BOW_UNITS * np.spacing(size)
        self.bowed: Truth = np.asarray(settled & bows)
        self.finite: Truth = np.asarray(~noisy & (settled | curved) & ~self.infinite)
        self.limit: Array = np.where(settled, straight[:, 0], bent[:, 0])
        self.slack: Array = np.where(settled, ARRIVES_SHARE, AITKEN_SHARE) * step + 2.0 * rounding
        # How well a limit is known, which is better than what is asked of two probes to agree.
        self.accuracy: Array = (
            ARRIVES_SHARE * step + 4.0 * np.nan_to_num(spread) + 8.0 * np.spacing(np.absolute(self.limit))
        )
        self._sign = np.sign(v[:, 0] - np.where(overflows, 0.0, v[:, 1]))

    def end(self, index: int) -> End:
        """What is known of one side."""
        if self.undefined[index]:
            return End("undefined")
        if self.infinite[index]:
            return End("infinite", math.copysign(math.inf, self._sign[index]))
        if self.finite[index]:
            return End("finite", float(self.limit[index]))
        return End("not determined")

    def arrives(self, index: int, value: float) -> bool:
        """Whether the limit is this value."""
        return bool(self.finite[index]) and abs(float(self.limit[index]) - value) <= self.slack[index]

    def is_sharp(self, index: int) -> bool:
        """Whether what is known needs no referee."""
        finite = self.finite[index] and not (self.curved[index] or self.bowed[index] or self.restless[index])
        return bool(self.undefined[index] or finite or (self.infinite[index] and not self.odd[index]))


@overload
def _read(left: _Sides, right: _Sides, index: int, value: float, *, strict: Literal[True]) -> Ends | None: ...
@overload
def _read(left: _Sides, right: _Sides, index: int, value: float, *, strict: Literal[False]) -> Ends: ...
def _read(left: _Sides, right: _Sides, index: int, value: float, *, strict: bool) -> Ends | None:
    """Both sides and the value; None where the probes do not tell and only what is sharp is wanted."""
    ends = []
    is_untidy = False
    for side in (left, right):
        if strict and side.blurred[index]:
            return None
        end = side.end(index)
        if side.arrives(index, value):
            end = End("finite", value)
        elif strict and not side.is_sharp(index):
            return None
        elif end.kind == "finite":
            tidy = _tidy(end.limit, float(side.accuracy[index]))
            is_untidy |= tidy is None
            end = end if tidy is None else End("finite", tidy)
        ends.append(end)
    first, second = ends
    if abs(first.limit - second.limit) <= left.slack[index] + right.slack[index]:
        # Of two limits that are the same, the one that is the value.
        first = second = second if second.limit == value else first
    if first.kind == second.kind == "infinite" and abs(value) > LARGEST_BESIDE_POLE:
        value = math.nan
    is_lonely = value not in (first.limit, second.limit) and not math.isnan(value)
    if strict and (is_lonely or first.kind == second.kind == "undefined"):
        # Rounding may have carried a point away, and what overflows on its way may have a value in the end.
        return None
    if strict and is_untidy and first.limit == second.limit and math.isnan(value):
        # A hole has its height; what swings about it may have fallen into line by chance.
        return None
    joined = first.kind == second.kind == "finite" and first.limit == second.limit == value
    return Ends(first, second, value, joined)


def _as_far_as_sure(ends: Ends, left_odd: bool, right_odd: bool) -> Ends:
    """Without an infinite limit that probes may have told by chance, as long as the referee has not been asked."""
    left, right = (
        End("not determined") if odd and end.kind == "infinite" else end
        for end, odd in ((ends.left, left_odd), (ends.right, right_odd))
    )
    return Ends(left, right, ends.value, ends.joined)


def _tidy(limit: float, accuracy: float) -> float | None:
    """The simple fraction, short decimal or multiple of π that a limit means, if there is one within its accuracy.

    Between fractions with denominators up to n there are gaps of 1/n² or so: the fewer digits of the limit are known,
    the simpler it must be to be no coincidence.
    """
    room = 1.0 / max(UNLIKELY * accuracy, EPSILON**2)
    if not 1.0 <= room < math.inf:
        return None
    decimals = min(TIDY_DECIMALS, math.floor(math.log10(room)))
    part = math.pi / TIDY_PARTS_OF_PI
    candidates = (
        round(limit, decimals) + 0.0,
        round(limit / part) * part,
        float(Fraction(limit).limit_denominator(min(math.isqrt(int(room)), MOST_TIDY_PARTS))),
    )
    return next((candidate for candidate in candidates if abs(candidate - limit) <= accuracy), None)


def _is_step(node: Node) -> bool:
    return isinstance(node, Piecewise) or (isinstance(node, Call) and node.name in STEPS)


class FunctionSubject:
    """A function of the language."""

    def __init__(self, function: RealFunction, watch: Watch) -> None:
        self._function = function
        self._watch = watch
        self._has_steps = any(map(_is_step, walk(function.concrete)))

    def values(self, x: Array) -> Array:
        """f(x)."""
        return self._function(x)

    def spread(self, x: Array) -> Array:
        """Rounding of f."""
        return self._function.value_spread(x)

    def value_at(self, x: Array, accused: tuple[int, ...]) -> Array:
        """f where its suspects' equations hold exactly."""
        return self._watch.value_at(x, accused)

    def is_unsure(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Where another step is within rounding of its level."""
        return self._watch.is_unsure(x, accused) if self._has_steps else np.zeros(x.shape, dtype=bool)

    def is_blurred(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Where a step's or a pole's level is within rounding, or steps may crowd."""
        kind = self._watch.kind(accused)
        if kind not in ("pole", "jump"):
            return np.zeros(x.shape, dtype=bool)
        if kind == "pole" and self._has_steps:
            return np.ones(x.shape, dtype=bool)
        return self._watch.is_blurred(x, accused)

    def decide(self, x: float) -> Ends | None:
        """Ask the germs."""
        from derivgui.model.numeric.behaviour import behaviour_at

        return _from_behaviour(behaviour_at(self._function, x))

    def kind(self, accused: tuple[int, ...]) -> SuspectKind:
        """Asked of the tree."""
        return self._watch.kind(accused)

    def is_joined(self, x: float, accused: tuple[int, ...]) -> bool:
        """A function without a value has a hole."""
        return False


def _from_behaviour(found: Behaviour) -> Ends:
    left = _end(found.left, found.left_arrives, found.value)
    right = _end(found.right, found.right_arrives, found.value)
    if found.same_limit:
        right = left
    value = found.value if found.defined is not False and math.isfinite(found.value) else math.nan
    return Ends(left, right, value, found.joined)


def _end(side: Side, arrives: bool, value: float) -> End:
    limit = value if arrives else side.limit
    # A limit beyond the largest double is far out of every window, but no pole.
    return End("not determined") if side.kind == "finite" and not math.isfinite(limit) else End(side.kind, limit)


class SlopeSubject:
    """The derivative of a function: what happens to it happens at the function's own places."""

    def __init__(self, function: RealFunction, watch: Watch, whole: Examiner) -> None:
        self._function = function
        self._watch = watch
        self._whole = whole

    def values(self, x: Array) -> Array:
        """f'(x)."""
        return self._function.derivative(x)

    def spread(self, x: Array) -> Array:
        """Rounding of f'."""
        spread: Array = self._function.jet_spread(x)[1]
        return spread

    def value_at(self, x: Array, accused: tuple[int, ...]) -> Array:
        """Not known by itself: at the double next to a corner the rules of differentiation see no corner."""
        return np.full_like(x, np.nan)

    def is_unsure(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """It is not known at all."""
        return np.zeros(x.shape, dtype=bool)

    def is_blurred(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Nobody knows more of a derivative than its probes do."""
        return np.zeros(x.shape, dtype=bool)

    def decide(self, x: float) -> Ends | None:
        """Nobody knows more."""
        return None

    def kind(self, accused: tuple[int, ...]) -> SuspectKind:
        """Slopes may grow without end anywhere."""
        return "pole"

    def is_joined(self, x: float, accused: tuple[int, ...]) -> bool:
        """By the mean value theorem, where f itself is continuous."""
        place = Places(np.array([x]), (accused,), ())
        return self._whole.ends(place, abs(x) * EPSILON)[0].joined
