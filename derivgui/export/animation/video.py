"""MP4 by ffmpeg: the one of the ``video`` extra, or the system's."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImage

from derivgui.export.animation.film import Timing
from derivgui.export.animation.frames import opaque
from derivgui.model.document.whole_file import FileError, check_target, empty_file_beside, put_in_place, unwritable

MISSING = "MP4 needs ffmpeg, which is not installed."
HINT = "Install derivgui[video] or your system's ffmpeg, or write .gif or .webp."
# Small differences of a flat picture are seen at once.
QUALITY = "18"


def ffmpeg() -> str | None:
    """The program, None where there is none."""
    with contextlib.suppress(ImportError, RuntimeError):
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    return shutil.which("ffmpeg")


def write_video(frames: Iterator[QImage], timing: Timing, path: Path) -> None:
    """Hand each frame to ffmpeg; the file appears when it is whole. ``FileError`` where anything fails."""
    program = ffmpeg()
    if program is None:
        raise FileError(MISSING, HINT)
    check_target(path)
    temporary = ""
    try:
        temporary = empty_file_beside(path, ".mp4")
        _encode(program, frames, timing, temporary)
        put_in_place(temporary, path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _encode(program: str, frames: Iterator[QImage], timing: Timing, target: str) -> None:
    first = next(frames)
    command = [program, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "bgra"]
    command += ["-s", f"{first.width()}x{first.height()}", "-r", f"{timing.fps:g}", "-i", "-"]
    # H.264 halves its colours' resolution, so both sides must be even.
    command += ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-c:v", "libx264", "-pix_fmt", "yuv420p"]
    command += ["-crf", QUALITY, "-movflags", "+faststart", target]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stderr is not None
    try:
        with contextlib.suppress(BrokenPipeError):
            last = _bytes(first)
            process.stdin.write(last)
            for frame in frames:
                last = _bytes(frame)
                process.stdin.write(last)
            for _ in range(timing.held):
                process.stdin.write(last)
            process.stdin.close()
    except BaseException:
        process.kill()
        raise
    finally:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        said = process.stderr.read().decode(errors="replace").strip()
        process.stderr.close()
        process.wait()
    if process.returncode:
        raise FileError("ffmpeg could not make the film.", said.splitlines()[-1] if said else HINT)


def _bytes(frame: QImage) -> bytes:
    whole = opaque(frame).convertToFormat(QImage.Format.Format_RGB32)
    return bytes(whole.constBits())
