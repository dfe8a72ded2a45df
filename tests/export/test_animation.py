"""Films: their frames, their time, their files."""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from derivgui.export.animation import video
from derivgui.export.animation.encoders import rgb
from derivgui.export.animation.film import Film, Timing, TimingError
from derivgui.export.animation.frames import frames
from derivgui.export.animation.job import Cancelled, Progress, make
from derivgui.export.animation.microscope_film import MicroscopeFilm
from derivgui.export.animation.secant_film import SecantFilm
from derivgui.export.animation.slider_film import SliderFilm
from derivgui.export.extent import Extent, extent
from derivgui.export.figure import Wishes
from derivgui.export.look import look
from derivgui.export.raster import image
from derivgui.export.views.microscope import MicroscopeView
from derivgui.export.views.window import Window
from derivgui.model.document.document import Document, Slider
from derivgui.model.document.whole_file import FileError
from derivgui.model.numeric.viewport import Viewport
from tests.export.figures import document

SIZE = extent("200", "150")
SHORT = Timing(0.4, 20, 0.5)
WINDOW = Window(Viewport(-2.0, 4.0, -1.0, 9.0), exact=True)
has_ffmpeg = video.ffmpeg() is not None and shutil.which("ffprobe") is not None


def opened(path: Path) -> Any:
    """A picture, whose own class has what its type lacks."""
    return Image.open(path)


def secant_film(wishes: Wishes | None = None, size: Extent = SIZE) -> SecantFilm:
    return SecantFilm(document("x^2", x=1.0, h=2.0), WINDOW, size.units, look(), wishes or Wishes())


def swept() -> Document:
    start = document("a x", secant=False, tangent=False)
    return Document(start.functions, 1, sliders=(Slider("a"),), shown=start.shown)


FILMS: dict[str, Callable[[], Film]] = {
    "secant": secant_film,
    "microscope": lambda: MicroscopeFilm(
        MicroscopeView(document("sin x"), 0.0), 4.0, SIZE.units, look(), Wishes("Closer")
    ),
    "slider": lambda: SliderFilm(swept(), "a", (0.0, 2.0), WINDOW, SIZE.units, look("dark"), Wishes()),
}


def test_a_film_begins_and_ends_gently() -> None:
    shares = list(Timing(2, 10).shares)
    assert len(shares) == 20
    assert (shares[0], shares[-1]) == (0, 1)
    steps = np.diff(shares)
    assert (steps > 0).all()
    assert steps[0] < steps[10] / 3


def test_a_frame_that_stays_too_long_is_told_as_such() -> None:
    with pytest.raises(TimingError, match="The last frame cannot stay for 500 seconds"):
        Timing(4, 25, 500)


@pytest.mark.parametrize("timing", [(0, 25, 1), (4, 0, 1), (4, 25, -1), (1e9, 25, 1), (4, 1e6, 1), (math.nan, 25, 1)])
def test_an_impossible_timing_is_told(timing: tuple[float, float, float]) -> None:
    with pytest.raises(TimingError) as raised:
        Timing(*timing)
    assert raised.value.message.endswith(".")


def test_frames_painted_in_two_layers_are_whole_figures(qtbot: QtBot) -> None:
    film = secant_film(Wishes("A title", axes="frame"))
    first = next(frames(film, SHORT, SIZE))
    whole = image(film.figure(0.0, None), SIZE)
    difference = np.abs(rgb(first).astype(int) - rgb(whole).astype(int))
    assert difference.max() <= 1


def test_nothing_jumps_between_frames(qtbot: QtBot) -> None:
    film = secant_film(size=extent("640", "480"))
    before = film.figure(0.0, None)
    for share in (0.2, 0.5, 1.0):
        now = film.figure(share, before)
        assert now.plot == before.plot
        assert now.picture.still == before.picture.still
        before = now


def test_at_the_end_the_secant_lies_on_the_tangent(qtbot: QtBot) -> None:
    series = {s.name: s for s in secant_film().figure(1.0, None).picture.chart.series}
    assert series["secant"].pieces[0] == pytest.approx(series["tangent"].pieces[0], abs=0.02)


@pytest.mark.parametrize("name", FILMS)
def test_a_gif_shows_each_frame_as_it_was_painted(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    film = FILMS[name]()
    make(film, SHORT, SIZE, tmp_path / "a.gif", lambda _: True)
    with opened(tmp_path / "a.gif") as found:
        assert (found.size, found.n_frames, found.info["loop"]) == ((200, 150), 8, 0)
        for number, frame in enumerate(frames(film, SHORT, SIZE)):
            found.seek(number)
            shown, painted = np.asarray(found.convert("RGB")).astype(int), rgb(frame).astype(int)
            assert np.abs(shown - painted).mean() < 1.0
            assert found.info["duration"] == (50 if number < 7 else 550)


def test_a_gif_keeps_ground_and_lines_exactly(qtbot: QtBot, tmp_path: Path) -> None:
    make(secant_film(), SHORT, SIZE, tmp_path / "a.gif", lambda _: True)
    with opened(tmp_path / "a.gif") as found:
        colours = {colour for _, colour in found.convert("RGB").getcolors(1 << 20)}
    palette = look().palette
    for name in (palette.canvas, palette.tangent, palette.grid_major, palette.cycle(0)):
        colour = QColor(name)
        assert (colour.red(), colour.green(), colour.blue()) in colours


def test_times_that_gif_cannot_count_do_not_run_away(qtbot: QtBot, tmp_path: Path) -> None:
    make(secant_film(), Timing(1, 30, 0), SIZE, tmp_path / "a.gif", lambda _: True)
    with opened(tmp_path / "a.gif") as found:
        total = 0
        for number in range(found.n_frames):
            found.seek(number)
            total += found.info["duration"]
    assert total == 1000


def test_a_film_without_a_ground_is_white_where_there_is_no_transparency(qtbot: QtBot, tmp_path: Path) -> None:
    film = SecantFilm(document("x^2"), WINDOW, SIZE.units, look(transparent=True), Wishes(legend=False))
    for ending in (".gif", ".png"):
        make(film, SHORT, SIZE, tmp_path / f"a{ending}", lambda _: True)
    with opened(tmp_path / "a.gif") as found:
        assert found.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
    with opened(tmp_path / "a-1.png") as found:
        assert found.getpixel((1, 1))[3] == 0


def test_a_film_may_end(qtbot: QtBot, tmp_path: Path) -> None:
    make(secant_film(), Timing(0.2, 20, loop=False), SIZE, tmp_path / "a.gif", lambda _: True)
    with opened(tmp_path / "a.gif") as found:
        assert "loop" not in found.info


def test_webp_and_numbered_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    for ending in (".webp", ".png"):
        make(secant_film(), SHORT, SIZE, tmp_path / f"a{ending}", lambda _: True)
    with opened(tmp_path / "a.webp") as found:
        assert (found.size, found.n_frames) == ((200, 150), 8)
    numbered = sorted(tmp_path.glob("*.png"))
    assert [file.name for file in numbered] == [f"a-{n}.png" for n in range(1, 9)]
    with opened(numbered[3]) as found:
        assert found.size == (200, 150)


@pytest.mark.skipif(not has_ffmpeg, reason="ffmpeg is not installed")
def test_a_video_has_its_frames_and_even_sides(qtbot: QtBot, tmp_path: Path) -> None:
    size = extent("201", "151")
    make(secant_film(size=size), SHORT, size, tmp_path / "a.mp4", lambda _: True)
    asked = "stream=width,height,nb_read_frames"
    command = [
        "ffprobe",
        "-v",
        "error",
        "-count_frames",
        "-show_entries",
        asked,
        "-of",
        "csv=p=0",
        str(tmp_path / "a.mp4"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "202,152,18"
    assert [file.name for file in tmp_path.iterdir()] == ["a.mp4"]


def test_without_ffmpeg_one_is_told_what_helps(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video, "ffmpeg", lambda: None)
    with pytest.raises(FileError) as raised:
        make(secant_film(), SHORT, SIZE, tmp_path / "a.mp4", lambda _: True)
    assert "derivgui[video]" in raised.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "ending",
    [
        ".gif",
        ".webp",
        ".png",
        pytest.param(".mp4", marks=pytest.mark.skipif(not has_ffmpeg, reason="ffmpeg is not installed")),
    ],
)
def test_a_film_that_is_cancelled_leaves_nothing(qtbot: QtBot, tmp_path: Path, ending: str) -> None:
    seen: list[Progress] = []

    def stop_at_three(progress: Progress) -> bool:
        seen.append(progress)
        return progress.done < 3

    with pytest.raises(Cancelled):
        make(secant_film(), SHORT, SIZE, tmp_path / f"a{ending}", stop_at_three)
    assert [progress.done for progress in seen] == [1, 2, 3]
    assert all(progress.total == 8 and progress.seconds_left >= 0 for progress in seen)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_is_told_before_anything_is_painted(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"\.avi"):
        make(secant_film(), SHORT, SIZE, tmp_path / "a.avi", lambda _: True)


def test_a_slider_moves_the_curve_and_not_the_window(qtbot: QtBot) -> None:
    film = FILMS["slider"]()
    first, last = film.figure(0.0, None), film.figure(1.0, None)
    assert first.picture.viewport == last.picture.viewport
    slopes = [next(s for s in f.picture.chart.series if s.name == "f").pieces[0] for f in (first, last)]
    assert [float(np.ptp(p[:, 1]) / np.ptp(p[:, 0])) for p in slopes] == pytest.approx([0, 2])
    assert film.words.startswith("a goes from 0 to 2")
