"""Trees as LaTeX, as a good textbook sets them; the LaTeX front end reads an equal tree from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.characters import GREEK_NAMES, NAME_OF_GREEK
from derivgui.model.language.doubts import FUNCTION_LETTERS
from derivgui.model.language.expression import Expression
from derivgui.model.language.fold import fold
from derivgui.model.language.numerals import numeral
from derivgui.model.language.plain import names_a_coordinate
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

CASES, SUM, NEGATIVE, PRODUCT, POWER, ATOM = range(6)
_CONSTANTS = {"e": "e", "pi": r"\pi", "tau": r"\tau"}
_RELATIONS = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_TALL = (r"\frac", r"\sqrt", r"\begin", r"\left")
_FENCES = {
    "abs": r"\left|{}\right|",
    "floor": r"\left\lfloor {} \right\rfloor",
    "ceil": r"\left\lceil {} \right\rceil",
}
# Functions whose argument, or whose power, is customarily set without brackets.
_BARE = frozenset(row.name for row in BY_NAME.values() if row.inverse or row.name in ("log", "log_base")) - {"exp"}
_HEADS = tuple({row.latex for row in BY_NAME.values() if row.latex.startswith("\\")} - {r"\sqrt", r"\sqrt[3]"})
_THIN_SPACE_BEHIND = frozenset({"sqrt", "cbrt", "root", "factorial"})

# A d in front of a letter would look like the d of a derivative.
_DIFFERENTIAL = Symbol("d")


class Fragment(NamedTuple):
    """A printed sub-expression.

    Attributes:
        text: the LaTeX.
        level: how tight its loosest operator binds.
        closed: the same with brackets around the argument of a function that it ends with; "" where
            there is no such argument.
        inline: the same with a slash for its fraction, for exponents; "" where that does not fit.
        head, tail: name and argument of a function whose power may stand between; else "".
    """

    text: str
    level: int
    closed: str = ""
    inline: str = ""
    head: str = ""
    tail: str = ""

    def within(self, level: int) -> str:
        """The text, in brackets where it binds looser than ``level``."""
        return self.text if self.level >= level else bracketed(self.text)


def bracketed(text: str) -> str:
    """Round brackets, tall ones around tall contents."""
    if any(sign in text for sign in _TALL):
        return rf"\left({text}\right)"
    return f"({text})"


def to_latex(node: Node) -> str:
    """LaTeX for a display or a line, without delimiters."""
    return fold(node, _print).text


def definition_latex(expression: Expression, name: str) -> str:
    """``f(x) = x^{2}``; a name that is a coordinate stays bare, as in ``y = x^{2}``."""
    head = symbol_latex(name)
    if not names_a_coordinate(expression, name):
        head += f"({', '.join(map(symbol_latex, expression.variables))})"
    return f"{head} = {to_latex(expression.tree)}"


def symbol_latex(name: str) -> str:
    """``\\alpha``, ``x_{0}``, ``v_{\\mathrm{max}}``."""
    letter, _, subscript = name.partition("_")
    greek = NAME_OF_GREEK.get(letter)
    letter = rf"\{greek}" if greek else letter
    if not subscript:
        return letter
    if subscript in GREEK_NAMES:
        subscript = rf"\{subscript}"
    elif len(subscript) > 1 and subscript.isalpha():
        subscript = rf"\mathrm{{{subscript}}}"
    return f"{letter}_{{{subscript}}}"


def _print(node: Node, parts: tuple[Fragment, ...]) -> Fragment:
    match node:
        case Number():
            return _number(node)
        case Constant(name):
            return Fragment(_CONSTANTS[name], ATOM)
        case Symbol(name):
            return Fragment(symbol_latex(name), ATOM)
        case Sum():
            return Fragment(_sum(parts), SUM)
        case Negative():
            inline = f"-{parts[0].inline}" if parts[0].inline else ""
            return Fragment(f"-{parts[0].within(PRODUCT)}", NEGATIVE, inline=inline)
        case Product():
            return _product(node, parts)
        case Quotient():
            return _quotient(node, parts)
        case Power():
            return _power(node, parts)
        case Call():
            return _call(node, parts)
        case Piecewise():
            return Fragment(_piecewise(node, iter(parts)), CASES)


def _number(node: Number) -> Fragment:
    found = numeral(abs(node.value), node.decimal)
    if found is None:
        text, level = rf"\frac{{{abs(node.value.numerator)}}}{{{node.value.denominator}}}", PRODUCT
    elif found.exponent:
        text, level = rf"{found.digits} \cdot 10^{{{found.exponent}}}", PRODUCT
    else:
        text, level = found.digits, ATOM
    return Fragment(text, level) if node.value >= 0 else Fragment(f"-{text}", NEGATIVE)


def _sum(parts: tuple[Fragment, ...]) -> str:
    text = parts[0].within(NEGATIVE)
    for part in parts[1:]:
        if part.level == NEGATIVE:
            text += f" - {part.text[1:]}"
        else:
            text += f" + {part.within(NEGATIVE)}"
    return text


def _product(node: Product, parts: tuple[Fragment, ...]) -> Fragment:
    text, closed = parts[-1].within(POWER), parts[-1].closed
    for left, part, right in zip(node.factors[-2::-1], parts[-2::-1], node.factors[:0:-1], strict=True):
        ends_by_itself = not part.closed or text.startswith(_HEADS)
        printed = part.within(POWER) if ends_by_itself else part.closed
        printed += _sign_between(left, printed, right, text)
        text, closed = printed + text, closed and printed + closed
    return Fragment(text, PRODUCT, closed)


def _sign_between(left: Node, left_text: str, right: Node, right_text: str) -> str:
    if right_text[0].isdigit():
        return r" \cdot "
    if isinstance(left, Number):
        mixed = isinstance(right, Quotient) and isinstance(right.numerator, Number)
        return r" \cdot " if mixed else ""
    if left == _DIFFERENTIAL:
        return r" \cdot "
    if isinstance(left, Symbol) and right_text.startswith(("(", r"\left(")):
        return r" \cdot " if left.name[0] in FUNCTION_LETTERS else ""
    if left_text.endswith(")") and right_text.startswith("("):
        return ""
    return r"\, " if right_text[0].isalpha() and _wants_room_behind(left) else " "


def _wants_room_behind(left: Node) -> bool:
    """Whether a letter behind would seem to belong to it: a root, a factorial, a long exponent."""
    match left:
        case Call(name):
            return name in _THIN_SPACE_BEHIND
        case Power(_, exponent):
            return not isinstance(exponent, Number | Symbol | Constant)
        case _:
            return False


def _quotient(node: Quotient, parts: tuple[Fragment, ...]) -> Fragment:
    above, below = parts
    inline = ""
    if isinstance(node.denominator, Number | Symbol | Constant) and below.level == ATOM:
        numerator = above.within(PRODUCT)
        if not above.closed and not any(sign in numerator for sign in _TALL):
            inline = f"{numerator}/{below.text}"
    return Fragment(rf"\frac{{{above.text}}}{{{below.text}}}", POWER, inline=inline)


def _power(node: Power, parts: tuple[Fragment, ...]) -> Fragment:
    base, exponent = parts
    raised = f"^{{{exponent.inline or exponent.text}}}"
    if base.head and _may_stand_behind_a_name(node.exponent):
        closed = base.closed and base.head + raised + base.closed.removeprefix(base.head)
        return Fragment(base.head + raised + base.tail, POWER, closed)
    return Fragment((base.closed or base.within(ATOM)) + raised, POWER)


def _may_stand_behind_a_name(exponent: Node) -> bool:
    """``\\sin^{2} x`` and ``\\sin^{n} x``; a -1 there would be the inverse."""
    match exponent:
        case Number(value, False):
            return value >= 2
        case _:
            return isinstance(exponent, Symbol)


def _call(node: Call, parts: tuple[Fragment, ...]) -> Fragment:
    name, first = node.name, parts[0]
    if name in _FENCES:
        return Fragment(_FENCES[name].format(first.text), ATOM)
    if name in ("sqrt", "cbrt", "root"):
        degree = {"sqrt": "", "cbrt": "[3]"}.get(name) if name != "root" else f"[{parts[1].text}]"
        return Fragment(rf"\sqrt{degree}{{{first.text}}}", POWER)
    if name == "factorial":
        simple = isinstance(node.arguments[0], Number | Symbol | Constant)
        return Fragment((first.within(ATOM) if simple else bracketed(first.text)) + "!", POWER)
    head = BY_NAME[name].latex
    if name == "log_base":
        head, parts = rf"{head}_{{{parts[1].text}}}", parts[:1]
    in_brackets = bracketed(", ".join(part.text for part in parts))
    if name not in _BARE:
        return Fragment(head + in_brackets, ATOM)
    if _stands_without_brackets(node.arguments[0]):
        tail = first.text if first.text.startswith((r"\left", r"\frac")) else " " + first.text
        return Fragment(head + tail, POWER, head + in_brackets, head=head, tail=tail)
    return Fragment(head + in_brackets, ATOM, head=head, tail=in_brackets)


def _stands_without_brackets(argument: Node) -> bool:
    """Whether a reader sees at once where the argument ends: x, 2x, a fraction, a root, bars."""
    match argument:
        case Symbol() | Constant() | Quotient():
            return True
        case Number():
            return _number(argument).level == ATOM
        case Call(name):
            return name in ("abs", "sqrt", "cbrt", "floor", "ceil")
        case Product((*coefficients, Constant() | Symbol())):
            return all(map(_is_coefficient, coefficients, range(len(coefficients))))
        case _:
            return False


def _is_coefficient(factor: Node, place: int) -> bool:
    match factor:
        case Number(_, decimal):
            return place == 0 and not decimal and _number(factor).level == ATOM
        case Symbol(name):
            return name not in ("x", "y", _DIFFERENTIAL.name)
        case _:
            return isinstance(factor, Constant)


def _piecewise(node: Piecewise, parts: Iterator[Fragment]) -> str:
    lines: list[str] = []
    for branch in node.branches:
        condition = r"\text{otherwise}"
        if branch.condition is not None:
            condition = r"\text{if } " + next(parts).within(SUM)
            for relation in branch.condition.relations:
                condition += f" {_RELATIONS[relation]} {next(parts).within(SUM)}"
        lines.append(f"{next(parts).within(SUM)} & {condition}")
    return r"\begin{cases} " + r" \\ ".join(lines) + r" \end{cases}"
