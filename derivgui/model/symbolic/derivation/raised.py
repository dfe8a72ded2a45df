"""Powers in sentences, with the raised letters of Unicode: aᵘ⁺ᵏ, (eʰ − 1)/h."""

from __future__ import annotations

import re

from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Node

_RAISED = str.maketrans("0123456789+hkstuw", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺ʰᵏˢᵗᵘʷ")
_SHORT_POWER = re.compile(r"\^([hkstuw]|\d+)(?![\w(])")


def raised(exponent: str) -> str:
    """The exponent in raised signs."""
    return exponent.translate(_RAISED)


def in_words(tree: Node) -> str:
    """A formula inside a sentence, with a true minus sign: −x² sin(x)."""
    return with_raised_powers(to_text(tree).replace("-", "−").replace("*", "·"))


def with_raised_powers(sentence: str) -> str:
    """The sentence with its powers of one letter or number raised; others keep their ``^``."""
    return _SHORT_POWER.sub(lambda found: raised(found[1]), sentence)
