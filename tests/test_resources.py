"""Resources are found by name, from a checkout and from an installed package alike."""

from __future__ import annotations

import importlib.util
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import pytest

import derivgui.resources
from derivgui.resources import resource_path, resource_text


def reader_installed_in(folder: Path) -> ModuleType:
    """The reader as a program installed in ``folder`` has it."""
    package = folder / "derivgui"
    package.mkdir(parents=True)
    copy = shutil.copy(derivgui.resources.__file__, package)
    spec = importlib.util.spec_from_file_location("installed_resources", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_icon_is_there_and_is_svg() -> None:
    root = ElementTree.fromstring(resource_text("derivgui.svg"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_name_that_is_not_there_is_named_in_the_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"no resource called 'icons/nothing\.svg'"):
        resource_path("icons/nothing.svg")


@pytest.mark.parametrize("name", ["../pyproject.toml", "icons/../../LICENSE", "/etc/passwd"])
def test_a_name_that_leads_out_of_the_resources_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="leads out of the resources"):
        resource_path(name)


def test_an_installed_package_reads_the_resources_packed_inside_it(tmp_path: Path) -> None:
    installed = reader_installed_in(tmp_path / "site-packages")
    packed = tmp_path / "site-packages" / "derivgui" / "_resources"
    packed.mkdir()
    (packed / "words.txt").write_text("tangent π", encoding="utf-8")
    assert installed.resource_text("words.txt") == "tangent π"


def test_packed_resources_win_over_a_strangers_folder_beside_the_package(tmp_path: Path) -> None:
    installed = reader_installed_in(tmp_path)
    for folder, text in (("resources", "a stranger's"), ("derivgui/_resources", "ours")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "words.txt").write_text(text, encoding="utf-8")
    assert installed.resource_text("words.txt") == "ours"
