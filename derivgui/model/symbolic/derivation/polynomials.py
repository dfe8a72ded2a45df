"""Polynomials in several letters with rational coefficients: exact, by python-flint, and back to trees.

Every letter and every named constant counts as an indeterminate. python-flint is imported with the first polynomial.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from derivgui.model.language.tree import Constant, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol, walk
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build

Polynomial: TypeAlias = Any  # flint.fmpq_mpoly, which ships no types

BEFORE_HELD, HELD = Symbol("x"), Symbol("y")
LARGEST_EXPONENT = 40
MOST_TERMS = 400


class TooLargeError(ArithmeticError):
    """More terms than anybody would read."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The polynomials over Q in some letters, in the order in which monomials write them."""

    letters: tuple[Node, ...]
    context: Any

    def polynomial(self, node: Node) -> Polynomial | None:
        """The polynomial that a tree spells, None for any other tree and for a large one."""
        try:
            return self._read(node)
        except TooLargeError:
            return None

    def _read(self, node: Node) -> Polynomial | None:
        match node:
            case Number(value):
                return self.constant(value)
            case Symbol() | Constant():
                return self.context.gen(self.letters.index(node)) if node in self.letters else None
            case Negative(operand):
                inner = self._read(operand)
                return None if inner is None else -inner
            case Sum(parts) | Product(parts):
                return self._chain(node, parts)
            case Quotient(above, below):
                inner, scale = self._read(above), exact_rational(below)
                return None if inner is None or not scale else inner * self.constant(1 / scale)
            case Power(base, exponent):
                inner, n = self._read(base), build.whole(exponent)
                if inner is not None and n == 0 and not inner.is_constant():
                    return self.constant(1)
                if inner is None or n is None or not 1 <= n <= LARGEST_EXPONENT:
                    return None
                return _bounded(inner**n) if len(inner) ** min(n, 8) < MOST_TERMS**2 else None
            case _:
                return None

    def _chain(self, node: Node, parts: Sequence[Node]) -> Polynomial | None:
        result = None
        for part in parts:
            inner = self._read(part)
            if inner is None:
                return None
            if result is not None:
                inner = _bounded(result + inner if isinstance(node, Sum) else result * inner)
            result = inner
        return result

    def constant(self, value: Fraction | int) -> Polynomial:
        """A number as a polynomial."""
        import flint

        value = Fraction(value)
        return self.context.constant(flint.fmpq(value.numerator, value.denominator))

    def letter(self, node: Node) -> Polynomial:
        """A letter as a polynomial."""
        return self.context.gen(self.letters.index(node))

    def degree(self, polynomial: Polynomial, letter: Node) -> int:
        """The degree in one letter; -1 for the zero polynomial."""
        place = self.letters.index(letter)
        return max((int(exponents[place]) for exponents in polynomial.to_dict()), default=-1)

    def coefficients(self, polynomial: Polynomial, letter: Node) -> dict[int, Polynomial]:
        """The polynomial by powers of one letter."""
        place = self.letters.index(letter)
        parts: dict[int, dict[tuple[int, ...], Any]] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            rest = (*exponents[:place], 0, *exponents[place + 1 :])
            parts.setdefault(exponents[place], {})[rest] = coefficient
        return {int(n): self.context.from_dict(part) for n, part in sorted(parts.items())}

    def divided_by(self, polynomial: Polynomial, letter: Node) -> Polynomial | None:
        """The quotient by a letter that is a factor of every term; None where it is not."""
        place = self.letters.index(letter)
        terms = polynomial.to_dict()
        if any(exponents[place] == 0 for exponents in terms):
            return None
        return self.context.from_dict(
            {(*e[:place], e[place] - 1, *e[place + 1 :]): coefficient for e, coefficient in terms.items()}
        )

    def tree(self, polynomial: Polynomial, leading: Sequence[Node]) -> Node:
        """The polynomial as a sum of monomials, by falling degree in the ``leading`` letters, then by the first."""
        places = [self.letters.index(letter) for letter in leading if letter in self.letters]
        terms = polynomial.to_dict()
        order = sorted(terms, key=lambda e: (-sum(e[p] for p in places), *(-e[p] for p in places), *(-n for n in e)))
        return build.total(*(self._monomial(exponents, terms[exponents]) for exponents in order))

    def _monomial(self, exponents: tuple[int, ...], coefficient: Any) -> Node:
        value = Fraction(int(coefficient.p), int(coefficient.q))
        letters = [build.power(letter, int(n)) for letter, n in zip(self.letters, exponents, strict=True) if n]
        node = build.product(build.number(value.numerator), *letters)
        return build.quotient(node, build.number(value.denominator))


def ring_of(nodes: Iterable[Node], *last: Node) -> Ring:
    """The ring in all letters and constants of some trees: constants, parameters, then ``last`` in their order.

    A y that is held constant beside x is no parameter: it stands behind x, as in 2xy.
    """
    import flint

    found = {part for node in nodes for part in walk(node) if isinstance(part, Symbol | Constant)} | set(last)
    rest = sorted(found - set(last), key=lambda part: (isinstance(part, Symbol), part.name))  # type: ignore[union-attr]
    if HELD in rest and last[:1] == (BEFORE_HELD,):
        rest.remove(HELD)
        last = (BEFORE_HELD, HELD, *last[1:])
    letters = (*rest, *last)
    names = tuple(f"v{place}" for place in range(len(letters)))
    return Ring(letters, flint.fmpq_mpoly_ctx.get(names, flint.Ordering.lex))


def _bounded(polynomial: Polynomial) -> Polynomial:
    if len(polynomial) > MOST_TERMS:
        raise TooLargeError
    return polynomial
