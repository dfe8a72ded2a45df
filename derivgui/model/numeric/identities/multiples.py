"""Angles and exponents as multiples of sums, of as few as can be: sin(x - 1000) is the sine of one angle.

Only where terms of a sum stand in another one in other ratios, as in e^(x + 1)/e^x, have they to be taken apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce

from derivgui.model.language.tree import Call
from derivgui.model.numeric.identities.forms import Form
from derivgui.model.numeric.identities.kernels import Asks
from derivgui.model.numeric.identities.signs import Signs


class Multiples(Signs):
    """What angles (``sin``) and exponents (``exp``) are multiples of, and in which units."""

    def _multiples(self, kind: str, form: Form, is_known: Callable[[Form], bool]) -> Iterator[tuple[Fraction, Form]]:
        """A sum as rational numbers times parts: what is known by itself, and one sum of all the rest; Asks."""
        ring = self.ring
        rest: dict[Call, tuple[Fraction, Form]] = {}
        for number, part in ring.terms(form):
            key = Call(kind, (ring.tree(part),))
            if key in self._settings.apart or is_known(part):
                yield number, part
            else:
                rest[key] = number, part
        if not rest:
            return
        numbers = [number for number, _ in rest.values()]
        content = reduce(_common_unit, map(abs, numbers)) * (1 if numbers[0] > 0 else -1)
        whole = ring.add_up(*(ring.multiply(ring.number(number / content), part) for number, part in rest.values()))
        tree = ring.tree(whole)
        shared = [key for key in rest if self._settings.sums.setdefault(key, tree) != tree]
        if shared:
            raise Asks("apart", Call(kind, tuple(key.arguments[0] for key in shared)))
        yield content, whole

    def _unit(self, kind: str, part: Form, number: Fraction) -> Fraction:
        """The common unit of the multiples of one part; Asks."""
        tree = Call(kind, (self.ring.tree(part),))
        unit = self._settings.units.setdefault(tree, abs(number))
        if (number / unit).denominator != 1:
            raise Asks("unit", tree, _common_unit(unit, number))
        return unit


def _common_unit(first: Fraction, second: Fraction) -> Fraction:
    """The largest number that both are whole multiples of."""
    return Fraction(
        math.gcd(first.numerator * second.denominator, second.numerator * first.denominator),
        first.denominator * second.denominator,
    )
