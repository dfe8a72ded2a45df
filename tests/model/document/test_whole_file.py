"""A file is written whole or not at all, and names that no file can have are a user's mistake."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from derivgui.model.document.file_format import read_file
from derivgui.model.document.whole_file import FileError, check_target, write_whole

IMPOSSIBLE = ("a" * 300, "\0.png", "\ud800.png", "none/a.png", ".", "a/../..")


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_name_that_no_file_can_have_is_said_and_nothing_is_left(name: str, tmp_path: Path) -> None:
    for attempt in (check_target, lambda path: write_whole(path, b"data")):
        with pytest.raises(FileError) as caught:
            attempt(tmp_path / name)
        assert len(caught.value.message) < 100
        assert (caught.value.message + caught.value.hint).encode()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_it_cannot_be_opened_either(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        read_file(tmp_path / name)


def test_the_longest_name_that_the_system_takes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 251 + ".png")
    write_whole(path, b"data")
    assert [kept.read_bytes() for kept in tmp_path.iterdir()] == [b"data"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are those of POSIX")
def test_a_new_file_has_the_rights_that_the_user_gives_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.touch()
    old.chmod(0o640)
    before = os.umask(0o077)
    try:
        write_whole(new, b"1")
        write_whole(old, b"2")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (new, old)] == [0o600, 0o640]
    assert sorted(tmp_path.iterdir()) == [new, old]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_and_the_file_behind_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "target"
    near, far = tmp_path / "near", tmp_path / "far"
    near.symlink_to(target)
    far.symlink_to("near")
    for link, data in ((near, b"made"), (far, b"written again")):
        write_whole(link, data)
        assert link.is_symlink()
        assert target.read_bytes() == data
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    ring, astray = tmp_path / "ring", tmp_path / "astray"
    ring.symlink_to(ring)
    astray.symlink_to(tmp_path / "none" / "target")
    for link in (ring, astray):
        with pytest.raises(FileError):
            write_whole(link, b"data")
        assert link.is_symlink()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
def test_what_is_no_ordinary_file_is_left_alone(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(FileError, match="pipe"):
            write_whole(path, b"data")
    assert pipe.is_fifo()
