"""What guards the project: lint, format, types, imports between the rooms, tests.

All of them run even when one fails, so that one run tells everything. Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from _environment import CHECKOUT, Environment
from _process import Command, run, say


def run_fast(environment: Environment) -> int:
    """Run the guards that need no display; returns 0 when all pass, else 1."""
    return 1 if _failures(environment) else 0


def run_all(environment: Environment, arguments: Sequence[str], variables: Mapping[str, str]) -> int:
    """Run every guard, pytest last with ``arguments``; returns 0 when all pass, else 1."""
    failed = _failures(environment)
    if run(pytest(environment, arguments), environment=variables, folder=CHECKOUT) != 0:
        failed.append("pytest")
    if failed:
        # After pytest's closing line, which alone would make a failed guard look like success.
        say(f"FAILED: {', '.join(failed)}.")
    return 1 if failed else 0


def fast_guards(environment: Environment) -> dict[str, Command]:
    """The guards that need no display: name -> command."""
    python = environment.python
    return {
        "ruff check": [python, "-m", "ruff", "check"],
        "ruff format": [python, "-m", "ruff", "format", "--check"],
        "mypy": [python, "-m", "mypy"],
        "import-linter": [environment.scripts / "lint-imports", "--no-logo"],
    }


def pytest(environment: Environment, arguments: Sequence[str]) -> Command:
    """The command that runs the tests; on the display it is given, so it starts none."""
    return [environment.python, "-m", "pytest", "--no-xvfb", *arguments]


def summary(results: Mapping[str, bool]) -> str:
    """One line that names every guard and how it went."""
    return ", ".join(f"{name} {'ok' if passed else 'FAILED'}" for name, passed in results.items())


def _failures(environment: Environment) -> list[str]:
    results = {}
    for name, command in fast_guards(environment).items():
        say(f"== {name}")
        results[name] = run(command, folder=CHECKOUT) == 0
    say(f"== {summary(results)}")
    return [name for name, passed in results.items() if not passed]
