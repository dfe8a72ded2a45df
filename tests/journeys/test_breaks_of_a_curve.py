"""Holes, jumps and poles as a user meets them."""

from __future__ import annotations

from PySide6.QtGui import QColor

from tests.journeys.driver import App


def colours_in_column(app: App, x: float) -> set[str]:
    """Colours of the canvas above and below x, which the lines of the grid do not cross there."""
    view = app.window.session.viewport
    image = app.canvas.grab().toImage()
    ratio = image.devicePixelRatio()
    column = int(view.to_pixel(x, 0)[0] * ratio)
    return {image.pixelColor(column, row).name() for row in range(image.height())}


def test_poles_are_shown_and_hidden_and_that_can_be_undone(app: App) -> None:
    app.type_function("1/(x - 0.77)")
    before = colours_in_column(app, 0.77)
    app.press("asymptotes")
    assert app.action("asymptotes").isChecked()
    assert colours_in_column(app, 0.77) - before
    app.press("undo")
    assert not app.action("asymptotes").isChecked()
    assert colours_in_column(app, 0.77) == before


def test_the_marks_of_a_hidden_curve_are_hidden(app: App) -> None:
    app.type_function("{x = 0.77: 2, 1}")
    statics = app.window.session.scene.statics
    assert [mark.kind for mark in statics.curves[0].sampled.markers] == ["hole", "closed"]
    colour = QColor(app.window.colours.cycle(0)).name()
    assert colour in colours_in_column(app, 0.77)
    app.click("Hide the curve")
    assert colour not in colours_in_column(app, 0.77)
