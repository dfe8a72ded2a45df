"""The texts of a document, read: expression or error, compiled program, name; cached by text."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from derivgui.model.document.document import NAMES, AngleUnit, Document
from derivgui.model.language.angles import in_degrees
from derivgui.model.language.errors import ParseError
from derivgui.model.language.expression import Expression
from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Node, symbols, walk
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.suspects.suspects import accusations_of

# While a long text is typed, as many of its beginnings are kept, each with its program.
LARGEST_CACHE = 96


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One text, read: an expression with its program, or the error that says why not."""

    text: str
    expression: Expression | None = None
    program: Program | None = None
    error: ParseError | None = None

    @property
    def variable(self) -> str:
        """The variable along the horizontal axis."""
        return self.expression.variables[0] if self.expression else "x"

    @property
    def second(self) -> str:
        """The variable along the vertical axis of a contour map, "" for a function of one variable."""
        variables = self.expression.variables if self.expression else ()
        return variables[1] if len(variables) > 1 else ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Symbols that a slider holds."""
        return self.expression.parameters if self.expression else ()


class Reader:
    """Reads texts, each only once."""

    def __init__(self) -> None:
        self._cache: OrderedDict[tuple[str, AngleUnit], Reading] = OrderedDict()

    def read(self, text: str, angle: AngleUnit) -> Reading:
        """The reading of a text; an error is a value here, never an exception."""
        key = (text, angle)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = _read(text, angle)
            if len(self._cache) > LARGEST_CACHE:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end(key)
        return found


def _read(text: str, angle: AngleUnit) -> Reading:
    try:
        expression = parse(text)
    except ParseError as error:
        return Reading(text, error=_kept(error))
    tree = in_degrees(expression.tree) if angle == "degrees" else expression.tree
    return Reading(text, expression, Program(_settled(tree), expression.variables))


def _settled(tree: Node) -> Node:
    """``settled``, which is imported only for trees in which something may happen."""
    if not any(True for node in walk(tree) for _ in accusations_of(node, lambda part: bool(symbols(part)))):
        return tree
    from derivgui.model.numeric.identities.settle import settled

    return settled(tree)


def _kept(error: ParseError) -> ParseError:
    """The error as a value, without the frames below which it happened: they hold documents and scenes of that time."""
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)


def names(document: Document, reader: Reader) -> dict[int, str]:
    """A name for each function: the one it defines (unless y or z, which name heights), else the next of f, g, p …"""
    chosen: dict[int, str] = {}
    for item in document.functions:
        expression = reader.read(item.text, document.angle).expression
        if expression is not None and expression.name not in (None, "y", "z"):
            chosen[item.id] = str(expression.name)
    free = (name for name in NAMES if name not in chosen.values())
    for item in document.functions:
        if item.id not in chosen:
            chosen[item.id] = next(free, f"f{item.id}")
    return {item.id: chosen[item.id] for item in document.functions}


def parameters(document: Document, reader: Reader) -> tuple[str, ...]:
    """Names of all parameters in use, in order of first appearance."""
    found: dict[str, None] = {}
    for item in document.functions:
        found.update(dict.fromkeys(reader.read(item.text, document.angle).parameters))
    return tuple(found)


def held_variables(document: Document, reader: Reader) -> tuple[str, ...]:
    """Second variables of the functions that are shown as the curve of a slice: what a slider holds fast there."""
    sliced = (reader.read(item.text, document.angle) for item in document.functions if item.sliced)
    return tuple(dict.fromkeys(reading.second for reading in sliced if reading.second))
