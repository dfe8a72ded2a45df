"""Functions of a wave with poles, whatever its height is: of T/(1 + |T|) it does not matter that T is tan(1/x).

The heights from -1 to 1 are one stretch, and of those beyond 1/T goes from 0 to 1, or from -1 to 0; written in 1/T a
function that keeps within bounds there shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivgui.model.language.tree import Call, Node, Number, Quotient, Symbol, symbols, walk
from derivgui.model.numeric.germs.germ import Germ
from derivgui.model.numeric.germs.numbers import Spread, rational
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.identities.rewritten import SignOf, normal_forms
from derivgui.model.numeric.parts import replaced

WAVES_WITH_POLES = frozenset({"tan", "cot", "sec", "csc"})
HEIGHT = Symbol("height")


def by_height(tree: Node, sign_of: SignOf) -> Iterator[tuple[Node, dict[str, Germ]]]:
    """The tree on each stretch of heights of its one wave with poles; nothing where it has none or several."""
    waves = {node for node in walk(tree) if isinstance(node, Call) and node.name in WAVES_WITH_POLES and symbols(node)}
    if len(waves) != 1:
        return
    by_wave = replaced(tree, waves.pop(), HEIGHT)
    yield by_wave, _between(-1, 1)
    upside_down = replaced(by_wave, HEIGHT, Quotient(Number(Fraction(1)), HEIGHT))
    for side in (-1, 1):
        for case in normal_forms(upside_down):
            if case.answer is None or not all(
                (side if node == HEIGHT else None if HEIGHT.name in symbols(node) else sign_of(node)) in (sign, None)
                for node, sign in case.signs.items()
            ):
                continue
            yield case.answer, _between(min(side, 0), max(side, 0))


def _between(low: int, high: int) -> dict[str, Germ]:
    return {HEIGHT.name: Germ(((ONE, Spread(rational(low), rational(high))),))}
