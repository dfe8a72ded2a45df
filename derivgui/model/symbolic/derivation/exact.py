"""The exact test whether two lines are equal: both as fractions of polynomials in what the functions are made of.

Letters, roots, exponentials, logarithms and angles become indeterminates. A sine is written with e^(iu), so every
theorem on sums of angles is arithmetic; a logarithm with the factors of its argument; a root r carries its relation r^n
= u. The twelfth part t of a half turn, e^(iπ/12), obeys t⁸ = t⁴ - 1, its minimal polynomial, and i = t⁶, √2 = t + t³ -
t⁵, √3 = 2t² - t⁶ are written with it, so that the values of the tables are arithmetic, too. Two lines whose cross
products differ by 0 after the relations are equal wherever both are defined. A difference that is not seen to be 0
proves nothing.
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

from derivgui.model.language.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.fraction_ring import (
    LARGEST_POWER,
    FractionRing,
    OutOfReachError,
    Polynomial,
    RingFraction,
    key_of,
    key_of_fraction,
)
from derivgui.model.symbolic.derivation.special_values import value_of

ANGLE_PARTS = 12
LARGEST_PRIME = 1000


def equal(left: Node, right: Node) -> bool:
    """Whether the two are proven equal wherever both are defined; False is no proof of the opposite."""
    return _vanishes(left, right, knows_values=True) or _vanishes(left, right, knows_values=False)


def _vanishes(left: Node, right: Node, knows_values: bool) -> bool:
    """Whether the cross products are equal; with ``knows_values`` sin(arcsin u) is u, without it is a sine."""
    try:
        reader = _Reader(knows_values)
        ring, a, b = reader.ring, reader.read(left), reader.read(right)
        return bool(ring.reduced(ring.times(a.above, b.below) - ring.times(b.above, a.below)).is_zero())
    except (OutOfReachError, ZeroDivisionError, ValueError, OverflowError, RecursionError):
        return False


class _Reader:
    """Trees as fractions in one ring."""

    def __init__(self, knows_values: bool) -> None:
        self._knows_values = knows_values
        self.ring = FractionRing()

    def read(self, node: Node) -> RingFraction:
        """The tree as a fraction."""
        match node:
            case Number(value):
                return self.ring.constant(value)
            case Symbol() | Constant():
                return self.ring.letter(node)
            case Negative(operand):
                inner = self.read(operand)
                return RingFraction(-inner.above, inner.below)
            case Sum(parts):
                result = self.ring.constant(0)
                for part in parts:
                    result = self.ring.added(result, self.read(part))
                return result
            case Product(parts):
                result = self.ring.constant(1)
                for part in parts:
                    result = self.ring.multiplied(result, self.read(part))
                return result
            case Quotient(above, below):
                return self.ring.multiplied(self.read(above), self.ring.inverse(self.read(below)))
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call():
                return self._call(node)
            case _:
                raise OutOfReachError

    def _power(self, base: Node, exponent: Node) -> RingFraction:
        n = exact_rational(exponent)
        match exponent:
            case Number(value) | Negative(Number(value)) if n is None:
                n = value if isinstance(exponent, Number) else -value
        if n is not None and n.denominator <= LARGEST_POWER:
            if n.denominator == 1:
                return self.ring.whole_power(self.read(base), n.numerator)
            return self.ring.whole_power(self._root(base, n.denominator), n.numerator)
        if base == build.E:
            return self._exponential(build.E, self.read(exponent))
        if isinstance(base, Number):
            return self._exponential(base, self.read(exponent))
        logarithm = self._logarithm(self.read(base))
        return self._exponential(build.E, self.ring.multiplied(self.read(exponent), logarithm))

    def _root(self, radicand: Node, degree: int) -> RingFraction:
        inside = self.ring.shortened(self.read(radicand))
        if inside.above.is_zero():
            return inside
        if degree == 2 and inside.above.is_constant() and inside.below.is_one():
            value = inside.above.leading_coefficient()
            if value > 0:
                return self._root_of_number(int(value.p), int(value.q))
        return self.ring.letter(("root", degree, key_of_fraction(inside)), (degree, inside))

    def _root_of_number(self, p: int, q: int) -> RingFraction:
        """√(p/q) as s/q √n, squares taken out."""
        square, rest = _largest_square(p * q)
        front = self.ring.constant(Fraction(square, q))
        t = self._turn().above
        roots = {1: t**0, 2: t + t**3 - t**5, 3: 2 * t**2 - t**6, 6: (t + t**3 - t**5) * (2 * t**2 - t**6)}
        if rest in roots:
            return self.ring.multiplied(front, self.ring.whole(roots[rest]))
        inside = self.ring.constant(rest)
        return self.ring.multiplied(front, self.ring.letter(("root", 2, key_of_fraction(inside)), (2, inside)))

    def _turn(self) -> RingFraction:
        """e^(iπ/12)."""
        turn = self.ring.letter("turn")
        self.ring.relate("turn", 8, self.ring.whole(turn.above**4 - 1))
        return turn

    def _call(self, node: Call) -> RingFraction:
        known = value_of(node) if self._knows_values else None
        if known is not None and known != node:
            return self.read(known)
        name, argument = node.name, node.arguments[0]
        if name in ("sqrt", "cbrt"):
            return self._root(argument, 2 if name == "sqrt" else 3)
        if name == "root" and (degree := build.whole(node.arguments[1])):
            return self._root(argument, degree)
        if name == "abs":
            inside = self.ring.shortened(self.read(argument))
            if self.ring.reduced(inside.above).is_zero():
                return self.ring.constant(0)
            return self.ring.letter(("abs", key_of_fraction(inside)), (2, self.ring.whole_power(inside, 2)))
        if name == "exp":
            return self._exponential(build.E, self.read(argument))
        if name in ("ln", "log", "log_base"):
            base = {"ln": build.E, "log": build.number(10)}.get(name) or node.arguments[1]
            logarithm = self._logarithm(self.read(argument))
            if base == build.E:
                return logarithm
            return self.ring.multiplied(logarithm, self.ring.inverse(self._logarithm(self.read(base))))
        return self._trigonometric(node)

    def _trigonometric(self, node: Call) -> RingFraction:
        name = node.name
        reciprocal = {"sec": "cos", "csc": "sin", "cot": "tan", "sech": "cosh", "csch": "sinh", "coth": "tanh"}
        if name in reciprocal:
            return self.ring.inverse(self.read(Call(reciprocal[name], node.arguments)))
        if name in ("tan", "tanh"):
            tail = name.removeprefix("tan")
            sine, cosine = (self.read(Call(kind + tail, node.arguments)) for kind in ("sin", "cos"))
            return self.ring.multiplied(sine, self.ring.inverse(cosine))
        if name not in ("sin", "cos", "sinh", "cosh"):
            return self.ring.letter(
                (name, *(key_of_fraction(self.ring.shortened(self.read(part))) for part in node.arguments))
            )
        circular = not name.endswith("h")
        up = self._exponential("circle" if circular else build.E, self.read(node.arguments[0]))
        sign = 1 if name.startswith("cos") else -1
        down = self.ring.inverse(up)
        both = self.ring.added(up, self.ring.multiplied(self.ring.constant(sign), down))
        divisor = self.ring.constant(2)
        if circular and sign < 0:
            divisor = self.ring.multiplied(divisor, self._imaginary())
        return self.ring.multiplied(both, self.ring.inverse(divisor))

    def _imaginary(self) -> RingFraction:
        return self.ring.whole(self._turn().above ** (ANGLE_PARTS // 2))

    def _exponential(self, base: Hashable, exponent: RingFraction) -> RingFraction:
        """a^u as a product over the monomials of u; "circle" stands for e^i."""
        exponent = self.ring.shortened(exponent)
        result = self.ring.constant(1)
        for powers, coefficient in exponent.above.to_dict().items():
            monomial = tuple(map(int, powers))
            parts = Fraction(int(coefficient.p), int(coefficient.q)) * ANGLE_PARTS
            number = self._number_below_logarithm(monomial) if base == build.E and exponent.below.is_one() else None
            if number is not None:
                result = self.ring.multiplied(result, self._constant_power(build.number(number), parts / ANGLE_PARTS))
                continue
            if isinstance(base, Node) and not any(monomial) and exponent.below.is_one():
                result = self.ring.multiplied(result, self._constant_power(base, parts / ANGLE_PARTS))
                continue
            if parts.denominator != 1 or abs(parts.numerator) > 40 * ANGLE_PARTS:
                raise OutOfReachError
            letter = self._unit(base, monomial, exponent.below)
            result = self.ring.multiplied(result, self.ring.letter_power(letter, parts.numerator))
        return result

    def _number_below_logarithm(self, monomial: tuple[int, ...]) -> int | None:
        """c where the monomial is the letter of ln c for a number c."""
        places = [place for place, n in enumerate(monomial) if n]
        if len(places) != 1 or monomial[places[0]] != 1:
            return None
        match self.ring.name_of(places[0]):
            case ("ln", int() as number):
                return number
            case _:
                return None

    def _constant_power(self, base: Node, n: Fraction) -> RingFraction:
        """a^n for a number n: e³ in e^(3 + h)."""
        letter = self.read(base) if n.denominator == 1 else self._root(base, n.denominator)
        return self.ring.whole_power(letter, n.numerator)

    def _unit(self, base: Hashable, monomial: tuple[int, ...], below: Polynomial) -> RingFraction:
        """a^(m/12) for a monomial m over a polynomial, both without common factor."""
        above = self.ring.monomial(monomial)
        common = above.gcd(below)
        above, below = above / common, below / common
        is_half_turn = below.is_one() and above == self.ring.letter(Constant("pi")).above
        if base == "circle" and is_half_turn:
            return self._turn()
        return self.ring.letter(("exp", base, key_of(above), key_of(below)))

    def _logarithm(self, inside: RingFraction) -> RingFraction:
        """The sum of ln|factor|."""
        inside = self.ring.shortened(inside)
        result = self.ring.constant(0)
        for polynomial, sign in ((inside.above, 1), (inside.below, -1)):
            if len(polynomial) > 60:
                raise OutOfReachError
            content, factors = polynomial.factor()
            size = abs(Fraction(int(content.p), int(content.q)))
            for number, way in ((size.numerator, sign), (size.denominator, -sign)):
                if number != 1:
                    result = self.ring.added(
                        result, self.ring.multiplied(self.ring.constant(way), self.ring.letter(("ln", number)))
                    )
            for factor, exponent in factors:
                letter = self.ring.letter(("ln", key_of(factor)))
                result = self.ring.added(result, self.ring.multiplied(self.ring.constant(sign * int(exponent)), letter))
        return result


def _largest_square(n: int) -> tuple[int, int]:
    """s and r with n = s² r, as far as small primes tell."""
    square, p = 1, 2
    while p * p <= n and p < LARGEST_PRIME:
        while n % (p * p) == 0:
            n //= p * p
            square *= p
        p += 1
    return square, n
