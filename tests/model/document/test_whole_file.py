"""A file is written whole or not at all, and names that no file can have are a user's mistake."""

from __future__ import annotations

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
