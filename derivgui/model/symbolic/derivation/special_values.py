"""Values of functions that every table lists: sin(π/6), arctan 1, ln e."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Call, Constant, Negative, Node, Power, Product, Quotient, symbols, walk
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.rational import rational
from derivgui.model.symbolic.derivation import build

LARGEST_POWER = 40
BITS = 400
_CHOOSING = frozenset({"sign", "abs", "min", "max"})
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
    inside = rational(argument, {})
    if isinstance(inside, Fraction):
        argument = build.number(inside)
    found = rational(node, {})
    if found == "undefined":
        return None
    if isinstance(found, Fraction):
        return build.number(found)
    if name in ("min", "max") and len(set(node.arguments)) == 1:
        return node.arguments[0]
    if name in _CHOOSING and not symbols(node):
        return _chosen(node)
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


def _chosen(node: Call) -> Node | None:
    """Steps, bars, minima and maxima of constants, where a rigorous enclosure tells which way they go."""
    first = node.arguments[0]
    match node.name:
        case "sign" | "abs":
            sign = sign_of_constant(first)
            if not sign:
                return None
            return build.number(sign) if node.name == "sign" else build.product(build.number(sign), first)
        case "min" | "max":
            best = first
            for other in node.arguments[1:]:
                sign = sign_of_constant(build.difference(other, best))
                if not sign:
                    return None
                best = other if sign == (1 if node.name == "max" else -1) else best
            return best
        case _:
            return None


def sign_of_constant(node: Node) -> int:
    """-1 or 1 where the enclosure of a constant excludes 0; 0 where it does not."""
    import flint

    with flint.ctx.workprec(BITS):
        try:
            value = balls.ball(node, {})
        except (ValueError, ZeroDivisionError, OverflowError):
            return 0
        return 1 if value > 0 else -1 if value < 0 else 0


def power_of_e(node: Power) -> Node | None:
    """``e^(ln c)`` as c and ``e^(q ln c)`` as c^q, for positive fractions c and fractions q; None for all others."""
    found = _multiple_of_logarithm(node.exponent) if node.base == build.E else None
    if found is None:
        return None
    q, c = found
    if q.denominator == 1 and abs(q) < LARGEST_POWER:
        return build.number(c**q.numerator)
    return build.power(build.number(c), build.number(q))


def _multiple_of_logarithm(exponent: Node) -> tuple[Fraction, Fraction] | None:
    """q and c of ``q ln c``."""
    match exponent:
        case Negative(operand):
            found = _multiple_of_logarithm(operand)
            return None if found is None else (-found[0], found[1])
        case Call("ln", (inside,)):
            c = exact_rational(inside)
            return None if c is None or c <= 0 else (Fraction(1), c)
        case Product((factor, Call("ln", (inside,)) as logarithm)):
            scale, found = exact_rational(factor), _multiple_of_logarithm(logarithm)
            return None if scale is None or found is None else (scale, found[1])
        case Quotient(above, below):
            scale, found = exact_rational(below), _multiple_of_logarithm(above)
            return None if not scale or found is None else (found[0] / scale, found[1])
        case _:
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
    if not _has_pi(argument):
        return None
    # A multiple of π is 0, k, 2k with 0, 1, 2 in place of π; 2π + 1 and π² are not.
    none, scale, double = (rational(_with_pi_as(argument, build.number(n)), {}) for n in range(3))
    if not isinstance(scale, Fraction) or none != 0 or double != 2 * scale:
        return None
    twelfths = scale * 12
    return twelfths.numerator if twelfths.denominator == 1 else None


def _has_pi(node: Node) -> bool:
    return sum(part == Constant("pi") for part in walk(node)) == 1


def _with_pi_as(node: Node, value: Node) -> Node:
    return build.replace(node, lambda part: value if part == Constant("pi") else None)


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
