"""What takes longer than a frame is found while the hand rests, a few milliseconds at a time.

First the curves: places for which there was no time between two frames, then what all samples have missed. Then points
of interest, which rely on the curves; the quick ones of these come before, for a hand that does not rest long.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Literal, TypeAlias

from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import finished
from derivgui.model.numeric.steps import Steps, at_once
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.functions import DocumentFunctions, Key
from derivgui.model.scene.interest import Interest, Judged
from derivgui.model.scene.needed_at_rest import NeededAtRest

if TYPE_CHECKING:
    from derivgui.model.calculus.landmarks import Landmark, Survey
    from derivgui.model.scene.certified import WindowCertificate
    from derivgui.model.scene.certifier import Certifier
    from derivgui.model.scene.surveyor import Surveyor

Resting: TypeAlias = Literal["more", "changed", "done"]

STEP_SECONDS = 0.003


class Finder:
    """Finds and remembers it for the window looked at last."""

    def __init__(self, functions: DocumentFunctions) -> None:
        self._functions = functions
        self._interest = Interest()
        self._interest_key: Key = ()
        self._search: tuple[Key, Generator[Literal["changed"] | None, None, Interest]] | None = None
        self._certifier: Certifier | None = None
        self._needed = NeededAtRest()

    def landmarks(self, document: Document, viewport: Viewport, until: float) -> tuple[Landmark, ...]:
        """Points of interest of the active function in the window: all of them after a rest, else the quick ones.

        None of them where there is no time for these until then (of ``perf_counter``).
        """
        functions = self._functions
        if self._interest_key == (functions.key(document), viewport):
            return self._interest.marks
        function = functions.function(document, document.active)
        if function is None:
            return ()
        if until < math.inf and not functions.knows_curve(document.active, viewport):
            return ()
        from derivgui.model.scene.surveyor import quick_marks

        curve = functions.curve(document.active, function, viewport)
        seen = self._surveyor_of(document.active).so_far(function, curve, until)
        return quick_marks(seen) if seen is not None else ()

    def interest(self, document: Document) -> Interest | None:
        """What was found last, also in another window, as long as the curves are the same."""
        return self._interest if self._interest_key[:1] == (self._functions.key(document),) else None

    def certificate(self, document: Document, viewport: Viewport) -> WindowCertificate | None:
        """What is certain of the window, None where that is not known yet."""
        return self._certifier.known(self._certificate_key(document, viewport)) if self._certifier else None

    def rest(self, document: Document, viewport: Viewport) -> Resting:
        """A few milliseconds of it.

        "more" asks for another call, and so does "changed", which says that a scene made now shows more than before.
        "done" says that everything is found.
        """
        key = (self._functions.key(document), viewport)
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
        """All at once, as far as it is shown."""
        if document.shown.interest or document.shown.slope_signs:
            while self.rest(document, viewport) != "done":
                pass
        elif not self._is_certified(document, viewport):
            at_once(self._certifying(document, viewport))

    def _searching(
        self, document: Document, viewport: Viewport
    ) -> Generator[Literal["changed"] | None, None, Interest]:
        yield from self._needed.coming()
        # What a drag rests on comes first: certificates may take seconds.
        yield from self._surveying(document, viewport)
        yield from self._certifying(document, viewport)
        yield "changed"
        active = self._functions.active_curve(document)
        if active is None:
            return Interest()
        item, function = active
        memory = self._functions.memory(item.id)
        if memory.judged_key != memory.function_key:
            memory.judged, memory.judged_key = Judged(), memory.function_key
        from derivgui.model.scene.finding import finding

        seen = yield from self._surveying(document, viewport)
        assert seen is not None
        return (yield from finding(function, seen, viewport, self._others(document), memory.judged))

    def _surveying(self, document: Document, viewport: Viewport) -> Steps[Survey | None]:
        """The survey of the active curve, once that is there."""
        for _ in self._functions.completing(document, viewport):
            yield
        active = self._functions.active_curve(document)
        if active is None:
            return None
        item, function = active
        curve = self._functions.curve(item.id, function, viewport)
        return (yield from self._surveyor_of(item.id).steps(function, curve))

    def _surveyor_of(self, function_id: int) -> Surveyor:
        memory = self._functions.memory(function_id)
        if memory.surveyor is None:
            from derivgui.model.scene.surveyor import Surveyor

            memory.surveyor = Surveyor()
        return memory.surveyor

    def _certifying(self, document: Document, viewport: Viewport) -> Steps[None]:
        """What all samples missed is put into the curves."""
        from derivgui.model.scene.certifier import Certifier, Sampled

        self._certifier = self._certifier or Certifier()
        sampled = []
        for item, function in self._functions.curves(document):
            curve = yield from self._finishing(document, item, function, viewport)
            sampled.append(Sampled(item.id, self._functions.names(document)[item.id], function, curve))
        key = self._certificate_key(document, viewport)
        for mended in self._certifier.certify(key, tuple(sampled), viewport, document.shown.derivative):
            if mended is not None:
                self._functions.mend(mended.number, mended.curve)
            yield

    def _finishing(
        self, document: Document, item: FunctionItem, function: RealFunction, viewport: Viewport
    ) -> Steps[SampledCurve]:
        """The curve, and that of its derivative, with the places for which there was no time between two frames."""
        functions = self._functions
        curve = functions.curve(item.id, function, viewport)
        whole = yield from finished(function, curve, viewport)
        if whole is not curve:
            functions.mend(item.id, whole)
        if item.id == document.active and document.shown.derivative:
            slope = functions.slope_curve(item.id, function, viewport)
            whole_slope = yield from finished(function.derivative, slope, viewport, function)
            if whole_slope is not slope:
                functions.mend_slope(item.id, whole_slope)
        return whole

    def _is_certified(self, document: Document, viewport: Viewport) -> bool:
        return self._certifier is not None and self._certifier.knows(self._certificate_key(document, viewport))

    def _certificate_key(self, document: Document, viewport: Viewport) -> Key:
        return (*self._functions.key(document), document.shown.derivative, viewport)

    def _others(self, document: Document) -> dict[int, tuple[str, RealFunction]]:
        """The curves beside the active one, with the names of their functions."""
        names = self._functions.names(document)
        rows = self._functions.curves(document)
        return {item.id: (names[item.id], function) for item, function in rows if item.id != document.active}
