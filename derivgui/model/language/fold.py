"""One walk from the leaves to the root, shared by the printers; it never recurses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from derivgui.model.language.tree import Node, children

T = TypeVar("T")


def fold(tree: Node, combine: Callable[[Node, tuple[T, ...]], T]) -> T:
    """``combine(node, results of its parts)`` at the root, found so from the leaves up.

    The results come in the order of ``tree.children``.
    """
    order: list[tuple[Node, tuple[Node, ...]]] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        parts = children(node)
        order.append((node, parts))
        waiting.extend(parts)
    results: dict[int, T] = {}
    for node, parts in reversed(order):
        results[id(node)] = combine(node, tuple([results[id(part)] for part in parts]))
    return results[id(tree)]
