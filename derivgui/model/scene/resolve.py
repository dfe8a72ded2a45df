"""Document and viewport to scene, remembering what has not changed.

A drag of a point costs a few evaluations: curves are sampled again only when their text, their parameters or the
viewport change, and an unchanged part of the scene is the same object as before.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from derivgui.model.calculus.quotient import QuotientTable, quotient_table
from derivgui.model.calculus.tangent import Secant, Tangent, secant_at
from derivgui.model.calculus.verdict import Verdict, touch
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling import SampledCurve, finished, sample
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.interest import Interest, Judged
from derivgui.model.scene.reading import Reader, Reading, held_variables, names
from derivgui.model.scene.readout import readout, slope_text
from derivgui.model.scene.scene import CurveShape, Held, PinnedTangent, Scene, Statics

if TYPE_CHECKING:
    from derivgui.model.calculus.landmarks import Landmark
    from derivgui.model.numeric.plane_function import PlaneFunction
    from derivgui.model.scene.certifier import Certifier

_Key: TypeAlias = tuple[object, ...]
Resting: TypeAlias = Literal["more", "changed", "done"]

MOST_TOUCHED = 500
# In such a step doubles lose no digits that are seen while a hand moves.
WIDE_STEP = 1e-4
# What is found at rest is looked for in steps of about so long.
STEP_SECONDS = 0.003


@dataclass(slots=True)
class _Memory:
    """Last results for one function, each beside the key it was computed for."""

    function_key: _Key = ()
    function: RealFunction | None = None
    plane_key: _Key = ()
    plane: PlaneFunction | None = None
    curve_key: _Key = ()
    curve: SampledCurve | None = None
    slope_key: _Key = ()
    slope: SampledCurve | None = None
    marks_key: _Key = ()
    marks: tuple[Landmark, ...] = ()
    judged_key: _Key = ()
    judged: Judged = field(default_factory=Judged)


class Resolver:
    """Makes scenes for one window."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader or Reader()
        self._memory: dict[int, _Memory] = {}
        self._statics: Statics | None = None
        self._statics_key: _Key = ()
        self._interest = Interest()
        self._interest_key: _Key = ()
        self._search: tuple[_Key, Generator[Resting, None, Interest]] | None = None
        self._certifier: Certifier | None = None
        # How many curves have got points that all samples had missed.
        self._mended = 0
        self._names: dict[int, str] = {}
        self._names_key: _Key = ()
        self._quotients: tuple[RealFunction, _Key, QuotientTable] | None = None
        self._is_late = False
        self._touched: dict[object, tuple[RealFunction, float, tuple[Tangent, Verdict]]] = {}

    def reading(self, document: Document, item: FunctionItem) -> Reading:
        """What the text of this row says."""
        return self.reader.read(item.text, document.angle)

    def function(self, document: Document, function_id: int) -> RealFunction | None:
        """The function of a row with the sliders' values, None where its text cannot be read."""
        item = document.item(function_id)
        if item is None:
            return None
        reading = self.reading(document, item)
        if reading.program is None:
            return None
        values = {name: _slider_value(document, name) for name in reading.parameters}
        if reading.second:
            values[reading.second] = document.y
        memory = self._memory.setdefault(function_id, _Memory())
        key = (item.text, document.angle, tuple(values.items()))
        if memory.function_key != key:
            memory.function = RealFunction(reading.program, reading.variable, values)
            memory.function_key = key
            plane = self.plane_function(document, function_id)
            if plane is not None:
                plane.knowing(memory.function)
        return memory.function

    def plane_function(self, document: Document, function_id: int) -> PlaneFunction | None:
        """The function of a row, None where it cannot be read or has one variable only."""
        item = document.item(function_id)
        if item is None:
            return None
        reading = self.reading(document, item)
        if reading.program is None or not reading.second:
            return None
        values = {name: _slider_value(document, name) for name in reading.parameters}
        memory = self._memory.setdefault(function_id, _Memory())
        key = (item.text, document.angle, tuple(values.items()))
        if memory.plane_key != key:
            from derivgui.model.numeric.plane_function import PlaneFunction

            memory.plane = PlaneFunction(reading.program, (reading.variable, reading.second), values)
            memory.plane_key = key
        return memory.plane

    def is_mapped(self, document: Document, item: FunctionItem) -> bool:
        """Whether this row is shown as a contour map; no curve is drawn for it then."""
        return not item.sliced and bool(self.reading(document, item).second)

    def is_shown_as_map(self, document: Document) -> bool:
        """Whether the active row is."""
        item = document.item(document.active)
        return item is not None and self.is_mapped(document, item)

    def landmarks(self, document: Document, viewport: Viewport) -> tuple[Landmark, ...]:
        """Points of interest of the active function in the window: all of them after a rest, else the quick ones."""
        if self._interest_key == (self._curves_key(document), viewport):
            return self._interest.marks
        function, memory = self.function(document, document.active), self._memory.get(document.active)
        if function is None or memory is None:
            return ()
        key = (memory.function_key, viewport)
        if memory.marks_key != key:
            from derivgui.model.scene.finding import quick_marks

            memory.marks = quick_marks(function, self._curve(document.active, function, viewport))
            memory.marks_key = key
        return memory.marks

    def rest(self, document: Document, viewport: Viewport) -> Resting:
        """A few milliseconds of what takes longer than a frame, while the hand rests.

        "more" asks for another call, and so does "changed", which says that a scene made now shows more than before.
        "done" says that everything is found.
        """
        key = (self._curves_key(document), viewport)
        if key == self._interest_key and self._is_certified(document, viewport):
            return "done"
        if self._search is None or self._search[0] != (key, document.shown.derivative):
            self._search = (key, document.shown.derivative), self._searching(document, viewport)
        until = time.perf_counter() + STEP_SECONDS
        try:
            while time.perf_counter() < until:
                if next(self._search[1]) == "changed":
                    return "changed"
        except StopIteration as end:
            self._interest, self._interest_key, self._search = end.value, key, None
            return "changed" if document.shown.interest or document.shown.slope_signs else "done"
        return "more"

    def settle(self, document: Document, viewport: Viewport) -> None:
        """All at once, for a figure that waits for it: what all samples missed, and what is shown beside the curves."""
        self.resolve(document, viewport)
        if document.shown.interest or document.shown.slope_signs:
            while self.rest(document, viewport) != "done":
                pass
        elif not self._is_certified(document, viewport):
            for _ in self._certifying(document, viewport):
                pass

    def _searching(self, document: Document, viewport: Viewport) -> Generator[Resting, None, Interest]:
        """First what may hide between the samples, since the rest relies on the curve; then points of interest."""
        for _ in self._certifying(document, viewport):
            yield "more"
        yield "changed"
        item, function = document.item(document.active), self.function(document, document.active)
        if item is None or function is None or not item.visible or self.is_mapped(document, item):
            return Interest()
        memory = self._memory[item.id]
        if memory.judged_key != memory.function_key:
            memory.judged, memory.judged_key = Judged(), memory.function_key
        curve = self._curve(item.id, function, viewport)
        from derivgui.model.scene.finding import finding

        steps = finding(function, curve, viewport, self._others(document), memory.judged)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: Interest = end.value
                return found
            yield "more"

    def _certifying(self, document: Document, viewport: Viewport) -> Generator[None, None, None]:
        """What all samples missed is put into the curves."""
        from derivgui.model.scene.certifier import Certifier, Sampled

        self._certifier = self._certifier or Certifier()
        sampled = []
        for item in document.functions:
            function = self.function(document, item.id) if item.visible else None
            if function is not None and not self.is_mapped(document, item):
                curve = yield from self._finishing(document, item, function, viewport)
                sampled.append(Sampled(item.id, self.names(document)[item.id], function, curve))
        key = self._certificate_key(document, viewport)
        for mended in self._certifier.certify(key, tuple(sampled), viewport, document.shown.derivative):
            if mended is not None:
                memory = self._memory[mended.number]
                memory.curve, memory.marks_key = mended.curve, ()
                self._mended += 1
            yield

    def _finishing(
        self, document: Document, item: FunctionItem, function: RealFunction, viewport: Viewport
    ) -> Generator[None, None, SampledCurve]:
        """The curve, and that of its derivative, with the places for which there was no time between two frames."""
        curve, memory = self._curve(item.id, function, viewport), self._memory[item.id]
        whole = yield from finished(function, curve, viewport)
        if whole is not curve:
            memory.curve, memory.marks_key = whole, ()
            self._mended += 1
        if item.id == document.active and self._derivative(document, viewport) is not None:
            slope = memory.slope
            assert slope is not None
            memory.slope = yield from finished(function.derivative, slope, viewport, function)
            self._mended += memory.slope is not slope
        return whole

    def _is_certified(self, document: Document, viewport: Viewport) -> bool:
        return self._certifier is not None and self._certifier.knows(self._certificate_key(document, viewport))

    def _certificate_key(self, document: Document, viewport: Viewport) -> _Key:
        return (*self._curves_key(document), document.shown.derivative, viewport)

    def _others(self, document: Document) -> dict[int, tuple[str, RealFunction]]:
        """The visible functions beside the active one, with their names."""
        found = {}
        for item in document.functions:
            function = self.function(document, item.id) if item.visible and item.id != document.active else None
            if function is not None and not self.is_mapped(document, item):
                found[item.id] = (self.names(document)[item.id], function)
        return found

    def _known_interest(self, document: Document) -> Interest | None:
        """What was found last, also in another window, as long as the curves are the same."""
        return self._interest if self._interest_key[:1] == (self._curves_key(document),) else None

    def names(self, document: Document) -> dict[int, str]:
        """The functions' names by id."""
        key = (document.functions, document.angle)
        if self._names_key != key:
            self._names, self._names_key = names(document, self.reader), key
        return self._names

    def resolve(self, document: Document, viewport: Viewport, may_lag: bool = False) -> Scene:
        """The scene of this document in this window.

        Where it may lag, the table of quotients is the last one: a hand that moves reads no digits.
        """
        statics = self._resolve_statics(document, viewport)
        certificate = None
        if self._certifier is not None:
            certificate = self._certifier.known(self._certificate_key(document, viewport))
        item = document.item(document.active)
        function = self.function(document, document.active)
        name = self.names(document).get(document.active, "f")
        shown = document.shown
        pins = self._pins(document)
        if item is None or function is None or not item.visible:
            nothing = Scene(
                statics, document.active, name, 0, None, None, None, document.h, False, False, pins, (), None
            )
            return replace(nothing, certificate=certificate)
        tangent, verdict = self.touch(document.active, function, document.x)
        table = self._table(function, document, tangent, may_lag)
        secant = _secant(function, document, tangent, self._is_late, table)
        held = self._held(document, item)
        lines = readout(name, function.variable, tangent, verdict, secant, document.notation, shown.tangent, held)
        return Scene(
            statics,
            document.active,
            name,
            item.colour,
            tangent,
            verdict,
            secant,
            document.h,
            shown.tangent,
            shown.triangle,
            pins,
            lines,
            table,
            held,
            certificate,
        )

    def _held(self, document: Document, item: FunctionItem) -> Held | None:
        second = self.reading(document, item).second
        return Held(second, document.y) if second else None

    @property
    def lags(self) -> bool:
        """Whether the table of quotients in the last scene is of another point or step."""
        return self._is_late

    def _table(
        self, function: RealFunction, document: Document, tangent: Tangent, may_lag: bool
    ) -> QuotientTable | None:
        """The table of quotients, remembered while neither the point nor h moves: the window may."""
        self._is_late = False
        if not document.shown.quotients:
            return None
        key = (document.x, document.h, tangent.slope)
        if self._quotients is None or self._quotients[:2] != (function, key):
            if may_lag and self._quotients is not None:
                self._is_late = True
                return self._quotients[2]
            self._quotients = function, key, quotient_table(function, *key)
        return self._quotients[2]

    def touch(self, place: object, function: RealFunction, x: float) -> tuple[Tangent, Verdict]:
        """The tangent and the verdict, remembered for each pin and for each function's point while they stand still."""
        known = self._touched.get(place)
        if known is None or known[0] is not function or known[1] != x:
            if len(self._touched) > MOST_TOUCHED:
                self._touched.clear()
            known = self._touched[place] = (function, x, touch(function, x))
        return known[2]

    def _pins(self, document: Document) -> tuple[PinnedTangent, ...]:
        found = []
        for pin in document.pins:
            function, item = self.function(document, pin.function), document.item(pin.function)
            if function is not None and item is not None and item.visible and not self.is_mapped(document, item):
                tangent, verdict = self.touch((pin.function, pin.x), function, pin.x)
                name = self.names(document)[pin.function]
                held = self._held(document, item)
                text = slope_text(name, function.variable, tangent, verdict, document.notation, held)
                found.append(PinnedTangent(pin, tangent, verdict, text))
        return tuple(found)

    def _resolve_statics(self, document: Document, viewport: Viewport) -> Statics:
        key = (
            *self._curves_key(document),
            document.shown.grid,
            document.shown.pi_ticks,
            document.shown.derivative,
            document.shown.asymptotes,
            document.shown.interest,
            document.shown.slope_signs,
            self._known_interest(document) if document.shown.interest or document.shown.slope_signs else None,
            self._mended,
            viewport,
        )
        if self._statics is None or self._statics_key != key:
            self._statics, self._statics_key = self._make_statics(document, viewport), key
            self._forget({item.id for item in document.functions})
        return self._statics

    def _make_statics(self, document: Document, viewport: Viewport) -> Statics:
        curves = []
        for item in document.functions:
            function = self.function(document, item.id) if item.visible else None
            if function is not None and not self.is_mapped(document, item):
                curves.append(self._shape(document, item, self._curve(item.id, function, viewport)))
        active = self.function(document, document.active)
        variable = active.variable if active else "x"
        chosen = document.item(document.active)
        shown = document.shown
        known = self._known_interest(document)
        return Statics(
            viewport,
            tuple(curves),
            self._derivative(document, viewport),
            shown.grid,
            shown.pi_ticks,
            variable,
            asymptotes=shown.asymptotes,
            interest=known if shown.interest else None,
            slopes=known.slopes if known is not None and shown.slope_signs else (),
            height="z" if chosen is not None and self.reading(document, chosen).second else "y",
        )

    def _shape(self, document: Document, item: FunctionItem, curve: SampledCurve) -> CurveShape:
        name = self.names(document)[item.id]
        return CurveShape(item.id, name, item.colour, item.id == document.active, curve)

    def _derivative(self, document: Document, viewport: Viewport) -> CurveShape | None:
        item = document.item(document.active)
        function = self.function(document, document.active)
        if not document.shown.derivative or item is None or function is None or not item.visible:
            return None
        if self.is_mapped(document, item):
            return None
        memory = self._memory[item.id]
        key = (memory.function_key, viewport)
        if memory.slope is None or memory.slope_key != key:
            memory.slope, memory.slope_key = sample(function.derivative, viewport, function), key
        return self._shape(document, item, memory.slope)

    def _curve(self, function_id: int, function: RealFunction, viewport: Viewport) -> SampledCurve:
        memory = self._memory[function_id]
        key = (memory.function_key, viewport)
        if memory.curve is None or memory.curve_key != key:
            memory.curve, memory.curve_key = sample(function, viewport), key
        return memory.curve

    def _curves_key(self, document: Document) -> _Key:
        """All that the curves depend on; y only where one of them is a slice."""
        held = document.y if held_variables(document, self.reader) else None
        return (document.functions, document.active, document.sliders, document.angle, held)

    def _forget(self, alive: set[int]) -> None:
        for function_id in self._memory.keys() - alive:
            del self._memory[function_id]


def _secant(
    function: RealFunction, document: Document, tangent: Tangent, is_late: bool, table: QuotientTable | None
) -> Secant | None:
    """The secant, whose quotient the table has computed already where there is one that is not late."""
    if not document.shown.secant:
        return None
    x, h = document.x, document.h
    quotient = None
    if table is not None and not is_late:
        quotient = table.now[0 if h > 0 else 1]
    return secant_at(function, x, h, tangent.value, quotient, is_late and abs(h) > WIDE_STEP * (1.0 + abs(x)))


def _slider_value(document: Document, name: str) -> float:
    slider = document.slider(name)
    return 1.0 if slider is None else slider.value
