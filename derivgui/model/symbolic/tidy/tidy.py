"""The way from a tree to its terms and back."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction

from derivgui.model.language.tree import (
    Branch,
    Call,
    Comparison,
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
    walk,
)
from derivgui.model.symbolic.tidy.cancelling import cancelled
from derivgui.model.symbolic.tidy.layout import Layout, polynomial_degree, writes_tens
from derivgui.model.symbolic.tidy.roots import root_of_number
from derivgui.model.symbolic.tidy.sums import Terms, added, bracket, one_term
from derivgui.model.symbolic.tidy.term import (
    ONE,
    Term,
    UndefinedError,
    atom_term,
    combined,
    content,
)

_Signature = frozenset[tuple[frozenset[tuple[Node, Fraction]], Fraction]]


def tidy(node: Node, variables: tuple[str, ...] = ("x",), like: Node | None = None) -> Node:
    """The tree in textbook shape; sums that occur in ``like`` keep its order and signs.

    Raises:
        UndefinedError: a constant part has no value, such as 1/0.
    """
    return tidier(variables, like if like is not None else node).node(node)


def tidier(variables: tuple[str, ...], like: Node) -> Tidier:
    """A tidier that writes as ``like`` is written."""
    decimals = any(isinstance(part, Number) and part.decimal and part.value.denominator != 1 for part in walk(like))
    found = Tidier(Layout(variables, decimals, writes_tens(like)))
    found.learn(like)
    return found


@dataclass(slots=True)
class Tidier:
    """Trees to terms and back, for one formula: what was found out about a subtree is kept.

    ``typed`` remembers sums as typed, by their terms without common divisor.
    """

    layout: Layout
    typed: dict[_Signature, Terms] = field(default_factory=dict)
    known: dict[Node, Terms] = field(default_factory=dict)

    def node(self, node: Node) -> Node:
        """The tidy tree."""
        return self.layout.total(self._in_order(self.terms(node)))

    def learn(self, node: Node) -> None:
        """Remember how the sums of a tree are written."""
        parts = list(walk(node))
        raised = {base for part in parts if (base := _raised(part)) is not None}
        for part in reversed(parts):
            if isinstance(part, Sum):
                self._learn_sum(part, part in raised)
        self.known.clear()

    def _learn_sum(self, node: Sum, is_raised: bool) -> None:
        """Fractions stay in a sum where they are few: x - 1/3, and x/2 + 1 only below a power or a root."""
        try:
            pieces = [self.terms(piece) for piece in node.terms]
        except (UndefinedError, OverflowError):
            return
        terms = combined(one for piece in pieces for one in piece)
        if len(terms) == len(pieces) and all(len(piece) == 1 for piece in pieces):
            primitive = _primitive(terms)
            keeps = is_raised or all(one.coefficient.denominator == 1 for one in terms if one.factors)
            self.typed.setdefault(_signature(primitive), terms if keeps else primitive)

    def terms(self, node: Node) -> Terms:
        """The terms of a tree, like ones added."""
        found = self.known.get(node)
        if found is None:
            found = self.known[node] = self._terms(node)
        return found

    def one(self, node: Node) -> Term:
        """A tree as one term."""
        return one_term(self.terms(node), self)

    def parts(self, node: Sum) -> Terms:
        """The terms of a sum that is an atom."""
        return combined(one for part in node.terms for one in self.terms(part))

    def is_typed_with_powers(self, terms: Terms) -> bool:
        """Whether the reader wrote this sum, or a multiple of it, with brackets raised to powers."""
        powers = (power for one in terms for atom, power in one.factors if isinstance(atom, Sum))
        return any(power > 1 for power in powers) and self._as_typed(_primitive(terms)) is not None

    def _as_typed(self, primitive: Terms) -> tuple[Terms, Fraction] | None:
        """The sum as it was typed and by what it is to be multiplied; only fractions keep a common divisor there."""
        for candidate, sign in ((primitive, ONE), (tuple(-one for one in primitive), -ONE)):
            typed = self.typed.get(_signature(candidate))
            if typed is not None:
                divisor = content(one.coefficient for one in typed)
                return (_primitive(typed), sign) if divisor.denominator == 1 else (typed, sign / divisor)
        return None

    def sum_atom(self, terms: Terms) -> tuple[Sum, Fraction]:
        """The atom of several terms without common divisor, and the number to multiply it with."""
        typed = self._as_typed(terms)
        if typed is not None:
            return self._sum(typed[0]), typed[1]
        ordered = self._in_order(terms)
        if ordered[0].coefficient < 0:
            return self._sum(tuple(-one for one in ordered)), -ONE
        leading = max(ordered, key=lambda one: polynomial_degree(one) or Fraction(0))
        if polynomial_degree(leading) and leading.coefficient < 0:
            return self._sum(self._in_order(tuple(-one for one in terms))), -ONE
        return self._sum(ordered), ONE

    def _sum(self, terms: Terms) -> Sum:
        return Sum(tuple(map(self.layout.term, terms)))

    def _in_order(self, terms: Terms) -> Terms:
        """As typed; a polynomial by falling degree; a positive term first, where there is one."""
        if len(terms) < 2:
            return terms
        typed = self.typed.get(_signature(_primitive(terms)))
        if typed is not None:
            order = [one.key for one in typed]
            return tuple(sorted(terms, key=lambda one: order.index(one.key)))
        degrees = {one: polynomial_degree(one) for one in terms}
        if None not in degrees.values():
            terms = tuple(sorted(terms, key=lambda one: degrees[one] or 0, reverse=True))
            if terms[0].coefficient < 0 < terms[-1].coefficient:
                return terms[::-1]
        first = next((place for place, one in enumerate(terms) if self.layout.begins_with_plus(one)), 0)
        return (terms[first], *terms[:first], *terms[first + 1 :])

    def _terms(self, node: Node) -> Terms:
        match node:
            case Number(value):
                return (Term(value),) if value else ()
            case Symbol() | Constant():
                return (atom_term(node),)
            case Negative(operand):
                return tuple(-one for one in self.terms(operand))
            case Sum(parts):
                return added(tuple(one for part in parts for one in self.terms(part)), self)
            case Product(parts):
                return self._settled(math.prod(map(self.one, parts), start=Term(ONE)))
            case Quotient(above, below):
                return self._settled(self.one(above) / self._divisor(below))
            case Power():
                return self._power(node)
            case Call():
                return self._call(node)
            case Piecewise():
                return (atom_term(self._piecewise(node)),)

    def _base(self, node: Node) -> Term:
        """What is raised to a power or stands below a bar: a polynomial stays one bracket, x^2 + x."""
        terms = self.terms(node)
        if len(terms) > 1 and all(polynomial_degree(one) is not None for one in terms):
            return bracket(terms, self)
        return one_term(terms, self)

    def _radicand(self, node: Node) -> Term:
        """What stands below a root: a sum stays one."""
        terms = self.parts(node) if isinstance(node, Sum) else self.terms(node)
        return bracket(terms, self) if len(terms) > 1 else self._base(node)

    def _divisor(self, below: Node) -> Term:
        divisor = self._base(below)
        if divisor.coefficient == 0:
            raise UndefinedError
        return divisor

    def _settled(self, one: Term) -> Terms:
        """A number times a bracket is a sum again."""
        one = cancelled(one, self)
        if one.coefficient == 0:
            return ()
        if len(one.factors) == 1:
            ((atom, power),) = one.factors
            if isinstance(atom, Sum) and power == 1:
                return tuple(part * Term(one.coefficient) for part in self.parts(atom))
        return (one,)

    def _power(self, node: Power) -> Terms:
        exponent = self.terms(node.exponent)
        if not exponent:
            return self._to_the_zero(node)
        if len(exponent) == 1 and not exponent[0].factors and not _is_decimal(node.exponent):
            return self._rational_power(node.base, exponent[0].coefficient)
        if len(exponent) == 1 and exponent[0].factors and not symbols(node.base):
            core = self.layout.total((Term(ONE, exponent[0].factors),))
            return (atom_term(Power(self.node(node.base), core), exponent[0].coefficient),)
        return (atom_term(Power(self.node(node.base), self.node(node.exponent))),)

    def _to_the_zero(self, node: Power) -> Terms:
        if not self.terms(node.base):
            raise UndefinedError
        return (Term(ONE),)

    def _rational_power(self, base: Node, exponent: Fraction) -> Terms:
        if exponent == 1:
            return self.terms(base)
        inner = self._base(base) if exponent.denominator == 1 else self._radicand(base)
        if inner.coefficient == 0:
            if exponent < 0:
                raise UndefinedError
            return ()
        if exponent.denominator == 1:
            try:
                return self._settled(inner**exponent.numerator)
            except OverflowError:
                return (atom_term(Power(self.layout.term(inner), _whole(exponent))),)
        return self._root_power(inner, exponent)

    def _root_power(self, inner: Term, exponent: Fraction) -> Terms:
        """A root: powers of positive numbers come out of it, all else stays one atom."""
        number, sign = abs(inner.coefficient), 1 if inner.coefficient > 0 else -1
        outside = root_of_number(number, exponent)
        if outside is None:
            return (atom_term(self.layout.term(inner), exponent),)
        if sign < 0 and exponent.denominator % 2:
            outside, sign = outside * Term(Fraction(-1) ** exponent.numerator), 1
        rest = Term(Fraction(sign), inner.factors)
        if rest == Term(ONE):
            return (outside,)
        return (outside * atom_term(self._below_the_root(rest), exponent),)

    def _below_the_root(self, rest: Term) -> Node:
        """-(x - 1) as 1 - x; a single atom as itself."""
        if len(rest.factors) == 1 and rest.factors[0][1] == 1:
            atom = rest.factors[0][0]
            if rest.coefficient > 0:
                return atom
            if isinstance(atom, Sum):
                return self.layout.turned(atom)
        return self.layout.term(rest)

    def _call(self, node: Call) -> Terms:
        first = node.arguments[0]
        if node.name in ("sqrt", "cbrt"):
            return self._rational_power(first, Fraction(1, 2 if node.name == "sqrt" else 3))
        if node.name == "root":
            degree = self.terms(node.arguments[1])
            if len(degree) == 1 and not degree[0].factors and degree[0].coefficient.denominator == 1:
                return self._rational_power(first, 1 / degree[0].coefficient)
        arguments = tuple(map(self.node, node.arguments))
        if node.name == "abs":
            inner = self.one(first)
            if not inner.factors:
                return (Term(abs(inner.coefficient)),) if inner.coefficient else ()
            rest = self.layout.term(Term(ONE, inner.factors))
            return (Term(abs(inner.coefficient)) * atom_term(Call("abs", (rest,))),)
        if node.name == "ln" and arguments == (Constant("e"),):
            return (Term(ONE),)
        if node.name == "ln" and arguments == (Number(ONE),):
            return ()
        return (atom_term(Call(node.name, arguments)),)

    def _piecewise(self, node: Piecewise) -> Node:
        branches = []
        for branch in node.branches:
            condition = branch.condition
            if condition is not None:
                condition = Comparison(tuple(map(self.node, condition.operands)), condition.relations)
            branches.append(Branch(condition, self.node(branch.value)))
        return Piecewise(tuple(branches))


def _raised(node: Node) -> Node | None:
    """What stands below a power or a root."""
    match node:
        case Power(base):
            return base
        case Call("sqrt" | "cbrt" | "root", arguments):
            return arguments[0]
    return None


def _is_decimal(node: Node) -> bool:
    return any(isinstance(part, Number) and part.decimal and part.value.denominator != 1 for part in walk(node))


def _whole(exponent: Fraction) -> Node:
    size = Number(abs(exponent))
    return size if exponent > 0 else Negative(size)


def _primitive(terms: Terms) -> Terms:
    divisor = content(one.coefficient for one in terms)
    return tuple(Term(one.coefficient / divisor, one.factors) for one in terms)


def _signature(terms: Terms) -> _Signature:
    return frozenset((one.key, one.coefficient) for one in terms)
