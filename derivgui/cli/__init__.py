"""The command line: one sub-command a verb, text or JSON; Qt is imported only to open the window and to paint files."""

from __future__ import annotations

from derivgui.cli.command import main

__all__ = ["main"]
