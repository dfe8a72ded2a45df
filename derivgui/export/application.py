"""Painting without a window: a QGuiApplication that needs no display."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication


def painting_application() -> QGuiApplication:
    """The application of the process, made for painting into files where there is none."""
    found = QGuiApplication.instance()
    if isinstance(found, QGuiApplication):
        return found
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # What the platform plug-in says of what it cannot do does not matter to a file.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    application = QGuiApplication(sys.argv[:1])
    application.setApplicationName("derivgui")
    return application
