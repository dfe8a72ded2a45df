"""The table of quotients: which digits are set apart, and how far down it goes."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from derivgui.app import make_application
from derivgui.model.calculus.quotient import STEPS, quotient_table
from derivgui.model.calculus.tangent import tangent_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.painting.palette import LIGHT
from derivgui.ui.limit.table import ROW_HEIGHT, TOP, QuotientView
from derivgui.ui.theme import apply_theme, number_font
from tests.ui.limit.colours import colours_of


@pytest.fixture
def view(qtbot: QtBot) -> QuotientView:
    """Wide enough for all digits."""
    apply_theme(make_application(), LIGHT)
    shown = QuotientView(LIGHT, number_font())
    qtbot.addWidget(shown)
    shown.resize(640, 700)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def show(view: QuotientView, text: str, x: float) -> None:
    function = RealFunction(Program(parse(text).tree))
    view.show_table(quotient_table(function, x, 0.5, tangent_at(function, x).slope), 1, True)


def row(h: float) -> int:
    return STEPS.index(h)


@pytest.mark.parametrize(
    ("text", "x", "h", "right", "left"),
    [
        ("x^2", 2.0, 0.01, "4.0", "3.9"),
        ("x^2", 2.0, 1e-4, "4.000", "3.999"),
        ("x^2", 2.0, 1e-16, "4", "4"),
        ("-x^2", 2.0, 0.01, "−4.0", "−3.9"),
        ("x^3", 0.0, 0.1, "0.0", "0.0"),
        ("|x|", 0.0, 1e-9, "", ""),
        ("sqrt x", 0.0, 1e-9, "", ""),
        ("1000000 x^2", 2.0, 0.01, "40", "39"),
    ],
)
def test_the_digits_set_apart_are_those_that_no_longer_change(
    view: QuotientView, text: str, x: float, h: float, right: str, left: str
) -> None:
    show(view, text, x)
    assert (view.agreed(row(h), 1), view.agreed(row(h), 2)) == (right, left)


def test_agreed_digits_are_painted_in_the_colour_of_the_slope(view: QuotientView) -> None:
    for text, found in (("x^2", True), ("|x - 1|", False)):
        show(view, text, 1.0)
        assert (LIGHT.tangent_text in colours_of(view)) == found


def test_the_table_goes_on_where_doubles_end(view: QuotientView) -> None:
    assert STEPS[-1] == 1e-16
    show(view, "x^2", 1.0)
    assert view.text(row(1e-9), 1) == "2.000000001"
    assert view.text(row(1e-16), 1) == view.text(row(1e-16), 2) == "2"


@pytest.mark.parametrize("height", [120, 150, 163, 190, 240])
@pytest.mark.parametrize("lit", [0, 3, 11, len(STEPS) - 1])
def test_rows_begin_whole_below_the_header_and_the_lit_one_is_in_sight(
    view: QuotientView, qtbot: QtBot, height: int, lit: int
) -> None:
    view.resize(640, height)
    function = RealFunction(Program(parse("x^2").tree))
    view.show_table(quotient_table(function, 1.0, STEPS[lit], 2.0), lit, True)
    scrolled = view.verticalScrollBar().value()
    assert scrolled % ROW_HEIGHT == 0
    top = TOP + lit * ROW_HEIGHT - scrolled
    assert TOP <= top <= view.viewport().height() - ROW_HEIGHT
