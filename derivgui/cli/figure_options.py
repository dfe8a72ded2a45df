"""Options that figures and animations share: what is shown, how large, in which look."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from derivgui.cli.assignments import assignments, number_at, require_all
from derivgui.cli.windows import bounds
from derivgui.model.document.document import Document, FunctionItem, Shown, Slider
from derivgui.model.language.errors import ParseError
from derivgui.model.language.parser import parse
from derivgui.model.numeric.viewport import Viewport

if TYPE_CHECKING:
    from derivgui.export.extent import Extent
    from derivgui.export.figure import Wishes
    from derivgui.export.look import Look
    from derivgui.export.view import View
    from derivgui.export.views.window import Window

SHORT = ("-o",)
THEMES = ("light", "dark", "print")
AUTOMATIC = "\0"


def add_figure_options(command: argparse.ArgumentParser, endings: str) -> None:
    """The options; ``endings`` lists the formats."""
    add = command.add_argument
    add("-o", "--output", required=True, metavar="FILE", help=f"its ending tells the format: {endings}")
    add("--window", nargs=4, metavar=("X0", "X1", "Y0", "Y1"), help="bounds, e.g. -2pi 2pi -3 3; found where not given")
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
    add("--transparent", action="store_true", help="without a background")
    add("--let", action="append", default=[], metavar="a=2", help="a parameter's value; may be given again")


def figure_size(options: argparse.Namespace) -> Extent:
    """The size; ParseError where it is none."""
    from derivgui.export.extent import ExtentError, extent

    width, height = (text.strip() for text in options.size)
    dpi = None if options.dpi is None else number_at(options.dpi.strip())
    try:
        return extent(width, height, dpi)
    except ExtentError as error:
        raise ParseError(error.message, error.hint, (0, len(width))) from error


def figure_window(options: argparse.Namespace) -> Window | None:
    """The window that was asked for."""
    from derivgui.export.views.window import Window

    return None if options.window is None else Window(Viewport(*bounds(options.window)), exact=True)


def figure_look(options: argparse.Namespace) -> Look:
    """Colours and letters; needs an application."""
    from derivgui.export.look import look

    return look(options.theme, options.transparent)


def figure_wishes(options: argparse.Namespace, view: View) -> Wishes:
    """What goes around the view."""
    from derivgui.export.figure import Wishes

    caption = view.words.tex if options.caption == AUTOMATIC else options.caption.strip()
    return Wishes(options.title.strip(), caption, not options.no_legend, options.axes)


def figure_document(options: argparse.Namespace, texts: list[str], spare: tuple[str, ...] = ()) -> Document:
    """These functions with nothing switched on but what the options ask for.

    Parameters in ``spare`` need no value.
    """
    items = tuple(FunctionItem(number, text, number - 1) for number, text in enumerate(texts, 1))
    shown = Shown(
        tangent=False,
        secant=False,
        grid=not options.no_grid,
        pi_ticks=options.pi,
        quotients=False,
        critical=False,
        slices=False,
    )
    return Document(items, 1, x=0.0, sliders=_sliders(texts, options.let, spare), shown=shown)


def _sliders(texts: list[str], let: list[str], spare: tuple[str, ...]) -> tuple[Slider, ...]:
    """The parameters' values; ParseError where a text cannot be read or a parameter has none."""
    names: dict[str, None] = {}
    for text in texts:
        expression = parse(text)
        names.update(dict.fromkeys((*expression.variables[1:], *expression.parameters)))
    values: dict[str, float] = {}
    for text in let:
        values |= assignments(text, names)
    require_all(values, (name for name in names if name not in spare), "--let ")
    return tuple(Slider(name, values.get(name, 1.0)) for name in names)


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
