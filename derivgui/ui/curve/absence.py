"""Where the curve is, when the canvas shows none: a button in the middle says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from derivgui.model.scene.fit import fitted_viewport, has_values
from derivgui.model.scene.scene import Scene, Statics
from derivgui.model.scene.sight import absence
from derivgui.painting.palette import Palette
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.session import Session

if TYPE_CHECKING:
    from derivgui.ui.curve.absence_button import AbsenceButton

# Neither a pan in passing nor the letters of a half-typed text are worth a word.
REST_MS = 400


class AbsencePresenter(QObject):
    """One for each canvas; the button is made when it is needed first."""

    def __init__(self, session: Session, canvas: CurveCanvas, palette: Palette) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._palette = palette
        self._button: AbsenceButton | None = None
        self._statics: Statics | None = None
        self._sentence: str | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._speak)
        session.scene_changed.connect(self._on_scene_changed)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        if self._button is not None:
            self._button.set_palette(palette)

    def _on_scene_changed(self, scene: Scene) -> None:
        if scene.statics is self._statics:
            return
        self._statics = scene.statics
        self._sentence = absence(scene.statics)
        if self._sentence is None:
            self._rest.stop()
            if self._button is not None:
                self._button.hide()
        else:
            self._rest.start()

    def _speak(self) -> None:
        if self._sentence is None:
            return
        if self._button is None:
            from derivgui.ui.curve.absence_button import AbsenceButton

            self._button = AbsenceButton(self._palette, self._canvas)
            self._button.clicked.connect(self._session.fit)
        self._button.say(self._sentence, self._can_fit())

    def _can_fit(self) -> bool:
        """Whether a window that fits shows anything: of 1/0 there is nothing in any."""
        document, function = self._session.document, self._session.function
        return function is None or has_values(function, fitted_viewport(document, function, self._session.viewport))
