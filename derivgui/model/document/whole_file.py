"""Files written whole or not at all: beside the old one first, then in its place.

A symbolic link stays one: what it leads to is written.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

SUFFIX = ".derivgui"
# Short, so that every name that the system takes can be written.
TEMPORARY = ".derivgui-"
LONGEST_SHOWN = 60


class FileError(Exception):
    """A file that cannot be read or written; ``message`` and ``hint`` are sentences for the user."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def check_target(path: Path) -> None:
    """Raise ``FileError`` where no file can come to be, before the work for it is done."""
    try:
        with contextlib.suppress(FileNotFoundError):
            # Unlike ``exists``, it tells what no file can be called from what is not there.
            os.stat(path)
        if path.is_dir():
            raise FileError(f"{path.name} is a folder.", "Save under another name.")
        if path.exists():
            if not path.is_file():
                raise FileError(f"{path.name} is a device or a pipe.", "Save under another name.")
            if not os.access(path, os.W_OK):
                raise FileError(f"{path.name} is write-protected.", "Save under another name.")
        elif not os.access(folder := target_of(path).parent, os.W_OK):
            os.stat(folder)
            raise FileError(f"{path.name} cannot be written.", "Its folder is write-protected.")
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError | ValueError) -> FileError:
    """The system's error as sentences; a name that no file can have is a ``ValueError``."""
    if isinstance(error, OSError):
        return FileError(f"{_shown(path)} cannot be written.", f"{error.strerror or error}.")
    return FileError(f"{_shown(path)} cannot be the name of a file.", "Save under another name.")


def _shown(path: Path) -> str:
    """The name as far as it can be printed, and not the whole of a very long one."""
    name = path.name.encode(errors="replace").decode().replace("\0", "?")
    return name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"


def target_of(path: Path) -> Path:
    """The file behind symbolic links, there or not."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def empty_file_beside(path: Path, suffix: str = "") -> str:
    """A new file in the folder of the target, with the rights that new files have; ``mkstemp`` gives fewer."""
    temporary = str(target_of(path).parent / f"{TEMPORARY}{os.urandom(6).hex()}{suffix}")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    return temporary


def put_in_place(temporary: str, path: Path) -> None:
    """The finished file under its name; it takes over the rights of the one that it replaces."""
    if path.exists():
        os.chmod(temporary, path.stat().st_mode & 0o777)
    os.replace(temporary, target_of(path))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at every moment one whole file is there, the old one or the new one.

    Raises ``FileError`` where that fails (a full disk, a missing folder, a write-protected file); nothing is left
    behind then.
    """
    check_target(path)
    temporary = ""
    try:
        temporary = empty_file_beside(path)
        with open(temporary, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(temporary, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, (OSError, ValueError)):
            raise unwritable(path, error) from error
        raise
