"""``derivgui plot``: a figure of one or several functions as a file."""

from __future__ import annotations

import argparse
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
from derivgui.model.document.document import Document
from derivgui.model.document.file_format import SUFFIX, read_file
from derivgui.model.document.whole_file import check_target
from derivgui.model.language.errors import ParseError
from derivgui.model.language.parser import parse
from derivgui.model.numeric.viewport import Viewport

if TYPE_CHECKING:
    from derivgui.export.view import View

__all__ = ["SHORT", "add_options", "run"]

VIEWS = ("curve", "contour", "slices", "microscope", "errors", "descent", "steps")
ENDINGS = ".png .svg .pdf .tex .csv .py"


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add = command.add_argument
    add("more", nargs="*", metavar="EXPRESSION", help="further functions in the same picture")
    add_figure_options(command, ENDINGS)
    add("--view", choices=VIEWS, help="what is shown; contour for functions of two variables, else curve")
    add("--point", metavar="X,Y", help="a point of the contour map, with its gradient")
    add("--tangent", action="append", default=[], metavar="A", help="a tangent at A; may be given again")
    add("--secant", action="append", default=[], metavar="A,H", help="a secant from A to A + H; may be given again")
    add("--zoom", metavar="K", default="2", help="the microscope's magnification is 10^K (2)")
    add_descent_options(command)
    add("--derivative", action="store_true", help="the curve of f' as well")


def run(options: argparse.Namespace) -> Answer:
    """Paint the figure and write it."""
    size = figure_size(options)
    view = _saved_view(options) if _is_saved(options) else _VIEWS[_view_of(options)](options)
    path = Path(options.output.strip())
    from derivgui.export.application import painting_application
    from derivgui.export.figure import Figure
    from derivgui.export.formats import write_figure, writer_of

    writer_of(path)
    check_target(path)
    application = painting_application()
    figure = Figure(view, *size.units, figure_look(options), figure_wishes(options, view))
    write_figure(figure, size, path)
    # Until here it must live.
    del application
    width, height = size.pixels
    facts = {"file": str(path), "width": width, "height": height, "description": figure.description}
    return Answer(facts, f"{path}: {width} by {height} pixels\n  {figure.description}")


def _is_saved(options: argparse.Namespace) -> bool:
    return Path(options.expression.strip()).suffix == SUFFIX


def _saved_view(options: argparse.Namespace) -> View:
    """What a saved document shows, in the window that it was saved with or that was asked for."""
    from derivgui.export.views.contour import ContourView
    from derivgui.export.views.curve import CurveView
    from derivgui.export.views.window import Window
    from derivgui.model.scene.resolve import Resolver

    saved = read_file(Path(options.expression.strip()))
    bounds, document = saved.window, saved.document
    is_map = Resolver().is_shown_as_map(document)
    if is_map and saved.map is not None:
        bounds = saved.map
    window = figure_window(options) or Window(Viewport(*bounds), exact=True)
    return ContourView(document, window) if is_map else CurveView(document, window)


def _view_of(options: argparse.Namespace) -> str:
    """The view that was asked for, or the one that suits the function."""
    if options.view is not None:
        return str(options.view)
    return "contour" if len(parse(options.expression.strip()).variables) > 1 else "curve"


def _curve_view(options: argparse.Namespace) -> View:
    from derivgui.export.views.curve import CurveView

    document, *others = _documents(options)
    return CurveView(document, figure_window(options), tuple(others))


def _contour_view(options: argparse.Namespace) -> View:
    from derivgui.export.views.contour import ContourView

    return ContourView(_plane(options), figure_window(options), with_point=options.point is not None)


def _slices_view(options: argparse.Namespace) -> View:
    from derivgui.export.views.slices import SlicesView

    document = _plane(options)
    return SlicesView(replace(document, shown=replace(document.shown, tangent=True)), figure_window(options))


def _plane(options: argparse.Namespace) -> Document:
    """The function as one of two variables, with the point."""
    text = options.expression.strip()
    variables = parse(text).variables
    if len(variables) < 2:
        message = "A contour map, or slices of it, need a function of two variables."
        raise ParseError(message, "Such as x^2 + y^2.", (0, len(text)))
    document = figure_document(options, [text], variables)
    if options.point is not None:
        x, y = _point(options.point.strip())
        document = replace(document, x=x, y=y)
    return document


def _steps_view(options: argparse.Namespace) -> View:
    from derivgui.export.views.steps import StepsView

    return StepsView(descent_view(options))


def _microscope_view(options: argparse.Namespace) -> View:
    from derivgui.export.views.microscope import MicroscopeView

    document = figure_document(options, [options.expression.strip()])
    at = options.tangent[0] if options.tangent else "1"
    return MicroscopeView(replace(document, x=number_at(at.strip())), number_at(options.zoom.strip()))


def _errors_view(options: argparse.Namespace) -> View:
    from derivgui.export.views.errors import ErrorsView

    document = figure_document(options, [options.expression.strip()])
    at = options.tangent[0] if options.tangent else "1"
    return ErrorsView(replace(document, x=number_at(at.strip())))


_VIEWS = {
    "curve": _curve_view,
    "contour": _contour_view,
    "slices": _slices_view,
    "microscope": _microscope_view,
    "errors": _errors_view,
    "descent": descent_view,
    "steps": _steps_view,
}


def _point(text: str) -> tuple[float, float]:
    across, comma, up = text.partition(",")
    if not comma:
        raise ParseError(f"“{text}” is no point.", "Write both coordinates: --point 1,2", (0, len(text)))
    return number_at(across), number_at(up, len(across) + 1)


def _documents(options: argparse.Namespace) -> list[Document]:
    """The document with the first of the wanted tangents and secants, and one for each of the others."""
    texts = [text.strip() for text in (options.expression, *options.more)]
    document = _sliced(figure_document(options, texts))
    document = replace(document, shown=replace(document.shown, derivative=options.derivative))
    points: list[tuple[float, float | None]] = [(number_at(text.strip()), None) for text in options.tangent]
    points += [secant(text.strip()) for text in options.secant]
    return [_with_point(document, x, h) for x, h in points] or [document]


def _sliced(document: Document) -> Document:
    """Functions of two variables as the curves of their slices, where the second one is held fast."""
    held = {item.id: parse(item.text).variables[1:] for item in document.functions}
    items = tuple(replace(item, sliced=bool(held[item.id])) for item in document.functions)
    names = [names[0] for names in held.values() if names]
    slider = document.slider(names[0]) if names else None
    return replace(document, functions=items, y=document.y if slider is None else slider.value)


def _with_point(document: Document, x: float, h: float | None) -> Document:
    if h is None:
        return replace(document, x=x, shown=replace(document.shown, tangent=True))
    return replace(document, x=x, h=h, shown=replace(document.shown, secant=True))
