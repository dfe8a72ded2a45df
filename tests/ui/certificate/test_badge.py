"""The list of the badge: its first lines are there to be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from derivgui.app import make_application
from derivgui.model.scene.certified import Notable, WindowCertificate
from derivgui.painting.palette import DARK, LIGHT, Palette, contrast
from derivgui.ui.certificate.badge import CertificateBadge
from derivgui.ui.theme import apply_theme

CERTIFICATE = WindowCertificate(
    "not determined",
    ("not determined: 1 stretch",),
    "Ball arithmetic encloses f in every column of pixels, but for the stretches listed here.",
    (Notable(-0.1, 0.1, "swings faster than pixels show, x from -0.1 to 0.1", (-0.2, 0.2)),),
    (),
)
READABLE = 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_sentence_of_the_list_can_be_read(qtbot: QtBot, palette: Palette) -> None:
    apply_theme(make_application(), palette)
    canvas = QWidget()
    qtbot.addWidget(canvas)
    canvas.resize(800, 400)
    canvas.show()
    badge = CertificateBadge(palette, canvas)
    badge.show_certificate(CERTIFICATE)
    badge.open_list()
    menu = badge.stretches
    qtbot.waitUntil(menu.isVisible)
    first = menu.actionGeometry(menu.actions()[0])
    image = menu.grab(first).toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    best = max(contrast(pixel.name(), palette.surface) for pixel in pixels)
    menu.close()
    assert not menu.actions()[0].isEnabled()
    assert best >= READABLE


def test_the_badge_says_less_beside_a_wide_readout_and_stands_above_a_wider_one(qtbot: QtBot) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    canvas.resize(600, 340)
    canvas.show()
    badge = CertificateBadge(LIGHT, canvas)
    badge.show_certificate(CERTIFICATE)
    assert badge.text() == CERTIFICATE.headlines[0]
    for width in (500.0, 580.0):
        readout = QRectF(12.0, 230.0, width, 98.0)
        badge.avoid([], QRectF(), readout)
        assert badge.isVisible()
        assert badge.text() == ""
        assert not readout.intersects(QRectF(badge.geometry()))
    badge.avoid([], QRectF(), QRectF())
    assert badge.text() == CERTIFICATE.headlines[0]
