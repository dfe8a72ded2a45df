"""A tree compiled to nested Python functions on single numbers: the value and both slopes in one sweep.

Arrays cost some microseconds an operation, which is nothing for a curve of 400 points and everything for a hundred
thousand steps of a descent. These are dual numbers in two directions (Griewank and Walther, Evaluating Derivatives,
2nd ed., chapter 3) with the rules of ``series``: they agree with the jets of ``Program`` to a few units of rounding,
and are undefined where those are. What has no rule of its own here is asked of the catalogue's series.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derivgui.model.language.catalogue import BY_NAME
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
from derivgui.model.numeric.compiled import duals
from derivgui.model.numeric.compiled.duals import NAN, Condition, Dual, Run
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.compiled.scalar_rules import RULES
from derivgui.model.numeric.powers import LARGEST_SQUARED_POWER, exact_rational, has_no_symbols, power_rule

# Functions nested in functions for a sum of more terms than this would use up Python's stack.
MOST_NESTED = 100


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

    def compile(self, node: Node) -> Run:
        constant = self._constant(node)
        if constant is not None:
            return lambda x, y: (constant, 0.0, 0.0)
        match node:
            case Symbol(name):
                return duals.first if name == self._variables[0] else duals.second
            case Negative(operand):
                return duals.negate(self.compile(operand))
            case Sum(terms):
                return self._sum(terms)
            case Product(factors):
                return self._product(factors)
            case Quotient(above, below):
                return duals.divide(self.compile(above), self.compile(below))
            case Power():
                return self._power(node)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Piecewise(branches):
                return duals.piecewise([(self._condition(branch), self.compile(branch.value)) for branch in branches])
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

    def _sum(self, terms: tuple[Node, ...]) -> Run:
        if len(terms) > MOST_NESTED:
            return duals.add_all([self.compile(term) for term in terms])
        run = self.compile(terms[0])
        for term in terms[1:]:
            constant = self._constant(term)
            if constant is not None:
                run = duals.shift(run, constant)
            elif isinstance(term, Negative):
                run = duals.subtract(run, self.compile(term.operand))
            else:
                run = duals.add(run, self.compile(term))
        return run

    def _product(self, factors: tuple[Node, ...]) -> Run:
        if len(factors) > MOST_NESTED:
            return duals.multiply_all([self.compile(factor) for factor in factors])
        first = self._constant(factors[0])
        if first is not None and len(factors) == 2:
            return duals.scale(self.compile(factors[1]), first)
        run = self.compile(factors[0])
        for factor in factors[1:]:
            constant = self._constant(factor)
            run = duals.multiply(run, self.compile(factor)) if constant is None else duals.scale(run, constant)
        return run

    def _power(self, node: Power) -> Run:
        whole = self._whole_exponent(node.exponent)
        if whole is None:
            rule = power_rule(node, self._variables)
            return self._by_series(rule, (node.base, node.exponent))
        base = self.compile(node.base)
        if whole == 0:
            return duals.zeroth_power(base, has_no_symbols(node.base))
        if whole < 0:
            return duals.divide(duals.constantly(1.0), duals.whole_power(base, -whole))
        return duals.whole_power(base, whole)

    def _whole_exponent(self, exponent: Node) -> int | None:
        """The exponent where it is whole and small enough to be multiplied out."""
        fraction = exact_rational(exponent)
        if fraction is not None:
            number = fraction.numerator if fraction.denominator == 1 else None
        else:
            value = self._constant(exponent)
            number = int(value) if value is not None and value.is_integer() else None
        return number if number is not None and abs(number) <= LARGEST_SQUARED_POWER else None

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Run:
        rule = RULES.get(name)
        if rule is None:
            return self._by_series(BY_NAME[name].series, arguments)
        return duals.unary(rule, self.compile(arguments[0]), self._varies(arguments[0]))

    def _by_series(self, rule: Callable[..., Series], arguments: tuple[Node, ...]) -> Run:
        runs = [self.compile(argument) for argument in arguments]
        return duals.by_series(rule, runs, [self._varies(argument) for argument in arguments])

    def _condition(self, branch: Branch) -> Condition | None:
        comparison = branch.condition
        if comparison is None:
            return None
        parts = [(self.compile(part), self._varies(part)) for part in comparison.operands]
        return duals.comparison(parts, comparison.relations)
