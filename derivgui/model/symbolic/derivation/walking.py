"""One change at a time, at every place of a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivgui.model.language.tree import Node, children, rebuild
from derivgui.model.symbolic.derivation import build


def everywhere(tree: Node, change: Callable[[Node], Node | Iterator[Node] | None]) -> Iterator[Node]:
    """All trees that arise when one node is replaced by what ``change`` makes of it, outermost places first."""
    found = change(tree)
    if isinstance(found, Iterator):
        yield from found
    elif found is not None:
        yield found
    for place, child in enumerate(children(tree)):
        for changed in everywhere(child, change):
            yield _with_child(tree, place, changed)


def _with_child(tree: Node, place: int, child: Node) -> Node:
    places = iter(range(len(children(tree))))
    return build.joined(rebuild(tree, lambda old: child if next(places) == place else old))
