"""What an equation tells of one of its parts: where cos x - x is 0 at a place r, cos x is r itself.

Digits would tell of max(cos x, x) - min(cos x, x) at r that it is next to 0; with this it is r - r.
"""

from __future__ import annotations

from collections.abc import Mapping

from derivgui.model.language.tree import Node, Sum, children, walk
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, constant
from derivgui.model.numeric.germs.numbers import Number, UndecidedError, is_exact, rational, sign
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.suspects.combinations import ONE as UNIT
from derivgui.model.numeric.suspects.combinations import Combination, combination_of


def with_solved_parts(function: RealFunction, place: Number, exact: Mapping[Node, Germ]) -> Mapping[Node, Germ]:
    """What is known exactly at a place, and beside it the largest part of each sum, by the others."""
    known = dict(exact)
    for tree in sorted(exact, key=_size):
        combination = combination_of(tree) if isinstance(tree, Sum) else {}
        part = _largest(combination)
        if part is not None and part not in known:
            number = _solved(function, place, combination, part, known[tree], known)
            if number is not None:
                known[part] = constant(number)
    return known


def _size(node: Node) -> int:
    return sum(1 for _ in walk(node))


def _largest(combination: Combination) -> Node | None:
    """The part that takes most to write, if there are others, and it is no symbol."""
    parts = [part for part, c in combination.items() if c and part != UNIT]
    largest = max(parts, key=_size, default=None)
    return largest if len(parts) > 1 and largest is not None and children(largest) else None


def _solved(
    function: RealFunction, place: Number, combination: Combination, part: Node, value: Germ, known: Mapping[Node, Germ]
) -> Number | None:
    """The value of a part of a combination by all others; None where it is no exact number, or perhaps 0."""
    total = _number(value)
    for other, c in combination.items():
        if other == part:
            continue
        number = rational(1) if other == UNIT else _value(function, place, other, known)
        if number is None or total is None:
            return None
        total = total + number * rational(-c)
    solved = None if total is None else total * rational(1 / combination[part])
    return solved if is_exact(solved) and sign(solved) is not None else None


def _value(function: RealFunction, place: Number, node: Node, known: Mapping[Node, Germ]) -> Number | None:
    """The value of a part at the place, None where it is no exact number."""
    algebra, bound = Algebra(1), {function.variable: moving(place, 0)}
    try:
        found = germ_of(algebra, node, bound, function.program.variables, known)
    except (UndefinedError, UndecidedError):
        return None
    return None if algebra.assumed else _number(found)


def _number(germ: Germ) -> Number | None:
    if germ.is_zero:
        return rational(0)
    is_number = len(germ.terms) == 1 and germ.rest is None and not germ.growth and germ.terms[0][0] == ONE
    return germ.terms[0][1] if is_number and is_exact(germ.terms[0][1]) else None
