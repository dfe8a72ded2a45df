"""What a derivation is: lines with titles, notes, conditions and statuses, as plain data that becomes JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from derivgui.model.symbolic.derivation.board import Kind
from derivgui.model.symbolic.derivation.truth import Status

METHOD = "definition"


@dataclass(frozen=True, slots=True)
class Formula:
    """One expression twice: in the language of derivgui, and as LaTeX."""

    text: str
    latex: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line.

    Attributes:
        rule: name of the move for programs.
        kind: quotient, algebra, limit law, standard limit or result.
        title: what is done.
        note: why it may be done; "" where it is plain.
        text: the expression of the line, without lim: equal to the difference quotient wherever ``condition`` and the
            domain hold; in a result the derivative.
        latex: the line as it is set, with lim in front where ``has_limit``.
        has_limit: whether lim stands in front.
        condition: what the move needs, such as "h ≠ 0"; "" where it needs nothing.
        status: how far it is known that the line follows from the one before.
        changed: the parts that the move changed, as LaTeX that occurs in ``latex``.
        working: in a result: the line with h = 0 and the standard limits put in, where that is not the result itself.
        bare: the line without the condition under which ``text`` holds, for a piece or at a joint; else "".
        place: where the lines begin anew, for a piece or at a joint: the variable, or the number; else None.
    """

    rule: str
    kind: Kind
    title: str
    note: str
    text: str
    latex: str
    has_limit: bool
    condition: str
    status: Status
    changed: tuple[str, ...] = ()
    working: Formula | None = None
    bare: str = ""
    place: Formula | None = None


@dataclass(frozen=True, slots=True)
class KnownLimit:
    """A standard limit that the derivation leans on, with its reason."""

    text: str
    latex: str
    reason: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derivative from the definition.

    Attributes:
        variable, step: the letters, usually x and h.
        at: the place as text, None for every x.
        result: the derivative, None where there is none or where no derivation is known.
        exists: False where the lines show that there is no derivative, None where nothing is known.
        message: a sentence where there is no result, else "".
        domain: where the derivation holds, such as "x ≠ 0"; "" for everywhere.
        domain_latex: the same as LaTeX.
        limits: the standard limits in use.
        status: the weakest of the lines.
    """

    variable: str
    step: str
    at: str | None
    steps: tuple[Step, ...]
    result: Formula | None
    exists: bool | None
    message: str
    domain: str
    domain_latex: str
    limits: tuple[KnownLimit, ...]
    status: Status

    def facts(self) -> dict[str, Any]:
        """Plain JSON data: the answer of ``derive --by definition``."""
        return {"method": METHOD, **asdict(self)}
