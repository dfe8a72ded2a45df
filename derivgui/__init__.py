"""derivgui: touch what a derivative is.

The package is a house of rooms (README has the picture): ``model`` computes and knows no Qt, ``painting``
draws a scene in device coordinates, ``ui`` is the window, ``cli`` the command line and ``app`` joins them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivgui.version import VERSION

if TYPE_CHECKING:
    from derivgui.ui.window import MainWindow

__version__ = VERSION
__all__ = ["__version__", "explore"]


def explore(expression: str | None = None) -> MainWindow:
    """Open the window, with ``expression`` (such as ``"x^3 - 3x"``) in it; the window.

    In IPython, and wherever Qt's event loop already runs, it returns at once and the prompt stays alive. In a
    plain script or interpreter it returns when the window is closed. Raises ``derivgui.app.NoDisplayError`` without a
    screen.
    """
    from derivgui.app import explore

    return explore(expression)
