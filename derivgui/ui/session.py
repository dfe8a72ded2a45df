"""What one window works on: the store, the viewport, and the scene made from both."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from derivgui.model.document.document import Document
from derivgui.model.document.store import Edit, Store
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.fit import first_viewport, fitted_viewport
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.scene import Scene

if TYPE_CHECKING:
    from derivgui.model.document.file_format import Bounds

SMALL = (80.0, 60.0)
# While a hand moves, what is read and not seen (the table of quotients) is renewed this often, in milliseconds.
READING_MS = 40
# The seconds that curves may take in a turn of the event loop that has more to do; what is missing then comes in turns
# of its own.
CURVE_SECONDS = 0.012


class Session(QObject):
    """Joins store and resolver; every view listens here and nowhere else.

    The viewport is not part of the document: looking elsewhere is no edit, and undo does not move the eye.
    """

    document_changed = Signal(object, object)  # old, new Document
    scene_changed = Signal(object)  # Scene
    opened = Signal()  # another document is about to come, looked at through other windows
    notice_raised = Signal(str, str, str)  # level, text, hint

    def __init__(self, document: Document | None = None) -> None:
        super().__init__()
        self.store = Store(document)
        self.resolver = Resolver()
        # The canvas will tell its size; sampling curves for a guess would only delay the first frame.
        self._viewport = first_viewport(*SMALL)
        # How the window was chosen: until someone pans or zooms, another size is laid out the same way again.
        self._chosen: Literal["first", "fit", "hand"] = "first"
        # Data bounds of the contour map, None until it was looked at.
        self.map_window: Bounds | None = None
        self._scene = self.resolver.resolve(self.store.document, self._viewport)
        self.store.subscribe(self._on_store_changed)
        # Between two steps of what is found at rest, events are handled.
        self._resting = QTimer(self, interval=0, singleShot=True)
        self._resting.timeout.connect(self.rest)
        self._completing = QTimer(self, interval=0, singleShot=True)
        self._completing.timeout.connect(self._complete)
        self._is_dragged = False
        self._reading = QTimer(self, interval=READING_MS, singleShot=True)
        self._reading.timeout.connect(self._read)

    @property
    def document(self) -> Document:
        """The current document."""
        return self.store.document

    @property
    def viewport(self) -> Viewport:
        """The current window onto the plane."""
        return self._viewport

    @property
    def scene(self) -> Scene:
        """The current scene."""
        return self._scene

    @property
    def function(self) -> RealFunction | None:
        """The active function, None where its text cannot be read."""
        return self.resolver.function(self.document, self.document.active)

    def edit(self, label: str, change: Edit, merge_key: str = "") -> None:
        """Change the document as one step of undo (or as part of the running gesture)."""
        self.store.apply(label, change, merge_key)

    def drag(self, label: str, change: Edit, merge_key: str) -> None:
        """The same for each move of a hand: what is only read may lag behind by READING_MS."""
        self._is_dragged = True
        try:
            self.store.apply(label, change, merge_key)
        finally:
            self._is_dragged = False

    def seal(self) -> None:
        """A gesture begins or ends: what follows is another step of undo, and nothing lags behind."""
        self.store.seal()
        self._reading.stop()
        if self.resolver.lags:
            self._resolve()

    def look(self, viewport: Viewport) -> None:
        """Look at another part of the plane."""
        if viewport != self._viewport:
            self._chosen = "hand"
            self._viewport = viewport
            self._resolve()

    def resize(self, width: float, height: float) -> None:
        """Another canvas size; until someone pans or zooms, the window is chosen anew."""
        old = self._viewport
        if (old.width, old.height) == (width, height) or min(width, height) < 2:
            return
        self._viewport = old.resized(width, height)
        if self._chosen == "first":
            self._viewport = first_viewport(width, height)
        elif self._chosen == "fit":
            self._viewport = fitted_viewport(self.document, self.function, self._viewport)
        # The first picture of a window is a whole one.
        self._resolve(math.inf if (old.width, old.height) == SMALL else CURVE_SECONDS)

    def open(self, document: Document, window: Bounds, map_window: Bounds | None = None) -> None:
        """Start over with another document, looking at these data bounds, also on the contour map."""
        self._chosen = "hand"
        self._viewport = self._viewport.showing(*window)
        self.map_window = map_window
        self.opened.emit()
        self.resolver.forget_all()
        self.store.replace(document)

    def fit(self) -> None:
        """Look at the active function and its points."""
        self.look(fitted_viewport(self.document, self.function, self._viewport))
        self._chosen = "fit"

    def rest(self) -> None:
        """Let the resolver find what takes longer than a frame, and show it; the next move of the hand comes first.

        Curves that are still to come are waited for: with these the hand rests anew.
        """
        if self.resolver.waits:
            return
        found = self.resolver.rest(self.document, self._viewport)
        if found == "more":
            self._resting.start()
        elif found == "changed":
            self._resolve()
            self._resting.start()

    def _on_store_changed(self, old: Document, new: Document) -> None:
        self._resting.stop()
        may_lag = self._is_dragged and self._reading.isActive()
        self._scene = self.resolver.resolve(new, self._viewport, may_lag, time.perf_counter() + CURVE_SECONDS)
        if self._is_dragged and not may_lag:
            self._reading.start()
        self.document_changed.emit(old, new)
        self._show()

    def _read(self) -> None:
        """Renew what has lagged behind; the moves that come next may lag as long again."""
        if self.resolver.lags:
            self._reading.start()
            self._resolve()

    def _complete(self) -> None:
        """Go on with curves that would have made a turn too long."""
        found = self.resolver.complete(self.document, self._viewport)
        if found == "more":
            self._completing.start()
        else:
            self._resolve()

    def _resolve(self, patience: float = CURVE_SECONDS) -> None:
        self._resting.stop()
        self._scene = self.resolver.resolve(self.document, self._viewport, until=time.perf_counter() + patience)
        self._show()

    def _show(self) -> None:
        if self.resolver.waits:
            self._completing.start()
        else:
            self._completing.stop()
        self.scene_changed.emit(self._scene)
