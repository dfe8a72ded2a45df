"""Sine and cosine by angle addition or from sum to product; their kin by the sine of a difference."""

from __future__ import annotations

from derivgui.model.language.tree import Call, Node
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import Inner, caution, inner_of, over_increment


def angle_addition(u: Node, board: Board) -> Development | None:
    """sin(u+k) = sin u cos k + cos u sin k, cos(u+k) = cos u cos k - sin u sin k, for a straight line u."""
    if not isinstance(u, Call) or u.name not in ("sin", "cos", "sinh", "cosh"):
        return None
    setting = board.setting
    inner = inner_of(u.arguments[0], board)
    if not inner.straight:
        return None
    hyperbolic = u.name.endswith("h")
    sine, cosine = ("sinh", "cosh") if hyperbolic else ("sin", "cos")
    other = cosine if u.name == sine else sine
    sign = -1 if u.name == "cos" else 1
    k, here, partner = inner.k, u, build.call(other, inner.here)
    cos_k, sin_k = build.call(cosine, k), build.call(sine, k)
    cos_less = build.difference(cos_k, build.ONE)
    second = build.product(build.number(sign), partner, sin_k)
    added = build.total(build.product(here, cos_k), second, build.opposite(here))
    grouped = build.total(build.product(here, cos_less), second)
    last = build.total(
        build.product(inner.ratio, here, build.quotient(cos_less, k)),
        build.product(inner.ratio, build.number(sign), partner, build.quotient(sin_k, k)),
    )
    formula = f"{u.name}(a + b) = {_addition(u.name)}."
    moves = [
        Move("angle addition", "Addition theorem", formula, build.quotient(added, setting.h)),
        Move(
            "group",
            "Group the terms with",
            "",
            build.quotient(grouped, setting.h),
            about=u,
        ),
        Move(
            "split",
            "Split into the two standard quotients",
            "" if k == setting.h else f"Multiply and divide by the factor of {setting.step}.",
            last,
            "standard limit",
        ),
    ]
    short = Move("angle addition", "Addition theorem, then group", formula, last, "standard limit")
    return Development(tuple(moves), short)


def _addition(name: str) -> str:
    return {
        "sin": "sin a cos b + cos a sin b",
        "cos": "cos a cos b − sin a sin b",
        "sinh": "sinh a cosh b + cosh a sinh b",
        "cosh": "cosh a cosh b + sinh a sinh b",
    }[name]


def sum_to_product(u: Node, board: Board) -> Development | None:
    """sin A - sin B = 2 cos((A+B)/2) sin((A-B)/2), cos A - cos B = -2 sin((A+B)/2) sin((A-B)/2), and hyperbolic."""
    if not isinstance(u, Call) or u.name not in ("sin", "cos", "sinh", "cosh"):
        return None
    setting = board.setting
    inner = inner_of(u.arguments[0], board)
    sine = "sinh" if u.name.endswith("h") else "sin"
    outer = {"sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh"}[u.name]
    sign = -1 if u.name == "cos" else 1
    middle = build.call(outer, build.quotient(build.total(inner.ahead, inner.here), build.TWO))
    half = half_of(inner)
    written = build.call(sine, build.quotient(inner.increment, build.TWO))
    turned = build.quotient(build.product(build.number(2 * sign), middle, written), setting.h)
    outer_part = build.product(build.number(sign), middle)
    last = build.product(outer_part, build.quotient(build.call(sine, half), half), inner.ratio)
    minus = "−" if sign < 0 else ""
    formula = f"{u.name} A − {u.name} B = {minus}2 {outer}((A + B)/2) {sine}((A − B)/2)."
    moves = [Move("sum to product", "From a difference to a product", formula, turned)]
    if inner.expanded:
        short_sine = build.call(sine, half)
        worked = build.quotient(build.product(build.number(2 * sign), middle, short_sine), setting.h)
        moves.append(Move("expand", "Work out the inner increment", "", worked))
    moves += over_increment(
        inner, setting, lambda ratio: build.product(outer_part, build.quotient(build.call(sine, half), half), ratio)
    )
    short = Move(
        "sum to product",
        "From a difference to a product",
        f"{formula} {caution(inner, setting.step)}".strip(),
        last,
        "standard limit",
    )
    return Development(tuple(moves), short)


def half_of(inner: Inner) -> Node:
    """k/2."""
    return build.quotient(inner.k, build.TWO)


def tangent(u: Node, board: Board) -> Development | None:
    """tan A - tan B = sin(A - B)/(cos A cos B), cot A - cot B = -sin(A - B)/(sin A sin B); tanh and coth likewise."""
    if not isinstance(u, Call) or u.name not in ("tan", "cot", "tanh", "coth"):
        return None
    setting = board.setting
    inner = inner_of(u.arguments[0], board)
    tail = "h" if u.name.endswith("h") else ""
    above, below = ("sin", "cos") if u.name.startswith("tan") else ("cos", "sin")
    sine, above, below = f"sin{tail}", above + tail, below + tail
    sign = build.number(1 if u.name.startswith("tan") else -1)
    n_ahead, n = build.call(above, inner.ahead), build.call(above, inner.here)
    d_ahead, d = build.call(below, inner.ahead), build.call(below, inner.here)
    common = build.product(setting.h, d_ahead, d)
    defined = build.quotient(build.difference(build.quotient(n_ahead, d_ahead), build.quotient(n, d)), setting.h)
    crossed = build.quotient(build.difference(build.product(n_ahead, d), build.product(d_ahead, n)), common)
    of_k = build.call(sine, inner.k)
    united = build.quotient(build.product(sign, of_k), common)
    rest = build.quotient(build.ONE, build.product(d_ahead, d))
    last = build.product(sign, inner.ratio, build.quotient(of_k, inner.k), rest)
    name = f"{sine}(A − B) = {sine} A cos{tail} B − cos{tail} A {sine} B."
    moves = (
        Move("definition", f"{u.name} is {above}/{below}", "", defined),
        Move("common denominator", "Bring to a common denominator", "", crossed),
        Move("angle addition", "Addition theorem, read backwards", name, united),
        *over_increment(
            inner,
            setting,
            lambda ratio: build.product(sign, ratio, build.quotient(of_k, inner.k), rest),
            "Make the standard limit appear",
        ),
    )
    short = Move("angle addition", "Common denominator and addition theorem", name, last, "standard limit")
    return Development(moves, short)


_RECIPROCALS = {"sec": "cos", "csc": "sin", "sech": "cosh", "csch": "sinh"}


def reciprocal_function(u: Node, board: Board) -> Development | None:
    """sec u = 1/cos u and its kin."""
    if not isinstance(u, Call) or u.name not in _RECIPROCALS:
        return None
    below = _RECIPROCALS[u.name]
    written = build.quotient(build.ONE, build.call(below, u.arguments[0]))
    move = Move("rewrite", f"{u.name} is 1/{below}", "", board.open(written))
    return Development((move,), move)
