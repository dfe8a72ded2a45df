"""``derivgui animate``: a film as a file, with a progress bar on stderr."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import number_at
from derivgui.cli.descent_options import add_descent_options, descent_view
from derivgui.cli.figure_options import (
    SHORT,
    add_figure_options,
    figure_document,
    figure_look,
    figure_size,
    figure_window,
    figure_wishes,
    secant,
)
from derivgui.cli.stream import say
from derivgui.model.document.document import Document
from derivgui.model.language.errors import ParseError

if TYPE_CHECKING:
    from derivgui.export.animation.film import Film, Timing
    from derivgui.export.animation.job import Progress

__all__ = ["SHORT", "add_leading", "add_options", "run"]

ENDINGS = ".gif .webp .mp4, or .png for numbered pictures"
FILMS = ("secant", "descent", "microscope", "slider")
BAR = 30


def add_leading(command: argparse.ArgumentParser) -> None:
    """What stands before the expression."""
    command.add_argument(
        "film", choices=FILMS, help="what moves: h goes to 0, the magnification grows, a parameter runs"
    )


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_figure_options(command, ENDINGS)
    add = command.add_argument
    add("--secant", default="1,1.5", metavar="A,H", help="where the secant starts (1,1.5)")
    add("--at", metavar="A", help="the point, for secant and microscope")
    add("--zoom", default="6", metavar="K", help="the last magnification is 10^K (6)")
    add("--slider", metavar="a=0,2", help="the parameter and its range")
    add_descent_options(command)
    add("--seconds", default="4", metavar="S", help="from the first frame to the last (4)")
    add("--fps", default="25", metavar="N", help="frames a second (25)")
    add("--hold", default="1", metavar="S", help="how long the last frame stays (1)")
    add("--once", action="store_true", help="do not begin again")


def run(options: argparse.Namespace) -> Answer:
    """Paint the frames and encode them."""
    path = Path(options.output.strip())
    from derivgui.export.animation.encoders import encoder_of
    from derivgui.export.animation.job import make
    from derivgui.export.application import painting_application

    encoder_of(path)
    timing, size = _timing(options), figure_size(options)
    application = painting_application()
    film = _film(options)
    bar = _Bar()
    try:
        make(film, timing, size, path, bar.show)
    finally:
        bar.end()
    del application
    width, height = size.pixels
    facts = {"file": str(path), "width": width, "height": height, "frames": timing.frames, "description": film.words}
    return Answer(facts, f"{path}: {timing.frames} frames of {width} by {height} pixels\n  {film.words}")


class _Bar:
    """A progress bar that is written again only when it has grown."""

    def __init__(self) -> None:
        self._shown = ""

    def show(self, progress: Progress) -> bool:
        """Show so much; always go on."""
        full = round(BAR * progress.share)
        left = f"{progress.seconds_left:.0f} s left" if progress.done < progress.total else "done"
        text = f"[{'#' * full}{'.' * (BAR - full)}] {progress.share:4.0%}  {left}"
        if text.split("]")[0] != self._shown.split("]")[0] or progress.done == progress.total:
            say(f"\r{text:<{len(self._shown)}}", sys.stderr, end="")
            self._shown = text
        return True

    def end(self) -> None:
        """What is written next begins on a line of its own."""
        if self._shown:
            say("", sys.stderr)


def _timing(options: argparse.Namespace) -> Timing:
    from derivgui.export.animation.film import Timing, TimingError

    seconds, fps, hold = (number_at(text.strip()) for text in (options.seconds, options.fps, options.hold))
    try:
        return Timing(seconds, fps, hold, not options.once)
    except TimingError as error:
        raise ParseError(error.message, error.hint, (0, 0)) from error


def _film(options: argparse.Namespace) -> Film:
    return {"secant": _secant_film, "descent": _descent_film, "microscope": _microscope_film, "slider": _slider_film}[
        options.film
    ](options)


def _secant_film(options: argparse.Namespace) -> Film:
    from derivgui.export.animation.secant_film import SecantFilm
    from derivgui.export.views.curve import CurveView

    document = _document(options)
    x, h = secant(options.secant.strip())
    x = x if options.at is None else number_at(options.at.strip())
    document = replace(document, x=x, h=h, shown=replace(document.shown, tangent=True, secant=True))
    view = CurveView(document, figure_window(options))
    units, wishes = figure_size(options).units, figure_wishes(options, view)
    return SecantFilm(document, figure_window(options), units, figure_look(options), wishes)


def _descent_film(options: argparse.Namespace) -> Film:
    from derivgui.export.animation.descent_film import DescentFilm

    view = descent_view(options)
    return DescentFilm(view, view.last, figure_size(options).units, figure_look(options), figure_wishes(options, view))


def _microscope_film(options: argparse.Namespace) -> Film:
    from derivgui.export.animation.microscope_film import MicroscopeFilm
    from derivgui.export.views.microscope import MicroscopeView

    document = replace(_document(options), x=number_at((options.at or "1").strip()))
    k = number_at(options.zoom.strip())
    view = MicroscopeView(document, 0.0)
    wishes = figure_wishes(options, view)
    return MicroscopeFilm(view, k, figure_size(options).units, figure_look(options), wishes)


def _slider_film(options: argparse.Namespace) -> Film:
    from derivgui.export.animation.slider_film import SliderFilm
    from derivgui.export.views.curve import CurveView

    name, ends = _slider(options.slider)
    document = _document(options, (name,))
    if all(slider.name != name for slider in document.sliders):
        listed = ", ".join(slider.name for slider in document.sliders) or "none"
        raise ParseError(f"“{name}” does not occur here.", f"Names in use: {listed}.", (0, len(name)))
    if options.at is not None:
        x = number_at(options.at.strip())
        document = replace(document, x=x, shown=replace(document.shown, tangent=True))
    wishes = figure_wishes(options, CurveView(document, figure_window(options)))
    units, look = figure_size(options).units, figure_look(options)
    return SliderFilm(document, name, ends, figure_window(options), units, look, wishes)


def _slider(text: str | None) -> tuple[str, tuple[float, float]]:
    name, equals, ends = (text or "").strip().partition("=")
    low, comma, high = ends.partition(",")
    if not (equals and comma):
        raise ParseError("Which parameter runs?", "Write its name and its range: --slider a=0,2", (0, len(text or "")))
    start, end = number_at(low, len(name) + 1), number_at(high, len(name) + len(low) + 2)
    if start == end:
        raise ParseError("The range of a parameter needs two different ends.", "", (len(name) + 1, len(text or "")))
    return name.strip(), (start, end)


def _document(options: argparse.Namespace, spare: tuple[str, ...] = ()) -> Document:
    return figure_document(options, [options.expression.strip()], spare)
