"""The virtual environment: made once, brought up to date when the locked dependencies change.

Two files tell its state. ``derivgui.stamp`` inside it says what it was made from; while that
holds, nothing is done. ``derivgui.unfinished`` is there from the first moment of making the
environment to the last, so what an interruption leaves behind is thrown away, not trusted.
One run at a time works on it, held by a lock that the system releases if the run dies.
Standard library only.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from _process import Command, SetupError, run, say

CHECKOUT = Path(__file__).resolve().parent.parent
CONSTRAINTS = CHECKOUT / "packaging" / "constraints.txt"
LOCKED_FILES = (CHECKOUT / "pyproject.toml", CONSTRAINTS)
PIP = ("-m", "pip", "-qq", "--disable-pip-version-check", "--no-input")
LOCK_POLL_SECONDS = 0.2


@dataclass(frozen=True)
class Environment:
    """A virtual environment in ``folder``."""

    folder: Path

    @property
    def scripts(self) -> Path:
        """Where its commands are."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.scripts / ("python.exe" if os.name == "nt" else "python")

    @property
    def stamp(self) -> Path:
        """The file that says what the finished environment was made from."""
        return self.folder / "derivgui.stamp"

    @property
    def unfinished(self) -> Path:
        """The file that is there while work on the environment goes on."""
        return self.folder / "derivgui.unfinished"

    @property
    def lock(self) -> Path:
        """The file beside the environment that one run at a time holds."""
        return self.folder.with_name(self.folder.name + ".lock")


@dataclass(frozen=True)
class Recipe:
    """What an environment is made from.

    ``interpreter`` cannot change under an environment, ``locked`` only needs pip to run again.
    """

    interpreter: str
    locked: str


def chosen_environment(environment: Mapping[str, str]) -> Environment:
    """The environment that DERIVGUI_VENV names, else ``.venv`` in the checkout."""
    named = environment.get("DERIVGUI_VENV")
    return Environment(Path(named).expanduser().absolute() if named else CHECKOUT / ".venv")


def current_recipe(environment: Environment) -> Recipe:
    """What ``environment`` would be made from now."""
    # Scripts in an environment hold its path, so one that was moved is another one.
    parts = (sys.base_prefix, platform.python_version(), platform.machine(), environment.folder)
    digest = hashlib.sha256(str(CHECKOUT).encode())
    for path in LOCKED_FILES:
        digest.update(path.read_bytes())
    return Recipe(" ".join(map(str, parts)), digest.hexdigest())


def finished_recipe(environment: Environment) -> Recipe | None:
    """What ``environment`` was made from; None where it is not there, not finished or not ours."""
    if environment.unfinished.exists() or not environment.python.exists():
        return None
    try:
        fields = json.loads(environment.stamp.read_text(encoding="utf-8"))
        return Recipe(fields["interpreter"], fields["locked"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_ready(environment: Environment) -> bool:
    """Whether ``environment`` is finished and up to date."""
    return finished_recipe(environment) == current_recipe(environment)


def ensure_environment(environment: Environment) -> None:
    """Make ``environment`` or bring it up to date; return at once where nothing changed."""
    if is_ready(environment):
        return
    wanted = current_recipe(environment)
    environment.folder.parent.mkdir(parents=True, exist_ok=True)
    with _held(environment.lock):
        # The run we waited for may have done it.
        finished = finished_recipe(environment)
        if finished == wanted:
            return
        if finished is None or finished.interpreter != wanted.interpreter:
            _create(environment)
        _install(environment)
        _finish(environment, wanted)


def _create(environment: Environment) -> None:
    folder = environment.folder
    ours = environment.unfinished.exists() or environment.stamp.exists()
    if folder.exists() and not ours and (not folder.is_dir() or any(folder.iterdir())):
        raise SetupError(
            f"{folder} is in the way: dev.py did not make it, so it will not replace it; "
            "move it, or name another folder in DERIVGUI_VENV."
        )
    say(f"Making a virtual environment in {folder}.")
    folder.mkdir(exist_ok=True)
    environment.unfinished.touch()
    _empty(folder, keep=environment.unfinished)
    if run([sys.executable, "-m", "venv", folder]) != 0:
        raise SetupError(f"Python could not make a virtual environment in {folder}; see above.")


def _empty(folder: Path, keep: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != keep:
            entry.unlink()


def _install(environment: Environment) -> None:
    say("Installing the locked dependencies; the first time, this takes some minutes.")
    environment.unfinished.touch()
    install: Command = [environment.python, *PIP, "install", "--constraint", CONSTRAINTS]
    # With the locked build backend in place first, nothing unlocked comes in to build derivgui.
    steps = (["hatchling"], ["--no-build-isolation", "--editable", f"{CHECKOUT}[dev]"])
    for step in steps:
        if run([*install, *step]) != 0:
            raise SetupError("pip could not install the dependencies; what it says is above.")
    # An editable installation compiles nothing, and where PYTHONDONTWRITEBYTECODE is set every start would again.
    run([environment.python, "-m", "compileall", "-q", CHECKOUT / "derivgui"])


def _finish(environment: Environment, recipe: Recipe) -> None:
    fields = {"interpreter": recipe.interpreter, "locked": recipe.locked}
    environment.stamp.write_text(json.dumps(fields), encoding="utf-8")
    environment.unfinished.unlink()


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    with path.open("a+b") as file:
        if not _try_lock(file.fileno()):
            say("Another run is setting up the environment; waiting for it.")
            while not _try_lock(file.fileno()):
                time.sleep(LOCK_POLL_SECONDS)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
