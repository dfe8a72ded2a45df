"""Exports cost nothing until they are asked for."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from derivgui.app import make_application, make_window
application = make_application()
window = make_window("x^2")
loaded = [name for name in sys.modules if name.startswith(("derivgui.export", "derivgui.ui.export", "PIL"))]
assert not loaded, loaded
"""


def test_a_window_starts_without_them() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
