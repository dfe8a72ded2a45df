"""What wheel, touch pad and arrow keys ask of a plane: by how much to zoom, which way to go and how far."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

WHEEL_FACTOR = 1.0015
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


def wheel_factors(event: QWheelEvent) -> tuple[float, float]:
    """Factors of the window's width and height; with Shift across only, with Ctrl up and down only."""
    delta = event.angleDelta().y() or event.angleDelta().x()
    factor = WHEEL_FACTOR**-delta
    keys = event.modifiers()
    across = 1.0 if keys & Qt.KeyboardModifier.ControlModifier else factor
    up = 1.0 if keys & Qt.KeyboardModifier.ShiftModifier else factor
    return across, up


def pinched(event: QEvent, viewport: QWidget) -> tuple[float, QPointF] | None:
    """The factor of a pinch on a touch pad or a touch screen and the pixel it is about; None for other events."""
    if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
        return 1.0 / max(0.1, 1.0 + event.value()), event.position()
    if isinstance(event, QGestureEvent):
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if isinstance(pinch, QPinchGesture) and pinch.scaleFactor() > 0:
            return 1.0 / pinch.scaleFactor(), QPointF(viewport.mapFromGlobal(pinch.hotSpot().toPoint()))
    return None


def arrow_of(event: QKeyEvent) -> tuple[int, int] | None:
    """Steps across and up, None for other keys."""
    return _ARROWS.get(Qt.Key(event.key()))


def pace_of(event: QKeyEvent) -> str:
    """ "coarse" with Shift, "fine" with Alt, else "normal"."""
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return "coarse"
    return "fine" if event.modifiers() & Qt.KeyboardModifier.AltModifier else "normal"
