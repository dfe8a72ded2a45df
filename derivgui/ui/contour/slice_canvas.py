"""A small canvas for one slice of a contour map: the curve, its tangent and its secant.

Its plane is a picture painted once; the curve moves with the point and is painted each time.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from derivgui.model.scene.scene import Run, Scene
from derivgui.painting.curves import paint_moving_curve
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.painting.plane import Frame, paint_framed_axes, paint_grid, paint_ground
from derivgui.painting.points import handle_positions, paint_points
from derivgui.painting.readout import RunPainter
from derivgui.ui.plane_canvas import GRAB_PIXELS

TITLE_MARGIN = QPointF(10.0, 6.0)
# From this width on the title has room beside the numbers at the left edge; on less they leave it the whole line.
WIDE = 240
BESIDE_NUMBERS = 46.0
TITLE_PADDING = 5.0
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SliceCanvas(QWidget):
    """Shows a scene with one curve; its handles move across."""

    handle_dragged = Signal(str, float, bool)  # handle, position in data, free of snapping
    handle_nudged = Signal(str, int, str)  # handle, steps, "fine" | "normal" | "coarse"
    gesture_began = Signal()
    gesture_ended = Signal()
    resized = Signal()

    def __init__(
        self, name: str, palette: Palette, font: QFont, parent: QWidget | None = None, is_movable: bool = True
    ) -> None:
        """Where it is not movable, its point stays in the middle."""
        super().__init__(parent)
        self._is_movable = is_movable
        self._shown: Scene | None = None
        self._title: tuple[Run, ...] = ()
        self._palette = palette
        self._font = font
        self._runs = RunPainter(font)
        # The lower edge of the title, in pixels.
        self._title_bottom = TITLE_MARGIN.y() + self._runs.metrics.height() + TITLE_PADDING
        self._plane = QPixmap()
        self._plane_key: tuple[object, ...] = ()
        self._held: str | None = None
        self._focused = "tangent"
        self._offset = 0.0
        self._grip = Grip()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_movable else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(QSize(160, 90))

    def show_scene(self, scene: Scene | None, title: tuple[Run, ...]) -> None:
        """Show another slice below another title."""
        self._shown, self._title = scene, title
        self.update()

    @property
    def shown(self) -> Scene | None:
        """What is shown."""
        return self._shown

    @property
    def room(self) -> tuple[float, float]:
        """Its width and height in pixels."""
        return float(self.width()), float(self.height())

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self.update()

    def handles(self) -> dict[str, QPointF]:
        """Names and pixel positions of what can be grabbed."""
        if self._shown is None or not self._is_movable:
            return {}
        return {str(name): spot for name, spot in handle_positions(self._shown).items()}

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plane from its picture, the curve, the points, the title."""
        painter = QPainter(self)
        scene, palette = self._shown, self._palette
        if scene is None:
            painter.fillRect(self.rect(), QColor(palette.canvas))
            painter.end()
            return
        painter.drawPixmap(0, 0, self._plane_picture(scene))
        paint_moving_curve(painter, scene.statics, palette)
        paint_points(painter, scene, palette, self._font, self._grip)
        self._paint_title(painter, scene)
        painter.end()

    def _plane_picture(self, scene: Scene) -> QPixmap:
        statics, ratio = scene.statics, self.devicePixelRatioF()
        key = (statics.viewport, statics.grid, statics.variable, self._palette, ratio)
        if key != self._plane_key:
            self._plane_key = key
            self._plane = QPixmap(self.size() * ratio)
            self._plane.setDevicePixelRatio(ratio)
            painter = QPainter(self._plane)
            paint_ground(painter, statics.viewport, self._palette)
            if statics.grid:
                paint_grid(painter, statics.viewport, False, self._palette)
            headroom = 0.0 if self.width() >= WIDE else self._title_bottom
            frame = Frame(statics.viewport, statics.variable, statics.height, at_edges=True, headroom=headroom)
            paint_framed_axes(painter, frame, self._palette, self._font)
            painter.end()
        return self._plane

    def _paint_title(self, painter: QPainter, scene: Scene) -> None:
        metrics = self._runs.metrics
        left = BESIDE_NUMBERS if self.width() >= WIDE else TITLE_MARGIN.x()
        width = self._runs.width(self._title) + 2 * TITLE_PADDING
        box = QRectF(QPointF(left, TITLE_MARGIN.y()), QPointF(left + width, self._title_bottom))
        ground = QColor(self._palette.canvas)
        ground.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
        baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
        self._runs.paint(painter, self._title, self._palette, scene.colour, box.left() + TITLE_PADDING, baseline)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold a handle."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        handle = self._handle_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            self._held = self._focused = handle
            self._offset = self.handles()[handle].x() - event.position().x()
            self._set_grip(Grip(handle, handle))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.gesture_began.emit()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, else light up the handle below the pointer."""
        if self._held is not None and self._shown is not None:
            free = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            position = self._shown.statics.viewport.to_data(event.position().x() + self._offset, 0.0)[0]
            self.handle_dragged.emit(self._held, position, free)
        else:
            self._hover(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if self._held is not None:
            self._held = None
            self.gesture_ended.emit()
        self._hover(event.position())
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came back."""
        self._hover(event.position())
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No handle is below the pointer any more."""
        if self._held is None:
            self._set_grip(Grip(None, self._grip.focused))
        super().leaveEvent(event)

    def _hover(self, position: QPointF) -> None:
        handle = self._handle_at(position)
        self._set_grip(Grip(handle, self._grip.focused))
        self.setCursor(Qt.CursorShape.ArrowCursor if handle is None else Qt.CursorShape.OpenHandCursor)

    def _handle_at(self, position: QPointF) -> str | None:
        near: tuple[float, str | None] = (GRAB_PIXELS, None)
        for name, spot in reversed(self.handles().items()):
            distance = math.hypot(spot.x() - position.x(), spot.y() - position.y())
            if distance < near[0]:
                near = (distance, name)
        return near[1]

    def _set_grip(self, grip: Grip) -> None:
        if grip != self._grip:
            self._grip = grip
            self.update()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move the focused handle (Shift coarser, Alt finer)."""
        across = _ARROWS.get(Qt.Key(event.key()))
        if across is None or self._focused not in self.handles():
            super().keyPressEvent(event)
            return
        keys = event.modifiers()
        pace = "coarse" if keys & Qt.KeyboardModifier.ShiftModifier else "normal"
        self.handle_nudged.emit(self._focused, across, "fine" if keys & Qt.KeyboardModifier.AltModifier else pace)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the point to the secant point, where there is one, and then on."""
        target = "secant" if forward else "tangent"
        if self.hasFocus() and self._focused != target and target in self.handles():
            self._focused = target
            self._set_grip(Grip(self._grip.hovered, target))
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which handle the arrow keys move."""
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self._focused = "tangent"
        self._set_grip(Grip(self._grip.hovered, self._focused))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No halo without focus."""
        self._set_grip(Grip(self._grip.hovered, None))
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The curve has to be sampled for another window."""
        super().resizeEvent(event)
        self.resized.emit()
