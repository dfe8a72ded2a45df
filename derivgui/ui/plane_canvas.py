"""What every canvas does with the hand: handles are held, the plane is panned, zoomed, boxed and fitted.

From press to pixels: (1) the view hands the mouse event to ``mousePressEvent``; (2) a handle under the pointer is
held, else the plane; (3) each move emits one signal with data coordinates; (4) the presenter edits the document and
hands back a scene; (5) showing it marks the point layer dirty, and Qt paints once for all moves since then.
"""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QRubberBand, QToolTip, QWidget

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.ui.handle_tips import HANDLE_TIPS
from derivgui.ui.overlay import Overlay
from derivgui.ui.plane_gestures import arrow_of, pace_of, pinched, wheel_factors

# How near to a handle, and to a marked spot, the pointer takes it.
GRAB_PIXELS, SPOT_PIXELS = 16.0, 10.0
SMALLEST_BOX = 8
# A press that moved no farther than this was a click.
CLICK_PIXELS = 3.0
PAN_PIXELS = 40.0
FIRST_LAYER, FIRST_OVERLAY = 10, 100

pg.setConfigOptions(mouseRateLimit=-1)


class PlaneCanvas(pg.GraphicsView):
    """Turns mouse, wheel, touch pad and keys into the signals below; what is painted is the matter of subclasses."""

    handle_dragged = Signal(str, float, float, bool)  # handle, x and y in data, free of snapping
    handle_nudged = Signal(str, int, int, str)  # handle, steps across and up, "fine" | "normal" | "coarse"
    gesture_began = Signal()
    gesture_ended = Signal()
    panned = Signal(float, float)  # pixels
    zoomed = Signal(float, float, float, float)  # factors across and up, about a pixel
    boxed = Signal(QRectF)  # pixels
    fit_asked = Signal()
    spot_clicked = Signal(object)
    resized = Signal(float, float)

    moves_up = False
    """Whether the arrow keys Up and Down move handles; where they do not, they pan."""

    def __init__(self, name: str, layers: tuple[QGraphicsItem, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._view: Viewport | None = None
        self._held: str | None = None
        self._focused = ""
        self._offset = QPointF()
        self._pan_from: QPointF | None = None
        self._box_from: QPointF | None = None
        self._pressed_at: QPointF | None = None
        self._grip = Grip()
        self._overlays: list[Overlay] = []
        self._moving = layers[1:]
        self._is_resting = False
        for depth, layer in enumerate(layers):
            layer.setZValue(FIRST_LAYER + depth)
            self.scene().addItem(layer)
        self._build(name)

    def _build(self, name: str) -> None:
        # Layers paint in device coordinates: a view box would only follow the viewport, move by move.
        self.setCentralItem(None)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self)
        self.setAccessibleName(name)
        self.setMinimumSize(QSize(240, 180))

    # What subclasses know

    def own_handles(self) -> dict[str, QPointF]:
        """Names and pixel positions of what can be grabbed, in the order in which Tab visits them."""
        return {}

    def spot_at(self, position: QPointF) -> object | None:
        """What a click at a pixel would choose, None for nothing."""
        return None

    def _show_grip(self, grip: Grip) -> None:
        """Paint the handles anew."""

    def _show_spot(self, spot: object | None) -> None:
        """Name what is below the pointer."""

    # Layers of others

    def add_overlay(self, overlay: Overlay) -> None:
        """Let another feature paint on top, and its handles be grabbed like the canvas' own."""
        overlay.setZValue(FIRST_OVERLAY + len(self._overlays))
        self._overlays.append(overlay)
        self.scene().addItem(overlay)
        if self._view is not None:
            overlay.show_viewport(self._view)

    def show_viewport(self, view: Viewport) -> None:
        """Another window onto the plane; the same one costs nothing."""
        if view == self._view:
            return
        self._view = view
        for overlay in self._overlays:
            overlay.show_viewport(view)

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        for overlay in self._overlays:
            overlay.set_palette(palette)

    def set_note(self, note: str) -> None:
        """A word at the held handle: what it has snapped to."""
        if note or self._grip.note:
            self._set_grip(Grip(self._grip.hovered, self._grip.focused, note))

    def handles(self) -> dict[str, QPointF]:
        """All that can be grabbed: the canvas' own handles, then those of the overlays."""
        own = {} if self._is_resting else self.own_handles()
        return own | self._overlay_handles()

    def set_resting(self, resting: bool) -> None:
        """Let the canvas' own handles and all that hangs on them step back, so that an overlay has the picture."""
        if resting != self._is_resting:
            self._is_resting = resting
            for layer in self._moving:
                layer.setVisible(not resting)
            self._settle_focus()

    def _settle_focus(self) -> None:
        """The arrow keys move a handle that is there: where the one they moved is gone, the first."""
        names = list(self.handles())
        if names and self._focused not in names:
            self._focused = names[0]
        self._set_grip(Grip(None, self._focused if self.hasFocus() else None))

    def _overlay_handles(self) -> dict[str, QPointF]:
        found: dict[str, QPointF] = {}
        for overlay in self._overlays:
            if overlay.isVisible():
                found |= overlay.handles()
        return found

    def _set_grip(self, grip: Grip) -> None:
        if grip.focused != self._grip.focused:
            self.setAccessibleDescription(HANDLE_TIPS.get(grip.focused or "", ""))
        self._grip = grip
        self._show_grip(grip)
        for overlay in self._overlays:
            overlay.set_grip(grip)

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
        if self._held is not None and self._view is not None:
            free = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            spot = position + self._offset
            self.handle_dragged.emit(self._held, *self._view.to_data(spot.x(), spot.y()), free)
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
        """Fit what is shown, when nothing is below the pointer."""
        if self._handle_at(event.position()) is None:
            self.fit_asked.emit()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """No handle is below the pointer any more."""
        if self._held is None:
            self._set_grip(Grip(None, self._grip.focused))
        self._show_spot(None)
        super().leaveEvent(event)

    def _hold(self, handle: str, position: QPointF) -> None:
        self._held = self._focused = handle
        # The point keeps its distance to the pointer, so that grabbing it does not move it.
        self._offset = self.handles()[handle] - position
        self._set_grip(Grip(handle, handle))
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.gesture_began.emit()

    def _click(self, position: QPointF) -> None:
        spot = self.spot_at(position)
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
        spot = self.spot_at(position) if handle is None else None
        self._show_spot(spot)
        shape = Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor
        if handle is not None:
            shape = Qt.CursorShape.OpenHandCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(QCursor(shape))

    def _handle_at(self, position: QPointF) -> str | None:
        """The nearest handle within reach; of two equally near ones that of an overlay, else the first."""
        near: tuple[float, str | None] = (GRAB_PIXELS, None)
        own = {} if self._is_resting else self.own_handles()
        for name, spot in (self._overlay_handles() | own).items():
            distance = _distance(spot, position)
            if distance < near[0]:
                near = (distance, name)
        return near[1]

    # Wheel and touch pad

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer, or about the handle below it; with Shift across only, with Ctrl up and down only.

        A pointer is never quite on a handle, which would run out of the window at the next few notches.
        """
        handle = self._handle_at(event.position())
        centre = event.position() if handle is None else self.handles()[handle]
        self.zoomed.emit(*wheel_factors(event), centre.x(), centre.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch on a touch pad or a touch screen; a pointer that rests on a handle."""
        if isinstance(event, QHelpEvent):
            return self._show_tip(event)
        pinch = pinched(event, self.viewport())
        if pinch is None:
            return bool(super().viewportEvent(event))
        factor, centre = pinch
        self.zoomed.emit(factor, factor, centre.x(), centre.y())
        return True

    def _show_tip(self, event: QHelpEvent) -> bool:
        """What the handle below the pointer is there for; gone once the pointer leaves it."""
        handle = None if self._held else self._handle_at(QPointF(event.pos()))
        tip = HANDLE_TIPS.get(handle or "", "")
        around = QRect(0, 0, round(2 * GRAB_PIXELS), round(2 * GRAB_PIXELS))
        if tip and handle is not None:
            around.moveCenter(self.handles()[handle].toPoint())
        QToolTip.showText(event.globalPos(), tip, self.viewport(), around)
        return True

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the focused handle (Shift coarser, Alt finer); with no handle they pan."""
        arrow = arrow_of(event)
        if arrow is None:
            event.ignore()
            return
        across, up = arrow
        if (across or self.moves_up) and self._focused in self.handles():
            self.handle_nudged.emit(self._focused, across, up, pace_of(event))
        else:
            self.panned.emit(-across * PAN_PIXELS, up * PAN_PIXELS)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from handle to handle and then on."""
        names = list(self.handles())
        if self.hasFocus() and self._focused in names:
            place = names.index(self._focused) + (1 if forward else -1)
            if 0 <= place < len(names):
                self._focused = names[place]
                self._set_grip(Grip(self._grip.hovered, self._focused))
                return True
        return bool(super().focusNextPrevChild(forward))

    def focusInEvent(self, event: QEvent) -> None:
        """Show which handle the arrow keys move."""
        self._settle_focus()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        """No halo without focus."""
        self._set_grip(Grip(self._grip.hovered, None))
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the presenter the new size."""
        super().resizeEvent(event)
        size = self.viewport().size()
        self.resized.emit(float(size.width()), float(size.height()))


def _distance(a: QPointF, b: QPointF) -> float:
    return math.hypot(a.x() - b.x(), a.y() - b.y())
