"""The inset on the canvas: the picture, a sentence on what it shows, the magnification by slider, wheel or field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from derivgui.model.calculus.magnified import Magnified
from derivgui.painting.magnified import caption_height, paint_magnified
from derivgui.painting.palette import Palette
from derivgui.ui.microscope import zoom
from derivgui.ui.number_field import NumberField
from derivgui.ui.theme import icon, interface_font, number_font
from derivgui.ui.widgets.still_picture import still_picture

MARGIN = 12
# The certificate of the canvas stands in its very lower right corner.
BADGE_ROOM = 40
SENTENCE_LINES = 3
CLEARANCE = 16.0
RADIUS = 8.0
NOTCH_DELTA = 120.0


@dataclass(frozen=True, slots=True)
class Form:
    """How large the inset is, in pixels, and whether words stand in it or in its tooltip alone."""

    width: int
    picture_height: int
    has_words: bool = True


WHOLE, LOW, SMALLEST = Form(236, 148), Form(216, 92), Form(168, 60, has_words=False)
# On a canvas lower than this the inset is not shown whole.
LOW_CANVAS = 440
MEASURE = (
    "The curve (f(x + s t) − f(x))/s over t from −1 to 1, with s = 10⁻ᵏ: both axes are blown up alike.\n"
    "Its largest gap to the tangent is measured in these units, half the picture's width."
)
POWER_TIP = "The picture is blown up by 10 to the k"
_KEYS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10, Qt.Key.Key_End: 1000, Qt.Key.Key_Home: -1000,
}  # fmt: skip


class MagnifiedView(QWidget):
    """The picture, painted anew only when it changes."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(number_font(-1))
        self._palette = palette
        self._shown: Magnified | None = None
        self._colour = palette.function
        self._picture: QPixmap | None = None
        self.setAccessibleName("The curve at the point, magnified")
        self.setToolTip(MEASURE)

    def show_magnified(self, shown: Magnified | None, colour: str) -> None:
        """Another picture; None for an empty frame."""
        self._shown, self._colour = shown, colour
        self._forget()

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self._forget()

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None or self._picture.deviceIndependentSize().toSize() != self.size():
            self._picture = still_picture(self, self._palette.surface, self._paint)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        if self._shown is not None:
            paint_magnified(painter, QRectF(self.rect()), self._shown, self._palette, self._colour, self.font())


class DecadeSlider(QSlider):
    """A slider whose keys step whole decades."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows one decade, Page Up and Down ten, Home and End all."""
        decades = _KEYS.get(Qt.Key(event.key()))
        if decades is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(decades)
            event.accept()


class MicroscopeInset(QWidget):
    """Lies in a corner of the canvas where it hides no point; knows no document.

    It stays where it is while a hand moves points, and goes out of their way when the hand rests.
    """

    share_chosen = Signal(float)  # place on the slider, 0 to 1
    decades_stepped = Signal(int)
    scrolled = Signal(float)  # notches of the wheel
    k_entered = Signal(float)
    play_asked = Signal()
    close_asked = Signal()
    placed = Signal(QRectF)  # in pixels of the canvas, empty while it is hidden

    def __init__(
        self, palette: Palette, read: Callable[[str], float], write: Callable[[float], str], canvas: QWidget
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._palette = palette
        self._handles: tuple[QPointF, ...] = ()
        self._numbers = QRectF()
        self._form = WHOLE
        self._corner = 0
        self._sizes: dict[Form, QSize] = {}
        # Opaque, so that the canvas below can be repainted without it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Microscope inset")
        self.setFont(interface_font(-1))
        self._build(read, write)
        self.hide()
        canvas.installEventFilter(self)

    def _build(self, read: Callable[[str], float], write: Callable[[float], str]) -> None:
        self._view = MagnifiedView(self._palette, self)
        self._sentence = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._sentence.setFont(interface_font(-1))
        self._sentence.setFixedHeight(SENTENCE_LINES * self._sentence.fontMetrics().lineSpacing())
        self._field = NumberField(lambda text: zoom.checked(read(text)), write, "Magnification, power of ten", self)
        self._field.setToolTip(POWER_TIP)
        self._field.setFont(number_font(-1))
        self._field.setFixedWidth(44)
        self._field.entered.connect(self.k_entered)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(self._header())
        layout.addWidget(self._view)
        layout.addWidget(self._sentence)
        layout.addLayout(self._controls())

    def _header(self) -> QHBoxLayout:
        self._title = QLabel("Microscope", self)
        bold = interface_font()
        bold.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(bold)
        self._close = self._button("close", "Close the microscope")
        self._close.clicked.connect(self.close_asked)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._title)
        row.addStretch(1)
        power = QLabel("k =", self)
        italic = interface_font(-1)
        italic.setItalic(True)
        power.setFont(italic)
        power.setToolTip(POWER_TIP)
        row.addWidget(power)
        row.addWidget(self._field)
        row.addWidget(self._close)
        return row

    def _controls(self) -> QHBoxLayout:
        self._slider = DecadeSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, zoom.POSITIONS)
        self._slider.setAccessibleName("Magnification")
        self._slider.setToolTip("From life-size to 10³⁰⁰; the wheel over the picture does the same")
        self._slider.sliderMoved.connect(lambda position: self.share_chosen.emit(position / zoom.POSITIONS))
        self._slider.actionTriggered.connect(self._on_slider_action_triggered)
        self._slider.stepped.connect(self.decades_stepped)
        self._play = self._button("play", "Zoom in through all magnifications")
        self._play.clicked.connect(self.play_asked)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._play)
        row.addWidget(self._slider, 1)
        return row

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, self._palette))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    # Showing

    @property
    def sentence(self) -> str:
        """What the sentence below the picture says."""
        return self._sentence.text()

    def show_k(self, k: float) -> None:
        """Another magnification."""
        self._field.set_value(k)
        if not self._slider.isSliderDown():
            self._slider.setValue(round(zoom.POSITIONS * zoom.to_share(k)))

    def show_magnified(self, shown: Magnified | None, colour: str, words: str) -> None:
        """Another picture in the colour of its curve, with what is to be said of it."""
        self._view.show_magnified(shown, colour)
        if words != self._sentence.text():
            self._sentence.setText(words)
            self._view.setAccessibleDescription(words)
            self._view.setToolTip(f"{words}\n\n{MEASURE}")

    def set_playing(self, playing: bool) -> None:
        """Show a pause button while it plays."""
        self._play.setIcon(icon("pause" if playing else "play", self._palette))
        tip = "Pause" if playing else "Zoom in through all magnifications"
        self._play.setToolTip(tip)
        self._play.setAccessibleName(tip)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._view.set_palette(palette)
        self._close.setIcon(icon("close", palette))
        self.set_playing(False)
        self.update()

    # Its place

    def avoid(self, handles: Iterable[QPointF], numbers: QRectF) -> None:
        """These points should not be hidden, the first of them least of all; ``settle`` sees to it.

        ``numbers`` is the stripe of the numbers of the x axis, above which the certificate may stand.
        """
        self._handles, self._numbers = tuple(handles), numbers

    @property
    def is_in_the_way(self) -> bool:
        """Whether it hides a point where it is."""
        return self._hides(QRectF(self.geometry()), self._handles)

    def settle(self) -> None:
        """Stay, or where a point is hidden go to another corner; in a smaller form where no corner is free else."""
        self._form, self._corner, place = self._chosen()
        self._take(self._form)
        if place != self.geometry():
            self.setGeometry(place)

    def _chosen(self) -> tuple[Form, int, QRect]:
        """The form, the corner and the place there."""
        forms = (LOW, SMALLEST) if self._canvas.height() < LOW_CANVAS else (WHOLE, LOW, SMALLEST)
        places = [(form, *corner) for form in forms for corner in self._corners(form)]
        for spots in (self._handles, self._handles[:1]):
            for chosen in places:
                if not self._hides(QRectF(chosen[-1]), spots):
                    return chosen
        return places[0]

    def _hides(self, place: QRectF, spots: Iterable[QPointF]) -> bool:
        around = place.adjusted(-CLEARANCE, -CLEARANCE, CLEARANCE, CLEARANCE)
        return any(around.contains(spot) for spot in spots)

    def _corners(self, form: Form) -> list[tuple[int, QRect]]:
        """The numbers of the corners with the place in each, its present corner first."""
        size = self._size(form).boundedTo(self._canvas.size() - QSize(0, 2 * MARGIN))
        right = self._canvas.width() - size.width() - MARGIN
        floor = self._canvas.height()
        if floor - BADGE_ROOM < self._numbers.bottom() and self._numbers.top() < floor:
            floor = int(self._numbers.top())
        bottom = max(floor - size.height() - BADGE_ROOM, MARGIN)
        spots = ((right, MARGIN), (right, bottom), (MARGIN, MARGIN), (MARGIN, bottom))
        places = [(corner, QRect(x, y, size.width(), size.height())) for corner, (x, y) in enumerate(spots)]
        return sorted(places, key=lambda place: place[0] != self._corner)

    def _size(self, form: Form) -> QSize:
        if form not in self._sizes:
            self._take(form)
            self._layout.activate()
            self._sizes[form] = QSize(form.width, self.sizeHint().height())
        return self._sizes[form]

    def _take(self, form: Form) -> None:
        self._view.setFixedHeight(form.picture_height + round(caption_height(self._view.font())))
        if self._sentence.isHidden() == form.has_words:
            self._sentence.setVisible(form.has_words)
            self._title.setVisible(form.has_words)

    # Events

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell what it covers now."""
        self._tell_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell what it covers now."""
        self._tell_place()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what it covers now; its style, which may change its size, came with this event."""
        self._sizes.clear()
        self._tell_place()

    def hideEvent(self, event: QHideEvent) -> None:
        """It covers nothing any more."""
        self._tell_place()

    def _tell_place(self) -> None:
        self.placed.emit(QRectF() if self.isHidden() else QRectF(self.geometry()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the canvas' size."""
        if event.type() == QEvent.Type.Resize and watched is self._canvas and not self.isHidden():
            self.settle()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Magnify; the plane below stays as it is."""
        delta = event.angleDelta().y() or event.angleDelta().x()
        if delta:
            self.scrolled.emit(delta / NOTCH_DELTA)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press from the canvas below."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card on the canvas' own ground, as the readout."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._palette.canvas))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._palette.border), 1.0))
        painter.setBrush(QColor(self._palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()

    def _on_slider_action_triggered(self) -> None:
        """Clicks beside the handle; a drag comes through sliderMoved."""
        if not self._slider.isSliderDown():
            self.share_chosen.emit(self._slider.sliderPosition() / zoom.POSITIONS)
