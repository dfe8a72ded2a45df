"""What the last line at a number does as h tends to 0: it has a limit, or it grows beyond all bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from derivgui.model.language.latex import to_latex
from derivgui.model.language.tree import Call, Negative, Node, Piecewise, Product, Quotient, Sum, walk
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Move
from derivgui.model.symbolic.derivation.corners import Beside, Side
from derivgui.model.symbolic.derivation.engine import Line, lines_of
from derivgui.model.symbolic.derivation.limit import Limit, NoLimitError, grows, limit_of
from derivgui.model.symbolic.derivation.moves.polynomial import polynomial_at
from derivgui.model.symbolic.derivation.numbers_in import holds_decimals, in_decimals, worked_out
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import UndefinedError, tidy
from derivgui.model.symbolic.derivation.values_at import UnknownBranchError, number_at, value_tree


@dataclass(frozen=True, slots=True)
class Swing:
    """Between which values a line swings in every neighbourhood of 0; None where these grow beyond all bounds."""

    ends: tuple[Node, Node] | None

    @property
    def reason(self) -> str:
        """Why it swings."""
        told = "takes values of any size"
        if self.ends is not None:
            told = f"comes close to {in_words(self.ends[0])} and {in_words(self.ends[1])}"
        return f"What stands inside grows beyond all bounds, so however small the step, the line {told}."

    @property
    def sentence(self) -> str:
        """What is said of it."""
        if self.ends is None:
            return "it takes ever larger values with both signs"
        return f"it keeps swinging between {in_words(self.ends[0])} and {in_words(self.ends[1])}"


@dataclass(frozen=True, slots=True)
class Ending:
    """Lines at a number and where the last one goes.

    Without a limit it swings for ever where ``swing`` tells between what, and grows beyond all bounds where not.
    """

    lines: tuple[Line, ...]
    limit: Limit | None
    swing: Swing | None = None


def ending_at(f: Node, setting: Setting, at: Node) -> Ending:
    """The lines for every x with the number in.

    Raises:
        UnknownDerivationError: where there are no such lines.
        NoLimitError: where the last line is not understood.
    """
    return finished(lines_at(f, setting, at), setting)


def finished(lines: tuple[Line, ...], setting: Setting, side: Side | None = None) -> Ending:
    """The end of some lines, from one side where that is given; a line more where the last one must be shortened first.

    Raises:
        NoLimitError: where the last line is not understood.
    """
    try:
        return Ending(lines, limit_of(lines[-1].tree, setting, side))
    except NoLimitError:
        pass
    failure: NoLimitError | None = None
    for shorter in _shorter(lines[-1].tree, setting):
        longer = lines
        if shorter != lines[-1].tree:
            longer = (*lines, Line(Move("simplify", "Simplify", "", shorter), shorter))
        try:
            return Ending(longer, limit_of(shorter, setting, side))
        except NoLimitError as error:
            failure = error
        if grows(shorter, setting):
            return Ending(longer, None)
        swing = swinging(shorter, setting)
        if swing is not None:
            return Ending(longer, None, swing)
    raise failure or NoLimitError


def _shorter(tree: Node, setting: Setting) -> Iterator[Node]:
    """Shapes of a line in which its end may be seen: tidy, tidy in -h, as it is."""
    turned = {setting.step: build.opposite(setting.h)}
    try:
        yield shortened(tree, setting)
        yield build.put(shortened(build.put(tree, turned), setting), turned)
    except NoLimitError:
        pass
    yield tree


def lines_at(f: Node, setting: Setting, at: Node) -> tuple[Line, ...]:
    """The lines for every x with the number in: the quotient as it is written down, the other lines worked out.

    Lines that became alike stand once.
    """
    lines = lines_of(f, setting)
    moves = polynomial_at(f, setting, at)
    if moves:
        lines = (lines[0], *(Line(move, move.tree) for move in moves))
    found = [replace(lines[0], tree=build.put(lines[0].tree, {setting.variable: at}))]
    decimals = holds_decimals(found[0].tree)
    for line in lines[1:]:
        tree = worked_out(build.put(line.tree, {setting.variable: at}))
        tree = in_decimals(tree) if decimals else tree
        if tree != found[-1].tree:
            about = None if line.move.about is None else build.put(line.move.about, {setting.variable: at})
            found.append(replace(line, tree=tree, move=replace(line.move, about=about)))
    return tuple(found)


def quotient_at(f: Node, setting: Setting, at: Node) -> Node:
    """The difference quotient at a number, nothing worked out but which formula of a function in pieces holds there.

    Raises:
        UnknownBranchError: where that is not decided.
    """
    here = {setting.variable: at}
    if not any(isinstance(part, Piecewise) for part in walk(f)):
        return build.put(setting.quotient(f), here)
    ahead, value = build.put(setting.ahead(f), here), value_tree(f, here)
    return Quotient(build.difference(ahead, value), setting.h)


def shortened(tree: Node, setting: Setting) -> Node:
    """The line in tidy shape."""
    try:
        return tidy(tree, setting.step)
    except UndefinedError as error:
        raise NoLimitError from error


def no_limit(swing: Swing, setting: Setting, at: Node) -> str:
    """Why there is no derivative where the quotient swings."""
    place = in_words(at)
    return f"As {setting.step} tends to 0 the quotient has no limit: {swing.sentence}. No derivative at {place}."


def swinging(tree: Node, setting: Setting) -> Swing | None:
    """How c(h) sin u(h) or c(h) cos u(h) swings where u grows beyond all bounds; None where it is not that.

    Where c has the limit c(0), all values between -|c(0)| and |c(0)| are limits along some steps: u is continuous and
    passes every place at which the sine is 1 or -1.
    """
    match tree:
        case Negative(operand):
            return swinging(operand, setting)
        case Sum(terms):
            return _swinging_sum(terms, setting)
        case Quotient(above, below):
            waves, rest = _waves_in(above, setting)
            rest = build.quotient(rest, below)
        case _:
            waves, rest = _waves_in(tree, setting)
    if len(waves) != 1 or not grows(waves[0].arguments[0], setting):
        return None
    if grows(rest, setting):
        return Swing(None)
    try:
        size = limit_of(rest, setting).value
    except NoLimitError:
        return None
    value = number_at(size, {})
    if value is None or not (value > 0 or value < 0):
        return None
    return Swing((build.opposite(size), size) if value > 0 else (size, build.opposite(size)))


def _swinging_sum(terms: tuple[Node, ...], setting: Setting) -> Swing | None:
    """One term swings while the others have a limit."""
    swings = [swinging(term, setting) for term in terms]
    moving = [swing for swing in swings if swing is not None]
    if len(moving) != 1:
        return None
    try:
        middle = limit_of(build.total(*(t for t, s in zip(terms, swings, strict=True) if s is None)), setting).value
        if moving[0].ends is None:
            return moving[0]
        low, high = (tidy(build.total(middle, end), setting.variable) for end in moving[0].ends)
    except (NoLimitError, UndefinedError):
        return None
    return Swing((low, high))


def _waves_in(tree: Node, setting: Setting) -> tuple[list[Call], Node]:
    """The factors that are a sine or a cosine of something that grows, and the product of the others."""
    factors = tree.factors if isinstance(tree, Product) else (tree,)
    waves = [f for f in factors if isinstance(f, Call) and f.name in ("sin", "cos") and grows(f.arguments[0], setting)]
    return waves, build.product(*(factor for factor in factors if factor not in waves))


class End(NamedTuple):
    """Where one side goes, in words and as LaTeX, and whether that is proven."""

    text: str
    latex: str
    is_proven: bool = True


def end_of(ending: Ending, setting: Setting, side: Side) -> End:
    """Where one side of the quotient goes."""
    if ending.limit is not None:
        return End(in_words(ending.limit.value), f"= {to_latex(ending.limit.value)}")
    if ending.swing is not None:
        return End("no limit", r"\text{ does not exist}")
    beside = Beside(Setting(setting.step, "k"), build.ZERO, side)
    try:
        sign = beside.sign(ending.lines[-1].tree)
    except UnknownBranchError:
        return End("±∞", r"\to \pm\infty")
    return End("+∞" if sign > 0 else "−∞", rf"= {'+' if sign > 0 else '-'}\infty", beside.is_proven)
