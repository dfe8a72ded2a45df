"""derivgui: touch what a derivative is.

The package is a house of rooms (README has the picture): ``model`` computes and knows no Qt, ``painting``
draws a scene in device coordinates, ``ui`` is the window, ``cli`` the command line and ``app`` joins them.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__"]
