"""A label that shows one typeset formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QBrush,
    QContextMenuEvent,
    QFontInfo,
    QGuiApplication,
    QHelpEvent,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

if TYPE_CHECKING:
    from derivgui.painting.typesetting import Formula, Typesetter

SCALE = 1.2
"""Em of the formula to that of the font: its letters are lower than those of interface fonts."""

SMALLEST_SHARE = 0.6
"""How far a formula shrinks to fit, before it fades out instead."""

FADE = 32
"""Pixels over which a formula that is too wide fades out."""

PADDING = 4

USUAL_HEIGHT = 1.1
"""Ems that a formula on one line takes."""


class FormulaLabel(QWidget):
    """Shows a formula in the text colour, whole if it can: it shrinks first and then fades out.

    Only its height is fixed by the formula, so that a long one never widens a panel. ``at_leisure`` leaves its place
    empty in the very first frame, which then need not wait for the typesetting engine.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        scale: float = SCALE,
        typesetter: Typesetter | None = None,
        at_leisure: bool = False,
    ) -> None:
        super().__init__(parent)
        self._scale = scale
        self._known_typesetter = typesetter
        self._tex, self._plain = "", ""
        self._waits = at_leisure
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_formula(self, tex: str, words: str, plain: str) -> None:
        """Show LaTeX, which is read aloud as ``words`` and copied as text as ``plain``."""
        if (tex, plain) != (self._tex, self._plain):
            before = self.sizeHint()
            self._tex, self._plain = tex, plain
            if before != self.sizeHint():
                self.updateGeometry()
            self.update()
        self.setAccessibleName(words)

    def prepare(self, tex: str, plain: str) -> None:
        """Set a formula ahead of the time when it is shown; whoever shares the typesetter finds it there."""
        self._typesetter.typeset(tex, size=self._em(), colour="#000000", plain=plain)

    @property
    def _typesetter(self) -> Typesetter:
        """Imported with the first formula that is shown, since the very first frame shows none."""
        if self._known_typesetter is None:
            from derivgui.painting.typesetting import Typesetter

            self._known_typesetter = Typesetter(capacity=16)
        return self._known_typesetter

    @property
    def tex(self) -> str:
        """The LaTeX that is shown."""
        return self._tex

    @property
    def is_cut(self) -> bool:
        """Whether the formula is too wide even at its smallest."""
        return not self._waits and self._fitting().width > self._room() + 0.5

    def sizeHint(self) -> QSize:
        if self._waits:
            return QSize(3 * FADE, round(USUAL_HEIGHT * self._em()) + 2 * PADDING)
        formula = self._formula()
        em = formula.size
        ascent, descent = max(formula.ascent, 0.8 * em), max(formula.descent, 0.25 * em)
        return QSize(round(formula.width) + 2, round(ascent + descent) + 2 * PADDING)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(3 * FADE, self.sizeHint().width()), self.sizeHint().height())

    def _formula(self) -> Formula:
        """Return the formula at full size."""
        size = self._em()
        colour = self.palette().color(self.foregroundRole()).name()
        return self._typesetter.typeset(self._tex, size=size, colour=colour, plain=self._plain)

    def _em(self) -> float:
        return self._scale * QFontInfo(self.font()).pixelSize()

    def _fitting(self) -> Formula:
        formula = self._formula()
        if formula.width <= self._room():
            return formula
        share = max(SMALLEST_SHARE, self._room() / formula.width)
        return formula.scaled(formula.size * share)

    def _room(self) -> float:
        return self.contentsRect().width()

    def _begin(self) -> None:
        self._waits = False
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._waits:
            QTimer.singleShot(0, self, self._begin)
            return
        formula = self._fitting()
        painter = QPainter(self)
        if formula.width > self._room() + 0.5:
            painter.drawPixmap(QPoint(), self._faded(formula))
        else:
            formula.paint(painter, self.contentsRect().left(), self._baseline(formula))
        painter.end()

    def _baseline(self, formula: Formula) -> int:
        """Return the pixel row on which a formula stands that is centred in the label."""
        em = formula.size
        ascent, descent = max(formula.ascent, 0.8 * em), max(formula.descent, 0.25 * em)
        return round(self.contentsRect().center().y() + (ascent - descent) / 2)

    def _faded(self, formula: Formula) -> QPixmap:
        pixmap = _transparent(self.size(), self.devicePixelRatio())
        painter = QPainter(pixmap)
        formula.paint(painter, self.contentsRect().left(), self._baseline(formula))
        gradient = QLinearGradient(self.contentsRect().right() - FADE, 0, self.width(), 0)
        gradient.setColorAt(0, Qt.GlobalColor.black)
        gradient.setColorAt(1, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.fillRect(QRectF(self.rect()), QBrush(gradient))
        painter.end()
        return pixmap

    def event(self, event: QEvent) -> bool:
        """Show the whole formula as tooltip where it is cut; a tooltip of its own wins."""
        is_tooltip = event.type() == QEvent.Type.ToolTip and not self.toolTip()
        if is_tooltip and isinstance(event, QHelpEvent) and self.is_cut:
            QToolTip.showText(event.globalPos(), self._picture(), self)
            return True
        return super().event(event)

    def _picture(self) -> str:
        """Return the formula as an HTML image in the colours of tooltips."""
        colour = QToolTip.palette().color(QPalette.ColorRole.ToolTipText).name()
        size = self._formula().size
        formula = self._typesetter.typeset(self._tex, size=size, colour=colour, plain=self._plain)
        height = round(formula.ascent + formula.descent) + 4
        pixmap = _transparent(QSize(round(formula.width) + 4, height), 2.0)
        painter = QPainter(pixmap)
        formula.paint(painter, 2, 2 + round(formula.ascent))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        pixmap.save(buffer, "PNG")
        data = bytes(buffer.data().toBase64().data()).decode()
        return f'<img src="data:image/png;base64,{data}" height="{height}">'

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the formula for other programs."""
        if not self._tex:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy as LaTeX").triggered.connect(lambda: _copy(self._tex))
        menu.addAction("Copy as text").triggered.connect(lambda: _copy(self._plain))
        menu.popup(event.globalPos())


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _transparent(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
