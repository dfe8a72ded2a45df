"""LaTeX to the same tokens as typed text: what is set, not how it is coded, decides the meaning."""

from __future__ import annotations

import re

from derivgui.model.language import characters, latex_commands, latex_structures
from derivgui.model.language.errors import ParseError
from derivgui.model.language.limits import DEEPEST_NESTING, too_deep
from derivgui.model.language.literals import number
from derivgui.model.language.resolve import meaning_token
from derivgui.model.language.tokens import RELATIONS, Token, refused_sign, small_print

_ITEM = re.compile(
    rf"""
    (?P<command>\\(?:[A-Za-z]+\*?|.|$))
    |(?P<number>[0-9]+\.?[0-9]*|\.[0-9]+)
    |(?P<word>[A-Za-z{characters.GREEK_LETTERS}]+)
    |(?P<comma>\{{,\}})
    |(?P<open>\{{)
    |(?P<close>\}})
    |(?P<script>[\^_])
    |(?P<relation><=|>=|!=|==|<>|<|>|=|≤|≥|≠)
    |(?P<define>:=)
    |(?P<sign>[-+*/!()\[\]|⌊⌋⌈⌉,;:'])
    |(?P<superscript>[{"".join(characters.SUPERSCRIPTS)}]+)
    |(?P<subscript>[{"".join(characters.SUBSCRIPTS)}]+)
    |(?P<vulgar>[{characters.VULGAR_FRACTIONS}])
    |(?P<cell>&)
    |(?P<full_stop>\.\s*(?=\\end))
    |(?P<other>[^\s~])
    """,
    re.VERBOSE | re.DOTALL,
)
_DELIMITERS = (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"))
_IGNORED_IN_TEXT = frozenset("$.-")


def scan(text: str) -> list[Token]:
    """The tokens of a LaTeX formula, dollar signs and the like around it allowed."""
    start, end = _inside_delimiters(text)
    scanner = Scanner(characters.fold(text), start, end)
    scanner.items()
    if scanner.place < end:
        raise stray_brace(scanner.place)
    tokens = scanner.tokens
    while tokens and tokens[-1].kind in (",", ";"):
        tokens.pop()
    if not tokens:
        raise ParseError("The formula is empty.", "Type a function like x^2.", (0, len(text)))
    return tokens


def _inside_delimiters(text: str) -> tuple[int, int]:
    """Range of the formula inside ``$…$``, ``\\(…\\)`` or ``\\[…\\]``, without a full stop."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for opening, closing in _DELIMITERS:
        inner = text[start:end]
        is_long = len(inner) >= len(opening + closing)
        if is_long and inner.startswith(opening) and inner.endswith(closing):
            start, end = start + len(opening), end - len(closing)
            break
    start, end = _inside_braces(text, start, end)
    body = text[start:end].rstrip()
    ends_a_sentence = body.endswith(".") and not body[-2:-1].isdigit()
    if ends_a_sentence and not body.endswith((r"\right.", r"\left.")):
        body = body[:-1]
    return start, start + len(body)


def _inside_braces(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the braces around all of it, as in ``{\\displaystyle f(x) = x}``."""
    if not text.startswith("{", start, end):
        return start, end
    depth = 0
    for place in range(start, end):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return (start + 1, end - 1) if place == end - 1 else (start, end)
    return start, end


def stray_brace(place: int) -> ParseError:
    """The refusal of a brace that closes nothing."""
    return ParseError("The brace } was never opened.", "Delete it, or add { in front.", (place, place + 1))


class Scanner:
    """Reads one formula from left to right; groups are read by recursion of bounded depth.

    Attributes:
        text, place, end: what is read, how far it is read, and where it ends.
        tokens: what was found so far.
        closers: the kinds of tokens that the open ``\\{`` wait for.
        environments: the names of the open environments.
    """

    def __init__(self, text: str, place: int, end: int) -> None:
        self.text = text
        self.place = place
        self.end = end
        self.tokens: list[Token] = []
        self.closers: list[str] = []
        self.environments: list[str] = []
        self._depth = 0

    def emit(self, kind: str, value: object, start: int, end: int) -> None:
        """Append one token."""
        self.tokens.append(Token(kind, value, start, end))

    def last_kind(self) -> str:
        """Kind of the token found last, "" in the beginning."""
        return self.tokens[-1].kind if self.tokens else ""

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """A match at the place, which moves behind it."""
        match = pattern.match(self.text, self.place, self.end)
        if match:
            self.place = match.end()
        return match

    def items(self, in_text: bool = False) -> None:
        """Read up to the end, or to the brace that closes the group around."""
        while True:
            match = _ITEM.search(self.text, self.place, self.end)
            if match is None:
                self.place = self.end
                return
            self.place = match.start()
            if match.lastgroup == "close":
                return
            self._item(match, in_text)

    def _item(self, match: re.Match[str], in_text: bool = False) -> None:
        kind, found, start, end = str(match.lastgroup), match.group(), match.start(), match.end()
        self.place = end
        if kind == "command":
            self._command(found[1:], start, end)
        elif kind == "number":
            self.emit("number", number(found, start), start, end)
        elif kind == "word":
            self._word(found, start, in_text)
        elif kind == "open":
            self._group(start, in_text)
        elif kind == "script":
            self.emit(found, found, start, end)
            self.argument(start)
        elif kind == "relation":
            self.emit("relation", RELATIONS.get(found, found), start, end)
        elif kind in ("superscript", "subscript", "vulgar"):
            self.tokens.extend(small_print(kind, found, start))
        elif kind == "cell":
            latex_structures.cell(self, start, end)
        elif kind == "comma":
            self.emit(",", found, start, end)
        elif kind not in ("other", "full_stop"):
            self.emit(kind if kind == "define" else found, found, start, end)
        elif kind == "other" and not (in_text and found in _IGNORED_IN_TEXT):
            raise refused_sign(self.text, found, start)

    def _word(self, word: str, start: int, in_text: bool) -> None:
        known = latex_commands.CONDITION_WORDS.get(word) if in_text else None
        if known:
            latex_structures.condition(self, known, start, start + len(word))
        else:
            self.emit("word", word, start, start + len(word))

    def _group(self, start: int, in_text: bool = False) -> None:
        self.emit("{", "{", start, start + 1)
        self.inside_braces(start, in_text)
        latex_structures.end_group(self)

    def inside_braces(self, start: int, in_text: bool = False) -> None:
        """Read the inside of the braces that open at ``start``, and step over the closing one."""
        self._step_down(start)
        self.items(in_text)
        if self.place >= self.end:
            raise ParseError("The brace { is never closed.", "Add } where it should end.", (start, start + 1))
        self.place += 1
        self._depth -= 1

    def _step_down(self, start: int) -> None:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise too_deep((start, start + 1))

    def argument(self, owner: int) -> None:
        """One argument as TeX reads it: a group, else a single digit, letter or command."""
        match = _ITEM.search(self.text, self.place, self.end)
        if match is None or match.lastgroup in ("close", "cell"):
            raise ParseError(
                "Something is missing here.",
                "Write x^{2} or \\frac{1}{x}, for example.",
                (owner, self.place),
            )
        start = match.start()
        if match.lastgroup == "open":
            self.place = match.end()
            self._group(start)
            return
        self.emit("{", "", start, start)
        self._step_down(start)
        if match.lastgroup in ("number", "word"):
            self.place = start + 1
            self._single(self.text[start], start)
        else:
            self._item(match)
        self._depth -= 1
        self.emit("}", "", self.place, self.place)

    def _single(self, sign: str, start: int) -> None:
        if sign == ".":
            raise refused_sign(self.text, sign, start)
        if sign.isalpha():
            self.emit("word", sign, start, start + 1)
        else:
            self.emit("number", number(sign, start), start, start + 1)

    def _command(self, name: str, start: int, end: int) -> None:
        if name.endswith("*") and len(name) > 1 and name not in latex_commands.FONTS:
            name, end = name[:-1], end - 1
            self.place = end
        if name in latex_commands.FUNCTION_COMMANDS:
            row = latex_commands.FUNCTION_COMMANDS[name]
            self.tokens.append(meaning_token(row, start, end))
        elif name in latex_commands.GREEK:
            self.emit("word", latex_commands.GREEK[name], start, end)
        elif name in latex_commands.SIGNS:
            self.emit(latex_commands.SIGNS[name], "\\" + name, start, end)
        elif name in latex_commands.RELATIONS:
            self.emit("relation", latex_commands.RELATIONS[name], start, end)
        elif name in latex_commands.ARROWS:
            self.emit("arrow", latex_commands.ARROWS[name], start, end)
        elif name in latex_commands.FRACTIONS:
            self.emit("frac", "\\" + name, start, end)
            self.argument(start)
            self.argument(start)
        elif name not in latex_commands.SPACES:
            latex_structures.read(self, name, start, end)
