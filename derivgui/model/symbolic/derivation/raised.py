"""Powers in sentences, with the raised letters of Unicode: aᵘ⁺ᵏ, (eʰ − 1)/h."""

from __future__ import annotations

import re

from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Node

_RAISED = str.maketrans("0123456789+hkstuw", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺ʰᵏˢᵗᵘʷ")
_IN_PRINT = [
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"-", "−"),
        (r"\*", "·"),
        (r"\bpi\b", "π"),
        (r"\bsqrt\((\w+)\)", r"√\1"),
        (r"\bsqrt\(", "√("),
        (r"\bcbrt\(", "∛("),
        (r"\ba(sin|cos|tan|cot|sec|csc)\(", r"arc\1("),
        (r"\ba(sinh|cosh|tanh|coth|sech|csch)\(", r"ar\1("),
    )
]
_SHORT_POWER = re.compile(r"\^([hkstuw]|\d+)(?![\w(])")


def raised(exponent: str) -> str:
    """The exponent in raised signs."""
    return exponent.translate(_RAISED)


def in_words(tree: Node) -> str:
    """A formula inside a sentence, with the signs of print: −x² arctan(π/2), √2/2."""
    return in_print(to_text(tree))


def in_print(formula: str) -> str:
    """A formula of the language as a sentence writes it."""
    for pattern, sign in _IN_PRINT:
        formula = pattern.sub(sign, formula)
    return with_raised_powers(formula)


def with_raised_powers(sentence: str) -> str:
    """The sentence with its powers of one letter or number raised; others keep their ``^``."""
    return _SHORT_POWER.sub(lambda found: raised(found[1]), sentence)
