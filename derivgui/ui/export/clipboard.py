"""A figure for other programs: on the clipboard and while it is dragged, as pixels, SVG and a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QWidget

from derivgui.export.extent import Extent
from derivgui.export.figure import Figure
from derivgui.export.formats import write_figure
from derivgui.export.raster import image
from derivgui.export.svg import svg

THUMBNAIL = 160


def figure_data(figure: Figure, size: Extent) -> QMimeData:
    """As pixels and as SVG; programs take what they like better."""
    data = QMimeData()
    data.setImageData(image(figure, size))
    data.setData("image/svg+xml", svg(figure, size))
    return data


def drag_figure(figure: Figure, size: Extent, folder: Path, source: QWidget) -> None:
    """Drag a figure out of a widget; ``folder`` keeps the file that is dropped."""
    file = folder / "figure.png"
    write_figure(figure, size, file)
    data = figure_data(figure, size)
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drag = QDrag(source)
    drag.setMimeData(data)
    picture = QPixmap.fromImage(image(figure, size))
    drag.setPixmap(picture.scaledToWidth(THUMBNAIL, Qt.TransformationMode.SmoothTransformation))
    drag.exec(Qt.DropAction.CopyAction)
