"""The display a window needs: whether there is one, and a virtual one for tests and benchmarks.

Qt aborts with a core dump where it finds no display, so dev.py looks first. Standard library only.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import _needs
from _process import SetupError, end, say

NO_DISPLAY = (
    "derivgui needs a display to open its window, and there is none here: neither DISPLAY nor WAYLAND_DISPLAY is set."
)
# Platform plugins of Qt that open no connection to a display server.
DISPLAYLESS_PLATFORMS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
VIRTUAL_SCREEN = "1280x800x24"
XVFB_START_SECONDS = 20.0


def needs_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether Qt will look for an X or Wayland server in this environment."""
    chosen = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    return platform.startswith("linux") and chosen not in DISPLAYLESS_PLATFORMS


def names_display(environment: Mapping[str, str]) -> bool:
    """Whether the environment names a display at all, reachable or not."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def display_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    """The system libraries Qt needs to open a window here (soname -> Debian package)."""
    libraries = dict(_needs.QT_LIBRARIES)
    if needs_display(environment) and environment.get("DISPLAY"):
        libraries |= _needs.X11_LIBRARIES
    if needs_display(environment) and environment.get("WAYLAND_DISPLAY"):
        libraries |= _needs.WAYLAND_LIBRARIES
    return libraries


def opens_x11(display: str) -> bool:
    """Whether the X server ``display`` lets us in, asked as Qt asks: through libxcb."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def opens_wayland(path: Path) -> bool:
    """Whether a compositor listens at the socket ``path``."""
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def display_problem(
    environment: Mapping[str, str],
    x11: Callable[[str], bool] = opens_x11,
    wayland: Callable[[Path], bool] = opens_wayland,
) -> str | None:
    """Say in one sentence why no window can be opened here; None where one can."""
    if not needs_display(environment):
        return None
    if not names_display(environment):
        return NO_DISPLAY
    wayland_name = environment.get("WAYLAND_DISPLAY", "")
    if wayland_name and wayland(Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland_name)):
        return None
    display = environment.get("DISPLAY", "")
    if display and x11(display):
        return None
    name = f"DISPLAY is {display}" if display else f"WAYLAND_DISPLAY is {wayland_name}"
    return (
        "derivgui cannot open the display it is told to use "
        f"({name}): no server answers there, or it does not let you in."
    )


@contextlib.contextmanager
def some_display(environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Variables for a program that draws: on the display there is, else on one of its own."""
    if display_problem(environment) is None:
        yield dict(environment)
    else:
        with own_display(environment) as variables:
            yield variables


@contextlib.contextmanager
def own_display(environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Variables for a program that draws where nobody looks: on an Xvfb, else in memory only."""
    if not needs_display(environment):
        yield dict(environment)
        return
    others = {name: value for name, value in environment.items() if name != "WAYLAND_DISPLAY"}
    if _needs.unmet(_needs.virtual_display()):
        say("Without Xvfb and what it needs, nothing is drawn on a display, only in memory.")
        yield {**others, "QT_QPA_PLATFORM": "offscreen"}
        return
    with virtual_display() as display:
        yield {**others, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}


@contextlib.contextmanager
def virtual_display() -> Iterator[str]:
    """An Xvfb of 1280x800 for as long as the block lasts; yields its name, such as ``:1``."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", VIRTUAL_SCREEN]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset"],
        pass_fds=[theirs],
        stderr=subprocess.DEVNULL,
        # Ctrl-C is for the program on the display, which must not lose it meanwhile.
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield f":{_display_number(ours)}"
    finally:
        os.close(ours)
        end(server)


def _display_number(pipe: int) -> int:
    """The number Xvfb writes to ``pipe`` when it is ready."""
    readable, _, _ = select.select([pipe], [], [], XVFB_START_SECONDS)
    text = os.read(pipe, 16) if readable else b""
    if not text.strip().isdigit():
        raise SetupError("Xvfb, the virtual display, does not start; try it by hand: Xvfb :99.")
    return int(text)
