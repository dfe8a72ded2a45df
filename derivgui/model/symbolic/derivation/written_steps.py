"""Lines and limits as the steps of a derivation, each checked against the one before."""

from __future__ import annotations

from collections.abc import Sequence

from derivgui.model.language.latex import to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Call, Negative, Node, Quotient, Sum, substitute
from derivgui.model.symbolic.derivation import build, truth
from derivgui.model.symbolic.derivation.derivation import Derivation, Formula, KnownLimit, Step
from derivgui.model.symbolic.derivation.engine import Line
from derivgui.model.symbolic.derivation.limit import Limit
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.standard_limits import SQUEEZE, Occurrence, StandardLimit
from derivgui.model.symbolic.derivation.typeset import limit_line, marks, named_quotient

UNKNOWN = "No derivation from the definition is known here."


def steps_of(lines: Sequence[Line], limit: Limit | None, setting: Setting) -> tuple[Step, ...]:
    """All lines but the result, each checked against the one before."""
    steps = []
    for place, line in enumerate(lines):
        # The first line is the quotient as it was typed.
        after = setting.written(line.tree) if place else line.tree
        before = setting.written(lines[place - 1].tree) if place else line.tree
        status = truth.same(before, after, setting)
        tending = limit.used if limit is not None and place == len(lines) - 1 else ()
        latex = limit_line(after, setting, tending, named=line.named)
        move = line.move
        steps.append(
            Step(
                move.rule,
                "standard limit" if tending and place else move.kind,
                move.heading,
                with_limits(move.note, tending, setting),
                to_text(after),
                latex,
                True,
                move.condition,
                status,
                marks(before, after, latex) if place else (),
            )
        )
    return tuple(steps)


def with_limits(note: str, used: Sequence[Occurrence], setting: Setting) -> str:
    """The note of a line with the standard limits that are seen in it."""
    if not used:
        return note
    known = tuple(dict.fromkeys(occurrence.told(setting) for occurrence in used))
    told = f"Standard limit{'s' if len(known) > 1 else ''}: {', '.join(known)}."
    return f"{note} {told}" if note else told


def result_step(f: Node, line: Node, limit: Limit, setting: Setting, at: Node | None = None) -> Step:
    """The result, after ``line``.

    Raises:
        RefutedError: where it is not the derivative.
    """
    tidied = truth.same(limit.working, limit.value, setting)
    agrees = truth.is_derivative(f, limit.value, setting, at)
    if at is not None and agrees == "not determined":
        quotient = build.put(setting.quotient(f), {setting.variable: at})
        agrees = truth.weakest([truth.tends(quotient, limit.value, setting, side) for side in (-1, 1)])
    status = tidied if agrees != "not determined" else agrees
    working = None
    put_in, value = setting.written(limit.working), setting.written(limit.value)
    if to_text(put_in) != to_text(value):
        working = Formula(to_text(put_in), to_latex(put_in))
    return Step(
        "limit",
        "result",
        f"Let {setting.step} tend to 0",
        why_it_ends(line, limit, setting),
        to_text(value),
        to_latex(value),
        False,
        "",
        status,
        (),
        working,
    )


def why_it_ends(line: Node, limit: Limit, setting: Setting) -> str:
    """Why the last line has the limit that it has."""
    squeezed = next((found for found in limit.used if found.limit == SQUEEZE), None)
    if squeezed is not None:
        return _why_squeezed(squeezed)
    if limit.used:
        several = "s" if len(known_limits(limit)) > 1 else ""
        return f"Put in the standard limit{several}; everything else is continuous."
    if not setting.moves(line):
        return f"There is no {setting.step} left."
    return f"Everything left is continuous, so {setting.step} may become 0."


def _why_squeezed(found: Occurrence) -> str:
    """Between which two the product lies."""
    match found.part:
        case Call("sin" | "cos" | "tanh" | "sech" | "sign", _):
            size = in_words(build.call("abs", found.k))
            return f"The line lies between −{size} and {size}, which both tend to 0."
        case _:
            return found.limit.reason


def known_limits(limit: Limit | None) -> tuple[KnownLimit, ...]:
    """The standard limits in use, each once."""
    used: dict[str, StandardLimit] = {} if limit is None else {found.limit.name: found.limit for found in limit.used}
    return tuple(KnownLimit(row.text, row.latex, row.reason) for row in used.values())


def unknown(f: Node, setting: Setting, message: str = UNKNOWN, at: Node | None = None) -> Derivation:
    """The answer where no derivation is known: the quotient alone."""
    quotient = setting.quotient(f)
    if at is not None:
        # Nothing is left out here, not even what has no value.
        ahead = build.put(setting.ahead(f), {setting.variable: at})
        quotient = Quotient(Sum((ahead, Negative(substitute(f, {setting.variable: at})))), setting.h)
    step = Step(
        "definition",
        "quotient",
        "Write the difference quotient",
        "",
        to_text(quotient),
        limit_line(quotient, setting, named=named_quotient(f, setting, at)),
        True,
        f"{setting.step} ≠ 0",
        "proven",
    )
    place = None if at is None else to_text(at)
    return Derivation(setting.variable, setting.step, place, (step,), None, None, message, "", "", (), "not determined")
