"""What the contour view looks at: its own window onto the plane, and the contour scene made from it.

The document is that of the whole window, so the point is the same one that the curve view shows.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from derivgui.model.document.document import Document
from derivgui.model.numeric.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene
from derivgui.model.scene.contour_resolve import ContourResolver, first_map
from derivgui.ui.session import Session

SMALL = (80.0, 60.0)
REST_MS = 120


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
        self._awake = False
        self._scene: ContourScene | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._refine)
        # Between two steps of the fine map, events are handled.
        self._steps = QTimer(self, interval=0, singleShot=True)
        self._steps.timeout.connect(self._refine)
        session.document_changed.connect(self._on_document_changed)

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
            self._viewport = viewport
            self._resolve()

    def resize(self, width: float, height: float) -> None:
        """Another canvas size; until someone pans or zooms, the window is chosen anew."""
        old = self._viewport
        if (old.width, old.height) == (width, height) or min(width, height) < 2:
            return
        self._viewport = old.resized(width, height)
        if self._chosen == "first":
            self._viewport = first_map(width, height)
        elif self._chosen == "fit":
            self._viewport = self._fitted()
        self._resolve()

    def fit(self) -> None:
        """Look at what matters of the active function."""
        self.look(self._fitted())
        self._chosen = "fit"

    def _fitted(self) -> Viewport:
        return first_map(self._viewport.width, self._viewport.height)

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if self._awake:
            self._resolve()
        else:
            self._scene = None

    def _resolve(self) -> None:
        self._steps.stop()
        self._scene = self.resolver.resolve(self.session.document, self._viewport)
        self.scene_changed.emit(self._scene)
        if self._awake:
            self._rest.start()

    def _refine(self) -> None:
        found = self.resolver.rest(self.session.document, self._viewport)
        if found == "more":
            self._steps.start()
        elif found == "changed":
            self._scene = self.resolver.resolve(self.session.document, self._viewport)
            self.scene_changed.emit(self._scene)
