"""SymPy as a second witness of a derivative that our own algebra could not prove.

It differentiates by itself, and both results are compared as numbers of thirty digits. It is no judge: where it differs
the derivative counts as not determined, and where it agrees nothing is proven by that. It is asked about functions
that mean the same to it only: it reads roots, absolute values and steps as complex or generalised functions. SymPy is
imported with the first question, and what makes it hang or swell ends with the process that this runs in.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    children,
    symbols,
    walk,
)
from derivgui.model.numeric.enclosures import balls

DIGITS = 30
POINTS = 12
ENOUGH = 2
TOLERANCE = Fraction(1, 10**20)
# Longer formulas are not worth its time.
MOST_NODES = 120
LARGEST_EXPONENT = 100
HIGHEST_TOWER = 2
GROWING = frozenset({"exp", "sinh", "cosh"})
FOREIGN = frozenset({"abs", "sign", "floor", "ceil", "round", "frac", "mod", "min", "max", "atan2", "factorial"})


class _StrangerError(Exception):
    """A part that SymPy reads otherwise."""


def dissents(tree: Node, derivative: Node, by: tuple[str, ...]) -> bool:
    """Whether SymPy finds another derivative of ``tree`` by the variables of ``by`` in turn.

    False also where it cannot be asked, or where there are too few points at which both have a real value.
    """
    if sum(1 for _ in walk(tree)) > MOST_NODES or _towers(tree) > HIGHEST_TOWER:
        return False
    import sympy

    try:
        found = _to_sympy(tree)
        for variable in by:
            found = sympy.diff(found, sympy.Symbol(variable, real=True))
        return _differs(found, derivative, tuple(dict.fromkeys((*symbols(tree), *by))))
    except (_StrangerError, ArithmeticError, ValueError, TypeError, RecursionError, NotImplementedError):
        return False


def _towers(node: Node) -> int:
    """How many exponentials stand on each other: the digits of four have no room."""
    deepest = max(map(_towers, children(node)), default=0)
    grows = isinstance(node, Power) and bool(symbols(node.exponent))
    return deepest + (grows or (isinstance(node, Call) and node.name in GROWING))


def _differs(found: Any, derivative: Node, names: tuple[str, ...]) -> bool:
    agreed = differed = 0
    for at in _points(names):
        theirs, ours = _real(found, at), _value(derivative, at)
        if theirs is None or ours is None:
            continue
        agrees = abs(theirs - ours) <= TOLERANCE * max(Fraction(1), abs(ours))
        agreed, differed = agreed + agrees, differed + (not agrees)
    return differed >= ENOUGH and differed > agreed


def _points(names: tuple[str, ...]) -> list[dict[str, Fraction]]:
    dice = random.Random(30)
    return [{name: Fraction(dice.randint(-300, 300), 97) for name in names} for _ in range(POINTS)]


def _real(found: Any, at: dict[str, Fraction]) -> Fraction | None:
    import sympy

    place = {
        sympy.Symbol(name, real=True): sympy.Rational(value.numerator, value.denominator) for name, value in at.items()
    }
    value = found.evalf(DIGITS, subs=place)
    return Fraction(str(value)) if value.is_Float and value.is_finite else None


def _value(tree: Node, at: dict[str, Fraction]) -> Fraction | None:
    import flint

    with flint.ctx.workprec(4 * DIGITS):
        try:
            exact = {name: flint.arb(flint.fmpq(v.numerator, v.denominator)) for name, v in at.items()}
            value = balls.ball(tree, exact)
        except (ValueError, ZeroDivisionError, OverflowError, ArithmeticError):
            return None
        return Fraction(value.mid().str(DIGITS, radius=False)) if value.is_finite() else None


def _to_sympy(node: Node) -> Any:
    """The tree built node by node."""
    import sympy

    match node:
        case Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Constant(name):
            return {"e": sympy.E, "pi": sympy.pi, "tau": 2 * sympy.pi}[name]
        case Symbol(name):
            return sympy.Symbol(name, real=True)
        case Negative(operand):
            return -_to_sympy(operand)
        case Sum(parts):
            return sympy.Add(*map(_to_sympy, parts))
        case Product(parts):
            return sympy.Mul(*map(_to_sympy, parts))
        case Quotient(above, below):
            return _to_sympy(above) / _to_sympy(below)
        case Power(base, exponent):
            return _power(base, exponent)
        case Call(name, arguments):
            return _call(name, arguments)
        case Piecewise():
            raise _StrangerError
    raise _StrangerError


def _power(base: Node, exponent: Node) -> Any:
    """Whole powers, and positive numbers to any power: others are complex to SymPy."""
    if isinstance(exponent, Number) and exponent.value.denominator == 1 and abs(exponent.value) <= LARGEST_EXPONENT:
        return _to_sympy(base) ** int(exponent.value)
    if base == Constant("e") or (isinstance(base, Number) and base.value > 0 and symbols(exponent)):
        return _to_sympy(base) ** _to_sympy(exponent)
    raise _StrangerError


def _call(name: str, arguments: tuple[Node, ...]) -> Any:
    import sympy

    theirs = BY_NAME[name].sympy
    if theirs is None or name in FOREIGN or len(arguments) != 1:
        raise _StrangerError
    return getattr(sympy, theirs)(_to_sympy(arguments[0]))
