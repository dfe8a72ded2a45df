"""What is left of a tree that swings where its waves are at one phase.

On the sequence of points at which 1/x is φ + 2πk, sin(1/x) is the number sin φ and cos(2/x) the number cos 2φ; what is
left has an expansion, and its limit is one to which the function comes again and again. Two phases with two limits tell
that it has none.

Of all numbers k there are some as large as one likes for which other waves come as near as one likes to the phases that
they have at k = 0, whatever their periods are (Dirichlet's theorem on simultaneous approximation): on these sin(√2/x)
tends to sin(√2 φ). They come without too long gaps (H. Bohr, Almost periodic functions, 1933). So where the argument of
one wave grows faster than that of another it goes through such a stretch while the other one hardly moves, and their
phases have nothing to do with each other.

Nor need the phase be the same number all along: 1/x may be φ + ψ(x) + 2πk for any continuous ψ that tends to 0. With
one that is exponentially small the points come as close to poles as one likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from fractions import Fraction

from derivgui.model.language.tree import (
    Call,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    rebuild,
    symbols,
    walk,
)
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import Expander
from derivgui.model.numeric.germs.frames import (
    ROUND,
    SAWTEETH,
    STEP,
    WAVES,
    ApartError,
    Coordinates,
    Frame,
    frames,
    grows,
    wave_of,
)
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, constant
from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    Spread,
    UndecidedError,
    fraction,
    is_rational,
    over,
    rational,
)
from derivgui.model.numeric.germs.one_sided import difference, tree_of
from derivgui.model.numeric.germs.scales import NEAR, ONE

# In periods, of which other waves have other numbers: first those at which most waves differ. The period is so often
# gone through between two points that waves of this share of it are at one phase, too.
PHASES = (*(Fraction(k, 12) for k in (3, 49, 33, 0, 79, 65, 18)), Fraction(11, 5), Fraction(63, 20))
SHARES = 60
# Those of them at which waves have their zeros, poles and ends; at others all waves were met already, if only nearly.
SPECIAL = (6, 3, 2, 0)
HALF = Quotient(Number(Fraction(1)), Number(Fraction(2)))
# So many different nodes are expanded for one side, and so much work spent on parts of them that may be 0.
MOST_NODES = 280
PATIENCE = 320
# ψ, on either side of a phase at which there is no value: exp(-t^-8), before which powers and logarithms stand back.
OFFSET = Symbol("beside the phase")
OFFSETS = tuple(Germ(((ONE, rational(side)),), None, (((-8, 0), rational(-1)),)) for side in (1, -1))
# Phases that are not met exactly, as symbols for their germs; so many waves are measured at most.
NEARLY = tuple(Symbol(f"phase {k}") for k in range(8))
# What is 0, and keeps a power one with a variable in its exponent.
NOTHING = Symbol("nothing")
NAMES = (NOTHING.name, OFFSET.name, *(symbol.name for symbol in NEARLY))


def germs_by_phase(
    length: int, tree: Node, bound: Mapping[str, Germ], variables: tuple[str, ...], exact: Mapping[Node, Germ]
) -> Iterator[tuple[Algebra, Germ] | None]:
    """The germs of a tree at several phases of its waves; None for those at which it has no values, or none is told."""
    if not any(isinstance(node, Call) and node.name in WAVES | SAWTEETH for node in walk(tree)):
        return
    source = _Source(length, tree, bound, variables, exact)
    algebra = Algebra(length)
    try:
        numbers: Iterable[int] = range(len(PHASES))
        for frame in frames(source.expander(algebra, bound), algebra, tree):
            if algebra.assumed:
                return
            yield None
            yield from source.germs(frame, numbers)
            numbers = SPECIAL
    except (ApartError, UndecidedError, UndefinedError, ArithmeticError, ValueError):
        return


class _Source:
    """One tree on one side of a place."""

    def __init__(
        self,
        length: int,
        tree: Node,
        bound: Mapping[str, Germ],
        variables: tuple[str, ...],
        exact: Mapping[Node, Germ],
    ) -> None:
        self._length, self._tree = length, tree
        self._patience = PATIENCE
        self._left = MOST_NODES // len(set(walk(tree)))
        self._bound, self._variables, self._exact = {**bound, NOTHING.name: Germ(())}, (*variables, *NAMES), exact

    def expander(self, algebra: Algebra, bound: Mapping[str, Germ]) -> Expander:
        """An expander with its symbols bound; it sees those that are bound later."""
        found = Expander(algebra, bound, self._variables, self._exact)
        found.patience = self._patience
        return found

    def germs(self, frame: Frame, numbers: Iterable[int]) -> Iterator[tuple[Algebra, Germ] | None]:
        """At phases of a frame by their numbers, and beside those at which there is no value."""
        undefined = []
        for number in numbers:
            try:
                yield self._germ(frame, number, None)
            except UndefinedError:
                undefined.append(number)
                yield None
        for number in undefined:
            for offset in OFFSETS:
                found = None
                with suppress(UndefinedError):
                    found = self._germ(frame, number, offset)
                yield found

    def _germ(self, frame: Frame, number: int, offset: Germ | None) -> tuple[Algebra, Germ] | None:
        if self._left <= 0:
            raise ApartError
        self._left -= 1
        algebra = Algebra(self._length)
        bound = dict(self._bound) if offset is None else {**self._bound, OFFSET.name: offset}
        expander = self.expander(algebra, bound)
        try:
            found = expander.expand(_AtPhase(expander, algebra, frame, number, bound).tree(self._tree))
        except (ApartError, UndecidedError, ArithmeticError, ValueError):
            return None
        finally:
            self._patience = expander.patience
        return None if algebra.assumed or algebra.ragged else (algebra, found)


class _AtPhase:
    """Rewrites a tree from its leaves up for the phase of a number."""

    def __init__(self, expander: Expander, algebra: Algebra, frame: Frame, number: int, bound: dict[str, Germ]) -> None:
        self._expander = expander
        self._algebra = algebra
        self._frame = frame
        self._number = number
        self._bound = bound
        self._nearly: dict[Node, Node] = {}

    def tree(self, node: Node) -> Node:
        """The tree on the sequence; ApartError where its waves are not measured, UndecidedError."""
        varies = isinstance(node, Power) and symbols(node.exponent)
        node = rebuild(node, self.tree)
        if isinstance(node, Power) and varies and not symbols(node.exponent):
            return Power(node.base, Sum((node.exponent, NOTHING)))
        found = wave_of(node)
        match node:
            case Call(name, (u,)) if name in WAVES:
                turned = self._turned(u, ROUND)
                return node if turned is None else Call(name, (turned,))
            case Call("mod", (_, modulus)) if found is not None:
                part = self._fractional_part(found[0])
                return node if part is None else Product((modulus, part))
            case Call(name, (u,)) if name in SAWTEETH:
                return self._stepped(name, u) or node
            case _:
                return node

    def _stepped(self, name: str, u: Node) -> Node | None:
        match name:
            case "frac":
                return self._fractional_part(u)
            case "ceil":
                part = self._fractional_part(Negative(u))
                return None if part is None else Sum((u, part))
            case _:
                v = Sum((u, HALF)) if name == "round" else u
                part = self._fractional_part(v)
                return None if part is None else difference(v, part)

    def _fractional_part(self, u: Node) -> Node | None:
        turned = self._turned(u, STEP)
        return None if turned is None else Call("frac", (turned,))

    def _turned(self, u: Node, period: Coefficient) -> Node | None:
        """The argument of a wave less whole periods, None where it does not grow without bound."""
        try:
            germ = self._growing(u)
        except UndefinedError:
            # A branch that does not hold.
            return None
        if germ is None:
            return None
        at = self._frame.coordinates(self._algebra, u, germ)
        return self._exactly(u, at, period) or self._near(u, at)

    def _exactly(self, u: Node, at: Coordinates, period: Coefficient) -> Node | None:
        """At the phase of the reference, of which the wave has a rational share; None for all others."""
        reference = self._frame.reference
        ratio = at.ratios.get(0)
        if ratio is None or len(at.ratios) > 1:
            return None
        share = over(ratio * reference.period, period) if period != STEP else ratio * reference.period
        if not is_rational(share) or SHARES % fraction(share).denominator:
            return None
        terms = [tree_of(period * rational(fraction(share) * PHASES[self._number] % 1))]
        multiple = tree_of(ratio)
        if OFFSET.name in self._bound:
            terms.append(Product((multiple, OFFSET)))
        if u != reference.tree:
            rest = difference(u, Product((multiple, reference.tree)))
            left = self._expander.expand(rest)
            if grows(self._algebra, left):
                raise ApartError
            if not left.is_zero:
                terms.append(rest)
        return Sum(tuple(terms)) if len(terms) > 1 else terms[0]

    def _near(self, u: Node, at: Coordinates) -> Node:
        """A symbol for the phase to which the wave comes near."""
        if u not in self._nearly:
            algebra = self._algebra
            if len(self._nearly) == len(NEARLY) or any(isinstance(c, Spread) for _, c in at.rest.terms):
                raise ApartError
            germ = algebra.add(at.rest, Germ((), NEAR))
            for base, ratio in at.ratios.items():
                germ = algebra.add(germ, constant(ratio * self._position(base)))
            symbol = NEARLY[len(self._nearly)]
            self._nearly[u], self._bound[symbol.name] = symbol, germ
        return self._nearly[u]

    def _position(self, base: int) -> Coefficient:
        """Where a base is: the reference at its phase, the others anywhere, mostly where all waves are positive."""
        if base == 0:
            return self._frame.reference.period * rational(PHASES[self._number])
        place = Fraction(2 * self._number + base, 10)
        return rational(-place if self._number % 3 == 2 else place)

    def _growing(self, u: Node) -> Germ | None:
        crowded, self._algebra.crowded = self._algebra.crowded, False
        germ = self._expander.expand(u)
        if grows(self._algebra, germ):
            return germ
        self._algebra.crowded |= crowded
        return None
