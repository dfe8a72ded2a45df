"""Rational functions: common denominator, expand the numerator, cancel h."""

from __future__ import annotations

from derivgui.model.language.tree import Negative, Node, Power, Product, Quotient, Sum
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import letters_first
from derivgui.model.symbolic.derivation.polynomials import ring_of
from derivgui.model.symbolic.derivation.setting import Setting

MOST_TERMS = 24
MOST_IN_NUMERATOR = 12


def rational(u: Node, board: Board) -> Development | None:
    """p(x+h)/q(x+h) - p(x)/q(x) = (p(x+h) q(x) - p(x) q(x+h))/(q(x+h) q(x)), and h goes into the numerator."""
    setting = board.setting
    fraction = as_fraction(u, setting)
    if fraction is None:
        return None
    above, below = fraction
    ring = ring_of([u], setting.x, setting.h)
    p, q = ring.polynomial(above), ring.polynomial(below)
    if p is None or q is None:
        return None
    above_ahead, below_ahead = setting.ahead(above), setting.ahead(below)
    p_ahead, q_ahead = ring.polynomial(above_ahead), ring.polynomial(below_ahead)
    if p_ahead is None or q_ahead is None:
        return None
    first, second = p_ahead * q, p * q_ahead
    divided = ring.divided_by(first - second, setting.h)
    if divided is None or len(first) + len(second) > MOST_TERMS or len(divided) > MOST_IN_NUMERATOR:
        return None
    leading = [setting.x, setting.h]
    both = letters_first(below_ahead, below)
    common = build.product(setting.h, both)
    crossed = build.difference(build.product(above_ahead, below), build.product(above, below_ahead))
    written = [build.quotient(crossed, common)]
    if len(first) + len(second) > 3:
        expanded = build.difference(ring.tree(first, leading), ring.tree(second, leading))
        written.append(build.quotient(expanded, common))
    written.append(build.quotient(ring.tree(first - second, leading), common))
    titles = [
        ("common denominator", "Bring to a common denominator", ""),
        ("expand", "Expand the numerator", ""),
        ("cancel terms", "Cancel equal terms", f"Every term that is left holds {setting.step}."),
    ]
    if len(written) == 2:
        titles.pop(1)
    moves = [Move(*title, tree) for title, tree in zip(titles, written, strict=True)]
    if isinstance(u, Power | Product) and not _is_written(u, above, below):
        rewritten = setting.quotient(build.quotient(above, below))
        moves.insert(0, Move("rewrite", "Write as a fraction", "", rewritten))
    last = build.quotient(ring.tree(divided, leading), both)
    cancelled = Move(
        "cancel h",
        f"Cancel {setting.step}",
        f"Allowed because {setting.step} ≠ 0.",
        last,
        condition=f"{setting.step} ≠ 0",
    )
    short = Move(
        "common denominator",
        f"Common denominator, then cancel {setting.step}",
        cancelled.note,
        last,
        condition=cancelled.condition,
    )
    return Development((*moves, cancelled), short)


def _is_written(u: Node, above: Node, below: Node) -> bool:
    return u == build.quotient(above, below)


def as_fraction(u: Node, setting: Setting) -> tuple[Node, Node] | None:
    """Numerator and denominator of one fraction whose denominator depends on x; None for everything else."""
    match u:
        case Negative(operand):
            inner = as_fraction(operand, setting)
            return None if inner is None else (build.opposite(inner[0]), inner[1])
        case Quotient(above, below) if setting.varies(below) and not _has_fraction(above) and not _has_fraction(below):
            return above, below
        case Power(base, exponent) if (n := build.whole(exponent)) is not None and n < 0:
            return build.ONE, build.power(base, -n)
        case Power(Quotient(above, below), exponent) if (n := build.whole(exponent)) is not None and n > 1:
            return build.power(above, n), build.power(below, n)
        case Product(factors):
            return _product_as_fraction(factors, setting)
        case _:
            return None


def _product_as_fraction(factors: tuple[Node, ...], setting: Setting) -> tuple[Node, Node] | None:
    above: list[Node] = []
    below: list[Node] = []
    for factor in factors:
        inner = as_fraction(factor, setting)
        above.append(factor if inner is None else inner[0])
        if inner is not None:
            below.append(inner[1])
    return (build.product(*above), build.product(*below)) if below else None


def _has_fraction(node: Node) -> bool:
    match node:
        case Sum(parts) | Product(parts):
            return any(map(_has_fraction, parts))
        case Negative(operand):
            return _has_fraction(operand)
        case _:
            return isinstance(node, Quotient)
