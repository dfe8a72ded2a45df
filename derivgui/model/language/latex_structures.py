"""LaTeX commands that do something with what stands behind them: roots, brackets, fonts, tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derivgui.model.language import latex_commands
from derivgui.model.language.catalogue import BY_SPELLING
from derivgui.model.language.doubts import shortened
from derivgui.model.language.errors import ParseError
from derivgui.model.language.tokens import refused_sign

if TYPE_CHECKING:
    from derivgui.model.language.latex_tokens import Scanner

_SIDE = re.compile(r"(?:big|Big|bigg|Bigg)([lrm]?)|(left|right)")
_BEHIND_SIDE = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)?", re.DOTALL)
_LEFT = {"|": "|(", "vert": "|(", "(": "(", "[": "[", "lvert": "|(", "lfloor": "⌊", "lceil": "⌈"}
_RIGHT = {"|": ")|", "vert": ")|", ")": ")", "]": "]", "rvert": ")|", "rfloor": "⌋", "rceil": "⌉"}
_EITHER = {"|": "|", "vert": "|", **{sign: sign for sign in "()[]/"}}
_BRACE = re.compile(r"\s*\{")
_DEGREE = re.compile(r"\s*\[")
_NAME_IN_BRACES = re.compile(r"\s*\{\s*([A-Za-z]+[0-9]*)\s*\}")
_ROW_GAP = re.compile(r"\s*\[[-0-9.a-z]*\]")


def read(scanner: Scanner, name: str, start: int, end: int) -> None:
    """Read a command of this kind, whose name has just been passed."""
    side = _SIDE.fullmatch(name)
    if side:
        _sized_bracket(scanner, name, start, side.group(1) or (side.group(2) or "")[:1])
    elif name == "sqrt":
        _root(scanner, start, end)
    elif name in ("{", "lbrace"):
        _open_brace(scanner, start, end)
    elif name in ("}", "rbrace"):
        _close_brace(scanner, start, end)
    elif name in latex_commands.FONTS:
        _font(scanner)
    elif name in latex_commands.TEXTS:
        scanner.inside_braces(_pass_brace(scanner, start), in_text=True)
    elif name == "begin":
        _begin(scanner, start)
    elif name == "end":
        _end(scanner, start)
    elif name == "\\":
        _row_end(scanner, start, end)
    elif name in latex_commands.SPACES_WITH_ARGUMENT:
        _passed_braces(scanner, start)
    else:
        raise latex_commands.unknown(name, start, end)


def _root(scanner: Scanner, start: int, end: int) -> None:
    """``\\sqrt{x}`` and ``\\sqrt[n]{x}``; the degree becomes a group of its own."""
    if not scanner.match(_DEGREE):
        scanner.emit("root", 2, start, end)
        scanner.argument(start)
        return
    opening = scanner.place - 1
    closing = _closing_square(scanner, opening)
    scanner.emit("root", None, start, end)
    scanner.emit("{", "[", opening, opening + 1)
    outer, scanner.end = scanner.end, closing
    scanner.items()
    if scanner.place < closing:
        raise ParseError("The brace } was never opened.", "Delete it.", (scanner.place, scanner.place + 1))
    scanner.emit("}", "]", closing, closing + 1)
    scanner.end, scanner.place = outer, closing + 1
    scanner.argument(start)


def _closing_square(scanner: Scanner, opening: int) -> int:
    depth = 0
    for place in range(opening + 1, scanner.end):
        sign = scanner.text[place]
        if sign == "]" and depth <= 0:
            return place
        depth += (sign in "{[") - (sign in "}]")
    raise ParseError("The bracket [ is never closed.", "Write \\sqrt[3]{x}.", (opening, opening + 1))


def _sized_bracket(scanner: Scanner, name: str, start: int, side: str) -> None:
    """``\\left``, ``\\right``, ``\\big`` and kin with the sign that they make tall."""
    match = scanner.match(_BEHIND_SIDE)
    found = (match.group(1) if match else None) or ""
    sign, end = found.lstrip("\\") or found[:1], scanner.place
    kind = {"l": _LEFT, "r": _RIGHT}.get(side, _EITHER).get(sign)
    if kind:
        scanner.emit(kind, sign, start, end)
    elif found in ("\\{", "\\lbrace") and side != "r":
        _open_brace(scanner, start, end)
    elif (found in ("\\}", "\\rbrace") and side != "l") or (name == "right" and sign == "." and scanner.closers):
        _close_brace(scanner, start, end)
    else:
        raise ParseError(
            f"A bracket is missing behind \\{name}.",
            "Write \\left( and \\right), for example.",
            (start, end),
        )


def _open_brace(scanner: Scanner, start: int, end: int) -> None:
    """``\\{``: opens cases, or behind a name, as in ``\\max\\{a, b\\}``, a list."""
    is_call = scanner.last_kind() == "function"
    scanner.emit("(" if is_call else "{", "{", start, end)
    scanner.closers.append(")" if is_call else "}")


def _close_brace(scanner: Scanner, start: int, end: int) -> None:
    scanner.emit(scanner.closers.pop() if scanner.closers else "}", "}", start, end)


def _pass_brace(scanner: Scanner, start: int) -> int:
    """Step over the brace that must follow a command, and answer its place."""
    if not scanner.match(_BRACE):
        raise ParseError("A brace { is missing here.", "Write \\text{if}, for example.", (start, scanner.place))
    return scanner.place - 1


def _passed_braces(scanner: Scanner, start: int) -> str:
    """Step over braces that hold no mathematics, and answer what they hold."""
    opening = _pass_brace(scanner, start)
    closing = scanner.text.find("}", opening, scanner.end)
    if closing < 0:
        raise ParseError("The brace { is never closed.", "Add } where it should end.", (opening, opening + 1))
    scanner.place = closing + 1
    return scanner.text[opening + 1 : closing].strip()


def _font(scanner: Scanner) -> None:
    """``\\mathrm{e}``, ``\\operatorname{sgn}``: one word; else as if the font were not there."""
    match = scanner.match(_NAME_IN_BRACES)
    if match is None:
        if scanner.match(_BRACE):
            scanner.inside_braces(scanner.place - 1)
        return
    name, span = match.group(1), match.span(1)
    if name.isalpha():
        scanner.emit("word", name, *span)
    elif name in BY_SPELLING:
        scanner.emit("function", BY_SPELLING[name], *span)
    else:
        raise ParseError(f"“{shortened(name)}” is not a known name.", "Write a known function like sin.", span)


def end_group(scanner: Scanner) -> None:
    """Close a group; one that holds nothing but "if", as in ``{\\text{if }}``, is not there."""
    if [token.kind for token in scanner.tokens[-2:]] in (["{", "if"], ["{", "otherwise"]):
        word = scanner.tokens.pop()
        scanner.tokens.pop()
        condition(scanner, word.kind, word.start, word.end)
    else:
        scanner.emit("}", "}", scanner.place - 1, scanner.place)


def condition(scanner: Scanner, kind: str, start: int, end: int) -> None:
    """An "if" or "otherwise" in words; one "if" is enough, and "otherwise" takes its place."""
    if scanner.last_kind() == "if":
        if kind == "if":
            return
        scanner.tokens.pop()
    _drop_comma(scanner)
    scanner.emit(kind, kind, start, end)


def _drop_comma(scanner: Scanner) -> None:
    if scanner.last_kind() in (",", ";"):
        scanner.tokens.pop()


def cell(scanner: Scanner, start: int, end: int) -> None:
    """``&``: in ``cases`` it parts the value from its condition."""
    if not scanner.environments:
        raise refused_sign(scanner.text, "&", start)
    if scanner.environments[-1] not in latex_commands.DISPLAYS:
        condition(scanner, "if", start, end)


def _row_end(scanner: Scanner, start: int, end: int) -> None:
    _drop_comma(scanner)
    if scanner.last_kind() == "if":
        scanner.tokens.pop()
    scanner.emit(";", "\\\\", start, end)
    scanner.match(_ROW_GAP)


def _begin(scanner: Scanner, start: int) -> None:
    """``cases`` are braces, a table inside of ``\\{`` adds nothing, a display is not there."""
    title = _passed_braces(scanner, start).rstrip("*")
    is_cases = title in latex_commands.CASES
    is_table = title in latex_commands.TABLES and scanner.last_kind() == "{"
    if not (is_cases or is_table or title in latex_commands.DISPLAYS):
        raise ParseError(
            f"The environment {shortened(title)} cannot be read.",
            "Write \\begin{cases} … \\end{cases} for branches.",
            (start, scanner.place),
        )
    if title == "array":
        _passed_braces(scanner, start)
    scanner.environments.append(title)
    if is_cases:
        scanner.emit("{", "{", start, scanner.place)


def _end(scanner: Scanner, start: int) -> None:
    title = _passed_braces(scanner, start).rstrip("*")
    if not scanner.environments or scanner.environments.pop() != title:
        raise ParseError(f"\\end{{{shortened(title)}}} has no \\begin.", "Delete it.", (start, scanner.place))
    _drop_comma(scanner)
    if title in latex_commands.CASES:
        scanner.emit("}", "}", start, scanner.place)
