"""The number of one line of a derivation at the current x and h, and what on the canvas it equals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.scene import RoleName

DIGITS = 8
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class LinkedNumber:
    """``where`` such as "x = 2, h = 0.5:", ``text`` such as "4.5 = secant’s slope", and the role of its colour."""

    where: str
    text: str
    role: RoleName


class LinkedLine:
    """A line's expression, compiled once and evaluated while the hand drags."""

    def __init__(self, tree: Node, variable: str, step: str, has_step: bool) -> None:
        self._tree = tree
        self._program = Program(tree, (variable, step))
        self._variable, self._step, self._has_step = variable, step, has_step

    def number(
        self, x: float, h: float, parameters: Mapping[str, float], secant: float, tangent: float, at: float | None
    ) -> LinkedNumber:
        """The number at x and h; ``at`` is the fixed place of a derivation at a number.

        ``secant`` and ``tangent`` are the slopes on the canvas, NaN where there is none to compare with.
        """
        values = {**parameters, self._variable: x if at is None else at, self._step: h}
        found = float(self._program.value(values))
        expected = secant if self._has_step else tangent
        if math.isfinite(expected) and not _same(found, expected):
            # Where h is tiny doubles lose the digits that the canvas has kept.
            exact = balls.value(self._tree, values)
            found = exact if exact is not None else found
        parts = [f"{self._variable} = {format_number(x if at is None else at)}"]
        if self._has_step:
            parts.append(f"{self._step} = {format_number(h)}")
        where = ", ".join(parts) + ":"
        text = format_number(found, DIGITS)
        if math.isfinite(expected) and _same(found, expected):
            name = "secant’s slope" if self._has_step else "tangent’s slope"
            return LinkedNumber(where, f"{text} = {name}", "secant" if self._has_step else "tangent")
        return LinkedNumber(where, text, "text")


def _same(found: float, expected: float) -> bool:
    return math.isfinite(found) and abs(found - expected) <= SAME * max(1.0, abs(expected))
