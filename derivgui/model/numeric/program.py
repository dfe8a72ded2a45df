"""A tree compiled once to nested functions, then run on arrays: values and Taylor jets from the same rules.

No text is ever turned into code: compiling only picks the numpy rule of each node.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from derivgui.model.language import constants, real, series
from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.real import NAN, ZERO, Array, Truth
from derivgui.model.language.relations import RELATIONS
from derivgui.model.language.series import Series
from derivgui.model.language.tree import (
    Branch,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    children,
)
from derivgui.model.numeric.decisions import STEPS_AT_0, Difference, beside_0
from derivgui.model.numeric.folding import folded
from derivgui.model.numeric.losses import can_come_back, can_leave_doubles, kept
from derivgui.model.numeric.powers import has_no_symbols, power_rule

PATTERNS = 6

_Environment: TypeAlias = Mapping[str, Series]
_Run: TypeAlias = Callable[[_Environment], Series]
_Mask: TypeAlias = tuple[Truth, Truth, Truth, int]
_Condition: TypeAlias = Callable[[_Environment], _Mask]


class Program:
    """A compiled tree.

    ``variables`` are the symbols that vary; all others are parameters, which matters to powers only (x^x wants x > 0
    while x^a at a = 3 does not). Symbols without a value count as undefined (NaN), so a half-typed document
    never raises.
    """

    def __init__(self, tree: Node, variables: tuple[str, ...] = ("x", "y")) -> None:
        self.tree = tree
        self.variables = variables
        self._run = _Compiler(variables).compile(tree)
        self._shaken: _Run | None = None
        self._vast: Callable[[Mapping[str, Array]], Array] | None = None
        self._strict: _Run | None = None

    def value(self, values: Mapping[str, Array | float]) -> Array:
        """Values as float64 in the broadcast shape of ``values``; NaN where undefined, never a warning."""
        environment = {name: [np.asarray(value, dtype=float)] for name, value in values.items()}
        lost: list[str] = []
        with np.errstate(all="ignore", over="call", under="call", call=lambda kind, _: lost.append(kind)):
            result = _fill(self._run(environment)[0], environment)
        return self._recovered(result, environment) if lost else result

    def _recovered(self, result: Array, environment: _Environment) -> Array:
        """What doubles have lost on the way, where it has left no finite value or may have changed it."""
        missing = ~np.isfinite(result) | self._is_touched(environment, result.shape)
        if not missing.any():
            return result
        if self._vast is None:
            from derivgui.model.numeric.vast import compiled

            self._vast = compiled(self.tree)
        points = {name: np.broadcast_to(value[0], result.shape)[missing] for name, value in environment.items()}
        with np.errstate(all="ignore"):
            recovered, lost = self._vast(points), result[missing]
        # What is too large for those numbers as well is too large all the more.
        result[missing] = real.where(np.isnan(recovered) & np.isinf(lost), lost, recovered)
        return result

    def _is_touched(self, environment: _Environment, shape: tuple[int, ...]) -> Truth:
        """Where a number that no double holds may have come back into the value as another one."""
        if self._strict is None:
            self._strict = (
                _Compiler(self.variables, strict=True).compile(self.tree) if can_come_back(self.tree) else _ZERO
            )
        with np.errstate(all="ignore"):
            found: Truth = np.broadcast_to(np.isnan(self._strict(environment)[0]), shape)
        return found

    def jet(self, values: Mapping[str, Array | float], direction: Mapping[str, float], order: int) -> Array:
        """Taylor coefficients along a straight line through each point.

        Parameters
        ----------
        values: the point(s), by symbol; arrays of one shape, or floats.
        direction: velocity of each symbol that moves, e.g. ``{"x": 1.0}`` for the derivative by x.
        order: highest coefficient wanted, >= 1.

        Returns
        -------
        float64 array of shape ``(order + 1, *shape)``: entry k is f^(k)/k!, NaN where it does not exist, is
        not decided by the tree (corners, joints), or overflows.
        """
        environment = {
            name: _line(np.asarray(value, dtype=float), direction.get(name), order) for name, value in values.items()
        }
        with np.errstate(all="ignore"):
            coefficients = series.padded(self._run(environment), order + 1)
        return _known(np.stack([_fill(c, environment) for c in coefficients]))

    def value_and_gradient(
        self, values: Mapping[str, Array | float], variables: tuple[str, ...]
    ) -> tuple[Array, Array]:
        """Values and the derivatives by several variables in one run, shapes S and ``(len(variables), *S)``.

        A gradient is NaN where any part of it does not exist or is not decided by the tree.
        """
        shape = np.broadcast_shapes(*map(np.shape, values.values()))
        environment: dict[str, Series] = {name: [np.asarray(value, dtype=float)] for name, value in values.items()}
        for axis, name in enumerate(variables):
            # One axis in front for the directions.
            velocity = np.zeros((len(variables), *[1] * len(shape)))
            velocity[axis] = 1.0
            environment[name].append(velocity)
        with np.errstate(all="ignore"):
            value, slope = series.padded(self._run(environment), 2)
        values_there = np.array(np.broadcast_to(value, shape))
        slopes = np.array(np.broadcast_to(slope, (len(variables), *shape)))
        slopes[:, ~(np.isfinite(slopes).all(axis=0) & np.isfinite(values_there))] = np.nan
        return values_there, slopes

    def spread(
        self, values: Mapping[str, Array | float], direction: Mapping[str, float] | None = None, order: int = 1
    ) -> Array:
        """How far rounding may have carried the value (and, with a direction, the coefficients of its jet).

        The tree is run again with the result of every operation moved by one unit of rounding, up or down, in several
        patterns; the answers' spread tells how many digits are left (J. Vignes, Discrete stochastic arithmetic,
        Numerical Algorithms 37, 2004). An estimate, not a bound: it shows cancellation, it proves nothing.

        Returns float64 of the shape of the values, or ``(order + 1, *shape)`` with a direction; NaN where any
        pattern is undefined.
        """
        return self._shake(values, direction, order)[1] if direction else self._shake(values, None, 0)[1][0]

    def jet_and_spread(
        self, values: Mapping[str, Array | float], direction: Mapping[str, float], order: int
    ) -> tuple[Array, Array]:
        """Both in one run, for a few points: ``jet``, and the ``spread`` of its coefficients in the same shape."""
        coefficients, widths = self._shake(values, direction, order)
        return _known(coefficients), widths

    def value_and_spread(self, values: Mapping[str, Array | float]) -> tuple[Array, Array]:
        """The same for values alone."""
        coefficients, widths = self._shake(values, None, 0)
        found = coefficients[0]
        return (found if np.isfinite(found).all() else self.value(values)), widths[0]

    def is_lost(self, values: Mapping[str, Array | float]) -> Truth:
        """Where rounding alone may have left no value: some patterns have one. Of 1/(1 - cos x) below 1e-8 it has."""
        rows = self._shaken_rows(values, None, 0)[0][0, :-1]
        shape = np.broadcast_shapes(*map(np.shape, values.values()))
        lost: Truth = np.asarray(np.isfinite(rows).any(axis=0)).reshape(shape)
        return lost

    def _shake(
        self, values: Mapping[str, Array | float], direction: Mapping[str, float] | None, order: int
    ) -> tuple[Array, Array]:
        """Taylor coefficients and how far they spread, shape ``(order + 1, *shape)`` each."""
        rows, lost = self._shaken_rows(values, direction, order)
        shape = np.broadcast_shapes(*map(np.shape, values.values()))
        with np.errstate(all="ignore"):
            widths = np.ptp(rows[:, :-1], axis=1).reshape(order + 1, *shape)
        if lost:
            here = {name: [np.asarray(value, dtype=float)] for name, value in values.items()}
            widths[:, self._is_touched(here, shape)] = np.nan
        return rows[:, -1].reshape(order + 1, *shape), widths

    def _shaken_rows(
        self, values: Mapping[str, Array | float], direction: Mapping[str, float] | None, order: int
    ) -> tuple[Array, bool]:
        """Taylor coefficients in all patterns, the plain ones last: ``(order + 1, PATTERNS + 2, *(shape or (1,)))``.

        Beside them whether anything was too large or too small for doubles on the way.
        """
        if self._shaken is None:
            self._shaken = _Compiler(self.variables, shaking=True).compile(self.tree)
        environment = {}
        for name, value in values.items():
            # One axis in front for the patterns.
            start = np.asarray(value, dtype=float)[None, ...]
            environment[name] = _line(start, direction.get(name) if direction else None, order)
        shape = np.broadcast_shapes(*map(np.shape, values.values()))
        rows = np.empty((order + 1, PATTERNS + 2, *(shape or (1,))))
        lost: list[str] = []
        with np.errstate(all="ignore", over="call", under="call", call=lambda kind, _: lost.append(kind)):
            for k, coefficient in enumerate(series.padded(self._shaken(environment), order + 1)):
                rows[k] = coefficient
        return rows, bool(lost)


def _line(start: Array, velocity: float | None, order: int) -> Series:
    if velocity is None:
        return [start]
    return [start, np.asarray(velocity), *[ZERO] * (order - 1)]


def _known(coefficients: Array) -> Array:
    """The coefficients without those that overflow or stand beside no value."""
    slopes = coefficients[1:]
    slopes[~np.isfinite(slopes)] = np.nan
    # Where there is no value there is no derivative, whatever a rule says beyond its domain.
    slopes[:, ~np.isfinite(coefficients[0])] = np.nan
    return coefficients


def _fill(result: Array, environment: _Environment) -> Array:
    shape = np.broadcast_shapes(np.shape(result), *(value[0].shape for value in environment.values()))
    return np.array(np.broadcast_to(result, shape), dtype=float)


class _Compiler:
    """Trees to nested functions."""

    def __init__(self, variables: tuple[str, ...], shaking: bool = False, strict: bool = False) -> None:
        self._variables = variables
        self._shaking = shaking
        self._strict = strict
        self._count = 0

    def compile(self, node: Node) -> _Run:
        """The function of a node; constant sub-trees are computed here, once."""
        run = self._compile_node(node)
        if isinstance(node, (Number, Symbol)):
            return run
        # Changing a sign rounds nothing.
        if self._shaking and not isinstance(node, Negative):
            self._count += 1
            run = _shaken(run, self._count)
        if self._strict and can_leave_doubles(node):
            plain = _Compiler(self._variables)
            run = _kept(node, run, [plain.compile(part) for part in children(node)])
        if isinstance(node, Constant) or not has_no_symbols(node):
            return run
        with np.errstate(all="ignore"):
            constant = run({})
        return lambda _: constant

    def _compile_node(self, node: Node) -> _Run:
        match node:
            case Number(value):
                return _constant(float(value))
            case Constant(name):
                return _constant(constants.VALUES[name])
            case Symbol(name):
                undefined: Series = [NAN]
                return lambda environment: environment.get(name, undefined)
            case Negative(operand):
                run = self.compile(operand)
                return lambda environment: series.negate(run(environment))
            case Sum(parts):
                return folded([self.compile(part) for part in parts], series.add)
            case Product(parts):
                return folded([self.compile(part) for part in parts], series.multiply)
            case Quotient(first, second):
                return _binary(self.compile(first), self.compile(second), series.divide)
            case Power(first, second):
                rule = power_rule(node, self._variables)
                return _binary(self.compile(first), self.compile(second), rule)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Piecewise(branches):
                return _piecewise([(self._condition(b), self.compile(b.value)) for b in branches])

    def _condition(self, branch: Branch) -> _Condition | None:
        comparison = branch.condition
        if comparison is None:
            return None
        operands = comparison.operands
        differences = [Difference(left, right) for left, right in pairwise(operands)]
        return _comparison([self.compile(part) for part in operands], comparison.relations, differences)

    def _call(self, name: str, arguments: tuple[Node, ...]) -> _Run:
        runs = [self.compile(argument) for argument in arguments]
        if name in STEPS_AT_0:
            runs[0] = _beside_0(runs[0], Difference(arguments[0]), name == "sqrt")
        return _call(name, runs)


def _kept(node: Node, run: _Run, operands: list[_Run]) -> _Run:
    return lambda environment: [
        kept(node, run(environment)[0], lambda: [operand(environment)[0] for operand in operands])
    ]


def _shaken(run: _Run, number: int) -> _Run:
    """The results of a node moved by one unit of rounding, in a pattern of its own; the last row is left alone.

    So is one row of each coefficient among those before it.
    """
    turned = _TURNED[number % len(_TURNED)]

    def move(environment: _Environment) -> Series:
        return [coefficient * turned[k % len(turned)] for k, coefficient in enumerate(run(environment))]

    return move


def _pattern(number: int) -> tuple[Array, ...]:
    """The factors of a node's coefficients, each in another pattern.

    Moved all alike, they would cancel as if nothing had happened; and no two nodes are moved in opposite directions by
    all patterns, or they could undo each other.
    """
    signs = np.array([1.0, *(1.0 if number >> bit & 1 else -1.0 for bit in range(PATTERNS - 1)), 0.0])
    factor = 1.0 + real.EPSILON * signs
    return tuple(np.append(np.roll(factor, k), 1.0)[:, None] for k in range(factor.size))


_TURNED = tuple(_pattern(number) for number in range(2 ** (PATTERNS - 1)))


def _constant(value: float) -> _Run:
    result: Series = [np.asarray(value)]
    return lambda _: result


_ZERO = _constant(0.0)


def _binary(left: _Run, right: _Run, combine: Callable[[Series, Series], Series]) -> _Run:
    return lambda environment: combine(left(environment), right(environment))


def _call(name: str, arguments: list[_Run]) -> _Run:
    row = BY_NAME[name]

    def run(environment: _Environment) -> Series:
        values = [argument(environment) for argument in arguments]
        if all(len(value) == 1 for value in values):
            return [row.value(*(value[0] for value in values))]
        return row.series(*values)

    return run


def _beside_0(run: _Run, difference: Difference, only_below: bool) -> _Run:
    return lambda environment: beside_0(difference, run(environment), environment, only_below)


def _piecewise(branches: list[tuple[_Condition | None, _Run]]) -> _Run:
    def run(environment: _Environment) -> Series:
        chosen: Series = [NAN]
        for condition, value in reversed(branches):
            if condition is None:
                chosen = value(environment)
            else:
                chosen = _select(condition(environment), value(environment), chosen)
        return chosen

    return run


def _select(mask: _Mask, inside: Series, outside: Series) -> Series:
    holds, undefined, joint, length = mask
    inside, outside, _ = series.aligned(inside, outside, [ZERO] * length)
    chosen = [real.where(holds, a, b) for a, b in zip(inside, outside, strict=True)]
    chosen[0] = real.where(undefined, NAN, chosen[0])
    # On a joint the tree alone does not decide: both sides must be asked.
    return [chosen[0], *(real.where(joint, NAN, c) for c in chosen[1:])]


def _comparison(parts: list[_Run], relations: tuple[str, ...], differences: list[Difference]) -> _Condition:
    """Where the chain holds, where it is undefined, where moving on may change its truth; series length."""

    def run(environment: _Environment) -> _Mask:
        operands = [part(environment) for part in parts]
        holds: Truth = np.asarray(True)
        joint: Truth = np.asarray(False)
        undefined: Truth = np.asarray(np.isnan(operands[0][0]))
        pairs = zip(relations, differences, pairwise(operands), strict=True)
        for relation, difference, (left, right) in pairs:
            true, same = RELATIONS[relation](left[0], right[0]), left[0] == right[0]
            lost = difference.is_lost(left[0], right[0])
            if lost is not None:
                lost, signs = difference.signs(lost, environment)
                true, same, unknown = (np.array(np.broadcast_to(each, lost.shape)) for each in (true, same, False))
                true[lost], same[lost], unknown[lost] = RELATIONS[relation](signs, 0), signs == 0, np.isnan(signs)
                undefined = undefined | unknown
            holds = holds & true
            undefined = undefined | np.isnan(right[0])
            if len(left) > 1 or len(right) > 1:
                joint = joint | same
        return holds, undefined, joint, max(map(len, operands))

    return run
