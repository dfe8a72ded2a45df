"""Parts of trees that stand for a variable: those through which alone it enters, and what to put in their place."""

from __future__ import annotations

from derivgui.model.language.tree import Node, children, rebuild, symbols


def parts_with_all(tree: Node, variable: str) -> list[Node]:
    """The parts of a tree in which the variable stands wherever it does, from itself up; the tree comes last."""
    known: dict[Node, list[Node]] = {}

    def found(node: Node) -> list[Node]:
        if node not in known:
            parts = dict.fromkeys(part for part in children(node) if variable in symbols(part))
            first, *others = map(found, parts) if parts else ([],)
            known[node] = [part for part in first if all(part in other for other in others)] + [node]
        return known[node]

    return found(tree)


def replaced(node: Node, part: Node, instead: Node) -> Node:
    """The tree with another one in place of a part, wherever that stands."""
    if node == part:
        return instead
    return rebuild(node, lambda child: replaced(child, part, instead)) if symbols(node) else node
