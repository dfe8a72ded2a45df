"""Who works with keys alone, or hears the window: Tab comes to everything, and everything has a name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from derivgui.ui.number_field import NumberField
from derivgui.ui.widgets.segmented_control import SegmentedControl
from tests.journeys.driver import App

MOST_STOPS = 120


def stops(app: App) -> list[QWidget]:
    """All that Tab comes to, once around the window."""
    found: list[QWidget] = []
    for _ in range(MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or app.window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if found and focused is found[0]:
            return found
        # On the canvas it also walks from handle to handle.
        if focused not in found:
            found.append(focused)
    raise AssertionError("Tab does not come round")


@pytest.mark.parametrize("text", ["a x^2", "x^2 y"])
@pytest.mark.parametrize("page", ["", "page-derivation", "page-descent"])
def test_everything_that_tab_comes_to_has_a_name(app: App, text: str, page: str) -> None:
    app.type_function(text)
    if page:
        app.press(page)
    app.settle()
    around = stops(app)
    nameless = [
        type(widget).__name__
        for widget in around
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []
    assert len(around) > 25
    assert app.active_edit() in around


def test_a_corner_is_found_and_magnified_with_keys_alone(app: App) -> None:
    """From an open window to the half-tangents of |x^2 - 4|, without a mouse."""

    def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or app.window, key, keys)
        app.settle()

    press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget() or app.window, "|x^2 - 4|")
    app.settle()
    assert app.active_edit().text() == "|x^2 - 4|"
    press(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_F3)
    assert app.tangent.x == 2.0
    assert "corner  slopes −4 | 4  proven" in app.readout
    press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert app.find(QWidget, "Microscope inset").isVisible()


@pytest.mark.parametrize("text", ["a x^2", "x^2 y"])
@pytest.mark.parametrize("page", ["page-derivation", "page-descent"])
def test_every_choice_has_a_name_and_every_field_and_choice_says_what_it_is_for(app: App, text: str, page: str) -> None:
    app.type_function(text)
    for action in ("microscope", page):
        app.press(action)
    shown = [w for w in app.window.findChildren(QWidget) if isinstance(w, (SegmentedControl, NumberField))]
    assert [w.toolTip() for w in shown if not w.accessibleName()] == []
    assert [w.accessibleName() for w in shown if not w.toolTip()] == []
