"""Rational functions: common denominator, expand the numerator, cancel h."""

from __future__ import annotations

from dataclasses import replace

from derivgui.model.language.tree import Negative, Node, Power, Product, Quotient, Sum
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import letters_first
from derivgui.model.symbolic.derivation.polynomials import Polynomial, Ring, ring_of
from derivgui.model.symbolic.derivation.setting import Setting

MOST_TERMS = 24
MOST_IN_NUMERATOR = 12
# A numerator of so few terms is expanded and shortened in one line.
SHORT_NUMERATOR = 3


def rational(u: Node, board: Board) -> Development | None:
    """p(x+h)/q(x+h) - p(x)/q(x) = (p(x+h) q(x) - p(x) q(x+h))/(q(x+h) q(x)), and h goes into the numerator."""
    setting = board.setting
    fraction = as_fraction(u, setting)
    if fraction is None:
        return None
    above, below = fraction
    ring = ring_of([u], setting.x, setting.h)
    products = _cross_products(above, below, ring, setting)
    if products is None:
        return None
    first, second = products
    divided = ring.divided_by(first - second, setting.h)
    if divided is None or len(first) + len(second) > MOST_TERMS or len(divided) > MOST_IN_NUMERATOR:
        return None
    moves = _united(above, below, products, ring, setting)
    if isinstance(u, Power | Product) and not _is_written(u, above, below):
        rewritten = setting.quotient(build.quotient(above, below))
        moves.insert(0, Move("rewrite", "Write as a fraction", "", rewritten))
    cancelled = Move(
        "cancel h",
        f"Cancel {setting.step}",
        f"Allowed because {setting.step} ≠ 0.",
        build.quotient(ring.tree(divided, [setting.x, setting.h]), letters_first(setting.ahead(below), below)),
        condition=f"{setting.step} ≠ 0",
    )
    title = f"Common denominator, then cancel {setting.step}"
    return Development((*moves, cancelled), replace(cancelled, rule="common denominator", title=title))


def _cross_products(above: Node, below: Node, ring: Ring, setting: Setting) -> tuple[Polynomial, Polynomial] | None:
    """p(x+h) q(x) and p(x) q(x+h); None where p or q is no polynomial, or too long a one."""
    nodes = (above, below, setting.ahead(above), setting.ahead(below))
    p, q, p_ahead, q_ahead = map(ring.polynomial, nodes)
    if p is None or q is None or p_ahead is None or q_ahead is None:
        return None
    return p_ahead * q, p * q_ahead


def _united(
    above: Node, below: Node, products: tuple[Polynomial, Polynomial], ring: Ring, setting: Setting
) -> list[Move]:
    """The moves to one fraction with nothing left in its numerator that cancels."""
    first, second = products
    leading = [setting.x, setting.h]
    below_ahead = setting.ahead(below)
    common = build.product(setting.h, letters_first(below_ahead, below))
    crossed = build.difference(build.product(setting.ahead(above), below), build.product(above, below_ahead))
    left = f"Every term that is left holds {setting.step}."
    moves = [Move("common denominator", "Bring to a common denominator", "", build.quotient(crossed, common))]
    if len(first) + len(second) > SHORT_NUMERATOR:
        expanded = build.difference(ring.tree(first, leading), ring.tree(second, leading))
        moves.append(Move("expand", "Expand the numerator", "", build.quotient(expanded, common)))
    cancelled = build.quotient(ring.tree(first - second, leading), common)
    return [*moves, Move("cancel terms", "Cancel equal terms", left, cancelled)]


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
