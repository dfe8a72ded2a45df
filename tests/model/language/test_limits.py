"""What is just within the limits is accepted; what is just beyond is refused before it costs anything."""

from __future__ import annotations

import time

import pytest

from derivgui.model.language import limits, parser
from derivgui.model.language.errors import ParseError

DEEPEST = limits.DEEPEST_NESTING
JUST_WITHIN = [
    "(" * DEEPEST + "x" + ")" * DEEPEST,
    "[" * DEEPEST + "x" + "]" * DEEPEST,
    "|x+" * (DEEPEST // 2) + "1" + "|" * (DEEPEST // 2),
    "-" * DEEPEST + "x",
    "x^" * DEEPEST + "x",
    "sin " * DEEPEST + "x",
    "sin(" * DEEPEST + "x" + ")" * DEEPEST,
    "√" * DEEPEST + "x",
    "x" + "/x" * DEEPEST,
    "$" + r"\frac{1}{" * DEEPEST + "x" + "}" * DEEPEST + "$",
]


@pytest.mark.parametrize("text", JUST_WITHIN, ids=lambda text: text[:8])
def test_the_deepest_nesting_is_accepted_and_one_more_is_not(text: str) -> None:
    parser.parse(text)
    deeper = text + "/x" if text.startswith("x/") else f"1 + sin({text})" if "$" not in text else f"$-{text[1:]}"
    with pytest.raises(ParseError, match="64 deep"):
        parser.parse(deeper)


def test_the_longest_text_is_accepted_and_one_character_more_is_not() -> None:
    longest = "+x" * (limits.LONGEST_TEXT // 2)
    assert parser.parse(longest).variables == ("x",)
    with pytest.raises(ParseError, match="2,000"):
        parser.parse(longest + "x")


@pytest.mark.parametrize("literal", ["1e308", "9" * 308, "0." + "0" * 398 + "1", "1e-400", ".1e-399"])
def test_the_longest_numbers_are_accepted(literal: str) -> None:
    assert parser.parse_number(literal) >= 0


@pytest.mark.parametrize("literal", ["1e309", "9" * 401, "1." + "0" * 400, "1e401", "1e-401", "1e" + "9" * 1900])
def test_longer_numbers_are_refused(literal: str) -> None:
    with pytest.raises(ParseError, match="number"):
        parser.parse(literal)


HUGE = ["9^9^9^9", "(10^9)!", "1e999999999", "2^(10^6)", "170!^170!", "99999!", "((9^9)^9)^9^9", "sinh(9^9)"]


@pytest.mark.parametrize("text", HUGE)
def test_nothing_big_is_computed(text: str) -> None:
    start = time.process_time()
    with pytest.raises(ParseError):
        parser.parse(text)
    assert time.process_time() - start < 0.1
