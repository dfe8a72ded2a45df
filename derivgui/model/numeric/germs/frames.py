"""Functions without bounds by which the arguments of waves are measured, each growing faster than the next.

1/x, √2/x + 1 and 1/sin x are multiples of one such function but for what stays bounded; 1/x² grows faster. All that is
said of these is true of functions of a Hardy field, so that of two the one that grows faster also moves faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from derivgui.model.language.tree import Call, Node, Quotient, children, symbols
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import pi_number
from derivgui.model.numeric.germs.expand import Expander
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.numbers import Coefficient, Spread, rational

WAVES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
SAWTEETH = frozenset({"floor", "ceil", "round", "frac", "mod"})
ROUND = pi_number(rational(0), rational(2))
STEP = rational(1)


class ApartError(Exception):
    """The arguments of waves cannot be measured, or may jump."""


@dataclass(frozen=True, slots=True)
class Base:
    """A function without bounds: its tree and germ, and the period of the wave of which it is the argument."""

    tree: Node
    germ: Germ
    period: Coefficient


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A function as Σ ratio·base + rest.

    Attributes:
        ratios: by the number of the base.
        rest: what stays bounded.
    """

    ratios: Mapping[int, Coefficient]
    rest: Germ


class Frame:
    """Bases, none of which grows as fast as another. The first grows fastest, if any does: else there is no frame."""

    def __init__(self, algebra: Algebra, arguments: tuple[Base, ...]) -> None:
        self._bases: list[Base] = []
        self._known: dict[Node, Coordinates] = {}
        for argument in arguments:
            self._known[argument.tree] = self._measured(algebra, argument.germ, argument)

    @property
    def reference(self) -> Base:
        """The base that grows fastest."""
        return self._bases[0]

    def coordinates(self, algebra: Algebra, tree: Node, germ: Germ) -> Coordinates:
        """How a function that grows without bound is measured; ApartError where it is not."""
        return self._known.get(tree) or self._measured(algebra, germ, None)

    def _measured(self, algebra: Algebra, germ: Germ, new: Base | None) -> Coordinates:
        ratios: dict[int, Coefficient] = {}
        while grows(algebra, germ):
            number, ratio = self._alike(algebra, germ)
            if number is None:
                if new is None:
                    raise ApartError
                number, ratio = len(self._bases), rational(1)
                self._bases.append(Base(new.tree, germ, new.period))
            ratios[number] = ratio
            germ = _without(algebra, germ, self._bases[number].germ, ratio)
        return Coordinates(ratios, germ)

    def _alike(self, algebra: Algebra, germ: Germ) -> tuple[int | None, Coefficient]:
        """The base that grows as fast as a germ, and how many times it fits; ApartError for what outgrows them all."""
        for number, base in enumerate(self._bases):
            ratio = algebra.limit(algebra.divide(germ, base.germ))
            if isinstance(ratio, Spread):
                raise ApartError
            if isinstance(ratio, float):
                if number == 0:
                    raise ApartError
            elif algebra.sign(ratio):
                return number, ratio
        return None, rational(0)


def grows(algebra: Algebra, germ: Germ) -> bool:
    """Whether a germ is without bound."""
    return bool(algebra.settled(algebra.parts(germ)[0]).terms)


def _without(algebra: Algebra, germ: Germ, base: Germ, ratio: Coefficient) -> Germ:
    """The difference of a germ and a multiple of a base, whose leading terms are the same by definition."""
    if germ is base:
        return Germ(())
    first, second = algebra.settled(germ), algebra.settled(algebra.multiply(base, Germ((((0, 0), ratio),))))
    return algebra.subtract(*(_beyond_lead(each) for each in (first, second)))


def _beyond_lead(germ: Germ) -> Germ:
    left = len(germ.terms) > 1 or germ.rest is not None
    return Germ(germ.terms[1:], germ.rest, germ.growth if left else ())


def frames(expander: Expander, algebra: Algebra, tree: Node) -> Iterator[Frame]:
    """Frames in which all waves of a tree are measured, each with another one as its reference.

    ApartError where an argument jumps, or is not understood.
    """
    arguments = tuple(_Arguments(expander, algebra).of(tree))
    for k, argument in enumerate(arguments):
        try:
            yield Frame(algebra, (argument, *arguments[:k], *arguments[k + 1 :]))
        except ApartError:
            continue


class _Arguments:
    """Collects arguments that grow without bound, of waves in which no other wave stands."""

    def __init__(self, expander: Expander, algebra: Algebra) -> None:
        self._expander = expander
        self._algebra = algebra
        self._swinging: set[Node] = set()
        self._found: dict[tuple[Node, Coefficient], Base] = {}

    def of(self, node: Node) -> list[Base]:
        self._visit(node)
        return list(self._found.values())

    def _visit(self, node: Node) -> None:
        parts = children(node)
        for part in parts:
            self._visit(part)
        if not self._swinging.isdisjoint(parts):
            self._swinging.add(node)
            return
        found = wave_of(node)
        if found is not None and self._is_without_bound(*found):
            self._swinging.add(node)

    def _is_without_bound(self, u: Node, period: Coefficient) -> bool:
        if (u, period) in self._found:
            return True
        algebra = self._algebra
        try:
            germ = self._expander.expand(u)
            if not grows(algebra, germ):
                return False
        except UndefinedError:
            # A branch that does not hold.
            return False
        if algebra.crowded or any(isinstance(c, Spread) for _, c in germ.terms):
            raise ApartError
        self._found[u, period] = Base(u, germ, period)
        return True


def wave_of(node: Node) -> tuple[Node, Coefficient] | None:
    """The argument and the period of a wave or a sawtooth; None for any other node."""
    match node:
        case Call("mod", (u, modulus)):
            return None if symbols(modulus) else (Quotient(u, modulus), STEP)
        case Call(name, (u,)) if name in WAVES:
            return u, ROUND
        case Call(name, (u,)) if name in SAWTEETH:
            return u, STEP
        case _:
            return None
