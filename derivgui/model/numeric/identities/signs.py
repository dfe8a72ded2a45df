"""Signs of forms: certain ones, those that the settings tell, and those that have to be asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derivgui.model.language.tree import Call, Node
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import ball
from derivgui.model.numeric.identities.forms import Form, Polynomial
from derivgui.model.numeric.identities.kernels import HALF, Asks, Kernels, Settings

CONSTANT_BITS = 400
LARGEST_SOLVED = 16


class Signs(Kernels):
    """Signs, and the functions that turn on them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        # Those that the settings tell, as far as they have been asked for.
        self._given: dict[Node, Polynomial] = {}

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

    def is_never_negative(self, form: Form) -> bool:
        """Whether the factors show it."""
        if form.is_zero:
            return True
        number, factors = self.ring.factors(form)
        return number > 0 and all(times % 2 == 0 or self._is_positive(factor) for factor, times in factors)

    def _unknown(self, factors: list[tuple[Polynomial, int]]) -> list[Polynomial]:
        """Factors of unknown sign; below an even power one may not vanish, and that is enough."""
        return [factor for factor, times in factors if (times % 2 or times > 0) and self._known_sign(factor) is None]

    def _exponent_beside_1(self, factor: Polynomial) -> Form | None:
        """u of e^u - 1."""
        number = self.ring.kernel_of(factor + 1)
        node = None if number is None else self.ring.kernels[number].node
        return self._of(node.arguments[0]) if isinstance(node, Call) and node.name == "exp" else None

    def _known_sign(self, factor: Polynomial) -> int | None:
        """1 or -1 where a polynomial has that sign wherever it has a value, or has got it by the settings."""
        sign = self._sign_of_terms(factor) or self._constant_sign(self.ring.of(factor))
        if sign is not None or self._has_no_zeros(factor):
            return sign or 1
        exponent = self._exponent_beside_1(factor)
        if exponent is not None:
            return self.definite_sign(exponent) or None
        key = self.ring.key(factor)
        if key in self._settings.signs:
            self._given[key] = factor
            return self._settings.signs[key]
        return self._sign_beside_given(factor) or self._bounded_sign(factor) or self._root_sign(factor)

    def _sign_beside_given(self, factor: Polynomial) -> int | None:
        """Of what is a constant beside a multiple of what has got its sign: where x > 1, x + 2 is positive."""
        for key, given in self._given.items():
            sign = self._settings.signs[key]
            a, b = int(factor.leading_coefficient()), int(given.leading_coefficient())
            rest = self.ring.of(factor * b - given * a)
            if self._constant_sign(rest) == sign * a * b // abs(a * b):
                # Of b times the factor, both parts have this sign times that of b.
                return sign if a > 0 else -sign
        return None

    def _has_no_zeros(self, factor: Polynomial) -> bool:
        """Of a polynomial (leading coefficient > 0) in one kernel, whether no value of that makes it 0."""
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

    def _bounded_sign(self, factor: Polynomial) -> int | None:
        """Of a + b arctan u: by its values at ±π/2, which arctan u never reaches."""
        ring = self.ring
        for number, kernel in enumerate(ring.kernels):
            if isinstance(kernel.node, Call) and kernel.node.name == "atan" and int(factor.degrees()[number]) == 1:
                right_angles = (ring.multiply(ring.number(end), self._pi()) for end in (-HALF, HALF))
                ends = [ring.substituted(factor, number, angle) for angle in right_angles]
                known = [0 if end.is_zero else self._constant_sign(end) for end in ends]
                if None not in known and any(known):
                    low, high = sorted(sign or 0 for sign in known)
                    return 1 if low >= 0 else -1 if high <= 0 else None
        return None

    def _constant_sign(self, form: Form) -> int | None:
        if form.is_zero or self.ring.varies(form):
            return None
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

    def absolute(self, form: Form) -> Form:
        """|u|."""
        return self.ring.negate(form) if self.sign(form) < 0 else form

    def signed(self, form: Form) -> Form:
        """sign u, which is 0 where a factor of an even power is."""
        for factor in self._unknown(self.ring.factors(form)[1]) if not form.is_zero else ():
            self._sign_of(factor)
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
