"""Inverse functions: read the quotient upside down, as h over the increment k of the inverse."""

from __future__ import annotations

from derivgui.model.language.tree import Call, Constant, Node
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import inner_of
from derivgui.model.symbolic.derivation.special_values import value_of

_BY_HALVES = {"asin": ("sin", "cos"), "acos": ("cos", "sin"), "asinh": ("sinh", "cosh"), "acosh": ("cosh", "sinh")}
_COSINES = {"atan": "1/√(1 + u²)", "atanh": "1/√(1 − u²)"}
_BY_DIFFERENCE = {"atan": ("tan", "cos", "sin"), "atanh": ("tanh", "cosh", "sinh")}


def inverse(u: Node, board: Board) -> Development | None:
    """With y = f^-1(u) and k its increment, the quotient is k/(f(y + k) - f(y)) · (increment of u)/h."""
    if not isinstance(u, Call) or u.name not in (*_BY_HALVES, *_BY_DIFFERENCE):
        return None
    setting = board.setting
    inner = inner_of(u.arguments[0], board)
    forward = (_BY_HALVES.get(u.name) or _BY_DIFFERENCE[u.name])[0]
    a, b = setting.ahead(u), u
    k = build.difference(a, b)
    turned = build.quotient(k, build.difference(build.call(forward, a), build.call(forward, b)))
    formula, fraction = (_by_halves if u.name in _BY_HALVES else _by_difference)(u, a, b, k)
    identity = build.product(fraction, inner.ratio)
    last = build.product(_with_known_values(fraction), inner.ratio)
    name = _name(u.name)
    note = f"{forward} undoes {name}, so the increment below is that of what stands inside."
    why = f"{formula} The increment of {name} tends to 0, as {name} is continuous."
    moves = [
        Move("inverse", f"Write the denominator with {forward}", note, build.product(turned, inner.ratio)),
        Move("identity", "Turn the difference into a product", why, identity, "standard limit"),
    ]
    if last != identity:
        cosine = _BY_DIFFERENCE[u.name][1]
        title = f"{cosine}({name} u) is {_COSINES[u.name]}"
        moves.append(Move("identity", title, "", last, "standard limit"))
    short = Move("inverse", f"Read the quotient by {forward} upside down", note, last, "standard limit")
    return Development(tuple(moves), short)


def _by_halves(u: Call, a: Node, b: Node, k: Node) -> tuple[str, Node]:
    forward, other = _BY_HALVES[u.name]
    sine = "sinh" if forward.endswith("h") else "sin"
    sign = -1 if forward == "cos" else 1
    half = build.quotient(k, build.TWO)
    middle = build.call(other, build.quotient(build.total(a, b), build.TWO))
    minus = "−" if sign < 0 else ""
    formula = f"{forward} A − {forward} B = {minus}2 {other}((A + B)/2) {sine}((A − B)/2)."
    fraction = build.product(
        build.number(sign), build.quotient(build.ONE, middle), build.quotient(half, build.call(sine, half))
    )
    return formula, fraction


def _by_difference(u: Call, a: Node, b: Node, k: Node) -> tuple[str, Node]:
    forward, cosine, sine = _BY_DIFFERENCE[u.name]
    cosines = [build.call(cosine, part) for part in (a, b)]
    formula = f"{forward} A − {forward} B = {sine}(A − B)/({cosine} A {cosine} B)."
    return formula, build.product(*cosines, build.quotient(k, build.call(sine, k)))


def _with_known_values(node: Node) -> Node:
    """``cos(arctan u)`` as ``1/√(1 + u²)``."""

    def known(part: Node) -> Node | None:
        return value_of(part) if isinstance(part, Call) and part.name in ("cos", "cosh") else None

    return build.replace(node, known)


def other_inverse(u: Node, board: Board) -> Development | None:
    """arccot u = π/2 - arctan u, and the inverses of reciprocals by the reciprocal."""
    if not isinstance(u, Call) or u.name not in ("acot", "asec", "acsc", "acoth", "asech", "acsch"):
        return None
    argument = u.arguments[0]
    if u.name == "acot":
        written = build.difference(build.quotient(Constant("pi"), build.TWO), build.call("atan", argument))
        title = "arccot u is π/2 − arctan u"
    else:
        name = {"asec": "acos", "acsc": "asin", "acoth": "atanh", "asech": "acosh", "acsch": "asinh"}[u.name]
        written = build.call(name, build.quotient(build.ONE, argument))
        title = f"{_name(u.name)} u is {_name(name)}(1/u)"
    move = Move("rewrite", title, "", board.open(written))
    return Development((move,), move)


def _name(name: str) -> str:
    """arcsin for asin, arsinh for asinh."""
    return ("ar" if name.endswith("h") else "arc") + name.removeprefix("a")
