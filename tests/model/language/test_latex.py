"""LaTeX as a good textbook sets it."""

from __future__ import annotations

import pytest

from derivgui.model.language import latex, parser

PRINTED = [
    ("x^3-3x", r"x^{3} - 3x"),
    ("2x*y", r"2x y"),
    ("2*3", r"2 \cdot 3"),
    ("x*2", r"x \cdot 2"),
    ("2(x+1)", r"2(x + 1)"),
    ("x(x-2)/(x-2)", r"\frac{x(x - 2)}{x - 2}"),
    ("1/2x", r"\frac{1}{2} x"),
    ("2*(1/3)", r"2 \cdot \frac{1}{3}"),
    ("(1/2)^x", r"\left(\frac{1}{2}\right)^{x}"),
    ("-x/2", r"-\frac{x}{2}"),
    ("x^(1/3)", r"x^{1/3}"),
    ("e^(-x^2/2)", r"e^{-x^{2}/2}"),
    ("e^(1/(x+1))", r"e^{\frac{1}{x + 1}}"),
    ("2^3^2", r"2^{3^{2}}"),
    ("(-x)^2", r"(-x)^{2}"),
    ("sin x", r"\sin x"),
    ("sin 2x", r"\sin 2x"),
    ("sin(2πx)", r"\sin 2\pi x"),
    ("sin(x+1)", r"\sin(x + 1)"),
    ("sin(x^2)", r"\sin(x^{2})"),
    ("sin(x/2)", r"\sin\frac{x}{2}"),
    ("sin(x y)", r"\sin(x y)"),
    ("sin(d x)", r"\sin(d \cdot x)"),
    ("sin(3e20x)", r"\sin((3 \cdot 10^{20})x)"),
    ("sin(x)^2", r"\sin^{2} x"),
    ("sin(x+1)^2", r"\sin^{2}(x + 1)"),
    ("sin(x)^n", r"\sin^{n} x"),
    ("sin(x)^-1", r"\sin(x)^{-1}"),
    ("sin(x)cos(x)", r"\sin x \cos x"),
    ("sin(x)y", r"\sin(x) y"),
    ("sin(x)(x+1)", r"\sin(x)(x + 1)"),
    ("x sin x", r"x \sin x"),
    ("sin(sin x)", r"\sin(\sin x)"),
    ("ln|x|", r"\ln\left|x\right|"),
    ("ln(2)*2^x", r"\ln(2) \cdot 2^{x}"),
    ("asin(x)", r"\arcsin x"),
    ("asinh(x)", r"\operatorname{arsinh} x"),
    ("log_2(x)", r"\log_{2} x"),
    ("log_2(x)^2", r"\log_{2}^{2} x"),
    ("exp(x)", r"\exp(x)"),
    ("sqrt(x)", r"\sqrt{x}"),
    ("sqrt(2)x", r"\sqrt{2}\, x"),
    ("e^(2x)x", r"e^{2x}\, x"),
    ("x^2y", r"x^{2} y"),
    ("n! x", r"n!\, x"),
    ("sqrt(x)^3", r"\left(\sqrt{x}\right)^{3}"),
    ("cbrt(x)", r"\sqrt[3]{x}"),
    ("root(x,5)", r"\sqrt[5]{x}"),
    ("|x-1|", r"\left|x - 1\right|"),
    ("floor(x)", r"\left\lfloor x \right\rfloor"),
    ("ceil(x)", r"\left\lceil x \right\rceil"),
    ("max(x,1)", r"\max(x, 1)"),
    ("max(x,1/2)", r"\max\left(x, \frac{1}{2}\right)"),
    ("sign(x)", r"\operatorname{sign}(x)"),
    ("n!", r"n!"),
    ("(n+1)!", r"(n + 1)!"),
    ("3!^2", r"(3!)^{2}"),
    ("αx", r"\alpha x"),
    ("x_0", r"x_{0}"),
    ("v_{max}", r"v_{\mathrm{max}}"),
    ("0.50x", r"0.5x"),
    ("1.5e-9", r"1.5 \cdot 10^{-9}"),
    ("f*(x+1)", r"f \cdot (x + 1)"),
    ("(d y)/(d x)", r"\frac{d \cdot y}{d \cdot x}"),
    ("(d x d/x) x", r"\frac{d \cdot x d}{x} x"),
    (
        "{x<0: -x, 0<=x<1: x^2, 2x-1}",
        r"\begin{cases} -x & \text{if } x < 0 \\ x^{2} & \text{if } 0 \le x < 1 \\ "
        r"2x - 1 & \text{otherwise} \end{cases}",
    ),
    (
        "2{x!=0: 1/x}",
        r"2\left(\begin{cases} \frac{1}{x} & \text{if } x \ne 0 \end{cases}\right)",
    ),
]


@pytest.mark.parametrize(("typed", "expected"), PRINTED)
def test_sets_formulas_as_a_textbook_does(typed: str, expected: str) -> None:
    assert latex.to_latex(parser.parse(typed).tree) == expected


@pytest.mark.parametrize("typed", [row[0] for row in PRINTED if "e-9" not in row[0] and "e20" not in row[0]])
def test_what_is_set_reads_back_as_the_same_tree(typed: str) -> None:
    node = parser.parse(typed).tree
    assert parser.parse(f"${latex.to_latex(node)}$").tree == node


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("f(x) = x^2", "f", "f(x) = x^{2}"),
        ("x^2", "f_1", "f_{1}(x) = x^{2}"),
        ("g(θ) = θ", "g", r"g(\theta) = \theta"),
        ("f(x,y) = x y", "f", "f(x, y) = x y"),
        ("y = x", "y", "y = x"),
    ],
)
def test_a_definition_is_set_with_its_variables(typed: str, name: str, expected: str) -> None:
    expression = parser.parse(typed)
    printed = latex.definition_latex(expression, name)
    assert printed == expected
    assert parser.parse(f"${printed}$").tree == expression.tree
