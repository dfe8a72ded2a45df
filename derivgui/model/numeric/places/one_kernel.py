"""Trees as quotients of polynomials in one kernel: the variable, tan(w/2), e^w, or a part by itself."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from derivgui.model.language.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, symbols
from derivgui.model.numeric.places.ratios import (
    ONE,
    OtherError,
    Ratio,
    circular,
    hyperbolic,
    inverse_of,
    power_of,
    product_of,
    sum_of,
)
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.suspects.polynomials import LARGEST_DEGREE, coefficients_of, times, tree_of

_ANGULAR = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_EXPONENTIAL = frozenset({"exp", "sinh", "cosh", "tanh", "sech", "csch", "coth"})
# sin and cos of so many times an angle are written in its tangent, powers of e likewise.
LARGEST_MULTIPLE = 6


class Kernel:
    """The function of which a tree is a rational function: the variable, tan(w/2), e^w, or a part by itself."""

    def __init__(self, tree: Node, variable: str) -> None:
        self._variable = variable
        self._leaves = list(dict.fromkeys(self._found(tree)))
        # By argument; empty where the kernel is the only leaf itself.
        self._multiples: dict[Node, int] = {}
        self.tree = self._common() or self._alone()

    def _alone(self) -> Node:
        if len(self._leaves) != 1:
            raise OtherError
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

    def ratio(self, node: Node) -> Ratio:
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
                    total = sum_of(total, self.ratio(part))
                return total
            case Product(parts):
                product = self.ratio(parts[0])
                for part in parts[1:]:
                    product = product_of(product, self.ratio(part))
                return product
            case Quotient(above, below):
                return product_of(self.ratio(above), inverse_of(self.ratio(below)))
            case Power(base, exponent) if (n := _whole(exponent)) is not None:
                return power_of(self.ratio(base), n)
            case _:
                return self._leaf(node)

    def _leaf(self, node: Node) -> Ratio:
        argument = _argument(node)[1]
        if not self._multiples or argument is None:
            return (Fraction(0), Fraction(1)), ONE
        name, n = node.name if isinstance(node, Call) else "exp", self._multiples[argument]
        return circular(name, n) if name in _ANGULAR else hyperbolic(name, n)


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


def _whole(exponent: Node) -> int | None:
    power = exact_rational(exponent)
    small = power is not None and power.denominator == 1 and abs(power) <= LARGEST_DEGREE
    return int(power) if small and power is not None else None


def _constant(node: Node) -> Fraction:
    found = coefficients_of(node, "")
    if found is None:
        raise OtherError
    return found[0] if found else Fraction(0)
