"""The exact test whether two lines are equal: both as fractions of polynomials in what the functions are made of.

Letters, roots, exponentials, logarithms and angles become indeterminates. A sine is written with e^(iu), so every
theorem on sums of angles is arithmetic; a logarithm with the factors of its argument; a root r carries its relation r^n
= u. The twelfth part t of a half turn, e^(iπ/12), obeys t⁸ = t⁴ - 1, its minimal polynomial, and i = t⁶, √2 = t + t³ -
t⁵, √3 = 2t² - t⁶ are written with it, so that the values of the tables are arithmetic, too. Two lines whose cross
products differ by 0 after the relations are equal wherever both are defined. A difference that is not seen to be 0
proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from derivgui.model.language.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.special_values import value_of

_Polynomial: TypeAlias = Any  # flint.fmpq_mpoly

MOST_INDETERMINATES = 24
# Products of terms that one comparison may cost, a tenth of a second.
MOST_WORK = 200_000
LARGEST_POWER = 64
ANGLE_PARTS = 12
LARGEST_PRIME = 1000


class OutOfReachError(ArithmeticError):
    """Too large, or made of something this test does not know."""


class _Fraction(NamedTuple):
    """A fraction of two polynomials."""

    above: _Polynomial
    below: _Polynomial


def equal(left: Node, right: Node) -> bool:
    """Whether the two are proven equal wherever both are defined; False is no proof of the opposite."""
    return _vanishes(left, right, knows_values=True) or _vanishes(left, right, knows_values=False)


def _vanishes(left: Node, right: Node, knows_values: bool) -> bool:
    """Whether the cross products are equal; with ``knows_values`` sin(arcsin u) is u, without it is a sine."""
    try:
        ring = _Ring(knows_values)
        a, b = ring.read(left), ring.read(right)
        return bool(ring.reduced(ring.times(a.above, b.below) - ring.times(b.above, a.below)).is_zero())
    except (OutOfReachError, ZeroDivisionError, ValueError, OverflowError, RecursionError):
        return False


class _Ring:
    """Polynomials over Q in indeterminates that are named as they turn up."""

    def __init__(self, knows_values: bool) -> None:
        import flint

        self._knows_values = knows_values
        names = tuple(f"g{place}" for place in range(MOST_INDETERMINATES))
        self._context = flint.fmpq_mpoly_ctx.get(names, flint.Ordering.lex)
        self._gens = self._context.gens()
        self._places: dict[Hashable, int] = {}
        self._relations: dict[int, tuple[int, _Fraction]] = {}
        self._one = self._context.constant(1)
        self._work = 0

    def _constant(self, value: Fraction | int) -> _Fraction:
        import flint

        value = Fraction(value)
        return _Fraction(self._context.constant(flint.fmpq(value.numerator, value.denominator)), self._one)

    def _letter(self, key: Hashable, relation: tuple[int, _Fraction] | None = None) -> _Fraction:
        if key not in self._places:
            if len(self._places) == MOST_INDETERMINATES:
                raise OutOfReachError
            self._places[key] = len(self._places)
            if relation is not None:
                self._relations[self._places[key]] = relation
        return _Fraction(self._gens[self._places[key]], self._one)

    def times(self, a: _Polynomial, b: _Polynomial) -> _Polynomial:
        """The product of two polynomials, within the work that is allowed."""
        self._work += len(a) * len(b)
        if self._work > MOST_WORK:
            raise OutOfReachError
        return a * b

    def _added(self, a: _Fraction, b: _Fraction) -> _Fraction:
        if a.below == b.below:
            return _Fraction(a.above + b.above, a.below)
        above = self.times(a.above, b.below) + self.times(b.above, a.below)
        return _Fraction(above, self.times(a.below, b.below))

    def _multiplied(self, a: _Fraction, b: _Fraction) -> _Fraction:
        return _Fraction(self.times(a.above, b.above), self.times(a.below, b.below))

    def _raised(self, polynomial: _Polynomial, n: int) -> _Polynomial:
        """A whole power, whose number of terms is known beforehand."""
        size = len(polynomial)
        self._work += math.comb(n + size - 1, size - 1) if size else 0
        if self._work > MOST_WORK:
            raise OutOfReachError
        return polynomial**n

    def read(self, node: Node) -> _Fraction:
        """The tree as a fraction."""
        match node:
            case Number(value):
                return self._constant(value)
            case Symbol() | Constant():
                return self._letter(node)
            case Negative(operand):
                inner = self.read(operand)
                return _Fraction(-inner.above, inner.below)
            case Sum(parts):
                result = self._constant(0)
                for part in parts:
                    result = self._added(result, self.read(part))
                return result
            case Product(parts):
                result = self._constant(1)
                for part in parts:
                    result = self._multiplied(result, self.read(part))
                return result
            case Quotient(above, below):
                return self._multiplied(self.read(above), self._inverse(self.read(below)))
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call():
                return self._call(node)
            case _:
                raise OutOfReachError

    def _inverse(self, fraction: _Fraction) -> _Fraction:
        if self.reduced(fraction.above).is_zero():
            raise OutOfReachError
        return _Fraction(fraction.below, fraction.above)

    def _whole_power(self, fraction: _Fraction, n: int) -> _Fraction:
        if abs(n) > LARGEST_POWER:
            raise OutOfReachError
        if n < 0:
            return self._whole_power(self._inverse(fraction), -n)
        return _Fraction(self._raised(fraction.above, n), self._raised(fraction.below, n))

    def _power(self, base: Node, exponent: Node) -> _Fraction:
        n = exact_rational(exponent)
        match exponent:
            case Number(value) | Negative(Number(value)) if n is None:
                n = value if isinstance(exponent, Number) else -value
        if n is not None and n.denominator <= LARGEST_POWER:
            if n.denominator == 1:
                return self._whole_power(self.read(base), n.numerator)
            return self._whole_power(self._root(base, n.denominator), n.numerator)
        if base == build.E:
            return self._exponential(build.E, self.read(exponent))
        if isinstance(base, Number):
            return self._exponential(base, self.read(exponent))
        logarithm = self._logarithm(self.read(base))
        return self._exponential(build.E, self._multiplied(self.read(exponent), logarithm))

    def _root(self, radicand: Node, degree: int) -> _Fraction:
        inside = self._shortened(self.read(radicand))
        if inside.above.is_zero():
            return inside
        if degree == 2 and inside.above.is_constant() and inside.below.is_one():
            value = inside.above.leading_coefficient()
            if value > 0:
                return self._root_of_number(int(value.p), int(value.q))
        return self._letter(("root", degree, _key(inside)), (degree, inside))

    def _root_of_number(self, p: int, q: int) -> _Fraction:
        """√(p/q) as s/q √n, squares taken out."""
        square, rest = _largest_square(p * q)
        front = self._constant(Fraction(square, q))
        t = self._turn().above
        roots = {1: t**0, 2: t + t**3 - t**5, 3: 2 * t**2 - t**6, 6: (t + t**3 - t**5) * (2 * t**2 - t**6)}
        if rest in roots:
            return self._multiplied(front, _Fraction(roots[rest], self._one))
        inside = self._constant(rest)
        return self._multiplied(front, self._letter(("root", 2, _key(inside)), (2, inside)))

    def _turn(self) -> _Fraction:
        """e^(iπ/12)."""
        turn = self._letter("turn")
        self._relations[self._places["turn"]] = (8, _Fraction(turn.above**4 - 1, self._one))
        return turn

    def _call(self, node: Call) -> _Fraction:
        known = value_of(node) if self._knows_values else None
        if known is not None and known != node:
            return self.read(known)
        name, argument = node.name, node.arguments[0]
        if name in ("sqrt", "cbrt"):
            return self._root(argument, 2 if name == "sqrt" else 3)
        if name == "root" and (degree := build.whole(node.arguments[1])):
            return self._root(argument, degree)
        if name == "abs":
            inside = self._shortened(self.read(argument))
            if self.reduced(inside.above).is_zero():
                return self._constant(0)
            return self._letter(("abs", _key(inside)), (2, self._whole_power(inside, 2)))
        if name == "exp":
            return self._exponential(build.E, self.read(argument))
        if name in ("ln", "log", "log_base"):
            base = {"ln": build.E, "log": build.number(10)}.get(name) or node.arguments[1]
            logarithm = self._logarithm(self.read(argument))
            if base == build.E:
                return logarithm
            return self._multiplied(logarithm, self._inverse(self._logarithm(self.read(base))))
        return self._trigonometric(node)

    def _trigonometric(self, node: Call) -> _Fraction:
        name = node.name
        reciprocal = {"sec": "cos", "csc": "sin", "cot": "tan", "sech": "cosh", "csch": "sinh", "coth": "tanh"}
        if name in reciprocal:
            return self._inverse(self.read(Call(reciprocal[name], node.arguments)))
        if name in ("tan", "tanh"):
            tail = name.removeprefix("tan")
            sine, cosine = (self.read(Call(kind + tail, node.arguments)) for kind in ("sin", "cos"))
            return self._multiplied(sine, self._inverse(cosine))
        if name not in ("sin", "cos", "sinh", "cosh"):
            return self._letter((name, *(_key(self._shortened(self.read(part))) for part in node.arguments)))
        circular = not name.endswith("h")
        up = self._exponential("circle" if circular else build.E, self.read(node.arguments[0]))
        sign = 1 if name.startswith("cos") else -1
        down = self._inverse(up)
        both = self._added(up, self._multiplied(self._constant(sign), down))
        divisor = self._constant(2)
        if circular and sign < 0:
            divisor = self._multiplied(divisor, self._imaginary())
        return self._multiplied(both, self._inverse(divisor))

    def _imaginary(self) -> _Fraction:
        return _Fraction(self._turn().above ** (ANGLE_PARTS // 2), self._one)

    def _exponential(self, base: Hashable, exponent: _Fraction) -> _Fraction:
        """a^u as a product over the monomials of u; "circle" stands for e^i."""
        exponent = self._shortened(exponent)
        result = self._constant(1)
        for powers, coefficient in exponent.above.to_dict().items():
            monomial = tuple(map(int, powers))
            parts = Fraction(int(coefficient.p), int(coefficient.q)) * ANGLE_PARTS
            number = self._number_below_logarithm(monomial) if base == build.E and exponent.below.is_one() else None
            if number is not None:
                result = self._multiplied(result, self._constant_power(build.number(number), parts / ANGLE_PARTS))
                continue
            if isinstance(base, Node) and not any(monomial) and exponent.below.is_one():
                result = self._multiplied(result, self._constant_power(base, parts / ANGLE_PARTS))
                continue
            if parts.denominator != 1 or abs(parts.numerator) > 40 * ANGLE_PARTS:
                raise OutOfReachError
            letter = self._unit(base, monomial, exponent.below)
            result = self._multiplied(result, self._monomial_power(letter, parts.numerator))
        return result

    def _number_below_logarithm(self, monomial: tuple[int, ...]) -> int | None:
        """c where the monomial is the letter of ln c for a number c."""
        places = [place for place, n in enumerate(monomial) if n]
        if len(places) != 1 or monomial[places[0]] != 1:
            return None
        match next(key for key, place in self._places.items() if place == places[0]):
            case ("ln", int() as number):
                return number
            case _:
                return None

    def _constant_power(self, base: Node, n: Fraction) -> _Fraction:
        """a^n for a number n: e³ in e^(3 + h)."""
        letter = self.read(base) if n.denominator == 1 else self._root(base, n.denominator)
        return self._whole_power(letter, n.numerator)

    def _unit(self, base: Hashable, monomial: tuple[int, ...], below: _Polynomial) -> _Fraction:
        """a^(m/12) for a monomial m over a polynomial, both without common factor."""
        above = self._context.from_dict({monomial: 1})
        common = above.gcd(below)
        above, below = above / common, below / common
        is_half_turn = below.is_one() and above == self._letter(Constant("pi")).above
        if base == "circle" and is_half_turn:
            return self._turn()
        return self._letter(("exp", base, _key_of(above), _key_of(below)))

    def _monomial_power(self, letter: _Fraction, n: int) -> _Fraction:
        return _Fraction(letter.above**n, self._one) if n >= 0 else _Fraction(self._one, letter.above ** (-n))

    def _logarithm(self, inside: _Fraction) -> _Fraction:
        """The sum of ln|factor|."""
        inside = self._shortened(inside)
        result = self._constant(0)
        for polynomial, sign in ((inside.above, 1), (inside.below, -1)):
            if len(polynomial) > 60:
                raise OutOfReachError
            content, factors = polynomial.factor()
            size = abs(Fraction(int(content.p), int(content.q)))
            for number, way in ((size.numerator, sign), (size.denominator, -sign)):
                if number != 1:
                    result = self._added(result, self._multiplied(self._constant(way), self._letter(("ln", number))))
            for factor, exponent in factors:
                letter = self._letter(("ln", _key_of(factor)))
                result = self._added(result, self._multiplied(self._constant(sign * int(exponent)), letter))
        return result

    def _shortened(self, fraction: _Fraction) -> _Fraction:
        above, below = fraction
        if below.is_constant():
            value = below.to_dict().get((0,) * MOST_INDETERMINATES)
            return _Fraction(above / value, self._one)
        common = above.gcd(below)
        above, below = above / common, below / common
        leading = below.leading_coefficient()
        return _Fraction(above / leading, below / leading)

    def reduced(self, polynomial: _Polynomial) -> _Polynomial:
        """The polynomial times something that is not 0, with the powers of roots below their degrees."""
        for place in sorted(self._relations, reverse=True):
            degree, value = self._relations[place]
            polynomial = self._lowered(polynomial, place, degree, value)
        return polynomial

    def _lowered(self, polynomial: _Polynomial, place: int, degree: int, value: _Fraction) -> _Polynomial:
        parts: dict[int, dict[tuple[int, ...], Any]] = {}
        for powers, coefficient in polynomial.to_dict().items():
            times, rest = divmod(int(powers[place]), degree)
            lowered = (*powers[:place], rest, *powers[place + 1 :])
            parts.setdefault(times, {})[lowered] = coefficient
        most = max(parts, default=0)
        if most == 0:
            return polynomial
        result = polynomial * 0
        for times, part in parts.items():
            scale = self.times(self._raised(value.above, times), self._raised(value.below, most - times))
            result = result + self.times(self._context.from_dict(part), scale)
        # The relation of a turn holds a lower power of the turn itself.
        return self._lowered(result, place, degree, value)


def _largest_square(n: int) -> tuple[int, int]:
    """s and r with n = s² r, as far as small primes tell."""
    square, p = 1, 2
    while p * p <= n and p < LARGEST_PRIME:
        while n % (p * p) == 0:
            n //= p * p
            square *= p
        p += 1
    return square, n


def _key(fraction: _Fraction) -> Hashable:
    return (_key_of(fraction.above), _key_of(fraction.below))


def _key_of(polynomial: _Polynomial) -> Hashable:
    return frozenset((tuple(map(int, e)), (int(c.p), int(c.q))) for e, c in polynomial.to_dict().items())
