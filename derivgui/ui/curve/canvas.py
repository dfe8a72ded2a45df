"""The canvas: a pyqtgraph view whose pictures are our own layers and whose handles answer the hand at once.

From press to pixels: (1) the view hands the mouse event to ``mousePressEvent``; (2) a handle under the pointer is
held, else the plane; (3) each move emits one signal with data coordinates; (4) the presenter edits the document and
hands back a scene; (5) ``show_scene`` marks the point layer dirty, and Qt paints once for all moves since then.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QGraphicsView, QPinchGesture, QRubberBand, QWidget

from derivgui.model.scene.interest import Spot
from derivgui.model.scene.scene import Scene
from derivgui.painting.marks import spot_at
from derivgui.painting.palette import Palette
from derivgui.painting.points import Grip, HandleName, handle_positions
from derivgui.ui.curve.layers import PointLayer, StaticLayer

GRAB_PIXELS = 16.0
WHEEL_FACTOR = 1.0015
SMALLEST_BOX = 8
SPOT_PIXELS = 10.0
# A press that moved no farther than this was a click.
CLICK_PIXELS = 3.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}

pg.setConfigOptions(mouseRateLimit=-1)


class CurveCanvas(pg.GraphicsView):
    """Shows a scene and turns mouse, wheel, touch pad and keys into the signals below."""

    handle_dragged = Signal(str, float, bool)  # handle, x in data, free of snapping
    handle_nudged = Signal(str, int, str)  # handle, direction, "fine" | "normal" | "coarse"
    gesture_began = Signal()
    gesture_ended = Signal()
    panned = Signal(float, float)  # pixels
    zoomed = Signal(float, float, float, float)  # factors across and up, about a pixel
    boxed = Signal(QRectF)  # pixels
    fit_asked = Signal()
    spot_clicked = Signal(object)  # Spot
    resized = Signal(float, float)

    def __init__(self, palette: Palette, font: QFont, readout_font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._scene_shown: Scene | None = None
        self._held: HandleName | None = None
        self._focused: HandleName = "tangent"
        self._offset = 0.0
        self._pan_from: QPointF | None = None
        self._box_from: QPointF | None = None
        self._spot: Spot | None = None
        self._pressed_at: QPointF | None = None
        self._grip = Grip()
        self._build(palette, font, readout_font)

    def _build(self, palette: Palette, font: QFont, readout_font: QFont) -> None:
        self.plane = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0.0)
        self.setCentralItem(self.plane)
        self._statics = StaticLayer(palette, font)
        self._points = PointLayer(palette, font, readout_font)
        for depth, layer in enumerate((self._statics, self._points)):
            layer.setZValue(10 + depth)
            self.scene().addItem(layer)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self)
        self.setAccessibleName("Canvas")
        self.setMinimumSize(QSize(240, 180))

    # Showing

    def show_scene(self, scene: Scene) -> None:
        """Show another scene; only what changed is painted again."""
        before = self._scene_shown
        self._scene_shown = scene
        view = scene.statics.viewport
        if before is None or before.statics.viewport != view:
            self.plane.setRange(xRange=(view.x0, view.x1), yRange=(view.y0, view.y1), padding=0)
        if before is None or before.statics is not scene.statics:
            self._statics.show_statics(scene.statics)
            self._set_spot(None)
        self._points.show_scene(scene)

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._statics.set_palette(palette)
        self._points.set_palette(palette)

    def set_note(self, note: str) -> None:
        """A word at the held handle: what it has snapped to."""
        self._set_grip(Grip(self._grip.hovered, self._grip.focused, note))

    def _set_grip(self, grip: Grip) -> None:
        self._grip = grip
        self._points.set_grip(grip)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold a handle, begin a box (Shift or right button) or a pan."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        position = event.position()
        handle = self._handle_at(position)
        box = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            self._hold(handle, position)
        elif event.button() == Qt.MouseButton.RightButton or (event.button() == Qt.MouseButton.LeftButton and box):
            self._box_from = position
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pan_from = self._pressed_at = position
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, else light up the handle below the pointer."""
        position = event.position()
        if self._held is not None:
            free = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.handle_dragged.emit(self._held, self._to_x(position.x() + self._offset), free)
        elif self._box_from is not None:
            self._band.setGeometry(QRect(self._box_from.toPoint(), position.toPoint()).normalized())
            self._band.show()
        elif self._pan_from is not None:
            moved, self._pan_from = position - self._pan_from, position
            self.panned.emit(moved.x(), moved.y())
        else:
            self._hover(position)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if self._held is not None:
            self._held = None
            self._set_grip(Grip(self._grip.hovered, self._focused))
            self.gesture_ended.emit()
        if self._box_from is not None:
            self._finish_box(QRectF(self._box_from, event.position()).normalized())
        if self._pressed_at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._click(event.position())
        self._pressed_at = None
        self._pan_from = self._box_from = None
        self._hover(event.position())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit the curve, when nothing is below the pointer."""
        if self._handle_at(event.position()) is None:
            self.fit_asked.emit()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """No handle is below the pointer any more."""
        if self._held is None:
            self._set_grip(Grip(None, self._grip.focused))
        self._set_spot(None)
        super().leaveEvent(event)

    def _hold(self, handle: HandleName, position: QPointF) -> None:
        self._held = self._focused = handle
        # The point keeps its distance to the pointer, so that grabbing it does not move it.
        self._offset = self._handles()[handle].x() - position.x()
        self._set_grip(Grip(handle, handle))
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.gesture_began.emit()

    def _click(self, position: QPointF) -> None:
        spot = self._spot_at(position)
        if spot is not None and self._pressed_at is not None and _distance(position, self._pressed_at) <= CLICK_PIXELS:
            self.spot_clicked.emit(spot)

    def _finish_box(self, box: QRectF) -> None:
        self._band.hide()
        if box.width() > SMALLEST_BOX and box.height() > SMALLEST_BOX:
            self.boxed.emit(box)

    def _hover(self, position: QPointF) -> None:
        handle = self._handle_at(position)
        if handle != self._grip.hovered or self._grip.note:
            self._set_grip(Grip(handle, self._grip.focused))
        self._set_spot(self._spot_at(position) if handle is None else None)
        shape = Qt.CursorShape.ArrowCursor if self._spot is None else Qt.CursorShape.PointingHandCursor
        if handle is not None:
            shape = Qt.CursorShape.OpenHandCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(QCursor(shape))

    def _handles(self) -> dict[HandleName, QPointF]:
        return {} if self._scene_shown is None else handle_positions(self._scene_shown)

    def _handle_at(self, position: QPointF) -> HandleName | None:
        """The nearest handle within reach; of two equally near ones the tangent's."""
        near: tuple[float, HandleName | None] = (GRAB_PIXELS, None)
        for name, spot in self._handles().items():
            distance = _distance(spot, position)
            if distance <= near[0]:
                near = (distance, name)
        return near[1]

    def _spot_at(self, position: QPointF) -> Spot | None:
        statics = self._scene_shown.statics if self._scene_shown is not None else None
        return None if statics is None else spot_at(statics.interest, statics.viewport, position, SPOT_PIXELS)

    def _set_spot(self, spot: Spot | None) -> None:
        self._spot = spot
        self._points.set_spot(spot)

    def _to_x(self, px: float) -> float:
        assert self._scene_shown is not None
        return self._scene_shown.statics.viewport.to_data(px, 0.0)[0]

    # Wheel and touch pad

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; with Shift across only, with Ctrl up and down only."""
        delta = event.angleDelta().y() or event.angleDelta().x()
        factor = WHEEL_FACTOR**-delta
        keys = event.modifiers()
        across = 1.0 if keys & Qt.KeyboardModifier.ControlModifier else factor
        up = 1.0 if keys & Qt.KeyboardModifier.ShiftModifier else factor
        self.zoomed.emit(across, up, event.position().x(), event.position().y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch on a touch pad or a touch screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            factor = 1.0 / max(0.1, 1.0 + event.value())
            self.zoomed.emit(factor, factor, event.position().x(), event.position().y())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture) and pinch.scaleFactor() > 0:
                centre = self.viewport().mapFromGlobal(pinch.hotSpot().toPoint())
                factor = 1.0 / pinch.scaleFactor()
                self.zoomed.emit(factor, factor, float(centre.x()), float(centre.y()))
                return True
        return bool(super().viewportEvent(event))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the focused handle (Shift coarser, Alt finer); with no handle they pan."""
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None:
            event.ignore()
            return
        across, up = arrow
        if across and self._focused in self._handles():
            self.handle_nudged.emit(self._focused, across, _pace(event.modifiers()))
        else:
            self.panned.emit(-across * 40.0, up * 40.0)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the tangent point to the secant point and then on."""
        order: tuple[HandleName, HandleName] = ("tangent", "secant")
        target = order[1] if forward else order[0]
        if self.hasFocus() and self._focused != target and target in self._handles():
            self._focus_handle(target)
            return True
        return bool(super().focusNextPrevChild(forward))

    def focusInEvent(self, event: QEvent) -> None:
        """Show which handle the arrow keys move."""
        self._set_grip(Grip(self._grip.hovered, self._focused))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        """No halo without focus."""
        self._set_grip(Grip(self._grip.hovered, None))
        super().focusOutEvent(event)

    def _focus_handle(self, handle: HandleName) -> None:
        self._focused = handle
        self._set_grip(Grip(self._grip.hovered, handle))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the presenter the new size."""
        super().resizeEvent(event)
        size = self.viewport().size()
        self.resized.emit(float(size.width()), float(size.height()))


def _distance(a: QPointF, b: QPointF) -> float:
    difference = a - b
    return float((difference.x() ** 2 + difference.y() ** 2) ** 0.5)


def _pace(modifiers: Qt.KeyboardModifier) -> str:
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return "coarse"
    return "fine" if modifiers & Qt.KeyboardModifier.AltModifier else "normal"
