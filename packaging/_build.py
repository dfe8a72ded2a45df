"""Makes what is given away: the wheel, and a folder that runs without Python; then tries both.

Standard library only.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from _environment import CHECKOUT, PIP, Environment
from _process import Command, SetupError, capture, end, run, say

DIST = CHECKOUT / "dist"
BUNDLE = DIST / "derivgui"
SPECIFICATION = CHECKOUT / "packaging" / "derivgui.spec"
# What must be true of any bundle: the mathematics works, and a window comes up and stays.
PROBE = ("evaluate", "x^2", "--at", "x=3", "--json")
PROBE_VALUE = 9
WINDOW_SECONDS = 5.0
START_SECONDS = 60.0


def build(environment: Environment, variables: Mapping[str, str]) -> int:
    """Make and try the wheel and the bundle; raises SetupError at the first thing that is wrong."""
    shutil.rmtree(DIST, ignore_errors=True)
    say("Building the wheel.")
    wheel = _build_wheel(environment)
    say("Building the bundle; this takes a minute or two.")
    _build_bundle(environment)
    say("Trying the bundle.")
    program = BUNDLE / ("derivgui.exe" if sys.platform == "win32" else "derivgui")
    _refuse_dangling_links()
    _try_mathematics(program, variables)
    _try_window(program, variables)
    for made in (wheel, BUNDLE):
        say(f"{made.relative_to(CHECKOUT)}  {_megabytes(made):.1f} MB")
    return 0


def missing_resources(packed: set[str], resources: Path) -> list[str]:
    """Files below ``resources`` that are not among the ``packed`` names of a wheel."""
    files = (path for path in sorted(resources.rglob("*")) if path.is_file())
    names = (path.relative_to(resources).as_posix() for path in files)
    return [name for name in names if f"derivgui/_resources/{name}" not in packed]


def probe_problem(output: str) -> str | None:
    """Say what is wrong with the answer to ``PROBE``; None where it is the right one."""
    try:
        value = json.loads(output)["values"][0]["value"]
    except (ValueError, LookupError, TypeError):
        return f"it answered {output.strip()!r}"
    return None if value == PROBE_VALUE else f"it says that 3^2 is {value!r}"


def _build_wheel(environment: Environment) -> Path:
    options: Command = ["--no-deps", "--no-build-isolation", "--wheel-dir", DIST]
    if run([environment.python, *PIP, "wheel", *options, CHECKOUT]) != 0:
        raise SetupError("The wheel could not be built; what pip says is above.")
    (wheel,) = DIST.glob("derivgui-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        missing = missing_resources(set(archive.namelist()), CHECKOUT / "resources")
    if missing:
        raise SetupError(f"The wheel lacks the resources {', '.join(missing)}.")
    return wheel


def _build_bundle(environment: Environment) -> None:
    command: Command = [environment.python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    folders: Command = ["--distpath", DIST, "--workpath", CHECKOUT / "build"]
    done = capture([*command, *folders, SPECIFICATION], folder=CHECKOUT)
    if done.returncode != 0:
        say(done.stdout + done.stderr)
        raise SetupError("The bundle could not be built; what PyInstaller says is above.")


def _refuse_dangling_links() -> None:
    dangling = [path.name for path in BUNDLE.rglob("*") if path.is_symlink() and not path.exists()]
    if dangling:
        raise SetupError(f"The bundle has links to files that are not in it: {', '.join(dangling)}.")


def _try_mathematics(program: Path, variables: Mapping[str, str]) -> None:
    try:
        answer = capture([program, *PROBE], environment=variables, timeout=START_SECONDS)
    except subprocess.TimeoutExpired:
        raise SetupError(f"The bundle does not compute: no answer came in {START_SECONDS:g} seconds.") from None
    problem = probe_problem(answer.stdout)
    if answer.returncode != 0 or problem is not None:
        raise SetupError(
            f"The bundle does not compute: {problem or 'it fails'} (exit code {answer.returncode}).\n{answer.stderr}"
        )


def _try_window(program: Path, variables: Mapping[str, str]) -> None:
    log = DIST / "window.log"
    with log.open("wb") as file:
        child = subprocess.Popen([program, "x^2"], env=variables, stdout=file, stderr=file)
        try:
            time.sleep(WINDOW_SECONDS)
            alive = child.poll() is None
        finally:
            end(child)
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if not alive or "Traceback" in text:
        raise SetupError(f"The bundle does not open a window that stays open.\n{text}")


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.lstat().st_size for file in files) / 1e6
