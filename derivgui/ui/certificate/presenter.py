"""Joins the badge to the session: it is made when the first certificate comes, long after the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from derivgui.model.scene.scene import Scene
from derivgui.painting.palette import Palette
from derivgui.painting.plane import numbers_across
from derivgui.painting.points import handle_positions
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.session import Session

if TYPE_CHECKING:
    from derivgui.model.scene.certified import Notable
    from derivgui.ui.certificate.badge import CertificateBadge


class CertificatePresenter(QObject):
    """One for each canvas."""

    def __init__(self, session: Session, canvas: CurveCanvas, palette: Palette) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._palette = palette
        self._badge: CertificateBadge | None = None
        session.scene_changed.connect(self._on_scene_changed)

    @property
    def badge(self) -> CertificateBadge | None:
        """The badge, None until there was something to show."""
        return self._badge

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        if self._badge is not None:
            self._badge.set_palette(palette)

    def open_list(self) -> None:
        """The stretches of the window, by key."""
        if not self._session.scene.statics.curves:
            self._session.notice_raised.emit("info", "There is no curve to be examined.", "Show or type a function.")
        elif self._badge is None or self._session.scene.certificate is None:
            self._session.notice_raised.emit(
                "info", "The window is still being examined.", "It takes a moment of rest."
            )
        else:
            self._badge.open_list()

    def look_at(self, notable: Notable) -> None:
        """A window around a stretch, of the same height."""
        if notable.window is not None:
            view = self._session.viewport
            self._session.look(view.showing(*notable.window, view.y0, view.y1))

    def _on_scene_changed(self, scene: Scene) -> None:
        if self._badge is None:
            if scene.certificate is None:
                return
            self._badge = self._make_badge()
        self._badge.show_certificate(scene.certificate)
        handles = list(handle_positions(scene).values())
        numbers = numbers_across(scene.statics.viewport, self._canvas.number_height)
        self._badge.avoid(handles, numbers, self._canvas.readout_place(scene))

    def _make_badge(self) -> CertificateBadge:
        from derivgui.ui.certificate.badge import CertificateBadge

        badge = CertificateBadge(self._palette, self._canvas)
        badge.chosen.connect(self.look_at)
        return badge
