"""derivgui's own icons: SVG on a 20 x 20 grid, painted in the colours of the theme when shown."""

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache

from derivgui.painting.palette import Palette
from derivgui.resources import resource_path, resource_text


def icon(name: str, palette: Palette | None = None, colour: str | None = None) -> QIcon:
    """Return an icon of ``resources/icons``; it is read and rasterised when it is first shown.

    Parameters
    ----------
    name
        The file's name without ending; FileNotFoundError where there is none.
    palette
        Whose text colours it takes, enabled and disabled. Without one it follows the
        application's palette, also when that changes.
    colour
        Its own colour while enabled.
    """
    resource_path(_file(name))
    normal = colour or (palette.text if palette else "")
    return QIcon(_Engine(name, normal, palette.disabled if palette else ""))


def _file(name: str) -> str:
    return f"icons/{name}.svg"


class _Engine(QIconEngine):
    """Paints one SVG in one of two colours; an empty colour stands for the application's."""

    def __init__(self, name: str, normal: str, disabled: str) -> None:
        super().__init__()
        self._name, self._normal, self._disabled = name, normal, disabled

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._normal, self._disabled)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        pixmap = self.pixmap(rect.size() * ratio, mode, state)
        painter.drawPixmap(rect, pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of ``size`` device pixels; Qt's bounded pixmap cache keeps it."""
        if size.isEmpty():
            return QPixmap()
        colour = self._colour(mode)
        key = f"derivgui icon {self._name} {colour} {size.width()} {size.height()}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = _rasterised(self._name, colour, size)
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def _colour(self, mode: QIcon.Mode) -> str:
        is_disabled = mode == QIcon.Mode.Disabled
        own = self._disabled if is_disabled else self._normal
        if own:
            return own
        group = QPalette.ColorGroup.Disabled if is_disabled else QPalette.ColorGroup.Active
        return QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText).name()


def _rasterised(name: str, colour: str, size: QSize) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    svg = resource_text(_file(name)).replace("currentColor", colour)
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(size.width(), size.height())
    square = QRect(QPoint(), QSize(side, side))
    square.moveCenter(pixmap.rect().center())
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(square))
    painter.end()
    return pixmap
