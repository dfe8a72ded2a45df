"""The badge in the canvas' lower right corner, and the list that it opens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from derivgui.model.scene.certified import Notable, WindowCertificate
from derivgui.painting.palette import Palette
from derivgui.ui.theme import icon, interface_font
from derivgui.ui.widgets.canvas_button import CanvasButton

MARGIN = 8
CLEARANCE = 8.0
# The axis itself stays in sight as well.
ABOVE_NUMBERS = 8
# Qt counts a frame and two spaces behind the words, which nothing needs.
UNUSED = 8
WIDEST_SHARE = 0.5
# The readout stands in the other corner.
READOUT_ROOM = 232
# More stretches than these are not listed one by one.
MOST_LISTED = 12
SENTENCE_WIDTH = 46
_BESIDE, _ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
_ICONS = {"proven": "proven", "not determined": "undetermined"}


class CertificateBadge(CanvasButton):
    """Says in a line what is proven; a click lists what is open and what was found."""

    chosen = Signal(object)  # a Notable of the list

    def __init__(self, palette: Palette, canvas: QWidget) -> None:
        super().__init__(canvas, interface_font(-1))
        self._palette = palette
        self._shown: WindowCertificate | None = None
        self._handles: list[QPointF] = []
        self._numbers = QRectF()
        self._readout = QRectF()
        # Each headline with its size, the longest first.
        self._sizes: list[tuple[str, QSize]] = []
        self._list = QMenu(self)
        self._list.setAccessibleName("Stretches of the window")
        # Its first lines are there to be read, not to be chosen.
        self._list.setProperty("explains", True)
        self.clicked.connect(self.open_list)
        self.hide()

    @property
    def stretches(self) -> QMenu:
        """The list, open or not."""
        return self._list

    def show_certificate(self, certificate: WindowCertificate | None) -> None:
        """Another certificate; None while nothing is known."""
        if certificate is self._shown:
            return
        self._shown = certificate
        self._list.close()
        if certificate is not None:
            self._show_words(certificate)
            self._sizes = [(words, self._size_with(words)) for words in (*certificate.headlines, "")]
        self._place()

    def avoid(self, handles: list[QPointF], numbers: QRectF, readout: QRectF) -> None:
        """Give way to handles and to the readout, and stand above the stripe of the numbers of the x axis."""
        self._handles, self._numbers, self._readout = handles, numbers, readout
        self._place()

    def _size_with(self, words: str) -> QSize:
        self._say(words)
        return self.sizeHint() - QSize(UNUSED if words else 0, 0)

    def _say(self, words: str) -> None:
        self.setText(words)
        self.setToolButtonStyle(_BESIDE if words else _ALONE)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        if self._shown is not None:
            self._show_words(self._shown)

    def open_list(self) -> None:
        """The list above the badge; the first stretch can be chosen at once."""
        if self._shown is None:
            return
        self._fill_list(self._shown)
        size = self._list.sizeHint()
        corner = self.mapToGlobal(QPoint(self.width() - size.width(), -size.height() - 4))
        self._list.popup(corner)
        first = next((action for action in self._list.actions() if action.isEnabled() and action.text()), None)
        if first is not None:
            self._list.setActiveAction(first)

    def _show_words(self, certificate: WindowCertificate) -> None:
        is_proven = certificate.status == "proven"
        palette = self._palette
        self.setIcon(icon(_ICONS[certificate.status], palette, palette.muted if is_proven else palette.warning))
        self.setToolTip(f"{certificate.sentence}\nClick for the stretches.")
        self.setAccessibleName(certificate.headlines[0])
        self.setAccessibleDescription(certificate.sentence)

    def _fill_list(self, certificate: WindowCertificate) -> None:
        self._list.clear()
        for line in _wrapped(certificate.sentence):
            self._list.addAction(line).setEnabled(False)
        for notables in (certificate.open, certificate.found):
            if notables:
                self._list.addSeparator()
            for notable in notables[:MOST_LISTED]:
                self._add(notable)
            if len(notables) > MOST_LISTED:
                self._list.addAction(f"… and {len(notables) - MOST_LISTED} more").setEnabled(False)

    def _add(self, notable: Notable) -> None:
        action = self._list.addAction(notable.text)
        action.setEnabled(notable.window is not None)
        action.triggered.connect(lambda _checked=False, chosen=notable: self.chosen.emit(chosen))

    def _is_wanted(self) -> bool:
        return self._shown is not None

    def _place(self) -> None:
        """Its corner, in fewer words where a handle or a narrow canvas asks for it; hidden where that is not enough."""
        words, place = self._room() if self._shown is not None else ("", None)
        if place is not None and (words != self.text() or place != self.geometry()):
            self._say(words)
            self.setGeometry(place)
        if (place is not None) == self.isHidden():
            self.setVisible(place is not None)

    def _room(self) -> tuple[str, QRect | None]:
        widest = min(WIDEST_SHARE * self._canvas.width(), self._canvas.width() - READOUT_ROOM)
        for words, size in self._sizes:
            place = self._corner(size)
            if self._readout.intersects(QRectF(place)):
                if words:
                    continue
                place.moveBottom(round(self._readout.top()) - MARGIN)
            around = QRectF(place).adjusted(-CLEARANCE, -CLEARANCE, CLEARANCE, CLEARANCE)
            if (size.width() <= widest or not words) and not any(around.contains(spot) for spot in self._handles):
                return words, place
        return "", None

    def _corner(self, size: QSize) -> QRect:
        corner = QPoint(self._canvas.width() - MARGIN, self._canvas.height() - MARGIN)
        place = QRect(corner - QPoint(size.width(), size.height()), size)
        if self._numbers.intersects(QRectF(place)):
            # Half a number cannot be read.
            place.moveBottom(round(self._numbers.top()) - ABOVE_NUMBERS)
        return place


def _wrapped(sentence: str) -> list[str]:
    import textwrap

    return textwrap.wrap(sentence, SENTENCE_WIDTH)
