"""The grammar: resolved tokens to a tree, by binding powers (Pratt, 1973).

Chains become one node: the loops below collect the terms of a sum and the factors of a product
instead of nesting them. Every step down is counted, so no text can exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivgui.model.language import calls, complaints, doubts, piecewise
from derivgui.model.language.binding import CLOSERS, LEAVES, POWER, POWERS, PRODUCT, SUM
from derivgui.model.language.limits import DEEPEST_NESTING, too_deep
from derivgui.model.language.tokens import Token
from derivgui.model.language.tree import (
    Call,
    Comparison,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
)

_BRACKET_FUNCTIONS = {"|(": "abs", "⌊": "floor", "⌈": "ceil"}
_NAMED_ROOTS: dict[Node, str] = {Number(Fraction(2)): "sqrt", Number(Fraction(3)): "cbrt"}


class Reader:
    """Reads tokens from left to right; one reader reads one text once.

    Attributes:
        text: as typed.
        variables: the independent variables.
        spans: the place of each node with parts, by its ``id``.
        token: the current token, ``tokens[place]``; the last one is of kind "end".
    """

    def __init__(self, text: str, tokens: list[Token], variables: frozenset[str]) -> None:
        self.text = text
        self.variables = variables
        self.spans: dict[int, tuple[int, int]] = {}
        self.tokens = [*tokens, Token("end", "", len(text), len(text))]
        self.place = 0
        self.token = self.tokens[0]
        self._depth = 0

    def advance(self) -> Token:
        """Step over the current token and answer it."""
        passed = self.token
        self.place += 1
        self.token = self.tokens[self.place]
        return passed

    def following(self, distance: int = 1) -> Token:
        """The token that stands so far behind the current one, the end mark at most."""
        return self.tokens[min(self.place + distance, len(self.tokens) - 1)]

    def previous_end(self) -> int:
        """Place behind the token that was read last."""
        return self.tokens[self.place - 1].end if self.place else 0

    def placed(self, node: Node, start: int) -> Node:
        """The node, its place remembered: from ``start`` to the token read last."""
        self.spans[id(node)] = (start, self.previous_end())
        return node

    def all(self) -> Node:
        """The whole text as one expression."""
        tree = self.expression()
        if self.token.kind != "end":
            raise complaints.unexpected(self)
        return tree

    def expression(self, power: int = 0) -> Node:
        """An expression of operators that bind tighter than ``power``."""
        start = self.token.start
        kind = self.token.kind
        if kind in LEAVES:
            left: Node = self.advance().value
        elif kind in CLOSERS:
            left = self.group()
        elif kind in _PREFIXES:
            left = _PREFIXES[kind](self, power)
        else:
            raise complaints.missing(self)
        while (binding := POWERS.get(self.token.kind, 0)) > power:
            if binding == SUM:
                left = self._sum(left)
            elif binding == PRODUCT:
                left = self._product(left, start)
            else:
                left = self._raised(left)
            self.placed(left, start)
        return left

    def _raised(self, base: Node) -> Node:
        """``base`` with the power or the factorial sign behind it."""
        complaints.refuse_double_factorial(self)
        sign = self.advance()
        if sign.kind == "!":
            return Call("factorial", (base,))
        if sign.kind == "^":
            return Power(base, self._exponent(sign))
        exponent = self.group()
        doubts.refuse_root_behind_power(sign, exponent, self.token)
        return Power(base, exponent)

    def group(self) -> Node:
        """One bracket of any shape; braces may hold a piecewise definition."""
        opening = self.enter_bracket()
        node = piecewise.read(self, opening) if opening.kind == "{" else self.expression()
        self.leave_bracket(opening)
        function = _BRACKET_FUNCTIONS.get(opening.kind)
        return self.placed(Call(function, (node,)), opening.start) if function else node

    def comparison(self) -> Node | Comparison:
        """An expression, or a chain of expressions with relations between."""
        operands = [self.expression()]
        relations: list[str] = []
        while self.token.kind == "relation":
            relations.append(self.advance().value)
            operands.append(self.expression())
        return Comparison(tuple(operands), tuple(relations)) if relations else operands[0]

    def enter_bracket(self) -> Token:
        """Step over the opening bracket that must stand here."""
        if self.token.kind not in CLOSERS:
            raise complaints.missing(self)
        opening = self.advance()
        self._step_down(opening)
        if self.token.kind == CLOSERS[opening.kind]:
            raise complaints.empty_bracket(self, opening)
        return opening

    def leave_bracket(self, opening: Token) -> None:
        """Step over the closing bracket that belongs to ``opening``."""
        if self.token.kind != CLOSERS[opening.kind]:
            raise complaints.unclosed(self, opening, CLOSERS[opening.kind])
        self._depth -= 1
        self.advance()

    def deeper(self, operator: Token, power: int) -> Node:
        """The operand of what can nest without brackets: a power, a sign, a bare function."""
        if self.token.kind in CLOSERS:
            return self.expression(power)
        self._step_down(operator)
        node = self.expression(power)
        self._depth -= 1
        return node

    def _step_down(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise too_deep((token.start, token.end))

    def _sum(self, left: Node) -> Node:
        terms = [left]
        while self.token.kind in ("+", "-"):
            sign = self.advance()
            start = self.token.start
            term = self.expression(SUM)
            terms.append(term if sign.kind == "+" else self.placed(Negative(term), start))
        return Sum(tuple(terms))

    def _product(self, left: Node, start: int) -> Node:
        factors = [left]
        while POWERS.get(self.token.kind) == PRODUCT:
            divides = self.token.kind == "/"
            if self.token.kind in ("*", "/"):
                self.advance()
            factor = self.expression(PRODUCT)
            if divides:
                numerator = self.placed(self._product_of(factors), start)
                factors = [self.placed(Quotient(numerator, factor), start)]
            else:
                factors.append(factor)
        return self._product_of(factors)

    def _product_of(self, factors: list[Node]) -> Node:
        return factors[0] if len(factors) == 1 else Product(tuple(factors))

    def _exponent(self, sign: Token) -> Node:
        """What stands behind ``^``: braces alone, else everything that binds as tight."""
        if self.token.kind != "{":
            return self.deeper(sign, POWER - 1)
        start = self.token.start
        node = self.group()
        if self.token.kind == "^":
            again = self.advance()
            self._step_down(again)
            node = self.placed(Power(node, self._exponent(again)), start)
            self._depth -= 1
        return node


def _negative(reader: Reader, power: int) -> Node:
    sign = reader.advance()
    return reader.placed(Negative(reader.deeper(sign, max(power, SUM))), sign.start)


def _positive(reader: Reader, power: int) -> Node:
    return reader.deeper(reader.advance(), max(power, SUM))


def _fraction(reader: Reader, _power: int) -> Node:
    start = reader.advance().start
    numerator = reader.group()
    return reader.placed(Quotient(numerator, reader.group()), start)


def _root(reader: Reader, _power: int) -> Node:
    """``√``, ``∛`` and ``\\sqrt[n]``: a bracket alone, else a factor with its powers."""
    sign = reader.advance()
    degree = reader.group() if sign.value is None else Number(Fraction(sign.value))
    return _root_of_degree(reader, sign, degree)


def _root_with_raised_degree(reader: Reader, _power: int) -> Node:
    """``³√x``."""
    mark = reader.token
    reader.advance()
    degree = reader.group()
    if reader.token.kind != "root" or reader.token.value != 2:
        raise complaints.missing_in_front_of(mark)
    return _root_of_degree(reader, reader.advance(), degree)


def _root_of_degree(reader: Reader, sign: Token, degree: Node) -> Node:
    in_brackets = reader.token.kind in ("(", "[", "{")
    radicand = reader.group() if in_brackets else reader.deeper(sign, PRODUCT)
    name = _NAMED_ROOTS.get(degree)
    call = Call(name, (radicand,)) if name else Call("root", (radicand, degree))
    return reader.placed(call, sign.start)


_PREFIXES: dict[str, Callable[[Reader, int], Node]] = {
    "-": _negative,
    "+": _positive,
    "frac": _fraction,
    "root": _root,
    "sup": _root_with_raised_degree,
    "function": calls.read,
}
