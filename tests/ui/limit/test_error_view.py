"""The error picture under the hand: hover, click, drag, keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from derivgui.app import make_application
from derivgui.model.calculus.difference_errors import difference_errors
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.painting.palette import DARK, LIGHT, Palette
from derivgui.ui.limit.error_view import ErrorView
from derivgui.ui.theme import apply_theme, number_font
from tests.ui.limit.colours import colours_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> ErrorView:
    """sin at 1, 560 by 170 pixels."""
    apply_theme(make_application(), LIGHT)
    shown = ErrorView(LIGHT, number_font(-1))
    qtbot.addWidget(shown)
    shown.resize(560, 170)
    shown.show_errors(difference_errors(RealFunction(Program(parse("sin x").tree)), 1.0), "")
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def spot(view: ErrorView, h: float) -> QPoint:
    return QPoint(round(view.position(h)), view.height() // 2)


def pixels(view: ErrorView) -> bytes:
    image = view.grab().toImage()
    return bytes(image.constBits())


def test_a_click_chooses_the_step_below_it(view: ErrorView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.step_chosen) as chosen:
        QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.NoModifier, spot(view, 1e-8))
    assert chosen.args == [1e-8]


def test_a_drag_takes_h_along_and_ends_once(view: ErrorView) -> None:
    chosen: list[float] = []
    ended: list[bool] = []
    view.step_chosen.connect(chosen.append)
    view.step_chosen.connect(view.show_step)
    view.choosing_ended.connect(lambda: ended.append(True))
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, spot(view, 1e-2))
    for k in range(3, 13):
        QTest.mouseMove(view, spot(view, 10.0**-k))
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, spot(view, 1e-12))
    assert chosen[0] == 1e-2
    assert chosen[-1] == 1e-12
    assert ended == [True]


@pytest.mark.parametrize(
    ("key", "h"),
    [
        (Qt.Key.Key_Right, 7.5e-5), (Qt.Key.Key_Left, 1.3e-4), (Qt.Key.Key_PageDown, 1e-5),
        (Qt.Key.Key_PageUp, 1e-3), (Qt.Key.Key_Home, 1.0), (Qt.Key.Key_End, 1e-16),
    ],
)  # fmt: skip
def test_keys_choose_steps(view: ErrorView, qtbot: QtBot, key: Qt.Key, h: float) -> None:
    view.show_step(1e-4)
    with qtbot.waitSignal(view.step_chosen) as chosen:
        QTest.keyClick(view, key)
    assert chosen.args is not None
    assert chosen.args[0] == pytest.approx(h, rel=0.03)


@pytest.mark.parametrize(
    ("h", "key", "chosen"),
    [
        (1e-100, Qt.Key.Key_Right, []), (1e-100, Qt.Key.Key_End, []), (-1e-100, Qt.Key.Key_Left, [1e-16]),
        (50.0, Qt.Key.Key_Left, []), (50.0, Qt.Key.Key_Home, []), (50.0, Qt.Key.Key_PageDown, [1.0]),
    ],
)  # fmt: skip
def test_from_beyond_the_picture_keys_lead_only_back_into_it(
    view: ErrorView, h: float, key: Qt.Key, chosen: list[float]
) -> None:
    seen: list[float] = []
    view.step_chosen.connect(seen.append)
    view.show_step(h)
    QTest.keyClick(view, key)
    assert seen == chosen


def test_a_step_beyond_the_picture_is_no_line_at_its_edge(view: ErrorView) -> None:
    lines = []
    for h in (1e-16, 1e-100, 1.0, 50.0):
        view.show_step(h)
        edge = QRect(round(view.position(h)) - 2, 34, 5, 12)
        lines.append(LIGHT.secant.upper() in colours_of(view, edge))
    assert lines == [True, False, True, False]


def test_hovering_reads_without_choosing(view: ErrorView, qtbot: QtBot) -> None:
    chosen: list[float] = []
    view.step_chosen.connect(chosen.append)
    pictures = {pixels(view)}
    for h in (1e-3, 1e-6):
        QTest.mouseMove(view, spot(view, h))
        qtbot.waitUntil(lambda: pixels(view) not in pictures)
        pictures.add(pixels(view))
    assert chosen == []


def test_the_step_in_use_is_a_line_in_the_secants_colour_on_either_side(view: ErrorView) -> None:
    line = QRect(round(view.position(1e-11)) - 2, 34, 5, 60)
    for h, is_there in ((1e-11, True), (-1e-11, True), (1e-4, False)):
        view.show_step(h)
        assert (LIGHT.secant.upper() in colours_of(view, line)) == is_there


def test_each_method_has_its_colour_in_each_theme(view: ErrorView) -> None:
    for palette in (LIGHT, DARK):
        view.set_palette(palette)
        seen = colours_of(view)
        for colour in (palette.secant, palette.cycle(1), palette.cycle(4)):
            assert colour.upper() in seen


def test_old_curves_pale(view: ErrorView) -> None:
    view.fade()
    assert view.is_stale
    assert LIGHT.cycle(1).upper() not in colours_of(view)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_without_curves_there_are_words_and_nothing_can_be_chosen(view: ErrorView, palette: Palette) -> None:
    view.set_palette(palette)
    view.show_errors(None, "Nothing to compare.")
    chosen: list[float] = []
    view.step_chosen.connect(chosen.append)
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.NoModifier, spot(view, 1e-3))
    QTest.keyClick(view, Qt.Key.Key_End)
    assert chosen == []
    assert palette.cycle(1).upper() not in colours_of(view)


@pytest.mark.parametrize(("width", "height"), [(40, 30), (200, 90), (1600, 900)])
@pytest.mark.parametrize("text", ["sin x", "7", "3x + 1", "ln x", "x^3", "|x|"])
def test_any_size_and_function_can_be_painted(view: ErrorView, text: str, width: int, height: int) -> None:
    for x in (1.0, 1e10, 1e-10):
        view.resize(width, height)
        view.show_errors(difference_errors(RealFunction(Program(parse(text).tree)), x), "")
        QTest.mouseMove(view, QPoint(width // 2, height // 2))
        view.grab()
