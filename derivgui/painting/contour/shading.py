"""The colours of heights: perceptually uniform, safe for colour-blind eyes, and pale enough to draw on.

Each table is a curve in OKLab (B. Ottosson, A perceptual color space for image processing, 2020) from blue to yellow,
the axis that red-green blindness leaves alone, with lightness that only rises, walked in steps of equal length.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.contours import shades
from derivgui.model.scene.contour import Relief
from derivgui.painting.palette import Palette

SHADES = 255
FINE = 1000
# (L, a, b) of the lowest and the highest shade, and the point between that bends the way by green.
LIGHT_WAY = ((0.795, -0.022, -0.075), (0.905, -0.082, -0.004), (0.985, -0.016, 0.066))
GREY_WAY = ((0.800, 0.0, 0.0), (0.900, 0.0, 0.0), (0.990, 0.0, 0.0))
DARK_WAY = ((0.215, -0.008, -0.078), (0.335, -0.070, -0.006), (0.470, -0.012, 0.088))
_LMS_FROM_LAB = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_RGB_FROM_LMS = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)


@lru_cache(3)
def shade_table(is_dark: bool, is_grey: bool = False) -> NDArray[np.uint8]:
    """The shades from lowest to highest as sRGB, shape ``(255, 3)``."""
    start, bend, end = (np.array(point) for point in (GREY_WAY if is_grey else DARK_WAY if is_dark else LIGHT_WAY))
    t = np.linspace(0.0, 1.0, FINE)[:, None]
    way = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
    walked = np.concatenate(([0.0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))))
    even = np.linspace(0.0, walked[-1], SHADES)
    lab = np.stack([np.interp(even, walked, way[:, axis]) for axis in range(3)], axis=1)
    return _srgb(lab)


def _srgb(lab: Array) -> NDArray[np.uint8]:
    linear = np.clip((lab @ _LMS_FROM_LAB.T) ** 3 @ _RGB_FROM_LMS.T, 0.0, 1.0)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    table: NDArray[np.uint8] = np.round(255 * encoded).astype(np.uint8)
    return table


def shade(palette: Palette, share: float) -> str:
    """The colour of a height between the lowest (0) and the highest (1)."""
    red, green, blue = shade_table(palette.is_dark, palette.is_grey)[
        round(min(max(share, 0.0), 1.0) * (SHADES - 1))
    ].tolist()
    return f"#{red:02X}{green:02X}{blue:02X}"


def paint_shading(painter: QPainter, relief: Relief, palette: Palette) -> None:
    """The whole window in the colours of its heights; nothing where f is undefined."""
    image = _image(relief, palette)
    width, height = relief.view.width, relief.view.height
    # The nodes at the edge of the grid lie on the edge of the window, in the middle of their pixels.
    cell = QRectF(0, 0, width / (image.width() - 1), height / (image.height() - 1))
    target = QRectF(-cell.width() / 2, -cell.height() / 2, width + cell.width(), height + cell.height())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.save()
    painter.setClipRect(QRectF(0, 0, width, height), Qt.ClipOperation.IntersectClip)
    painter.drawImage(target, image)
    painter.restore()


def _image(relief: Relief, palette: Palette) -> QImage:
    """One pixel a node, north up."""
    index = shades(relief.contours.field, relief.levels)[::-1]
    red, green, blue = shade_table(palette.is_dark, palette.is_grey).astype(np.uint32).T
    table = np.concatenate(([0], 0xFF000000 | red << 16 | green << 8 | blue)).astype(np.uint32)
    pixels = np.ascontiguousarray(table[index])
    rows, columns = pixels.shape
    image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()
