"""A fresh window for each journey."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from derivgui.app import make_application, make_window
from derivgui.ui.functions import presenter
from tests.journeys.driver import App


@pytest.fixture
def app(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> App:
    """The window that a new user sees. It takes each text for finished at once: no hand goes on typing."""
    monkeypatch.setattr(presenter, "HESITATION_MS", 0)
    # What an earlier journey has chosen, such as a theme.
    QSettings("derivgui", "derivgui").clear()
    make_application()
    return App(qtbot, make_window())
