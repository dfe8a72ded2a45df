"""The derivative at one number: the lines for every x with the numbers put in, or one-sided limits at a corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from derivgui.model.language.latex import to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Branch, Comparison, Negative, Node, Piecewise, Quotient, symbols
from derivgui.model.symbolic.derivation import build, truth
from derivgui.model.symbolic.derivation.board import Move
from derivgui.model.symbolic.derivation.corners import Beside, UndecidedError, has_corner, number_at
from derivgui.model.symbolic.derivation.derivation import Derivation, Formula, Step
from derivgui.model.symbolic.derivation.derive import known_limits, result_step, steps_of, unknown
from derivgui.model.symbolic.derivation.engine import Line, UnknownDerivationError, lines_of
from derivgui.model.symbolic.derivation.limit import Limit, NoLimitError, limit_of
from derivgui.model.symbolic.derivation.numbers_in import worked_out
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import UndefinedError, tidy
from derivgui.model.symbolic.derivation.typeset import limit_line


@dataclass(frozen=True, slots=True)
class Ending:
    """What the last line does as h tends to 0: a limit, or growth beyond all bounds, to +∞ or -∞ from the right."""

    lines: tuple[Line, ...]
    limit: Limit | None
    grows: bool = False


def derive_at(f: Node, setting: Setting, at: Node) -> Derivation:
    """The derivative of f at a constant, line by line."""
    place = {setting.variable: at}
    if set(symbols(f)) <= {setting.variable} and number_at(f, place) is None:
        return _none(f, setting, at, f"The function has no value at {to_text(at)}, so it has no derivative there.")
    try:
        if has_corner(f):
            left, right = (Beside(setting, at, side).tree(f) for side in (-1, 1))
            if left != right or left != f:
                return _from_both_sides(f, left, right, setting, at)
        return _smooth(f, setting, at)
    except (UnknownDerivationError, NoLimitError, UndecidedError, UndefinedError, truth.RefutedError, RecursionError):
        return unknown(f, setting, at=at)


def _none(f: Node, setting: Setting, at: Node, message: str) -> Derivation:
    return replace(unknown(f, setting, message, at), exists=False, status="proven")


def _smooth(f: Node, setting: Setting, at: Node) -> Derivation:
    ending = _ending(f, setting, at)
    steps = steps_of(ending.lines, ending.limit, setting)
    text = to_text(at)
    if ending.limit is None:
        status = truth.weakest([step.status for step in steps])
        message = f"The quotient grows beyond all bounds as {setting.step} tends to 0: no derivative at {text}."
        return Derivation(setting.variable, setting.step, text, steps, None, False, message, "", "", (), status)
    result = result_step(f, ending.limit, setting, at)
    status = truth.weakest([step.status for step in (*steps, result)])
    return Derivation(
        setting.variable,
        setting.step,
        text,
        (*steps, result),
        Formula(result.text, result.latex),
        True,
        "",
        "",
        "",
        known_limits(ending.limit),
        status,
    )


def _ending(f: Node, setting: Setting, at: Node) -> Ending:
    """The lines with the numbers in, and what the last one does."""
    lines = _with_numbers(lines_of(f, setting), setting, at)
    try:
        return Ending(lines, limit_of(lines[-1].tree, setting))
    except NoLimitError:
        shorter = _shortened(lines[-1].tree, setting)
        if shorter != lines[-1].tree:
            lines = (*lines, Line(Move("simplify", "Shorten the fraction", "", shorter), shorter))
    try:
        return Ending(lines, limit_of(shorter, setting))
    except NoLimitError:
        if _grows(shorter, setting):
            return Ending(lines, None, True)
        raise


def _with_numbers(lines: Sequence[Line], setting: Setting, at: Node) -> tuple[Line, ...]:
    """The quotient as it is written down, the other lines worked out; lines that became alike stand once."""
    found = [replace(lines[0], tree=build.put(lines[0].tree, {setting.variable: at}))]
    for line in lines[1:]:
        tree = worked_out(build.put(line.tree, {setting.variable: at}))
        if tree != found[-1].tree:
            found.append(replace(line, tree=tree))
    return tuple(found)


def _shortened(tree: Node, setting: Setting) -> Node:
    try:
        return tidy(tree, setting.step)
    except UndefinedError as error:
        raise NoLimitError from error


def _grows(tree: Node, setting: Setting) -> bool:
    """Whether the tree is a fraction whose denominator tends to 0 while its numerator does not."""
    match tree:
        case Negative(operand):
            return _grows(operand, setting)
        case Quotient(above, below):
            try:
                return limit_of(below, setting).value == build.ZERO and limit_of(above, setting).value != build.ZERO
            except NoLimitError:
                return False
        case _:
            return False


def _from_both_sides(f: Node, left: Node, right: Node, setting: Setting, at: Node) -> Derivation:
    value = worked_out(build.put(f, {setting.variable: at}))
    first = setting.quotient(f)
    whole = build.put(first, {setting.variable: at})
    ways = [_one_side(tree, value, setting, at) for tree in (left, right)]
    definition = Move("definition", "Write the difference quotient", "", whole, "quotient", f"{setting.step} ≠ 0")
    rows = [Line(definition, whole)]
    same = ways[0].lines == ways[1].lines
    longest = max(len(way.lines) for way in ways)
    for place in range(longest):
        parts = [way.lines[min(place, len(way.lines) - 1)] for way in ways]
        tree = parts[0].tree if same else _by_side(parts[0].tree, parts[1].tree, setting)
        newest = max(ways, key=lambda way: len(way.lines)).lines[place].move
        move = _sides(at, newest.tree) if place == 0 else newest
        rows.append(Line(move, tree))
    return _concluded(f, rows, ways, setting, at)


def _sides(at: Node, tree: Node) -> Move:
    note = f"To the left of {to_text(at)} and to its right the function has a formula of its own."
    return Move("one-sided", "Look at each side by itself", note, tree)


def _one_side(tree: Node, value: Node, setting: Setting, at: Node) -> Ending:
    """The lines of one side; where its formula misses f(a), the quotient grows."""
    if not setting.varies(tree) or worked_out(build.put(tree, {setting.variable: at})) != value:
        here = number_at(tree, {setting.variable: at})
        there = number_at(value, {})
        ahead = worked_out(build.put(tree, {setting.variable: build.total(at, setting.h)}))
        line = _shortened(build.quotient(build.difference(ahead, value), setting.h), setting)
        lines: tuple[Line, ...] = (Line(Move("one-sided", "", "", line), line),)
        try:
            return Ending(lines, limit_of(line, setting))
        except NoLimitError:
            if here is not None and there is not None and here != there:
                return Ending(lines, None, True)
            raise
    ending = _ending(tree, setting, at)
    start = worked_out(ending.lines[0].tree)
    lines = tuple(line for line in ending.lines[1:] if line.tree != start)
    return replace(ending, lines=(replace(ending.lines[0], tree=start), *lines))


def _by_side(left: Node, right: Node, setting: Setting) -> Node:
    return Piecewise(
        (
            Branch(Comparison((setting.h, build.ZERO), ("<",)), left),
            Branch(Comparison((setting.h, build.ZERO), (">",)), right),
        )
    )


def _concluded(f: Node, rows: Sequence[Line], ways: Sequence[Ending], setting: Setting, at: Node) -> Derivation:
    steps = list(_checked(rows, setting))
    last = steps[-1]
    ends = [_end_of(way, setting) for way in ways]
    sides = [limit_line(way.lines[-1].tree, setting, side="-+"[i]) + f" {ends[i][1]}" for i, way in enumerate(ways)]
    text = to_text(at)
    left, right = (way.limit for way in ways)
    limits = (*known_limits(left), *(found for found in known_limits(right) if found not in known_limits(left)))
    if left is not None and right is not None and _is_same(left.value, right.value):
        result = Step(
            "limit",
            "result",
            "Both sides agree",
            f"From the left and from the right: {ends[0][0]}.",
            to_text(right.value),
            to_latex(right.value),
            False,
            "",
            _agreement(f, right.value, setting, at),
        )
        steps[-1] = replace(last, latex=r",\quad ".join(sides))
        status = truth.weakest([step.status for step in (*steps, result)])
        return Derivation(
            setting.variable,
            setting.step,
            text,
            (*steps, result),
            Formula(result.text, result.latex),
            True,
            "",
            "",
            "",
            limits,
            status,
        )
    title = "The two sides differ" if None not in (left, right) else "No limit on at least one side"
    steps.append(
        replace(
            last,
            rule="one-sided limits",
            kind="limit law",
            title=title,
            condition="",
            changed=(),
            status="proven",
            note=f"From the left {ends[0][0]}, from the right {ends[1][0]}.",
            latex=r",\quad ".join(sides),
        )
    )
    message = f"No derivative at {text}: from the left {ends[0][0]}, from the right {ends[1][0]}."
    status = truth.weakest([step.status for step in steps])
    return Derivation(setting.variable, setting.step, text, tuple(steps), None, False, message, "", "", limits, status)


def _end_of(way: Ending, setting: Setting) -> tuple[str, str]:
    """The limit of one side in words and as LaTeX."""
    if way.limit is not None:
        return to_text(way.limit.value), f"= {to_latex(way.limit.value)}"
    return "it grows beyond all bounds", r"\to \pm\infty"


def _is_same(left: Node, right: Node) -> bool:
    if left == right:
        return True
    a, b = number_at(left, {}), number_at(right, {})
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a == b
    return a is not None and b is not None and bool(abs(a - b) < 2.0**-200)


def _agreement(f: Node, value: Node, setting: Setting, at: Node) -> truth.Status:
    """At a joint automatic differentiation decides nothing, so each side's own result stands, already checked."""
    try:
        truth.is_derivative(f, value, setting, at)
    except truth.RefutedError:
        raise
    return "proven"


def _checked(rows: Sequence[Line], setting: Setting) -> tuple[Step, ...]:
    """The rows as steps, compared at small steps of both signs."""
    points = [{setting.step: h * sign} for h in (2.0**-9, 2.0**-17, 3 * 2.0**-22) for sign in (1, -1)]
    steps = []
    for place, row in enumerate(rows):
        before = rows[place - 1].tree if place else row.tree
        status: truth.Status = "proven" if before == row.tree else truth.same(before, row.tree, setting, points)
        move = row.move
        steps.append(
            Step(
                move.rule,
                move.kind,
                move.title,
                move.note,
                to_text(row.tree),
                limit_line(row.tree, setting),
                True,
                move.condition,
                status,
            )
        )
    return tuple(steps)
