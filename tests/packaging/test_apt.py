"""Missing packages are installed where that is ours to do, and named where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import _apt

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
UBUNTU = "NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n"
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = 'ID=fedora\nVARIANT="Workstation Edition"\n'

# Fails until it has been told to update, as on a machine that has no package lists yet.
FRESH_APT = """#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> "{log}"
case "$*" in
  *update*) touch "{log}.updated" ;;
  *) test -e "{log}.updated" || {{ echo "E: Unable to locate package" >&2; exit 100; }} ;;
esac
"""
BROKEN_APT = """#!/bin/sh
echo "W: old lists" >&2
echo "E: Unable to fetch some archives." >&2
exit 100
"""


def put_apt(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make ``script`` the apt-get of a Debian machine on which we are root; returns its log."""
    log = folder / "apt.log"
    command = folder / "apt-get"
    command.write_text(script.format(log=log), encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.setattr(_apt, "os_release", lambda: DEBIAN)
    monkeypatch.setattr(_apt, "privilege", list)
    return log


@pytest.mark.parametrize("release", [DEBIAN, UBUNTU, MINT])
def test_debian_and_its_kin_are_recognised(release: str) -> None:
    assert _apt.is_debian(release)


@pytest.mark.parametrize("release", [FEDORA, "", "ID=arch", "NAME=not debian"])
def test_other_systems_are_not_taken_for_debian(release: str) -> None:
    assert not _apt.is_debian(release)


def test_elsewhere_than_on_debian_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_apt, "os_release", lambda: FEDORA)
    left = _apt.install(["libegl1", "libgl1"])
    assert left == "install what Debian calls libegl1 libgl1 with your package manager"


def test_without_root_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_apt(tmp_path, BROKEN_APT, monkeypatch)
    monkeypatch.setattr(_apt, "privilege", lambda: None)
    assert _apt.install(["libegl1"]) == "run 'sudo apt-get install libegl1'"


def test_apt_updates_its_lists_when_a_package_is_not_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = put_apt(tmp_path, FRESH_APT, monkeypatch)
    assert _apt.install(["libegl1", "xvfb"]) is None
    lines = log.read_text(encoding="utf-8").splitlines()
    verbs = ["update" if line.endswith("update") else "install" for line in lines]
    assert verbs == ["install", "update", "install"]
    assert all(line.startswith("noninteractive ") for line in lines)
    assert lines[0].endswith("--yes --no-install-recommends libegl1 xvfb")


def test_what_apt_cannot_do_is_said_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_apt(tmp_path, BROKEN_APT, monkeypatch)
    left = _apt.install(["libegl1"])
    assert left == "apt cannot install libegl1 (Unable to fetch some archives)"
