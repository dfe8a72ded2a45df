"""Structural similarity of two pictures (Wang, Bovik, Sheikh, Simoncelli, 2004), with square windows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

WINDOW = 8
# (0.01 L)^2 and (0.03 L)^2 for a range L of 255, as in the paper.
C1, C2 = 6.5025, 58.5225


def grey(picture: QImage) -> NDArray[np.float64]:
    """Brightness from 0 to 255 over white, shape (height, width)."""
    flat = QImage(picture.size(), QImage.Format.Format_RGB32)
    flat.fill(0xFFFFFFFF)
    from PySide6.QtGui import QPainter

    painter = QPainter(flat)
    painter.drawImage(0, 0, picture)
    painter.end()
    flat = flat.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    return rows[:, : flat.width()].astype(np.float64)


def similarity(first: QImage, second: QImage) -> float:
    """Mean SSIM, 1 for equal pictures; sizes may differ by a pixel."""
    a, b = grey(first), grey(second)
    height, width = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
    assert abs(a.shape[0] - b.shape[0]) <= 1
    assert abs(a.shape[1] - b.shape[1]) <= 1
    a, b = a[:height, :width], b[:height, :width]
    mean_a, mean_b = _mean(a), _mean(b)
    var_a, var_b = _mean(a * a) - mean_a**2, _mean(b * b) - mean_b**2
    cov = _mean(a * b) - mean_a * mean_b
    ratio = (2 * mean_a * mean_b + C1) * (2 * cov + C2) / ((mean_a**2 + mean_b**2 + C1) * (var_a + var_b + C2))
    return float(ratio.mean())


def _mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Means over all windows, by sums over rectangles."""
    total = np.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    w = WINDOW
    sums = total[w:, w:] - total[:-w, w:] - total[w:, :-w] + total[:-w, :-w]
    return np.asarray(sums / (w * w))
