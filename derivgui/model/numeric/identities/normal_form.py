"""The form of a tree: what trigonometry, exponentials, logarithms and roots know of each other, put to use.

Angles are sums of multiples of a few, exponents likewise; a logarithm is one of irreducible factors, and so is a root.
On the way a sign may be needed (√(x²) is x or -x), or a finer unit (of 2x and 3x the angle is x). Then ``Asks`` is
raised: the caller starts again with the answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.language.signs import is_positive
from derivgui.model.language.tree import (
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
)
from derivgui.model.numeric.identities.forms import Form, NowhereError, UnwieldyError
from derivgui.model.numeric.identities.kernels import HALF
from derivgui.model.numeric.identities.trigonometry import Trigonometry
from derivgui.model.numeric.powers import exact_rational


class NormalForms(Trigonometry):
    """Forms of trees that occur together."""

    def of(self, node: Node) -> Form:
        """The form; Asks, UnwieldyError, or NowhereError where there are no values with these signs."""
        form = self._of(node)
        if any(self._is_impossible(*factors) for factors in self._positive):
            raise NowhereError
        return form

    def tree(self, form: Form, node: Node) -> Node:
        """The form as a tree; the node that it is the form of where that tells no more."""
        return node if self.ring.varies(form) and not self._settings.signs else self.ring.tree(form)

    def _of(self, node: Node) -> Form:
        ring = self.ring
        match node:
            case Number(value):
                return ring.number(value)
            case Constant("e"):
                return self._exponential(ring.number(1))
            case Constant(name):
                return ring.multiply(ring.number(2 if name == "tau" else 1), self._pi())
            case Symbol(name):
                return self._opaque(node, ("symbol", name))
            case Negative(operand):
                return ring.negate(self._of(operand))
            case Sum(terms):
                return ring.add_up(*map(self._of, terms))
            case Product(factors):
                return ring.multiply(*map(self._of, factors))
            case Quotient(above, below):
                return ring.divide(self._of(above), self._of(below))
            case Power(base, exponent):
                try:
                    return self._power(node, base, exponent)
                except UnwieldyError:
                    return self._opaque(node, node)
            case Call("sqrt" | "cbrt" as name, (inner,)):
                return self._root_of(inner, HALF if name == "sqrt" else Fraction(1, 3))
            case Call(name, arguments):
                return _RULES[name](self, *map(self._of, arguments)) if name in _RULES else self._opaque(node, node)
            case Piecewise():
                return self._opaque(node, node)

    def _power(self, node: Node, base: Node, exponent: Node) -> Form:
        power = exact_rational(exponent)
        if power is not None and power.denominator == 1:
            return self.ring.power(self._of(base), power.numerator)
        if power is not None:
            return self._root_of(base, power)
        if isinstance(exponent, Number):
            return self._even_power(self._of(base), exponent.value)
        if base == Constant("e"):
            return self._exponential(self._of(exponent))
        if not is_positive(base):
            # A parameter that is whole takes a base of any sign.
            return self._opaque(node, node)
        return self._exponential(self.ring.multiply(self._of(exponent), self.logarithm(self._of(base))))

    def _root_of(self, node: Node, power: Fraction) -> Form:
        """u^(p/q); of a square known as such, whose form may not show it."""
        inner = exact_rational(node.exponent) if isinstance(node, Power) else None
        if isinstance(node, Power) and inner and inner.denominator == 1 and inner.numerator % 2 == 0:
            return self._even_root(self._of(node.base), inner * power)
        return self.root_power(self._of(node), power)

    def floor(self, form: Form) -> Form:
        """floor u, of u less a whole number."""
        ring = self.ring
        value = ring.rational(form)
        if value is not None:
            return ring.number(math.floor(value))
        whole = sum(math.floor(number) for number, part in ring.terms(form) if ring.rational(part) == 1)
        argument = ring.tree(ring.subtract(form, ring.number(whole)))
        rest = self._opaque(Call("floor", (argument,)), ("floor", argument))
        return ring.add_up(rest, ring.number(whole))


_Rule: TypeAlias = Callable[..., Form]


def _over(rule: _Rule) -> _Rule:
    """A function of 1/u."""
    return lambda forms, u: rule(forms, forms.ring.invert(u))


def _one_over(rule: _Rule) -> _Rule:
    return lambda forms, u: forms.ring.invert(rule(forms, u))


def _fractional_part(forms: NormalForms, u: Form) -> Form:
    return forms.ring.subtract(u, forms.floor(u))


def _hyperbolic_tangent(forms: NormalForms, u: Form) -> Form:
    return forms.ring.divide(*forms.hyperbolic_pair(u))


def _to_base(forms: NormalForms, u: Form, base: Form) -> Form:
    return forms.ring.divide(forms.logarithm(u), forms.logarithm(base))


def _arccotangent(forms: NormalForms, u: Form) -> Form:
    ring = forms.ring
    return ring.subtract(forms.arccosine(ring.number(0)), forms.arctangent(u))


_RULES: Mapping[str, _Rule] = {
    "sin": NormalForms.sine, "cos": NormalForms.cosine, "tan": NormalForms.tangent,
    "cot": _one_over(NormalForms.tangent), "sec": _one_over(NormalForms.cosine), "csc": _one_over(NormalForms.sine),
    "asin": NormalForms.arcsine, "acos": NormalForms.arccosine, "atan": NormalForms.arctangent,
    "acot": _arccotangent, "asec": _over(NormalForms.arccosine), "acsc": _over(NormalForms.arcsine),
    "sinh": lambda forms, u: forms.hyperbolic_pair(u)[0], "cosh": lambda forms, u: forms.hyperbolic_pair(u)[1],
    "tanh": _hyperbolic_tangent, "coth": _one_over(_hyperbolic_tangent),
    "sech": lambda forms, u: forms.ring.invert(forms.hyperbolic_pair(u)[1]),
    "csch": lambda forms, u: forms.ring.invert(forms.hyperbolic_pair(u)[0]),
    "asinh": NormalForms.area_sine, "acosh": lambda forms, u: forms.area_sine(u, -1),
    "atanh": NormalForms.area_tangent, "acoth": _over(NormalForms.area_tangent),
    "asech": _over(lambda forms, u: forms.area_sine(u, -1)), "acsch": _over(NormalForms.area_sine),
    "exp": NormalForms._exponential, "ln": NormalForms.logarithm,
    "log": lambda forms, u: _to_base(forms, u, forms.ring.number(10)), "log_base": _to_base,
    "root": NormalForms.root, "abs": NormalForms.absolute, "sign": NormalForms.signed,
    "min": NormalForms.smallest, "max": NormalForms.largest,
    "floor": NormalForms.floor, "ceil": lambda forms, u: forms.ring.negate(forms.floor(forms.ring.negate(u))),
    "round": lambda forms, u: forms.floor(forms.ring.add_up(u, forms.ring.number(HALF))), "frac": _fractional_part,
    "mod": lambda forms, u, m: forms.ring.multiply(m, _fractional_part(forms, forms.ring.divide(u, m))),
}  # fmt: skip
