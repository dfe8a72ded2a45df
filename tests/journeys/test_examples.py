"""Going through the examples."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.journeys.driver import App


def texts(app: App) -> list[str]:
    return [item.text for item in app.window.session.document.functions]


def test_an_example_takes_the_place_of_the_one_before(app: App) -> None:
    app.type_function("x^2 + 1")
    for example in ("example-corner", "example-cusp", "plane-saddle", "example-poles"):
        app.press(example)
    assert texts(app) == ["x^2 + 1", "tan x"]
    app.press("undo")
    assert texts(app) == ["x^2 + 1", "x^2 - y^2"]


def test_the_first_example_has_the_window_for_itself(app: App) -> None:
    app.press("example-cusp")
    assert texts(app) == ["x^(2/3)"]
    app.press("undo")
    assert texts(app) == ["x^2"]


def test_what_was_typed_after_an_example_stays(app: App) -> None:
    app.press("example-corner")
    app.type_function("|x| + 1")
    app.press("example-cusp")
    assert texts(app)[-2:] == ["|x| + 1", "x^(2/3)"]


def test_a_function_that_becomes_active_is_in_sight(app: App, qtbot: QtBot) -> None:
    for number in range(1, 12):
        app.press("add-function")
        app.type_function(f"x^{number}")
    app.window.functions.focus_row(app.window.session.document.functions[0].id)
    app.press("example-corner")
    row = app.window.functions.row(app.window.session.document.active)
    assert row is not None
    qtbot.waitUntil(lambda: row.edit.visibleRegion().boundingRect() == row.edit.rect())


def test_the_curve_of_a_slice_asks_for_y_once(app: App, qtbot: QtBot) -> None:
    def fields_for_y() -> list[str]:
        edits = [edit for edit in app.window.findChildren(QLineEdit) if edit.isVisible()]
        return [edit.accessibleName() for edit in edits if edit.accessibleName().split()[-1] == "y"]

    app.type_function("x^2 y")
    qtbot.waitUntil(lambda: fields_for_y() == ["Point y"])
    app.press("view-curve")
    qtbot.waitUntil(lambda: fields_for_y() == ["Value of y"])
    app.press("view-contour")
    qtbot.waitUntil(lambda: fields_for_y() == ["Point y"])
