"""What the contour view looks at: its own window onto the plane, and the contour scene made from it.

The document is that of the whole window, so the point is the same one that the curve view shows.
"""

from __future__ import annotations

import time
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from derivgui.model.document.document import Document
from derivgui.model.document.file_format import Bounds
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene
from derivgui.model.scene.contour_resolve import ContourResolver
from derivgui.model.scene.contour_window import first_map, fitted_map, opened_map
from derivgui.ui.session import CURVE_SECONDS, SMALL, Session

REST_MS = 120
# In seconds; the hand does not feel so short a pause.
BREATH = 0.008


class ContourSession(QObject):
    """One for each window. While it sleeps (its view is hidden) the document changes without it."""

    scene_changed = Signal(object)  # ContourScene

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.resolver = ContourResolver(session.resolver)
        self._viewport = first_map(*SMALL)
        # How the window was chosen: until someone pans or zooms, another size is laid out the same way again.
        self._chosen: Literal["first", "fit", "hand"] = "first"
        self._opened: Bounds | None = None
        self._awake = False
        self._scene: ContourScene | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._refine)
        # Between two steps of the fine map, events are handled.
        self._steps = QTimer(self, interval=0, singleShot=True)
        self._steps.timeout.connect(self._refine)
        session.document_changed.connect(self._on_document_changed)
        session.opened.connect(self._on_session_opened)
        self._on_session_opened()

    @property
    def viewport(self) -> Viewport:
        """The current window onto the plane."""
        return self._viewport

    @property
    def scene(self) -> ContourScene:
        """The current scene."""
        if self._scene is None:
            self._scene = self.resolver.resolve(self.session.document, self._viewport)
        return self._scene

    @property
    def function(self) -> PlaneFunction | None:
        """The active function, None where it is not one of two variables."""
        document = self.session.document
        return self.session.resolver.plane_function(document, document.active)

    def wake(self, awake: bool) -> None:
        """The view is shown again, or hidden."""
        self._awake = awake
        if awake:
            self._resolve()
        else:
            self._rest.stop()
            self._steps.stop()

    def look(self, viewport: Viewport) -> None:
        """Look at another part of the plane."""
        if viewport != self._viewport:
            self._chosen = "hand"
            self._show(viewport)

    def resize(self, width: float, height: float) -> None:
        """Another canvas size; until someone pans or zooms, the window is chosen anew."""
        old = self._viewport
        if (old.width, old.height) == (width, height) or min(width, height) < 2:
            return
        if self._opened is not None:
            viewport, self._opened = opened_map(self._opened, width, height), None
        elif self._chosen == "first":
            viewport = first_map(width, height)
        elif self._chosen == "fit":
            viewport = self._fitted(old.resized(width, height))
        else:
            viewport = old.resized(width, height)
        self._show(viewport)

    def show_bounds(self, bounds: Bounds) -> None:
        """Look at all of these data bounds, with equal units where they are nearly so."""
        self._chosen = "hand"
        if (self._viewport.width, self._viewport.height) == SMALL:
            self._opened = bounds
        else:
            self.look(opened_map(bounds, self._viewport.width, self._viewport.height))

    def fit(self) -> None:
        """Look at what matters of the active function."""
        self.look(self._fitted(self._viewport))
        self._chosen = "fit"

    def _fitted(self, view: Viewport) -> Viewport:
        return fitted_map(self.scene, view.width, view.height)

    def _show(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self.session.map_window = (viewport.x0, viewport.x1, viewport.y0, viewport.y1)
        self._resolve()

    def _on_session_opened(self) -> None:
        """The window that was saved waits for a canvas with a size."""
        bounds = self.session.map_window
        self._chosen = "first" if bounds is None else "hand"
        view = self._viewport
        if (view.width, view.height) == SMALL:
            self._opened = bounds
        elif bounds is None:
            self._viewport = first_map(view.width, view.height)
        else:
            self._viewport = opened_map(bounds, view.width, view.height)

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if self._awake:
            self._resolve()
        else:
            self._scene = None

    def _resolve(self) -> None:
        self._steps.stop()
        self._scene = self._resolved()
        self.scene_changed.emit(self._scene)
        if self._awake:
            is_awaited = self._scene.point is not None and self._scene.point.is_awaited
            (self._steps if is_awaited else self._rest).start()

    def _resolved(self) -> ContourScene:
        return self.resolver.resolve(self.session.document, self._viewport, time.perf_counter() + CURVE_SECONDS)

    def _refine(self) -> None:
        """A few milliseconds of what takes longer than a frame."""
        began, found = time.perf_counter(), "more"
        while found == "more" and time.perf_counter() - began < BREATH:
            found = self.resolver.rest(self.session.document, self._viewport)
        if found == "changed":
            self._scene = self._resolved()
            self.scene_changed.emit(self._scene)
        if found != "done":
            self._steps.start()
