"""Figures and films as files, beside matplotlib doing the same where that is installed."""

from __future__ import annotations

import importlib.util
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from derivgui.export.animation.film import Timing
from derivgui.export.animation.job import make
from derivgui.export.animation.secant_film import SecantFilm
from derivgui.export.application import painting_application
from derivgui.export.extent import extent
from derivgui.export.figure import Figure as Sheet
from derivgui.export.figure import Wishes
from derivgui.export.formats import write_figure
from derivgui.export.look import look
from derivgui.export.views.contour import ContourView
from derivgui.export.views.curve import CurveView
from derivgui.export.views.window import Window
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.viewport import Viewport
from tests.bench.figures import Figure

LARGE = extent("3840", "2160")
USUAL = extent("800", "600")
FILM = Timing(4.8, 25.0)
WINDOW = Window(Viewport(-3.0, 3.0, -4.0, 8.0), exact=True)
CUBIC = Document((FunctionItem(1, "x^3 - 3x"),), x=1.0, h=1.5)


def file_times() -> list[Figure]:
    """Seconds and kilobytes; the limits are those of the machine that the project is built on."""
    application = painting_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = [
            Figure("PNG of a contour map, 3840 x 2160", _seconds(lambda: _contours(folder / "a.png")), "s", 1.5),
            Figure("GIF of the secant, 120 frames of 800 x 600", _seconds(lambda: _film(folder / "a.gif")), "s", 5.0),
            Figure("its size", (folder / "a.gif").stat().st_size / 1000, "kB", 1500.0),
            Figure("SVG of a curve", _seconds(lambda: _curve(folder / "a.svg")), "s"),
            Figure("its size", (folder / "a.svg").stat().st_size / 1000, "kB", 60.0),
        ]
        if importlib.util.find_spec("matplotlib") is not None:
            figures += [
                Figure("the same map by matplotlib", _seconds(lambda: _their_contours(folder / "b.png")), "s"),
                Figure("the same film by matplotlib", _seconds(lambda: _their_film(folder / "b.gif")), "s"),
                Figure("its size", (folder / "b.gif").stat().st_size / 1000, "kB"),
            ]
    del application
    return figures


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _contours(path: Path) -> None:
    view = ContourView(Document((FunctionItem(1, "x^2 y + y^3 - 3y"),)))
    write_figure(Sheet(view, *LARGE.units, look()), LARGE, path)


def _film(path: Path) -> None:
    film = SecantFilm(CUBIC, WINDOW, USUAL.units, look(), Wishes("The secant becomes the tangent"))
    make(film, FILM, USUAL, path, lambda _: True)


def _curve(path: Path) -> None:
    write_figure(Sheet(CurveView(CUBIC, WINDOW), *USUAL.units, look()), USUAL, path)


def _their_contours(path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    x, y = np.meshgrid(np.linspace(-7.1, 7.1, 512), np.linspace(-4, 4, 512))
    z = x**2 * y + y**3 - 3 * y
    figure, axes = pyplot.subplots(figsize=(16, 9), dpi=240)
    axes.contourf(x, y, z, 255)
    axes.clabel(axes.contour(x, y, z, 15, colors="black", linewidths=0.8))
    axes.grid()
    figure.savefig(path)
    pyplot.close(figure)


def _their_film(path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import animation, pyplot

    figure, axes = pyplot.subplots(figsize=(8, 6), dpi=100)
    x = np.linspace(-3, 3, 400)
    axes.set(xlim=(-3, 3), ylim=(-4, 8), title="The secant becomes the tangent")
    axes.grid()
    axes.plot(x, x**3 - 3 * x)
    (secant,) = axes.plot([], [], "--")

    def show(number: int) -> tuple[object, ...]:
        h = 1.5 * (1 - number / FILM.frames) + 1e-3
        slope = ((1 + h) ** 3 - 3 * (1 + h) + 2) / h
        secant.set_data(x, -2 + slope * (x - 1))
        return (secant,)

    film = animation.FuncAnimation(figure, show, frames=FILM.frames, blit=True)
    film.save(path, writer="pillow", fps=25)
    pyplot.close(figure)
