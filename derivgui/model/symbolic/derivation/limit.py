"""h → 0 in the last line: standard limits by name, everything else by continuity, which is to put h = 0.

The functions of the language are continuous wherever they are defined, floor and its kin away from their jumps, which
the domain of a derivation leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language.tree import (
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
    Symbol,
    rebuild,
    symbols,
    walk,
)
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.corners import Beside, Side
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.standard_limits import (
    ARCTANGENT,
    FLAT,
    HYPERBOLIC_TANGENT,
    LARGE_POWER,
    SMALL_POWER,
    SQUEEZE,
    Occurrence,
    recognised,
)
from derivgui.model.symbolic.derivation.tidy import UndefinedError, is_zero, tidy
from derivgui.model.symbolic.derivation.values_at import UnknownBranchError, number_at, settled

BOUNDED = frozenset({"sin", "cos", "atan", "acot", "tanh", "sech", "sign"})


class NoLimitError(ArithmeticError):
    """Putting h = 0 does not answer the question."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a line tends to.

    Attributes:
        working: the line with all limits put in, nothing worked out.
        value: the same in its tidy shape.
        used: the standard limits in it.
    """

    working: Node
    value: Node
    used: tuple[Occurrence, ...]


def limit_of(line: Node, setting: Setting, side: Side | None = None) -> Limit:
    """The limit of a line as h tends to 0, from one side where that is given.

    Raises:
        NoLimitError: where h = 0 makes a part undefined, and where a joint may be crossed.
    """
    walker = _Walker(setting, side)
    try:
        working = walker.limit(line)
        value = tidy(working, setting.variable)
    except UndefinedError as error:
        raise NoLimitError("undefined at h = 0") from error
    return Limit(working, value, tuple(walker.used))


def grows(tree: Node, setting: Setting) -> bool:
    """Whether the denominator tends to 0 while the numerator and what stands beside tend to other numbers."""
    match tree:
        case Negative(operand):
            return grows(operand, setting)
        case Quotient(above, below):
            try:
                top, bottom = (limit_of(part, setting).value for part in (above, below))
            except NoLimitError:
                return False
            return bottom == build.ZERO and _is_off_zero(top)
        case Product(factors):
            rest = [factor for factor in factors if not grows(factor, setting)]
            return len(rest) < len(factors) and all(_keeps_off_zero(factor, setting) for factor in rest)
        case _:
            return False


def _keeps_off_zero(tree: Node, setting: Setting) -> bool:
    """Whether the tree tends to a number that is not 0."""
    try:
        return _is_off_zero(limit_of(tree, setting).value)
    except NoLimitError:
        return False


def _is_off_zero(constant: Node) -> bool:
    """Whether an enclosure of the constant excludes 0."""
    value = number_at(constant, {})
    return value is not None and bool(value > 0 or value < 0)


def in_the_shape_of(f: Node, value: Node, setting: Setting) -> Node:
    """A derivative of f written like f: its sums and decimals as typed, e^(x ln x) as x^x where f holds that power."""
    known: dict[Node, Node] = {}
    for part in walk(f):
        if isinstance(part, Power) and setting.varies(part.base):
            written = build.power(build.E, build.product(part.exponent, build.call("ln", part.base)))
            known[tidy(written, setting.variable)] = part
    return _with_lowered_powers(tidy(build.replace(value, known.get), setting.variable, f), setting)


def _with_lowered_powers(node: Node, setting: Setting) -> Node:
    """``a x^a/x`` as ``a x^(a - 1)``, for a constant a."""
    match node:
        case Quotient(above, below):
            factors = above.factors if isinstance(above, Product) else (above,)
        case _:
            return node
    for place, factor in enumerate(factors):
        if isinstance(factor, Power) and factor.base == below and not setting.varies(factor.exponent):
            lowered = Power(below, tidy(build.difference(factor.exponent, build.ONE), setting.variable))
            return build.product(*factors[:place], lowered, *factors[place + 1 :])
    return node


class _Walker:
    """One way through a line from its leaves up."""

    def __init__(self, setting: Setting, side: Side | None) -> None:
        self._setting, self._side = setting, side
        self.used: list[Occurrence] = []

    def limit(self, node: Node) -> Node:
        if not self._setting.moves(node):
            return node
        known = self._known(node) or self._far_out(node)
        if known is not None:
            return known.value
        match node:
            case Symbol():
                return build.ZERO
            case Piecewise():
                raise NoLimitError("a joint may be crossed")
            case Product(factors):
                return self._product(factors)
            case Quotient(Power(above, n), Power(below, m)) if n == m and recognised(
                Quotient(above, below), self._setting
            ):
                return self.limit(Power(Quotient(above, below), n))
        put = _defined(rebuild(node, self.limit))
        if not isinstance(put, Call):
            return put
        # (x² + x²)/2 inside a function is x².
        return Call(put.name, tuple(tidy(part, self._setting.variable) for part in put.arguments))

    def _far_out(self, node: Node) -> Occurrence | None:
        """The limit of arctan u, tanh u, e^u and 1/(… + e^u) where u grows beyond all bounds on this side."""
        match node:
            case Call("atan" | "tanh" as name, (u,)) if sign := self._direction(u):
                half_turn = build.quotient(build.product(build.number(sign), Constant("pi")), build.TWO)
                row, value = (ARCTANGENT, half_turn) if name == "atan" else (HYPERBOLIC_TANGENT, build.number(sign))
            case Power(base, u) if base == build.E and self._direction(u) < 0:
                row, value = SMALL_POWER, build.ZERO
            case Quotient(Power(base, u), below) if (
                base == build.E and self._is_step_power(below) and self._is_step_pole(u) and self._direction(u) < 0
            ):
                row, value = FLAT, build.ZERO
            case Quotient(above, below) if self._explodes(below):
                self.limit(above)
                row, value = LARGE_POWER, build.ZERO
            case _:
                return None
        found = Occurrence(row, node, node, value)
        self.used.append(found)
        return found

    def _is_step_power(self, node: Node) -> bool:
        """Whether the tree is h or a power of it with a positive number."""
        match node:
            case Power(base, Number(n)):
                return base == self._setting.h and n > 0
            case _:
                return node == self._setting.h

    def _is_step_pole(self, node: Node) -> bool:
        """Whether the tree is a number over a power of h."""
        match node:
            case Negative(inner) | Product((Number(), inner)):
                return self._is_step_pole(inner)
            case Quotient(Number(), below):
                return self._is_step_power(below)
            case _:
                return False

    def _direction(self, node: Node) -> int:
        """-1 or 1 where the tree grows beyond all bounds with that sign on this side, else 0."""
        if self._side is None or not grows(node, self._setting):
            return 0
        beside = Beside(Setting(self._setting.step, "k"), build.ZERO, self._side)
        try:
            sign = beside.sign(node)
        except UnknownBranchError:
            return 0
        return sign if beside.is_proven else 0

    def _explodes(self, node: Node) -> bool:
        """Whether the tree is e^u with u growing to infinity, perhaps with terms beside it that have limits."""
        match node:
            case Power(base, u) if base == build.E:
                return self._direction(u) > 0
            case Sum(terms):
                rest = [term for term in terms if not self._explodes(term)]
                if len(rest) == len(terms):
                    return False
                for term in rest:
                    self.limit(term)
                return True
            case _:
                return False

    def _known(self, node: Node) -> Occurrence | None:
        found = recognised(node, self._setting)
        if found is not None and found not in self.used:
            self.used.append(found)
        return found

    def _product(self, factors: tuple[Node, ...]) -> Node:
        """The product of the limits; standard limits of 0 and 1 are seen before they are worked out."""
        values = [found.value for factor in factors if (found := self._known(factor)) is not None]
        rest: list[Node] = []
        bounded: list[Node] = []
        for factor in factors:
            if recognised(factor, self._setting) is None:
                try:
                    rest.append(self.limit(factor))
                except NoLimitError:
                    if not _is_bounded(factor):
                        raise
                    bounded.append(factor)
        if bounded:
            moving = [factor for factor in factors if factor not in bounded]
            return self._squeezed(bounded, [*rest, *values], moving)
        others = [build.product(*_with_powers(tuple(rest)))] if rest else []
        if values and others and not any(map(_shows_limits, walk(others[0]))):
            others = [tidy(others[0], self._setting.variable)]
        if len(others) == 1 and isinstance(others[0], Product):
            others = list(others[0].factors)
        return Product((*others, *values)) if values else build.product(*others)

    def _squeezed(self, bounded: list[Node], others: list[Node], moving: list[Node]) -> Node:
        if not is_zero(build.product(*others)):
            raise NoLimitError("oscillates")
        self.used.append(Occurrence(SQUEEZE, build.product(*bounded), build.product(*moving), build.ZERO))
        return build.ZERO


def _shows_limits(node: Node) -> bool:
    """Whether a limit of 0 or 1 stands in a product, waiting to be worked out."""
    return isinstance(node, Product) and node.factors[-1] in (build.ZERO, build.ONE)


def _defined(put: Node) -> Node:
    """A node with the limits of its parts, put together.

    Raises:
        NoLimitError: where it has no value.
    """
    match put:
        case Quotient(_, below) if is_zero(below):
            raise NoLimitError("a denominator tends to 0")
        case Power(base, Number(n)) if base == build.ZERO and n > 0:
            return build.ZERO
        case Quotient() | Power() | Call() if not symbols(put) and number_at(put, {}) is None:
            # √(5 − √5²) is 0, which no enclosure shows.
            if number_at(settled(put), {}) is None:
                raise NoLimitError("undefined at h = 0")
            return build.joined(put)
        case _:
            return build.joined(put)


def _is_bounded(node: Node) -> bool:
    """Whether the values of a tree stay between two numbers, whatever its arguments do."""
    match node:
        case Call(name, _):
            return name in BOUNDED
        case Negative(operand):
            return _is_bounded(operand)
        case Sum(parts) | Product(parts):
            return all(_is_bounded(part) or isinstance(part, Number | Constant) for part in parts)
        case Power(base, Number(n)) if n > 0 and n.denominator == 1:
            return _is_bounded(base)
        case _:
            return False


def _with_powers(factors: tuple[Node, ...]) -> list[Node]:
    """``x·x`` as ``x^2``."""
    counts = {factor: factors.count(factor) for factor in factors if not isinstance(factor, Number)}
    return [*(f for f in factors if isinstance(f, Number)), *(build.power(f, n) for f, n in counts.items())]
