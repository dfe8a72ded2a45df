"""Double zeros by exact algebra: a simpler tree that vanishes where a tree and its slope do.

3 sin x + 4 cos x - 5 is -(3t - 1)²/(1 + t²) with t = tan(x/2), so it touches 0 where 3t - 1 passes through it; and
x² - 2√2 x + 2 has the discriminant 0. No number of digits could tell either.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    substitute,
    symbols,
)
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.suspects.polynomials import (
    LARGEST_DEGREE,
    Coefficients,
    coefficients_of,
    multiple_zeros,
    plus,
    times,
    tree_of,
)

ONE: Coefficients = (Fraction(1),)
_T = "t"
_ANGULAR = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_EXPONENTIAL = frozenset({"exp", "sinh", "cosh", "tanh", "sech", "csch", "coth"})
# sin and cos of so many times an angle are written in its tangent, powers of e likewise.
LARGEST_MULTIPLE = 6

# A quotient of polynomials in one kernel.
_Ratio: TypeAlias = tuple[Coefficients, Coefficients]


class _OtherError(Exception):
    """The tree is nothing of this kind."""


def double_zeros(tree: Node, variable: str) -> Iterator[Node]:
    """Trees whose zeros are zeros of ``tree`` and of its derivative as well, wherever it is defined."""
    for found in (_in_one_kernel(tree, variable), _vertex(tree, variable)):
        if found is not None:
            yield found


# Rational functions of one kernel


def _in_one_kernel(tree: Node, variable: str) -> Node | None:
    try:
        kernel = _Kernel(tree, variable)
        zeros = multiple_zeros(kernel.ratio(tree)[0])
    except _OtherError:
        return None
    return substitute(tree_of(zeros, _T), {_T: kernel.tree}) if len(zeros) > 1 else None


class _Kernel:
    """The function of which a tree is a rational function: the variable, tan(w/2), e^w, or a part by itself."""

    def __init__(self, tree: Node, variable: str) -> None:
        self._variable = variable
        self._leaves = list(dict.fromkeys(self._found(tree)))
        # By argument; empty where the kernel is the only leaf itself.
        self._multiples: dict[Node, int] = {}
        self.tree = self._common() or self._alone()

    def _alone(self) -> Node:
        if len(self._leaves) != 1:
            raise _OtherError
        return self._leaves[0]

    def _found(self, node: Node) -> Iterator[Node]:
        if self._variable not in symbols(node):
            return
        match node:
            case Sum(parts) | Product(parts):
                for part in parts:
                    yield from self._found(part)
            case Negative(part):
                yield from self._found(part)
            case Quotient(above, below):
                yield from self._found(above)
                yield from self._found(below)
            case Power(base, exponent) if _whole(exponent) is not None:
                yield from self._found(base)
            case _:
                yield node

    def _common(self) -> Node | None:
        found = [_argument(leaf) for leaf in self._leaves]
        arguments = [argument for _, argument in found if argument is not None]
        kinds = {kind for kind, _ in found}
        multiples = _multiples(arguments, self._variable) if len(arguments) == len(found) > 0 else None
        if len(kinds) != 1 or multiples is None:
            return None
        self._multiples, angle = multiples
        if kinds == {"angle"}:
            return Call("tan", (Quotient(angle, Number(Fraction(2))),))
        return Call("exp", (angle,))

    def ratio(self, node: Node) -> _Ratio:
        """A tree as a quotient of polynomials in the kernel."""
        if self._variable not in symbols(node):
            value = _constant(node)
            return ((value,) if value else ()), ONE
        match node:
            case Negative(part):
                above, below = self.ratio(part)
                return times((Fraction(-1),), above), below
            case Sum(parts):
                total = self.ratio(parts[0])
                for part in parts[1:]:
                    total = _sum(total, self.ratio(part))
                return total
            case Product(parts):
                product = self.ratio(parts[0])
                for part in parts[1:]:
                    product = _product(product, self.ratio(part))
                return product
            case Quotient(above, below):
                return _product(self.ratio(above), _inverse(self.ratio(below)))
            case Power(base, exponent) if (n := _whole(exponent)) is not None:
                return _power(self.ratio(base), n)
            case _:
                return self._leaf(node)

    def _leaf(self, node: Node) -> _Ratio:
        argument = _argument(node)[1]
        if not self._multiples or argument is None:
            return (Fraction(0), Fraction(1)), ONE
        name, n = node.name if isinstance(node, Call) else "exp", self._multiples[argument]
        return _circular(name, n) if name in _ANGULAR else _hyperbolic(name, n)


def _argument(leaf: Node) -> tuple[str, Node | None]:
    match leaf:
        case Call(name, (argument,)) if name in _ANGULAR:
            return "angle", argument
        case Call(name, (argument,)) if name in _EXPONENTIAL:
            return "exponent", argument
        case Power(Constant("e"), exponent):
            return "exponent", exponent
        case _:
            return "other", None


def _multiples(arguments: list[Node], variable: str) -> tuple[dict[Node, int], Node] | None:
    """Trees as whole multiples of one of them or of a part of it."""
    first = arguments[0]
    if all(argument == first for argument in arguments):
        return {first: 1}, first
    polynomials = [coefficients_of(argument, variable) for argument in arguments]
    base = polynomials[0]
    if not base:
        return None
    shares = []
    for polynomial in polynomials:
        share = polynomial[-1] / base[-1] if polynomial else Fraction(0)
        if not share or polynomial != tuple(c * share for c in base):
            return None
        shares.append(share)
    unit = Fraction(
        math.gcd(*(share.numerator for share in shares)), math.lcm(*(share.denominator for share in shares))
    )
    counts = {argument: int(share / unit) for argument, share in zip(arguments, shares, strict=True)}
    if max(map(abs, counts.values())) > LARGEST_MULTIPLE:
        return None
    return counts, tree_of(tuple(c * unit for c in base), variable)


def _circular(name: str, n: int) -> _Ratio:
    """A circular function of nw by t = tan(w/2): cos w + i sin w = (1 + i t)²/(1 + t²)."""
    real: Coefficients = ONE
    imaginary: Coefficients = ()
    for _ in range(2 * abs(n)):
        turned = times((Fraction(0), Fraction(1)), imaginary), times((Fraction(0), Fraction(1)), real)
        real, imaginary = plus(real, times((Fraction(-1),), turned[0])), plus(imaginary, turned[1])
    below = _power(((Fraction(1), Fraction(0), Fraction(1)), ONE), abs(n))[0]
    sine, cosine = (times((Fraction(1 if n > 0 else -1),), imaginary), below), (real, below)
    match name:
        case "sin":
            return sine
        case "cos":
            return cosine
        case "tan":
            return _product(sine, _inverse(cosine))
        case "cot":
            return _product(cosine, _inverse(sine))
        case _:
            return _inverse(cosine if name == "sec" else sine)


def _hyperbolic(name: str, n: int) -> _Ratio:
    """A function of e^(nw) by t = e^w."""
    raised = _power(((Fraction(0), Fraction(1)), ONE), n)
    if name == "exp":
        return raised
    half, minus = (Fraction(1, 2),), (Fraction(-1),)
    falling = _inverse(raised)
    cosine = _product((half, ONE), _sum(raised, falling))
    sine = _product((half, ONE), _sum(raised, (times(minus, falling[0]), falling[1])))
    match name:
        case "sinh":
            return sine
        case "cosh":
            return cosine
        case "tanh":
            return _product(sine, _inverse(cosine))
        case "coth":
            return _product(cosine, _inverse(sine))
        case _:
            return _inverse(cosine if name == "sech" else sine)


def _sum(a: _Ratio, b: _Ratio) -> _Ratio:
    if a[1] == b[1]:
        return plus(a[0], b[0]), a[1]
    return _short(plus(times(a[0], b[1]), times(b[0], a[1])), times(a[1], b[1]))


def _product(a: _Ratio, b: _Ratio) -> _Ratio:
    return _short(times(a[0], b[0]), times(a[1], b[1]))


def _inverse(a: _Ratio) -> _Ratio:
    if not a[0]:
        raise _OtherError
    return a[1], a[0]


def _power(a: _Ratio, n: int) -> _Ratio:
    if n < 0:
        return _power(_inverse(a), -n)
    result: _Ratio = (ONE, ONE)
    for _ in range(n):
        result = _product(result, a)
    return result


def _short(above: Coefficients, below: Coefficients) -> _Ratio:
    if max(len(above), len(below)) > 2 * LARGEST_DEGREE + 1:
        raise _OtherError
    return above, below


def _whole(exponent: Node) -> int | None:
    power = exact_rational(exponent)
    small = power is not None and power.denominator == 1 and abs(power) <= LARGEST_DEGREE
    return int(power) if small and power is not None else None


def _constant(node: Node) -> Fraction:
    found = coefficients_of(node, "")
    if found is None:
        raise _OtherError
    return found[0] if found else Fraction(0)


# Quadratic polynomials with constants of any kind


def _vertex(tree: Node, variable: str) -> Node | None:
    """2ax + b for a tree ax² + bx + c with b² = 4ac."""
    try:
        c, b, a = _quadratic(tree, variable)
    except ValueError:
        return None
    if a is None:
        return None
    from derivgui.model.numeric.identities.proofs import cases

    minus_four = Negative(Number(Fraction(4)))
    discriminant = _total(_times(b, b), _times(minus_four, _times(a, c)))
    if discriminant is not None:
        found = cases(lambda forms: forms.of(discriminant).is_zero)
        if not found or not all(case.answer is True for case in found):
            return None
    return _total(Product((Number(Fraction(2)), a, Symbol(variable))), b)


# A missing tree is 0.
_Quadratic: TypeAlias = "tuple[Node | None, Node | None, Node | None]"


def _quadratic(node: Node, variable: str) -> _Quadratic:
    """The coefficients of 1, x and x² as trees without the variable; ValueError for any other tree."""
    if variable not in symbols(node):
        return node, None, None
    match node:
        case Symbol():
            return None, Number(Fraction(1)), None
        case Negative(part):
            return _quadratic_product((Negative(Number(Fraction(1))), None, None), _quadratic(part, variable))
        case Sum(parts):
            total: _Quadratic = (None, None, None)
            for part in parts:
                more = _quadratic(part, variable)
                total = _total(total[0], more[0]), _total(total[1], more[1]), _total(total[2], more[2])
            return total
        case Product(parts):
            product: _Quadratic = (Number(Fraction(1)), None, None)
            for part in parts:
                product = _quadratic_product(product, _quadratic(part, variable))
            return product
        case Quotient(above, below) if variable not in symbols(below):
            share = Quotient(Number(Fraction(1)), below)
            return _quadratic_product((share, None, None), _quadratic(above, variable))
        case Power(base, exponent) if exact_rational(exponent) == 2:
            inner = _quadratic(base, variable)
            return _quadratic_product(inner, inner)
        case _:
            raise ValueError("no quadratic polynomial")


def _quadratic_product(p: _Quadratic, q: _Quadratic) -> _Quadratic:
    if any(x is not None and y is not None for x, y in ((p[1], q[2]), (p[2], q[1]), (p[2], q[2]))):
        raise ValueError("no quadratic polynomial")
    linear = _total(_times(p[0], q[1]), _times(p[1], q[0]))
    square = _total(_total(_times(p[0], q[2]), _times(p[2], q[0])), _times(p[1], q[1]))
    return _times(p[0], q[0]), linear, square


def _times(a: Node | None, b: Node | None) -> Node | None:
    return None if a is None or b is None else Product((a, b))


def _total(a: Node | None, b: Node | None) -> Node | None:
    return b if a is None else a if b is None else Sum((a, b))
