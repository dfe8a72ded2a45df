"""Whatever is typed, pasted or broken: an answer or a ParseError, at once, with a place in the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivgui.model.language import latex, parser, plain, words
from derivgui.model.language.errors import ParseError

# At length, with the soak profile, the search itself takes minutes.
pytestmark = pytest.mark.timeout(1800)

CORPUS = [
    "x^3 - 3x",
    "2x*sin(x) + e^-x^2/3",
    "sin^2 x cos x + ln 2x - ||x|-1|",
    "{x<0: -x, 0<=x<1: x^2, 2x-1}",
    "{-x if x < 0\n x^2 otherwise}",
    "f(x, y) = a x^2 + b_1 y",
    "log_2(x) + root(x, 5) + max(x, 1, y)!",
    "√x + ∛(x+1) + x²y⁻¹ + ⌊πx⌋ + ½",
    "9^9^9^9 + 170! + 1.5e-3",
    "xsinxcosx + 2pix + sinnx",
    r"\frac{1}{\sqrt[3]{x}} + \left|x-1\right|",
    r"f(x)=\begin{cases} -x & \text{if } x<0 \\ x^{2} & \text{otherwise} \end{cases}",
    r"\sin^{-1}\left(2\pi x\right) \cdot \log_{2} x_{\text{max}}",
    r"$\left\{\begin{array}{ll} 1 & x \le 0 \\ 2 \end{array}\right.$",
    r"\operatorname{sgn}\!\big(x^\frac12\big) e^{-\frac{x^2}{2}}",
]
FRAGMENTS = [
    *["sin", "ln ", "log_", "e^", "1e5", "99999", "x", "f(", "|", "||", "(", ")", "[", "]", "{"],
    *["}", "^", "**", "_", "!", "!!", "'", "=", "<=", ":", ";", ",", "\n", ".", "-", "--", "/"],
    *["²", "₂", "√", "½", "π", "х", "\u200b", "\u202e", "🙂", "lambda", "if", "otherwise", "$"],
    *[r"\frac", r"\sqrt[", r"\left", r"\right.", r"\begin{cases}", r"\end{cases}", r"\\", "&"],
    *[r"\text{if ", r"\{", r"\}", r"\operatorname{", r"\alpha", "\\", "~", r"\,", r"\over"],
]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "insert", "repeat", "swap"]),
        st.integers(0, 2000),
        st.integers(0, 40),
        st.sampled_from(FRAGMENTS),
    ),
    min_size=1,
    max_size=6,
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A formula of the corpus with a few edits."""
    text = draw(st.sampled_from(CORPUS))
    for edit, place, length, fragment in draw(EDITS):
        start = place % (len(text) + 1)
        piece = text[start : start + length]
        match edit:
            case "cut":
                text = text[:start] + text[start + length :]
            case "insert":
                text = text[:start] + fragment + text[start:]
            case "repeat":
                text = text[:start] + piece * (length + 1) + text[start:]
            case _:
                text = text[:start] + piece[::-1] + text[start + length :]
    return text


TEXTS = (
    st.text()
    | st.binary().map(lambda raw: raw.decode("latin-1"))
    | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape"))
    | st.lists(st.sampled_from(FRAGMENTS + CORPUS), max_size=12).map("".join)
    | st.tuples(st.sampled_from(FRAGMENTS + CORPUS), st.integers(1, 900)).map(lambda p: p[0] * p[1])
    | mutated()
)


def answer(text: str) -> None:
    """Parse and print a text; the answer must come at once, and a refusal must be complete."""
    start = time.process_time()
    tree, error = None, None
    try:
        tree = parser.parse(text).tree
    except ParseError as refusal:
        error = refusal
    if error is not None:
        first, last = error.span
        assert 0 <= first <= last <= len(text)
        assert error.message.endswith((".", "?"))
        assert error.hint.endswith((".", "?"))
        assert len(error.message) < 160
        error.message.encode()
    if tree is not None:
        printed = plain.to_text(tree)
        if len(printed) <= 2000:
            assert parser.parse(printed).tree == tree
        formula = f"${latex.to_latex(tree)}$"
        if len(formula) <= 2000:
            parser.parse(formula)
        words.to_words(tree)
    assert time.process_time() - start < 1


@given(TEXTS)
def test_nothing_but_a_parse_error_escapes(text: str) -> None:
    answer(text)


@given(TEXTS)
def test_nothing_but_a_parse_error_escapes_from_a_number_field(text: str) -> None:
    try:
        value = parser.parse_number(text)
    except ParseError:
        return
    assert abs(value) < float("inf")


@pytest.mark.slow
@settings(max_examples=max(1000, settings.get_profile("ci").max_examples))
@given(mutated())
def test_a_soak_of_mutated_formulas(text: str) -> None:
    answer(text)


WORST = [
    *["+x" * 999, "x" + "/x" * 64, "x" + "/x" * 900, "|x" * 900, "|2|" * 600, "||" * 900],
    *["(" * 1990, "((x)" * 490, "-" * 1990, "x^" * 990, "sin " * 490, "x²" * 900, "\n" * 1990],
    *["{x<0:" * 390, "[" * 64 + "x" + "]" * 64, "9^" * 60 + "9", "1e400" * 390, "1." * 990],
    *["abc" * 600, "sinx" * 490, "x_" * 990, "x_{" * 600, "log_" * 490, "{x\n" * 600, "½" * 1990],
    *[r"\frac" * 390, r"\frac1" * 330, "\\" * 1990, r"\sqrt[" * 330, r"\left(" * 330, "x^{" * 660],
    *[r"\begin{cases}" * 150, r"\text{if}" * 220, r"\{" * 990, "$" * 1990, r"\left" * 390],
    *["x^{2}" * 390 + "^" + "{2}^" * 5, "e" + "^{e}" * 490, "x" + "!" * 1990, "(((2!)!)!)!"],
]


@pytest.mark.parametrize("text", WORST, ids=lambda text: f"{text[:12]!r}…")
def test_the_longest_texts_are_answered_at_once(text: str) -> None:
    answer(text)


def _below(frames: int, text: str) -> None:
    if frames:
        _below(frames - 1, text)
    else:
        answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "1+2*(" * 64 + "x" + ")" * 64,
        "x+2*{x<0: x+2*" * 40 + "x" + "}" * 40,
        "1+2sin(1+2cos -(" * 30 + "x" + "))" * 30,
        "1+x*-(" * 64 + "x" + ")" * 64,
        "$" + r"x+\frac{1}{x+2\sqrt{x+" * 31 + "x" + "}}" * 31 + "$",
    ],
    ids=lambda text: text[:10],
)
def test_deep_formulas_leave_room_on_the_stack(text: str) -> None:
    _below(250, text)
