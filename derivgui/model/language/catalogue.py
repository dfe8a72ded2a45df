"""The catalogue of functions: one row a function, with its spellings, its words and how it is computed.

``value`` computes it on arrays (``real``), ``series`` continues its Taylor coefficients (``series``, ``corners``).
A new function needs, beside its row here, a rule in ``numeric.enclosures.balls`` and in ``numeric.germs.functions``;
a derivative in ``symbolic.rules.table``; a rule in ``numeric.compiled.complex_step`` where it is analytic; and the
places where it may break in ``numeric.suspects.suspects``. Tests ask for all of these but the last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivgui.model.language import corners, real, series
from derivgui.model.language.real import Array
from derivgui.model.language.series import Series


@dataclass(frozen=True, slots=True)
class Function:
    """One row.

    Attributes:
        name: canonical name, which the plain printer writes.
        aliases: other spellings that the parser accepts.
        latex: the operator in LaTeX; the printers know the shapes of sqrt, abs, floor, ... themselves.
        words: what is spoken before "of".
        value: real value on arrays of one shape, NaN outside the domain, no warnings.
        series: Taylor coefficients of the result from those of the arguments.
        arguments: smallest and largest number of arguments (None: any number).
        inverse: canonical name of the function that ``f^-1`` means, None where there is no such function.
        sympy: name of the SymPy function for the symbolic room, None where that room builds it from others.
        angle: "in" where the argument is an angle, "out" where the result is one, else "".
    """

    name: str
    aliases: tuple[str, ...]
    latex: str
    words: str
    value: Callable[..., Array]
    series: Callable[..., Series]
    arguments: tuple[int, int | None] = (1, 1)
    inverse: str | None = None
    sympy: str | None = None
    angle: str = ""


def _trigonometric(name: str, words: str, latex: str, inverse_latex: str, *spellings: str) -> tuple[Function, Function]:
    inverse = "a" + name
    return (
        Function(name, spellings, latex, words, getattr(real, name), getattr(series, name), inverse=inverse,
                 sympy=name, angle="in"),
        Function(inverse, ("arc" + name, *("arc" + other for other in spellings)), inverse_latex, f"inverse {words}",
                 getattr(real, inverse), getattr(series, inverse), inverse=name, sympy=inverse, angle="out"),
    )  # fmt: skip


def _hyperbolic(name: str, words: str) -> tuple[Function, Function]:
    inverse = "a" + name
    latex = rf"\{name}" if name in ("sinh", "cosh", "tanh", "coth") else rf"\operatorname{{{name}}}"
    return (
        Function(name, (), latex, words, getattr(real, name), getattr(series, name), inverse=inverse, sympy=name),
        Function(inverse, ("ar" + name, "arc" + name), rf"\operatorname{{ar{name}}}", f"inverse {words}",
                 getattr(real, inverse), getattr(series, inverse), inverse=name, sympy=inverse),
    )  # fmt: skip


ROWS: tuple[Function, ...] = (
    *_trigonometric("sin", "sine", r"\sin", r"\arcsin"),
    *_trigonometric("cos", "cosine", r"\cos", r"\arccos"),
    *_trigonometric("tan", "tangent", r"\tan", r"\arctan", "tg"),
    *_trigonometric("cot", "cotangent", r"\cot", r"\operatorname{arccot}", "ctg", "cotan"),
    *_trigonometric("sec", "secant", r"\sec", r"\operatorname{arcsec}"),
    *_trigonometric("csc", "cosecant", r"\csc", r"\operatorname{arccsc}", "cosec"),
    *_hyperbolic("sinh", "hyperbolic sine"),
    *_hyperbolic("cosh", "hyperbolic cosine"),
    *_hyperbolic("tanh", "hyperbolic tangent"),
    *_hyperbolic("coth", "hyperbolic cotangent"),
    *_hyperbolic("sech", "hyperbolic secant"),
    *_hyperbolic("csch", "hyperbolic cosecant"),
    Function("exp", (), r"\exp", "the exponential", real.exp, series.exp, inverse="ln", sympy="exp"),
    Function("ln", (), r"\ln", "the natural logarithm", real.ln, series.ln, inverse="exp", sympy="log"),
    Function("log", ("lg", "log10"), r"\log", "the logarithm to base ten", real.log, series.log),
    # log_b(x): arguments are x, then b.
    Function("log_base", (), r"\log", "the logarithm", real.log_base, series.log_base, (2, 2)),
    Function("sqrt", (), r"\sqrt", "the square root", real.sqrt, series.sqrt, sympy="sqrt"),
    Function("cbrt", (), r"\sqrt[3]", "the cube root", real.cbrt, series.cbrt),
    Function("root", (), r"\sqrt", "the root", real.root, series.root, (2, 2)),
    Function("abs", (), r"\left|\right|", "the absolute value", real.absolute, corners.absolute, sympy="Abs"),
    Function("sign", ("sgn", "signum"), r"\operatorname{sign}", "the sign", real.sign, corners.sign, sympy="sign"),
    Function("floor", (), r"\lfloor\rfloor", "the floor", real.floor, corners.floor, sympy="floor"),
    Function("ceil", ("ceiling",), r"\lceil\rceil", "the ceiling", real.ceil, corners.ceil, sympy="ceiling"),
    Function("round", (), r"\operatorname{round}", "the rounded value", real.rounded, corners.rounded),
    Function("frac", (), r"\operatorname{frac}", "the fractional part", real.frac, corners.frac, sympy="frac"),
    Function("mod", (), r"\operatorname{mod}", "the remainder", real.mod, corners.mod, (2, 2), sympy="Mod"),
    Function("min", (), r"\min", "the minimum", real.minimum, corners.minimum, (2, None), sympy="Min"),
    Function("max", (), r"\max", "the maximum", real.maximum, corners.maximum, (2, None), sympy="Max"),
    # atan2(y, x): the angle of the point (x, y).
    Function("atan2", ("arctan2",), r"\operatorname{atan2}", "the angle", real.atan2, series.atan2, (2, 2),
             sympy="atan2", angle="out"),
    # Whole numbers only; elsewhere undefined.
    Function("factorial", (), "!", "the factorial", real.factorial, corners.factorial, sympy="factorial"),
)  # fmt: skip

BY_NAME: dict[str, Function] = {row.name: row for row in ROWS}
BY_SPELLING: dict[str, Function] = BY_NAME | {spelling: row for row in ROWS for spelling in row.aliases}
