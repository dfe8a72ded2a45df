"""Shapes: trees as short prefix texts, so a table of expectations reads at a glance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derivgui.model.language import parser, tree
from derivgui.model.language.errors import ParseError


def shape(node: tree.Node | tree.Comparison) -> str:
    """``(+ (^ x 2) (- 3))`` for x^2 - 3; a decimal literal keeps a point, a chain stays infix."""
    match node:
        case tree.Number(value, decimal):
            return str(float(value)) if decimal else str(value)
        case tree.Constant(name) | tree.Symbol(name):
            return name
        case tree.Sum(parts):
            return f"(+ {_joined(parts)})"
        case tree.Product(parts):
            return f"(* {_joined(parts)})"
        case tree.Quotient(first, second):
            return f"(/ {_joined((first, second))})"
        case tree.Power(first, second):
            return f"(^ {_joined((first, second))})"
        case tree.Negative(operand):
            return f"(- {shape(operand)})"
        case tree.Call(name, arguments):
            return f"({name} {_joined(arguments)})"
        case tree.Piecewise(branches):
            return f"(cases {' '.join(map(_branch, branches))})"
        case tree.Comparison(operands, relations):
            tail = (f" {r} {shape(o)}" for r, o in zip(relations, operands[1:], strict=True))
            return f"({shape(operands[0])}{''.join(tail)})"


def _joined(nodes: tuple[tree.Node, ...]) -> str:
    return " ".join(map(shape, nodes))


def _branch(branch: tree.Branch) -> str:
    value = shape(branch.value)
    return value if branch.condition is None else f"[{shape(branch.condition)} {value}]"


@pytest.fixture(scope="session")
def read() -> Callable[[str], str]:
    """The shape of a typed text."""
    return lambda text: shape(parser.parse(text).tree)


@pytest.fixture(scope="session")
def refusal() -> Callable[[str], ParseError]:
    """The refusal of a typed text; the test fails when the text is accepted."""

    def refuse(text: str) -> ParseError:
        with pytest.raises(ParseError) as caught:
            parser.parse(text)
        return caught.value

    return refuse
