"""The verbs of dev.py: each sets up what it needs, does its work and returns an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping

import _build
import _display
import _guards
import _needs
from _environment import CHECKOUT, Environment, chosen_environment, ensure_environment, is_ready
from _needs import Need
from _process import Command, SetupError, run


def run_app(arguments: list[str]) -> int:
    """Open derivgui with ``arguments``."""
    if _display.needs_display(os.environ) and not _display.names_display(os.environ):
        raise SetupError(_display.NO_DISPLAY)
    needs = _needs.libraries(_display.display_libraries(os.environ))
    environment = _prepared(needs, _needs.fonts(), veto=_refuse_closed_display)
    # -P: no file of the folder the user is in can pose as a module.
    command = [str(environment.python), "-P", "-m", "derivgui", *arguments]
    if sys.platform == "win32":
        return run(command)
    # In place of dev.py, so that whoever ends dev.py ends derivgui.
    return os.execv(command[0], command)


def test(arguments: list[str]) -> int:
    """Run every guard; pytest gets ``arguments`` and a display of its own."""
    drawing = [*_needs.virtual_display(), *_needs.fonts(), *_needs.readers()]
    environment = _prepared(_needs.libraries(_needs.QT_LIBRARIES), drawing)
    with _display.own_display(os.environ) as variables:
        return _guards.run_all(environment, arguments, variables)


def check(arguments: list[str]) -> int:
    """Run the guards that need no display."""
    _refuse("check", arguments)
    return _guards.run_fast(_prepared())


def bench(arguments: list[str]) -> int:
    """Run the benchmarks named in ``arguments``; on a virtual display where there is no other."""
    environment = _prepared(_needs.libraries(_needs.QT_LIBRARIES), _display_wishes())
    with _display.some_display(os.environ) as variables:
        command: Command = [environment.python, "-m", "tests.bench", *arguments]
        return run(command, environment=variables, folder=CHECKOUT)


def build(arguments: list[str]) -> int:
    """Make the wheel and the bundle, and try them."""
    _refuse("build", arguments)
    needs = [*_needs.libraries(_needs.QT_LIBRARIES), *_needs.bundler()]
    environment = _prepared(needs, _display_wishes())
    with _display.some_display(os.environ) as variables:
        return _build.build(environment, variables)


VERBS: Mapping[str, Callable[[list[str]], int]] = {
    "run": run_app,
    "test": test,
    "check": check,
    "bench": bench,
    "build": build,
}


def _refuse(verb: str, arguments: list[str]) -> None:
    if arguments:
        raise SetupError(f"dev.py {verb} takes no arguments, and got {' '.join(arguments)!r}.")


def _refuse_closed_display() -> None:
    problem = _display.display_problem(os.environ)
    if problem is not None:
        raise SetupError(problem)


def _display_wishes() -> list[Need]:
    closed = _display.display_problem(os.environ) is not None
    return [*(_needs.virtual_display() if closed else []), *_needs.fonts()]


def _prepared(
    required: Iterable[Need] = (), wished: Iterable[Need] = (), veto: Callable[[], None] = lambda: None
) -> Environment:
    """The environment, ready, on a system that has what is ``required`` and meets no ``veto``."""
    environment = chosen_environment(os.environ)
    own = [] if is_ready(environment) else [_needs.environment_module()]
    _needs.ensure([*required, *own], wished)
    veto()
    ensure_environment(environment)
    return environment
