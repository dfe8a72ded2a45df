"""Numbers as they are typed: constants to the last bit, where doubles would put them beside what they are."""

from __future__ import annotations

import math

from derivgui.model.language.parser import no_real_value, parse_constant
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program


def typed_number(text: str) -> float:
    """The finite value of a constant such as ``pi/2`` or ``acos(2 sin(pi/6))``, which is 0.

    Raises:
        ParseError: for what is no constant, and where it is undefined or too large.
    """
    return typed_constant(text)[1]


def typed_constant(text: str) -> tuple[Node, float]:
    """The tree of a constant with its value; raises ParseError likewise."""
    tree, _ = parse_constant(text)
    value = float(Program(tree).value({}))
    if math.isnan(value):
        raise no_real_value(text)
    return tree, value
