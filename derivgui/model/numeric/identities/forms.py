"""Quotients of polynomials in kernels, with the relations between these: where a difference is 0, it shows as 0.

A kernel is a part of a tree that is no sum, product or quotient itself: the variable, π, e^x, sin x, √|x|, ln|x|. Each
relation rewrites a power of a kernel (sin² x as 1 - cos² x). A form that has become 0 is 0 wherever it has a value,
whether or not the kernels are independent; of one that has not, nothing is claimed (J. Davenport, Y. Siret,
E. Tournier, Computer Algebra, 1993, chapter 2).
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from derivgui.model.language.tree import Negative, Node, Number, Power, Product, Quotient, Sum
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.rational import LONGEST_BITS

Polynomial: TypeAlias = Any  # flint.fmpz_mpoly, which ships no types
Monomial: TypeAlias = tuple[int, ...]

MOST_KERNELS = 24
# Beyond these flint takes long, or ends the process.
MOST_TERMS = 64
LARGEST_DEGREE = 10**6
MOST_FACTORED = 32
# What factoring costs, in terms looked at.
FACTORING = 12


class UnwieldyError(ArithmeticError):
    """The forms get too long, or a tree has no form here."""


class NowhereError(ArithmeticError):
    """The tree has no values."""


@dataclass(frozen=True, slots=True)
class Form:
    """``above/below``, reduced, ``below`` other than 0."""

    above: Polynomial
    below: Polynomial

    @property
    def is_zero(self) -> bool:
        """Whether it is 0 wherever it has a value."""
        return bool(self.above == 0)


@dataclass(slots=True)
class Kernel:
    """One kernel: the tree it stands for, whether it varies, and whether it is never negative.

    ``degree`` and ``instead`` are its relation: its power of that degree is that polynomial.
    """

    node: Node
    varies: bool
    positive: bool = False
    degree: int = 0
    instead: Polynomial = None


class Work:
    """How many terms may still be looked at: the same on every machine, as seconds would not be."""

    __slots__ = ("left",)

    def __init__(self, most: float) -> None:
        self.left = most

    def spend(self, terms: int) -> None:
        """UnwieldyError where it is more than what is left."""
        self.left -= terms
        if self.left < 0:
            raise UnwieldyError


class Ring:
    """Forms over the kernels that have turned up so far, as far as some work goes."""

    def __init__(self, work: Work | None = None) -> None:
        self._work = Work(math.inf) if work is None else work
        self._context = flint.fmpz_mpoly_ctx.get([f"k{number}" for number in range(MOST_KERNELS)], "lex")
        self._generators = self._context.gens()
        self.kernels: list[Kernel] = []
        self._numbers: dict[Hashable, int] = {}

    # Kernels

    def kernel(self, key: Hashable) -> int | None:
        """The number of a kernel, None where there is none yet."""
        return self._numbers.get(key)

    def add(self, key: Hashable, kernel: Kernel) -> int:
        """A new kernel's number."""
        if len(self.kernels) == MOST_KERNELS:
            raise UnwieldyError
        self._numbers[key] = len(self.kernels)
        self.kernels.append(kernel)
        return self._numbers[key]

    def generator(self, number: int) -> Polynomial:
        """A kernel as a polynomial."""
        return self._generators[number]

    def kernel_of(self, polynomial: Polynomial) -> int | None:
        """Which kernel a polynomial is, None where it is more than one alone."""
        if len(polynomial) != 1 or polynomial.leading_coefficient() != 1:
            return None
        ((powers, _),) = polynomial.to_dict().items()
        return powers.index(1) if sum(powers) == 1 else None

    # Arithmetic

    def whole(self, number: int) -> Polynomial:
        """A constant polynomial."""
        return self._context.constant(number)

    def number(self, value: Fraction | int) -> Form:
        """A rational number."""
        fraction = Fraction(value)
        if max(abs(fraction.numerator), fraction.denominator).bit_length() > LONGEST_BITS:
            raise UnwieldyError
        return Form(self.whole(fraction.numerator), self.whole(fraction.denominator))

    def of(self, polynomial: Polynomial) -> Form:
        """A polynomial as a form."""
        return self.quotient(polynomial, self.whole(1))

    def add_up(self, *forms: Form) -> Form:
        """A sum."""
        total = forms[0]
        for form in forms[1:]:
            if total.below == form.below:
                total = self.quotient(total.above + form.above, total.below)
            else:
                total = self.quotient(total.above * form.below + form.above * total.below, total.below * form.below)
        return total

    def multiply(self, *forms: Form) -> Form:
        """A product."""
        product = forms[0]
        for form in forms[1:]:
            product = self.quotient(product.above * form.above, product.below * form.below)
        return product

    def negate(self, form: Form) -> Form:
        """The opposite."""
        return Form(-form.above, form.below)

    def subtract(self, form: Form, other: Form) -> Form:
        """A difference."""
        return self.add_up(form, self.negate(other))

    def invert(self, form: Form) -> Form:
        """1/form; NowhereError for 0."""
        return self.quotient(form.below, form.above)

    def divide(self, form: Form, other: Form) -> Form:
        """A quotient; NowhereError over 0."""
        return self.multiply(form, self.invert(other))

    def power(self, form: Form, exponent: int) -> Form:
        """A whole power."""
        if exponent < 0:
            return self.power(self.invert(form), -exponent)
        if len(form.above) == len(form.below) == 1:
            parts = (self._monomial_power(part, exponent) for part in (form.above, form.below))
            return self.quotient(*parts)
        result, square = self.number(1), form
        while exponent:
            if exponent & 1:
                result = self.multiply(result, square)
            exponent >>= 1
            if exponent:
                square = self.multiply(square, square)
        return result

    def _monomial_power(self, term: Polynomial, exponent: int) -> Polynomial:
        ((powers, factor),) = term.to_dict().items()
        degree, bits = sum(map(int, powers)), (int(factor) ** 2).bit_length() - 1
        if degree * exponent > LARGEST_DEGREE or bits * exponent > 2 * LONGEST_BITS:
            raise UnwieldyError
        return self._context.from_dict({tuple(int(power) * exponent for power in powers): int(factor) ** exponent})

    def quotient(self, above: Polynomial, below: Polynomial) -> Form:
        """Reduced by the relations and in lowest terms; NowhereError over 0."""
        self._work.spend(len(above) + len(below))
        above, below = self._reduced(above), self._reduced(below)
        if below == 0:
            raise NowhereError
        shared = above.gcd(below)
        if below.leading_coefficient() < 0:
            shared = -shared
        return Form(above // shared, below // shared)

    def _reduced(self, polynomial: Polynomial) -> Polynomial:
        _refuse_unwieldy(polynomial)
        for number in range(len(self.kernels) - 1, -1, -1):
            kernel = self.kernels[number]
            if kernel.degree:
                polynomial = self._rewritten(polynomial, number, kernel)
        return polynomial

    def _rewritten(self, polynomial: Polynomial, number: int, kernel: Kernel) -> Polynomial:
        """Without the kernel's power of its relation's degree."""
        while int(polynomial.degrees()[number]) >= kernel.degree:
            parts: dict[int, dict[Monomial, int]] = {}
            for powers, factor in polynomial.to_dict().items():
                times, rest = divmod(int(powers[number]), kernel.degree)
                kept = (*powers[:number], rest, *powers[number + 1 :])
                parts.setdefault(times, {})[kept] = factor
            instead = Form(kernel.instead, self.whole(1))
            polynomial = self.whole(0)
            for times, terms in parts.items():
                polynomial += self._context.from_dict(terms) * self.power(instead, times).above
                _refuse_unwieldy(polynomial)
        return polynomial

    def substituted(self, polynomial: Polynomial, number: int, value: Form) -> Form:
        """A polynomial with a form in place of a kernel, of which it holds the first power only."""
        parts: list[dict[Monomial, int]] = [{}, {}]
        for powers, factor in polynomial.to_dict().items():
            parts[int(powers[number])][(*powers[:number], 0, *powers[number + 1 :])] = factor
        rest, times = (self.of(self._context.from_dict(part)) for part in parts)
        return self.add_up(rest, self.multiply(times, value))

    # What a form is

    def rational(self, form: Form) -> Fraction | None:
        """The rational number that a form is wherever it has a value, None for any other."""
        first, second = form.above, form.below
        if first == 0:
            return Fraction(0)
        value = Fraction(int(first.leading_coefficient()), int(second.leading_coefficient()))
        return value if first * value.denominator == second * value.numerator else None

    def varies(self, form: Form) -> bool:
        """Whether anything that varies is left in it."""
        powers = zip(form.above.degrees(), form.below.degrees(), strict=True)
        return any(max(both) and kernel.varies for both, kernel in zip(powers, self.kernels, strict=False))

    def terms(self, form: Form) -> list[tuple[Fraction, Form]]:
        """A sum as rational numbers times products (and what these are divided by)."""
        below = form.below
        scale = int(below.content()) if hasattr(below, "content") else 1
        below = below // scale
        return [
            (Fraction(int(factor), scale), self.quotient(self._context.from_dict({powers: 1}), below))
            for powers, factor in form.above.to_dict().items()
        ]

    def factors(self, form: Form) -> tuple[Fraction, list[tuple[Polynomial, int]]]:
        """A rational number, and irreducible polynomials (leading coefficient > 0) with their powers."""
        if len(form.above) + len(form.below) > MOST_FACTORED:
            raise UnwieldyError
        self._work.spend(FACTORING)
        number, found = Fraction(1), []
        for polynomial, sign in ((form.above, 1), (form.below, -1)):
            content, factors = polynomial.factor()
            number *= Fraction(int(content)) ** sign
            for factor, times in factors:
                if factor.leading_coefficient() < 0:
                    factor, number = -factor, number * (-1) ** int(times)
                found.append((factor, sign * int(times)))
        return number, found

    # Back to trees

    def key(self, polynomial: Polynomial) -> Node:
        """The tree of a polynomial: equal polynomials have equal trees."""
        terms = sorted(polynomial.to_dict().items(), reverse=True)
        parts = [self._term(tuple(map(int, powers)), int(factor)) for powers, factor in terms]
        return Number(Fraction(0)) if not parts else parts[0] if len(parts) == 1 else Sum(tuple(parts))

    def tree(self, form: Form) -> Node:
        """The tree of a form."""
        above = self.key(form.above)
        return above if form.below == 1 else Quotient(above, self.key(form.below))

    def factored_tree(self, number: Fraction, factors: list[tuple[Polynomial, int]]) -> Node:
        """The tree of a product with all factors apart: what tends to 0 stands before what swings."""
        sides: tuple[list[Node], list[Node]] = ([], [])
        for polynomial, times in factors:
            base, size = self.key(polynomial), abs(times)
            sides[times < 0].append(base if size == 1 else Power(base, Number(Fraction(size))))
        for side, size in zip(sides, (abs(number.numerator), number.denominator), strict=True):
            if size != 1 or not (side or side is sides[1]):
                side.insert(0, Number(Fraction(size)))
        above, below = (side[0] if len(side) == 1 else Product(tuple(side)) if side else None for side in sides)
        assert above is not None
        above = Negative(above) if number < 0 else above
        return above if below is None else Quotient(above, below)

    def _term(self, powers: Monomial, factor: int) -> Node:
        factors: list[Node] = [Number(Fraction(abs(factor)))] * (abs(factor) != 1 or not any(powers))
        for power, kernel in zip(powers, self.kernels, strict=False):
            if power:
                factors.append(kernel.node if power == 1 else Power(kernel.node, Number(Fraction(power))))
        product = factors[0] if len(factors) == 1 else Product(tuple(factors))
        return Negative(product) if factor < 0 else product


def _refuse_unwieldy(polynomial: Polynomial) -> None:
    if len(polynomial) > MOST_TERMS or (len(polynomial) and int(polynomial.total_degree()) > LARGEST_DEGREE):
        raise UnwieldyError
    if max((int(factor).bit_length() for factor in polynomial.coeffs()), default=0) > LONGEST_BITS:
        raise UnwieldyError
