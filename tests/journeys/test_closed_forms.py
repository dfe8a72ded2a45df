"""The formula of f' appears below f as it is typed, and typing never waits for it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from derivgui.ui.widgets.formula_label import FormulaLabel
from derivgui.ui.widgets.status_dot import StatusDot
from tests.journeys.driver import App


def formulas(app: App) -> list[str]:
    """The LaTeX of the typeset lines in the list of functions."""
    labels = app.window.functions.findChildren(FormulaLabel)
    return [label.tex for label in labels if label.isVisible() and label.tex]


def wait_for(qtbot: QtBot, app: App, formula: str) -> None:
    qtbot.waitUntil(lambda: formula in formulas(app), timeout=20_000)


def test_the_derivative_stands_below_its_function(app: App, qtbot: QtBot) -> None:
    wait_for(qtbot, app, "f'(x) = 2x")
    app.type_function("x^3 - 3x")
    wait_for(qtbot, app, "f'(x) = 3x^{2} - 3")


def test_a_condition_stands_behind_it(app: App, qtbot: QtBot) -> None:
    app.type_function("ln x")
    wait_for(qtbot, app, r"f'(x) = \frac{1}{x}\quad\text{for } x > 0")


def test_the_second_derivative_comes_on_demand_and_the_first_can_be_hidden(app: App, qtbot: QtBot) -> None:
    app.type_function("x^3")
    wait_for(qtbot, app, "f'(x) = 3x^{2}")
    app.press("second-formula")
    wait_for(qtbot, app, "f''(x) = 6x")
    app.press("first-formula")
    wait_for(qtbot, app, "f''(x) = 6x")
    assert "f'(x) = 3x^{2}" not in formulas(app)
    app.press("undo")
    wait_for(qtbot, app, "f'(x) = 3x^{2}")


@pytest.mark.parametrize(("notation", "head"), [("leibniz", r"\frac{df}{dx}"), ("operator", "Df(x)")])
def test_it_follows_the_notation(app: App, qtbot: QtBot, notation: str, head: str) -> None:
    app.press(notation)
    wait_for(qtbot, app, f"{head} = 2x")


def test_while_a_text_cannot_be_read_there_is_no_derivative(app: App, qtbot: QtBot) -> None:
    wait_for(qtbot, app, "f'(x) = 2x")
    app.type_function("x^2 +")
    assert formulas(app) == []


def test_an_old_formula_never_stands_below_a_new_function(app: App, qtbot: QtBot) -> None:
    wait_for(qtbot, app, "f'(x) = 2x")
    app.type_function("x^5")
    assert "f'(x) = 2x" not in formulas(app)
    wait_for(qtbot, app, "f'(x) = 5x^{4}")


def test_it_is_read_aloud(app: App, qtbot: QtBot) -> None:
    app.type_function("sqrt(x)")
    wait_for(qtbot, app, r"f'(x) = \frac{1}{2\sqrt{x}}")
    words = [label.accessibleName() for label in app.window.functions.findChildren(FormulaLabel) if label.isVisible()]
    assert words[-1].startswith("the derivative of f is the fraction with numerator one")


def test_how_sure_it_is_stands_beside_it(app: App, qtbot: QtBot) -> None:
    wait_for(qtbot, app, "f'(x) = 2x")
    (dot,) = [dot for dot in app.window.functions.findChildren(StatusDot) if dot.isVisible()]
    assert dot.status == "proven"
    app.type_function("x^0.3")
    qtbot.waitUntil(lambda: dot.status == "numerical" and dot.isVisible(), timeout=20_000)


def test_what_stands_below_a_row_does_not_jump_when_its_derivative_comes(app: App, qtbot: QtBot) -> None:
    app.press("add-function")
    app.type_function("x^3")
    row = app.window.functions.row(2)
    assert row is not None
    height = row.sizeHint().height()
    assert "g'(x) = 3x^{2}" not in formulas(app)
    wait_for(qtbot, app, "g'(x) = 3x^{2}")
    assert abs(row.sizeHint().height() - height) <= 4
    app.type_function("1/x")
    wait_for(qtbot, app, r"g'(x) = -\frac{1}{x^{2}}")
    height = row.sizeHint().height()
    for text in ("1/x", "1/x^", "1/x^2"):
        app.type_function(text)
    assert row.sizeHint().height() >= height - 4
