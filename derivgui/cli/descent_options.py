"""Options of figures and films of descents."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from derivgui.cli.assignments import number_at
from derivgui.cli.figure_options import figure_document, figure_window
from derivgui.cli.places import parts
from derivgui.model.document.descent import LARGEST_RATE, MOST_RIVALS, Contestant, Descent, usual_rate
from derivgui.model.language.errors import ParseError
from derivgui.model.language.parser import parse

if TYPE_CHECKING:
    from derivgui.export.views.descent import DescentView

MOST_STEPS = 100_000


def add_descent_options(command: argparse.ArgumentParser) -> None:
    """Where it starts and who takes part."""
    from derivgui.model.descent.methods import BY_NAME

    add = command.add_argument
    add("--start", metavar="A[,B]", help="where a descent starts, e.g. 5 or -1.2,1")
    add("--rate", metavar="R", help="its learning rate (the method's usual one)")
    add("--steps", default="20", metavar="N", help="how many steps (20)")
    add("--method", action="append", choices=list(BY_NAME), help="gd where not given; given again, they race")


def descent_view(options: argparse.Namespace) -> DescentView:
    """The descent that was asked for."""
    from derivgui.export.views.descent import DescentView

    text = options.expression.strip()
    variables = parse(text).variables
    document = figure_document(options, [text], variables)
    start = _start(options.start, variables)
    contestants = [Contestant(name, _rate(options.rate, name)) for name in (options.method or ["gd"])]
    if len(contestants) > MOST_RIVALS + 1:
        raise ParseError("So many methods cannot race at once.", f"Up to {MOST_RIVALS + 1} can.", (0, 0))
    x, y = (*start, 0.0)[:2]
    descent = Descent((x, y), contestants[0], tuple(contestants[1:]))
    return DescentView(replace(document, descent=descent), _steps(options.steps), None, figure_window(options))


def _start(text: str | None, variables: tuple[str, ...]) -> tuple[float, ...]:
    if text is None:
        raise ParseError("Where does the descent start?", "Say so: --start 5 or --start -1.2,1", (0, 0))
    coordinates = parts(text)
    if len(coordinates) != len(variables):
        count = "one coordinate" if len(variables) == 1 else "two coordinates"
        raise ParseError(f"The start needs {count}.", "Such as --start 5 or --start -1.2,1", (0, len(text)))
    return tuple(number_at(coordinate, place) for coordinate, place in coordinates)


def _rate(text: str | None, method: str) -> float:
    if text is None:
        return usual_rate(method)  # type: ignore[arg-type]
    rate = number_at(text.strip())
    if not 0 < rate <= LARGEST_RATE:
        raise ParseError("A rate is a positive number.", "Such as --rate 0.1", (0, len(text)))
    return rate


def _steps(text: str) -> int:
    steps = number_at(text.strip())
    if steps != int(steps) or not 0 <= steps <= MOST_STEPS:
        raise ParseError(f"{text.strip()} steps cannot be taken.", f"Up to {MOST_STEPS:,} can.", (0, len(text)))
    return int(steps)
