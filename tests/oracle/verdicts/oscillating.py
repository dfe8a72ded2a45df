"""Oscillations, damped or not, with and without a value in the middle."""

from __future__ import annotations

from tests.oracle.verdicts.row import Row, rows

OSCILLATING = rows(
    ("sin(1/x)", "0", "oscillation"),
    ("cos(1/x^2)", "0", "oscillation"),
    ("sin(pi/x)", "0", "oscillation"),
    ("2 + 3sin(1/x)", "0", "oscillation"),
    ("1e-3 sin(1/x)", "0", "oscillation"),
    ("sin(1/(x-1))", "1", "oscillation"),
    ("sin(1/(x-0.1))", "0.1", "oscillation"),
    ("sin(1/(3x-1))", "1/3", "oscillation"),
    ("sin(tan x)", "pi/2", "oscillation"),
    ("sin(1/sin x)", "pi", "oscillation"),
    ("sin(1/x)/x", "0", "oscillation"),
    ("sin(1/x) + |x|/x", "0", "oscillation"),
    ("frac(1/x)", "0", "oscillation"),
    ("mod(1/x, 3)", "0", "oscillation"),
    ("sign(sin(1/x))", "0", "oscillation"),
    ("sin(ln|x|)", "0", "oscillation"),
    ("sin(ln x)", "0", "oscillation"),
    ("sin(1/sqrt(x))", "0", "oscillation"),
    ("{x=0: 0, sin(1/x)}", "0", "oscillation", "0"),
    ("{x=0: 7, cos(1/x)}", "0", "oscillation", "7", "inf", "-inf"),
    ("{x<=0: 0, sin(1/x)}", "0", "oscillation", "0", "0", "-"),
    ("{x=0: 0, x sin(1/x)}", "0", "oscillation", "0"),
    ("{x=1: 0, (x-1) sin(1/(x-1))}", "1", "oscillation", "0"),
    ("{x=0: 0, |x| cos(1/x)}", "0", "oscillation", "0"),
    ("{x=0: 0, x (2 + sin(1/x))}", "0", "oscillation", "0"),
    ("{x=0: 5, 5 + x sin(1/x)}", "0", "oscillation", "5"),
    ("{x=0: 0, sqrt(|x|) sin(1/x)}", "0", "oscillation", "0"),
    ("{x=0: 0, sin(x) sin(1/x)}", "0", "oscillation", "0"),
    ("{x=0: 0, x sin(ln|x|)}", "0", "oscillation", "0"),
    ("{x=0: 0, x frac(1/x)}", "0", "oscillation", "0"),
    ("{x=0: 1, x floor(1/x)}", "0", "oscillation", "1"),
    ("{x<=0: 0, x sin(1/x)}", "0", "oscillation", "0", "0", "-"),
    ("{x<=0: -x, x sin(1/x)}", "0", "oscillation", "0", "-1", "-"),
)

DAMPED = rows(
    ("x sin(1/x)", "0", "removable"),
    ("x^2 sin(1/x)", "0", "removable"),
    ("sin(x) sin(1/x)", "0", "removable"),
    ("cos(x sin(1/x))", "0", "removable"),
    ("x frac(1/x)", "0", "removable"),
    ("x sign(sin(1/x))", "0", "removable"),
    ("{x=0: 1, x sin(1/x)}", "0", "removable", "1", "inf", "-inf"),
    ("{x=0: 1, x^2 sin(1/x)}", "0", "removable", "1", "inf", "-inf"),
    ("{x=0: 0, x^2 sin(1/x)}", "0", "smooth", "0", "0", "0"),
    ("{x=0: 0, x^2 sin(1/x^2)}", "0", "smooth", "0", "0", "0"),
    ("{x=0: 0, x^2 sin(1/x^3)}", "0", "smooth", "0", "0", "0"),
    ("{x=0: 0, x^3 sin(1/x)}", "0", "smooth", "0", "0", "0"),
    ("{x=0: 0, |x|^(3/2) sin(1/x)}", "0", "smooth", "0", "0", "0"),
    ("{x=0: 0, x + x^2 sin(1/x)}", "0", "smooth", "0", "1", "1"),
    ("{x=0: 3, 3 - 2x + x^2 cos(1/x)}", "0", "smooth", "3", "-2", "-2"),
    ("{x=1: 0, (x-1)^2 sin(1/(x-1))}", "1", "smooth", "0", "0", "0"),
    ("{x=0.1: 0, (x-0.1)^2 sin(1/(x-0.1))}", "0.1", "smooth", "0", "0", "0"),
    ("{x=0: 0, x^2 floor(1/x)}", "0", "smooth", "0", "1", "1"),
    ("{x=0: 0, |x| + x^2 sin(1/x)}", "0", "corner", "0", "-1", "1"),
    ("{x=0: 0, sqrt(|x|) (2 + sin(1/x))}", "0", "cusp", "0", "-inf", "inf"),
    ("{x=0: 0, cbrt(x) (2 + sin(1/x))}", "0", "vertical tangent", "0", "inf", "inf"),
    ("sin(1/x) + 1/x", "0", "pole"),
    ("(2 + sin(1/x))/x", "0", "pole"),
    ("sin(1/x)", "1/pi", "smooth", "0", "pi^2", "pi^2"),
    ("x sin(1/x)", "1/pi", "smooth", "0", "pi", "pi"),
)

# True, but hidden so deep that an honest "not determined" is as good.
HARD = tuple(
    Row(*line, hard=True)
    for line in (
        ("1/ln|x|", "0", "removable"),
        ("{x=0: 0, 1/ln|x|}", "0", "cusp", "0", "inf", "-inf"),
        ("{x=0: 0, x/ln|x|}", "0", "smooth", "0", "0", "0"),
        ("{x=0: 0, x sin(ln(-ln|x|))}", "0", "oscillation", "0"),
        ("atan(tan(1/x))", "0", "oscillation"),
        ("max(tan(1/x), 0)", "0", "oscillation"),
        ("round(frac(1/x))", "0", "oscillation"),
        ("floor(2sin(1/x))", "0", "oscillation"),
        ("{x=0: 0, sin(1/x) - sin(1/x)}", "0", "smooth", "0", "0", "0"),
        ("sin(pi floor(x))", "1", "smooth", "0", "0", "0"),
        ("|x|^(19/20)", "0", "cusp", "0", "-inf", "inf"),
        ("x + 1e-12|x|", "0", "corner", "0", "1-1e-12", "1+1e-12"),
        ("x + 1e-15 floor(x)", "1", "jump", "1+1e-15", "inf", "1"),
        ("1 + 1e-20/x", "0", "pole"),
        ("1e-20/(x-1)", "1", "pole"),
        ("x^2 + 1e-18 sign(x-1)", "1", "jump", "1", "inf", "inf"),
    )
)
