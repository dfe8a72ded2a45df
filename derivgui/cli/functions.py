"""The function that the words of a verb describe."""

from __future__ import annotations

import argparse

from derivgui.cli.assignments import exact_assignments, require_all
from derivgui.model.language.errors import ParseError
from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.places.typed_place import placed
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.powers import varying_on


def real_function(options: argparse.Namespace) -> RealFunction:
    """``options.expression`` as a function of its first variable, all other letters held fast by ``options.let``."""
    return typed_function(options)[0]


def typed_function(options: argparse.Namespace) -> tuple[RealFunction, dict[str, Node]]:
    """The same with the constants that were typed for the other letters."""
    expression = parse(options.expression.strip())
    variable, *others = expression.variables
    names = (*others, *expression.parameters)
    typed: dict[str, tuple[Node, float]] = {}
    for text in options.let:
        typed |= exact_assignments(text, names)
    require_all(typed, names, "--let ")
    constants = {name: node for name, (node, _) in typed.items()}
    tree = placed(varying_on(expression.tree, others, variable), constants)
    program = Program(settled(tree), expression.variables)
    function = RealFunction(program, variable, {name: value for name, (_, value) in typed.items()})
    return function, constants


def is_of_one_variable(options: argparse.Namespace) -> bool:
    """Whether ``options.let`` holds all letters fast but the first variable, or there is no second one."""
    _, *others = parse(options.expression.strip()).variables
    held = {part.partition("=")[0].strip() for text in options.let for part in text.split(",")}
    return held >= set(others)


def plane_function(options: argparse.Namespace) -> tuple[PlaneFunction, str]:
    """``options.expression`` as a function of two variables, and its text; of x and y where it has x only."""
    return typed_plane_function(options)[:2]


def typed_plane_function(options: argparse.Namespace) -> tuple[PlaneFunction, str, dict[str, Node]]:
    """The same with the constants that were typed for the other letters."""
    text = options.expression.strip()
    expression = parse(text)
    variables = expression.variables
    if variables == ("x",):
        variables = ("x", "y")
    if len(variables) != 2:
        listed = ", ".join(variables)
        raise ParseError(
            f"A function of two variables is needed; this one has {listed}.", "Try x^2 y + y^3.", (0, len(text))
        )
    typed: dict[str, tuple[Node, float]] = {}
    for assigned in options.let:
        typed |= exact_assignments(assigned, expression.parameters)
    require_all(typed, expression.parameters, "--let ")
    values = {name: value for name, (_, value) in typed.items()}
    function = PlaneFunction(Program(settled(expression.tree), variables), (variables[0], variables[1]), values)
    return function, text, {name: node for name, (node, _) in typed.items()}


def add_let(command: argparse.ArgumentParser) -> None:
    """The option that ``real_function`` reads parameters from."""
    command.add_argument(
        "--let", action="append", default=[], metavar="a=2", help="a parameter's value; may be given again"
    )
