"""The function that the words of a verb describe."""

from __future__ import annotations

import argparse

from derivgui.cli.assignments import assignments, require_all
from derivgui.model.language.parser import parse
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.program import Program


def real_function(options: argparse.Namespace) -> RealFunction:
    """``options.expression`` as a function of its first variable, all other letters held fast by ``options.let``."""
    expression = parse(options.expression.strip())
    variable, *others = expression.variables
    names = (*others, *expression.parameters)
    values: dict[str, float] = {}
    for text in options.let:
        values |= assignments(text, names)
    require_all(values, names, "--let ")
    return RealFunction(Program(expression.tree, expression.variables), variable, values)


def add_let(command: argparse.ArgumentParser) -> None:
    """The option that ``real_function`` reads parameters from."""
    command.add_argument(
        "--let", action="append", default=[], metavar="a=2", help="a parameter's value; may be given again"
    )
