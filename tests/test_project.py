"""The project's own promises: locked dependencies, rooms that stay apart, a sound PySide6."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from pytestqt.qtbot import QtBot

import derivgui

Pins = dict[NormalizedName, Requirement]


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, Any]:
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def constraint_lines(checkout: Path) -> list[str]:
    text = (checkout / "packaging" / "constraints.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


@pytest.fixture(scope="module")
def pins(constraint_lines: list[str]) -> Pins:
    requirements = map(Requirement, constraint_lines)
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def declared(project: dict[str, Any]) -> list[Requirement]:
    """Every requirement of pyproject.toml, extras and build backend included."""
    extras = project["project"]["optional-dependencies"].values()
    groups = [project["project"]["dependencies"], project["build-system"]["requires"], *extras]
    return [Requirement(text) for group in groups for text in group]


def pinned_version(requirement: Requirement) -> str:
    (specifier,) = requirement.specifier
    return specifier.version


def applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def needed(requirements: list[Requirement]) -> Iterator[metadata.Distribution]:
    """The installed distributions that ``requirements`` lead to, through those of their own."""
    seen: set[NormalizedName] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in seen or not applies(requirement):
            continue
        seen.add(name)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        yield distribution
        waiting += [Requirement(text) for text in distribution.requires or ()]


def test_constraints_pin_exact_versions_and_name_no_host(constraint_lines: list[str]) -> None:
    for line in constraint_lines:
        assert re.fullmatch(r"[\w.-]+==[\w.+!]+(; [\w .<>='\"]+)?", line), line


def test_constraints_name_no_package_twice(constraint_lines: list[str], pins: Pins) -> None:
    assert len(pins) == len(constraint_lines)


def test_every_declared_dependency_is_pinned_within_its_range(project: dict[str, Any], pins: Pins) -> None:
    for requirement in declared(project):
        pin = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pinned_version(pin)), f"{requirement} and {pin}"


def test_every_installed_dependency_is_pinned_and_is_the_pinned_version(project: dict[str, Any], pins: Pins) -> None:
    installed = list(needed(declared(project)))
    assert len(installed) > len(project["project"]["dependencies"])
    for distribution in installed:
        pin = pins[canonicalize_name(distribution.name)]
        assert pinned_version(pin) == distribution.version, distribution.name


def test_old_pythons_get_no_pyside_that_loses_references_to_none(
    project: dict[str, Any],
) -> None:
    ranges = [
        requirement.specifier
        for requirement in declared(project)
        if requirement.name == "PySide6-Essentials"
        and requirement.marker is not None
        and requirement.marker.evaluate({"python_version": "3.11"})
    ]
    (allowed,) = ranges
    assert "6.11.3" in allowed
    assert "6.12.0" not in allowed
    assert "6.9.1" not in allowed


def test_void_qt_calls_keep_the_reference_count_of_none(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    calls, noise = 5000, 200
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for number in range(calls):
        widget.setToolTip(str(number))
        widget.setMinimumWidth(number % 100)
    assert sys.getrefcount(None) > before - noise


def test_the_package_and_the_project_name_one_version(project: dict[str, Any]) -> None:
    assert derivgui.__version__ == project["project"]["version"]


IMPORT_THE_MODEL_ALONE = """
import importlib, pkgutil, sys

BLOCKED = {"PySide6", "shiboken6", "pyqtgraph", "sympy"}

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ImportError(f"the model must not import {name}")

sys.meta_path.insert(0, Blocker())
import derivgui.model

found = pkgutil.walk_packages(derivgui.model.__path__, "derivgui.model.")
names = [module.name for module in found]
names = [name for name in names if not name.startswith("derivgui.model.symbolic")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_the_model_imports_with_qt_pyqtgraph_and_sympy_blocked(checkout: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_THE_MODEL_ALONE],
        cwd=checkout,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 10
