"""A line in the middle of an empty canvas that says where the curve is; a click shows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from derivgui.model.scene.fit import fitted_viewport, has_values
from derivgui.model.scene.scene import Scene, Statics
from derivgui.model.scene.sight import absence
from derivgui.painting.palette import Palette
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.session import Session
from derivgui.ui.theme import icon, interface_font

# Neither a pan in passing nor the letters of a half-typed text are worth a word.
REST_MS = 400
# Of the canvas, the favourite first.
HEIGHTS = (0.5, 0.35, 0.65)
CLEARANCE = 12.0


class AbsenceButton(QToolButton):
    """Says what the window lacks; a click, Enter or Space fits it."""

    def __init__(self, palette: Palette, canvas: CurveCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setProperty("badge", True)
        self.setFont(interface_font())
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Fit the window to the curve (Ctrl+0)")
        self.set_palette(palette)
        canvas.installEventFilter(self)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.setIcon(icon("fit", palette, palette.text))

    def say(self, sentence: str, can_fit: bool) -> None:
        """Show a sentence, with the offer to fit the window where that would show more."""
        self.setText(f"{sentence} Show it" if can_fit else sentence)
        self.setAccessibleName("Show the curve" if can_fit else sentence)
        self.setAccessibleDescription(sentence)
        self.setEnabled(can_fit)
        self._place()
        self.show()

    def _place(self) -> None:
        """In the middle, or above or below it where a handle is in the middle."""
        size, room = self.sizeHint(), self._canvas.size()
        self.resize(size)
        handles = self._canvas.handles().values()
        for share in HEIGHTS:
            corner = QPoint((room.width() - size.width()) // 2, round(share * room.height()) - size.height() // 2)
            around = QRectF(QRect(corner, size)).adjusted(-CLEARANCE, -CLEARANCE, CLEARANCE, CLEARANCE)
            self.move(corner)
            if not any(around.contains(handle) for handle in handles):
                break

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the middle of the canvas."""
        if event.type() == QEvent.Type.Resize and watched is self._canvas and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


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
            self._button = AbsenceButton(self._palette, self._canvas)
            self._button.clicked.connect(self._session.fit)
        self._button.say(self._sentence, self._can_fit())

    def _can_fit(self) -> bool:
        """Whether a window that fits shows anything: of 1/0 there is nothing in any."""
        document, function = self._session.document, self._session.function
        return function is None or has_values(function, fitted_viewport(document, function, self._session.viewport))
