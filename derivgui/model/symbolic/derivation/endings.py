"""What the last line at a number does as h tends to 0: it has a limit, or it grows beyond all bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derivgui.model.language.latex import to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Negative, Node, Quotient
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Move
from derivgui.model.symbolic.derivation.corners import Beside, Side, UndecidedError, number_at
from derivgui.model.symbolic.derivation.engine import Line, lines_of
from derivgui.model.symbolic.derivation.limit import Limit, NoLimitError, limit_of
from derivgui.model.symbolic.derivation.moves.polynomial import polynomial_at
from derivgui.model.symbolic.derivation.numbers_in import holds_decimals, in_decimals, worked_out
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import UndefinedError, tidy


@dataclass(frozen=True, slots=True)
class Ending:
    """Lines at a number and where the last one goes; no limit means that it grows beyond all bounds."""

    lines: tuple[Line, ...]
    limit: Limit | None


def ending_at(f: Node, setting: Setting, at: Node) -> Ending:
    """The lines for every x with the number in.

    Raises:
        UnknownDerivationError: where there are no such lines.
        NoLimitError: where the last line is not understood.
    """
    return finished(lines_at(f, setting, at), setting)


def finished(lines: tuple[Line, ...], setting: Setting) -> Ending:
    """The end of some lines; a line more where the last one must be shortened first.

    Raises:
        NoLimitError: where the last line is not understood.
    """
    try:
        return Ending(lines, limit_of(lines[-1].tree, setting))
    except NoLimitError:
        shorter = shortened(lines[-1].tree, setting)
    if shorter != lines[-1].tree:
        lines = (*lines, Line(Move("simplify", "Shorten", "", shorter), shorter))
    try:
        return Ending(lines, limit_of(shorter, setting))
    except NoLimitError:
        if _grows(shorter, setting):
            return Ending(lines, None)
        raise


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


def shortened(tree: Node, setting: Setting) -> Node:
    """The line in tidy shape."""
    try:
        return tidy(tree, setting.step)
    except UndefinedError as error:
        raise NoLimitError from error


def _grows(tree: Node, setting: Setting) -> bool:
    """Whether the tree is a fraction whose denominator tends to 0 while its numerator tends to another number."""
    match tree:
        case Negative(operand):
            return _grows(operand, setting)
        case Quotient(above, below):
            try:
                top, bottom = (limit_of(part, setting).value for part in (above, below))
            except NoLimitError:
                return False
            return bottom == build.ZERO and number_at(top, {}) not in (None, 0)
        case _:
            return False


def end_in_words(ending: Ending, setting: Setting, side: Side) -> tuple[str, str]:
    """Where one side goes, in words and as LaTeX."""
    if ending.limit is not None:
        return to_text(ending.limit.value), f"= {to_latex(ending.limit.value)}"
    try:
        sign = Beside(Setting(setting.step, "k"), build.ZERO, side).sign(ending.lines[-1].tree)
    except UndecidedError:
        return "it grows beyond all bounds", r"\to \pm\infty"
    return ("+∞", r"= +\infty") if sign > 0 else ("-∞", r"= -\infty")
