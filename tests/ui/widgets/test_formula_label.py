"""A formula label shows the formula whole where it can, and always says what it is."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QHelpEvent, QImage, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from derivgui.ui.widgets.formula_label import FormulaLabel

SHORT = (r"f(x)=x^{2}", "f of x equals x squared", "f(x) = x^2")
TALL = (r"\frac{\frac{1}{x}}{2}", "1 over x, over 2", "1/x/2")
LONG = (r"f(x)=" + "+".join(rf"\frac{{x^{{{n}}}}}{{{n}}}" for n in range(1, 15)), "a sum", "sum")


@pytest.fixture
def label(qtbot: QtBot) -> FormulaLabel:
    label = FormulaLabel()
    qtbot.addWidget(label)
    label.setStyleSheet("background: white; color: black")
    return label


def darkness(label: FormulaLabel) -> np.ndarray:
    image = label.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return 255 - flat[:, : image.width()].astype(int)


def inked_columns(label: FormulaLabel) -> np.ndarray:
    return np.flatnonzero((darkness(label) > 30).any(axis=0))


def show_in(label: FormulaLabel, formula: tuple[str, str, str], width: int) -> None:
    label.set_formula(*formula)
    label.resize(width, label.sizeHint().height())


@pytest.mark.parametrize("formula", [SHORT, TALL, LONG])
def test_its_size_hint_cuts_nothing(label: FormulaLabel, formula: tuple[str, str, str]) -> None:
    show_in(label, formula, 0)
    label.resize(label.sizeHint())
    ink = darkness(label) > 30
    assert ink.any()
    assert not ink[0].any()
    assert not ink[-1].any()
    assert not label.is_cut
    assert inked_columns(label).max() > label.width() - 6


def test_a_lone_letter_is_as_high_as_a_line(label: FormulaLabel) -> None:
    label.set_formula("x", "x", "x")
    low = label.sizeHint().height()
    label.set_formula("f", "f", "f")
    assert label.sizeHint().height() == pytest.approx(low, abs=3)


def test_a_narrow_label_shrinks_its_formula(label: FormulaLabel) -> None:
    show_in(label, LONG, 0)
    full = label.sizeHint().width()
    label.resize(int(0.7 * full), label.sizeHint().height())
    assert not label.is_cut
    assert 0.65 * full < np.ptp(inked_columns(label)) < 0.7 * full
    assert (darkness(label)[:, -20:] > 150).any()


def test_a_narrower_one_fades_out_at_the_right(label: FormulaLabel) -> None:
    show_in(label, LONG, 0)
    label.resize(int(0.3 * label.sizeHint().width()), label.sizeHint().height())
    assert label.is_cut
    shades = darkness(label)
    assert shades[:, -2:].max() < 40
    assert shades[:, -20:-10].max() < shades[:, :-40].max()


def test_it_never_widens_a_panel(label: FormulaLabel) -> None:
    label.set_formula(*LONG)
    assert label.minimumSizeHint().width() < 100
    assert label.minimumSizeHint().height() == label.sizeHint().height()


def test_the_tooltip_shows_a_cut_formula_and_no_other(label: FormulaLabel, qtbot: QtBot) -> None:
    label.show()
    qtbot.waitExposed(label)
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.text())
    for width, expected in ((1000, ""), (60, '<img src="data:image/png;base64,')):
        show_in(label, LONG, width)
        point = QPoint(5, 5)
        event = QHelpEvent(QEvent.Type.ToolTip, point, label.mapToGlobal(point))
        QApplication.sendEvent(label, event)
        assert QToolTip.text().startswith(expected)
        assert bool(QToolTip.text()) == bool(expected)
        QToolTip.hideText()


def test_it_is_read_aloud_in_words(label: FormulaLabel) -> None:
    label.set_formula(*SHORT)
    assert label.accessibleName() == "f of x equals x squared"


def test_the_same_formula_asks_for_no_layout(label: FormulaLabel, qtbot: QtBot) -> None:
    label.set_formula(*SHORT)
    before = label.sizeHint()
    label.set_formula(*SHORT)
    assert label.sizeHint() == before
    assert label.tex == SHORT[0]


def test_it_takes_the_text_colour_of_its_palette(qtbot: QtBot) -> None:
    label = FormulaLabel()
    qtbot.addWidget(label)
    font = label.font()
    font.setPixelSize(60)
    label.setFont(font)
    show_in(label, SHORT, 400)
    for text, ground in (("#102030", "#FFFFFF"), ("#E0F0FF", "#000000")):
        palette = QPalette(label.palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
        palette.setColor(QPalette.ColorRole.Window, QColor(ground))
        label.setPalette(palette)
        image = label.grab().toImage()
        colours = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
        assert {text, ground} <= colours


def test_a_larger_font_makes_a_larger_formula(label: FormulaLabel) -> None:
    label.setStyleSheet("")
    label.set_formula(*SHORT)
    before = label.sizeHint()
    font = label.font()
    font.setPixelSize(40)
    label.setFont(font)
    assert label.sizeHint().width() > 1.5 * before.width()


@pytest.mark.parametrize(("entry", "copied"), [(0, SHORT[0]), (1, SHORT[2])])
def test_it_can_be_copied_for_other_programs(label: FormulaLabel, qtbot: QtBot, entry: int, copied: str) -> None:
    show_in(label, SHORT, 200)
    label.show()
    qtbot.waitExposed(label)
    QGuiApplication.clipboard().clear()
    open_menu(label, qtbot).actions()[entry].trigger()
    assert QGuiApplication.clipboard().text() == copied


def open_menu(label: FormulaLabel, qtbot: QtBot) -> QMenu:
    point = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, label.mapToGlobal(point))
    QApplication.sendEvent(label, event)
    menus = label.findChildren(QMenu)
    assert len(menus) == 1
    qtbot.addWidget(menus[0])
    return menus[0]


def test_an_empty_label_has_no_menu_and_is_as_high_as_a_line(label: FormulaLabel) -> None:
    label.set_formula("", "", "")
    assert label.sizeHint().height() > 10
    assert label.sizeHint().width() <= 2
    assert label.grab().size() != QSize()


def test_a_broken_formula_is_still_written(label: FormulaLabel) -> None:
    show_in(label, (r"\undefined{", "no formula", "x + ?"), 200)
    assert inked_columns(label).size > 0
