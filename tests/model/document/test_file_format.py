"""Files: what is saved comes back; what is broken is refused in a sentence; nothing is ever half written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.document import edits
from derivgui.model.document.document import MOST_FUNCTIONS, Document
from derivgui.model.document.file_format import FileError, Saved, decode, encode, read_file, write_file
from derivgui.model.language.limits import LONGEST_KEPT
from tests.model.document.test_store import EDITS

WINDOW = (-3.5, 4.25, -1.0, 9.0)


@given(st.lists(st.sampled_from(sorted(EDITS)), max_size=12))
def test_what_is_saved_comes_back(names: list[str]) -> None:
    document = Document()
    for name in names:
        document = EDITS[name](document)
    saved = Saved(document, WINDOW)
    assert decode(encode(saved)) == saved


def test_a_text_too_long_to_be_saved_is_kept_as_far_as_it_can_be() -> None:
    text = '"' * (LONGEST_KEPT + 7)
    document = edits.add_function(edits.set_text(Document(), 1, text), text)
    assert [len(item.text) for item in document.functions] == [LONGEST_KEPT] * 2
    assert decode(encode(Saved(document, WINDOW))).document == document


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_any_text_of_a_row_can_be_saved(text: str) -> None:
    """Half of a pair of surrogates as well, which is what the system makes of a byte that it cannot read."""
    document = edits.add_function(edits.set_text(Document(), 1, text), text)
    assert decode(encode(Saved(document, WINDOW))).document == document
    assert edits.set_text(document, 1, document.functions[0].text) is document


def test_a_full_list_takes_no_more_and_can_be_saved() -> None:
    document = Document()
    for _ in range(MOST_FUNCTIONS + 3):
        document = edits.add_function(document, "\x01" * LONGEST_KEPT)
    assert len(document.functions) == MOST_FUNCTIONS
    assert edits.add_function(document) is document
    assert decode(encode(Saved(document, WINDOW))).document == document


def test_numbers_come_back_to_the_last_bit() -> None:
    document = edits.move_point(edits.set_step(Document(), 1e-8 / 3), 0.1 + 0.2)
    assert decode(encode(Saved(document, WINDOW))).document == document


def test_the_window_of_the_map_comes_back_with_the_curves() -> None:
    saved = Saved(edits.move_in_plane(Document(), 1.5, -2.5), WINDOW, (-1.0, 1.0, -2.0, 2.0))
    assert decode(encode(saved)) == saved


def test_in_a_file_from_before_maps_the_slider_of_y_becomes_the_point() -> None:
    facts = json.loads(encode(Saved(edits.set_slider(Document(), "y", 3.25), WINDOW)))
    for newer in ("y", "direction"):
        del facts["document"][newer]
    del facts["map"]
    assert decode(json.dumps(facts).encode()).document.y == 3.25


def broken(**changes: Any) -> bytes:
    facts = json.loads(encode(Saved(edits.set_slider(Document(), "a", 1.0), WINDOW)))
    for place, value in changes.items():
        *path, last = place.split("__")
        inner = facts
        for key in path:
            inner = inner[int(key)] if key.isdigit() else inner[key]
        inner[int(last) if last.isdigit() else last] = value
    return json.dumps(facts).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"x^2", b"\xff\xfe", b"null", b'{"derivgui": 1}', b"[" * 100_000, b"1" * 3_000_000,
        broken(derivgui=2), broken(document__h=0), broken(document__x=None), broken(document__active=7),
        broken(window__0=50), broken(document__functions__0__text="x" * 5000), broken(document__notation="newton"),
        broken(document__functions__0__colour=-1), broken(document__sliders__0__minimum=4.0),
        broken(window=[0, 1]),
        broken(map=[0, 0, 1, 2]), broken(map=[1, 2, 3]), broken(document__y=None),
        encode(Saved(Document(), WINDOW)).replace(b"-3.5", b"NaN"),
        encode(Saved(Document(), WINDOW)).replace(b"-3.5", b"1e999"),
    ],
)  # fmt: skip
def test_what_is_no_sound_document_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(FileError) as refused:
        decode(data)
    assert refused.value.message.endswith(".")


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(FileError):
        decode(data)


def test_saving_over_a_file_replaces_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.derivgui"
    write_file(path, Saved(Document(), WINDOW))
    later = Saved(edits.move_point(Document(), 1.0), WINDOW)
    write_file(path, later)
    assert read_file(path) == later
    assert os.listdir(tmp_path) == ["a.derivgui"]


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.derivgui"
    write_file(path, Saved(Document(), WINDOW))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="cannot be written"):
        write_file(path, Saved(edits.move_point(Document(), 1.0), WINDOW))
    assert read_file(path).document == Document()
    assert os.listdir(tmp_path) == ["a.derivgui"]


def test_a_missing_file_or_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        read_file(tmp_path / "none.derivgui")
    with pytest.raises(FileError, match="cannot be written"):
        write_file(tmp_path / "none" / "a.derivgui", Saved(Document(), WINDOW))
