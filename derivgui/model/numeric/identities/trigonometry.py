"""Sines, cosines and their inverses: angles are sums of multiples of a few."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Call
from derivgui.model.numeric.identities.forms import Form, Kernel, UnwieldyError
from derivgui.model.numeric.identities.kernels import HALF
from derivgui.model.numeric.identities.powers import Powers

# cos(nx) as a polynomial in cos x, for n up to this.
MOST_TURNS = 16
_ARCSINES = {Fraction(-1): -HALF, -HALF: Fraction(-1, 6), Fraction(0): Fraction(0), HALF: Fraction(1, 6),
             Fraction(1): HALF}  # fmt: skip


class Trigonometry(Powers):
    """Functions of angles, and angles."""

    def sine_and_cosine(self, angle: Form) -> tuple[Form, Form]:
        """sin u and cos u, by addition of angles."""
        ring = self.ring
        sine, cosine = ring.number(0), ring.number(1)
        for number, part in self._multiples("sin", angle, self._is_known_angle):
            s, c = self._turned(number, part)
            sine, cosine = (
                ring.add_up(ring.multiply(sine, c), ring.multiply(cosine, s)),
                ring.subtract(ring.multiply(cosine, c), ring.multiply(sine, s)),
            )
        return sine, cosine

    def _is_known_angle(self, part: Form) -> bool:
        return part == self._pi() or self._of_inverse(part) is not None

    def _turned(self, number: Fraction, part: Form) -> tuple[Form, Form]:
        if part == self._pi() and (number * 12).denominator == 1:
            return self._part_of_pi(int(number * 12) % 24)
        inverse = self._of_inverse(part) if number.denominator == 1 else None
        if inverse is not None:
            return self._multiple(inverse, int(number))
        unit = self._unit("sin", part, number)
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
