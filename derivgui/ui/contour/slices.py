"""The slices beside the map: f(x, y0) above f(x0, y), each with the tangent whose slope is a partial derivative."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSplitter, QWidget

from derivgui.model.document import edits
from derivgui.model.scene.contour import ContourScene, Detail
from derivgui.model.scene.contour_readout import slice_title
from derivgui.model.scene.slices import SliceResolver
from derivgui.painting.palette import Palette
from derivgui.ui.contour.session import ContourSession
from derivgui.ui.contour.slice_canvas import SliceCanvas
from derivgui.ui.plane_steps import PlaneSteps

REST_MS = 100


class SlicesPanel(QSplitter):
    """Both slices, one above the other."""

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.along_x = SliceCanvas("Slice along the first variable", palette, font, self)
        self.along_y = SliceCanvas("Slice along the second variable", palette, font, self)
        for canvas in (self.along_x, self.along_y):
            self.addWidget(canvas)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.along_x.set_palette(palette)
        self.along_y.set_palette(palette)


class SlicesPresenter(QObject):
    """Joins the slices to the session: what moves on one of them moves the one point."""

    def __init__(self, contour: ContourSession, panel: SlicesPanel, steps: PlaneSteps) -> None:
        super().__init__(panel)
        self._contour = contour
        self._session = contour.session
        self._panel = panel
        self._steps = steps
        self._resolver = SliceResolver()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._on_rest)
        contour.scene_changed.connect(self._on_scene_changed)
        for canvas, is_across in ((panel.along_x, True), (panel.along_y, False)):
            canvas.resized.connect(self._on_rest)
            canvas.gesture_began.connect(self._session.seal)
            canvas.gesture_ended.connect(self._session.seal)
            canvas.handle_dragged.connect(
                lambda handle, place, free, across=is_across: self._on_dragged(across, handle, place, free)
            )
            canvas.handle_nudged.connect(
                lambda handle, by, pace, across=is_across: self._on_nudged(across, handle, by, pace)
            )

    def _on_scene_changed(self, scene: ContourScene) -> None:
        self._show(scene, "coarse")
        self._rest.start()

    def _on_rest(self) -> None:
        self._show(self._contour.scene, "fine")

    def _show(self, scene: ContourScene, detail: Detail) -> None:
        self._resolver.detail = detail
        function, point, panel = self._contour.function, scene.point, self._panel
        if not panel.isVisible():
            return
        if function is None or point is None:
            # Numbers of an earlier text are not to be taken for those of this one.
            for canvas in (panel.along_x, panel.along_y):
                canvas.show_scene(None, ())
            return
        document, notation = self._session.document, self._session.document.notation
        across, up = panel.along_x, panel.along_y
        secant = self._session.scene.secant
        variables = function.variables
        across.show_scene(
            self._resolver.along_x(document, scene, function, across.room, secant),
            slice_title(scene.name, variables, 0, point, notation),
        )
        up.show_scene(
            self._resolver.along_y(document, scene, function, up.room),
            slice_title(scene.name, variables, 1, point, notation),
        )

    def _on_dragged(self, is_across: bool, handle: str, place: float, free: bool) -> None:
        session = self._session
        if handle == "secant":
            end = place if free else self._steps.snapped(place, 0)
            session.drag("Move the secant point", lambda d: edits.set_step(d, end - d.x), "drag secant")
        elif is_across:
            x = place if free else self._steps.snapped(place, 0)
            session.drag("Move the point", lambda d: edits.move_point(d, x), "drag point")
        else:
            y = place if free else self._steps.snapped(place, 1)
            session.drag("Move the point", lambda d: edits.move_in_plane(d, d.x, y), "drag point")

    def _on_nudged(self, is_across: bool, handle: str, by: int, pace: str) -> None:
        session, document = self._session, self._session.document
        if handle == "secant":
            end = self._steps.nudged(document.x + document.h, 0, by, pace)
            h = self._steps.rounded(end - document.x, 0, pace)
            session.edit("Move the secant point", lambda d: edits.set_step(d, h), "nudge secant")
        elif is_across:
            x = self._steps.nudged(document.x, 0, by, pace)
            session.edit("Move the point", lambda d: edits.move_point(d, x), "nudge point")
        else:
            y = self._steps.nudged(document.y, 1, by, pace)
            session.edit("Move the point", lambda d: edits.move_in_plane(d, d.x, y), "nudge point")
