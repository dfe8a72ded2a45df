"""The one reader of the files that ship with derivgui: icons, styles, examples, lesson text.

In a checkout they live in ``resources/`` beside the package; a wheel and a bundle carry them
inside it as ``derivgui/_resources``. Imports nothing of derivgui.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).resolve().parent


def resource_path(name: str) -> Path:
    """Path of the file or folder called ``name``, such as ``"icons/undo.svg"`` or ``"examples"``.

    ``name`` is relative, with forward slashes on every platform. Raises ValueError where it leads
    out of the resources and FileNotFoundError where there is nothing of that name.
    """
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts:
        raise ValueError(f"name: {name!r} leads out of the resources")
    path = _root() / relative
    if not path.exists():
        raise FileNotFoundError(f"derivgui has no resource called {name!r} (looked at {path})")
    return path


def resource_text(name: str) -> str:
    """Content of the UTF-8 text file called ``name``; raises as ``resource_path`` does."""
    return resource_path(name).read_text(encoding="utf-8")


@cache
def _root() -> Path:
    # The packed one first: beside an installed package, "resources" may be another program's.
    packed = _PACKAGE / "_resources"
    return packed if packed.is_dir() else _PACKAGE.parent / "resources"
