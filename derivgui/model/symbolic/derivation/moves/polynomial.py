"""Polynomials: expand by the binomial theorem, cancel, divide by h."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from derivgui.model.language.tree import Negative, Node, Power, Sum, Symbol, children, walk
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.polynomials import Polynomial, Ring, ring_of
from derivgui.model.symbolic.derivation.setting import Setting

MOST_TERMS = 14
MOST_COLLECTED_TERMS = 30
COLLECT_FROM = 5


def slope_of_line(u: Node, setting: Setting) -> Node | None:
    """a where u is a·x + b with a and b free of x; None for all other functions."""
    ring = ring_of([u], setting.x)
    p = ring.polynomial(u)
    if p is None or ring.degree(p, setting.x) > 1:
        return None
    return ring.tree(ring.divided_by(p - ring.coefficients(p, setting.x).get(0, p * 0), setting.x), [])


def polynomial(u: Node, board: Board) -> Development | None:
    """(p(x + h) - p(x))/h is a polynomial in x and h, since h goes into every term that is left."""
    setting = board.setting
    ring = ring_of([u], setting.x, setting.h)
    p = ring.polynomial(u)
    moved = ring.polynomial(setting.ahead(u))
    if p is None or moved is None:
        return None
    left_over = moved - p
    divided = ring.divided_by(left_over, setting.h)
    if divided is None or len(divided) > MOST_COLLECTED_TERMS:
        return None
    degree = ring.degree(p, setting.x)
    if not isinstance(u, Sum | Negative) and len(divided) > MOST_TERMS and not _is_power_of_letter(u):
        return None
    written = _Writer(ring, setting, collects=degree >= COLLECT_FROM)
    expanded = build.difference(written.expanded(setting.ahead(u)), written.expanded(u))
    moves = (
        _expansion(u, degree, written.collects, build.quotient(_opened(expanded), setting.h), setting),
        Move(
            "cancel terms",
            "Cancel equal terms",
            f"Every term that is left holds {setting.step}.",
            build.quotient(written.tree(left_over), setting.h),
        ),
        Move(
            "divide by h",
            f"Divide by {setting.step}",
            f"Allowed because {setting.step} ≠ 0.",
            written.divided(left_over, divided),
            condition=f"{setting.step} ≠ 0",
        ),
    )
    short = f"Expand, cancel, divide by {setting.step}"
    why = f"Every term that is left holds {setting.step} ≠ 0."
    return Development(moves, replace(moves[-1], title=short, note=why))


def polynomial_at(u: Node, setting: Setting, at: Node) -> tuple[Move, ...]:
    """The moves at a number, each term of u expanded with the number in; nothing where u or the number does not fit."""
    ring = ring_of([u], setting.x, setting.h)
    p = ring.polynomial(u)
    if p is None or exact_rational(at) is None or not 1 <= ring.degree(p, setting.x) < COLLECT_FROM:
        return ()
    terms = u.terms if isinstance(u, Sum) else (u,)
    h, here = setting.h, {setting.variable: at}
    placed = [build.put(setting.ahead(term), here) for term in terms]
    ahead = [part for term in placed if (part := ring.polynomial(term)) is not None]
    value = ring.polynomial(build.put(u, here))
    if value is None or len(ahead) < len(placed):
        return ()
    whole = sum(ahead, p * 0) - value
    divided = ring.divided_by(whole, h)
    if divided is None:
        return ()
    written = partial(_by_step, ring, setting, at == build.ZERO)
    expanded = build.difference(build.total(*map(written, ahead)), ring.tree(value, []))
    allowed = f"Allowed because {setting.step} ≠ 0."
    first = _expansion(u, ring.degree(p, setting.x), False, build.quotient(_opened(expanded), h), setting)
    if at == build.ZERO and not any(isinstance(part, Sum) for term in placed for part in (term, *children(term))):
        first = replace(first, rule="simplify", title="Work out the numbers")
    return (
        first,
        Move(
            "cancel terms",
            "Cancel equal terms" if len(terms) == 1 else "Collect the terms",
            f"Every term that is left holds {setting.step}.",
            build.quotient(written(whole), h),
        ),
        Move(
            "divide by h",
            f"Divide by {setting.step}",
            allowed,
            written(divided),
            condition=f"{setting.step} ≠ 0",
        ),
    )


def _by_step(ring: Ring, setting: Setting, falls: bool, p: Polynomial) -> Node:
    """By rising powers of h, 9 + 6h + h², or by falling ones, as f itself is written."""
    by_power = ring.coefficients(p, setting.h)
    step = ring.letter(setting.h)
    return build.total(*(ring.tree(by_power[n] * step**n, []) for n in sorted(by_power, reverse=falls)))


def _expansion(u: Node, degree: int, collects: bool, tree: Node, setting: Setting) -> Move:
    """The move that opens the brackets, named after what it opens."""
    if not any(isinstance(part, Power) and setting.varies(part) for part in walk(u)):
        return Move("expand", "Expand", "", tree)
    if degree == 2:
        return Move("binomial", "Expand the square", "", tree)
    note = f"All terms with {setting.step}² and higher powers stand together." if collects else ""
    return Move("binomial", "Expand by the binomial theorem", note, tree)


def _is_power_of_letter(u: Node) -> bool:
    return isinstance(u, Power) and isinstance(u.base, Symbol)


def _opened(node: Node) -> Node:
    """``a - (b + c)`` as ``a - b - c``."""
    if not isinstance(node, Sum):
        return node
    terms: list[Node] = []
    for term in node.terms:
        match term:
            case Negative(Sum(inner)):
                terms.extend(map(build.opposite, inner))
            case _:
                terms.append(term)
    return build.total(*terms)


class _Writer:
    """Polynomials in x and h as one writes them: by falling degree, or with the higher powers of h together."""

    def __init__(self, ring: Ring, setting: Setting, collects: bool) -> None:
        self._ring, self._setting, self.collects = ring, setting, collects

    def expanded(self, node: Node) -> Node:
        """Term by term, in the order typed."""
        terms = node.terms if isinstance(node, Sum) else (node,)
        if isinstance(node, Sum) and all(self._ring.polynomial(term) is not None for term in terms):
            singles = [term for term in terms if not _is_letter_or_number(term)]
            if singles and len(singles) < len(terms) and not any(map(_needs_expanding, terms)):
                return node
            return build.total(*map(self._term, terms))
        return self._term(node)

    def _term(self, node: Node) -> Node:
        match node:
            case Negative(operand):
                inner = _opened(build.total(self._term(operand)))
                if isinstance(inner, Sum):
                    return build.total(*map(build.opposite, inner.terms))
                return build.opposite(inner)
            case _:
                return self.tree(self._ring.polynomial(node))

    def tree(self, p: Polynomial) -> Node:
        """The polynomial; where it collects, as q(x) + q1(x) h + h²(…)."""
        x, h = self._setting.x, self._setting.h
        by_power = self._ring.coefficients(p, h)
        if not self.collects or max(by_power, default=0) < 3:
            return self._ring.tree(p, [x, h])
        low = [
            self._ring.tree(self._ring.letter(h) ** n * by_power[n], [x]) if n else self._ring.tree(by_power[n], [x])
            for n in (0, 1)
            if n in by_power
        ]
        rest = sum((by_power[n] * self._ring.letter(h) ** (n - 2) for n in by_power if n > 1), p * 0)
        return build.total(*low, build.product(build.power(h, 2), self._ring.tree(rest, [x, h])))

    def divided(self, p: Polynomial, quotient: Polynomial) -> Node:
        """p/h, in the shape in which p stands in the line before."""
        x, h = self._setting.x, self._setting.h
        by_power = self._ring.coefficients(p, h)
        if not self.collects or max(by_power, default=0) < 3:
            return self._ring.tree(quotient, [x, h])
        low = self._ring.tree(by_power[1], [x]) if 1 in by_power else build.ZERO
        rest = sum((by_power[n] * self._ring.letter(h) ** (n - 2) for n in by_power if n > 1), p * 0)
        return build.total(low, build.product(h, self._ring.tree(rest, [x, h])))


def _is_letter_or_number(node: Node) -> bool:
    inner = node.operand if isinstance(node, Negative) else node
    return not _needs_expanding(inner)


def _needs_expanding(node: Node) -> bool:
    return any(isinstance(part, Power | Sum) for part in walk(node))
