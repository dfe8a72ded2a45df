"""What the system lacks is found, mapped to Debian packages, and said all at once."""

from __future__ import annotations

import sys

import pytest

import _needs
from _needs import Need
from _process import SetupError


class System:
    """A system that has some things, and gets others installed unless it is closed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *there: str, closed: bool = False) -> None:
        self.there = set(there)
        self.closed = closed
        self.installed: list[str] = []
        monkeypatch.setattr("_apt.install", self.install)

    def need(self, name: str) -> Need:
        return Need(f"the {name}", (name,), lambda: name in self.there)

    def install(self, packages: list[str]) -> str | None:
        self.installed += packages
        if self.closed:
            return "ask someone"
        self.there.update(self.installed)
        return None


@pytest.mark.parametrize("libraries", [_needs.QT_LIBRARIES, _needs.X11_LIBRARIES, _needs.WAYLAND_LIBRARIES])
def test_every_library_has_the_package_that_debian_names_after_it(libraries: dict[str, str]) -> None:
    for soname, package in libraries.items():
        name, version = soname.lower().split(".so.")
        dash = "-" if name[-1].isdigit() else ""
        # GLib's package is the one that drops a dash of its library.
        assert package == f"{name}{dash}{version}".replace("glib-2.0", "glib2.0")


def test_what_is_there_is_not_installed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, "cat", "dog")
    _needs.ensure([system.need("cat")], wished=[system.need("dog")])
    assert system.installed == []


def test_all_that_is_missing_is_installed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, "cat")
    _needs.ensure([system.need("cat"), system.need("dog")], wished=[system.need("fish")])
    assert system.installed == ["dog", "fish"]


def test_all_that_stays_missing_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, closed=True)
    with pytest.raises(SetupError) as raised:
        _needs.ensure([system.need("cat"), system.need("dog")], wished=[system.need("fish")])
    assert str(raised.value) == "This system lacks the cat, the dog: ask someone."
    assert system.installed == ["cat", "dog", "fish"]


def test_a_wish_that_is_not_met_is_said_and_no_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = System(monkeypatch, "cat", closed=True)
    _needs.ensure([system.need("cat")], wished=[system.need("fish")])
    assert capsys.readouterr().out == "This system lacks the fish: ask someone.\n"


def test_a_library_that_is_nowhere_does_not_load() -> None:
    assert not _needs.loads("libderivgui-nowhere.so.7")


def test_the_libraries_that_tests_draw_with_do_load() -> None:
    assert _needs.unmet(_needs.libraries(_needs.QT_LIBRARIES)) == []


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_bring_the_libraries_of_qt_themselves(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert _needs.libraries(_needs.QT_LIBRARIES) == []
    assert _needs.virtual_display() == _needs.bundler() == _needs.fonts() == _needs.readers() == []


def test_the_maker_of_environments_is_that_of_this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 12, 4))
    assert _needs.environment_module().packages == ("python3.12-venv",)


def test_a_command_is_needed_until_it_is_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _needs.command("env").is_met()
    monkeypatch.setenv("PATH", "/nowhere")
    assert not _needs.command("env").is_met()
