"""Joins the point panel to the session."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from derivgui.model.document import edits
from derivgui.model.scene.scene import Held
from derivgui.ui.point.panel import PointPanel
from derivgui.ui.session import Session

FOLLOW_MS = 50


class PointPresenter(QObject):
    """One for each point panel."""

    def __init__(self, session: Session, panel: PointPanel) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._second: str | None = None
        # The canvas shows x as it moves; a field, which repaints all its parents, may follow at reading speed.
        self._following = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._following.timeout.connect(self._show)
        session.scene_changed.connect(self._on_scene_changed)
        panel.x_entered.connect(lambda x: session.edit("Set the point", lambda d: edits.move_point(d, x)))
        panel.y_entered.connect(self._on_y_entered)
        panel.h_entered.connect(self._on_h_entered)
        panel.pin_asked.connect(self.pin)
        panel.unpin_asked.connect(lambda pin: session.edit("Unpin a tangent", lambda d: edits.unpin_tangent(d, pin)))
        self._show()

    def pin(self) -> None:
        """Pin the tangent where it is."""
        self._session.edit("Pin the tangent", lambda d: edits.pin_tangent(d, d.x))

    def _on_y_entered(self, y: float) -> None:
        self._session.edit("Set the point", lambda d: edits.move_in_plane(d, d.x, y))

    def _on_h_entered(self, h: float) -> None:
        if h == 0:
            self._session.notice_raised.emit(
                "info",
                "h cannot be 0: two points are needed for a secant.",
                "Let h go to 0 with the player and watch where the slope goes.",
            )
            self._show()
            return
        self._session.edit("Set h", lambda d: edits.set_step(d, h))

    def _on_scene_changed(self) -> None:
        held = self._held()
        if (None if held is None else held.variable) != self._second:
            # Fields come and go at once, so that a hand finds them.
            self._show()
        elif not self._following.isActive():
            self._following.start()

    def _held(self) -> Held | None:
        """The second variable that can be typed: beside the curve of a slice it has its own slider."""
        is_mapped = self._session.resolver.is_shown_as_map(self._session.document)
        return self._session.scene.held if is_mapped else None

    def _show(self) -> None:
        scene, document, second = self._session.scene, self._session.document, self._held()
        self._second = None if second is None else second.variable
        can_pin = scene.tangent is not None and not self._session.resolver.is_shown_as_map(document)
        self._panel.show_point(scene.statics.variable, document.x, document.h, can_pin, second)
        self._panel.show_pins(scene.pins)
