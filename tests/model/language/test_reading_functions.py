"""What a mathematician reads: functions with and without brackets, and words of letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derivgui.model.language import catalogue, parser

Read = Callable[[str], str]

APPLICATION = [
    ("sin(x)", "(sin x)"),
    ("sin x", "(sin x)"),
    ("sin x cos x", "(* (sin x) (cos x))"),
    ("sin 2x", "(sin (* 2 x))"),
    ("sin2x", "(sin (* 2 x))"),
    ("sin x^2", "(sin (^ x 2))"),
    ("sin x²", "(sin (^ x 2))"),
    ("sin x/2", "(/ (sin x) 2)"),
    ("sin x + 1", "(+ (sin x) 1)"),
    ("sin x * y", "(* (sin x) y)"),
    ("ln 2x", "(ln (* 2 x))"),
    ("ln 2 / ln 3", "(/ (ln 2) (ln 3))"),
    ("ln 2 * 2^x", "(* (ln 2) (^ 2 x))"),
    ("sin -x", "(sin (- x))"),
    ("sin -2x + 1", "(+ (sin (- (* 2 x))) 1)"),
    ("sin 2 pi x", "(sin (* 2 pi x))"),
    ("2 sin x y", "(* 2 (sin (* x y)))"),
    ("sin(x)y", "(* (sin x) y)"),
    ("sin(x)^2", "(^ (sin x) 2)"),
    ("sin (x+1) y", "(* (sin (+ x 1)) y)"),
    ("sin[x]", "(sin x)"),
    ("sin cos x", "(sin (cos x))"),
    ("ln sin x", "(ln (sin x))"),
    ("x sin x ln x", "(* x (sin x) (ln x))"),
    ("cos 2(x+1)", "(cos (* 2 (+ x 1)))"),
    ("sin k(x - c t)", "(sin (* k (+ x (- (* c t)))))"),
    ("sin √x", "(sin (sqrt x))"),
    ("e^sin x", "(^ e (sin x))"),
    ("1/sin x", "(/ 1 (sin x))"),
    ("2^sin(x)y", "(* (^ 2 (sin x)) y)"),
    ("-sin x", "(- (sin x))"),
    ("sin pi", "(sin pi)"),
]

POWERS_OF_FUNCTIONS = [
    ("sin^2 x", "(^ (sin x) 2)"),
    ("sin^2(x)", "(^ (sin x) 2)"),
    ("sin²x", "(^ (sin x) 2)"),
    ("sin^2 2x", "(^ (sin (* 2 x)) 2)"),
    ("sin^2 x + cos^2 x", "(+ (^ (sin x) 2) (^ (cos x) 2))"),
    ("sin^2 x cos x", "(* (^ (sin x) 2) (cos x))"),
    ("sin^2(x)y", "(* (^ (sin x) 2) y)"),
    ("sin^n x", "(^ (sin x) n)"),
    ("sin^(n+1) x", "(^ (sin x) (+ n 1))"),
    ("sin^-2 x", "(^ (sin x) (- 2))"),
    ("sin^-1(x)", "(asin x)"),
    ("sin^-1 x", "(asin x)"),
    ("sin^{-1} x", "(asin x)"),
    ("sin^(-1)(x)", "(asin x)"),
    ("sin⁻¹ x", "(asin x)"),
    ("sinh^-1 x", "(asinh x)"),
    ("ln^-1(x)", "(exp x)"),
    ("asin^-1(x)", "(sin x)"),
    ("1/sin^2 x", "(/ 1 (^ (sin x) 2))"),
]

LOGARITHMS_AND_ROOTS = [
    ("log x", "(log x)"),
    ("lg(x)", "(log x)"),
    ("log_2(x)", "(log_base x 2)"),
    ("log_2 x", "(log_base x 2)"),
    ("log_2x", "(log_base x 2)"),
    ("log_{10}(x)", "(log_base x 10)"),
    ("log_(a+1)(x)", "(log_base x (+ a 1))"),
    ("log_a x", "(log_base x a)"),
    ("log₂(x)", "(log_base x 2)"),
    ("log₁₀ x", "(log_base x 10)"),
    ("log_2^3 x", "(^ (log_base x 2) 3)"),
    ("log2(x)", "(log_base x 2)"),
    ("log10(x)", "(log x)"),
    ("log2x", "(log (* 2 x))"),
    ("xlog2(x)", "(* x (log_base x 2))"),
    ("log_2(x)/log_2(3)", "(/ (log_base x 2) (log_base 3 2))"),
    ("√x", "(sqrt x)"),
    ("√(x+1)", "(sqrt (+ x 1))"),
    ("√2x", "(* (sqrt 2) x)"),
    ("√x²", "(sqrt (^ x 2))"),
    ("√(x)^2", "(^ (sqrt x) 2)"),
    ("√√x", "(sqrt (sqrt x))"),
    ("√sin x", "(sqrt (sin x))"),
    ("∛x", "(cbrt x)"),
    ("∜x", "(root x 4)"),
    ("³√x", "(cbrt x)"),
    ("x²√y", "(* (^ x 2) (sqrt y))"),
    ("x³ √y", "(* (^ x 3) (sqrt y))"),
    ("⁵√(x+1)", "(root (+ x 1) 5)"),
    ("2√x", "(* 2 (sqrt x))"),
    ("x√x", "(* x (sqrt x))"),
    ("sqrt 2x", "(sqrt (* 2 x))"),
    ("root(x, 5)", "(root x 5)"),
    ("cbrt(x)", "(cbrt x)"),
    ("atan2(y, x)", "(atan2 y x)"),
    ("min(x, 1, y)", "(min x 1 y)"),
    ("max(0, x)", "(max 0 x)"),
    ("mod(x, 2)", "(mod x 2)"),
    ("arctan x", "(atan x)"),
    ("arsinh(x)", "(asinh x)"),
    ("tg x", "(tan x)"),
    ("sgn(x)", "(sign x)"),
    ("Sin(x)", "(sin x)"),
    ("factorial(5)", "(factorial 5)"),
]

WORDS = [
    ("xsin(x)", "(* x (sin x))"),
    ("xsinx", "(* x (sin x))"),
    ("sinxcosx", "(* (sin x) (cos x))"),
    ("cosx", "(cos x)"),
    ("2pix", "(* 2 pi x)"),
    ("2πx", "(* 2 pi x)"),
    ("ax^2+bx+c", "(+ (* a (^ x 2)) (* b x) c)"),
    ("kx", "(* k x)"),
    ("xy", "(* x y)"),
    ("xyz", "(* x y z)"),
    ("abx", "(* a b x)"),
    ("xlnx", "(* x (ln x))"),
    ("lnx", "(ln x)"),
    ("xe^x", "(* x (^ e x))"),
    ("ae^(kx)", "(* a (^ e (* k x)))"),
    ("sinnx", "(sin (* n x))"),
    ("cos2x", "(cos (* 2 x))"),
    ("sinpix", "(sin (* pi x))"),
    ("lncosx", "(ln (cos x))"),
    ("xysin(x)", "(* x y (sin x))"),
    ("axsinx", "(* a x (sin x))"),
    ("ksin(x)", "(* k (sin x))"),
    ("expx", "(exp x)"),
    ("asinx", "(asin x)"),
    ("xarctanx", "(* x (atan x))"),
    ("sinhx", "(sinh x)"),
    ("kpi", "(* k pi)"),
    ("ix", "(* i x)"),
    ("tau x", "(* tau x)"),
    ("τ", "tau"),
    ("π", "pi"),
    ("Pi", "pi"),
    ("xsin²x", "(* x (^ (sin x) 2))"),
]

SYMBOLS = [
    ("a_1", "a_1"),
    ("x_0", "x_0"),
    ("x_{0}", "x_0"),
    ("a₁", "a_1"),
    ("a₁₂", "a_12"),
    ("a_12", "a_12"),
    ("a_01 + a_1", "(+ a_01 a_1)"),
    ("a_{1b}", "a_1b"),
    ("x_0y", "(* x_0 y)"),
    ("x_n + 1", "(+ x_n 1)"),
    ("x_{max}", "x_max"),
    ("v_0t", "(* v_0 t)"),
    ("α", "α"),
    ("alpha", "α"),
    ("2theta", "(* 2 θ)"),
    ("λx", "(* λ x)"),
    ("lambda*x", "(* λ x)"),
    ("sin ωt", "(sin (* ω t))"),
    ("e^(-lambda t)", "(^ e (- (* λ t)))"),
    ("θ_1", "θ_1"),
    ("pi_1 + Pi_2 + e_3", "(+ π_1 π_2 e_3)"),
    ("𝑥²", "(^ x 2)"),
    ("ｘ＋１", "(+ x 1)"),
    ("µ", "μ"),
    ("Ω", "Ω"),
    ("E", "E"),
    ("f*(x+1)", "(* f (+ x 1))"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    APPLICATION + POWERS_OF_FUNCTIONS + LOGARITHMS_AND_ROOTS + WORDS + SYMBOLS,
)
def test_reads_as_a_mathematician_does(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("row", catalogue.ROWS, ids=lambda row: row.name)
def test_every_spelling_of_every_row_is_understood(row: catalogue.Function) -> None:
    if row.name in ("log_base", "factorial"):
        return
    arguments = ", ".join("xyab"[: row.arguments[0]])
    trees = {parser.parse(f"{name}({arguments})").tree for name in (row.name, *row.aliases)}
    assert len(trees) == 1
