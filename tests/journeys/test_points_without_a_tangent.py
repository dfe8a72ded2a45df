"""Where there is no tangent, the canvas draws none, and the window says why."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from derivgui.model.scene import touches
from tests.journeys.driver import App

ABSENT = "f′(0) does not exist"
ROWS = [
    ("|x|", ABSENT, "corner  slopes −1 | 1  proven"),
    ("x^(2/3)", ABSENT, "cusp  slopes −∞ | ∞  proven"),
    ("cbrt(x)", ABSENT, "vertical tangent  proven"),
    ("floor(x)", ABSENT, "jump  −1 | 0  proven"),
    ("sin(x)/x", ABSENT, "hole  both sides → 1  proven"),
    ("1/x", ABSENT, "pole  −∞ | ∞  proven"),
    ("sin(1/x)", ABSENT, "endless swinging  proven"),
    ("sqrt(x)", ABSENT, "end of the curve  slope from the right ∞  proven"),
    ("sqrt(x^2 (x-1))", ABSENT, "single point  proven"),
    ("ln(x)", ABSENT, "pole  from the right −∞  proven"),
    ("{x=0: 2, 1}", ABSENT, "stray point  both sides → 1  proven"),
]


@pytest.mark.parametrize(("text", "slope", "kind"), ROWS, ids=[row[0] for row in ROWS])
def test_the_readout_names_the_kind_of_point(app: App, text: str, slope: str, kind: str) -> None:
    app.type_function(text)
    app.type_into("Tangent point x", "0")
    assert slope in app.readout
    assert kind in app.readout


def test_a_corner_wears_two_half_tangents(app: App) -> None:
    app.type_function("x + |x|")
    app.type_into("Tangent point x", "0")
    app.press("secant")
    app.press("derivative")
    app.press("derivative")
    assert _is_tangent_coloured(app, -0.5, 0.0)
    assert _is_tangent_coloured(app, 0.4, 0.8)
    assert not _is_tangent_coloured(app, 0.5, 0.5)


def test_a_jump_wears_no_tangent(app: App) -> None:
    app.type_function("floor(x) + x/2")
    app.type_into("Tangent point x", "1")
    app.press("secant")
    for x in (0.5, 1.5):
        assert not _is_tangent_coloured(app, x, math.floor(x) + x / 2)


def test_an_upright_tangent_is_drawn_upright(app: App) -> None:
    app.type_function("cbrt(x)")
    app.type_into("Tangent point x", "0")
    app.press("secant")
    assert _is_tangent_coloured(app, 0.0, 0.4)
    assert _is_tangent_coloured(app, 0.0, -0.4)


def test_the_point_waits_in_the_hole(app: App) -> None:
    app.type_function("(x^2 - 1)/(x - 1)")
    app.type_into("Tangent point x", "1")
    expected = app.window.session.viewport.to_pixel(1.0, 2.0)
    assert (app.spot("tangent").x(), app.spot("tangent").y()) == pytest.approx(expected, abs=1)


def test_the_sentence_says_why(app: App, qtbot: QtBot) -> None:
    app.type_function("|x|")
    app.type_into("Tangent point x", "0")

    def sentences() -> str:
        return " ".join(label.text() for label in app.window.findChildren(QLabel) if label.isVisible())

    qtbot.waitUntil(lambda: "The curve has a corner" in sentences() and "(Proven.)" in sentences())


def test_a_pinned_corner_is_called_one(app: App) -> None:
    app.type_function("|x|")
    app.type_into("Tangent point x", "0")
    app.press("pin")
    (pin,) = app.window.session.scene.pins
    assert pin.text == "f′(0) does not exist"
    assert pin.verdict.kind == "corner"


def _is_tangent_coloured(app: App, x: float, y: float) -> bool:
    """Whether the tangent's colour shows at a data point or in the pixels next to it."""
    image = app.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = image.devicePixelRatio()
    px, py = app.window.session.viewport.to_pixel(x, y)
    wanted = QColor(app.window.colours.tangent)
    spots = [QPointF(px + dx, py + dy) * ratio for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return any(_distance(image.pixelColor(spot.toPoint()), wanted) < 60 for spot in spots)


def _distance(a: QColor, b: QColor) -> int:
    return abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue())


SWINGS = "ln|atan(cot(1/(x^2-2))/(1+|cot(1/(x^2-2))|))|"


def test_a_place_that_takes_a_closer_look_says_so_until_it_is_known(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touches, "SECONDS", 0.0)
    app.type_function(SWINGS)
    seen: list[str] = []
    app.window.session.scene_changed.connect(lambda _: seen.append(app.readout))
    app.type_into("Tangent point x", "sqrt(2)")
    assert "looking closer" in seen[0]
    assert "not determined" not in seen[0]
    assert "endless swinging  proven" in seen[-1]
    assert "does not exist" in app.readout


def test_on_a_map_too(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touches, "SECONDS", 0.0)
    app.type_function("y + max(sin(1/x), x^2 sin(1/x))")
    seen: list[bool] = []
    app.map.session.scene_changed.connect(lambda scene: seen.append(scene.point.is_awaited))
    app.drag_point(to=(0.0, 1.0))
    assert app.point.x == 0.0
    assert True in seen
    assert not app.point.is_awaited
    assert app.point.verdict_x.kind == "oscillation"
