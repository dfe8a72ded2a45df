"""While someone types, most texts on the way cannot be read: the picture does not go blank, and claims nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from derivgui.ui.export.window_subjects import WindowSubjects
from tests.journeys.driver import App

LAST = "still shown  f(x) = x^3"


def subjects(app: App) -> list[str]:
    found = WindowSubjects(app.window.session, lambda: None, lambda: None).subjects()
    return [subject.name for subject in found]


def test_the_last_readable_curve_stays_until_the_text_reads_again(app: App) -> None:
    app.type_function("x^3")
    app.type_function("x^3 + ")
    assert app.readout == LAST
    assert [shape.name for shape in app.window.session.scene.statics.earlier] == ["f"]
    QTest.keyClicks(app.active_edit(), "1")
    app.settle()
    assert app.readout.startswith("f(2) = 9")
    assert app.window.session.scene.statics.earlier == ()


def test_one_may_look_around_meanwhile(app: App) -> None:
    app.type_function("x^3")
    app.type_function("x^3 + ")
    before = app.picture()
    app.keys(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert app.picture() != before
    view = app.window.session.viewport
    (shape,) = app.window.session.scene.statics.earlier
    assert shape.sampled.pieces[0][-1, 0] == view.x1 or shape.sampled.pieces[0][-1, 1] > view.y1
    assert app.readout == LAST


def test_it_is_in_no_figure(app: App) -> None:
    app.type_function("x^3")
    assert "curve" in subjects(app)
    app.type_function("x^3 + ")
    assert subjects(app) == []


def test_a_map_stays_and_its_slices_say_nothing(app: App) -> None:
    app.type_function("x^2 y")
    assert app.slice("x").shown is not None
    app.type_function("x^2 y + ")
    scene = app.map.session.scene
    assert scene.statics.relief is not None
    assert scene.statics.stale
    assert app.map_readout == "still shown  f(x, y) = x^2*y"
    assert app.slice("x").shown is None
    assert app.slice("y").shown is None
    assert "Searching" not in app.window.critical.note
