"""Frames to files: GIF and WebP by Pillow, MP4 by ffmpeg, numbered PNG."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from derivgui.export.animation.film import Timing
from derivgui.export.animation.frames import opaque
from derivgui.export.animation.video import write_video
from derivgui.model.document.whole_file import FileError, write_whole

if TYPE_CHECKING:
    from PIL import Image

Encoder: TypeAlias = Callable[[Iterator[QImage], Timing, Path], None]
Pixels: TypeAlias = NDArray[np.uint8]

WEBP_QUALITY = 85
# Pillow wants all frames at once, at 3 or 4 bytes a pixel.
MOST_WEBP_PIXELS = 300e6


def rgb(image: QImage) -> Pixels:
    """The pixels of a picture over white, shape (height, width, 3)."""
    flat = opaque(image).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    found: Pixels = rows[:, : 3 * flat.width()].reshape(flat.height(), flat.width(), 3).copy()
    return found


def write_gif(frames: Iterator[QImage], timing: Timing, path: Path) -> None:
    """One palette for all frames, and of each frame only what has changed."""
    from derivgui.export.animation.gif import gif

    write_whole(path, gif((rgb(frame) for frame in frames), timing))


def write_webp(frames: Iterator[QImage], timing: Timing, path: Path) -> None:
    """Pillow's animated WebP."""
    first = _pillow(next(frames))
    if first.width * first.height * timing.frames > MOST_WEBP_PIXELS:
        raise FileError("This film is too large for WebP.", "Make it smaller or shorter, or write .gif or .mp4.")
    images = [first, *map(_pillow, frames)]
    duration = round(1000 / timing.fps)
    durations = [duration] * (len(images) - 1) + [duration + round(1000 * timing.hold)]
    stream = io.BytesIO()
    images[0].save(
        stream,
        "WEBP",
        save_all=True,
        append_images=images[1:],
        duration=durations,
        loop=0 if timing.loop else 1,
        quality=WEBP_QUALITY,
        method=2,
    )
    write_whole(path, stream.getvalue())


def _pillow(frame: QImage) -> Image.Image:
    from PIL import Image

    if not frame.hasAlphaChannel():
        return Image.fromarray(rgb(frame))
    whole = frame.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (whole.width(), whole.height()), bytes(whole.constBits()))


def write_numbered(frames: Iterator[QImage], timing: Timing, path: Path) -> None:
    """``name-001.png`` and so on; all of them or, where one fails, none."""
    written: list[Path] = []
    width = len(str(timing.frames))
    try:
        for number, frame in enumerate(frames, 1):
            target = path.with_name(f"{path.stem}-{number:0{width}d}{path.suffix}")
            write_whole(target, _png(frame))
            written.append(target)
    except BaseException:
        for target in written:
            target.unlink(missing_ok=True)
        raise


def _png(frame: QImage) -> bytes:
    stream = io.BytesIO()
    _pillow(frame).save(stream, "PNG", compress_level=4)
    return stream.getvalue()


ENCODERS: dict[str, Encoder] = {
    ".gif": write_gif,
    ".webp": write_webp,
    ".mp4": write_video,
    ".png": write_numbered,
}


def encoder_of(path: Path) -> Encoder:
    """What writes such a file; ``FileError`` where the ending is unknown."""
    found = ENCODERS.get(path.suffix.lower())
    if found is None:
        ending = f"“{path.suffix}” is no format of animations" if path.suffix else f"{path.name} has no ending"
        raise FileError(f"{ending}.", f"Known are {', '.join(ENCODERS)} (numbered pictures).")
    return found
