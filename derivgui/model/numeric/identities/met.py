"""Which parts of a tree seem to stay at a level at which something happens: told by doubles, at a few points."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.language.tree import Call, Node, Piecewise, Power, Symbol, children, symbols, walk
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.golden import GOLDEN
from derivgui.model.numeric.suspects.equation import Equation
from derivgui.model.numeric.suspects.suspects import SuspectKind, accusations_of
from derivgui.model.numeric.viewport import Viewport

# How far from 0 a level is looked for: most points are near, some very far or very near; each symbol has its own.
NEAR, FAR = np.full(32, 4.0), np.full(16, 100.0)
SIZES: Array = np.concatenate((NEAR, FAR, np.logspace(6, 30, 16), np.logspace(-3, -12, 12)))
# Met at so many of them, a level may be met all along. First within a coarse distance, then within rounding.
FEWEST_MET = 4
COARSE = 1e-9
WITHIN_SPREADS = 8.0
# Beyond this share of a period a level says nothing.
CERTAIN_SHARE = 1e-4
MOST_LEVELS = 4
# Poles that parts of a tree have in this window are looked at closely, but so many only, at these distances.
AROUND = Viewport(-10.0, 10.0, -1.0, 1.0, 400.0, 300.0)
MOST_POLES = 4
BESIDE: Array = 0.83 * np.logspace(-1, -6, 6)
_EXPONENTIAL = frozenset({"exp", "sinh", "cosh", "tanh", "sech", "csch", "coth"})
_JUMPING = frozenset({"sign", "floor", "ceil", "round", "frac", "mod", "factorial", "atan2"})


def touchy(node: Node, kinds: tuple[SuspectKind, ...]) -> Iterable[Equation]:
    """The equations at which one node may do something of these kinds."""
    return (
        equation
        for kind, equation in accusations_of(node, varies)
        # A bare symbol does not stay anywhere.
        if kind in kinds and children(equation.tree)
    )


def varies(node: Node) -> bool:
    """Whether a tree holds any symbol."""
    return bool(symbols(node))


def jumps(tree: Node) -> bool:
    """Whether anything in a tree may be torn where all its parts have values."""
    return any(isinstance(node, Piecewise) or (isinstance(node, Call) and node.name in _JUMPING) for node in walk(tree))


def levels_met(equation: Equation, beside_poles: bool = True) -> tuple[Fraction, ...]:
    """The levels that doubles see at several points; those with π in them as 0.

    ``beside_poles``: also there, where doubles may see a level that is only come close to.
    """
    with np.errstate(all="ignore"):
        return _levels_met(equation, beside_poles)


def _levels_met(equation: Equation, beside_poles: bool) -> tuple[Fraction, ...]:
    names = symbols(equation.tree)
    program = Program(equation.tree, names)
    at = {name: _points(number) for number, name in enumerate(names)}
    if len(names) == 1 and beside_poles:
        at[names[0]] = np.concatenate((at[names[0]], _beside_poles(equation.tree, names[0])))
    values = np.atleast_1d(program.value(at))
    fewest = FEWEST_MET if names else 1
    close = np.flatnonzero(np.absolute(values - _nearest(values, equation)) <= COARSE * (1.0 + np.absolute(values)))
    if close.size < fewest:
        return ()
    value, spread = map(np.atleast_1d, program.value_and_spread({name: at[name][close] for name in names}))
    nearest = _nearest(value, equation)
    met = np.absolute(value - nearest) <= WITHIN_SPREADS * spread + np.finfo(float).tiny
    if equation.period is not None:
        met &= spread <= CERTAIN_SHARE * float(equation.period)
    if np.count_nonzero(met) < fewest:
        return ()
    if equation.offset.pi or (equation.period is not None and equation.period.pi):
        return (Fraction(0),)
    return tuple(Fraction(level) for level in dict.fromkeys(nearest[met].tolist()))[:MOST_LEVELS]


def _beside_poles(tree: Node, name: str) -> Array:
    """Points closer and closer to the first poles of parts of a tree: there tanh(1/(x - 2)) stays at 1."""
    has_pole = any(kind == "pole" for node in walk(tree) for kind, _ in accusations_of(node, varies))
    if not (has_pole and any(map(_settles, walk(tree)))):
        return np.zeros(0)
    # What follows is needed for few functions, and takes a while to import.
    from derivgui.model.numeric.function import RealFunction
    from derivgui.model.numeric.places.places import Watch

    watch = Watch(RealFunction(Program(tree, (name,)), name))
    found = watch.places(AROUND)
    poles = {x for x, accused in zip(found.x.tolist(), found.accused, strict=True) if watch.kind(accused) == "pole"}
    single = (suspect for suspect in watch.suspects if isinstance(suspect.tree, Symbol) and suspect.period is None)
    poles |= {float(suspect.offset) for suspect in single if suspect.kind == "pole"}
    beside: Array = np.add.outer(sorted(poles, key=abs)[:MOST_POLES], np.concatenate((-BESIDE, BESIDE))).ravel()
    return beside


def _settles(node: Node) -> bool:
    """Whether a node comes to its limit far out as fast as an exponential."""
    return (isinstance(node, Call) and node.name in _EXPONENTIAL) or (isinstance(node, Power) and varies(node.exponent))


def _nearest(values: Array, equation: Equation) -> Array:
    offset = float(equation.offset)
    if equation.period is None:
        return np.full_like(values, offset)
    period = float(equation.period)
    nearest: Array = offset + period * np.round((values - offset) / period)
    return nearest


def _points(number: int) -> Array:
    shares = (np.arange(1, SIZES.size + 1) * GOLDEN * (1.0 + 0.37 * number)) % 1.0
    points: Array = (2.0 * shares - 1.0) * SIZES
    return points
