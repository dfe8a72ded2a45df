"""A quiet offer beside the colour bar where evenly spaced levels leave out the floor of a bowl."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont

from derivgui.model.document import edits
from derivgui.model.scene.contour import ContourScene, Relief
from derivgui.painting.contour.bar import bar_of
from derivgui.painting.palette import Palette
from derivgui.ui.contour.canvas import ContourCanvas
from derivgui.ui.contour.session import ContourSession
from derivgui.ui.theme import icon, interface_font
from derivgui.ui.widgets.canvas_button import CanvasButton

MARGIN = 12
GAP = 8
CLEARANCE = 12.0
# Beside the point stand its gradient and the length of that, across and up in pixels.
GRADIENT_ROOM = QSizeF(150.0, 40.0)
OFFER = "Show the valley floor"
REASON = (
    "Nearly all level lines lie high above the lowest point.\nLevels in powers of ten show the floor (Ctrl+Shift+L)."
)


class FloorButton(CanvasButton):
    """Offers levels in powers of ten, above the colour bar, or in the corner above where the point is near that."""

    def __init__(self, palette: Palette, canvas: ContourCanvas, map_font: QFont) -> None:
        super().__init__(canvas, interface_font(-1))
        self._map = canvas
        self._map_font = map_font
        self._relief: Relief | None = None
        self._places: tuple[tuple[QRect, QSizeF], ...] = ()
        self._measured_for: tuple[Relief, int] | None = None
        self.setText(OFFER)
        self.setToolTip(REASON)
        self.setAccessibleName(OFFER)
        self.setAccessibleDescription(REASON)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.set_palette(palette)
        self.hide()

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.setIcon(icon("logarithmic", palette, palette.text))

    def offer(self, relief: Relief | None) -> None:
        """Stand on this map; None for nothing to offer."""
        self._relief = relief
        self._place()

    def avoid(self) -> None:
        """Give way to handles that have moved."""
        if self._relief is not None:
            self._place()

    def _is_wanted(self) -> bool:
        return self._relief is not None

    def _place(self) -> None:
        place = None if self._relief is None else self._free_place(self._relief)
        if place is not None and place != self.geometry():
            self.setGeometry(place)
        if self.isHidden() == (place is not None):
            self.setVisible(place is not None)

    def _free_place(self, relief: Relief) -> QRect | None:
        if self._measured_for != (relief, self._canvas.width()):
            self._measured_for = relief, self._canvas.width()
            self._places = tuple(self._measured(relief))
        return next((place for place, room in self._places if self._is_free(place, room)), None)

    def _measured(self, relief: Relief) -> Iterator[tuple[QRect, QSizeF]]:
        """Where it may stand, with the room it keeps there; a drag does not ask again."""
        size, bar = self.sizeHint(), bar_of(relief, self._map_font)
        left = self._canvas.width() - MARGIN - size.width()
        if bar is not None:
            yield QRect(QPoint(left, round(bar.card.top()) - GAP - size.height()), size), GRADIENT_ROOM
        yield QRect(QPoint(left, MARGIN), size), QSizeF(CLEARANCE, CLEARANCE)

    def _is_free(self, place: QRect, room: QSizeF) -> bool:
        across, up = room.width(), room.height()
        around = QRectF(place).adjusted(-across, -up, across, up)
        return not any(around.contains(spot) for spot in self._map.handles().values())


class FloorPresenter(QObject):
    """One for each contour canvas; the button is made with the first map that hides a floor."""

    def __init__(self, contour: ContourSession, canvas: ContourCanvas, palette: Palette, map_font: QFont) -> None:
        super().__init__(canvas)
        self._session = contour.session
        self._canvas = canvas
        self._palette = palette
        self._map_font = map_font
        self._button: FloorButton | None = None
        self._relief: Relief | None = None
        contour.scene_changed.connect(self._on_scene_changed)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        if self._button is not None:
            self._button.set_palette(palette)

    def _on_scene_changed(self, scene: ContourScene) -> None:
        relief = scene.statics.relief
        if relief is not self._relief:
            self._relief = relief
            hides = relief is not None and relief.hides_floor and not scene.statics.stale
            self._offer(relief if hides else None)
        elif self._button is not None:
            self._button.avoid()

    def _offer(self, relief: Relief | None) -> None:
        if self._button is None:
            if relief is None:
                return
            self._button = FloorButton(self._palette, self._canvas, self._map_font)
            self._button.clicked.connect(self._on_button_clicked)
        self._button.offer(relief)

    def _on_button_clicked(self) -> None:
        self._session.edit("Show: Levels in powers of ten", lambda d: edits.show(d, logarithmic=True))
