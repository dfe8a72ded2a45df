"""Terms back to trees, in the order a textbook writes them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.language.numerals import numeral
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
    rebuild,
    symbols,
    walk,
)
from derivgui.model.symbolic.tidy.term import ONE, Term, is_exponential

_ROOTS = {2: "sqrt", 3: "cbrt"}
TEN = Number(Fraction(10))
FEWEST_ZEROS = 4


def writes_tens(node: Node) -> bool:
    """Whether a power of ten is written out in the tree, as 10^12 is: other numbers like it are written so, too."""
    return any(isinstance(part, Power) and part.base == TEN and not symbols(part) for part in walk(node))


def in_tens(node: Node) -> Node:
    """The tree with 2*10^12 in place of 2000000000000; x^10000 keeps its exponent."""
    match node:
        case Number(value, decimal=False) if value.denominator == 1:
            return _whole_in_tens(value)
        case Power(base, Number() as exponent):
            return Power(in_tens(base), exponent)
        case Product(factors):
            parts = (part for factor in map(in_tens, factors) for part in _factors(factor))
            return Product(tuple(parts))
        case _:
            return rebuild(node, in_tens)


def _factors(node: Node) -> tuple[Node, ...]:
    return node.factors if isinstance(node, Product) else (node,)


def _whole_in_tens(value: Fraction) -> Node:
    digits = str(value.numerator)
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < FEWEST_ZEROS or not value:
        return Number(value)
    power, front = Power(TEN, Number(Fraction(zeros))), value / 10**zeros
    return power if front == 1 else Product((Number(front), power))


@dataclass(frozen=True, slots=True)
class Layout:
    """``variables`` vary; ``decimals`` writes 0.3 instead of 3/10, ``tens`` 2*10^12 instead of 2000000000000."""

    variables: tuple[str, ...]
    decimals: bool = False
    tens: bool = False

    def number(self, value: Fraction) -> Node:
        """A number >= 0."""
        found = numeral(value, True) if self.decimals and value.denominator != 1 else None
        if found is not None:
            return Number(value, decimal=True)
        if value.denominator == 1:
            return self._whole(value)
        return Quotient(self._whole(Fraction(value.numerator)), self._whole(Fraction(value.denominator)))

    def _whole(self, value: Fraction) -> Node:
        return _whole_in_tens(value) if self.tens else Number(value)

    def total(self, terms: tuple[Term, ...]) -> Node:
        """The tree of a sum, its terms in the order given."""
        if not terms:
            return Number(Fraction(0))
        nodes = tuple(map(self.term, terms))
        return nodes[0] if len(nodes) == 1 else Sum(nodes)

    def term(self, one: Term) -> Node:
        """The tree of one term: sign, numerator, denominator."""
        coefficient, factors = one.coefficient, one.factors
        if coefficient < 0:
            turned = self._with_turned_bracket(factors)
            if turned is not None:
                return self.term(Term(-coefficient, turned))
            return Negative(self.term(-one))
        above = [(atom, power) for atom, power in factors if power > 0 or is_exponential(atom)]
        below = [(atom, -power) for atom, power in factors if power < 0 and not is_exponential(atom)]
        if self.decimals and numeral(coefficient, True) is not None:
            top, bottom = coefficient, ONE
        else:
            top, bottom = Fraction(coefficient.numerator), Fraction(coefficient.denominator)
        numerator = self._product(top, above)
        denominator = self._product(bottom, below)
        return numerator if denominator == Number(ONE) else Quotient(numerator, denominator)

    def begins_with_plus(self, one: Term) -> bool:
        """Whether no sign stands before the term, if need be since a bracket takes it."""
        return one.coefficient > 0 or self._with_turned_bracket(one.factors) is not None

    def _with_turned_bracket(
        self, factors: tuple[tuple[Node, Fraction], ...]
    ) -> tuple[tuple[Node, Fraction], ...] | None:
        """-(x^2 - 1) as 1 - x^2: a bracket with a minus sign in it takes the one in front."""
        for place, (atom, power) in enumerate(factors):
            if isinstance(atom, Sum) and power == 1 and any(isinstance(part, Negative) for part in atom.terms):
                return (*factors[:place], (self.turned(atom), power), *factors[place + 1 :])
        return None

    def turned(self, node: Sum) -> Sum:
        """The opposite of a sum, a positive term first where there is one."""
        parts = tuple(part.operand if isinstance(part, Negative) else Negative(part) for part in node.terms)
        if not isinstance(parts[-1], Negative):
            return Sum(parts[::-1])
        first = next((place for place, part in enumerate(parts) if not isinstance(part, Negative)), 0)
        return Sum((parts[first], *parts[:first], *parts[first + 1 :]))

    def _product(self, coefficient: Fraction, factors: list[tuple[Node, Fraction]]) -> Node:
        ordered = sorted(factors, key=lambda factor: self._rank(*factor))
        nodes = [self.power(atom, power) for atom, power in ordered]
        if coefficient != 1 or not nodes:
            number = self.number(coefficient)
            nodes[:0] = number.factors if isinstance(number, Product) else (number,)
        return nodes[0] if len(nodes) == 1 else Product(tuple(nodes))

    def _rank(self, atom: Node, power: Fraction) -> tuple[int, int]:
        """Numbers, parameters, variables, roots, brackets, functions, exponentials, and ln 2 last of all.

        Among equals x comes before y, also inside of functions.
        """
        places = [self.variables.index(name) for name in symbols(atom) if name in self.variables]
        return self._class(atom, power), min(places, default=0)

    def _class(self, atom: Node, power: Fraction) -> int:
        varies = not set(symbols(atom)).isdisjoint(self.variables)
        if isinstance(atom, Number):
            return 0
        if isinstance(atom, Call) and not varies:
            return 9
        if is_exponential(atom):
            return 8 if varies else 2
        if not varies:
            return 1 if isinstance(atom, Constant | Symbol) else 3
        if power.denominator != 1:
            return 5
        if isinstance(atom, Symbol):
            return 4
        return 6 if isinstance(atom, Sum) else 7

    def power(self, atom: Node, power: Fraction) -> Node:
        """An atom raised to a power; square and cube roots with their sign."""
        if power == 1:
            return atom
        if isinstance(atom, Power) and is_exponential(atom):
            return Power(atom.base, self._multiple(power, atom.exponent))
        if abs(power.numerator) == 1 and power.denominator in _ROOTS and power > 0:
            return Call(_ROOTS[power.denominator], (atom,))
        return Power(atom, self._exponent(power))

    def _exponent(self, power: Fraction) -> Node:
        size = abs(power)
        node: Node = Number(size)
        if size.denominator != 1:
            node = Quotient(Number(Fraction(size.numerator)), Number(Fraction(size.denominator)))
        return node if power > 0 else Negative(node)

    def _multiple(self, power: Fraction, exponent: Node) -> Node:
        """Half of x as x/2, thrice as 3x, in the exponent of an exponential."""
        if power < 0:
            return Negative(self._multiple(-power, exponent))
        if power == 1:
            return exponent
        above, below = (
            (exponent.numerator, exponent.denominator) if isinstance(exponent, Quotient) else (exponent, None)
        )
        factors: tuple[Node, ...] = above.factors if isinstance(above, Product) else (above,)
        if isinstance(above, Number):
            # Twice 1/x is 2/x.
            power, factors = power * above.value, ()
        if self.decimals and power.denominator != 1 and numeral(power, True) is not None:
            scaled: Node = Product((Number(power, decimal=True), *factors)) if factors else Number(power, decimal=True)
            return scaled if below is None else Quotient(scaled, below)
        number = Number(Fraction(power.numerator))
        product: Node = above
        if not factors:
            product = number
        elif power.numerator != 1:
            product = Product((number, *factors))
        if power.denominator == 1 and below is None:
            return product
        divisor = Number(Fraction(power.denominator))
        if below is None:
            return Quotient(product, divisor)
        return Quotient(product, below if power.denominator == 1 else Product((divisor, below)))


def polynomial_degree(one: Term) -> Fraction | None:
    """The degree of a term that is a monomial of symbols, None for any other."""
    total = Fraction(0)
    for atom, power in one.factors:
        if isinstance(atom, Symbol):
            if power < 0 or power.denominator != 1:
                return None
            total += power
        elif isinstance(atom, Piecewise | Sum | Call | Power):
            return None
    return total
