"""Curves whose interest lies within a pixel, or in needles thinner than one, held against what is known exactly.

No line goes over a jump or a pole; each needle is drawn, or lies in a band that is as high as it.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.certificates.certificate import certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

PI = math.pi
DRAWN_PIXELS = 1.5
BAND_PIXELS = 2.0


def curve_of(text: str, view: Viewport, *, patience: float = math.inf) -> SampledCurve:
    return sample(RealFunction(Program(parse(text).tree)), view, patience=patience)


def certified_curve(text: str, view: Viewport) -> SampledCurve:
    f = RealFunction(Program(parse(text).tree))
    return certified(f, sample(f, view, patience=math.inf), view).curve


def _both(places: list[mpmath.mpf]) -> list[mpmath.mpf]:
    return [*places, *(-place for place in places)]


SQRT3 = mpmath.sqrt(3)
# Where they jump in sight or have poles, of u: exactly.
BREAKS: dict[str, list[mpmath.mpf]] = {
    "floor(4{u}/({u}^2 + 1))": [-2 - SQRT3, -2 + SQRT3, mpmath.mpf(0), 2 - SQRT3, 2 + SQRT3],
    "sign({u}^2 - 1) sign({u}^2 - 4)": _both([mpmath.mpf(1), mpmath.mpf(2)]),
    "round(5/(1 + {u}^2))": _both([mpmath.sqrt(mpmath.mpf(10) / (2 * k + 1) - 1) for k in range(5)]),
    "floor(10 e^(-{u}^2))": _both([mpmath.sqrt(mpmath.log(mpmath.mpf(10) / k)) for k in range(1, 10)]),
    "floor(5/(1 + {u}^4))": _both([mpmath.root(mpmath.mpf(5) / k - 1, 4) for k in range(1, 5)]),
    "frac(2/(1 + {u}^2))": _both([mpmath.mpf(1)]),
    "frac(3 sin({u})/{u})": _both([mpmath.findroot(lambda x, k=k: mpmath.sin(x) / x - k / 3, 1.7) for k in (1, 2)]),
    "sign(sin({u})) e^(-{u}^2/9)": [k * mpmath.pi for k in range(-2, 3)],
    "{{0 < {u} < 1: 2, {u}}}": [mpmath.mpf(0), mpmath.mpf(1)],
    "1/(({u} - 1)({u} - 2)({u} - 3))": [mpmath.mpf(k) for k in (1, 2, 3)],
    "tan(3/(1 + {u}^2))": _both([mpmath.sqrt(6 / mpmath.pi - 1)]),
    "floor({u}) e^(-{u}^2)": [mpmath.mpf(k) for k in (-1, 0, 1)],
}  # fmt: skip
SHIFTS = {"x": (1, 0), "(x - 3)": (1, 3), "(7x + 2/3)": (7, mpmath.mpf(-2) / 21), "(x - 12345)/10": (0.1, 12345)}


@pytest.mark.parametrize("half", [1e5, 8e11])
@pytest.mark.parametrize("inner", SHIFTS)
@pytest.mark.parametrize("text", BREAKS)
def test_no_line_goes_over_what_breaks_within_a_column(text: str, inner: str, half: float) -> None:
    scale, shift = SHIFTS[inner]
    view = Viewport(-half, 0.93 * half, -3.5, 3.5, 800, 600)
    curve = certified_curve(text.format(u=f"({inner})"), view)
    for u in BREAKS[text]:
        place = shift + u / scale
        hair = 16 * math.ulp(float(place)) + 2.0**-58 * half
        for piece in curve.pieces:
            assert not (piece[0, 0] < place - hair and piece[-1, 0] > place + hair)
    # Steps that go on for ever crowd everywhere.
    if not any(steps in text for steps in ("sin", "floor({u}) ")):
        assert sum(end - start for start, end in curve.unresolved) * view.pixels_per_x < 24


Heights = Callable[[int], float]
# With the first tip, the distance to the next, and how high the tips are.
TRAINS: list[tuple[str, float, float, Heights]] = [
    ("max(0, 1 - 10^6 sin(x)^2)", 0.0, PI, lambda k: 1.0),
    ("1/(1 + 10^8 sin(x)^2)", 0.0, PI, lambda k: 1.0),
    ("e^(-10^6 sin(x)^2)", 0.0, PI, lambda k: 1.0),
    ("e^(-10^13 |cos x|)", PI / 2, PI, lambda k: 1.0),
    ("max(0, cos(x)^1000)", 0.0, PI, lambda k: 1.0),
    ("sin(2x)^10001", PI / 4, PI / 2, lambda k: (-1.0) ** k),
    ("1/(100 - 99.99 cos(x))/100", 0.0, 2 * PI, lambda k: 1.0),
    ("sech(10^7 sin(x/3 + 1))", -3.0, 3 * PI, lambda k: 1.0),
    ("1/(1 + 10^9 tan(x)^2)", 0.0, PI, lambda k: 1.0),
    ("2 - 1/(1 + 10^7 sin(x)^2)", 0.0, PI, lambda k: 1.0),
    ("1/(1 + 10^11 (frac(2x) - 1/2)^2)", 0.25, 0.5, lambda k: 1.0),
    ("max(0, 1 - 10^10 (sin(x) - 1/2)^2)", PI / 6, 2 * PI, lambda k: 1.0),
    ("floor(1/(2/5 + 10^9 sin(x)^2))", 0.0, PI, lambda k: 2.0),
    ("frac(x/3)^1000", 0.0, 3.0, lambda k: 1.0),
    ("sin(x/50) e^(-10^9 sin(x)^2)", 0.0, PI, lambda k: math.sin(k * PI / 50)),
]


def _is_drawn(curve: SampledCurve, view: Viewport, x: float, y: float) -> bool:
    px, py = view.to_pixel(x, y)
    for piece in curve.pieces:
        across = (piece[:, 0] - view.x0) * view.pixels_per_x
        first, last = np.searchsorted(across, [px - 2 * DRAWN_PIXELS, px + 2 * DRAWN_PIXELS])
        near = slice(max(first - 1, 0), last + 1)
        up = (view.y1 - np.clip(piece[near, 1], view.y0, view.y1)) * view.pixels_per_y - py
        run, rise = np.diff(across[near]), np.diff(up)
        start = across[near][:-1] - px
        share = np.clip(-(start * run + up[:-1] * rise) / np.maximum(run**2 + rise**2, 1e-300), 0.0, 1.0)
        if (np.hypot(start + share * run, up[:-1] + share * rise) <= DRAWN_PIXELS).any():
            return True
    return False


def _is_in_a_band(curve: SampledCurve, view: Viewport, x: float, y: float) -> bool:
    slack = BAND_PIXELS / view.pixels_per_y
    for band in curve.bands:
        near = np.absolute(band.x - x) * view.pixels_per_x <= BAND_PIXELS
        if near.any() and band.low[near].min() - slack <= y <= band.high[near].max() + slack:
            return any(start <= x <= end for start, end in curve.unresolved)
    return False


@pytest.mark.parametrize("size", [(300, 200), (800, 600)])
@pytest.mark.parametrize("half", [30.0, 200.0, 1500.0, 1e6])
@pytest.mark.parametrize(("text", "first", "period", "height"), TRAINS)
def test_every_needle_of_a_train_is_drawn_or_in_a_band(
    text: str, first: float, period: float, height: Heights, half: float, size: tuple[float, float]
) -> None:
    view = Viewport(-half, 0.97 * half, -1.5, 2.5, *size)
    curve = curve_of(text, view, patience=1.0)
    last = int(0.96 * half / period)
    for k in {*range(-last, last + 1, max(1, last // 60)), last - 1, last - 2}:
        x, y = first + k * period, height(k)
        if -half < x < 0.97 * half:
            assert _is_drawn(curve, view, x, y) or _is_in_a_band(curve, view, x, y), x


DIPS = [
    ("x^2 (1 - frac(x))", 0.0, 1.0),
    ("x^2 frac(x)", 0.0, 1.0),
    ("x^2 |sin x|^(1/2)", 0.0, PI),
    ("x^2 (1 - frac(x/3 - 1/7))", 3 / 7, 3.0),
]


@pytest.mark.parametrize("half", [1e3, 1e5, 1e6])
@pytest.mark.parametrize(("text", "first", "period"), DIPS)
def test_what_comes_down_between_two_doubles_lies_in_a_band(
    text: str, first: float, period: float, half: float
) -> None:
    """From far above the window; beside a jump the limit is met by no double."""
    view = Viewport(-half, 0.97 * half, -1, 10, 800, 600)
    curve = curve_of(text, view)
    for share in np.linspace(-0.97, 0.93, 41):
        x = first + round(share * half / period) * period
        assert _is_drawn(curve, view, x, 0.0) or _is_in_a_band(curve, view, x, 0.0), x


def test_dips_at_no_lattice_lie_in_a_band_too() -> None:
    view = Viewport(-1e4, 1e4, -1, 10, 800, 600)
    curve = curve_of("sqrt(|sin(x) - x/10^7|) x^2", view)
    ((start, end),) = curve.unresolved
    assert (end - start) * view.pixels_per_x > 792


@pytest.mark.parametrize(
    "text",
    [
        "x^2", "sin x", "1/x", "floor x", "tan x", "e^x", "ln x", "sqrt x", "|x|", "x^3 - 3x", "1/(1 + x^2)",
        "e^(-x^2)", "frac x", "sin(x)/x", "(x^2 - 1)/(x - 1)", "x/(x^2 - 2)", "x^2 sin x", "|sin x|",
        "cos(3x) + sin(5x)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [(300, 200), (800, 600), (1600, 900)])
def test_a_plain_curve_has_no_band(text: str, size: tuple[float, float]) -> None:
    curve = curve_of(text, Viewport(-10, 10, -6, 6, *size))
    assert curve.unresolved == ()
    assert curve.bands == ()
