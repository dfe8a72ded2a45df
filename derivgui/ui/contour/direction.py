"""Any direction: the slice along u above the graph of its slope over the angle, which turns the dial as well."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QWidget

from derivgui.model.document import edits
from derivgui.model.scene.contour import ContourScene, Detail
from derivgui.model.scene.contour_readout import direction_title
from derivgui.model.scene.directions import Turn, slopes_by_angle, snapped_angle, special_angles
from derivgui.model.scene.scene import Run
from derivgui.model.scene.slices import SliceResolver
from derivgui.painting.contour.angle_graph import AngleGraph, angle_at, paint_angle_graph
from derivgui.painting.palette import Palette
from derivgui.painting.readout import RunPainter
from derivgui.ui.contour.canvas import ContourCanvas
from derivgui.ui.contour.session import ContourSession
from derivgui.ui.contour.slice_canvas import SliceCanvas

REST_MS = 100
STEP = math.radians(5.0)
PACES = {"fine": 0.2, "normal": 1.0, "coarse": 3.0}
TITLE = 10.0
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class AngleCanvas(QWidget):
    """Shows the slope over the angle; dragging anywhere in it turns the dial."""

    turned = Signal(float, bool)  # angle in radians, free of snapping
    nudged = Signal(int, str)
    gesture_began = Signal()
    gesture_ended = Signal()

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._graph: AngleGraph | None = None
        self._title: tuple[Run, ...] = ()
        self._colour = 0
        self._palette = palette
        self._font = font
        self._runs = RunPainter(font)
        self._held = self._hovered = False
        self.setAccessibleName("Slope in each direction")
        self.setToolTip("Drag, or use the arrow keys: the direction turns, and the slope along it follows")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(160, 90))
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def show_graph(self, graph: AngleGraph | None, title: tuple[Run, ...], colour: int) -> None:
        """Show another graph below another title."""
        self._graph, self._title, self._colour = graph, title, colour
        self.update()

    @property
    def graph(self) -> AngleGraph | None:
        """What is shown."""
        return self._graph

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Graph and title."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._palette.canvas))
        if self._graph is not None:
            size = (float(self.width()), float(self.height()))
            lit = self._held or self._hovered
            paint_angle_graph(painter, self._graph, size, self._palette, self._font, lit, self.hasFocus())
            metrics = self._runs.metrics
            self._runs.paint(painter, self._title, self._palette, self._colour, TITLE + 5, TITLE + metrics.ascent())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The dial goes where the pointer is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._held = True
            self.gesture_began.emit()
            self._turn(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn while a button is held."""
        if self._held:
            self._turn(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if self._held:
            self._held = False
            self.gesture_ended.emit()
            self.update()
        event.accept()

    def enterEvent(self, event: QEvent) -> None:
        """Light up the dot."""
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Dark again."""
        self._hovered = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows turn (Shift coarser, Alt finer)."""
        by = _ARROWS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        keys = event.modifiers()
        pace = "coarse" if keys & Qt.KeyboardModifier.ShiftModifier else "normal"
        self.nudged.emit(by, "fine" if keys & Qt.KeyboardModifier.AltModifier else pace)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A halo with focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """None without."""
        super().focusOutEvent(event)
        self.update()

    def _turn(self, event: QMouseEvent) -> None:
        free = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.turned.emit(angle_at((float(self.width()), float(self.height())), event.position().x()), free)


class DirectionPanel(QSplitter):
    """The slice along u above the slope over the angle."""

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.along_u = SliceCanvas("Slice along u", palette, font, self, is_movable=False)
        self.angles = AngleCanvas(palette, font, self)
        self.addWidget(self.along_u)
        self.addWidget(self.angles)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.along_u.set_palette(palette)
        self.angles.set_palette(palette)


class DirectionPresenter(QObject):
    """Joins the dial on the map and the graph beside it to the session."""

    def __init__(self, contour: ContourSession, panel: DirectionPanel, canvas: ContourCanvas) -> None:
        super().__init__(panel)
        self._contour = contour
        self._session = contour.session
        self._panel = panel
        self._canvas = canvas
        self._resolver = SliceResolver()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(lambda: self._show(contour.scene, "fine"))
        contour.scene_changed.connect(self._on_scene_changed)
        canvas.handle_dragged.connect(self._on_handle_dragged)
        canvas.handle_nudged.connect(self._on_handle_nudged)
        panel.along_u.resized.connect(lambda: self._show(contour.scene, "fine"))
        angles, store = panel.angles, self._session.store
        angles.turned.connect(self._turn)
        angles.nudged.connect(self._nudge)
        angles.gesture_began.connect(store.seal)
        angles.gesture_ended.connect(store.seal)

    def _on_scene_changed(self, scene: ContourScene) -> None:
        self._show(scene, "coarse")
        self._rest.start()

    def _show(self, scene: ContourScene, detail: Detail) -> None:
        function, point, directed, panel = self._contour.function, scene.point, scene.directed, self._panel
        if not panel.isVisible():
            return
        if function is None or point is None or directed is None:
            panel.along_u.show_scene(None, ())
            panel.angles.show_graph(None, (), scene.colour)
            return
        self._resolver.detail = detail
        canvas = panel.along_u
        along_u = self._resolver.along_u(self._session.document, scene, function, canvas.room)
        canvas.show_scene(along_u, direction_title(scene.name, directed))
        slopes = slopes_by_angle(function, point.x, point.y)
        graph = AngleGraph(slopes, special_angles(point), directed.angle, directed.slope)
        title = (Run("slope in each direction", "muted"),)
        panel.angles.show_graph(graph, title, scene.colour)

    def _on_handle_dragged(self, handle: str, x: float, y: float, free: bool) -> None:
        document = self._session.document
        if handle == "direction" and (x, y) != (document.x, document.y):
            turn = self._turn(math.atan2(y - document.y, x - document.x), free)
            self._canvas.set_note(turn.note)

    def _on_handle_nudged(self, handle: str, across: int, up: int, pace: str) -> None:
        if handle == "direction":
            self._nudge(up or -across, pace)

    def _turn(self, angle: float, free: bool) -> Turn:
        point = self._contour.scene.point
        turn = Turn(angle) if free or point is None else snapped_angle(angle, point)
        self._session.edit("Turn the direction", lambda d: edits.turn(d, turn.angle), "turn")
        return turn

    def _nudge(self, by: int, pace: str) -> None:
        step = STEP * PACES[pace]
        angle = round(self._session.document.direction / step + by, 6) * step
        self._session.edit("Turn the direction", lambda d: edits.turn(d, angle), "nudge direction")
