"""A tree compiled once to nested functions, then run on arrays: values and Taylor jets from the same rules.

No text is ever turned into code: compiling only picks the numpy rule of each node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import numpy as np

from derivgui.model.language import real, series
from derivgui.model.language.real import ZERO, Array, Truth
from derivgui.model.language.series import Series
from derivgui.model.language.tree import Node, Power, symbols, walk
from derivgui.model.numeric.compiled.compiler import PATTERNS, Compiler, Environment, Run, constantly
from derivgui.model.numeric.compiled.losses import can_come_back

NOTHING_LOST = constantly(0.0)
# A number that has left the doubles and come back as another one differs by more.
COMES_BACK = 1e-9


class Program:
    """A compiled tree.

    ``variables`` are the symbols that vary; all others are parameters, which matters to powers only (x^x wants x > 0
    while x^a at a = 3 does not). Symbols without a value count as undefined (NaN), so a half-typed document
    never raises.
    """

    def __init__(self, tree: Node, variables: tuple[str, ...] = ("x", "y")) -> None:
        self.tree = tree
        self.variables = variables
        self._run = Compiler(variables).compile(tree)
        self._shaken: Run | None = None
        self._vast: Callable[[Mapping[str, Array]], Array] | None = None
        self._strict: Run | None = None

    @cached_property
    def exponents(self) -> tuple[frozenset[str], ...]:
        """The symbols of each exponent that has some."""
        powers = (node for node in walk(self.tree) if isinstance(node, Power))
        return tuple(dict.fromkeys(frozenset(found) for power in powers if (found := symbols(power.exponent))))

    @cached_property
    def may_settle(self) -> bool:
        """Whether steps and joints may settle at numbers in place of symbols; see ``settle``."""
        from derivgui.model.numeric.identities.settle import may_settle

        return may_settle(self.tree)

    def value(self, values: Mapping[str, Array | float]) -> Array:
        """Values as float64 in the broadcast shape of ``values``; NaN where undefined, never a warning."""
        environment = {name: [np.asarray(value, dtype=float)] for name, value in values.items()}
        lost: list[str] = []
        with np.errstate(all="ignore", over="call", under="call", call=lambda kind, _: lost.append(kind)):
            result = _filled(self._run(environment)[0], environment)
        return self._recovered(result, environment) if lost else result

    def _recovered(self, result: Array, environment: Environment) -> Array:
        """What doubles have lost on the way, where it has left no finite value or may have changed it."""
        missing = ~np.isfinite(result) | self._is_touched(environment, result.shape)
        if not missing.any():
            return result
        if self._vast is None:
            from derivgui.model.numeric.compiled.vast import compiled

            self._vast = compiled(self.tree)
        points = {name: np.broadcast_to(value[0], result.shape)[missing] for name, value in environment.items()}
        with np.errstate(all="ignore"):
            recovered, lost = self._vast(points), result[missing]
        # What is too large for those numbers as well is too large all the more, and e^(-e^1000) is next to nothing.
        result[missing] = real.where(np.isnan(recovered), lost, recovered)
        return result

    def _comes_back(self, rounded: Array, environment: Environment) -> Truth:
        """Where the value is another one, or none that a double can hold."""
        recovered = self._recovered(rounded.copy(), environment)
        with np.errstate(all="ignore"):
            same: Truth = np.absolute(recovered - rounded) <= COMES_BACK * np.absolute(recovered)
        return ~same

    def _is_touched(self, environment: Environment, shape: tuple[int, ...]) -> Truth:
        """Where a number that no double holds may have come back into the value as another one."""
        if self._strict is None:
            self._strict = (
                Compiler(self.variables, strict=True).compile(self.tree) if can_come_back(self.tree) else NOTHING_LOST
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
        return _known(np.stack([_filled(coefficient, environment) for coefficient in coefficients]))

    def value_and_gradient(
        self, values: Mapping[str, Array | float], variables: tuple[str, ...]
    ) -> tuple[Array, Array]:
        """Values and the derivatives by several variables in one run, shapes S and ``(len(variables), *S)``.

        A gradient is NaN where any part of it does not exist or is not decided by the tree.
        """
        shape = _shape_of(values)
        environment: dict[str, Series] = {name: [np.asarray(value, dtype=float)] for name, value in values.items()}
        for axis, name in enumerate(variables):
            # One axis in front for the directions.
            velocity = np.zeros((len(variables), *[1] * len(shape)))
            velocity[axis] = 1.0
            environment[name].append(velocity)
        with np.errstate(all="ignore"):
            value, slope = series.padded(self._run(environment), 2)
        values_there, slopes = np.empty(shape), np.empty((len(variables), *shape))
        values_there[...], slopes[...] = value, slope
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
        lost: Truth = np.asarray((~np.isnan(rows)).any(axis=0)).reshape(_shape_of(values))
        return lost

    def _shake(
        self, values: Mapping[str, Array | float], direction: Mapping[str, float] | None, order: int
    ) -> tuple[Array, Array]:
        """Taylor coefficients and how far they spread, shape ``(order + 1, *shape)`` each."""
        rows, lost = self._shaken_rows(values, direction, order)
        shape = _shape_of(values)
        with np.errstate(all="ignore"):
            widths = np.ptp(rows[:, :-1], axis=1).reshape(order + 1, *shape)
        if lost:
            here = {name: [np.asarray(value, dtype=float)] for name, value in values.items()}
            widths[:, self._comes_back(rows[0, -1].reshape(shape), here)] = np.nan
        return rows[:, -1].reshape(order + 1, *shape), widths

    def _shaken_rows(
        self, values: Mapping[str, Array | float], direction: Mapping[str, float] | None, order: int
    ) -> tuple[Array, bool]:
        """Taylor coefficients in all patterns, the plain ones last: ``(order + 1, PATTERNS + 2, *(shape or (1,)))``.

        Beside them whether anything was too large or too small for doubles on the way.
        """
        if self._shaken is None:
            self._shaken = Compiler(self.variables, shaking=True).compile(self.tree)
        environment = {}
        for name, value in values.items():
            # One axis in front for the patterns.
            start = np.asarray(value, dtype=float)[None, ...]
            environment[name] = _line(start, direction.get(name) if direction else None, order)
        rows = np.empty((order + 1, PATTERNS + 2, *(_shape_of(values) or (1,))))
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


def _filled(result: Array, environment: Environment) -> Array:
    """The result as an array of its own, in the shape of the points."""
    filled = np.empty(_joint_shape((np.shape(result), *(value[0].shape for value in environment.values()))))
    filled[...] = result
    return filled


def _shape_of(values: Mapping[str, Array | float]) -> tuple[int, ...]:
    return _joint_shape(value.shape for value in values.values() if isinstance(value, np.ndarray))


def _joint_shape(shapes: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """The shape to which all of them broadcast; numpy is asked only where it has something to work out."""
    found = {shape for shape in shapes if shape}
    if len(found) > 1:
        return np.broadcast_shapes(*found)
    return found.pop() if found else ()
