"""``derivgui descend``: the iterates of a descent, how it ended and why."""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import Any

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import assignments, number_at, require_all
from derivgui.cli.functions import add_let
from derivgui.cli.places import parts
from derivgui.model.descent.methods import BY_NAME, ROWS, Method
from derivgui.model.descent.objective import Objective
from derivgui.model.descent.run import Run
from derivgui.model.descent.schedules import RULES as SCHEDULES
from derivgui.model.descent.schedules import Schedule
from derivgui.model.descent.setup import TOLERANCE, Setup
from derivgui.model.language.errors import ParseError
from derivgui.model.language.parser import parse, parse_exact
from derivgui.model.numeric.rational import rational
from derivgui.model.numeric.rational_jets import LARGEST_POWER
from derivgui.model.scene.descent_objective import objective_of
from derivgui.model.scene.descent_table import exact_update, headers, table_text
from derivgui.model.scene.descent_words import explanation
from derivgui.model.scene.numbers import format_number

DIGITS = 10
STEPS = 20
LONGEST_FRACTION = 30
MOST_STEPS = 1_000_000
PARAMETERS = {parameter.name: parameter for row in ROWS for parameter in row.parameters}


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    command.add_argument("--start", required=True, metavar="A[,B]", help="where to start, e.g. 5 or -1.2,1")
    command.add_argument("--rate", metavar="R", help="learning rate, e.g. 0.1 or 1/10 (the method's usual one)")
    command.add_argument("--steps", metavar="N", default=str(STEPS), help=f"how many steps at most ({STEPS})")
    command.add_argument("--method", default="gd", choices=list(BY_NAME), help="gd where not given")
    command.add_argument("--exact", action="store_true", help="fractions instead of decimals")
    command.add_argument("--csv", action="store_true", help="print comma-separated values")
    command.add_argument("--tolerance", metavar="T", default=str(TOLERANCE), help=f"|gradient| at rest ({TOLERANCE})")
    command.add_argument("--schedule", default="constant", choices=list(SCHEDULES), help="how the rate changes")
    command.add_argument("--factor", metavar="F", default="0.1", help="of a step or exponential schedule (0.1)")
    command.add_argument("--every", metavar="N", default="10", help="steps of a step or cosine schedule (10)")
    for parameter in PARAMETERS.values():
        owners = [row for row in ROWS if row.parameter(parameter.name)]
        command.add_argument(
            f"--{_dashed(parameter.name)}", metavar=parameter.symbol, help=_help(parameter.name, owners)
        )
    add_let(command)


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _help(name: str, owners: list[Method]) -> str:
    defaults = {row.name: parameter.default for row in owners for parameter in row.parameters if parameter.name == name}
    values = set(defaults.values())
    shown = f"{values.pop():g}" if len(values) == 1 else ", ".join(f"{m} {value:g}" for m, value in defaults.items())
    return f"{PARAMETERS[name].words}; {', '.join(defaults)} ({shown})"


def run(options: argparse.Namespace) -> Answer:
    """Iterates, outcome and message."""
    objective = _objective(options)
    descent = Run(objective, _setup(options))
    descent.advance()
    outcome = descent.outcome
    message = explanation(descent)
    facts = {"outcome": outcome.kind if outcome else "step limit", "message": message}
    if options.csv and not options.json:
        # A long run is not laid out twice.
        return Answer(facts, table_text(descent))
    iterates = [_iterate(descent, k) for k in range(len(descent))]
    text = "" if options.json else "\n".join([*_table(iterates, objective.variables), message])
    return Answer({"iterates": iterates, **facts}, text)


def _objective(options: argparse.Namespace) -> Objective:
    text = options.expression.strip()
    expression = parse(text)
    variables, count = expression.variables, len(parts(options.start))
    if variables == ("x",) and count == 2 and "y" not in expression.parameters:
        variables = ("x", "y")
    if len(variables) > 2:
        message = f"A descent goes over one or two variables, and this has {len(variables)}."
        raise ParseError(message, "Leave some out of the brackets and give them values with --let.", (0, len(text)))
    if len(variables) != count:
        example = "--start 1" if len(variables) == 1 else "--start 1,2"
        message = f"The start has {count} coordinate{'s' if count > 1 else ''}, and f has {len(variables)}."
        raise ParseError(message, f"Write {example}.", (0, len(options.start)))
    values: dict[str, float] = {}
    for let in options.let:
        values |= assignments(let, expression.parameters)
    require_all(values, expression.parameters, "--let ")
    objective = objective_of(expression.tree, variables, values)
    if options.exact and not objective.is_rational:
        raise ParseError(
            "This function does not stay among fractions.",
            f"--exact takes sums, products, quotients and whole powers up to {LARGEST_POWER} of the variables.",
            (0, len(text)),
        )
    return objective


def _setup(options: argparse.Namespace) -> Setup:
    row = BY_NAME[options.method]
    read = _fraction if options.exact else number_at
    if options.exact and not (row.is_rational and options.schedule != "cosine"):
        needs = "a cosine" if row.is_rational else "square roots"
        which = "A cosine schedule" if row.is_rational else row.title
        raise ParseError(f"{which} needs {needs}, so no fractions remain.", "Leave --exact out.", (0, 0))
    rate = read(options.rate.strip()) if options.rate else read(repr(row.rate))
    if rate <= 0:
        raise ParseError("The rate must be greater than 0.", "Try --rate 0.1.", (0, len(options.rate)))
    tolerance = number_at(options.tolerance.strip())
    if tolerance < 0:
        raise ParseError("The tolerance cannot be negative.", "Try --tolerance 1e-8.", (0, len(options.tolerance)))
    factor = read(options.factor.strip())
    if factor < 0:
        raise ParseError("The factor of a schedule cannot be negative.", "Try --factor 0.5.", (0, len(options.factor)))
    return Setup(
        start=_start(options.start, read),
        rate=rate,
        method=options.method,
        parameters=_parameters(options, row, read),
        schedule=Schedule(options.schedule, factor, _whole("--every", options.every, 1)),
        tolerance=tolerance,
        limit=_whole("--steps", options.steps, 0),
        exact=options.exact,
        through_cycles=True,
    )


def _start(text: str, read: Any) -> tuple[Any, ...]:
    found = []
    for part, place in parts(text):
        try:
            found.append(read(part))
        except ParseError as error:
            start, end = error.span
            raise ParseError(error.message, error.hint, (start + place, end + place)) from error
    return tuple(found)


def _fraction(text: str) -> Fraction:
    number_at(text)
    value = rational(parse_exact(text), {})
    if not isinstance(value, Fraction):
        raise ParseError(
            f"“{text}” is no fraction.", "With --exact give numbers such as 5, 0.1 or 1/3.", (0, len(text))
        )
    return value


def _whole(option: str, text: str, least: int) -> int:
    value = number_at(text.strip())
    if not (value.is_integer() and least <= value <= MOST_STEPS):
        hint = f"Give a whole number from {least} to {MOST_STEPS:,}."
        raise ParseError(f"{option} cannot be {text.strip()}.", hint, (0, len(text)))
    return int(value)


def _parameters(options: argparse.Namespace, row: Method, read: Any) -> tuple[tuple[str, Any], ...]:
    found = []
    for name in PARAMETERS:
        text = getattr(options, name)
        if text is None:
            continue
        parameter = row.parameter(name)
        if parameter is None:
            takes = ", ".join(f"--{_dashed(own.name)}" for own in row.parameters) or "none"
            raise ParseError(f"{row.title} takes no --{_dashed(name)}.", f"Its parameters: {takes}.", (0, len(text)))
        value = read(text.strip())
        if not parameter.allows(value):
            low = "above" if parameter.is_open else "from"
            hint = f"Give a number {low} {parameter.low:g} and below {parameter.high:g}."
            raise ParseError(f"--{_dashed(name)} cannot be {text.strip()}.", hint, (0, len(text)))
        found.append((name, value))
    return tuple(found)


def _iterate(descent: Run, k: int) -> dict[str, Any]:
    history = descent.history
    is_exact = k < len(descent.fractions)
    update = exact_update(descent, k) or history.update(k)
    return {
        "k": k,
        "at": [str(c) for c in descent.fractions[k]] if is_exact else list(history.at(k)),
        "value": history.value(k),
        "gradient": list(history.gradient(k)),
        "update": None if update is None else list(update),
    }


def _table(iterates: list[dict[str, Any]], variables: tuple[str, ...]) -> list[str]:
    rows = [headers(variables)]
    for iterate in iterates:
        update = iterate["update"] or [None] * len(variables)
        numbers = [*iterate["at"], iterate["value"], *iterate["gradient"], *update]
        rows.append([str(iterate["k"]), *map(_shown, numbers)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _shown(value: float | str | None) -> str:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_FRACTION else f"≈ {format_number(float(Fraction(value)), DIGITS)}"
    return "" if value is None else format_number(value, DIGITS)
