"""The inner function of a composition: its two values, its increment k, and k/h."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivgui.model.language.tree import Node, Power, Symbol
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Move
from derivgui.model.symbolic.derivation.polynomials import ring_of
from derivgui.model.symbolic.derivation.setting import Setting

MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class Inner:
    """What a composition g(u(x)) needs to know of u.

    Attributes:
        here, ahead: u(x) and u(x + h).
        k: u(x + h) - u(x), expanded and shortened where u is a polynomial.
        ratio: k/h, worked out where u is a polynomial, else a placeholder.
        straight: whether u is a straight line, so that k = a·h.
        expanded: whether k is more than the difference written down.
    """

    here: Node
    ahead: Node
    k: Node
    ratio: Node
    straight: bool
    expanded: bool

    @property
    def increment(self) -> Node:
        """u(x + h) - u(x) as it is written down."""
        return build.difference(self.ahead, self.here)


def inner_of(u: Node, board: Board) -> Inner:
    """u as the inner function of a composition."""
    setting = board.setting
    here, ahead = u, setting.ahead(u)
    ring = ring_of([u], setting.x, setting.h)
    p, moved = ring.polynomial(u), ring.polynomial(ahead)
    if p is not None and moved is not None:
        divided = ring.divided_by(moved - p, setting.h)
        if divided is not None and len(divided) <= MOST_TERMS:
            k, ratio = (ring.tree(q, [setting.x, setting.h]) for q in (moved - p, divided))
            return Inner(here, ahead, k, ratio, ring.degree(p, setting.x) == 1, True)
    return Inner(here, ahead, build.difference(ahead, here), board.open(u), False, False)


def caution(inner: Inner, step: str = "h") -> str:
    """What is said where a line divides by the inner increment; "" where that is a multiple of h."""
    if inner.straight:
        return ""
    if inner.expanded:
        return f"For small {step} ≠ 0 the inner increment is not 0."
    return "Where the inner increment is 0, put its limit in place of the fraction: both sides are 0 then."


def over_increment(
    inner: Inner,
    setting: Setting,
    line: Callable[[Node], Node],
    title: str = "Multiply and divide by the inner increment",
) -> tuple[Move, ...]:
    """The moves that make a standard limit in k appear; ``line`` puts k/h, or what it is, into its place.

    Where k/h is worked out by dividing, that is a move of its own.
    """
    last = line(inner.ratio)
    if inner.straight or not inner.expanded:
        return (Move("chain", title, caution(inner, setting.step), last, "standard limit"),)
    written = line(build.quotient(inner.k, setting.h))
    allowed = f"Allowed because {setting.step} ≠ 0."
    return (
        Move("chain", title, caution(inner, setting.step), written),
        Move(
            "divide by h", f"Divide by {setting.step}", allowed, last, "standard limit", condition=f"{setting.step} ≠ 0"
        ),
    )


def letters_first(left: Node, right: Node) -> Node:
    """The product with a plain letter or its power in front: ``x sin(x + h)``, ``x(x + h)``."""
    plain = isinstance(right, Symbol) or (isinstance(right, Power) and isinstance(right.base, Symbol))
    return build.product(right, left) if plain else build.product(left, right)
