"""An equation in one variable."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.language.tree import Node
from derivgui.model.numeric.levels import ZERO, Level

PI = Level(pi=Fraction(1))
HALF_PI = Level(pi=Fraction(1, 2))
TWO_PI = Level(pi=Fraction(2))


@dataclass(frozen=True, slots=True)
class Equation:
    """``tree = offset``, or with a (positive) period ``tree ≡ offset (mod period)``."""

    tree: Node
    offset: Level = ZERO
    period: Level | None = None
