"""Differentiation by rules: a tree to the step that differentiates it."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.constants import exact
from derivgui.model.language.tree import (
    Branch,
    Call,
    Comparison,
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
    substitute,
    symbols,
    walk,
)
from derivgui.model.symbolic.rules import table
from derivgui.model.symbolic.rules.steps import (
    BranchesStep,
    ChainStep,
    ConstantMultipleStep,
    ConstantStep,
    ExponentialStep,
    FunctionStep,
    GeneralPowerStep,
    IdentityStep,
    PowerStep,
    ProductStep,
    QuotientStep,
    ReciprocalStep,
    Step,
    SumStep,
    TwoArgumentsStep,
)
from derivgui.model.symbolic.tidy.tidy import Tidier, tidier

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
TWO = Number(Fraction(2))
U, V = Symbol("u"), Symbol("v")
# What a degree is in radians, and the other way round.
_PER_DEGREE = Quotient(Constant("pi"), Number(Fraction(180)))
_DEGREES = Quotient(Number(Fraction(180)), Constant("pi"))
MOST_NODES = 2000
_STRICT = {"<=": "<", ">=": ">"}


class NoDerivativeError(Exception):
    """The function has no derivative anywhere, or no value; the text says which."""


def differentiate(
    tree: Node, variable: str, variables: tuple[str, ...] = (), degrees: bool = False, like: Node | None = None
) -> Step:
    """The derivative of a tree by a variable, all other symbols constant.

    ``variables`` are the symbols that vary elsewhere, which only matters to the order in which factors are written;
    with ``degrees`` angles are meant in degrees; sums are written as in ``like``, by default the tree itself.

    Raises:
        NoDerivativeError: for factorials, and where it gets longer than anyone reads.
        UndefinedError: a constant part of the tree has no value.
    """
    tidy = tidier(variables or (variable,), like if like is not None else tree)
    return _Differentiator(variable, tidy, degrees).step(tree)


def as_the_rules_give_it(tree: Node, variable: str, degrees: bool = False) -> Node:
    """The derivative with nothing tidied: the rules alone, one inside the other. Raises like ``differentiate``."""
    return _Differentiator(variable, None, degrees).step(tree).derivative


class _Differentiator:
    def __init__(self, variable: str, tidy: Tidier | None, degrees: bool) -> None:
        self._x = Symbol(variable)
        self._tidy = tidy
        self._degrees = degrees

    def step(self, node: Node) -> Step:
        if not self._varies(node):
            return ConstantStep(node, ZERO, ZERO)
        match node:
            case Symbol():
                return IdentityStep(node, ONE, ONE)
            case Negative(operand):
                return self._multiple(node, Negative(ONE), operand)
            case Sum(terms):
                return self._sum(node, terms)
            case Product(factors):
                return self._product(node, factors)
            case Quotient(above, below):
                return self._quotient(node, above, below)
            case Power(base, exponent):
                return self._power(node, base, exponent)
            case Call():
                return self._call(node)
            case Piecewise(branches):
                return self._piecewise(node, branches)
        raise NoDerivativeError("This has no derivative.")

    def _varies(self, node: Node) -> bool:
        return self._x.name in symbols(node)

    def _tidied(self, raw: Node) -> Node:
        if sum(1 for _ in islice(walk(raw), MOST_NODES + 1)) > MOST_NODES:
            raise NoDerivativeError("The derivative is too long to read.")
        return raw if self._tidy is None else self._tidy.node(raw)

    def _sum(self, node: Node, terms: tuple[Node, ...]) -> Step:
        steps = tuple(map(self.step, terms))
        raw = _sum(tuple(step.derivative for step in steps if not isinstance(step, ConstantStep)))
        return SumStep(node, raw, self._tidied(raw), steps)

    def _multiple(self, node: Node, constant: Node, rest: Node) -> Step:
        inner = self.step(rest)
        if constant == Negative(ONE):
            raw: Node = Negative(inner.derivative)
        elif isinstance(constant, Quotient) and constant.numerator == ONE:
            raw = Quotient(inner.derivative, constant.denominator)
        else:
            raw = _product(constant, inner.derivative)
        return ConstantMultipleStep(node, raw, self._tidied(raw), constant, inner)

    def _product(self, node: Node, factors: tuple[Node, ...]) -> Step:
        fixed = tuple(factor for factor in factors if not self._varies(factor))
        moving = tuple(factor for factor in factors if self._varies(factor))
        if fixed:
            return self._multiple(node, _product(*fixed), _product(*moving))
        steps = tuple(map(self.step, factors))
        terms = tuple(
            _product(*(step.derivative if place == k else step.of for place, step in enumerate(steps)))
            for k in range(len(steps))
        )
        raw = Sum(terms)
        return ProductStep(node, raw, self._tidied(raw), steps)

    def _quotient(self, node: Node, above: Node, below: Node) -> Step:
        if not self._varies(below):
            return self._multiple(node, Quotient(ONE, below), above)
        if not self._varies(above):
            if above != ONE:
                return self._multiple(node, above, Quotient(ONE, below))
            return self._reciprocal(node, below)
        u, v = self.step(above), self.step(below)
        difference = Sum((_product(u.derivative, v.of), Negative(_product(u.of, v.derivative))))
        raw = Quotient(difference, Power(v.of, TWO))
        return QuotientStep(node, raw, self._tidied(raw), u, v)

    def _reciprocal(self, node: Node, below: Node) -> Step:
        if below == self._x:
            return self._power(node, below, Negative(ONE))
        if isinstance(below, Power) and below.base == self._x and isinstance(below.exponent, Number):
            return self._power(node, self._x, Negative(below.exponent))
        v = self.step(below)
        raw = Negative(Quotient(v.derivative, Power(below, TWO)))
        return ReciprocalStep(node, raw, self._tidied(raw), v)

    def _power(self, node: Node, base: Node, exponent: Node) -> Step:
        if not self._varies(exponent):
            less = _one_less(exponent) or self._tidied(Sum((exponent, Negative(ONE))))
            raised = _power(base, less)
            if base == self._x:
                raw = _product(exponent, raised)
                return PowerStep(node, raw, self._tidied(raw))
            return self._chain(node, Power(U, exponent), _product(exponent, _power(U, less)), base)
        if not self._varies(base):
            growth = () if base == Constant("e") else (Call("ln", (base,)),)
            if exponent == self._x:
                raw = _product(node, *growth)
                return ExponentialStep(node, raw, self._tidied(raw))
            return self._chain(node, Power(base, U), _product(Power(base, U), *growth), exponent)
        u, v = self.step(base), self.step(exponent)
        relative = _product(v.of, Quotient(u.derivative, u.of))
        raw = Product((node, _sum((_product(v.derivative, Call("ln", (u.of,))), relative))))
        return GeneralPowerStep(node, raw, self._tidied(raw), u, v)

    def _call(self, node: Call) -> Step:
        name, arguments = node.name, node.arguments
        if name in ("min", "max"):
            return self._extreme(node)
        moving = [place for place, argument in enumerate(arguments) if self._varies(argument)]
        partials = {place: self._partial(name, place) for place in moving}
        if any(found is None for found in partials.values()):
            raise NoDerivativeError(f"{name} has no derivative here: it is defined at whole numbers only.")
        letters = {U.name: arguments[0], V.name: arguments[-1]}
        if len(moving) > 1:
            steps = tuple(map(self.step, arguments))
            raw = _sum(
                tuple(
                    _product(substitute(found, letters), steps[place].derivative)
                    for place, found in partials.items()
                    if found is not None
                )
            )
            return TwoArgumentsStep(node, raw, self._tidied(raw), steps)
        (place,) = moving
        outer = partials[place]
        assert outer is not None
        if arguments[place] == self._x:
            raw = substitute(outer, letters)
            return FunctionStep(node, raw, self._tidied(raw), name)
        letter = (U, V)[place]
        others = {key: value for key, value in letters.items() if key != letter.name}
        function = Call(name, tuple(letter if k == place else other for k, other in enumerate(arguments)))
        return self._chain(node, function, substitute(outer, others), arguments[place], letter.name)

    def _partial(self, name: str, place: int) -> Node | None:
        found = table.partial(name, place)
        angle = BY_NAME[name].angle
        if found is None or not (self._degrees and angle):
            return found
        return _product(_PER_DEGREE if angle == "in" else _DEGREES, found)

    def _chain(self, node: Node, outer: Node, outer_derivative: Node, inside: Node, letter: str = "u") -> Step:
        inner = self.step(inside)
        raw = _product(substitute(outer_derivative, {letter: inside}), inner.derivative)
        return ChainStep(node, raw, self._tidied(raw), outer, outer_derivative, inner)

    def _extreme(self, node: Call) -> Step:
        """The smallest (largest) of several: the derivative of the one that is it."""
        first, *others = node.arguments
        if len(others) > 1:
            return self.step(Call(node.name, (Call(node.name, node.arguments[:-1]), node.arguments[-1])))
        relations = ("<", ">") if node.name == "min" else (">", "<")
        steps = (self.step(first), self.step(others[0]))
        conditions = tuple(Comparison((first, others[0]), (relation,)) for relation in relations)
        branches = tuple(Branch(condition, step.derivative) for condition, step in zip(conditions, steps, strict=True))
        raw = Piecewise(branches)
        return BranchesStep(node, raw, self._tidied(raw), steps)

    def _piecewise(self, node: Node, branches: tuple[Branch, ...]) -> Step:
        kept = [branch for branch in branches if not _is_single_point(branch.condition)]
        if not kept:
            raise NoDerivativeError("The function has values at single points only, so it has no derivative.")
        steps = tuple(self.step(branch.value) for branch in kept)
        raw: Node = Piecewise(
            tuple(Branch(_strict(branch.condition), step.derivative) for branch, step in zip(kept, steps, strict=True))
        )
        if len(kept) == 1 and kept[0].condition is None:
            # All but single points is one formula, and which points these are is said beside it.
            raw = steps[0].derivative
        return BranchesStep(node, raw, self._tidied(raw), steps)


def _one_less(exponent: Node) -> Node | None:
    """n - 1 where n is a fraction as typed."""
    value = exact(exponent)
    if value is None:
        return None
    size = abs(value - 1)
    node: Node = Number(size)
    if size.denominator != 1:
        node = Quotient(Number(Fraction(size.numerator)), Number(Fraction(size.denominator)))
    return node if value >= 1 else Negative(node)


def _is_single_point(condition: Comparison | None) -> bool:
    return condition is not None and "=" in condition.relations


def _strict(condition: Comparison | None) -> Comparison | None:
    if condition is None:
        return None
    return Comparison(condition.operands, tuple(_STRICT.get(relation, relation) for relation in condition.relations))


def _sum(terms: tuple[Node, ...]) -> Node:
    kept = tuple(term for term in terms if term != ZERO)
    if not kept:
        return ZERO
    return kept[0] if len(kept) == 1 else Sum(kept)


def _product(*factors: Node) -> Node:
    """A product without ones, flat; 0 where a factor is."""
    flat: list[Node] = []
    for factor in factors:
        flat.extend(factor.factors if isinstance(factor, Product) else (factor,))
    kept = tuple(factor for factor in flat if factor != ONE)
    if ZERO in kept:
        return ZERO
    if not kept:
        return ONE
    return kept[0] if len(kept) == 1 else Product(kept)


def _power(base: Node, exponent: Node) -> Node:
    if exponent == ONE:
        return base
    return ONE if exponent == ZERO else Power(base, exponent)
