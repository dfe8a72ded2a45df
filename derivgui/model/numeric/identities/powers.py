"""Powers, roots, exponentials and logarithms of forms: factor by factor, term by term."""

from __future__ import annotations

import math
from fractions import Fraction

from derivgui.model.language.tree import Call, Node, Number, symbols
from derivgui.model.numeric.identities.forms import Form, Kernel, NowhereError, Polynomial, UnwieldyError
from derivgui.model.numeric.identities.kernels import HALF, Asks
from derivgui.model.numeric.identities.multiples import Multiples

LARGEST_PRIME = 1000


class Powers(Multiples):
    """Functions that are made of e^u, ln u and roots."""

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

    def root(self, form: Form, degree: Form) -> Form:
        """The root of a typed degree."""
        value = self.ring.rational(degree)
        if value is None or value.denominator != 1 or value < 1:
            raise UnwieldyError
        return self.root_power(form, 1 / value)

    def _even_root(self, form: Form, power: Fraction) -> Form:
        """|u|^power."""
        if form.is_zero:
            return self.root_power(form, power)
        return self._absolute_power(form, power)

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

    def factored_tree(self, form: Form) -> Node:
        """The tree of a form with its factors apart: cos² u - 1 is -sin² u, of which a sin u below cancels one."""
        if form.is_zero:
            return self.ring.tree(form)
        number, factors = self.ring.factors(form)
        together: list[tuple[Polynomial, int]] = []
        for factor, times in self._merged(factors):
            if (factor, times) not in factors and times // 2 % 2:
                number = -number
            place = next((k for k, (other, _) in enumerate(together) if other == factor), None)
            if place is None:
                together.append((factor, times))
            else:
                together[place] = factor, together[place][1] + times
        return self.ring.factored_tree(number, [(factor, times) for factor, times in together if times])

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

    def _exponential(self, exponent: Form) -> Form:
        ring = self.ring
        parts = [ring.number(1)]
        for number, part in self._multiples("exp", exponent, lambda part: self._kernel(part, "ln") is not None):
            logarithm = self._kernel(part, "ln")
            if logarithm is not None and isinstance(logarithm.node, Call):
                # ln|p|
                (base,) = logarithm.node.arguments
                parts.append(self._absolute_power(self._of(_without_bars(base)), number))
                continue
            unit = self._unit("exp", part, number)
            kernel = self._exponential_kernel(part, unit)
            parts.append(ring.power(kernel, int(number / unit)))
        return ring.multiply(*parts)

    def _exponential_kernel(self, part: Form, unit: Fraction) -> Form:
        tree = self.ring.tree(self.ring.multiply(self.ring.number(unit), part))
        node = Call("exp", (tree,))
        return self._generator(node, lambda: Kernel(node, self.ring.varies(part), positive=True))

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
