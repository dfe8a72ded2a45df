"""Equations one step of arithmetic closer to their variable: c u = a, u + c = a, u/c = a, max(u, c) = a.

Each step gives the equations that the given one falls into, None where it is not this step's.
"""

from __future__ import annotations

import math

from derivgui.model.language.tree import Node
from derivgui.model.numeric.levels import ONE, ZERO, Level, level_of
from derivgui.model.numeric.suspects.equation import Equation

# So many levels of a periodic equation are written out one by one.
MOST_LEVELS = 8
HAIR = 1e-9


def shifted(equation: Equation, terms: tuple[Node, ...]) -> list[Equation] | None:
    """u + c = offset."""
    constant, rest = ZERO, []
    for term in terms:
        level = level_of(term)
        if level is None:
            rest.append(term)
        else:
            constant = constant + level
    if len(rest) != 1:
        return None
    return [Equation(rest[0], equation.offset - constant, equation.period)]


def of_product(equation: Equation, factors: tuple[Node, ...]) -> list[Equation] | None:
    """A product that is 0, or c·u = offset."""
    if not equation.offset and equation.period is None:
        return [Equation(factor) for factor in factors]
    scale: Level | None = ONE
    rest = []
    for factor in factors:
        level = level_of(factor)
        if level is None:
            rest.append(factor)
        elif scale is not None:
            scale = scale.times(level)
    if len(rest) != 1 or scale is None:
        return None
    return _divided(equation, rest[0], scale)


def of_quotient(equation: Equation, numerator: Node, denominator: Node) -> list[Equation] | None:
    """A fraction that is 0, u/c = offset, or c/u = offset."""
    if not equation.offset and equation.period is None:
        return [Equation(numerator)]
    below = level_of(denominator)
    if below is not None:
        if not below:
            return []
        inverse = ONE.over(below)
        if inverse is not None:
            return _divided(equation, numerator, inverse)
        offset = equation.offset.times(below)
        period = equation.period.times(abs(below)) if equation.period else None
        if offset is None or (equation.period is not None and period is None):
            return None
        return [Equation(numerator, offset, period)]
    above = level_of(numerator)
    if above is None or equation.period is not None:
        return None
    if not above:
        return []
    inverted = above.over(equation.offset)
    return None if inverted is None else [Equation(denominator, inverted)]


def _divided(equation: Equation, node: Node, scale: Level) -> list[Equation] | None:
    """scale·node = offset."""
    offset = equation.offset.over(scale)
    if offset is None:
        return None
    if equation.period is None:
        return [Equation(node, offset)]
    period = equation.period.over(abs(scale))
    return None if period is None else [Equation(node, offset, period)]


def not_kept(equation: Equation, name: str, arguments: tuple[Node, ...]) -> list[Equation] | None:
    """max(u, c) = offset or min(u, c) = offset beside the bound c; None where the bound may be the offset."""
    levels = [level_of(argument) for argument in arguments]
    bounds = [level for level in levels if level is not None]
    varying = [argument for argument, level in zip(arguments, levels, strict=True) if level is None]
    if len(varying) != 1:
        return None
    gaps = [float(equation.offset - bound) * (1 if name == "max" else -1) for bound in bounds]
    if any(abs(gap) <= HAIR for gap in gaps):
        return None
    return [Equation(varying[0], equation.offset)] if all(gap > 0 for gap in gaps) else []


def levels_within(equation: Equation) -> list[Equation] | None:
    """The levels of a periodic equation that a sine or a cosine can take, None where they are many."""
    assert equation.period is not None
    first = math.ceil(float(-ONE - equation.offset) / float(equation.period) - HAIR)
    last = math.floor(float(ONE - equation.offset) / float(equation.period) + HAIR)
    if last - first >= MOST_LEVELS:
        return None
    return [Equation(equation.tree, equation.offset + equation.period.scaled(k)) for k in range(first, last + 1)]
