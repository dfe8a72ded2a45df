"""The form of a tree: what trigonometry, exponentials, logarithms and roots know of each other, put to use.

Angles are sums of multiples of a few, exponents likewise; a logarithm is one of irreducible factors, and so is a root.
On the way a sign may be needed (√(x²) is x or -x), or a finer unit (of 2x and 3x the angle is x). Then ``Asks`` is
raised: the caller starts again with the answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

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
    symbols,
)
from derivgui.model.numeric.balls import ball
from derivgui.model.numeric.identities.forms import Form, Kernel, NowhereError, Polynomial, Ring, UnwieldyError
from derivgui.model.numeric.powers import exact_rational

# cos(nx) as a polynomial in cos x, for n up to this.
MOST_TURNS = 16
LARGEST_PRIME = 1000
CONSTANT_BITS = 400
LARGEST_SOLVED = 16
HALF = Fraction(1, 2)
TWO = Number(Fraction(2))


class Asks(Exception):
    """What must be known before the form can be found: the sign of a tree, or a finer unit or degree of another."""

    def __init__(self, kind: str, tree: Node, number: Fraction = Fraction(0)) -> None:
        super().__init__(kind)
        self.kind, self.tree, self.number = kind, tree, number


@dataclass(slots=True)
class Settings:
    """Answers: signs of trees, units of angles and exponents, degrees of roots (all by tree)."""

    signs: Mapping[Node, int] = field(default_factory=dict)
    units: dict[Node, Fraction] = field(default_factory=dict)
    degrees: dict[Node, int] = field(default_factory=dict)


class NormalForms:
    """Forms of trees that occur together."""

    def __init__(self, settings: Settings) -> None:
        self.ring = Ring()
        self._settings = settings
        # Trees that must be positive wherever the whole has a value, as their irreducible factors.
        self._positive: list[tuple[Fraction, list[tuple[Polynomial, int]]]] = []

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
            case Call(name, arguments):
                return _RULES[name](self, *map(self._of, arguments)) if name in _RULES else self._opaque(node, node)
            case Piecewise():
                return self._opaque(node, node)

    def _opaque(self, node: Node, key: object) -> Form:
        return self._generator(key, lambda: Kernel(node, bool(symbols(node))))

    def _generator(self, key: object, make: Callable[[], Kernel]) -> Form:
        ring = self.ring
        number = ring.kernel(key)
        return ring.of(ring.generator(ring.add(key, make()) if number is None else number))

    def _pi(self) -> Form:
        return self._generator("pi", lambda: Kernel(Constant("pi"), False, positive=True))

    def _kernel(self, form: Form, kind: str) -> Kernel | None:
        """The kernel that a form is, where it is one of this kind."""
        number = self.ring.kernel_of(form.above) if form.below == 1 else None
        kernel = None if number is None else self.ring.kernels[number]
        return kernel if kernel is not None and isinstance(kernel.node, Call) and kernel.node.name == kind else None

    # Signs

    def sign(self, form: Form) -> int:
        """-1, 0 or 1; Asks."""
        return 0 if form.is_zero else self._sign(*self.ring.factors(form))

    def _sign(self, number: Fraction, factors: list[tuple[Polynomial, int]]) -> int:
        sign = 1 if number > 0 else -1
        for factor, times in factors:
            if times % 2:
                sign *= self._sign_of(factor)
        return sign

    def _sign_of(self, factor: Polynomial) -> int:
        found = self._known_sign(factor)
        if found is not None:
            return found
        exponent = self._exponent_beside_1(factor)
        if exponent is not None:
            return self.sign(exponent)
        raise Asks("sign", self.ring.key(factor))

    def asked_sign(self, form: Form) -> int:
        """The definite sign, or Asks where a simpler tree has to tell it; 0 where there is none."""
        if form.is_zero:
            return 0
        factors = self.ring.factors(form)[1]
        unknown = self._unknown(factors)
        if not unknown:
            return self.definite_sign(form)
        if len(unknown) == 1:
            exponent = self._exponent_beside_1(unknown[0])
            if exponent is not None:
                unknown = self._unknown(self.ring.factors(exponent)[1]) if not exponent.is_zero else []
            if len(unknown) == 1 and (exponent is not None or factors != [(unknown[0], 1)]):
                raise Asks("sign", self.ring.key(unknown[0]))
        return 0

    def _exponent_beside_1(self, factor: Polynomial) -> Form | None:
        """u of e^u - 1."""
        number = self.ring.kernel_of(factor + 1)
        node = None if number is None else self.ring.kernels[number].node
        return self._of(node.arguments[0]) if isinstance(node, Call) and node.name == "exp" else None

    def _known_sign(self, factor: Polynomial) -> int | None:
        """1 or -1 where a polynomial has that sign wherever it has a value, or has got it by the settings."""
        sign = self._sign_of_terms(factor)
        if sign is not None or self._has_no_zeros(factor):
            return sign or 1
        exponent = self._exponent_beside_1(factor)
        if exponent is not None:
            return self.definite_sign(exponent) or None
        return self._settings.signs.get(self.ring.key(factor)) or self._bounded_sign(factor) or self._root_sign(factor)

    def _has_no_zeros(self, factor: Polynomial) -> bool:
        """Of a polynomial (leading coefficient > 0) in one kernel, whether no value of that makes it 0."""
        import flint

        degrees = list(map(int, factor.degrees()))
        present = [number for number, degree in enumerate(degrees) if degree]
        if len(present) != 1 or not 2 <= degrees[present[0]] <= LARGEST_SOLVED:
            return False
        coefficients = [0] * (degrees[present[0]] + 1)
        for powers, coefficient in factor.to_dict().items():
            coefficients[int(powers[present[0]])] = int(coefficient)
        roots: Any = flint.fmpz_poly(coefficients).complex_roots()
        zeros = [zero for zero, _ in roots if zero.imag.is_zero()]
        return all(self.ring.kernels[present[0]].positive and zero.real < 0 for zero in zeros)

    def definite_sign(self, form: Form) -> int:
        """1 or -1 where the form has that sign wherever it has a value; 0 where it need not."""
        if form.is_zero:
            return 0
        number, factors = self.ring.factors(form)
        sign = 1 if number > 0 else -1
        if self._unknown(factors):
            return 0
        for factor, times in factors:
            sign *= self._known_sign(factor) or 1 if times % 2 else 1
        return sign

    def _unknown(self, factors: list[tuple[Polynomial, int]]) -> list[Polynomial]:
        """Factors of unknown sign; below an even power one may not vanish, and that is enough."""
        return [factor for factor, times in factors if (times % 2 or times > 0) and self._known_sign(factor) is None]

    def _bounded_sign(self, factor: Polynomial) -> int | None:
        """Of a + b arctan u: by its values at ±π/2, which arctan u never reaches."""
        ring = self.ring
        for number, kernel in enumerate(ring.kernels):
            if isinstance(kernel.node, Call) and kernel.node.name == "atan" and int(factor.degrees()[number]) == 1:
                ends = [
                    self._constant_sign(ring.substituted(factor, number, ring.multiply(ring.number(end), self._pi())))
                    for end in (-HALF, HALF)
                ]
                if None not in ends and (ends[0] or ends[1]):
                    low, high = sorted(end or 0 for end in ends)
                    return 1 if low >= 0 else -1 if high <= 0 else None
        return None

    def _constant_sign(self, form: Form) -> int | None:
        import flint

        if form.is_zero or self.ring.varies(form):
            return 0 if form.is_zero else None
        with flint.ctx.workprec(CONSTANT_BITS):
            value = ball(self.ring.tree(form), {})
        return 1 if value > 0 else -1 if value < 0 else None

    def _root_sign(self, factor: Polynomial) -> int | None:
        """Of a + b √p: by the larger of the two, which the sign of a² - b² p tells."""
        ring = self.ring
        for number, kernel in enumerate(ring.kernels):
            if kernel.degree != 2 or not kernel.positive or int(factor.degrees()[number]) != 1:
                continue
            root = ring.generator(number)
            a = ring.substituted(factor, number, ring.number(0))
            b = ring.divide(ring.subtract(ring.of(factor), a), ring.of(root))
            square, other = ring.multiply(a, a), ring.multiply(b, b, ring.of(kernel.instead))
            larger = self.definite_sign(ring.subtract(square, other))
            if larger:
                return self.definite_sign(a if larger > 0 else b) or None
        return None

    def _is_positive(self, polynomial: Polynomial) -> bool:
        """A sum of terms that are never negative, one of which is never 0."""
        return self._sign_of_terms(polynomial) == 1

    def _sign_of_terms(self, polynomial: Polynomial) -> int | None:
        """The sign that all terms have, where one of them is never 0."""
        signs: set[int] = set()
        strictly = False
        for powers, factor in polynomial.to_dict().items():
            sign, may_vanish = (1 if factor > 0 else -1), False
            for number, power in enumerate(map(int, powers)):
                if power:
                    known = self._kernel_sign(number)
                    if known is None and power % 2:
                        return None
                    may_vanish = may_vanish or known is None
                    sign *= known if known is not None and power % 2 else 1
            signs.add(sign)
            strictly = strictly or not may_vanish
        return signs.pop() if strictly and len(signs) == 1 else None

    def _kernel_sign(self, number: int) -> int | None:
        kernel = self.ring.kernels[number]
        return 1 if kernel.positive else self._settings.signs.get(kernel.node)

    def _is_impossible(self, number: Fraction, factors: list[tuple[Polynomial, int]]) -> bool:
        """Whether the known signs make a product negative that must not be."""
        sign = 1 if number > 0 else -1
        for factor, times in factors:
            if times % 2:
                known = self._known_sign(factor)
                if known is None:
                    return False
                sign *= known
        return sign < 0

    def is_never_negative(self, form: Form) -> bool:
        """Whether the factors show it."""
        if form.is_zero:
            return True
        number, factors = self.ring.factors(form)
        return number > 0 and all(times % 2 == 0 or self._is_positive(factor) for factor, times in factors)

    def absolute(self, form: Form) -> Form:
        """|u|."""
        return self.ring.negate(form) if self.sign(form) < 0 else form

    def signed(self, form: Form) -> Form:
        """sign u."""
        return self.ring.number(self.sign(form))

    def largest(self, *forms: Form) -> Form:
        """max(…)."""
        chosen = forms[0]
        for form in forms[1:]:
            chosen = form if self.sign(self.ring.subtract(form, chosen)) > 0 else chosen
        return chosen

    def smallest(self, *forms: Form) -> Form:
        """min(…)."""
        return self.ring.negate(self.largest(*map(self.ring.negate, forms)))

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

    # Powers and roots

    def _power(self, node: Node, base: Node, exponent: Node) -> Form:
        power = exact_rational(exponent)
        if power is not None and power.denominator == 1:
            return self.ring.power(self._of(base), power.numerator)
        if power is not None:
            return self.root_power(self._of(base), power)
        if isinstance(exponent, Number):
            return self._even_power(self._of(base), exponent.value)
        if base == Constant("e"):
            return self._exponential(self._of(exponent))
        if not is_positive(base):
            # A parameter that is whole takes a base of any sign.
            return self._opaque(node, node)
        return self._exponential(self.ring.multiply(self._of(exponent), self.logarithm(self._of(base))))

    def root_power(self, form: Form, power: Fraction) -> Form:
        """u^(p/q) in lowest terms: of any sign where q is odd."""
        if form.is_zero:
            if power < 0:
                raise NowhereError
            return form
        if power.denominator % 2 == 0:
            return self._even_power(form, power)
        sign = self.sign(form)
        value = self._absolute_power(form, power)
        return self.ring.negate(value) if sign < 0 and power.numerator % 2 else value

    def _even_power(self, form: Form, power: Fraction) -> Form:
        if form.is_zero:
            if power < 0:
                raise NowhereError
            return form
        self._positive.append(self.ring.factors(form))
        return self._absolute_power(form, power)

    def _absolute_power(self, form: Form, power: Fraction) -> Form:
        """|u|^power, factor by factor."""
        number, factors = self.ring.factors(form)
        parts = [self._power_of_number(abs(number), power)]
        parts += [self._power_of_factor(factor, times * power) for factor, times in self._merged(factors)]
        return self.ring.multiply(*parts)

    def _merged(self, factors: list[tuple[Polynomial, int]]) -> list[tuple[Polynomial, int]]:
        """(1 - cos u)(1 + cos u) as sin² u."""
        found = dict(enumerate(factors))
        for kernel_number, kernel in enumerate(self.ring.kernels):
            if not (isinstance(kernel.node, Call) and kernel.node.name == "sin"):
                continue
            cosine = self.ring.generator(kernel_number + 1)
            ends = {end: index for index, (factor, _) in found.items() for end in (1, -1) if factor == cosine + end}
            if len(ends) == 2 and found[ends[1]][1] == found[ends[-1]][1]:
                times = found.pop(ends[1])[1]
                found[ends[-1]] = (self.ring.generator(kernel_number), 2 * times)
        return list(found.values())

    def _power_of_number(self, number: Fraction, power: Fraction) -> Form:
        parts = [self.ring.number(1)]
        for whole, sign in ((number.numerator, 1), (number.denominator, -1)):
            parts += [
                self._power_of_factor(self.ring.whole(prime), sign * times * power)
                for prime, times in _prime_factors(whole)
            ]
        return self.ring.multiply(*parts)

    def _power_of_factor(self, factor: Polynomial, power: Fraction) -> Form:
        """|p|^power of an irreducible polynomial or a prime."""
        ring = self.ring
        if power.denominator == 1:
            base = ring.of(factor)
            if power.numerator % 2 and not ring.rational(base) and self._sign_of(factor) < 0:
                base = ring.negate(base)
            return ring.power(base, power.numerator)
        number = ring.kernel_of(factor)
        if number is not None:
            match ring.kernels[number].node:
                case Call("exp", (exponent,)):
                    return self._exponential(ring.multiply(ring.number(power), self._of(exponent)))
                case Call("root", (radicand, Number(degree))):
                    return self._absolute_power(self._of(radicand), power / degree)
        return self._root(factor, power)

    def _root(self, factor: Polynomial, power: Fraction) -> Form:
        ring = self.ring
        tree = ring.key(factor)
        degree = self._settings.degrees.get(tree, power.denominator)
        if degree % power.denominator:
            raise Asks("degree", tree, Fraction(math.lcm(degree, power.denominator)))
        self._settings.degrees[tree] = degree

        def make() -> Kernel:
            inner = ring.of(factor)
            base = inner if ring.rational(inner) or self._sign_of(factor) > 0 else ring.negate(inner)
            node = Call("root", (ring.tree(base), Number(Fraction(degree))))
            return Kernel(node, ring.varies(inner), True, degree, base.above)

        kernel = self._generator(("root", tree), make)
        whole, rest = divmod(power.numerator * (degree // power.denominator), degree)
        return ring.multiply(self._power_of_factor(factor, Fraction(whole)), ring.power(kernel, rest))

    # Exponentials and logarithms

    def _exponential(self, exponent: Form) -> Form:
        ring = self.ring
        parts = [ring.number(1)]
        for number, part in ring.terms(exponent):
            logarithm = self._kernel(part, "ln")
            if logarithm is not None and isinstance(logarithm.node, Call):
                # ln|p|
                (base,) = logarithm.node.arguments
                parts.append(self._absolute_power(self._of(_without_bars(base)), number))
                continue
            unit = self._unit(("exp", part), number)
            kernel = self._exponential_kernel(part, unit)
            parts.append(ring.power(kernel, int(number / unit)))
        return ring.multiply(*parts)

    def _exponential_kernel(self, part: Form, unit: Fraction) -> Form:
        tree = self.ring.tree(self.ring.multiply(self.ring.number(unit), part))
        node = Call("exp", (tree,))
        return self._generator(node, lambda: Kernel(node, self.ring.varies(part), positive=True))

    def _unit(self, key: tuple[str, Form], number: Fraction) -> Fraction:
        """The common unit of the multiples of one angle or exponent."""
        kind, part = key
        tree = Call(kind, (self.ring.tree(part),))
        unit = self._settings.units.setdefault(tree, abs(number))
        if (number / unit).denominator != 1:
            finer = Fraction(
                math.gcd(unit.numerator * number.denominator, number.numerator * unit.denominator),
                unit.denominator * number.denominator,
            )
            raise Asks("unit", tree, finer)
        return unit

    def logarithm(self, form: Form) -> Form:
        """ln u of a u that must be positive."""
        if form.is_zero:
            raise NowhereError
        ring = self.ring
        number, factors = ring.factors(form)
        self._positive.append((number, factors))
        parts = [ring.number(0)]
        for whole, sign in ((abs(number.numerator), 1), (number.denominator, -1)):
            parts += [
                ring.multiply(ring.number(sign * times), self._logarithm_of(ring.whole(prime)))
                for prime, times in _prime_factors(whole)
            ]
        parts += [
            ring.multiply(ring.number(times), self._logarithm_of(factor)) for factor, times in self._merged(factors)
        ]
        return ring.add_up(*parts)

    def _logarithm_of(self, factor: Polynomial) -> Form:
        """ln|p| of an irreducible polynomial or a prime."""
        ring = self.ring
        number = ring.kernel_of(factor)
        if number is not None:
            match ring.kernels[number].node:
                case Call("exp", (exponent,)):
                    return self._of(exponent)
                case Call("root", (base, Number(degree))):
                    inner = ring.number(1 / degree)
                    return ring.multiply(inner, self._logarithm_of_absolute(self._of(base)))
        tree = ring.key(factor)
        bars = tree if self._is_positive(factor) else Call("abs", (tree,))
        node = Call("ln", (bars,))
        return self._generator(node, lambda: Kernel(node, bool(symbols(tree))))

    def _logarithm_of_absolute(self, form: Form) -> Form:
        number, factors = self.ring.factors(form)
        parts = [self.ring.multiply(self.ring.number(times), self._logarithm_of(factor)) for factor, times in factors]
        if abs(number) != 1:
            parts.append(self.logarithm(self.ring.number(abs(number))))
        return self.ring.add_up(*parts)

    # Trigonometry

    def sine_and_cosine(self, angle: Form) -> tuple[Form, Form]:
        """sin u and cos u, by addition of angles."""
        ring = self.ring
        sine, cosine = ring.number(0), ring.number(1)
        for number, part in ring.terms(angle):
            s, c = self._turned(number, part)
            sine, cosine = (
                ring.add_up(ring.multiply(sine, c), ring.multiply(cosine, s)),
                ring.subtract(ring.multiply(cosine, c), ring.multiply(sine, s)),
            )
        return sine, cosine

    def _turned(self, number: Fraction, part: Form) -> tuple[Form, Form]:
        if part == self._pi() and (number * 12).denominator == 1:
            return self._part_of_pi(int(number * 12) % 24)
        inverse = self._of_inverse(part) if number.denominator == 1 else None
        if inverse is not None:
            return self._multiple(inverse, int(number))
        unit = self._unit(("sin", part), number)
        return self._multiple(self._pair(part, unit), int(number / unit))

    def _of_inverse(self, part: Form) -> tuple[Form, Form] | None:
        """The sine and cosine of an arcsine or an arctangent."""
        ring = self.ring
        for name in ("asin", "atan"):
            kernel = self._kernel(part, name)
            if kernel is not None and isinstance(kernel.node, Call):
                u = self._of(kernel.node.arguments[0])
                square = ring.multiply(u, u)
                if name == "asin":
                    return u, self.root_power(ring.subtract(ring.number(1), square), HALF)
                length = self.root_power(ring.add_up(ring.number(1), square), HALF)
                return ring.divide(u, length), ring.invert(length)
        return None

    def _part_of_pi(self, twelfths: int) -> tuple[Form, Form]:
        """Of a multiple of π/12."""
        ring = self.ring
        half = ring.number(HALF)
        third = ring.multiply(half, self._power_of_number(Fraction(3), HALF))
        diagonal = self._power_of_number(HALF, HALF)
        # Of 0, π/12 (which is π/4 - π/6), π/6 and π/4; the others mirror these.
        first = (
            (ring.number(0), ring.number(1)),
            (
                ring.multiply(diagonal, ring.subtract(third, half)),
                ring.multiply(diagonal, ring.add_up(third, half)),
            ),
            (half, third),
            (diagonal, diagonal),
        )
        quarter_turns, rest = divmod(twelfths, 6)
        sine, cosine = first[rest] if rest < 4 else first[6 - rest][::-1]
        for _ in range(quarter_turns):
            sine, cosine = cosine, ring.negate(sine)
        return sine, cosine

    def _pair(self, part: Form, unit: Fraction) -> tuple[Form, Form]:
        ring = self.ring
        tree = ring.tree(ring.multiply(ring.number(unit), part))
        varies = ring.varies(part)
        sine_node, cosine_node = Call("sin", (tree,)), Call("cos", (tree,))
        if ring.kernel(sine_node) is None:
            # The cosine stands right behind its sine.
            number = ring.add(sine_node, Kernel(sine_node, varies))
            cosine = ring.generator(ring.add(cosine_node, Kernel(cosine_node, varies)))
            ring.kernels[number].degree, ring.kernels[number].instead = 2, 1 - cosine * cosine
        found = ring.kernel(sine_node)
        assert found is not None
        return ring.of(ring.generator(found)), ring.of(ring.generator(found + 1))

    def _multiple(self, pair: tuple[Form, Form], times: int) -> tuple[Form, Form]:
        ring = self.ring
        if abs(times) > MOST_TURNS:
            raise UnwieldyError
        (s, c), sine, cosine = pair, ring.number(0), ring.number(1)
        for _ in range(abs(times)):
            sine, cosine = (
                ring.add_up(ring.multiply(sine, c), ring.multiply(cosine, s)),
                ring.subtract(ring.multiply(cosine, c), ring.multiply(sine, s)),
            )
        return (ring.negate(sine) if times < 0 else sine), cosine

    def sine(self, angle: Form) -> Form:
        """sin u."""
        return self.sine_and_cosine(angle)[0]

    def cosine(self, angle: Form) -> Form:
        """cos u."""
        return self.sine_and_cosine(angle)[1]

    def tangent(self, angle: Form) -> Form:
        """tan u."""
        return self.ring.divide(*self.sine_and_cosine(angle))

    def arcsine(self, form: Form) -> Form:
        """arcsin u."""
        value = self.ring.rational(form)
        if value is not None and value in _ARCSINES:
            return self.ring.multiply(self.ring.number(_ARCSINES[value]), self._pi())
        return self._odd("asin", form)

    def arccosine(self, form: Form) -> Form:
        """π/2 - arcsin u."""
        return self.ring.subtract(self.ring.multiply(self.ring.number(HALF), self._pi()), self.arcsine(form))

    def arctangent(self, form: Form) -> Form:
        """arctan u; beside that of 1/u by their sum, ±π/2."""
        ring = self.ring
        value = ring.rational(form)
        if value is not None and value in (0, 1, -1):
            return ring.multiply(ring.number(value / 4), self._pi())
        inverse = ring.invert(form)
        upright = ring.negate(inverse) if inverse.above.leading_coefficient() < 0 else inverse
        if ring.kernel(Call("atan", (ring.tree(upright),))) is None:
            return self._odd("atan", form)
        right_angle = ring.multiply(ring.number(HALF * self.sign(form)), self._pi())
        return ring.subtract(right_angle, self._odd("atan", inverse))

    def _odd(self, name: str, form: Form) -> Form:
        """An odd function of u, by that of -u where u begins with a minus."""
        ring = self.ring
        if form.above.leading_coefficient() < 0:
            return ring.negate(self._odd(name, ring.negate(form)))
        node = Call(name, (ring.tree(form),))
        return self._generator(node, lambda: Kernel(node, ring.varies(form)))

    # Hyperbolic functions

    def hyperbolic_pair(self, form: Form) -> tuple[Form, Form]:
        """sinh u and cosh u."""
        ring = self.ring
        up = self._exponential(form)
        down, half = ring.invert(up), ring.number(HALF)
        return ring.multiply(half, ring.subtract(up, down)), ring.multiply(half, ring.add_up(up, down))

    def area_sine(self, form: Form, sign: int = 1) -> Form:
        """ln(u + √(u² + 1)); with the sign -1 the area cosine ln(u + √(u² - 1))."""
        ring = self.ring
        square = ring.add_up(ring.multiply(form, form), ring.number(sign))
        return self.logarithm(ring.add_up(form, self.root_power(square, HALF)))

    def area_tangent(self, form: Form) -> Form:
        """Half of ln((1 + u)/(1 - u))."""
        ring = self.ring
        one = ring.number(1)
        ratio = ring.divide(ring.add_up(one, form), ring.subtract(one, form))
        return ring.multiply(ring.number(HALF), self.logarithm(ratio))

    def root(self, form: Form, degree: Form) -> Form:
        """The root of a typed degree."""
        value = self.ring.rational(degree)
        if value is None or value.denominator != 1 or value < 1:
            raise UnwieldyError
        return self.root_power(form, 1 / value)


_ARCSINES = {Fraction(-1): -HALF, -HALF: Fraction(-1, 6), Fraction(0): Fraction(0), HALF: Fraction(1, 6),
             Fraction(1): HALF}  # fmt: skip


def _without_bars(node: Node) -> Node:
    return node.arguments[0] if isinstance(node, Call) and node.name == "abs" else node


def _prime_factors(number: int) -> list[tuple[int, int]]:
    """Prime factors with their powers; what is left without small ones counts as one."""
    found = []
    prime = 2
    while prime <= LARGEST_PRIME and prime * prime <= number:
        times = 0
        while number % prime == 0:
            number, times = number // prime, times + 1
        if times:
            found.append((prime, times))
        prime += 1
    return [*found, (number, 1)] if number > 1 else found


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
    "sqrt": lambda forms, u: forms.root_power(u, HALF), "cbrt": lambda forms, u: forms.root_power(u, Fraction(1, 3)),
    "root": NormalForms.root, "abs": NormalForms.absolute, "sign": NormalForms.signed,
    "min": NormalForms.smallest, "max": NormalForms.largest,
    "floor": NormalForms.floor, "ceil": lambda forms, u: forms.ring.negate(forms.floor(forms.ring.negate(u))),
    "round": lambda forms, u: forms.floor(forms.ring.add_up(u, forms.ring.number(HALF))), "frac": _fractional_part,
    "mod": lambda forms, u, m: forms.ring.multiply(m, _fractional_part(forms, forms.ring.divide(u, m))),
}  # fmt: skip
