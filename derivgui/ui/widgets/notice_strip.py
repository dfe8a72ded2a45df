"""One strip for every message: it lies over the top of its parent, or of a part of it, and blocks nothing."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from derivgui.ui.theme import icon

Level: TypeAlias = Literal["info", "warning", "error"]

INFO_DURATION = 6000
"""Milliseconds after which a mere information goes away by itself."""

WIDEST = 560
MARGIN = 12

_ICONS = {"info": "info", "warning": "warning", "error": "warning"}


class NoticeStrip(QFrame):
    """Shows the latest message until it is dismissed; an information also ends by itself.

    It moves no other widget, so a canvas below it never jumps.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = self._below = parent
        self._timer = QTimer(self, singleShot=True, interval=INFO_DURATION)
        self._timer.timeout.connect(self.dismiss)
        self._build()
        self.hide()
        parent.installEventFilter(self)

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = LevelMark(self)
        self._text = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._hint = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._hint.setProperty("muted", True)
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setIconSize(QSize(16, 16))
        self._close.setToolTip("Dismiss")
        self._close.setAccessibleName("Dismiss this message")
        self._close.clicked.connect(self.dismiss)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, 6, 0, 6)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 4, 2)
        layout.setSpacing(8)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def show_notice(self, level: Level, text: str, hint: str = "") -> None:
        """Show a message in place of the one before."""
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{level}: {text} {hint}".strip())
        self.setProperty("level", level)
        self._mark.show_icon(_ICONS[level])
        for widget in (self, self._mark):
            self.style().polish(widget)
        # Before it is shown the first time, the layout does not count its labels.
        self.show()
        self._place()
        self.raise_()
        self._timer.stop()
        if level == "info":
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def set_info_duration(self, milliseconds: int) -> None:
        """Let informations stay for another time."""
        self._timer.setInterval(milliseconds)

    def lie_over(self, part: QWidget) -> None:
        """Lie over this part of the parent from now on."""
        if part is not self._below:
            self._below = part
            part.installEventFilter(self)
            self._place()

    def dismiss(self) -> None:
        """Take the message away."""
        if not self.isHidden():
            self._timer.stop()
            self.hide()
            self.dismissed.emit()

    def _place(self) -> None:
        width = max(0, min(WIDEST, self._below.width() - 2 * MARGIN))
        self._layout.invalidate()
        height = self._layout.totalHeightForWidth(width)
        left_top = self._below.mapTo(self._parent, QPoint((self._below.width() - width) // 2, MARGIN))
        self.setGeometry(QRect(left_top, QSize(width, height)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of what lies below."""
        if event.type() == QEvent.Type.Resize and watched is self._below:
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer rests here."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.property("level") == "info" and not self.isHidden():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape dismisses."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press from what lies below."""
        event.accept()


class LevelMark(QWidget):
    """An icon in the colour that the style sheet gives it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = "info"
        self.setFixedSize(20, 32)

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self.palette().color(self.foregroundRole()).name()
        painter = QPainter(self)
        icon(self._name, colour=colour).paint(painter, self.rect())
        painter.end()
