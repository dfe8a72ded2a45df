"""``derivgui plot``: a figure of one or several functions as a file."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import number_at
from derivgui.cli.figure_options import (
    SHORT,
    add_figure_options,
    figure_document,
    figure_look,
    figure_size,
    figure_window,
    figure_wishes,
)
from derivgui.model.document.document import Document
from derivgui.model.language.errors import ParseError

__all__ = ["SHORT", "add_options", "run"]

ENDINGS = ".png .svg .pdf .tex .csv .py"


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add = command.add_argument
    add("more", nargs="*", metavar="EXPRESSION", help="further functions in the same picture")
    add_figure_options(command, ENDINGS)
    add("--view", choices=("curve",), default="curve", help="what is shown (curve)")
    add("--tangent", action="append", default=[], metavar="A", help="a tangent at A; may be given again")
    add("--secant", action="append", default=[], metavar="A,H", help="a secant from A to A + H; may be given again")
    add("--derivative", action="store_true", help="the curve of f' as well")


def run(options: argparse.Namespace) -> Answer:
    """Paint the figure and write it."""
    document, *others = _documents(options)
    size, window = figure_size(options), figure_window(options)
    path = Path(options.output.strip())
    from derivgui.export.application import painting_application
    from derivgui.export.figure import Figure
    from derivgui.export.formats import write_figure, writer_of
    from derivgui.export.views.curve import CurveView

    writer_of(path)
    application = painting_application()
    view = CurveView(document, window, tuple(others))
    figure = Figure(view, *size.units, figure_look(options), figure_wishes(options, view))
    write_figure(figure, size, path)
    # Until here it must live.
    del application
    width, height = size.pixels
    facts = {"file": str(path), "width": width, "height": height, "description": figure.description}
    return Answer(facts, f"{path}: {width} by {height} pixels\n  {figure.description}")


def _documents(options: argparse.Namespace) -> list[Document]:
    """The document with the first of the wanted tangents and secants, and one for each of the others."""
    texts = [text.strip() for text in (options.expression, *options.more)]
    document = figure_document(options, texts)
    document = replace(document, shown=replace(document.shown, derivative=options.derivative))
    points: list[tuple[float, float | None]] = [(number_at(text.strip()), None) for text in options.tangent]
    points += [secant(text.strip()) for text in options.secant]
    return [_with_point(document, x, h) for x, h in points] or [document]


def _with_point(document: Document, x: float, h: float | None) -> Document:
    if h is None:
        return replace(document, x=x, shown=replace(document.shown, tangent=True))
    return replace(document, x=x, h=h, shown=replace(document.shown, secant=True))


def secant(text: str) -> tuple[float, float]:
    """ "2,0.5" as point and step; ParseError where it is no secant."""
    start, comma, step = text.partition(",")
    if not comma:
        hint = "Write the point and the step: --secant 2,0.5"
        raise ParseError(f"“{text.strip()}” is no secant.", hint, (0, len(text)))
    h = number_at(step, len(start) + 1)
    if h == 0:
        hint = "A secant needs two points: take a small h."
        raise ParseError("h cannot be 0.", hint, (len(start) + 1, len(text)))
    return number_at(start), h
