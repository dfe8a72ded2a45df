"""``derivgui plot``: a figure of one or several functions as a file."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import assignments, number_at, require_all
from derivgui.cli.windows import bounds
from derivgui.model.document.document import Document, FunctionItem, Shown, Slider
from derivgui.model.language.errors import ParseError
from derivgui.model.language.parser import parse
from derivgui.model.numeric.viewport import Viewport

if TYPE_CHECKING:
    from derivgui.export.extent import Extent
    from derivgui.export.view import View

SHORT = ("-o",)
THEMES = ("light", "dark", "print")
AUTOMATIC = "\0"


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add = command.add_argument
    add("more", nargs="*", metavar="EXPRESSION", help="further functions in the same picture")
    add("-o", "--output", required=True, metavar="FILE", help="its ending tells the format: .png .svg .pdf")
    add("--view", choices=("curve",), default="curve", help="what is shown (curve)")
    add("--window", nargs=4, metavar=("X0", "X1", "Y0", "Y1"), help="bounds, e.g. -2pi 2pi -3 3; found where not given")
    add("--tangent", action="append", default=[], metavar="A", help="a tangent at A; may be given again")
    add("--secant", action="append", default=[], metavar="A,H", help="a secant from A to A + H; may be given again")
    add("--derivative", action="store_true", help="the curve of f' as well")
    add("--size", nargs=2, default=["800", "600"], metavar=("W", "H"), help="pixels (800 600) or 16cm 9cm, 6in 4in")
    add("--dpi", metavar="N", help="dots to the inch; 300 for sizes on paper")
    add("--theme", choices=THEMES, default="light", help="print is black and white, told apart by dashes")
    add("--axes", choices=("origin", "frame"), default="origin", help="axes through the origin, or numbers at a frame")
    add("--pi", action="store_true", help="the horizontal axis in multiples of π")
    add("--no-grid", action="store_true", help="without grid lines")
    add("--no-legend", action="store_true", help="without a legend")
    add("--title", default="", metavar="TEXT", help="above the picture; mathematics between dollar signs")
    add(
        "--caption", nargs="?", const=AUTOMATIC, default="", metavar="TEXT", help="below it; without TEXT, what is seen"
    )
    add("--transparent", action="store_true", help="without a ground")
    add("--let", action="append", default=[], metavar="a=2", help="a parameter's value; may be given again")


def run(options: argparse.Namespace) -> Answer:
    """Paint the figure and write it."""
    document, others = _documents(options)
    path = Path(options.output.strip())
    from derivgui.export.application import painting_application
    from derivgui.export.figure import Figure, Wishes
    from derivgui.export.formats import write_figure, writer_of
    from derivgui.export.look import look

    writer_of(path)
    size = _extent(options)
    application = painting_application()
    view = _view(options, document, others)
    caption = view.words.tex if options.caption == AUTOMATIC else options.caption.strip()
    wishes = Wishes(options.title.strip(), caption, not options.no_legend, options.axes)
    figure = Figure(view, *size.units, look(options.theme, options.transparent), wishes)
    write_figure(figure, size, path)
    del application
    width, height = size.pixels
    facts = {"file": str(path), "width": width, "height": height, "description": figure.description}
    return Answer(facts, f"{path}: {width} by {height} pixels\n  {figure.description}")


def _extent(options: argparse.Namespace) -> Extent:
    from derivgui.export.extent import ExtentError, extent

    width, height = (text.strip() for text in options.size)
    dpi = None if options.dpi is None else number_at(options.dpi.strip())
    try:
        return extent(width, height, dpi)
    except ExtentError as error:
        raise ParseError(error.message, error.hint, (0, len(width))) from error


def _view(options: argparse.Namespace, document: Document, others: tuple[Document, ...]) -> View:
    from derivgui.export.views.curve import CurveView
    from derivgui.export.views.window import Window

    window = None
    if options.window is not None:
        window = Window(Viewport(*bounds(options.window)), exact=True)
    return CurveView(document, window, others)


def _documents(options: argparse.Namespace) -> tuple[Document, tuple[Document, ...]]:
    """The document with the first of the wanted tangents and secants, and one for each of the others."""
    texts = [text.strip() for text in (options.expression, *options.more)]
    items = tuple(FunctionItem(number, text, number - 1) for number, text in enumerate(texts, 1))
    shown = Shown(
        tangent=False,
        secant=False,
        derivative=options.derivative,
        grid=not options.no_grid,
        pi_ticks=options.pi,
        quotients=False,
    )
    document = Document(items, 1, x=0.0, sliders=_sliders(texts, options.let), shown=shown)
    points: list[tuple[float, float | None]] = [(number_at(text.strip()), None) for text in options.tangent]
    points += [_secant(text.strip()) for text in options.secant]
    documents = [_with_point(document, x, h) for x, h in points] or [document]
    return documents[0], tuple(documents[1:])


def _with_point(document: Document, x: float, h: float | None) -> Document:
    if h is None:
        return replace(document, x=x, shown=replace(document.shown, tangent=True))
    return replace(document, x=x, h=h, shown=replace(document.shown, secant=True))


def _secant(text: str) -> tuple[float, float]:
    start, comma, step = text.partition(",")
    if not comma:
        raise ParseError(
            f"“{text.strip()}” is no secant.", "Write the point and the step: --secant 2,0.5", (0, len(text))
        )
    h = number_at(step, len(start) + 1)
    if h == 0:
        raise ParseError("h cannot be 0.", "A secant needs two points: take a small h.", (len(start) + 1, len(text)))
    return number_at(start), h


def _sliders(texts: list[str], let: list[str]) -> tuple[Slider, ...]:
    """The parameters' values; ParseError where a text cannot be read or a parameter has none."""
    names: dict[str, None] = {}
    for text in texts:
        expression = parse(text)
        names.update(dict.fromkeys((*expression.variables[1:], *expression.parameters)))
    values: dict[str, float] = {}
    for text in let:
        values |= assignments(text, names)
    require_all(values, names, "--let ")
    return tuple(Slider(name, values[name]) for name in names)
