"""LaTeX as it is pasted from pages and papers: what is set decides the meaning."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derivgui.model.language import parser
from derivgui.model.language.errors import ParseError

Read = Callable[[str], str]
Refusal = Callable[[str], ParseError]

FRACTIONS_AND_ROOTS = [
    (r"\frac{1}{x}", "(/ 1 x)"),
    (r"\frac12", "(/ 1 2)"),
    (r"\dfrac12x", "(* (/ 1 2) x)"),
    (r"\tfrac{x+1}{x-1}", "(/ (+ x 1) (+ x (- 1)))"),
    (r"\frac\pi2", "(/ pi 2)"),
    (r"\frac{\frac{1}{x}}{2}", "(/ (/ 1 x) 2)"),
    (r"-\frac{1}{x^{2}}", "(- (/ 1 (^ x 2)))"),
    (r"x^\frac12", "(^ x (/ 1 2))"),
    (r"\sqrt{x}", "(sqrt x)"),
    (r"\sqrt2", "(sqrt 2)"),
    (r"\sqrt{x}^2", "(^ (sqrt x) 2)"),
    (r"\sqrt[3]{x}", "(cbrt x)"),
    (r"\sqrt[n]{x+1}", "(root (+ x 1) n)"),
    (r"\sqrt[3]{\sqrt[4]{x}}", "(cbrt (root x 4))"),
    (r"2\sqrt{x}\,y", "(* 2 (sqrt x) y)"),
]

BRACKETS = [
    (r"\left(x+1\right)^{2}", "(^ (+ x 1) 2)"),
    (r"\left[x\right]\left(y\right)", "(* x y)"),
    (r"\big(x+1\big)\Big|x\Big|", "(* (+ x 1) (abs x))"),
    (r"\bigl(x+1\bigr)", "(+ x 1)"),
    (r"\left|x\right|", "(abs x)"),
    (r"\left|x-1\right|+\left|x+1\right|", "(+ (abs (+ x (- 1))) (abs (+ x 1)))"),
    (r"\left|\left|x\right|-1\right|", "(abs (+ (abs x) (- 1)))"),
    (r"\left\lvert x \right\rvert", "(abs x)"),
    (r"|x|\cdot\lvert x\rvert", "(* (abs x) (abs x))"),
    (r"\abs{x}", "(abs x)"),
    (r"\lfloor x\rfloor", "(floor x)"),
    (r"\left\lceil \frac{x}{2}\right\rceil", "(ceil (/ x 2))"),
    (r"\max\left(x,1\right)", "(max x 1)"),
    (r"\max\{x, 1\}", "(max x 1)"),
    (r"\min\left\{x, 1\right\}", "(min x 1)"),
]

FUNCTIONS = [
    (r"\sin^{2}\left(x\right)", "(^ (sin x) 2)"),
    (r"\sin^2x+\cos^2x", "(+ (^ (sin x) 2) (^ (cos x) 2))"),
    (r"\sin^{-1}\left(x\right)", "(asin x)"),
    (r"\sin x\cos x", "(* (sin x) (cos x))"),
    (r"\sin{\left(x \right)}", "(sin x)"),
    (r"\sin{\left(x \right)}^2 y", "(* (^ (sin x) 2) y)"),
    (r"\sin{x} y", "(* (sin x) y)"),
    (r"\sin{x}^2", "(sin (^ x 2))"),
    (r"\sin\frac{x}{2}", "(sin (/ x 2))"),
    (r"\arcsin x", "(asin x)"),
    (r"\operatorname{sech} x", "(sech x)"),
    (r"\operatorname*{sgn}\left(x\right)", "(sign x)"),
    (r"\operatorname{atan2}(y, x)", "(atan2 y x)"),
    (r"\mathrm{arsinh}\,x", "(asinh x)"),
    (r"\mathrm{e}^{-x^{2}}", "(^ e (- (^ x 2)))"),
    (r"\mathrm e^x", "(^ e x)"),
    (r"e^{-\frac{x^2}{2}}", "(^ e (- (/ (^ x 2) 2)))"),
    (r"e^{x}\sin x", "(* (^ e x) (sin x))"),
    (r"\exp\left(-x\right)", "(exp (- x))"),
    (r"\ln\left|x\right|", "(ln (abs x))"),
    (r"\ln^{2} x", "(^ (ln x) 2)"),
    (r"\log_{2}\left(x\right)", "(log_base x 2)"),
    (r"\log_2 x", "(log_base x 2)"),
    (r"\log_28", "(log_base 8 2)"),
    (r"\log_{2}^{3} x", "(^ (log_base x 2) 3)"),
    (r"\log^{3}_{2} x", "(^ (log_base x 2) 3)"),
    (r"\frac{sin x}{x}", "(/ (sin x) x)"),
]

LETTERS_AND_SIGNS = [
    (r"$x^23$", "(* (^ x 2) 3)"),
    (r"\alpha x^2y", "(* α (^ x 2) y)"),
    (r"\alpha x+\beta_1", "(+ (* α x) β_1)"),
    (r"\varphi^2", "(^ φ 2)"),
    (r"2\pi x", "(* 2 pi x)"),
    (r"\tau_1", "τ_1"),
    (r"x_{12}+\,0", "(+ x_12 0)"),
    (r"x_{\text{max}}", "x_max"),
    (r"x_{\alpha}", "x_alpha"),
    (r"x \cdot -2", "(* x (- 2))"),
    (r"3 \times 4 \div 2", "(/ (* 3 4) 2)"),
    (r"x\,\;\!\quad\ y", "(* x y)"),
    (r"x~y\:\alpha", "(* x y α)"),
    (r"\displaystyle\frac{x}{2}", "(/ x 2)"),
    (r"\mathit{x}+1", "(+ x 1)"),
    (r"5!\,x", "(* (factorial 5) x)"),
    (r"\,x² + ½", "(+ (^ x 2) (/ 1 2))"),
    ("\\frac{1}\n{x}", "(/ 1 x)"),
]

SURROUNDINGS = [
    ("$x^2$", "(^ x 2)"),
    (r"\(x^2\)", "(^ x 2)"),
    (r"\[x^2\]", "(^ x 2)"),
    (r"$$\sin x$$", "(sin x)"),
    (r" \[ \frac{1}{x}. \] ", "(/ 1 x)"),
    (r"\frac{1}{x},", "(/ 1 x)"),
    (r"{\displaystyle f(x)={\frac {1}{x}}}", "(/ 1 x)"),
    (r"{\tfrac {1}{2}}x^{2}", "(* (/ 1 2) (^ x 2))"),
    (r"\sin \left({\frac {1}{x}}\right)", "(sin (/ 1 x))"),
    (r"f\left(x\right)=x^{2}", "(^ x 2)"),
    (r"f: x\mapsto x^2", "(^ x 2)"),
    (r"f(x) \coloneqq x", "x"),
    (r"\begin{equation} f(x) = x^2 \end{equation}", "(^ x 2)"),
    (r"\begin{align*} f(x) &= x^2 \\ \end{align*}", "(^ x 2)"),
]

CASES = [
    (
        r"\begin{cases} -x & x<0 \\ x & x \ge 0 \end{cases}",
        "(cases [(x < 0) (- x)] [(x >= 0) x])",
    ),
    (
        r"\begin{cases} -x, & \text{if } x < 0, \\ x^{2}, & \text{otherwise.} \end{cases}",
        "(cases [(x < 0) (- x)] (^ x 2))",
    ),
    (
        r"f(x)=\begin{cases}x^2 & \text{for } 0\leq x<1\\[2pt] 2x-1 & \text{otherwise}\end{cases}",
        "(cases [(0 <= x < 1) (^ x 2)] (+ (* 2 x) (- 1)))",
    ),
    (
        r"\left\{\begin{array}{ll} -x & \text{if } x<0 \\ x & \text{if } x\geq 0"
        r"\end{array}\right.",
        "(cases [(x < 0) (- x)] [(x >= 0) x])",
    ),
    (
        r"\left\{\begin{array}{lll} 1 & \mbox{if} & x \neq 0 \\ 2 \end{array}\right.",
        "(cases [(x != 0) 1] 2)",
    ),
    (
        r"{\begin{cases}x^{2}&{\text{if }}x\neq 0,\\0&{\text{otherwise}}.\end{cases}}",
        "(cases [(x != 0) (^ x 2)] 0)",
    ),
    (
        r"\begin{cases} x^2 & \text{falls $x \leqslant 1$} \\ 2 & \text{sonst} \\ \end{cases}",
        "(cases [(x <= 1) (^ x 2)] 2)",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    FRACTIONS_AND_ROOTS + BRACKETS + FUNCTIONS + LETTERS_AND_SIGNS + SURROUNDINGS + CASES,
)
def test_latex_reads_as_it_is_set(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected


def test_cases_multiply_like_a_bracket(read: Read) -> None:
    text = r"2\begin{cases} 1 & x = 0 \\ \frac{\sin x}{x} \end{cases}"
    assert read(text) == "(* 2 (cases [(x = 0) 1] (/ (sin x) x)))"


def test_a_definition_in_latex_declares_its_variables() -> None:
    expression = parser.parse(r"$g\left(\theta\right) = a\sin\theta$")
    assert (expression.name, expression.variables) == ("g", ("θ",))
    assert expression.parameters == ("a",)


REFUSED = [
    (r"«\sni» x", "sni", r"\sin"),
    (r"«\qzw» x", "qzw", "without"),
    (r"x + «\int» x", "integral", ""),
    (r"«\lim» x", "limit", ""),
    (r"«\infty»", "infinity", ""),
    (r"x^{«\circ»}", "degree", ""),
    (r"{x+1 «\over» 2}", r"\over", r"\frac"),
    (r"a «\bmod» 2", "remainder", "mod"),
    (r"\alpha + 1«{,}»5", "decimal comma", "1.5"),
    (r"«2\frac12»", "mixed", "2.5"),
    (r"«\frac{d}{dx}»x^2", "derivative", ""),
    (r"«\frac{\mathrm{d}y}{\mathrm{d}x}»", "derivative", ""),
    (r"\alpha f«'»(x)", "derivative", ""),
    (r"\alpha x«}»", "never opened", ""),
    (r"«\left(»x", "never closed", ")"),
    (r"«\begin{cases}» x", "never closed", "}"),
    (r"«\begin{tabular}» x", "tabular", r"\begin{cases}"),
    (r"x«\end{cases}»", "cases", ""),
    (r"\frac«{}»{2}", "between", ""),
    (r"\alpha«^»", "missing", ""),
    (r"«\frac1»", "missing", r"\frac"),
    (r"«\»", "command", ""),
    (r"x«\\»y", "one formula", ""),
    (r"\alpha «&» b", "&", ""),
    (r"x^{2}«_»{0}", "underscore", "x_0"),
    (r"«\sin»", "argument", "sin(x)"),
    (r"«\sin x (»x+1)", "clear", ""),
    (r"\text{«abc»}", "abc", ""),
    (r"\frac\{1«}»{2 + 3}", "never opened", ""),
    (r"$x^{\frac{\{1}{2 + 3}}$«»", "missing", ""),
    (r"«\left.» x \right|", "bracket", ""),
    (r"«\frac{x}{2}!»", "whole", ""),
    (r"\alpha «e2»", "e2", ""),
    (r"\sqrt«[»3", "never closed", r"\sqrt[3]"),
    (r"\operatorname{«foo»}(x)", "foo", ""),
    (r"\operatorname{«foo7»}(x)", "foo7", ""),
    (r"\alpha «х»", "CYRILLIC", ""),
    (r"\alpha^{«9^{9^{9}}»}", "too large", ""),
    (r"\frac{" * 64 + r"\frac«{»", "64", ""),
    (r"C:«\temp»", "temp", ""),
]


@pytest.mark.parametrize(("marked", "message", "hint"), REFUSED)
def test_latex_is_refused_with_a_sentence_a_hint_and_the_place(
    refusal: Refusal, marked: str, message: str, hint: str
) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    error = refusal(marked.replace("«", "").replace("»", ""))
    assert message.lower() in error.message.lower()
    assert hint in error.hint
    assert error.hint.endswith((".", "?"))
    assert error.span == (start, end)


@pytest.mark.parametrize(
    "text", [r"\frac{1}{x}.", r"\frac{1}{x},", r"$\frac{1}{x}.$", r"\[\frac{1}{x}\,;\]", "\\frac{1}{x} . "]
)
def test_the_punctuation_of_the_sentence_around_a_formula_is_left_out(text: str) -> None:
    assert parser.parse(text).tree == parser.parse("1/x").tree
