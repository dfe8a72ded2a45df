"""The virtual environment is made once, mended after an interruption, and never a stranger's."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

import _environment
from _environment import Environment
from _process import SetupError


class Commands:
    """Stands in for running commands: makes an interpreter where venv would, remembers the rest."""

    def __init__(self) -> None:
        self.done: list[list[str]] = []
        self.fails_at: str | None = None

    def __call__(self, command: Sequence[str | Path]) -> int:
        words = [str(part) for part in command]
        self.done.append(words)
        if "venv" in words:
            python = Environment(Path(words[-1])).python
            python.parent.mkdir(parents=True)
            python.touch()
        if self.fails_at is not None and self.fails_at in words:
            raise KeyboardInterrupt
        return 0

    @property
    def kinds(self) -> list[str]:
        """What each command did, in order."""
        kinds = {"venv": "create", "--editable": "install", "hatchling": "backend", "compileall": "compile"}
        return [kinds[next(word for word in words if word in kinds)] for words in self.done]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    stand_in = Commands()
    monkeypatch.setattr(_environment, "run", stand_in)
    return stand_in


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file on which the environment depends."""
    path = tmp_path / "constraints.txt"
    path.write_text("numpy==2.4.6\n", encoding="utf-8")
    monkeypatch.setattr(_environment, "LOCKED_FILES", (path,))
    return path


@pytest.fixture
def environment(tmp_path: Path, locked: Path) -> Environment:
    return Environment(tmp_path / "somewhere" / "venv")


def test_the_environment_is_in_the_checkout_unless_named(checkout: Path, tmp_path: Path) -> None:
    assert _environment.chosen_environment({}).folder == checkout / ".venv"
    named = _environment.chosen_environment({"DERIVGUI_VENV": str(tmp_path / "mine")})
    assert named.folder == tmp_path / "mine"


def test_everything_is_installed_under_the_constraints_and_without_build_isolation(
    environment: Environment, commands: Commands, checkout: Path
) -> None:
    _environment.ensure_environment(environment)
    assert commands.kinds == ["create", "backend", "install", "compile"]
    constraints = ["--constraint", str(checkout / "packaging" / "constraints.txt")]
    for words in commands.done[1:3]:
        at = words.index("--constraint")
        assert words[at : at + 2] == constraints
    assert "--no-build-isolation" in commands.done[2]


def test_nothing_is_done_where_nothing_changed(environment: Environment, commands: Commands) -> None:
    _environment.ensure_environment(environment)
    commands.done.clear()
    _environment.ensure_environment(environment)
    assert commands.done == []


def test_changed_constraints_are_installed_into_the_same_environment(
    environment: Environment, commands: Commands, locked: Path
) -> None:
    _environment.ensure_environment(environment)
    commands.done.clear()
    locked.write_text("numpy==2.4.7\n", encoding="utf-8")
    _environment.ensure_environment(environment)
    assert commands.kinds == ["backend", "install", "compile"]


@pytest.mark.parametrize("stage", ["venv", "hatchling", "--editable", "compileall"])
def test_what_an_interruption_leaves_behind_is_made_anew(
    stage: str, environment: Environment, commands: Commands
) -> None:
    commands.fails_at = stage
    with pytest.raises(KeyboardInterrupt):
        _environment.ensure_environment(environment)
    left_behind = environment.scripts / "half-installed"
    left_behind.touch()
    commands.fails_at = None
    commands.done.clear()
    _environment.ensure_environment(environment)
    assert commands.kinds == ["create", "backend", "install", "compile"]
    assert not left_behind.exists()
    assert _environment.finished_recipe(environment) is not None


def test_another_python_gets_another_environment(
    environment: Environment, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    _environment.ensure_environment(environment)
    commands.done.clear()
    monkeypatch.setattr("platform.python_version", lambda: "3.14.1")
    _environment.ensure_environment(environment)
    assert commands.kinds == ["create", "backend", "install", "compile"]


def test_an_environment_without_its_interpreter_is_made_anew(environment: Environment, commands: Commands) -> None:
    _environment.ensure_environment(environment)
    environment.python.unlink()
    commands.done.clear()
    _environment.ensure_environment(environment)
    assert commands.kinds[0] == "create"


def test_a_damaged_stamp_is_not_trusted(environment: Environment, commands: Commands) -> None:
    _environment.ensure_environment(environment)
    environment.stamp.write_text('{"interpreter": ', encoding="utf-8")
    assert _environment.finished_recipe(environment) is None


def test_a_folder_of_someone_else_is_left_alone(environment: Environment, commands: Commands) -> None:
    environment.folder.mkdir(parents=True)
    thesis = environment.folder / "thesis.tex"
    thesis.touch()
    with pytest.raises(SetupError, match="is in the way"):
        _environment.ensure_environment(environment)
    assert thesis.exists()
    assert commands.done == []


def test_a_second_run_waits_for_the_first_and_finds_the_work_done(
    environment: Environment,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    commands: Commands,
) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(command: Sequence[str | Path]) -> int:
        inside.set()
        assert go_on.wait(timeout=20)
        return commands(command)

    monkeypatch.setattr(_environment, "run", slow)
    monkeypatch.setattr(_environment, "LOCK_POLL_SECONDS", 0.01)
    monkeypatch.setattr(_environment, "say", lambda text: go_on.set() if "waiting" in text else None)
    runs = [threading.Thread(target=_environment.ensure_environment, args=[environment]) for _ in range(2)]
    runs[0].start()
    assert inside.wait(timeout=20)
    runs[1].start()
    for one in runs:
        one.join(timeout=20)
    assert commands.kinds == ["create", "backend", "install", "compile"]
