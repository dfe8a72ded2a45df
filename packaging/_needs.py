"""What Qt, Python and the tests need from the operating system, and whether it is there.

Qt comes in a wheel, but loads system libraries that a bare machine lacks, and aborts without them.
They are tried by loading them, as Qt does. Standard library only.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import _apt
from _process import SetupError, say

# Shared libraries that Qt's own link to directly, with the Debian package of each.
QT_LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


@dataclass(frozen=True)
class Need:
    """Something the system must have: its name in a sentence and its Debian packages."""

    name: str
    packages: tuple[str, ...]
    is_met: Callable[[], bool]


def ensure(required: Iterable[Need], wished: Iterable[Need] = ()) -> None:
    """Install what is missing; raises SetupError where ``required`` is not met even so.

    What of ``wished`` is not met is said and no more.
    """
    required, wished = list(required), list(wished)
    missing = unmet([*required, *wished])
    if not missing:
        return
    problem = _apt.install(package for need in missing for package in need.packages)
    importlib.invalidate_caches()
    missing = unmet(required)
    if missing:
        raise SetupError(f"This system lacks {_names(missing)}: {problem or 'though it is installed now'}.")
    missing = unmet(wished)
    if missing:
        say(f"This system lacks {_names(missing)}: {problem or 'though it is installed now'}.")


def unmet(needs: Iterable[Need]) -> list[Need]:
    """Those of ``needs`` that are not met, in order."""
    return [need for need in needs if not need.is_met()]


def libraries(packages: Mapping[str, str]) -> list[Need]:
    """The need of shared libraries (soname -> Debian package); none but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [Need(name, (package,), partial(loads, name)) for name, package in packages.items()]


def loads(soname: str) -> bool:
    """Whether the dynamic linker finds the library and all that it needs in turn."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def environment_module() -> Need:
    """The need of Python's own maker of environments, which Debian packs separately."""
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    return Need("Python's venv module", (package,), lambda: importlib.util.find_spec("ensurepip") is not None)


def command(name: str, *packages: str) -> Need:
    """The need of a command on the path."""
    return Need(name, packages, lambda: shutil.which(name) is not None)


def virtual_display() -> list[Need]:
    """The need of Xvfb, and of what Qt needs to draw on it; none but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [command("Xvfb", "xvfb", "xauth"), *libraries(X11_LIBRARIES)]


def bundler() -> list[Need]:
    """The need of what PyInstaller takes from the system; none but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    # Debian's own Python is one file; a bundle carries the interpreter as a library.
    interpreter = "libpython{}.{}".format(*sys.version_info[:2])
    return [command("objdump", "binutils"), *libraries({f"{interpreter}.so.1.0": interpreter})]


def fonts() -> list[Need]:
    """The need of a font, without which every letter is an empty box; none but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [Need("a font", ("fonts-dejavu-core",), lambda: font_count() > 0)]


def readers() -> list[Need]:
    """The need of programs that read figures, to which tests hold the writing; none but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [command("rsvg-convert", "librsvg2-bin"), command("pdftotext", "poppler-utils")]


def font_count() -> int:
    """How many fonts fontconfig knows; 0 where there is no fontconfig to ask."""
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return 0
    fontconfig.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    fontconfig.FcConfigGetFonts.restype = ctypes.c_void_p
    fontconfig.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    system_fonts = 0  # FcSetSystem
    found = fontconfig.FcConfigGetFonts(fontconfig.FcInitLoadConfigAndFonts(), system_fonts)
    # FcFontSet begins with the number of its fonts, an int.
    return ctypes.cast(found, ctypes.POINTER(ctypes.c_int)).contents.value if found else 0


def _names(needs: Sequence[Need]) -> str:
    return ", ".join(need.name for need in needs)
