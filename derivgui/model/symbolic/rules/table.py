"""The derivative of each function of the catalogue, one row each, in the letters u, v of its arguments.

A row is text in this program's own language; where the derivative needs more than the formula itself shows, the
condition stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Comparison, Node, Piecewise

LETTERS = ("u", "v")


@dataclass(frozen=True, slots=True)
class Derivative:
    """One row.

    Attributes:
        partials: the derivative by u, and by v where there are two arguments.
        condition: where the function is differentiable, "" where it is wherever it is defined.
        whole: an expression that must not be a whole number, "" for none.
    """

    partials: tuple[str, ...]
    condition: str = ""
    whole: str = ""


ROWS: dict[str, Derivative] = {
    "sin": Derivative(("cos(u)",)),
    "cos": Derivative(("-sin(u)",)),
    "tan": Derivative(("1/cos(u)^2",)),
    "cot": Derivative(("-1/sin(u)^2",)),
    "sec": Derivative(("sec(u) tan(u)",)),
    "csc": Derivative(("-csc(u) cot(u)",)),
    "asin": Derivative(("1/sqrt(1-u^2)",), "1-u^2 > 0"),
    "acos": Derivative(("-1/sqrt(1-u^2)",), "1-u^2 > 0"),
    "atan": Derivative(("1/(1+u^2)",)),
    "acot": Derivative(("-1/(1+u^2)",)),
    "asec": Derivative(("1/(|u| sqrt(u^2-1))",), "u^2-1 > 0"),
    "acsc": Derivative(("-1/(|u| sqrt(u^2-1))",), "u^2-1 > 0"),
    "sinh": Derivative(("cosh(u)",)),
    "cosh": Derivative(("sinh(u)",)),
    "tanh": Derivative(("1/cosh(u)^2",)),
    "coth": Derivative(("-1/sinh(u)^2",)),
    "sech": Derivative(("-sech(u) tanh(u)",)),
    "csch": Derivative(("-csch(u) coth(u)",)),
    "asinh": Derivative(("1/sqrt(u^2+1)",)),
    "acosh": Derivative(("1/sqrt(u^2-1)",), "u > 1"),
    "atanh": Derivative(("1/(1-u^2)",), "1-u^2 > 0"),
    "acoth": Derivative(("1/(1-u^2)",), "u^2-1 > 0"),
    "asech": Derivative(("-1/(u sqrt(1-u^2))",), "0 < u < 1"),
    "acsch": Derivative(("-1/(|u| sqrt(u^2+1))",), "u != 0"),
    "exp": Derivative(("exp(u)",)),
    "ln": Derivative(("1/u",), "u > 0"),
    "log": Derivative(("1/(u ln(10))",), "u > 0"),
    "log_base": Derivative(("1/(u ln(v))", "-ln(u)/(v ln(v)^2)"), "u > 0"),
    "sqrt": Derivative(("1/(2 sqrt(u))",), "u > 0"),
    "cbrt": Derivative(("1/(3 cbrt(u)^2)",), "u != 0"),
    # By its degree a root has no derivative: only whole degrees count.
    "root": Derivative(("root(u, v)/(v u)",)),
    "abs": Derivative(("u/|u|",), "u != 0"),
    "sign": Derivative(("0",), "u != 0"),
    "floor": Derivative(("0",), whole="u"),
    "ceil": Derivative(("0",), whole="u"),
    "round": Derivative(("0",), whole="u + 1/2"),
    "frac": Derivative(("1",), whole="u"),
    "mod": Derivative(("1", "-floor(u/v)"), whole="u/v"),
    "atan2": Derivative(("v/(u^2+v^2)", "-u/(u^2+v^2)"), "atan2(u, v) != pi"),
}  # min and max have a rule of their own; factorial, defined at whole numbers only, has no derivative anywhere.


@cache
def partial(name: str, place: int) -> Node | None:
    """The derivative by an argument, in u and v; None where there is none."""
    row = ROWS.get(name)
    if row is None or place >= len(row.partials):
        return None
    return parse(row.partials[place], variables=LETTERS).tree


@cache
def condition(name: str) -> Comparison | None:
    """Where the function is differentiable, in u and v; None where it is wherever it is defined."""
    row = ROWS.get(name)
    if row is None or not row.condition:
        return None
    tree = parse(f"{{{row.condition}: 0}}", variables=LETTERS).tree
    assert isinstance(tree, Piecewise)
    return tree.branches[0].condition


@cache
def whole(name: str) -> Node:
    """What must not be a whole number, in u and v."""
    return parse(ROWS[name].whole, variables=LETTERS).tree
