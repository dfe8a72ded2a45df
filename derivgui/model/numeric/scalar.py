"""A tree compiled to nested Python functions on single numbers: the value and both slopes in one sweep.

Arrays cost some microseconds an operation, which is nothing for a curve of 400 points and everything for a hundred
thousand steps of a descent. These are dual numbers in two directions (Griewank and Walther, Evaluating Derivatives,
2nd ed., chapter 3) with the rules of ``series``: they agree with the jets of ``Program`` to a few units of rounding,
and are undefined where those are. What has no rule of its own here is asked of the catalogue's series.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from derivgui.model.language import series
from derivgui.model.language.catalogue import BY_NAME
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
    symbols,
)
from derivgui.model.numeric.powers import LARGEST_SQUARED_POWER, exact_rational, has_no_symbols, power_rule
from derivgui.model.numeric.program import Program
from derivgui.model.numeric.scalar_rules import RULES, Rule

Dual: TypeAlias = tuple[float, float, float]
_Run: TypeAlias = Callable[[float, float], Dual]
_Condition: TypeAlias = Callable[[float, float], tuple[bool, bool, bool, bool]]

NAN = math.nan
# Functions nested in functions for a sum of more terms than this would use up Python's stack.
MOST_NESTED = 100
_UNDEFINED: Dual = (NAN, NAN, NAN)


class ScalarProgram:
    """A compiled tree of one or two variables, all other symbols held at ``parameters``."""

    def __init__(self, tree: Node, variables: tuple[str, ...], parameters: Mapping[str, float] | None = None) -> None:
        if not 1 <= len(variables) <= 2:
            raise ValueError(f"one or two variables are expected, not {variables}")
        self._run = _Compiler(variables, parameters or {}).compile(tree)

    def __call__(self, x: float, y: float = 0.0) -> Dual:
        """Value, slope by the first variable, slope by the second; NaN as in ``Program.jet``."""
        value, by_x, by_y = self._run(x, y)
        # A number minus itself is 0 unless it is infinite or NaN.
        if value - value != 0.0:
            return value, NAN, NAN
        return value, by_x if by_x - by_x == 0.0 else NAN, by_y if by_y - by_y == 0.0 else NAN


class _Compiler:
    """Trees to nested functions; sub-trees without variables are computed here, once."""

    def __init__(self, variables: tuple[str, ...], parameters: Mapping[str, float]) -> None:
        self._variables = variables
        self._parameters = parameters

    def compile(self, node: Node) -> _Run:
        constant = self._constant(node)
        if constant is not None:
            return lambda x, y: (constant, 0.0, 0.0)
        match node:
            case Symbol(name):
                return _first if name == self._variables[0] else _second
            case Negative(operand):
                return _negate(self.compile(operand))
            case Sum(terms):
                return self._sum(terms)
            case Product(factors):
                return self._product(factors)
            case Quotient(above, below):
                return _divide(self.compile(above), self.compile(below))
            case Power():
                return self._power(node)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Piecewise(branches):
                return _piecewise([(self._condition(branch), self.compile(branch.value)) for branch in branches])
        raise TypeError(f"no rule for {type(node).__name__}")

    def _constant(self, node: Node) -> float | None:
        """The value of a tree that does not vary."""
        if isinstance(node, (Number, Constant)) or True not in self._varies(node):
            return float(Program(node, self._variables).value(self._parameters))
        return None

    def _varies(self, *nodes: Node) -> tuple[bool, bool]:
        """Whether any of the trees varies with the first, with the second variable."""
        names = {name for node in nodes for name in symbols(node)}
        first, *second = (name in names for name in self._variables)
        return first, bool(second and second[0])

    def _sum(self, terms: tuple[Node, ...]) -> _Run:
        if len(terms) > MOST_NESTED:
            return _add_all([self.compile(term) for term in terms])
        run = self.compile(terms[0])
        for term in terms[1:]:
            constant = self._constant(term)
            if constant is not None:
                run = _shift(run, constant)
            elif isinstance(term, Negative):
                run = _subtract(run, self.compile(term.operand))
            else:
                run = _add(run, self.compile(term))
        return run

    def _product(self, factors: tuple[Node, ...]) -> _Run:
        if len(factors) > MOST_NESTED:
            return _multiply_all([self.compile(factor) for factor in factors])
        first = self._constant(factors[0])
        if first is not None and len(factors) == 2:
            return _scale(self.compile(factors[1]), first)
        run = self.compile(factors[0])
        for factor in factors[1:]:
            constant = self._constant(factor)
            run = _multiply(run, self.compile(factor)) if constant is None else _scale(run, constant)
        return run

    def _power(self, node: Power) -> _Run:
        whole = self._whole_exponent(node.exponent)
        if whole is None:
            rule = power_rule(node, self._variables)
            return self._by_series(rule, (node.base, node.exponent))
        base = self.compile(node.base)
        if whole == 0:
            return _one(base, has_no_symbols(node.base))
        return _whole_power(base, whole) if whole > 0 else _divide(_constantly(1.0), _whole_power(base, -whole))

    def _whole_exponent(self, exponent: Node) -> int | None:
        """The exponent where it is whole and small enough to be multiplied out."""
        fraction = exact_rational(exponent)
        if fraction is not None:
            number = fraction.numerator if fraction.denominator == 1 else None
        else:
            value = self._constant(exponent)
            number = int(value) if value is not None and value.is_integer() else None
        return number if number is not None and abs(number) <= LARGEST_SQUARED_POWER else None

    def _call(self, name: str, arguments: tuple[Node, ...]) -> _Run:
        rule = RULES.get(name)
        if rule is None:
            return self._by_series(BY_NAME[name].series, arguments)
        return _unary(rule, self.compile(arguments[0]), self._varies(arguments[0]))

    def _by_series(self, rule: Callable[..., Series], arguments: tuple[Node, ...]) -> _Run:
        runs = [self.compile(argument) for argument in arguments]
        return _by_series(rule, runs, [self._varies(argument) for argument in arguments])

    def _condition(self, branch: Branch) -> _Condition | None:
        comparison = branch.condition
        if comparison is None:
            return None
        parts = [(self.compile(part), self._varies(part)) for part in comparison.operands]
        return _comparison(parts, comparison.relations)


def _first(x: float, y: float) -> Dual:
    return x, 1.0, 0.0


def _second(x: float, y: float) -> Dual:
    return y, 0.0, 1.0


def _constantly(value: float) -> _Run:
    return lambda x, y: (value, 0.0, 0.0)


def _negate(inner: _Run) -> _Run:
    def run(x: float, y: float) -> Dual:
        u, ux, uy = inner(x, y)
        return -u, -ux, -uy

    return run


def _shift(inner: _Run, constant: float) -> _Run:
    def run(x: float, y: float) -> Dual:
        u, ux, uy = inner(x, y)
        return u + constant, ux, uy

    return run


def _scale(inner: _Run, constant: float) -> _Run:
    def run(x: float, y: float) -> Dual:
        u, ux, uy = inner(x, y)
        return constant * u, constant * ux, constant * uy

    return run


def _add(left: _Run, right: _Run) -> _Run:
    def run(x: float, y: float) -> Dual:
        u, ux, uy = left(x, y)
        v, vx, vy = right(x, y)
        return u + v, ux + vx, uy + vy

    return run


def _subtract(left: _Run, right: _Run) -> _Run:
    def run(x: float, y: float) -> Dual:
        u, ux, uy = left(x, y)
        v, vx, vy = right(x, y)
        return u - v, ux - vx, uy - vy

    return run


def _multiply(left: _Run, right: _Run) -> _Run:
    def run(x: float, y: float) -> Dual:
        u, ux, uy = left(x, y)
        v, vx, vy = right(x, y)
        return u * v, u * vx + ux * v, u * vy + uy * v

    return run


def _add_all(runs: list[_Run]) -> _Run:
    first, *rest = runs

    def run(x: float, y: float) -> Dual:
        w, wx, wy = first(x, y)
        for each in rest:
            u, ux, uy = each(x, y)
            w, wx, wy = w + u, wx + ux, wy + uy
        return w, wx, wy

    return run


def _multiply_all(runs: list[_Run]) -> _Run:
    first, *rest = runs

    def run(x: float, y: float) -> Dual:
        w, wx, wy = first(x, y)
        for each in rest:
            u, ux, uy = each(x, y)
            w, wx, wy = w * u, w * ux + wx * u, w * uy + wy * u
        return w, wx, wy

    return run


def _divide(above: _Run, below: _Run) -> _Run:
    def run(x: float, y: float) -> Dual:
        v, vx, vy = below(x, y)
        if v == 0.0:
            return _UNDEFINED
        u, ux, uy = above(x, y)
        w = u / v
        return w, (ux - vx * w) / v, (uy - vy * w) / v

    return run


def _one(base: _Run, is_constant: bool) -> _Run:
    """u^0: 1 wherever u is defined; 0^0 typed as constants is undefined."""

    def run(x: float, y: float) -> Dual:
        u = base(x, y)[0]
        return _UNDEFINED if u != u or (is_constant and u == 0.0) else (1.0, 0.0, 0.0)

    return run


def _whole_power(base: _Run, n: int) -> _Run:
    """u^n for n >= 1, the slopes by repeated squaring: exact structure also where u = 0."""
    if n == 1:
        return base
    if n == 2:
        return _square(base)

    def run(x: float, y: float) -> Dual:
        u, ux, uy = base(x, y)
        squared, left = (u, ux, uy), n
        slopes: Dual | None = None
        while left:
            v, vx, vy = squared
            if left & 1:
                if slopes is None:
                    slopes = squared
                else:
                    w, wx, wy = slopes
                    slopes = w * v, w * vx + wx * v, w * vy + wy * v
            left >>= 1
            if left:
                squared = v * v, 2.0 * v * vx, 2.0 * v * vy
        return (_power_value(u, n), *slopes[1:]) if slopes is not None else _UNDEFINED

    return run


def _square(base: _Run) -> _Run:
    def run(x: float, y: float) -> Dual:
        u, ux, uy = base(x, y)
        return u * u, 2.0 * u * ux, 2.0 * u * uy

    return run


def _power_value(u: float, n: int) -> float:
    try:
        return float(u**n)
    except OverflowError:
        return math.inf if u > 0 or n % 2 == 0 else -math.inf


def _unary(rule: Rule, inner: _Run, varies: tuple[bool, bool]) -> _Run:
    """The chain rule; a direction in which the argument does not vary has slope 0, also at a corner."""
    by_x, by_y = varies

    def run(x: float, y: float) -> Dual:
        u, ux, uy = inner(x, y)
        w, rate = rule(u)
        return w, rate * ux if by_x else 0.0, rate * uy if by_y else 0.0

    return run


def _by_series(rule: Callable[..., Series], inner: list[_Run], varies: list[tuple[bool, bool]]) -> _Run:
    """The catalogue's own rule, once for each direction in which an argument varies."""
    directions = [direction for direction in (0, 1) if any(flags[direction] for flags in varies)]

    def run(x: float, y: float) -> Dual:
        duals = [each(x, y) for each in inner]
        value, slopes = NAN, [0.0, 0.0]
        with np.errstate(all="ignore"):
            for direction in directions:
                arguments = [
                    [np.asarray(c) for c in ((dual[0], dual[1 + direction]) if flags[direction] else dual[:1])]
                    for dual, flags in zip(duals, varies, strict=True)
                ]
                found = series.padded(rule(*arguments), 2)
                value, slopes[direction] = float(found[0]), float(found[1])
        return value, slopes[0], slopes[1]

    return run


def _piecewise(branches: list[tuple[_Condition | None, _Run]]) -> _Run:
    def run(x: float, y: float) -> Dual:
        joint_x = joint_y = False
        for condition, value in branches:
            holds = True
            if condition is not None:
                holds, undefined, at_x, at_y = condition(x, y)
                if undefined:
                    return _UNDEFINED
                joint_x, joint_y = joint_x or at_x, joint_y or at_y
            if holds:
                w, wx, wy = value(x, y)
                # On a joint the tree alone does not decide: both sides must be asked.
                return w, NAN if joint_x else wx, NAN if joint_y else wy
        return _UNDEFINED

    return run


def _comparison(parts: list[tuple[_Run, tuple[bool, bool]]], relations: tuple[str, ...]) -> _Condition:
    """Whether a chain holds, is undefined, and may change its truth along each direction."""

    def run(x: float, y: float) -> tuple[bool, bool, bool, bool]:
        values = [part(x, y)[0] for part, _ in parts]
        holds, joint_x, joint_y = True, False, False
        undefined = any(map(math.isnan, values))
        for number, relation in enumerate(relations):
            left, right = values[number], values[number + 1]
            holds = holds and RELATIONS[relation](left, right)
            if left == right:
                # Which of two numbers is larger that are both too large is not known.
                undefined = undefined or math.isinf(left)
                (left_x, left_y), (right_x, right_y) = parts[number][1], parts[number + 1][1]
                joint_x, joint_y = joint_x or left_x or right_x, joint_y or left_y or right_y
        return holds, undefined, joint_x, joint_y

    return run
