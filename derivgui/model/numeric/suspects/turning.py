"""Where a curve may turn within less than a pixel, read off its tree.

1/(1 + 10^8 sin(x)^2) is next to 0 but where sin x is, and 4x/(x^2 + 1) does all that it does within a few units of 0,
however wide the window. Each construct that may make a needle of what is smooth names the parts that tell where: these
are looked at where they are 0 and where they turn, which a window tells when it tells nothing of the curve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from derivgui.model.language.tree import Call, Node, Piecewise, Power, Quotient, Symbol, walk
from derivgui.model.numeric.levels import ONE, ZERO, Level
from derivgui.model.numeric.suspects.equation import HALF_PI, PI, Equation
from derivgui.model.numeric.suspects.equations import Equations
from derivgui.model.numeric.suspects.polynomials import Coefficients, coefficients_of, tree_of
from derivgui.model.numeric.suspects.suspects import MOST_PAIRS, Suspect, difference

# Of a function of a straight line these are as smooth as the line is, and 0 is nowhere special to them.
_AS_SMOOTH = frozenset(("sin", "cos", "tan", "cot", "exp", "sinh", "ln", "log", "sqrt", "cbrt"))
# So many parts are looked at.
MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Turning:
    """What tells where a curve may turn.

    Attributes:
        spots: points known exactly, as suspects on the bare variable that accuse of nothing; their origins hold there.
        searched: sub-functions to be searched, the simplest first, and whether something bends where they are 0.
        is_hidden: whether the curve itself has to be looked at with what they tell.
    """

    spots: tuple[Suspect, ...]
    searched: tuple[tuple[Node, bool], ...]
    is_hidden: bool


def turning_parts(tree: Node, variable: str) -> Turning:
    """Those of a tree as a function of one variable; every other symbol is a constant."""
    equations = Equations(variable)
    spots: dict[Suspect, None] = {}
    searched: dict[Node, bool] = {}
    is_hidden = False
    for part, is_bent in _parts(tree):
        if not equations.varies(part):
            continue
        found, is_known = _spots(equations, part, variable, is_bent)
        spots.update(dict.fromkeys(found))
        is_hidden |= not _is_straight(part, variable)
        if not is_known:
            searched[part] = is_bent or searched.get(part, False)
    searched.pop(tree, None)
    simplest = sorted(searched.items(), key=lambda pair: sum(1 for _ in walk(pair[0])))
    return Turning(tuple(spots), tuple(simplest[:MOST_PARTS]), is_hidden)


def _is_straight(part: Node, variable: str) -> bool:
    polynomial = coefficients_of(part, variable)
    return polynomial is not None and len(polynomial) < 3


def _spots(equations: Equations, part: Node, variable: str, is_bent: bool) -> tuple[list[Suspect], bool]:
    """The points of a part that are known exactly, and whether all of them are."""
    if _is_straight(part, variable):
        return (_solved(equations, Equation(part))[0] if is_bent else []), True
    polynomial = coefficients_of(part, variable)
    if polynomial is not None:
        turns, all_turns = _solved(equations, Equation(tree_of(_slope(polynomial), variable)))
        zeros, all_zeros = _solved(equations, Equation(part))
        return turns + zeros, all_turns and (all_zeros or not is_bent)
    waves = [node for node in walk(part) if isinstance(node, Call) and node.name in ("sin", "cos")]
    # The origin next to a wave is known better than that of its multiples.
    found = [spot for node in waves for spot in _of_wave(equations, node)]
    is_wave = waves == [part] and _is_straight(waves[0].arguments[0], variable)
    return found + _solved(equations, Equation(part))[0], is_wave


def _parts(tree: Node) -> Iterator[tuple[Node, bool]]:
    """The parts of a tree that something is made of which may be sharper, and whether it bends where they are 0."""
    for node in walk(tree):
        match node:
            case Power(base, exponent):
                yield base, True
                yield exponent, False
            case Quotient(_, below):
                yield below, False
            case Call(name, arguments):
                for argument in arguments:
                    yield argument, name not in _AS_SMOOTH
                if name in ("min", "max"):
                    for left, right in list(combinations(arguments, 2))[:MOST_PAIRS]:
                        yield difference(left, right), False
            case Piecewise(branches):
                for branch in branches:
                    for left, right in pairwise(branch.condition.operands if branch.condition else ()):
                        yield difference(left, right), False


def _of_wave(equations: Equations, node: Call) -> list[Suspect]:
    """Where a sine or a cosine is 0, 1 or -1."""
    (argument,) = node.arguments
    zero, turn = (ZERO, HALF_PI) if node.name == "sin" else (HALF_PI, ZERO)
    zeros, _ = _solved(equations, Equation(argument, zero, PI), Equation(node))
    turns, _ = _solved(equations, Equation(argument, turn, PI), Equation(node, ONE, Level(Fraction(2))))
    return zeros + turns


def _solved(equations: Equations, equation: Equation, origin: Equation | None = None) -> tuple[list[Suspect], bool]:
    """The solutions of an equation that are known exactly, and whether all are."""
    parts = list(equations.solve(equation))
    found = [part for part in parts if isinstance(part.tree, Symbol)]
    spots = [Suspect(part.tree, "corner", part.offset, part.period, (origin or equation,)) for part in found]
    return spots, len(found) == len(parts)


def _slope(p: Coefficients) -> Coefficients:
    return tuple(k * c for k, c in enumerate(p))[1:]
