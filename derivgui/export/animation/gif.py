"""Animated GIF: one palette for the whole film, and of each frame only the part that changed. Knows no Qt.

Pillow alone gives frames palettes of their own, which flicker and are several times as large; of it only the
compression is used here. The format is that of GIF89a (CompuServe, 1990).
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image

from derivgui.export.animation.film import Timing

Pixels: TypeAlias = NDArray[np.uint8]
Coarse: TypeAlias = NDArray[np.uint16]

# A table of 128, of which one stands for pixels that stay as they were.
SIZE = 128
UNCHANGED = SIZE - 1
# So many colours are kept as they are: ground, grid, lines.
EXACT = 32
# The others are told apart by this many bits a channel.
BITS = 5
TICK = 0.01
# Programs take shorter delays for a mistake.
SHORTEST_TICKS = 2


def gif(frames: Iterable[Pixels], timing: Timing) -> bytes:
    """The bytes of the file; ``frames`` are uint8 of shape (height, width, 3)."""
    exact: Counter[int] = Counter()
    packed: list[bytes] = []
    shape = (0, 0)
    seen = np.zeros(1 << 3 * BITS, bool)
    for picture in frames:
        shape = picture.shape[:2]
        coarse = _coarse(picture)
        seen[coarse.ravel()] = True
        exact.update(_usual(picture))
        packed.append(zlib.compress(coarse.tobytes(), 1))
    palette, table = _palette(exact, seen)
    parts = [_head(shape, palette, timing.loop)]
    before: Pixels | None = None
    for data, ticks in zip(packed, _ticks(timing, len(packed)), strict=True):
        now = table[np.frombuffer(zlib.decompress(data), np.uint16).reshape(shape)]
        parts.append(_frame(before, now, ticks))
        before = now
    return b"".join([*parts, b";"])


def _coarse(picture: Pixels) -> Coarse:
    """Each pixel's colour as one number of 3 * BITS bits."""
    high = (picture >> (8 - BITS)).astype(np.uint16)
    packed = (high[..., 0] << (2 * BITS)) | (high[..., 1] << BITS) | high[..., 2]
    return packed.astype(np.uint16)


def _usual(picture: Pixels) -> dict[int, int]:
    """The commonest colours of a frame as 0xRRGGBB, with how often they are there (every second row will do)."""
    some = picture[::2].astype(np.uint32)
    colours, counts = np.unique((some[..., 0] << 16) | (some[..., 1] << 8) | some[..., 2], return_counts=True)
    largest = np.argsort(counts)[-EXACT:]
    return dict(zip(colours[largest].tolist(), counts[largest].tolist(), strict=True))


def _palette(exact: Counter[int], seen: NDArray[np.bool_]) -> tuple[Pixels, Pixels]:
    """The colours, shape (SIZE, 3), and for each coarse colour its number among them."""
    kept = [colour for colour, _ in exact.most_common(EXACT)]
    fixed = np.array([[c >> 16, c >> 8 & 255, c & 255] for c in kept], np.uint8)
    cells = np.flatnonzero(seen)
    side = 1 << BITS
    channels = np.stack([cells >> 2 * BITS, cells >> BITS & side - 1, cells & side - 1], axis=-1)
    middles = (channels * (255 / (side - 1))).round().astype(np.uint8)
    # Each colour once, or ground and grid would take all the places.
    reduced = Image.fromarray(middles.reshape(1, -1, 3)).quantize(UNCHANGED - len(kept), Image.Quantize.MEDIANCUT)
    found = np.array(reduced.getpalette() or [], np.uint8).reshape(-1, 3)[: UNCHANGED - len(kept)]
    palette = np.zeros((SIZE, 3), np.uint8)
    palette[: len(fixed)] = fixed
    palette[len(fixed) : len(fixed) + len(found)] = found
    table = np.zeros(len(seen), np.uint8)
    table[cells] = _nearest(middles, palette[: len(fixed) + len(found)])
    # In the cell of a common colour, that colour stands; of two in one cell the commoner one.
    for number in reversed(range(len(fixed))):
        table[int(_coarse(fixed[number : number + 1])[0])] = number
    return palette, table


def _nearest(colours: Pixels, palette: Pixels) -> Pixels:
    distance = colours[:, None, :].astype(np.int32) - palette[None, :, :].astype(np.int32)
    return (distance**2).sum(-1).argmin(-1).astype(np.uint8)


def _head(shape: tuple[int, int], palette: Pixels, loop: bool) -> bytes:
    height, width = shape
    # A global table of 2^(6 + 1) colours.
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80 | 6, 0, 0) + palette.tobytes()
    return head + (b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00" if loop else b"")


def _ticks(timing: Timing, count: int) -> Iterator[int]:
    """Delays in hundredths of a second that do not run away from the film's own time."""
    shown = 0
    for number in range(1, count + 1):
        end = number / timing.fps + (timing.hold if number == count else 0.0)
        ticks = max(round(end / TICK) - shown, SHORTEST_TICKS)
        shown += ticks
        yield ticks


def _frame(before: Pixels | None, now: Pixels, ticks: int) -> bytes:
    left, top, part = _changed(before, now)
    image = Image.fromarray(part, "L")
    blocks = GifImagePlugin.getdata(image, (left, top), transparency=UNCHANGED, duration=ticks * 10, disposal=1)
    return b"".join(blocks)


def _changed(before: Pixels | None, now: Pixels) -> tuple[int, int, Pixels]:
    """The smallest rectangle that holds all that changed, with what stayed the same left out."""
    if before is None:
        return 0, 0, now
    differs = before != now
    rows, columns = np.flatnonzero(differs.any(1)), np.flatnonzero(differs.any(0))
    if not rows.size:
        return 0, 0, np.full((1, 1), UNCHANGED, np.uint8)
    area = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return int(columns[0]), int(rows[0]), np.where(differs[area], now[area], np.uint8(UNCHANGED))
