"""Document and viewport to scene, remembering what has not changed.

A drag of a point costs a few evaluations: curves are sampled again only when their text, their parameters or the
viewport change, and an unchanged part of the scene is the same object as before.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from derivgui.model.calculus.quotient import QuotientTable
from derivgui.model.calculus.tangent import Secant, Tangent, awaited_secant, secant_at
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.at_rest import Finder, Resting
from derivgui.model.scene.functions import CurveSoFar, DocumentFunctions, Key
from derivgui.model.scene.notation import height_name
from derivgui.model.scene.quotient_memory import QuotientMemory, TableKey
from derivgui.model.scene.reading import Reader, Reading
from derivgui.model.scene.readout import earlier_line, readout, slope_text
from derivgui.model.scene.scene import CurveShape, Held, PinnedTangent, ReadoutLine, Scene, Statics
from derivgui.model.scene.touches import Touches

if TYPE_CHECKING:
    from derivgui.model.calculus.landmarks import Landmark
    from derivgui.model.numeric.plane.plane_function import PlaneFunction

# So long curves are sampled in one turn of the event loop.
STEP_SECONDS = 0.008
# And so long quotients beside them, where the turn has more to do.
TABLE_SECONDS = 0.006
# In such a step doubles lose no digits that are seen while a hand moves.
WIDE_STEP = 1e-4


class Resolver:
    """Makes scenes for one window."""

    def __init__(self, reader: Reader | None = None) -> None:
        self._functions = DocumentFunctions(reader)
        self._finder = Finder(self._functions)
        self._statics: Statics | None = None
        self._statics_key: Key = ()
        self._quotients = QuotientMemory()
        self._is_late = False
        self._missing_table: tuple[RealFunction, TableKey] | None = None
        self.touches = Touches()

    @property
    def reader(self) -> Reader:
        """Who reads the texts."""
        return self._functions.reader

    def reading(self, document: Document, item: FunctionItem) -> Reading:
        """What the text of this row says."""
        return self._functions.reading(document, item)

    def function(self, document: Document, function_id: int) -> RealFunction | None:
        """The function of a row with the sliders' values, None where its text cannot be read."""
        return self._functions.function(document, function_id)

    def plane_function(self, document: Document, function_id: int) -> PlaneFunction | None:
        """The function of a row, None where it cannot be read or has one variable only."""
        return self._functions.plane_function(document, function_id)

    def earlier_plane(self, document: Document) -> PlaneFunction | None:
        """What the active row was while its text could be read, if that was a map."""
        return self._functions.earlier_plane(document)

    def earlier_lines(self, document: Document) -> tuple[ReadoutLine, ...]:
        """Which curve or map it is that stays while the text of the active row cannot be read."""
        definition = self._functions.earlier_definition(document, document.active)
        return (earlier_line(definition),) if definition else ()

    def is_mapped(self, document: Document, item: FunctionItem) -> bool:
        """Whether this row is shown as a contour map; no curve is drawn for it then."""
        return self._functions.is_mapped(document, item)

    def is_shown_as_map(self, document: Document) -> bool:
        """Whether the active row is."""
        return self._functions.is_shown_as_map(document)

    def names(self, document: Document) -> dict[int, str]:
        """The functions' names by id."""
        return self._functions.names(document)

    def forget_all(self) -> None:
        """Another document is about to come."""
        self._functions.forget_all()

    def landmarks(self, document: Document, viewport: Viewport, until: float = math.inf) -> tuple[Landmark, ...]:
        """Points of interest of the active function in the window; see ``Finder.landmarks``."""
        return self._finder.landmarks(document, viewport, until)

    def rest(self, document: Document, viewport: Viewport) -> Resting:
        """A few milliseconds of what takes longer than a frame, while the hand rests; see ``Finder.rest``."""
        return self._finder.rest(document, viewport)

    @property
    def waits(self) -> bool:
        """Whether curves are missing in the last scene for want of time, or quotients, or verdicts."""
        is_drawn = self._statics is None or not self._statics.waits
        return self._missing_table is not None or self.touches.waits or not is_drawn

    def complete(self, document: Document, viewport: Viewport) -> Resting:
        """A few milliseconds of these; "changed" where a scene made now shows more than before."""
        until = time.perf_counter() + STEP_SECONDS
        for is_ready in self._functions.completing(document, viewport):
            if is_ready:
                return "changed"
            if time.perf_counter() >= until:
                return "more"
        if self.touches.waits:
            return "changed" if self.touches.complete(until) else "more"
        if self._missing_table is None:
            return "done"
        return "changed" if self._quotients.make(*self._missing_table, until) else "more"

    def settle(self, document: Document, viewport: Viewport) -> None:
        """All at once, for a figure that waits for it: what all samples missed, and what is shown beside the curves."""
        self.resolve(document, viewport)
        self._finder.settle(document, viewport)

    def resolve(self, document: Document, viewport: Viewport, may_lag: bool = False, until: float = math.inf) -> Scene:
        """The scene of this document in this window.

        Where it may lag, the table of quotients is the last one: a hand that moves reads no digits. Curves that are not
        sampled by the time ``until`` (of ``perf_counter``), and verdicts that are not there, are left to ``complete``.
        """
        self.touches.forget_awaited()
        self._is_late, self._missing_table = False, None
        statics = self._resolve_statics(document, viewport, until)
        certificate = self._finder.certificate(document, viewport)
        item = document.item(document.active)
        function = self.function(document, document.active)
        name = self.names(document).get(document.active, "f")
        shown = document.shown
        pins = self._pins(document, until)
        if item is None or function is None or not item.visible:
            colour, lines = (item.colour, self.earlier_lines(document)) if item is not None else (0, ())
            nothing = Scene(
                statics, document.active, name, colour, None, None, None, document.h, False, False, pins, lines, None
            )
            return replace(nothing, certificate=certificate)
        tangent, verdict = self.touches.at(document.active, function, document.x, until)
        if verdict.is_awaited and not may_lag:
            table = self._table_so_far(function, document)
        else:
            table = self._table(function, document, tangent, may_lag, until)
        secant = None
        if document.shown.secant and verdict.is_awaited:
            secant = awaited_secant(function, document.x, document.h)
        elif document.shown.secant:
            secant = _secant(function, document, tangent, self._is_late, table)
        held = self._held(document, item)
        # A map has a readout of its own.
        lines = (
            readout(name, function.variable, tangent, verdict, secant, document.notation, shown.tangent, held)
            if not self.is_mapped(document, item)
            else ()
        )
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
        self, function: RealFunction, document: Document, tangent: Tangent, may_lag: bool, until: float
    ) -> QuotientTable | None:
        """The table of quotients, remembered while neither the point nor h moves: the window may.

        Until there was time for it, the last one of the function, or none.
        """
        known = self._quotients
        if not document.shown.quotients:
            return None
        key = (document.x, document.h, tangent.slope)
        if may_lag and known.last is not None and not known.knows(function, key):
            self._is_late = True
            return known.last
        if known.make(function, key, time.perf_counter() + TABLE_SECONDS if until < math.inf else math.inf):
            return known.last
        self._is_late, self._missing_table = True, (function, key)
        return known.last_of(function)

    def _table_so_far(self, function: RealFunction, document: Document) -> QuotientTable | None:
        """While the slope that quotients go to is not known: the last table, of another point of this function."""
        self._is_late = document.shown.quotients
        return self._quotients.last_of(function) if document.shown.quotients else None

    def _pins(self, document: Document, until: float) -> tuple[PinnedTangent, ...]:
        found = []
        for pin in document.pins:
            function, item = self.function(document, pin.function), document.item(pin.function)
            if function is not None and item is not None and item.visible and not self.is_mapped(document, item):
                tangent, verdict = self.touches.at((pin.function, pin.x), function, pin.x, until)
                name = self.names(document)[pin.function]
                held = self._held(document, item)
                text = slope_text(name, function.variable, tangent, verdict, document.notation, held)
                found.append(PinnedTangent(pin, tangent, verdict, text))
        return tuple(found)

    def _resolve_statics(self, document: Document, viewport: Viewport, until: float) -> Statics:
        key = self._key(document, viewport)
        if self._statics is None or self._statics_key != key or (self._statics.waits and until == math.inf):
            self._statics = self._make_statics(document, viewport, until)
            # Sampling counts.
            self._statics_key = self._key(document, viewport)
            self._functions.forget(document)
        return self._statics

    def _key(self, document: Document, viewport: Viewport) -> Key:
        return (
            *self._functions.key(document),
            document.shown.grid,
            document.shown.pi_ticks,
            document.shown.derivative,
            document.shown.asymptotes,
            document.shown.interest,
            document.shown.slope_signs,
            self._finder.interest(document) if document.shown.interest or document.shown.slope_signs else None,
            self._functions.mended,
            viewport,
        )

    def _make_statics(self, document: Document, viewport: Viewport, until: float) -> Statics:
        functions = self._functions
        found = [
            (item, functions.curve_so_far(item.id, function, viewport, until))
            for item, function in functions.curves(document)
        ]
        earlier = [
            (item, functions.earlier_so_far(item.id, earlier, viewport, until))
            for item, earlier in functions.earlier_curves(document)
        ]
        slope = self._slope(document, viewport, until)
        everything = [*found, *earlier, *([] if slope is None else [slope])]
        active = self.function(document, document.active)
        variable = active.variable if active else "x"
        chosen = document.item(document.active)
        shown = document.shown
        known = self._finder.interest(document)
        return Statics(
            viewport,
            tuple(self._shape(document, item, so_far) for item, so_far in found),
            self._shape(document, *slope) if slope is not None else None,
            shown.grid,
            shown.pi_ticks,
            variable,
            asymptotes=shown.asymptotes,
            interest=known if shown.interest else None,
            slopes=known.slopes if known is not None and shown.slope_signs else (),
            height=height_name(variable, chosen is not None and bool(self.reading(document, chosen).second)),
            waits=not all(so_far.is_ready for _, so_far in everything),
            earlier=tuple(replace(self._shape(document, item, so_far), stale=True) for item, so_far in earlier),
        )

    def _shape(self, document: Document, item: FunctionItem, so_far: CurveSoFar) -> CurveShape:
        name, is_active = self.names(document)[item.id], item.id == document.active
        return CurveShape(item.id, name, item.colour, is_active, so_far.curve, so_far.is_of_other_values)

    def _slope(self, document: Document, viewport: Viewport, until: float) -> tuple[FunctionItem, CurveSoFar] | None:
        active = self._functions.active_curve(document) if document.shown.derivative else None
        if active is None:
            return None
        item, function = active
        return item, self._functions.slope_so_far(item.id, function, viewport, until)


def _secant(
    function: RealFunction, document: Document, tangent: Tangent, is_late: bool, table: QuotientTable | None
) -> Secant:
    """The secant, whose quotient the table has computed already where there is one that is not late."""
    x, h = document.x, document.h
    quotient = None
    if table is not None and not is_late:
        quotient = table.now[0 if h > 0 else 1]
    return secant_at(function, x, h, tangent.value, quotient, is_late and abs(h) > WIDE_STEP * (1.0 + abs(x)))
