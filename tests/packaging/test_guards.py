"""Every guard runs, whatever the others say, and failure is the last word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import _guards
from _environment import Environment

ENVIRONMENT = Environment(Path("venv"))
ORDER = ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]


class Tools:
    """Stands in for the tools; those in ``failing`` fail."""

    def __init__(self, failing: Sequence[str]) -> None:
        self.failing = failing
        self.ran: list[str] = []

    def __call__(
        self,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path,
    ) -> int:
        text = " ".join(map(str, command))
        (tool,) = (name for name in ORDER if name in text)
        self.ran.append(tool)
        return 1 if tool in self.failing else 0


@pytest.mark.parametrize(
    ("failing", "last_line"),
    [
        (["ruff check"], "FAILED: ruff check."),
        (["mypy", "pytest"], "FAILED: mypy, pytest."),
        (ORDER, "FAILED: ruff check, ruff format, mypy, import-linter, pytest."),
    ],
)
def test_all_guards_run_and_those_that_failed_are_named_last(
    failing: list[str],
    last_line: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tools = Tools(failing)
    monkeypatch.setattr(_guards, "run", tools)
    assert _guards.run_all(ENVIRONMENT, [], {}) == 1
    assert tools.ran == ORDER
    assert capsys.readouterr().out.splitlines()[-1] == last_line


def test_when_all_pass_pytest_has_the_last_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_guards, "run", Tools([]))
    assert _guards.run_all(ENVIRONMENT, [], {}) == 0
    assert capsys.readouterr().out.splitlines()[-1] == ("== ruff check ok, ruff format ok, mypy ok, import-linter ok")


def test_the_fast_guards_are_all_but_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    tools = Tools(["mypy"])
    monkeypatch.setattr(_guards, "run", tools)
    assert _guards.run_fast(ENVIRONMENT) == 1
    assert tools.ran == ORDER[:-1]


def test_pytest_gets_the_arguments_and_starts_no_display_of_its_own() -> None:
    command = _guards.pytest(ENVIRONMENT, ["-k", "tangent"])
    assert list(command)[-3:] == ["--no-xvfb", "-k", "tangent"]
