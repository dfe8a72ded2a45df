"""The functions of a document and their curves in one window, remembered while nothing they depend on has changed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from derivgui.model.document.document import AngleUnit, Document, FunctionItem
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sampling
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.curve_memory import CurveKey, CurveMemory, Start
from derivgui.model.scene.interest import Judged
from derivgui.model.scene.reading import Reader, Reading, held_variables, names

if TYPE_CHECKING:
    from derivgui.model.numeric.plane.plane_function import PlaneFunction
    from derivgui.model.scene.surveyor import Surveyor

Key: TypeAlias = tuple[object, ...]


@dataclass(slots=True)
class Memory:
    """Last results for one function, each beside the key it was computed for."""

    function_key: tuple[str, AngleUnit, Key] = ("", "radians", ())
    function: RealFunction | None = None
    plane_key: Key = ()
    plane: PlaneFunction | None = None
    curve: CurveMemory = field(default_factory=CurveMemory)
    slope: CurveMemory = field(default_factory=CurveMemory)
    surveyor: Surveyor | None = None
    judged_key: Key = ()
    judged: Judged = field(default_factory=Judged)


@dataclass(frozen=True, slots=True)
class CurveSoFar:
    """A curve; ``is_ready`` where it is the one that was asked for, not one of another window or of other values."""

    curve: SampledCurve
    is_ready: bool
    is_of_other_values: bool


_Asked: TypeAlias = tuple[CurveMemory, CurveKey, Start]


class DocumentFunctions:
    """What the rows of a document stand for."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader or Reader()
        # How often a curve has come, or was replaced by a better one of the same function in the same window.
        self.mended = 0
        self._memory: dict[int, Memory] = {}
        self._names: dict[int, str] = {}
        self._names_key: Key = ()

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
            if not item.text.strip():
                # An emptied row begins anew: nothing is left to be shown until another text can be read.
                self._memory.pop(function_id, None)
            return None
        values = {name: _slider_value(document, name) for name in reading.parameters}
        if reading.second:
            values[reading.second] = document.y
        memory = self._memory.setdefault(function_id, Memory())
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
        memory = self._memory.setdefault(function_id, Memory())
        key = (item.text, document.angle, tuple(values.items()))
        if memory.plane_key != key:
            from derivgui.model.numeric.plane.plane_function import PlaneFunction

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

    def names(self, document: Document) -> dict[int, str]:
        """The functions' names by id."""
        key = (document.functions, document.angle)
        if self._names_key != key:
            self._names, self._names_key = names(document, self.reader), key
        return self._names

    def curves(self, document: Document) -> list[tuple[FunctionItem, RealFunction]]:
        """The visible rows that are drawn as curves."""
        found = []
        for item in document.functions:
            function = self.function(document, item.id) if item.visible else None
            if function is not None and not self.is_mapped(document, item):
                found.append((item, function))
        return found

    def last_readable(self, document: Document) -> list[tuple[FunctionItem, RealFunction]]:
        """The visible rows whose text cannot be read, each with what was drawn as a curve when it last could."""
        found = []
        for item in document.functions:
            if item.visible and self.function(document, item.id) is None and item.id in self._memory:
                function = self._memory[item.id].function
                if function is not None and (item.sliced or not self._last_reading(item.id).second):
                    found.append((item, function))
        return found

    def last_plane(self, document: Document) -> PlaneFunction | None:
        """What the active row was as a contour map, where its text cannot be read and last was one of these."""
        item, memory = document.item(document.active), self._memory.get(document.active)
        if item is None or memory is None or not item.visible or self.function(document, item.id) is not None:
            return None
        return memory.plane if not item.sliced and self._last_reading(item.id).second else None

    def last_definition(self, document: Document, function_id: int) -> str:
        """What such a row was: "f(x) = x^2"."""
        from derivgui.model.language.plain import definition_text

        expression = self._last_reading(function_id).expression
        assert expression is not None
        return definition_text(expression, expression.name or self.names(document)[function_id])

    def _last_reading(self, function_id: int) -> Reading:
        text, angle, _ = self._memory[function_id].function_key
        return self.reader.read(text, angle)

    def active_curve(self, document: Document) -> tuple[FunctionItem, RealFunction] | None:
        """The active row, where it is one of these."""
        item, function = document.item(document.active), self.function(document, document.active)
        if item is None or function is None or not item.visible or self.is_mapped(document, item):
            return None
        return item, function

    def memory(self, function_id: int) -> Memory:
        """What is remembered of a function that was asked for before."""
        return self._memory[function_id]

    def curve(self, function_id: int, function: RealFunction, viewport: Viewport) -> SampledCurve:
        """The curve of a row's function."""
        return self._now(*self._asked(function_id, function, viewport))

    def slope_curve(self, function_id: int, function: RealFunction, viewport: Viewport) -> SampledCurve:
        """The curve of its derivative."""
        return self._now(*self._slope_asked(function_id, function, viewport))

    def curve_so_far(self, function_id: int, function: RealFunction, viewport: Viewport, until: float) -> CurveSoFar:
        """The curve of a row's function if there is time until then, else what is known already."""
        return self._so_far(*self._asked(function_id, function, viewport), until)

    def slope_so_far(self, function_id: int, function: RealFunction, viewport: Viewport, until: float) -> CurveSoFar:
        """The same for its derivative."""
        return self._so_far(*self._slope_asked(function_id, function, viewport), until)

    def knows_curve(self, function_id: int, viewport: Viewport) -> bool:
        """Whether the curve of a row's function is there without sampling it."""
        memory = self._memory[function_id]
        return memory.curve.knows((memory.function_key, viewport))

    def completing(self, document: Document, viewport: Viewport) -> Generator[bool, None, None]:
        """All curves of a document, that of the derivative too where it is shown, step by step.

        True where a scene made now shows more than before.
        """
        for item, function in (*self.curves(document), *self.last_readable(document)):
            asked = [self._asked(item.id, function, viewport)]
            if item.id == document.active and document.shown.derivative:
                asked.append(self._slope_asked(item.id, function, viewport))
            for memory, key, start in asked:
                for is_ready in memory.completing(key, start):
                    self.mended += is_ready
                    yield is_ready

    def _asked(self, function_id: int, function: RealFunction, viewport: Viewport) -> _Asked:
        memory = self._memory[function_id]
        return memory.curve, (memory.function_key, viewport), lambda: sampling(function, viewport)

    def _slope_asked(self, function_id: int, function: RealFunction, viewport: Viewport) -> _Asked:
        memory = self._memory[function_id]
        key = memory.function_key, viewport
        return memory.slope, key, lambda: sampling(function.derivative, viewport, function)

    def _now(self, memory: CurveMemory, key: CurveKey, start: Start) -> SampledCurve:
        if not memory.knows(key):
            self.mended += 1
        return memory.now(key, start)

    def _so_far(self, memory: CurveMemory, key: CurveKey, start: Start, until: float) -> CurveSoFar:
        curve = memory.so_far(key, start, until)
        return CurveSoFar(curve, memory.knows(key), memory.is_of_other_values(key))

    def mend(self, function_id: int, curve: SampledCurve) -> None:
        """A better curve of the same function in the same window."""
        self._memory[function_id].curve.mend(curve)
        self.mended += 1

    def mend_slope(self, function_id: int, curve: SampledCurve) -> None:
        """The same for its derivative."""
        self._memory[function_id].slope.mend(curve)
        self.mended += 1

    def key(self, document: Document) -> Key:
        """All that the curves depend on; y only where one of them is a slice."""
        held = document.y if held_variables(document, self.reader) else None
        return (document.functions, document.active, document.sliders, document.angle, held)

    def forget_all(self) -> None:
        """Another document is about to come: its rows may have the same numbers."""
        self._memory.clear()

    def forget(self, document: Document) -> None:
        """Forget the functions that a document no longer has."""
        for function_id in self._memory.keys() - {item.id for item in document.functions}:
            del self._memory[function_id]


def _slider_value(document: Document, name: str) -> float:
    slider = document.slider(name)
    return 1.0 if slider is None else slider.value
