"""A derivation as it is read: the facts that came from the child process, as lines with words, formulas and marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from derivgui.model.document.document import Notation
from derivgui.model.language.errors import ParseError
from derivgui.model.language.latex import symbol_latex, to_latex
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import symbol_text
from derivgui.model.language.tree import Node
from derivgui.model.language.words import symbol_words, to_words
from derivgui.model.scene.closed_forms import head_latex, head_text, head_words

# What the symbolic room is asked, by method.
VERB_OF_METHOD: Mapping[str, str] = {"definition": "derive by definition", "rules": "derive by rules"}


@dataclass(frozen=True, slots=True)
class Head:
    """The name of the derivative: LaTeX, plain text, words."""

    latex: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        title, note: what is done and why; formulas in a note stand between dollar signs.
        head: LaTeX in front, such as ``f'(x) =`` or ``=``.
        latex: the rest of the line.
        text, words: the whole line for the clipboard and for the ear.
        formula: the expression of the line in the language, without head and lim.
        tree: the same as a tree, with the condition under which it holds; None where it cannot be read.
        kind, status: as in the facts.
        changed: parts of ``latex`` that the move changed.
        at: the number at which it holds, as text; None for a line at every x.
        of: by rules: what is differentiated in this line, in the language.
        is_whole: whether its value at x and h is that of the quotient or the derivative of the function itself.
    """

    title: str
    note: str
    head: str
    latex: str
    text: str
    words: str
    formula: str
    tree: Node | None
    kind: str
    status: str
    changed: tuple[str, ...] = ()
    is_whole: bool = True
    at: str | None = None
    of: str = ""

    @property
    def tex(self) -> str:
        """The whole line as LaTeX."""
        return f"{self.head} {self.latex}".strip()


@dataclass(frozen=True, slots=True)
class Page:
    """All lines, and what stands below them.

    Attributes:
        method: "definition" or "rules".
        variable, step: the letters.
        message: a sentence where there is no result, or none is known; else "".
        domain: LaTeX of where it holds, "" for everywhere.
        limits: the standard limits in use: LaTeX and reason.
        status: of the whole.
        is_known: False where no derivation is known this way.
        constants: the other variables of a partial derivative, which are held fast.
        facts: what it was made from, with the head of this notation.
    """

    method: str
    variable: str
    step: str
    lines: tuple[Line, ...]
    message: str
    domain: str
    limits: tuple[tuple[str, str], ...]
    status: str
    is_known: bool
    constants: tuple[str, ...]
    facts: Mapping[str, Any]


def read_page(facts: Mapping[str, Any], name: str, variables: tuple[str, ...], notation: Notation) -> Page:
    """The page of an answer to "derive by definition" or "derive by rules"."""
    constants = tuple(other for other in variables if other != facts["variable"])
    if facts["method"] == "rules":
        return _by_rules(facts, constants)
    return _by_definition(facts, name, variables, notation, constants)


def _by_definition(
    facts: Mapping[str, Any], name: str, variables: tuple[str, ...], notation: Notation, constants: tuple[str, ...]
) -> Page:
    head = _head(facts, name, variables, notation, facts["at"])
    step = facts["step"]
    heads = [_head_of(row, facts, name, variables, notation) for row in facts["steps"]]
    heads = [head, *heads[1:]] if heads else []
    places = _places(facts)
    lines = tuple(
        _definition_line(row, begins, at, step, facts["domain"])
        for row, begins, at in zip(facts["steps"], heads, places, strict=True)
    )
    steps = [
        row if begins is None else {**row, "head": {"text": begins.text, "latex": begins.latex}}
        for row, begins in zip(facts["steps"], heads, strict=True)
    ]
    return Page(
        facts["method"],
        facts["variable"],
        step,
        _told_of_constants(lines, constants),
        facts["message"],
        facts["domain_latex"] if facts["exists"] else "",
        tuple((limit["latex"], limit["reason"]) for limit in facts["limits"]),
        facts["status"],
        facts["exists"] is not None,
        constants,
        {**facts, "head": {"text": head.text, "latex": head.latex}, "steps": steps},
    )


def _places(facts: Mapping[str, Any]) -> list[str | None]:
    """The number at which each line holds, as text; None for lines at every x."""
    found: list[str | None] = []
    for row in facts["steps"]:
        here = found[-1] if found else facts["at"]
        if row.get("place"):
            here = None if row["place"]["text"] == facts["variable"] else row["place"]["text"]
        found.append(here)
    return found


def _head_of(
    row: Mapping[str, Any], facts: Mapping[str, Any], name: str, variables: tuple[str, ...], notation: Notation
) -> Head | None:
    """What stands in front where the lines begin anew, for a piece or at a joint."""
    if not row.get("place"):
        return None
    at = row["place"]["text"]
    return _head(facts, name, variables, notation, None if at == facts["variable"] else at)


def _head(facts: Mapping[str, Any], name: str, variables: tuple[str, ...], notation: Notation, at: str | None) -> Head:
    by = (facts["variable"],)
    latex, text = head_latex(name, variables, by, notation), head_text(name, variables, by, notation)
    words = head_words(name, variables, by)
    if at is None:
        return Head(latex, text, words)
    place = to_latex(parse(at).tree)
    if notation == "leibniz" or len(variables) > 1:
        bar = rf"\left.{latex}\right|_{{{symbol_latex(by[0])} = {place}}}"
        return Head(bar, f"{text} at {by[0]} = {at}", f"{words} at {at}")
    end_latex, end_text = f"({symbol_latex(by[0])})", f"({symbol_text(by[0])})"
    return Head(f"{latex.removesuffix(end_latex)}({place})", f"{text.removesuffix(end_text)}({at})", f"{words} at {at}")


def _definition_line(row: Mapping[str, Any], head: Head | None, at: str | None, step: str, domain: str) -> Line:
    latex, text = row["latex"], row.get("bare") or row["text"]
    read = _tree(text)
    spoken = to_words(read) if read is not None else text
    if row["working"]:
        latex, text = f"{row['working']['latex']} = {latex}", f"{row['working']['text']} = {text}"
    if row["has_limit"]:
        spoken = f"the limit, as {symbol_words(step)} goes to zero, of {spoken}"
        text = f"lim({symbol_text(step)}→0) {text}"
    note, condition = row["note"], row["condition"]
    # The domain stands below the last line.
    if condition and condition != domain and condition.replace(" ", "") not in note.replace(" ", ""):
        note = f"{note} For {condition}.".strip()
    return Line(
        row["title"],
        note,
        f"{head.latex} =" if head is not None else "=",
        latex,
        f"{head.text} = {text}" if head is not None else f"= {text}",
        f"{head.words if head is not None else ''} is {spoken}".strip(),
        row.get("bare") or row["text"],
        _tree(row["text"]),
        row["kind"],
        row["status"],
        tuple(row["changed"]),
        at=at,
    )


def _told_of_constants(lines: tuple[Line, ...], constants: tuple[str, ...]) -> tuple[Line, ...]:
    if not lines or not constants:
        return lines
    held = " and ".join(f"${symbol_latex(name)}$" for name in constants)
    told = f"{lines[0].note} {held} {'is' if len(constants) == 1 else 'are'} held constant.".strip()
    return (replace(lines[0], note=told), *lines[1:])


def _by_rules(facts: Mapping[str, Any], constants: tuple[str, ...]) -> Page:
    steps = facts["steps"]
    whole = steps[-1]["of"]["text"] if steps else ""
    lines = tuple(_rules_line(row, row["of"]["text"] == whole) for row in steps)
    return Page(
        facts["method"],
        facts["variable"],
        "h",
        _told_of_constants(lines, constants),
        facts["problem"],
        r",\ ".join(condition["latex"] for condition in facts["conditions"]),
        (),
        facts["status"],
        not facts["problem"],
        constants,
        facts,
    )


def _rules_line(row: Mapping[str, Any], is_whole: bool) -> Line:
    head, _, latex = row["latex"].partition(" = ")
    text = f"({row['of']['text']})' = {row['text']}"
    return Line(
        row["title"],
        row["note"],
        f"{head} =",
        latex,
        text,
        row["words"],
        row["text"],
        _tree(row["text"]),
        row["kind"],
        row.get("status", ""),
        (),
        is_whole,
        of=row["of"]["text"],
    )


def _tree(text: str) -> Node | None:
    try:
        return parse(text).tree
    except ParseError:
        return None


_LETTER = r"(?<![A-Za-z\\]){}(?![A-Za-z])"


def coloured(line: Line, page: Page, colours: Mapping[str, str]) -> str:
    """The LaTeX of a line, its h's in "step", its result in "result", what is held constant in "constant", and a ground
    of "changed" below what changed."""
    if line.kind == "result":
        before, equals, result = _parted(line.latex)
        return rf"{line.head} {before}{equals}\textcolor{{{colours['result']}}}{{{result}}}"
    body = _in_colour(_marked(line.latex, line.changed, colours["changed"]), page.step, colours["step"])
    for name in page.constants:
        body = _in_colour(body, name, colours["constant"])
    return f"{line.head} {body}"


def _parted(latex: str) -> tuple[str, str, str]:
    """What stands in front of the last equals sign that is no condition of a case, the sign, and the result."""
    start = latex.rfind(r"\begin{cases}")
    end = len(latex) if start < 0 else start
    before, equals, _ = latex[:end].rpartition(" = ")
    return before, equals, latex[len(before) + len(equals) :]


def _in_colour(latex: str, name: str, colour: str) -> str:
    letter = re.escape(symbol_latex(name))
    pattern = letter + "(?![A-Za-z])" if letter.startswith(r"\\") else _LETTER.format(letter)
    return re.sub(pattern, lambda found: rf"\textcolor{{{colour}}}{{{found[0]}}}", latex)


# What a coloured box adds on both sides is taken back; before a sign it is the room that the sign has anyway.
_LIMIT = re.compile(r"^\\lim_\{[^}]*(?:\^\{.\})?\}")
_BOX = r"\colorbox{{{colour}}}{{$\displaystyle {part}$}}\hspace{{-0.25em}}"
_TAKEN_BACK, _OF_A_SIGN = r"\hspace{-0.25em}", r"{}\hspace{-0.22em} "


def _marked(latex: str, changed: tuple[str, ...], colour: str) -> str:
    """Changed parts on a ground. A line that is new as a whole is left bare."""
    body = _LIMIT.sub("", latex).strip()
    for part in changed:
        if part in latex and body not in (part, f"({part})", rf"\left({part}\right)"):
            before = latex.partition(part)[0].rstrip()
            # Behind another term a minus sign keeps its room on both sides.
            is_sign = part.startswith("-") and bool(before) and before[-1] not in "{(="
            box = _BOX.format(colour=colour, part=_OF_A_SIGN * is_sign + part)
            latex = latex.replace(part, box if is_sign else _TAKEN_BACK + box, 1)
    return latex
