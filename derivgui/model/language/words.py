"""Trees as spoken English, as a teacher says them, with an "end" wherever the ear needs one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.characters import NAME_OF_GREEK
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

CASES, SUM, NEGATIVE, PRODUCT, SIMPLE, SPOKEN, ATOM = range(7)
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
_POWERS = {2: "squared", 3: "cubed"}
_RELATIONS = {
    "=": "is equal to",
    "!=": "is not equal to",
    "<": "is less than",
    "<=": "is at most",
    ">": "is greater than",
    ">=": "is at least",
}
_ENDS = {
    "sqrt": "root",
    "cbrt": "root",
    "abs": "absolute value",
    "floor": "floor",
    "ceil": "ceiling",
}


_SHORT = Number | Symbol | Constant


class Fragment(NamedTuple):
    """A spoken sub-expression and how tight it holds together; "two x" is simple, "x" an atom."""

    text: str
    level: int

    def within(self, level: int) -> str:
        """The words, as a quantity with a spoken end where they hold looser than ``level``."""
        return self.text if self.level >= level else f"the quantity {self.text}, end quantity,"


def to_words(node: Node) -> str:
    """Words such as "x cubed minus three x"; trees with different values sound different."""
    return _tidy(fold(node, _say).text)


def _tidy(text: str) -> str:
    return text.replace(",,", ",").rstrip(",")


def _say(node: Node, parts: tuple[Fragment, ...]) -> Fragment:
    match node:
        case Number():
            return _number(node)
        case Constant(name):
            return Fragment(name, ATOM)
        case Symbol(name):
            return Fragment(symbol_words(name), ATOM)
        case Sum():
            return Fragment(_sum(parts), SUM)
        case Negative():
            return Fragment(f"minus {parts[0].within(PRODUCT)}", NEGATIVE)
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
        text = f"{abs(node.value.numerator)} over {node.value.denominator}"
    elif found.exponent:
        text = f"{found.digits} times ten to the power of {found.exponent}".replace("-", "minus ")
    else:
        digits = found.digits
        text = _SMALL[int(digits)] if digits.isdigit() and len(digits) < 3 and int(digits) < len(_SMALL) else digits
    level = ATOM if found and not found.exponent else PRODUCT
    return Fragment(text, level) if node.value >= 0 else Fragment(f"minus {text}", NEGATIVE)


def symbol_words(name: str) -> str:
    """``alpha``, ``capital A``, ``x sub 0``."""
    letter, _, subscript = name.partition("_")
    spoken = NAME_OF_GREEK.get(letter, letter)
    if letter.isupper():
        spoken = f"capital {spoken.lower()}" if letter in NAME_OF_GREEK else f"capital {spoken}"
    return f"{spoken} sub {subscript}" if subscript else spoken


def _sum(parts: tuple[Fragment, ...]) -> str:
    text = parts[0].within(NEGATIVE)
    for left, right in pairwise(parts):
        text += _pause(left) + (f" {right.text}" if right.level == NEGATIVE else f" plus {right.within(NEGATIVE)}")
    return text


def _pause(spoken: Fragment) -> str:
    """The comma behind "the sine of x", so that what follows is not taken for its argument."""
    return "," if " of " in spoken.text and not spoken.text.endswith(",") else ""


def _product(node: Product, parts: tuple[Fragment, ...]) -> Fragment:
    text = parts[0].within(SPOKEN)
    simple = all(part.level == ATOM for part in parts)
    for place, right in enumerate(parts[1:], start=1):
        flows = _flow_together(node.factors[place - 1], node.factors[place])
        simple = simple and flows
        text += (" " if flows else f"{_pause(parts[place - 1])} times ") + right.within(SPOKEN)
    return Fragment(text, SIMPLE if simple else PRODUCT)


def _flow_together(left: Node, right: Node) -> bool:
    """Whether "times" goes without saying: "three x", "a x squared", "two pi x", "one half x"."""
    if isinstance(right, Power):
        right = right.base
    coefficient = isinstance(left, Number | Constant | Symbol) or _is_spoken_fraction(left)
    return coefficient and isinstance(right, Constant | Symbol)


def _is_spoken_fraction(node: Node) -> bool:
    match node:
        case Quotient(Number(above, False), Number(below, False)):
            return below in _PARTS and 0 < above < len(_SMALL)
        case _:
            return False


def _quotient(node: Quotient, parts: tuple[Fragment, ...]) -> Fragment:
    above, below = parts
    if isinstance(node.numerator, Number) and isinstance(node.denominator, Number) and _is_spoken_fraction(node):
        plural = "" if node.numerator.value == 1 else "s"
        part = _PARTS[int(node.denominator.value)]
        part = "halves" if part == "half" and plural else part + plural
        return Fragment(f"{above.text} {part}", SPOKEN)
    if (
        isinstance(node.numerator, _SHORT)
        and isinstance(node.denominator, _SHORT)
        and above.level == below.level == ATOM
    ):
        return Fragment(f"{above.text} over {below.text}", PRODUCT)
    return Fragment(
        f"the fraction with numerator {above.text} and denominator {below.text}, end fraction,",
        ATOM,
    )


def _power(node: Power, parts: tuple[Fragment, ...]) -> Fragment:
    base, exponent = parts
    spoken = base.within(ATOM)
    spoken += _pause(Fragment(spoken, ATOM))
    if isinstance(node.exponent, Number) and node.exponent.value in _POWERS:
        return Fragment(f"{spoken} {_POWERS[int(node.exponent.value)]}", SPOKEN)
    if _is_short_exponent(node.exponent):
        return Fragment(f"{spoken} to the power of {exponent.text}", SPOKEN)
    return Fragment(f"{spoken} to the power of {exponent.text}, end power,", SPOKEN)


def _is_short_exponent(node: Node) -> bool:
    match node:
        case Number() | Symbol() | Constant() | Negative(Number()):
            return True
        case _:
            return _is_spoken_fraction(node)


def _call(node: Call, parts: tuple[Fragment, ...]) -> Fragment:
    first = parts[0]
    words = BY_NAME[node.name].words
    words = words if words.startswith("the ") else f"the {words}"
    if node.name == "factorial":
        return Fragment(f"{first.within(ATOM)} factorial", SPOKEN)
    if node.name == "log_base":
        return Fragment(f"{words} to base {parts[1].within(ATOM)} of {_argument(parts[0], 'logarithm')}", ATOM)
    if node.name == "root":
        return Fragment(f"the root of degree {parts[1].within(ATOM)} of {_argument(parts[0], 'root')}", ATOM)
    if len(parts) > 1:
        listed = ", and ".join(part.text for part in parts)
        return Fragment(f"{words} of {listed}, end list,", ATOM)
    return Fragment(f"{words} of {_argument(first, _ENDS.get(node.name, 'argument'))}", ATOM)


def _argument(spoken: Fragment, what: str) -> str:
    """A simple argument as it is, a longer one with a spoken end."""
    is_simple = spoken.level in (SIMPLE, ATOM) and not spoken.text.endswith(",")
    return spoken.text if is_simple else f"{spoken.text}, end {what},"


def _piecewise(node: Piecewise, parts: Iterator[Fragment]) -> str:
    lines: list[str] = []
    for branch in node.branches:
        condition = "otherwise"
        if branch.condition is not None:
            condition = f"if {next(parts).within(SUM)}"
            for place, relation in enumerate(branch.condition.relations):
                which = ", which " if place else " "
                condition += f"{which}{_RELATIONS[relation]} {next(parts).within(SUM)}"
        lines.append(f"{next(parts).within(SUM)} {condition}")
    return f"by cases: {'; '.join(lines)}; end cases"
