"""From a tree to nested functions of numpy: each node's rule for values and Taylor series is picked here, once.

No text is ever turned into code.
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
from derivgui.model.numeric.compiled.decisions import STEPS_AT_0, Difference, beside_0
from derivgui.model.numeric.compiled.exact_constants import exact_constant, is_safe
from derivgui.model.numeric.compiled.folding import folded
from derivgui.model.numeric.compiled.losses import can_leave_doubles, kept
from derivgui.model.numeric.levels import Level
from derivgui.model.numeric.powers import has_no_symbols, power_rule

PATTERNS = 6

Environment: TypeAlias = Mapping[str, Series]
Run: TypeAlias = Callable[[Environment], Series]
_Mask: TypeAlias = tuple[Truth, Truth, Truth, int]
_Condition: TypeAlias = Callable[[Environment], _Mask]


class Compiler:
    """Trees to nested functions.

    With ``shaking`` the results of all operations are moved by a unit of rounding, in several patterns along a first
    axis (see ``Program.spread``); with ``strict`` they are NaN where they leave the doubles (see ``losses``); without
    ``exact`` constants are what doubles make of them.
    """

    def __init__(
        self, variables: tuple[str, ...], shaking: bool = False, strict: bool = False, exact: bool = True
    ) -> None:
        self._variables = variables
        self._shaking = shaking
        self._strict = strict
        self._exact = exact
        self._count = 0

    def compile(self, node: Node) -> Run:
        """The function of a node; constant sub-trees are computed here, once."""
        exact = self._exactly(node)
        if exact is not None:
            return exact
        run = self._compile_node(node)
        if isinstance(node, Symbol) or (isinstance(node, Number) and _is_a_double(node)):
            return run
        # Changing a sign rounds nothing.
        if self._shaking and not isinstance(node, Negative):
            self._count += 1
            run = _shaken(run, self._count)
        if self._strict and can_leave_doubles(node):
            plain = Compiler(self._variables, exact=self._exact)
            run = _kept(node, run, [plain.compile(part) for part in children(node)])
        if isinstance(node, Constant) or not has_no_symbols(node):
            return run
        with np.errstate(all="ignore"):
            constant = run({})
        return lambda _: constant

    def _exactly(self, node: Node) -> Run | None:
        """A constant whose double is next to the true number; None where the rounded one is as good."""
        if not self._exact or not has_no_symbols(node) or is_safe(node):
            return None
        plain, shaken = (Compiler(self._variables, shaking, exact=False).compile(node) for shaking in (False, True))
        with np.errstate(all="ignore"):
            exact = exact_constant(node, float(plain({})[0]), float(np.ptp(shaken({})[0][:-1])))
        if exact is None:
            return None
        self._count += 1
        return _shaken(constantly(exact), self._count) if self._shaking else constantly(exact)

    def _compile_node(self, node: Node) -> Run:
        match node:
            case Number(value):
                return constantly(float(Level(value)))
            case Constant(name):
                return constantly(constants.VALUES[name])
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

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Run:
        runs = [self.compile(argument) for argument in arguments]
        if name in STEPS_AT_0:
            runs[0] = _beside_0(runs[0], Difference(arguments[0]), name == "sqrt")
        return _call(name, runs)


def _is_a_double(literal: Number) -> bool:
    return float(Level(literal.value)) == literal.value


def _kept(node: Node, run: Run, operands: list[Run]) -> Run:
    return lambda environment: [
        kept(node, run(environment)[0], lambda: [operand(environment)[0] for operand in operands])
    ]


def _shaken(run: Run, number: int) -> Run:
    """The results of a node moved by one unit of rounding, in a pattern of its own; the last row is left alone.

    So is one row of each coefficient among those before it.
    """
    turned = _TURNED[number % len(_TURNED)]

    def move(environment: Environment) -> Series:
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


def constantly(value: float) -> Run:
    """One number, whatever the symbols are."""
    result: Series = [np.asarray(value)]
    return lambda _: result


def _binary(left: Run, right: Run, combine: Callable[[Series, Series], Series]) -> Run:
    return lambda environment: combine(left(environment), right(environment))


def _call(name: str, arguments: list[Run]) -> Run:
    row = BY_NAME[name]

    def run(environment: Environment) -> Series:
        values = [argument(environment) for argument in arguments]
        if all(len(value) == 1 for value in values):
            return [row.value(*(value[0] for value in values))]
        return row.series(*values)

    return run


def _beside_0(run: Run, difference: Difference, only_below: bool) -> Run:
    return lambda environment: beside_0(difference, run(environment), environment, only_below)


def _piecewise(branches: list[tuple[_Condition | None, Run]]) -> Run:
    def run(environment: Environment) -> Series:
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


def _comparison(parts: list[Run], relations: tuple[str, ...], differences: list[Difference]) -> _Condition:
    """Where the chain holds, where it is undefined, where moving on may change its truth; series length."""

    def run(environment: Environment) -> _Mask:
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
