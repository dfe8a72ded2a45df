"""Sums and constant factors: each term by itself, constants in front."""

from __future__ import annotations

from derivgui.model.language.tree import Negative, Node, Product, Quotient, Sum
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.polynomials import ring_of
from derivgui.model.symbolic.derivation.setting import Setting


def sum_of_terms(u: Node, board: Board) -> Development | None:
    """(u + v)(x + h) - (u + v)(x) = (u(x + h) - u(x)) + (v(x + h) - v(x)); polynomial terms stay together."""
    if not isinstance(u, Sum):
        return None
    setting = board.setting
    groups: list[Node] = []
    plain: list[Node] = []
    for term in u.terms:
        if not setting.varies(term):
            continue
        if ring_of([term], setting.x).polynomial(term) is None:
            groups.append(term)
        else:
            if not plain:
                groups.append(build.ZERO)
            plain.append(term)
    groups = [build.total(*plain) if group == build.ZERO else group for group in groups]
    if groups == [u]:
        # A polynomial that was too long for one move.
        groups = list(u.terms)
    title = "Take each term by itself" if len(groups) > 1 else "Constant terms cancel"
    note = "The limit of a sum is the sum of the limits, if these exist." if len(groups) > 1 else ""
    tree = build.total(*(_in_front(group, board) for group in groups))
    move = Move("sum", title, note, tree, "limit law" if len(groups) > 1 else "algebra")
    return Development((move,), move)


def constant_factor(u: Node, board: Board) -> Development | None:
    """c·u(x + h) - c·u(x) = c·(u(x + h) - u(x))."""
    constant, rest = divided(u, board.setting)
    if rest == u:
        return None
    title = "The minus sign stands in front" if constant == build.number(-1) else "The constant factor stands in front"
    note = "A constant factor may be taken out of a limit."
    move = Move("constant factor", title, note, _in_front(u, board), "limit law")
    return Development((move,), move)


def _in_front(u: Node, board: Board) -> Node:
    constant, rest = divided(u, board.setting)
    return build.product(constant, board.open(rest))


def divided(u: Node, setting: Setting) -> tuple[Node, Node]:
    """u as a constant times what depends on x."""
    match u:
        case Negative(operand):
            constant, rest = divided(operand, setting)
            return build.opposite(constant), rest
        case Product(factors):
            fixed = [factor for factor in factors if not setting.varies(factor)]
            moving = [factor for factor in factors if setting.varies(factor)]
            if len(moving) == 1:
                constant, rest = divided(moving[0], setting)
                return build.product(*fixed, constant), rest
            return build.product(*fixed), build.product(*moving)
        case Quotient(above, below) if not setting.varies(below):
            constant, rest = divided(above, setting)
            return build.quotient(constant, below), rest
        case Quotient(above, below):
            constant, rest = divided(above, setting)
            if constant == build.ONE or not setting.varies(above):
                return build.ONE, u
            return constant, build.quotient(rest, below)
        case _:
            return build.ONE, u
