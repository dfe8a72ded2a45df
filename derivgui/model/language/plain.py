"""Trees as plain ASCII text that parses back to the same tree, with no bracket to spare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from derivgui.model.language.characters import NAME_OF_GREEK
from derivgui.model.language.doubts import FUNCTION_LETTERS
from derivgui.model.language.expression import Expression
from derivgui.model.language.fold import fold
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
)

SUM, NEGATIVE, PRODUCT, POWER, ATOM = range(5)


class Fragment(NamedTuple):
    """A printed sub-expression and how tight its loosest operator binds."""

    text: str
    level: int

    def within(self, level: int) -> str:
        """The text, in brackets where it binds looser than ``level``."""
        return self.text if self.level >= level else f"({self.text})"


def to_text(node: Node) -> str:
    """Plain text such as ``x^3 - 3x``; ``parser.parse`` reads the same tree from it."""
    return fold(node, _print).text


def definition_text(expression: Expression, name: str) -> str:
    """``f(x) = x^2``; a name that is a coordinate stays bare, as in ``y = x^2``."""
    head = symbol_text(name)
    if not names_a_coordinate(expression, name):
        head += f"({', '.join(map(symbol_text, expression.variables))})"
    return f"{head} = {to_text(expression.tree)}"


def names_a_coordinate(expression: Expression, name: str) -> bool:
    """Whether ``name`` is the coordinate that the graph is drawn over: y over x, z over x and y."""
    return (name, expression.variables) in (("y", ("x",)), ("z", ("x", "y")))


def _print(node: Node, parts: tuple[Fragment, ...]) -> Fragment:
    match node:
        case Number():
            return _number(node)
        case Constant(name):
            return Fragment(name, ATOM)
        case Symbol(name):
            return Fragment(symbol_text(name), ATOM)
        case Sum():
            return Fragment(_sum(parts), SUM)
        case Negative():
            return Fragment("-" + parts[0].within(PRODUCT), NEGATIVE)
        case Product():
            return Fragment(_product(node, parts), PRODUCT)
        case Quotient():
            return Fragment(f"{parts[0].within(PRODUCT)}/{parts[1].within(POWER)}", PRODUCT)
        case Power():
            return Fragment(f"{parts[0].within(ATOM)}^{_exponent(node.exponent, parts[1])}", POWER)
        case Call():
            return _call(node, parts)
        case Piecewise():
            return Fragment(_piecewise(node, iter(parts)), ATOM)


def _number(node: Number) -> Fragment:
    found = numeral(abs(node.value), node.decimal)
    if found is None:
        text, level = f"{abs(node.value.numerator)}/{node.value.denominator}", PRODUCT
    else:
        text, level = found.digits + (f"e{found.exponent}" if found.exponent else ""), ATOM
    return Fragment(text, level) if node.value >= 0 else Fragment("-" + text, NEGATIVE)


def symbol_text(name: str) -> str:
    """The ASCII spelling of a symbol: ``alpha``, ``x_0``, ``v_{max}``."""
    letter, _, subscript = name.partition("_")
    letter = NAME_OF_GREEK.get(letter, letter)
    if not subscript:
        return letter
    return f"{letter}_{subscript}" if len(subscript) == 1 or subscript.isdigit() else f"{letter}_{{{subscript}}}"


def _sum(parts: tuple[Fragment, ...]) -> str:
    text = parts[0].within(NEGATIVE)
    for part in parts[1:]:
        if part.level == NEGATIVE and part.text.startswith("-"):
            text += f" - {part.text[1:]}"
        else:
            text += f" + {part.within(NEGATIVE)}"
    return text


def _product(node: Product, parts: tuple[Fragment, ...]) -> str:
    text = parts[0].within(POWER)
    for place, right in enumerate(parts[1:], start=1):
        printed = right.within(POWER)
        left = parts[place - 1].within(POWER)
        sign = "" if _stand_side_by_side(node.factors[place - 1], left, printed) else "*"
        text += sign + printed
    return text


def _stand_side_by_side(left_node: Node, left: str, right: str) -> bool:
    first = right[0]
    match left_node:
        case Number():
            return first.isalpha() or first in "(|"
        case Symbol(name):
            return first == "(" and len(name) == 1 and name.isascii() and name not in FUNCTION_LETTERS
        case Power(Symbol(), Number()):
            return first == "("
        case Power(_, Number()):
            return first == "(" and left[0] == "("
        case Sum() | Product() | Quotient() | Negative():
            return first.isalpha() or first == "("
        case _:
            return False


def _exponent(node: Node, printed: Fragment) -> str:
    match node:
        case Negative(Number() | Symbol() | Constant()):
            return printed.text
        case Piecewise():
            return f"({printed.text})"
        case _:
            return printed.within(POWER)


def _call(node: Call, parts: tuple[Fragment, ...]) -> Fragment:
    inside = ", ".join(part.text for part in parts)
    if node.name == "abs" and "|" not in inside:
        return Fragment(f"|{inside}|", ATOM)
    if node.name == "factorial":
        return Fragment(_factorial_argument(node.arguments[0], parts[0]) + "!", ATOM)
    if node.name == "log_base":
        return Fragment(f"log_{_base(node.arguments[1], parts[1])}({parts[0].text})", ATOM)
    return Fragment(f"{node.name}({inside})", ATOM)


def _factorial_argument(node: Node, printed: Fragment) -> str:
    match node:
        case Number() | Symbol() | Constant():
            return printed.within(ATOM)
        case _:
            return f"({printed.text})"


def _base(node: Node, printed: Fragment) -> str:
    bare = (isinstance(node, Number) and printed.text.isdigit()) or len(printed.text) == 1
    return printed.text if bare else f"({printed.text})"


def _piecewise(node: Piecewise, parts: Iterator[Fragment]) -> str:
    lines: list[str] = []
    for branch in node.branches:
        condition = ""
        if branch.condition is not None:
            condition = next(parts).text
            for relation in branch.condition.relations:
                condition += f" {relation} {next(parts).text}"
            condition += ": "
        lines.append(condition + next(parts).text)
    return f"{{{', '.join(lines)}}}"
