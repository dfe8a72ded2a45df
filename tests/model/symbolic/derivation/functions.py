"""Functions of every family that textbooks derive, and beyond."""

from __future__ import annotations

POLYNOMIALS = (
    "5", "x", "-x", "2x + 1", "x^2", "-x^2", "x^3", "x^4", "x^7", "x^10", "3x^2 - 2x", "x^3 - x", "(x + 1)(x - 2)",
    "(2x - 3)^2", "x^2/3", "0.5x^2", "(x + 1)^3", "x(x - 1)(x + 1)", "1 - x - x^2", "pi x^2", "x*x", "x^5 - 3x + 1",
    "(x^2 + 1)^5", "x^20", "x^120", "x^97", "x^2(x + 1)^2", "4(x - 1)^2 + 3", "-(x - 2)^3",
)  # fmt: skip
RATIONAL = (
    "1/x", "1/x^2", "1/x^3", "(x + 1)/(x - 2)", "x + 1/x", "x/(x^2 + 1)", "3/(2x + 1)", "x^-2", "x^-1", "x^2/(x + 1)",
    "(x^2 - 1)/(x^2 + 1)", "1/(x^2 + x + 1)", "(2/x)^3", "1/x - 1/x^2", "-3/x", "2 - 5/(x - 1)", "(x + 1/x)^2",
    "1/(1 + 1/x)", "((x + 1)/(x - 1))^2",
)  # fmt: skip
ROOTS = (
    "sqrt(x)", "sqrt(3x + 1)", "sqrt(x^2 + 1)", "1/sqrt(x)", "x sqrt(x)", "cbrt(x)", "x^(2/3)", "x^(1/3)", "x^(3/2)",
    "root(x, 4)", "x^(-1/2)", "x^(-2/3)", "x^(4/3)", "sqrt(1 - x)", "x/sqrt(x^2 + 1)", "sqrt(x) + 1/sqrt(x)", "x^0.5",
    "x^1.5", "cbrt(x^2 + 1)", "sqrt(x + sqrt(x))", "(x^2 + 1)^(3/2)", "sqrt((x + 1)/(x + 2))", "root(x^2 + 1, 5)",
)  # fmt: skip
TRIGONOMETRIC = (
    "sin(x)", "cos(x)", "tan(x)", "cot(x)", "sec(x)", "csc(x)", "sin(2x)", "cos(3x + 1)", "tan(2x)", "sin(x/2)",
    "sin(x)^2", "cos(x)^3", "sin(x^2)", "cos(sqrt(x))", "sin(1/x)", "sin(x)cos(x)", "sin(cos(x))", "tan(x^2)",
    "sec(2x)", "x sin(x)", "sin(x)/x", "x^2 cos(x)", "sin(x) + cos(x)", "2sin(x) - 3x", "cot(3x)", "sin(-x)",
    "1/sin(x)", "sqrt(sin(x) + 2)", "1/(2 + cos(x))", "sin(pi x)",
)  # fmt: skip
EXPONENTIALS = (
    "e^x", "2^x", "10^x", "e^(2x)", "e^-x", "e^(x^2)", "(1/2)^x", "exp(x)", "exp(-x^2)", "x e^x", "e^x sin(x)",
    "x^2 e^x", "e^x/x", "2^(3x)", "e^(sin(x))", "2^sin(x)", "e^(1/x)", "e^(sqrt(x))", "e^x + e^-x", "1/(1 + e^-x)",
    "x 2^x", "e^(e^x)", "5e^(3x + 2)",
)  # fmt: skip
LOGARITHMS = (
    "ln(x)", "ln(3x)", "ln(x^2 + 1)", "log(x)", "log_2(x)", "x ln(x)", "ln(x)/x", "ln(sin(x) + 2)", "ln(x)^2",
    "1/ln(x)", "ln(ln(x))", "ln(2x + 1)", "x^2 ln(x)", "ln(sqrt(x))", "log_x(2)", "ln(x + 1/x)",
)  # fmt: skip
HYPERBOLIC = ("sinh(x)", "cosh(x)", "tanh(x)", "coth(x)", "sech(x)", "csch(x)", "sinh(2x)", "cosh(x^2)", "x sinh(x)")
INVERSE = (
    "atan(x)", "asin(x)", "acos(x)", "acot(x)", "asec(x)", "acsc(x)", "asinh(x)", "acosh(x)", "atanh(x)", "acoth(x)",
    "asech(x)", "acsch(x)", "atan(2x)", "atan(x^2)", "x atan(x)", "asin(x/2)", "atan(1/x)",
)  # fmt: skip
POWERS = ("x^x", "x^pi", "x^e", "x^sin(x)", "x^(1/x)", "(x^2 + 1)^x", "x^sqrt(2)")
CORNERS = ("|x|", "x|x|", "|x^2 - 4|", "|sin(x)|", "x + |x|", "sqrt(|x|)", "ln|x|")
DECIMALS = (
    "e^(0.5x)", "2^(0.5x)", "1.5^(0.2x)", "e^(-0.1x^2)", "e^(0.5/x)", "cos(0.1x)", "ln(0.2x + 1)", "(0.5x + 1)^3",
    "sqrt(0.25 - x^2)", "(x + 0.5)/(x - 1.5)", "0.1x e^(0.2x)", "1/(1 + e^(-0.5x))", "atan(0.5x)", "e^(2/(3x))",
)  # fmt: skip
PARAMETERS = ("a x^2 + b", "a x^3 + b x + c", "sin(a x)", "e^(a x)", "a/x", "x^2 y + y^3", "a^x", "x^n", "sqrt(a x)")

TENS = ("10^12*x^2", "1/(10^6*x + 1)", "(10^5*x)^3", "x^2/10^12 + 10^6*x", "sqrt(10^6*x)", "e^(x/10^5)", "|10^6*x|")
ALL = (
    *POLYNOMIALS, *RATIONAL, *ROOTS, *TRIGONOMETRIC, *EXPONENTIALS, *LOGARITHMS, *HYPERBOLIC, *INVERSE, *POWERS,
    *CORNERS, *DECIMALS, *TENS, *PARAMETERS,
)  # fmt: skip
