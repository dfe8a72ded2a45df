"""What is given away is looked into before it is given away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import _build
from _process import SetupError


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    (tmp_path / "icons").mkdir()
    (tmp_path / "derivgui.svg").touch()
    (tmp_path / "icons" / "undo.svg").touch()
    return tmp_path


def test_a_wheel_with_every_resource_lacks_none(resources: Path) -> None:
    packed = {"derivgui/_resources/derivgui.svg", "derivgui/_resources/icons/undo.svg"}
    assert _build.missing_resources(packed, resources) == []


def test_resources_that_a_wheel_lacks_are_named(resources: Path) -> None:
    packed = {"derivgui/_resources/derivgui.svg", "resources/icons/undo.svg"}
    assert _build.missing_resources(packed, resources) == ["icons/undo.svg"]


def test_a_bundle_that_computes_has_no_problem() -> None:
    answer = '{"values": [{"at": {"x": 3}, "value": 9.0, "gradient": [6.0]}]}'
    assert _build.probe_problem(answer) is None


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ('{"values": [{"value": 8.0}]}', "it says that 3^2 is 8.0"),
        ('{"values": []}', "it answered"),
        ("", "it answered ''"),
        ("Traceback", "it answered 'Traceback'"),
        ("[]", "it answered '[]'"),
    ],
)
def test_a_bundle_that_answers_wrongly_is_caught(answer: str, problem: str) -> None:
    found = _build.probe_problem(answer)
    assert found is not None
    assert found.startswith(problem)


def test_a_bundle_that_never_answers_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "derivgui"
    program.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(_build, "START_SECONDS", 0.1)
    with pytest.raises(SetupError, match=r"no answer came in 0\.1 seconds"):
        _build._try_mathematics(program, os.environ)
