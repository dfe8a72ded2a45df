"""Parts that are 0 all along on one side of a place: there |u| is u or -u, and |u| + u is 2u or nothing at all.

An expansion breaks off: of u - u it leaves a remainder that is not known to be 0. So the tree is written as it stands
on this side, with every choice made by the signs that the expansions have, and its normal form (``identities``) tells.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from fractions import Fraction

from derivgui.model.language.tree import (
    Branch,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    children,
    rebuild,
    symbols,
)
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import PiNumber
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, constant, whole
from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    CrowdedError,
    Spread,
    UndecidedError,
    fraction,
    is_rational,
    is_whole,
    rational,
    sign,
)
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.powers import exact_rational

NOTHING = Number(Fraction(0))
EXTREMES: Mapping[str, int] = {"min": -1, "max": 1}
# So many signs are tried for one question, with so much work each, and with so much in all for what one expansion asks:
# whoever drags a point waits for it. A thousand take about 12 ms.
MOST_ATTEMPTS = 10
MOST_WORK = 600
PATIENCE = 900


class OneSided(ABC):
    """Rewrites trees on one side of a place by what an expander knows of their parts.

    A ``thorough`` one asks of whatever seems to move about a number whether it does. ``patience`` is the work that
    it may still spend on such questions.
    """

    def __init__(self, algebra: Algebra, thorough: bool) -> None:
        self._algebra = algebra
        self._thorough = thorough
        self._asked: dict[Node, Fraction | None] = {}
        self.patience = PATIENCE

    @property
    def is_assuming(self) -> bool:
        """Whether anything was taken for 0 so far that is merely next to it."""
        return self._algebra.assumed

    @abstractmethod
    def expand(self, node: Node) -> Germ:
        """The germ of a tree on this side."""

    @abstractmethod
    def side_of(self, left: Node, right: Node) -> int:
        """The sign of a difference on this side; UndecidedError where it is not certain."""

    @abstractmethod
    def branch_of(self, branches: tuple[Branch, ...]) -> Node:
        """The value of the branch that holds on this side; UndecidedError where that is not certain."""

    def sharpened(self, node: Node, germ: Germ) -> Germ:
        """The germ of a tree, and nothing at all where all that is left of it is a remainder that is really 0."""
        # The last terms are less likely to be 0 than the first.
        may_vanish = not germ.is_zero and all(self._may_be_zero(c) for _, c in reversed(germ.terms))
        return Germ(()) if may_vanish and self.number(node) == 0 else germ

    def standing_still(self, node: Node, germ: Germ) -> Germ:
        """The germ of a tree, and a number alone where all that seems to move in it does not."""
        if germ.growth or germ.is_zero or not children(node):
            return germ
        c = next((c for scale, c in germ.terms if scale == ONE), rational(0))
        if germ.rest is None and len(germ.terms) == 1 and (is_rational(c) or isinstance(c, PiNumber)):
            return germ
        if not all(scale == ONE or self._may_be_zero(d) for scale, d in reversed(germ.terms)):
            return germ
        if isinstance(c, Spread) and c.is_genuine:
            return germ
        number = self.number(node)
        if number is not None:
            return whole(number)
        return constant(c) if isinstance(c, PiNumber) and self.number(difference(node, tree_of(c))) == 0 else germ

    def _may_be_zero(self, number: Coefficient) -> bool:
        if isinstance(number, Spread):
            return self._thorough and number.is_bounded and not number.is_genuine
        return sign(number) in (None, 0)

    def number(self, node: Node) -> Fraction | None:
        """The number that a tree that has values on this side is there all along; None for any other tree."""
        if node not in self._asked:
            # On the way to the answer the same question may come up.
            self._asked[node] = None
            with self._algebra.aside():
                self._asked[node] = self._only_value(node)
        return self._asked[node]

    def _only_value(self, node: Node) -> Fraction | None:
        # What follows is needed for few functions, and takes a while to import.
        from derivgui.model.numeric.identities.proofs import number_of

        if self.patience <= 0:
            return None
        try:
            standing = self.standing(node)
        except (UndecidedError, UndefinedError):
            return None
        number, work = number_of(standing, MOST_ATTEMPTS, MOST_WORK)
        self.patience -= work
        return number

    def standing(self, node: Node) -> Node:
        """The tree without absolute values, extremes, steps and branches."""
        match node:
            case Piecewise(branches):
                return self.standing(self.branch_of(branches))
            case Call("min" | "max" | "abs"):
                return self._folded(node)
            case Call("sign", (u,)):
                return _whole(self.side_of(u, NOTHING))
            case Call("floor" | "ceil" | "round", (_,)):
                return self._step(node)
            case Call("frac", (u,)):
                return difference(self.standing(u), self._step(Call("floor", (u,))))
            case Call("mod", (u, modulus)):
                step = self._step(Call("floor", (Quotient(u, modulus),)))
                return difference(self.standing(u), Product((self.standing(modulus), step)))
            case Call("sqrt", (Power() as inner,)):
                return self._root(inner, Fraction(1, 2)) or rebuild(node, self.standing)
            case Power(Power() as inner, exponent) if power := self._root(inner, exact_rational(exponent)):
                return power
            case Power(base, exponent) if base != Constant("e") and symbols(exponent):
                return self._exponential(base, exponent)
            case _:
                return rebuild(node, self.standing)

    def _exponential(self, base: Node, exponent: Node) -> Node:
        """u^v as e^(v ln u), where u is positive."""
        if self.side_of(base, NOTHING) <= 0:
            return Power(self.standing(base), self.standing(exponent))
        return Call("exp", (Product((self.standing(exponent), Call("ln", (self.standing(base),)))),))

    def _folded(self, node: Call) -> Node:
        """An absolute value or an extreme: what is chosen, or the same where now this is chosen, now that.

        A form is then asked for either choice. Where both are equal it does not matter which one is made.
        """
        try:
            if node.name == "abs":
                return self._times_sign(node.arguments[0])
            return self.standing(self._extreme(EXTREMES[node.name], node.arguments))
        except CrowdedError:
            return rebuild(node, self.standing)

    def _times_sign(self, u: Node) -> Node:
        """|u|."""
        side = self.side_of(u, NOTHING)
        return NOTHING if not side else self.standing(u) if side > 0 else Negative(self.standing(u))

    def _extreme(self, wanted: int, arguments: tuple[Node, ...]) -> Node:
        chosen = arguments[0]
        for other in arguments[1:]:
            if self.side_of(other, chosen) == wanted:
                chosen = other
        return chosen

    def _step(self, node: Node) -> Node:
        """A step that is one whole number; another one as it is."""
        germ = self.expand(node)
        if germ.is_zero:
            return NOTHING
        ((_, number), *more) = germ.terms or ((None, None),)
        is_constant = not more and germ.rest is None and not germ.growth
        return _whole(int(fraction(number))) if is_constant and is_whole(number) else rebuild(node, self.standing)

    def _root(self, power: Power, exponent: Fraction | None) -> Node | None:
        """(u^2)^(1/2) and its like as powers of |u|; None for any other node."""
        inner = exact_rational(power.exponent)
        if inner is None or exponent is None or exponent.denominator == 1 or inner.denominator > 1 or inner % 2:
            return None
        product = inner * exponent
        base = self._times_sign(power.base)
        return base if product == 1 else Power(base, _number(product))


def tree_of(number: Coefficient) -> Node:
    """A rational number or p + qπ as a tree; UndecidedError for any other number."""
    if is_rational(number):
        return _number(fraction(number))
    if isinstance(number, PiNumber):
        return Sum((_number(fraction(number.p)), Product((_number(fraction(number.q)), Constant("pi")))))
    raise UndecidedError("a number without a name")


def difference(left: Node, right: Node) -> Node:
    """left - right."""
    return Sum((left, Negative(right)))


def _whole(number: int) -> Node:
    return _number(Fraction(number))


def _number(value: Fraction) -> Node:
    size: Node = Number(Fraction(abs(value.numerator)))
    if value.denominator > 1:
        size = Quotient(size, Number(Fraction(value.denominator)))
    return Negative(size) if value < 0 else size
