"""Functions with corners and joints beside a number: which branch holds on each side.

``Beside`` replaces bars, branches, steps, minima and maxima by what they are just to the left or to the right of a
number; what does not depend on the side stays as it is.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from derivgui.model.language.relations import HOLDS
from derivgui.model.language.tree import (
    Call,
    Comparison,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    rebuild,
    walk,
)
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.enclosures.ball_series import enclosed_series
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.polynomials import ring_of
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import is_zero
from derivgui.model.symbolic.derivation.values_at import BITS, UnknownBranchError, number_at

Side: TypeAlias = Literal[-1, 1]

NEAR = tuple(Fraction(1, 2**bits) for bits in (24, 40, 60, 90))
_STEPS = ("floor", "ceil", "round", "sign")
_CORNERED = frozenset({"abs", "min", "max", "frac", "mod", *_STEPS})


def has_corner(tree: Node) -> bool:
    """Whether the tree holds something that may look different on both sides of a number."""
    return any(
        isinstance(part, Piecewise)
        or (isinstance(part, Call) and (part.name in _CORNERED or _root_of_square(part) is not None))
        for part in walk(tree)
    )


def _root_of_square(node: Call) -> Node | None:
    """u in √(u²), which is |u|."""
    match node:
        case Call("sqrt", (Power(inner, Number(n)),)) if n == 2:
            return inner
        case _:
            return None


class Beside:
    """A number, one side of it, and what functions are there.

    ``is_proven`` becomes False where a sign is only known from places ever closer to the number.
    """

    def __init__(self, setting: Setting, at: Node, side: Side) -> None:
        self._setting, self._at, self._side = setting, at, side
        self.is_proven = True

    def tree(self, node: Node) -> Node:
        """The tree as it is just beside the number.

        Raises:
            UnknownBranchError: where that is not decided.
        """
        match node:
            case Piecewise(branches):
                for branch in branches:
                    if branch.condition is None or self._holds(branch.condition):
                        return self.tree(branch.value)
                raise UnknownBranchError
            case Call("abs", (inner,)):
                return self._size(node, inner)
            case Call("sqrt") if (inner_ := _root_of_square(node)) is not None:
                return self._size(node, inner_)
            case Call("min" | "max", arguments) if self._setting.varies(node):
                return self._extreme(node.name, tuple(map(self.tree, arguments)))
            case Call(name, (inner,)) if name in _STEPS and self._setting.varies(inner):
                return self._step(name, self.tree(inner))
            case Call("frac", (inner,)):
                return build.difference(self.tree(inner), self.tree(build.call("floor", inner)))
            case Call("mod", (inner, modulus)):
                steps = self.tree(build.call("floor", build.quotient(inner, modulus)))
                return build.difference(self.tree(inner), build.product(modulus, steps))
            case Product(factors):
                plain = tuple(map(self.tree, factors))
                return node if plain == factors else build.gathered(build.product(*plain))
            case _:
                return rebuild(node, self.tree)

    def _size(self, node: Node, inner: Node) -> Node:
        """|u| as u or -u, where u is 0 at the number."""
        if not self._setting.varies(inner) or self._value_is_not_zero(inner):
            return rebuild(node, self.tree)
        plain = self.tree(inner)
        return build.product(build.number(self.sign(plain)), plain)

    def sign(self, node: Node) -> int:
        """-1, 0 or 1: the sign of a tree just beside the number; 0 only where it is 0 all along."""
        t = self._setting.h
        moved = build.put(node, {self._setting.variable: build.total(self._at, t)})
        ring = ring_of([moved], t)
        p = ring.polynomial(moved)
        if p is not None and all(letter == t for letter in ring.letters):
            for n, coefficient in ring.coefficients(p, t).items():
                value = Fraction(str(coefficient))
                return (1 if value > 0 else -1) * (self._side if n % 2 else 1)
            return 0
        by_parts = self._sign_of_parts(node)
        if by_parts is not None:
            return by_parts
        proven = self._proven_sign(node)
        if proven:
            return proven
        self.is_proven = False
        signs = {self._sign_at(node, near) for near in NEAR}
        if len(signs) != 1:
            raise UnknownBranchError
        return signs.pop()

    def _sign_of_parts(self, node: Node) -> int | None:
        """The sign of a product or its kin, from the signs of its factors; None for all other trees."""
        match node:
            case Negative(operand):
                return -self.sign(operand)
            case Quotient(above, below):
                divisor = self.sign(below)
                if divisor == 0:
                    raise UnknownBranchError
                return self.sign(above) * divisor
            case Product(factors):
                return math.prod([self.sign(factor) for factor in factors])
            case Call("cbrt", (inner,)):
                return self.sign(inner)
            case Call("sqrt", (inner,)) if (found := self.sign(inner)) >= 0:
                return found
            case Power(base, exponent) if (n := exact_rational(exponent)) is not None:
                found = self.sign(base)
                if found == 0 or (found < 0 and n.denominator % 2 == 0):
                    raise UnknownBranchError
                return found if n.numerator % 2 else 1
            case _:
                return None

    def _proven_sign(self, node: Node) -> int:
        """The sign by a rigorous enclosure of all values between the number and some place beside it, else 0.

        Where the tree is 0 at the number itself, an enclosure of its derivative tells (mean value theorem).
        """
        import flint

        with flint.ctx.workprec(BITS):
            half = flint.arb(flint.fmpq(1, 2 * NEAR[0].denominator))
            try:
                between = balls.ball(self._at, {}) + flint.arb(self._side * half, half)
                here = {self._setting.variable: between}
                found = _sign_of(balls.ball(node, here))
                if found or not is_zero(build.put(node, {self._setting.variable: self._at})):
                    return found
                series = enclosed_series(node, here, self._setting.variable, 1)
                return 0 if series is None else self._side * _sign_of(series[1])
            except (ValueError, ZeroDivisionError, OverflowError):
                return 0

    def _sign_at(self, node: Node, near: Fraction) -> int:
        value = self._ball(node, near)
        if value > 0:
            return 1
        if value < 0:
            return -1
        raise UnknownBranchError

    def _ball(self, node: Node, near: Fraction) -> Any:
        import flint

        with flint.ctx.workprec(BITS):
            shifted = near * self._side
            try:
                x = balls.ball(self._at, {}) + flint.arb(flint.fmpq(shifted.numerator, shifted.denominator))
                value = balls.ball(node, {self._setting.variable: x})
            except (ValueError, ZeroDivisionError, OverflowError) as error:
                raise UnknownBranchError from error
            if not value.is_finite():
                raise UnknownBranchError
            return value

    def _value_is_not_zero(self, node: Node) -> bool:
        value = number_at(node, {self._setting.variable: self._at})
        return value is not None and value != 0

    def _holds(self, condition: Comparison) -> bool:
        for relation, left, right in zip(condition.relations, condition.operands, condition.operands[1:], strict=False):
            sign = self.sign(build.difference(self.tree(left), self.tree(right)))
            if sign not in HOLDS[relation]:
                return False
        return True

    def _extreme(self, name: str, arguments: tuple[Node, ...]) -> Node:
        chosen = arguments[0]
        for other in arguments[1:]:
            sign = self.sign(build.difference(other, chosen))
            if sign == (-1 if name == "min" else 1):
                chosen = other
        return chosen

    def _step(self, name: str, inner: Node) -> Node:
        if name == "sign":
            return build.number(self.sign(inner))
        if name == "round":
            return self._step("floor", build.total(inner, build.number(Fraction(1, 2))))
        value = self._whole_part(name, inner)
        low, high = (value, value + 1) if name == "floor" else (value - 1, value)
        above, below = (self.sign(build.difference(inner, build.number(end))) for end in (low, high))
        is_inside = above >= 0 and below < 0 if name == "floor" else above > 0 and below <= 0
        if not is_inside:
            raise UnknownBranchError
        return build.number(value)

    def _whole_part(self, name: str, inner: Node) -> int:
        """The step that floor or ceil stands on at places beside the number."""
        import flint

        values = set()
        with flint.ctx.workprec(BITS):
            for near in NEAR:
                value = self._ball(inner, near)
                whole = (value.ceil() if name == "ceil" else value.floor()).unique_fmpz()
                if whole is None:
                    raise UnknownBranchError
                values.add(int(whole))
        if len(values) != 1:
            raise UnknownBranchError
        return values.pop()


def _sign_of(ball: Any) -> int:
    """-1 or 1 where all of a ball has that sign, else 0."""
    return 1 if ball > 0 else -1 if ball < 0 else 0
