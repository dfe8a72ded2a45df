"""Values of functions that every table lists: sin(π/6), arctan 1, ln e."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Call, Constant, Node, Power, walk
from derivgui.model.numeric.rational import rational
from derivgui.model.symbolic.derivation import build

_HALF = build.number(Fraction(1, 2))
_ROOT_2 = build.quotient(build.call("sqrt", build.TWO), build.TWO)
_ROOT_3 = build.quotient(build.call("sqrt", build.number(3)), build.TWO)
# sin(k·π/12) for the angles of the table.
_SINES: dict[int, Node] = {0: build.ZERO, 2: _HALF, 3: _ROOT_2, 4: _ROOT_3, 6: build.ONE}
_TANGENTS: dict[int, Node] = {
    0: build.ZERO,
    2: build.quotient(build.ONE, build.call("sqrt", build.number(3))),
    3: build.ONE,
    4: build.call("sqrt", build.number(3)),
}


def value_of(node: Call) -> Node | None:
    """The exact value of a function of a number, or what remains of ``f(f^-1(u))``; None for all others."""
    name, argument = node.name, node.arguments[0]
    found = rational(node, {})
    if found == "undefined":
        return None
    if isinstance(found, Fraction):
        return build.number(found)
    if name == "ln":
        return _logarithm(argument)
    if name in ("sin", "cos", "tan"):
        return _inverse_inside(name, argument) or _at_angle(name, argument)
    if name == "asin" and argument == build.ONE:
        return build.quotient(Constant("pi"), build.TWO)
    if name == "acos" and argument == build.ZERO:
        return build.quotient(Constant("pi"), build.TWO)
    if name == "acos" and argument == build.ONE:
        return build.ZERO
    if name == "atan" and argument == build.ONE:
        return build.quotient(Constant("pi"), build.number(4))
    if name in ("sinh", "cosh", "tanh"):
        return _inverse_inside(name, argument)
    return None


def _logarithm(argument: Node) -> Node | None:
    if argument == build.E:
        return build.ONE
    match argument:
        case Power(base, exponent) if base == build.E:
            return exponent
        case _:
            return None


def _at_angle(name: str, argument: Node) -> Node | None:
    twelfths = _in_twelfths(argument)
    if twelfths is None:
        return None
    if name == "tan":
        place = twelfths % 12
        found = _TANGENTS.get(min(place, 12 - place))
        return found if found is None or place < 6 else build.opposite(found)
    return _sine(twelfths + (6 if name == "cos" else 0))


def _in_twelfths(argument: Node) -> int | None:
    """k where the argument is k·π/12; None for all others."""
    if argument == build.ZERO:
        return 0
    scale = rational(build.put(_without_pi(argument), {}), {})
    if not isinstance(scale, Fraction) or not _has_pi(argument):
        return None
    twelfths = scale * 12
    return twelfths.numerator if twelfths.denominator == 1 else None


def _has_pi(node: Node) -> bool:
    return sum(part == Constant("pi") for part in walk(node)) == 1


def _without_pi(node: Node) -> Node:
    return build.replace(node, lambda part: build.ONE if part == Constant("pi") else None)


def _sine(twelfths: int) -> Node | None:
    place = twelfths % 24
    if place > 12:
        found = _SINES.get(min(place - 12, 24 - place))
        return None if found is None else build.opposite(found)
    return _SINES.get(min(place, 12 - place))


def _inverse_inside(name: str, argument: Node) -> Node | None:
    """``sin(arcsin u) = u``, ``cos(arcsin u) = √(1 - u²)`` and their kin, all of them on the principal branch."""
    if not isinstance(argument, Call):
        return None
    u, square = argument.arguments[0], build.power(argument.arguments[0], 2)
    if argument.name == "a" + name:
        return u
    match name, argument.name:
        case ("cos", "asin") | ("sin", "acos"):
            return build.call("sqrt", build.difference(build.ONE, square))
        case "cos", "atan":
            return build.quotient(build.ONE, build.call("sqrt", build.total(build.ONE, square)))
        case "sin", "atan":
            return build.quotient(u, build.call("sqrt", build.total(build.ONE, square)))
        case "cosh", "asinh":
            return build.call("sqrt", build.total(square, build.ONE))
        case "sinh", "acosh":
            return build.call("sqrt", build.difference(square, build.ONE))
        case "cosh", "atanh":
            return build.quotient(build.ONE, build.call("sqrt", build.difference(build.ONE, square)))
        case _:
            return None
