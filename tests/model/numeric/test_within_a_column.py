"""What happens within one column of pixels: no line goes over it unless that column is named as not determined."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.certificates.certificate import Certificate, certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

HALVES = [1e-12, 1e-6, 7.0, 1e6, 8e11]
HAIR = Fraction(1, 10**15)
# Where they jump in sight, exactly.
JUMPS = {
    "ceil(1/x)": [Fraction(1, k) for k in (-3, -2, -1, 1, 2, 3)],
    "floor(1/x)": [Fraction(1, k) for k in (-3, -2, -1, 1, 2, 3)],
    "2 ceil(1/x)": [Fraction(1, k) for k in (-2, -1, 1)],
    "round(1/x)": [Fraction(2, k) for k in (-5, -3, -1, 1, 3, 5)],
    "ceil(1/(x-1))": [1 + Fraction(1, k) for k in (-3, -2, -1, 1, 2, 3)],
    "ceil(2/(x-1/3))": [Fraction(1, 3) + Fraction(2, k) for k in (-3, -2, -1, 1, 2, 3)],
    "ceil(1/|x|)": [Fraction(s, k) for s in (-1, 1) for k in (1, 2, 3)],
    "ceil(1/x) + 1/(x-1)": [Fraction(1, 3), Fraction(1, 2), Fraction(-1), Fraction(-1, 2)],
    "floor(1/x) x": [Fraction(1, k) for k in (-3, -2, -1, 1, 2, 3)],
    "frac(x)/x": [Fraction(k) for k in (-3, -2, -1, 1, 2, 3)],
    "sign x": [Fraction(0)],
    "x/|x|": [Fraction(0)],
    "{x < 0: -1, 1}": [Fraction(0)],
    "sign(x - 1/3) + sign(x + 1/7)": [Fraction(1, 3), Fraction(-1, 7)],
    "1/x + sign x": [Fraction(0)],
    "1/(x^2-1)": [Fraction(-1), Fraction(1)],
    "ceil(3/(x^2+1))/2": [],
}  # fmt: skip


def certify(text: str, view: Viewport) -> Certificate:
    f = RealFunction(Program(parse(text).tree))
    return certified(f, sample(f, view, patience=math.inf), view)


def crossed(certificate: Certificate, jumps: list[Fraction]) -> list[Fraction]:
    """Jumps that a piece goes over where nothing is said to be open."""
    pieces = [(Fraction(piece[0, 0]), Fraction(piece[-1, 0])) for piece in certificate.curve.pieces]
    return [
        jump
        for jump in jumps
        if any(start < jump < end for start, end in pieces)
        and not any(stretch.start <= jump <= stretch.end for stretch in certificate.open)
        and float(jump) not in {mark.x for mark in certificate.curve.markers}
    ]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("text", JUMPS)
def test_no_line_goes_over_a_jump_unless_that_is_said(text: str, half: float) -> None:
    for centre in (0.0, 0.37 * half, 1.0) if half >= 1e-3 else (0.0, 1.0):
        view = Viewport(centre - half, centre + 0.93 * half, -3.5, 3.5, 800, 600)
        assert crossed(certify(text, view), JUMPS[text]) == []


@pytest.mark.parametrize("text", ["sign x", "x/|x|", "{x < 0: -1, 1}", "1/x + sign x", "1/(x^2-1)"])
@pytest.mark.parametrize("half", [1e3, 1e6, 1e9, 8e11])
def test_single_jumps_and_poles_are_proven_in_wide_windows(text: str, half: float) -> None:
    assert certify(text, Viewport(-half, 0.93 * half, -3, 3, 800, 600)).is_proven


WHOLE = [Fraction(sign, k) for k in range(1, 60) for sign in (-1, 1)]
CROWDS = [
    ("ceil(1/x)", 0, WHOLE),
    ("round(1/x)", 0, [2 * step for step in WHOLE if step.denominator % 2]),
    ("ceil(1/(x-1))", 1, [1 + step for step in WHOLE]),
    ("frac(1/x)", 0, WHOLE),
    ("floor(1/(3x-1))", Fraction(1, 3), [(1 + step) / 3 for step in WHOLE]),
]


@pytest.mark.parametrize(("text", "centre", "steps"), CROWDS)
@pytest.mark.parametrize("half", [1e6, 1e9, 8e11])
def test_steps_that_crowd_within_a_column_are_a_band(
    text: str, centre: Fraction | int, steps: list[Fraction], half: float
) -> None:
    """The outermost may be told one by one; no line goes over any."""
    view = Viewport(-half, 0.93 * half, -3, 3, 800, 600)
    curve = certify(text, view).curve
    ((start, end),) = curve.unresolved
    assert start <= centre <= end
    assert (end - start) * view.pixels_per_x < 24
    for piece in curve.pieces:
        first, last = Fraction(piece[0, 0]), Fraction(piece[-1, 0])
        assert not any(first + HAIR < step < last - HAIR for step in steps)


def test_a_steep_curve_beside_its_steps_is_no_step() -> None:
    assert certify("tanh(1000x) + floor(x/5)", Viewport(-7.3, 8.1, -3, 3, 800, 600)).is_proven


@pytest.mark.parametrize("half", [100.0, 200.0, 300.0])
@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("max(0, 1 - 10^6 sin(x)^2)", 1.0),
        ("max(0, 1 - 10^12 sin(x)^2)", 1.0),
        ("max(x, 10^6 - x^2 tan(x)^2)", 1e6),
        ("{|sin x| < 10^-5: 1, 0}", 1.0),
    ],
)
def test_every_needle_between_two_places_is_drawn(text: str, top: float, half: float) -> None:
    """Each begins and ends within a hundredth of a pixel; no grid would meet them."""
    f, view = RealFunction(Program(parse(text).tree)), Viewport(-half, half, -top, 2 * top, 800, 600)
    curve = sample(f, view, patience=math.inf)
    points = [point for piece in curve.pieces for point in piece.tolist()]
    tips = [x for x, y in points if y > 0.9 * top]
    for k in range(-int(half / math.pi), int(half / math.pi) + 1):
        assert any(abs(x - k * math.pi) < 1.0 for x in tips)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("sin(1/x)", 0.0),
        ("sin(sqrt(1 - ln|x|))", 0.0),
        ("cos(ln|x - 3|)", 3.0),
        ("frac(1/(x - 3))", 3.0),
        ("1/(2sin(1/x))", 0.0),
    ],
)
@pytest.mark.parametrize(
    ("left", "right"), [(-1.0, 1.0), (0.0, 1.0), (-1.0, 0.0), (-100.0, 1000.0), (0.0, 201.3), (-1e9, 1e8)]
)
def test_a_swing_without_an_end_is_named_however_few_columns_it_takes(
    text: str, place: float, left: float, right: float
) -> None:
    function = RealFunction(Program(parse(text).tree))
    curve = sample(function, Viewport(place + left, place + right, -1, 1.02, 320, 200), patience=math.inf)
    assert any(start <= place <= end for start, end in curve.unresolved)


@pytest.mark.parametrize("text", ["sin(1/x)/10^6", "10^-9 cos(ln|x|)", "2 + sin(1/x)/10^5", "5 + sin(1/x)"])
def test_a_swing_that_nobody_can_see_is_a_line(text: str) -> None:
    function = RealFunction(Program(parse(text).tree))
    assert sample(function, Viewport(-100, 1000, -3, 3, 320, 200), patience=math.inf).unresolved == ()
