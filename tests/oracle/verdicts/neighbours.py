"""Places that doubles alone would miss: one part of f rests on its level there, or takes it at every double around."""

from __future__ import annotations

from tests.oracle.verdicts.row import Row, rows

NEIGHBOURS = rows(
    ("sqrt|min(tan(x) + 1, 0)|", "3pi/4", "corner", "0", "-inf", "0"),
    ("sqrt|min(tan(x) - 1, 0)|", "pi/4", "corner", "0", "-inf", "0"),
    ("sqrt(max(0, tan(x) - 1))", "pi/4", "corner", "0", "0", "inf"),
    ("sqrt(min(tan(x) - 1, 0)^2)", "pi/4", "corner", "0", "-2", "0"),
    ("sqrt|{x^3<2: x^3-2, 0}|", "cbrt(2)", "corner", "0", "-inf", "0"),
    ("cbrt|min(x^2-3, 0)|", "sqrt(3)", "corner", "0", "-inf", "0"),
    ("floor(max(0, tan(x) - 1))", "pi/4", "smooth", "0", "0", "0"),
    ("floor(floor(x)/2)", "5/2", "smooth", "1", "0", "0"),
    ("(1/x-x-1)^2 floor(1/(1/x-x-1))", "(sqrt(5)-1)/2", "removable"),
    ("(x^2-3) frac(1/(x^2-3))", "sqrt(3)", "removable"),
    ("mod((x^4-3)^2 sin(1/(x^4-3)), 2)", "sqrt(sqrt(3))", "oscillation"),
    ("floor(1/x)", "1e-9", "jump", "1e9", "0", "-inf"),
    ("max(sin(1/x), x^2 sin(1/x))", "1/pi", "corner", "0", "1", "pi^2"),
    ("max(sin(1/x), x^2 sin(1/x))", "1/(2pi)", "corner", "0", "-4pi^2", "-1"),
    ("|x^2 ln(x) - 3ln(x)|", "sqrt(3)", "corner", "0", "-2sqrt(3) ln(sqrt(3))", "2sqrt(3) ln(sqrt(3))"),
    ("|e^x tan(x) - 3tan(x)|", "pi", "corner", "0", "3-e^pi", "e^pi-3"),
    ("mod(frac(cbrt(x^2-2)), 2)", "sqrt(2)", "jump", "0", "-inf", "inf"),
    ("floor(2frac(x^2-2))", "sqrt(2)", "jump", "0", "-inf", "0"),
    ("sign(frac(2-x^2))", "sqrt(2)", "removable", "0", "-inf", "inf"),
    # Nothing is nearer to a place than its own size.
    ("|10^200 x^2-2|", "sqrt(2)*1e-100", "corner", "0", "-2sqrt(2)*1e100", "2sqrt(2)*1e100"),
    ("1/(x^2-10^-300)", "1e-150", "pole"),
    ("x asin(2)^0", "1", "undefined"),
    # A constant that doubles take for another one.
    ("x ln(sin(pi))", "1", "undefined"),
    ("x cbrt(cos(pi/2))", "1", "smooth", "0", "0", "0"),
    ("x + sqrt(sin(2pi))", "1", "smooth", "1", "1", "1"),
    # What cancels to the last bit.
    ("floor(x/x)", "4", "smooth", "1", "0", "0"),
    ("acos(3x/(3x))", "1/2", "smooth", "0", "0", "0"),
    ("floor((x^2-1)/(x-1))", "3", "jump", "4", "inf", "0"),
    ("floor(x^2/x/x)", "3", "smooth", "1", "0", "0"),
    ("mod(-x, x/2)", "4", "smooth", "0", "0", "0"),
    ("atan2(0, x)", "0", "jump"),
    ("atan2(0, -x^2)", "0", "removable"),
)

# What vanishes more than once at a place with a name: no double is near enough to tell.
NAMED = rows(
    ("cbrt(x-ln(2)-sin(x-ln(2)))", "ln(2)", "smooth", "0", "1/cbrt(6)", "1/cbrt(6)"),
    ("sqrt|tan(x-sqrt(2))-(x-sqrt(2))|", "sqrt(2)", "smooth", "0", "0", "0"),
    ("1/(sinh(x-sqrt(3))-sin(x-sqrt(3)))", "sqrt(3)", "pole"),
    ("floor(1+tan(x-sqrt(2))-(x-sqrt(2)))", "sqrt(2)", "jump", "1", "inf", "0"),
    ("sign(x-cbrt(5)-sin(x-cbrt(5)))", "cbrt(5)", "jump", "0", "inf", "inf"),
    ("max(e^(x-ln(2))-1, sinh(x-ln(2)))", "ln(2)", "smooth", "0", "1", "1"),
    ("((x-sqrt(2))^2)^3/(((x-sqrt(2))^2)^2+((x-sqrt(2))^3)^2)", "sqrt(2)", "removable"),
    ("1/(sin(x)^4+|sin(x)|)", "pi", "pole"),
)

# Nearer to each other, or slopes that differ by less, than a witness who looks from afar can see.
CLOSE = rows(
    ("|x^2-10^-300|", "1e-150", "corner", "0", "-2e-150", "2e-150"),
    ("|(x-1)(x-1-10^-30)|", "1", "corner", "0", "-1e-30", "1e-30"),
    ("max(x-1, (x-1)(x-1-10^-60))", "1", "corner", "0", "-1e-60", "1"),
    ("|x^2-3*10^250|", "sqrt(3)*1e125", "corner", "0", "-2e125 sqrt(3)", "2e125 sqrt(3)"),
    ("|x^3-x-10^300|", "1e100", "corner", "0", "-3e200", "3e200"),
    ("|e^x-10^300|", "300 ln(10)", "corner", "0", "-1e300", "1e300"),
    ("1/(x^2-2*10^200)", "sqrt(2)*1e100", "pole"),
    ("sqrt|x (x-10^-100)|", "0", "cusp", "0", "-inf", "inf"),
    ("floor(x^20-(10^10+1)^10)", "100000", "jump", "100000^20-(10^10+1)^10", "inf", "0"),
)

# In mpmath's samples as well, sin(1/x) is now above 0, now below.
SWINGING = tuple(
    Row(*line, hard=True)
    for line in (
        ("atan2(sin(1/x), sin(1/x))", "0", "oscillation"),
        ("{sin(1/(x-1)) < 0: 1, 2}", "1", "oscillation"),
    )
)
