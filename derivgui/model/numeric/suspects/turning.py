"""Where a curve may turn within less than a pixel, read off its tree.

1/(1 + 10^8 sin(x)^2) is next to 0 but where sin x is, and 4x/(x^2 + 1) does all that it does within a few units of 0,
however wide the window. Each construct that may make a needle of what is smooth names the parts that tell where: these
are looked at where they are 0 and where they turn, which a window tells when it tells nothing of the curve.
"""

from __future__ import annotations

from collections.abc import Iterator
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


def turning_parts(tree: Node, variable: str) -> tuple[tuple[Suspect, ...], tuple[Node, ...]]:
    """Points known exactly, and the sub-functions that have to be searched, the simplest first and the tree last.

    The points are those of suspects on the bare variable that accuse of nothing; their origins hold exactly there.
    """
    equations = Equations(variable)
    spots: dict[Suspect, None] = {}
    searched: dict[Node, None] = {}
    for part, is_bent in _parts(tree):
        if not equations.varies(part):
            continue
        polynomial = coefficients_of(part, variable)
        if polynomial is not None and len(polynomial) < 3:
            spots.update(dict.fromkeys(_solved(equations, Equation(part)) if is_bent else ()))
            continue
        waves = [node for node in walk(part) if isinstance(node, Call) and node.name in ("sin", "cos")]
        # The origin next to the wave is known better than that of its multiples.
        found = [*(_of_wave(equations, node) for node in waves), _solved(equations, Equation(part))]
        if polynomial is not None:
            found.append(_solved(equations, Equation(tree_of(_slope(polynomial), variable))))
        spots.update(dict.fromkeys(spot for some in found for spot in some))
        searched[part] = None
    chosen = sorted(searched, key=lambda node: sum(1 for _ in walk(node)))[:MOST_PARTS]
    return tuple(spots), (*chosen, tree) if chosen and tree not in chosen else tuple(chosen)


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


def _of_wave(equations: Equations, node: Call) -> Iterator[Suspect]:
    """Where a sine or a cosine is 0, 1 or -1."""
    (argument,) = node.arguments
    zero, turn = (ZERO, HALF_PI) if node.name == "sin" else (HALF_PI, ZERO)
    yield from _solved(equations, Equation(argument, zero, PI), Equation(node))
    yield from _solved(equations, Equation(argument, turn, PI), Equation(node, ONE, Level(Fraction(2))))


def _solved(equations: Equations, equation: Equation, origin: Equation | None = None) -> Iterator[Suspect]:
    """The solutions of an equation that are known exactly."""
    for part in equations.solve(equation):
        if isinstance(part.tree, Symbol):
            yield Suspect(part.tree, "corner", part.offset, part.period, (origin or equation,))


def _slope(p: Coefficients) -> Coefficients:
    return tuple(k * c for k, c in enumerate(p))[1:]
