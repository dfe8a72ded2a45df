"""Verdicts on what is squeezed though it has poles without end, or values now and then only.

Limits are those of its values. mpmath samples them: anywhere, and close to multiples of π/2 on either side.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from contextlib import suppress

import pytest
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle.mp import Undefined, at_place
from tests.oracle.verdicts.row import number

DIGITS = 120
SHIFTS = [("x", "0"), ("x-1/3", "1/3"), ("x-sqrt(2)", "sqrt(2)"), ("x-pi", "pi"), ("x+1.7", "-1.7")]
# f and its limit. Of u f the slopes at 0 are that limit.
SQUEEZED = [
    ("u/(1 + |tan(1/u)|)", 0),
    ("u/(1 + tan(1/u)^2)", 0),
    ("3 + u/(2 + cot(1/u)^4)", 3),
    ("u e^(-tan(1/u)^2)", 0),
    ("1 - 2u/(1 + e^tan(1/u))", 1),
    ("u ln(1 + 1/(1 + |tan(1/u)|))", 0),
    ("u sqrt(sin(1/u))", 0),
    ("u (sin(1/u) - 1/2)^(3/2)", 0),
    ("u asin(2sin(1/u))", 0),
    ("u acos(1 + sin(1/u))", 0),
    ("2 + sqrt(-|sin(1/u)|)", 2),
    ("sqrt(sin(1/u) - 1)", 0),
    ("u + sqrt(cos(1/u) - 1)", 0),
    ("u/(1 + sqrt(tan(1/u)))", 0),
    ("u {sin(1/u) > 0: sin(1/u)}", 0),
    ("{sin(1/u) > 1/2: sqrt(-1 - u^2), 7}", 7),
    ("|u|^(2 + sin(1/u))", 0),
    ("(1/2 + sin(1/u)/3)^(1/|u|)", 0),
    ("(2 + sin(1/u))^u", 1),
    ("e^((sin(1/u) - 2)/|u|)/u^9", 0),
    ("1/(1/u + |tan(1/u)|/u)", 0),
    ("1/(1/|u| + |tan(1/u)|)", 0),
    ("u/(1/sin(1/u))", 0),
    ("u/sec(1/u)", 0),
    ("max(1, sign(sin(1/u)))", 1),
    ("tan(1/u)/tan(1/u)", 1),
    ("u max(-1, min(tan(1/u), 1))", 0),
]
POLES = [
    ("1/|u| + |tan(1/u)|", (1, 1)),
    ("(2 + tan(1/u)^2)/u", (-1, 1)),
    ("1/u^2 + sqrt(sin(1/u))", (1, 1)),
    ("(2 + sin(1/u))^(1/|u|) (3/2 + sin(1/u)/3)^(1/|u|)", (1, 1)),
    ("(3/2 + sin(1/u)/3)^(1/|u|)", (1, 1)),
    ("|1/sin(1/u)|/u", (-1, 1)),
    ("csc(1/u)^2/u", (-1, 1)),
    ("min(ln|u|, tan(1/u))", (-1, -1)),
    ("max(1/|u|, frac(1/u), tan(1/u))", (1, 1)),
    ("-ln(|u|) e^(1/(2 + |tan(1/u)|))", (1, 1)),
]
# Without values next to the place, though every part has some again and again.
NOWHERE = [
    "u sqrt(sin(1/u) - 1/2) sqrt(-1/2 - sin(1/u))",
    "1/u + sqrt(sin(1/u) - 1/2) + ln(cos(1/u) - 9/10)",
    "u asin(2sin(1/u)) sqrt(sin(1/u) - 3/4)",
    "u {sin(1/u) > 1/2: 1} {sin(1/u) < -1/2: 1}",
    "1/max(sin(1/u), 0) + 1/max(-sin(1/u), 0) + 1/u^2",
    "ln(max(sin(1/u), 0)) + ln(max(-sin(1/u), 0)) - 1/u^2",
    "u/(1 + 1/(max(sin(1/u), 0) max(-sin(1/u), 0))^2)",
]


def verdict(text: str, shift: str, at: str) -> Verdict:
    return verdict_at(RealFunction(Program(placed(text, shift))), number(at))


def placed(text: str, shift: str) -> Node:
    return parse(text.replace("u", f"({shift})")).tree


def samples(text: str, side: int, turns: int) -> Iterator[mpf]:
    """Values of a function of u at 1/u near so many turns of a wave, as far as it has any."""
    tree, chance = placed(text, "x"), random.Random(text)
    with mp.workdps(DIGITS):
        for k in range(60):
            n = mpf(turns + k)
            hair = mpf(10) ** -30
            for place in (n + mpf(chance.random()), n * mp.pi / 2 + hair, n * mp.pi / 2 - hair):
                with suppress(Undefined, ZeroDivisionError):
                    yield at_place(tree, {"x": side / place})


@pytest.mark.parametrize(("text", "limit"), SQUEEZED)
def test_bounds_are_followed_to_a_limit(text: str, limit: int) -> None:
    for shift, at in SHIFTS:
        found = verdict(text, shift, at)
        assert (found.kind, found.status) == ("removable", "proven")
        assert found.left_limit == found.right_limit == limit
    for side in (-1, 1):
        assert all(abs(value - limit) < mpf(10) ** -3 for value in samples(text, side, 10**8))


@pytest.mark.parametrize(("text", "limit"), SQUEEZED)
def test_bounds_are_followed_to_a_slope(text: str, limit: int) -> None:
    for shift, at in SHIFTS:
        found = verdict(f"{{x = {at}: 5, 5 - 2(u)({text})}}", shift, at)
        assert (found.kind, found.status, found.slope) == ("smooth", "proven", -2.0 * limit)


@pytest.mark.parametrize(("text", "signs"), POLES)
def test_what_outgrows_its_swings_runs_off(text: str, signs: tuple[int, int]) -> None:
    for shift, at in SHIFTS:
        found = verdict(text, shift, at)
        assert (found.kind, found.status) == ("pole", "proven")
        assert (found.left_limit, found.right_limit) == tuple(sign * math.inf for sign in signs)
    for side, sign in zip((-1, 1), signs, strict=True):
        assert all(value * sign > 10 for value in samples(text, side, 10**12))


@pytest.mark.parametrize("text", NOWHERE)
def test_no_limit_is_claimed_of_what_has_no_values(text: str) -> None:
    found = verdict(text, "x", "0")
    assert found.kind in ("undefined", "not determined")
    assert not any(True for side in (-1, 1) for _ in samples(text, side, 10**6))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sqrt(sin(1/u))", "oscillation"),
        ("ln(sin(1/u))", "oscillation"),
        ("u ln(sin(1/u))", "oscillation"),
        ("asin(2sin(1/u))", "oscillation"),
        ("{sin(1/u) > 0: sin(1/u)}", "oscillation"),
        ("1/u + |tan(1/u)|", "pole"),
        ("|tan(1/u)| - 1/|u|", "oscillation"),
        ("u/(1 - |tan(1/u)|)", "oscillation"),
        # What is small elsewhere is not so next to its poles, be they beside others.
        ("ln(u^2 |cos(1/u)|) + |u tan(1/u)|", "oscillation"),
        ("ln(u^2 cos(1/u)) + |u^3 tan(1/u)| + sin(u)", "oscillation"),
        ("1/|u| - ln|cos(1/u)| - u^2 tan(1/u)^2", "oscillation"),
        ("(1/|u| + |tan(1/u)|) (1/|u| - u^2 cot(1/u)^2)", "oscillation"),
        # A power with a variable in its exponent is none of 0 to the power of 0.
        ("|ln|sign(sin(1/u))||^sin(sqrt(2)/u)", "removable"),
        # It is 0 wherever both roots have values, and the wave in front has one height there.
        ("sqrt(sin(1/u)) + u sqrt(cos(1/u) - 1)", "removable"),
        ("sin(1/u) + sqrt(cos(1/u) - 1)", "removable"),
        ("u tan(1/u)/(1 + tan(1/u)^2)", "removable"),
        ("(3/2 + sin(1/u)/2)^(1/u)", "oscillation"),
    ],
)
def test_what_bounds_do_not_tell_is_not_guessed(text: str, kind: str) -> None:
    for shift, at in SHIFTS:
        assert verdict(text, shift, at).kind in (kind, "not determined")


@pytest.mark.parametrize("text", ["u sqrt(sin(1/u))", "u/(1 + |tan(1/u)|)", "|u|^(1 + (2 + sin(1/u))/3)"])
def test_secants_that_swing_within_bounds_settle_on_nothing(text: str) -> None:
    for shift, at in SHIFTS:
        found = verdict(f"{{x = {at}: 0, {text}}}", shift, at)
        if not text.startswith("|"):
            assert (found.kind, found.status) == ("oscillation", "proven")
        else:
            assert (found.kind, found.slope) == ("smooth", 0.0)
