"""The functions of a document and their curves in one window, remembered while nothing they depend on has changed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from derivgui.model.document.document import AngleUnit, Document, FunctionItem
from derivgui.model.language.tree import symbols
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


FunctionKey: TypeAlias = tuple[str, AngleUnit, Key]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a row was when its text could be read: a curve, or a map where there is a ``plane``."""

    key: FunctionKey
    function: RealFunction
    plane: PlaneFunction | None


@dataclass(slots=True)
class Memory:
    """Last results for one function, each beside the key it was computed for."""

    function_key: FunctionKey = ("", "radians", ())
    earlier: Earlier | None = None
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
            if _is_worth_keeping(reading):
                memory.earlier = Earlier(key, memory.function, plane)
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

    def earlier_curves(self, document: Document) -> list[tuple[FunctionItem, Earlier]]:
        """The visible rows whose text cannot be read, each with what was drawn as a curve when it last could."""
        found = []
        for item in document.functions:
            earlier = self._earlier(document, item)
            if earlier is not None and (item.sliced or earlier.plane is None):
                found.append((item, earlier))
        return found

    def earlier_plane(self, document: Document) -> PlaneFunction | None:
        """What the active row was as a contour map, where its text cannot be read and last was one of these."""
        item = document.item(document.active)
        earlier = self._earlier(document, item) if item is not None and not item.sliced else None
        return None if earlier is None else earlier.plane

    def earlier_definition(self, document: Document, function_id: int) -> str:
        """What such a row was: "f(x) = x^2"; "" where it was nothing."""
        from derivgui.model.language.plain import definition_text

        item = document.item(function_id)
        earlier = None if item is None else self._earlier(document, item)
        if earlier is None:
            return ""
        text, angle, _ = earlier.key
        expression = self.reader.read(text, angle).expression
        assert expression is not None
        return definition_text(expression, expression.name or self.names(document)[function_id])

    def _earlier(self, document: Document, item: FunctionItem) -> Earlier | None:
        """None where the text can be read, the row is hidden, or it never was anything else."""
        if not item.visible or self.function(document, item.id) is not None or item.id not in self._memory:
            return None
        return self._memory[item.id].earlier

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

    def earlier_so_far(self, function_id: int, earlier: Earlier, viewport: Viewport, until: float) -> CurveSoFar:
        """The same for what a row was while its text could be read."""
        return self._so_far(*self._earlier_asked(function_id, earlier, viewport), until)

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
        for item, earlier in self.earlier_curves(document):
            memory, key, start = self._earlier_asked(item.id, earlier, viewport)
            yield from self._completing(memory, key, start)
        for item, function in self.curves(document):
            asked = [self._asked(item.id, function, viewport)]
            if item.id == document.active and document.shown.derivative:
                asked.append(self._slope_asked(item.id, function, viewport))
            for memory, key, start in asked:
                yield from self._completing(memory, key, start)

    def _completing(self, memory: CurveMemory, key: CurveKey, start: Start) -> Generator[bool, None, None]:
        for is_ready in memory.completing(key, start):
            self.mended += is_ready
            yield is_ready

    def _asked(self, function_id: int, function: RealFunction, viewport: Viewport) -> _Asked:
        memory = self._memory[function_id]
        return memory.curve, (memory.function_key, viewport), lambda: sampling(function, viewport)

    def _earlier_asked(self, function_id: int, earlier: Earlier, viewport: Viewport) -> _Asked:
        return self._memory[function_id].curve, (earlier.key, viewport), lambda: sampling(earlier.function, viewport)

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


def _is_worth_keeping(reading: Reading) -> bool:
    """Whether a text may be meant as it stands: "si", a product of two sliders, is the beginning of a sine."""
    expression = reading.expression
    names = set() if expression is None else set(symbols(expression.tree))
    return expression is not None and (not names or not names.isdisjoint(expression.variables))


def _slider_value(document: Document, name: str) -> float:
    slider = document.slider(name)
    return 1.0 if slider is None else slider.value
