"""Files written whole or not at all: beside the old one first, then in its place."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

SUFFIX = ".derivgui"


class FileError(Exception):
    """A file that cannot be read or written; ``message`` and ``hint`` are sentences for the user."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at every moment one whole file is there, the old one or the new one.

    Raises ``FileError`` where that fails (a full disk, a missing folder, a write-protected file); nothing is left
    behind then.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise FileError(f"{path.name} is write-protected.", "Save under another name.")
    if path.is_dir():
        raise FileError(f"{path.name} is a folder.", "Save under another name.")
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise FileError(f"{path.name} cannot be written.", f"{error.strerror or error}.") from error
