"""dev.py: an old Python, a wrong verb and a failing step each get one sentence."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import _verbs
import dev
from _process import SetupError


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 8, 18), (3, 10, 13), (2, 7, 18)])
def test_an_old_python_is_told_which_one_it_takes(version: tuple[int, ...]) -> None:
    problem = dev.version_problem(version)
    assert problem == (f"derivgui needs Python 3.11 or newer, and this is Python {version[0]}.{version[1]}.")


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_new_python_is_fine(version: tuple[int, ...]) -> None:
    assert dev.version_problem(version) is None


def test_an_old_python_can_read_dev_far_enough_to_be_told(checkout: Path) -> None:
    text = (checkout / "packaging" / "dev.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 6))
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [alias.name for node in imports for alias in node.names]
    assert set(names) <= {"signal", "sys"}


def test_an_old_python_stops_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 0))
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_verb_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    assert capsys.readouterr().out == dev.USAGE


def test_the_usage_names_every_verb() -> None:
    assert all(f"\n  {verb} " in dev.USAGE for verb in _verbs.VERBS)


def test_an_unknown_verb_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["instal"]) == 2
    assert "no verb 'instal'" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["check", "build"])
def test_verbs_without_arguments_refuse_them(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([verb, "--fast"]) == 1
    assert capsys.readouterr().err == f"dev.py {verb} takes no arguments, and got '--fast'.\n"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (SetupError("Qt needs libEGL.so.1."), 1, "Qt needs libEGL.so.1.\n"),
        (PermissionError(13, "Permission denied", ".venv"), 1, "Permission denied"),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
    ],
)
def test_what_goes_wrong_is_said_without_a_traceback(
    error: BaseException,
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(arguments: list[str]) -> int:
        raise error

    monkeypatch.setattr(_verbs, "VERBS", {"run": fail})
    assert dev.main(["run"]) == code
    said = capsys.readouterr().err
    assert words in said
    assert len(said.strip().splitlines()) == 1


def test_run_without_a_display_says_so_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unwanted(*_: object) -> None:
        raise AssertionError("nothing is to be set up")

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(_verbs, "ensure_environment", unwanted)
    monkeypatch.setattr("_needs.ensure", unwanted)
    assert dev.main(["run", "x^2"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "display" in said
