"""What a window imports until it is there: no more than its first frame needs, and what needs no Qt before Qt."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

LATER = (
    "contourpy", "flint", "mathra", "msgspec", "sympy",
    "derivgui.jobs", "derivgui.export", "derivgui.painting.typesetting",
    "derivgui.model.numeric.ends", "derivgui.model.numeric.certificates", "derivgui.model.numeric.germs",
    "derivgui.model.scene.certified", "derivgui.model.scene.finding", "derivgui.model.scene.partial_forms",
    "derivgui.ui.certificate.badge", "derivgui.ui.contour", "derivgui.ui.curve.absence_button",
    "derivgui.ui.derivation", "derivgui.ui.descent", "derivgui.ui.functions.slider_row",
    "derivgui.ui.microscope.inset", "derivgui.ui.question",
)  # fmt: skip
PROGRAM = """
import sys
from functools import cache
from derivgui.app import make_application, make_window
application = make_application()
window = make_window()
print(*sys.modules)
"""


@cache
def imported() -> list[str]:
    """Modules in the order in which their import began."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_what_the_first_frame_does_not_need_is_imported_later() -> None:
    modules = imported()
    assert [name for name in modules if name in LATER or name.startswith(tuple(f"{name}." for name in LATER))] == []


def test_the_model_and_numpy_come_before_qt() -> None:
    modules = imported()
    qt = modules.index("PySide6")
    late = [name for name in modules[qt:] if name.startswith("derivgui.model.numeric.")]
    assert modules.index("numpy") < qt
    assert len(late) < 5, late


AHEAD = """
import importlib.machinery, threading, time
from derivgui.app import make_application, make_window
window_thread, beside, loader = threading.get_ident(), [], importlib.machinery.SourceFileLoader
execute = loader.exec_module
def note(self, module):
    if threading.get_ident() != window_thread:
        beside.append(module.__name__)
    return execute(self, module)
loader.exec_module = note
application = make_application()
window = make_window()
window.show()
end = time.monotonic() + 60
while "derivgui.ui.contour.view" not in sys.modules and time.monotonic() < end:
    application.processEvents()
print(*beside)
print(*sys.modules)
"""


def test_what_a_map_needs_is_imported_ahead_and_classes_of_qt_by_the_thread_of_the_window() -> None:
    program = f"import sys\n{AHEAD}"
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    beside, all_modules = (line.split() for line in done.stdout.splitlines())
    assert {"flint", "contourpy", "derivgui.model.scene.contour_resolve", "derivgui.model.scene.slices"} <= {*beside}
    qt = ("PySide6", "shiboken6", "pyqtgraph", "derivgui.ui", "derivgui.painting", "derivgui.export")
    assert [name for name in beside if name.startswith(qt)] == []
    assert "derivgui.ui.contour.view" in all_modules
