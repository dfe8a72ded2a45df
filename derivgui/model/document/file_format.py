"""Documents as files: JSON, checked on the way in, whole or not at all on the way out.

A file is ``{"derivgui": 1, "document": {...}, "window": [x0, x1, y0, y1], "map": null or [x0, x1, y0, y1]}``. What a
file of an older version does not have takes its usual value. msgspec is imported with the first file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from derivgui.model.document import descent
from derivgui.model.document.document import MOST_FUNCTIONS, Document
from derivgui.model.document.whole_file import SUFFIX as SUFFIX
from derivgui.model.document.whole_file import FileError as FileError  # its readers and writers raise it
from derivgui.model.document.whole_file import write_whole
from derivgui.model.language.limits import LONGEST_KEPT

FORMAT = 1
# More than the longest list of the longest texts takes, however they are written.
LARGEST_FILE = 10 * MOST_FUNCTIONS * LONGEST_KEPT

Bounds: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a file holds: the document, and the data bounds x0, x1, y0, y1 that were looked at.

    ``map`` are those of the contour map, None where it was never opened.
    """

    document: Document
    window: Bounds
    map: Bounds | None = None


@dataclass(frozen=True, slots=True)
class _File:
    derivgui: int
    document: Document
    window: Bounds
    map: Bounds | None = None


@dataclass(frozen=True, slots=True)
class _Point:
    """The one number that was kept elsewhere before functions of two variables had a map."""

    y: float | None = None


@dataclass(frozen=True, slots=True)
class _OlderFile:
    document: _Point


def encode(saved: Saved) -> bytes:
    """The file's bytes."""
    import msgspec

    packed = msgspec.json.encode(_File(FORMAT, saved.document, saved.window, saved.map))
    return msgspec.json.format(packed, indent=2) + b"\n"


def decode(data: bytes) -> Saved:
    """What the bytes hold; FileError where they are no sound document."""
    import msgspec

    if len(data) > LARGEST_FILE:
        raise FileError("This file is too large to be a derivgui document.")
    try:
        file = msgspec.json.decode(data, type=_File)
        older = msgspec.json.decode(data, type=_OlderFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise FileError("This is not a derivgui document.", f"{error}.") from error
    if file.derivgui != FORMAT:
        raise FileError(
            f"This document was written by another version of derivgui (format {file.derivgui}).",
            f"This one reads format {FORMAT}.",
        )
    _check(file)
    document = file.document if older.document.y is not None else _with_held_slider(file.document)
    return Saved(document, file.window, file.map)


def _with_held_slider(document: Document) -> Document:
    """Before y was a coordinate of the point, it was a slider like any other."""
    slider = document.slider("y")
    return document if slider is None else replace(document, y=slider.value)


def _check(file: _File) -> None:
    """What types alone do not promise."""
    document = file.document
    ids = [item.id for item in document.functions]
    windows = [file.window] if file.map is None else [file.window, file.map]
    numbers = [document.x, document.y, document.h, document.direction, *(pin.x for pin in document.pins)]
    numbers += [bound for window in windows for bound in window]
    numbers += [value for s in document.sliders for value in (s.minimum, s.value, s.maximum)]
    sound = (
        len(set(ids)) == len(ids) <= MOST_FUNCTIONS
        and (document.active in ids or (document.active == 0 and not ids))
        and all(len(item.text) <= LONGEST_KEPT and item.colour >= 0 for item in document.functions)
        and all(map(math.isfinite, numbers))
        and document.h != 0
        and all(x0 < x1 and y0 < y1 for x0, x1, y0, y1 in windows)
        and descent.is_sound(document.descent)
        and all(s.minimum <= s.value <= s.maximum and s.minimum < s.maximum for s in document.sliders)
    )
    if not sound:
        raise FileError("This derivgui document contradicts itself.", "It may have been edited by hand.")


def read_file(path: Path) -> Saved:
    """The document in a file; FileError where there is none."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileError(f"{path.name} cannot be read.", f"{error.strerror or error}.") from error
    except ValueError as error:
        raise FileError("No file can have this name.", "") from error
    return decode(data)


def write_file(path: Path, saved: Saved) -> None:
    """Write a document; at every moment one whole file is there. ``FileError`` where that fails."""
    write_whole(path, encode(saved))
