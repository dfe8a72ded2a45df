"""Walks between the root and the leaves that never recurse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from derivgui.model.language.tree import Node, children

T = TypeVar("T")


def parents_first(tree: Node) -> list[tuple[Node, tuple[Node, ...]]]:
    """Every node with its direct sub-expressions, in reading order."""
    order: list[tuple[Node, tuple[Node, ...]]] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        parts = children(node)
        order.append((node, parts))
        waiting.extend(reversed(parts))
    return order


def fold(tree: Node, combine: Callable[[Node, tuple[T, ...]], T]) -> T:
    """``combine(node, results of its parts)`` at the root, found so from the leaves up.

    The results come in the order of ``tree.children``.
    """
    results: dict[int, T] = {}
    for node, parts in reversed(parents_first(tree)):
        results[id(node)] = combine(node, tuple([results[id(part)] for part in parts]))
    return results[id(tree)]
