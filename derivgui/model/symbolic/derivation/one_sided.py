"""The derivative at a corner or a joint: the quotient from the left and from the right, each with its own formula.

A line of both sides is a piecewise expression in h, so that its text still is the difference quotient for every small
step of either sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from derivgui.model.language.latex import to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Branch, Call, Comparison, Node, Piecewise, symbols
from derivgui.model.symbolic.derivation import build, exact, truth
from derivgui.model.symbolic.derivation.board import Move
from derivgui.model.symbolic.derivation.corners import Beside, Side
from derivgui.model.symbolic.derivation.derivation import Derivation, Formula, KnownLimit, Step
from derivgui.model.symbolic.derivation.endings import (
    End,
    Ending,
    end_of,
    ending_at,
    finished,
    no_limit,
    quotient_at,
)
from derivgui.model.symbolic.derivation.engine import Line, UnknownDerivationError
from derivgui.model.symbolic.derivation.limit import NoLimitError
from derivgui.model.symbolic.derivation.numbers_in import worked_out
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.standard_limits import Occurrence
from derivgui.model.symbolic.derivation.typeset import limit_line, named_quotient
from derivgui.model.symbolic.derivation.values_at import UnknownBranchError, number_at, value_tree
from derivgui.model.symbolic.derivation.written_steps import known_limits, why_it_ends, with_limits

TINY = 2.0**-200
SMALL_STEPS = tuple(sign * size for size in (2.0**-9, 2.0**-17, 3 * 2.0**-22) for sign in (1, -1))


@dataclass(frozen=True, slots=True)
class Way:
    """One side: the formula of the function there, and what its quotient does.

    ``move`` leads to the first line of the sides, where that is not another formula on each.
    """

    side: Side
    formula: Node
    ending: Ending
    move: Move | None = None


def from_under_a_root(f: Call, setting: Setting, at: Node) -> Derivation:
    """The derivative of √u at a zero of u with values on both sides: √u/h is √(u/h²) for h > 0 and -√(u/h²) for h < 0.

    Raises:
        UnknownDerivationError, NoLimitError: where that is not understood.
    """
    ahead = worked_out(build.put(f.arguments[0], {setting.variable: build.total(at, setting.h)}))
    root = build.call("sqrt", build.quotient(ahead, build.power(setting.h, 2)))
    note = f"{setting.step} is √({setting.step}²) to the right of 0 and −√({setting.step}²) to its left."
    ways = []
    for side in (-1, 1):
        tree = build.product(build.number(side), root)
        move = Move("one-sided", f"Bring {setting.step} under the root", note, tree)
        ways.append(Way(side, f, finished((Line(move, tree),), setting), move))
    return _told(f, ways, setting, at)


def from_both_sides(f: Node, left: Node, right: Node, setting: Setting, at: Node) -> Derivation:
    """The derivative of f at a number beside which it is ``left`` and ``right``.

    Raises:
        UnknownDerivationError, NoLimitError: where one side is not understood.
    """
    value = worked_out(value_tree(f, {setting.variable: at}))
    sides: tuple[tuple[Side, Node], ...] = ((-1, left), (1, right))
    ways = [Way(side, tree, _one_side(tree, value, setting, at, side)) for side, tree in sides]
    return _told(f, ways, setting, at)


def _told(f: Node, ways: Sequence[Way], setting: Setting, at: Node) -> Derivation:
    rows = _rows(f, ways, setting, at)
    steps = _checked(rows, ways, setting)
    if any(step.status == "not determined" for step in steps):
        raise UnknownDerivationError("a line is defined nowhere near")
    return _concluded(steps, ways, setting, at)


def _one_side(formula: Node, value: Node, setting: Setting, at: Node, side: Side) -> Ending:
    """The lines of one side; they begin with the quotient of f(a), which the formula of the side may miss."""
    here = {setting.variable: at}
    has_value = bool(symbols(build.put(formula, here))) or number_at(formula, here) is not None
    if setting.varies(formula) and has_value and _is_same(worked_out(build.put(formula, here)), value):
        ending = ending_at(formula, setting, at)
        first = replace(ending.lines[0], tree=worked_out(ending.lines[0].tree))
        return replace(ending, lines=(first, *(line for line in ending.lines[1:] if line.tree != first.tree)))
    ahead = worked_out(build.put(formula, {setting.variable: build.total(at, setting.h)}))
    tree = build.quotient(build.difference(ahead, value), setting.h)
    lines = (Line(Move("one-sided", "Look at each side by itself", "", tree), tree),)
    try:
        return finished(lines, setting, side)
    except NoLimitError:
        jump = number_at(build.difference(formula, value), here)
        if jump is None or not (jump > 0 or jump < 0):
            raise
        return Ending(lines, None)


def _rows(f: Node, ways: Sequence[Way], setting: Setting, at: Node) -> list[Line]:
    """The quotient, then the lines of both sides next to each other; the shorter way waits at its end."""
    whole = quotient_at(f, setting, at)
    definition = Move("definition", "Write the difference quotient", "", whole, "quotient", f"{setting.step} ≠ 0")
    rows = [Line(definition, whole, named_quotient(f, setting, at))]
    longer = max(ways, key=lambda way: len(way.ending.lines)).ending.lines
    for place, line in enumerate(longer):
        parts = [way.ending.lines[min(place, len(way.ending.lines) - 1)].tree for way in ways]
        tree = parts[0] if parts[0] == parts[1] else _by_side(parts[0], parts[1], setting)
        rows.append(Line(line.move if place else _sides(ways, at, tree), tree))
    return rows


def _sides(ways: Sequence[Way], at: Node, tree: Node) -> Move:
    if ways[0].move is not None:
        return replace(ways[0].move, tree=tree)
    if _are_alike(ways):
        note = f"Close to {in_words(at)} the function is {in_words(ways[0].formula)}."
        return Move("one-sided", "Look at the formula that counts here", note, tree)
    left, right = (in_words(way.formula) for way in ways)
    note = f"To the left of {in_words(at)} the function is {left}, to its right {right}."
    return Move("one-sided", "Look at each side by itself", note, tree)


def _by_side(left: Node, right: Node, setting: Setting) -> Node:
    branches = [(("<",), left), ((">",), right)]
    return Piecewise(tuple(Branch(Comparison((setting.h, build.ZERO), sign), tree) for sign, tree in branches))


def _checked(rows: Sequence[Line], ways: Sequence[Way], setting: Setting) -> list[Step]:
    """The rows as steps: the first two compared side by side, the others branch by branch."""
    points = [{setting.step: h} for h in SMALL_STEPS]
    steps = []
    for place, row in enumerate(rows):
        before = rows[place - 1].tree if place else row.tree
        if place == 1 and all(_is_resolved(before, way, setting) for way in ways):
            status: truth.Status = "proven"
        else:
            status = truth.same(before, row.tree, setting, points)
        move = row.move
        is_last = place == len(rows) - 1
        used = _used(ways) if is_last else ()
        tree = setting.written(row.tree)
        latex = limit_line(tree, setting, used if _are_alike(ways) else (), named=row.named)
        note = with_limits(move.note, used, setting)
        steps.append(Step(move.rule, move.kind, move.heading, note, to_text(tree), latex, True, move.condition, status))
    return steps


def _are_alike(ways: Sequence[Way]) -> bool:
    return ways[0].formula == ways[1].formula and ways[0].move is None


def _used(ways: Sequence[Way]) -> tuple[Occurrence, ...]:
    """The standard limits of both sides, each once."""
    found = (used for way in ways if way.ending.limit is not None for used in way.ending.limit.used)
    return tuple({used.limit.name: used for used in found}.values())


def _is_resolved(whole: Node, way: Way, setting: Setting) -> bool:
    """Whether the quotient is exactly the first line of one side, for all small enough steps of that side."""
    if way.move is not None:
        # A root divided by h has the sign of h, as has the line; so it is enough that the squares are equal.
        return exact.equal(*(build.power(line, 2) for line in (worked_out(whole), way.ending.lines[0].tree)))
    beside = Beside(Setting(setting.step, "k"), build.ZERO, way.side)
    try:
        resolved = beside.tree(worked_out(whole))
    except UnknownBranchError:
        return False
    return beside.is_proven and exact.equal(resolved, way.ending.lines[0].tree)


def _concluded(steps: list[Step], ways: Sequence[Way], setting: Setting, at: Node) -> Derivation:
    left, right = ways
    ends = [end_of(way.ending, setting, way.side) for way in ways]
    latex = r",\quad ".join(
        f"{limit_line(way.ending.lines[-1].tree, setting, side='-' if way.side < 0 else '+')} {end.latex}"
        for way, end in zip(ways, ends, strict=True)
    )
    swing = next((way.ending.swing for way in ways if way.ending.swing is not None), None)
    told = f"No derivative at {in_words(at)}: from the left {ends[0].text}, from the right {ends[1].text}."
    answer = Derivation(
        variable=setting.variable,
        step=setting.step,
        at=to_text(at),
        steps=(),
        result=None,
        exists=False,
        message=told if swing is None else no_limit(swing, setting, at),
        domain="",
        domain_latex="",
        limits=_limits(ways),
        status="not determined",
    )
    if swing is not None and _are_alike(ways):
        line = f"{limit_line(right.ending.lines[-1].tree, setting)} {ends[1].latex}"
        return _with(answer, steps, line, "There is no limit", (End(swing.reason, ""),))
    if left.ending.limit is None or right.ending.limit is None:
        return _with(answer, steps, latex, "There is no limit", ends)
    same = _is_same(left.ending.limit.value, right.ending.limit.value)
    if same is None:
        sides = f"From the left {ends[0].text}, from the right {ends[1].text}"
        message = f"{sides}: a derivative only where these are equal."
        return replace(_with(answer, steps, latex, "Compare the two sides", ends), exists=None, message=message)
    if not same:
        return _with(answer, steps, latex, "The two sides differ", ends)
    result = _result(ways, ends, setting, at)
    whole = (*steps, result)
    return replace(answer, steps=whole, result=Formula(result.text, result.latex), exists=True, message="",
                   status=truth.weakest([step.status for step in whole]))  # fmt: skip


def _with(answer: Derivation, steps: list[Step], latex: str, title: str, ends: Sequence[End]) -> Derivation:
    """The answer with a last line that holds both one-sided limits."""
    note = ends[0].text if len(ends) == 1 else f"From the left {ends[0].text}, from the right {ends[1].text}."
    last = replace(steps[-1], rule="one-sided limits", kind="limit law", title=title, note=note, latex=latex,
                   condition="", status="proven")  # fmt: skip
    statuses = [step.status for step in steps]
    if not all(end.is_proven for end in ends):
        statuses.append("numerical")
    return replace(answer, steps=(*steps, last), status=truth.weakest(statuses))


def _limits(ways: Sequence[Way]) -> tuple[KnownLimit, ...]:
    found = [limit for way in ways for limit in known_limits(way.ending.limit)]
    return tuple(dict.fromkeys(found))


def _is_same(left: Node, right: Node) -> bool | None:
    """Whether both limits are one number; None where letters leave that open."""
    if left == right:
        return True
    if symbols(left) or symbols(right):
        return None
    a, b = number_at(left, {}), number_at(right, {})
    if a is None or b is None:
        return None
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a == b
    gap = number_at(build.difference(left, right), {})
    if gap is None or exact.equal(left, right):
        return None if gap is None else True
    if gap > 0 or gap < 0:
        return False
    return True if abs(gap) < TINY else None


def _result(ways: Sequence[Way], ends: Sequence[End], setting: Setting, at: Node) -> Step:
    """The common limit, each side compared with the derivative of its own formula.

    Raises:
        RefutedError: where one differs.
    """
    statuses: list[truth.Status] = []
    for way in ways:
        if way.ending.limit is None:
            raise NoLimitError
        value = way.ending.limit.value
        moves = setting.varies(way.formula)
        status = truth.is_derivative(way.formula, value, setting, at) if moves else "not determined"
        if status == "not determined":
            status = truth.tends(way.ending.lines[0].tree, value, setting, way.side)
        if status != "not determined":
            status = truth.same(way.ending.limit.working, value, setting)
        statuses.append(status)
    left, limit = (way.ending.limit for way in ways)
    assert left is not None
    assert limit is not None
    if left.value != limit.value and not exact.equal(left.value, limit.value):
        statuses.append("numerical")
    alone = _are_alike(ways)
    note = f"From the left and from the right: {ends[0].text}."
    if alone:
        note = why_it_ends(ways[1].ending.lines[-1].tree, limit, setting)
    title = f"Let {setting.step} tend to 0" if alone else "Both sides agree"
    found = setting.written(limit.value)
    return Step("limit", "result", title, note, to_text(found), to_latex(found), False, "", truth.weakest(statuses))
