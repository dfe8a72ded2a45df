"""Degrees: the tree whose value in radians is what a reader of degrees means."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.fold import fold
from derivgui.model.language.tree import Call, Constant, Node, Number, Product, Quotient, rebuild

_HALF_TURN = Number(Fraction(180))
_TO_RADIANS = Quotient(Constant("pi"), _HALF_TURN)
_TO_DEGREES = Quotient(_HALF_TURN, Constant("pi"))


def in_degrees(node: Node) -> Node:
    """The tree with angles u that go in as (pi/180)·u, angles r that come out as (180/pi)·r."""
    return fold(node, _convert)


def _convert(node: Node, parts: tuple[Node, ...]) -> Node:
    remaining = iter(parts)
    rebuilt = rebuild(node, lambda _: next(remaining))
    if not isinstance(rebuilt, Call):
        return rebuilt
    angle = BY_NAME[rebuilt.name].angle
    if angle == "in":
        return Call(rebuilt.name, tuple(Product((_TO_RADIANS, part)) for part in rebuilt.arguments))
    return Product((_TO_DEGREES, rebuilt)) if angle == "out" else rebuilt
