"""Lines of text with mathematics between dollar signs, set, broken at spaces, painted.

Formulas are outlines, which no reader finds; on devices that keep text, what they say is written over them without
ink, so that search, selection and screen readers meet it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPainter

from derivgui.export.look import Look
from derivgui.model.language.errors import ParseError
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import definition_text, to_text
from derivgui.painting.typesetting import Formula, Typesetter

LEADING = 1.4
# Beside text of one size, STIX looks smaller.
FORMULA_GROWTH = 1.12
# A formula among words, as "$x^2$".
FORMULA = re.compile(r"\$((?:[^$\\]|\\.)+)\$")
_COMMAND = re.compile(r"\\(?:mathrm|operatorname|text|left|right|,|;|!|quad)(?![A-Za-z])|[{}]")
_typesetter = Typesetter()


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a formula at x of its line."""

    text: str
    formula: Formula | None
    width: float
    ascent: float
    descent: float
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line; ascent and descent enclose all of it."""

    pieces: tuple[Piece, ...]
    font: QFont
    colour: str
    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """From the top to the bottom, with the room between lines."""
        return (self.ascent + self.descent) + (LEADING - 1.0) * self.font.pixelSize()

    def paint(self, painter: QPainter, x: float, baseline: float) -> None:
        """Paint from x on."""
        keeps_text = painter.paintEngine().type() != QPaintEngine.Type.Raster
        for piece in self.pieces:
            if piece.formula is None:
                painter.setFont(self.font)
                painter.setPen(QColor(self.colour))
                painter.drawText(QPointF(x + piece.x, baseline), piece.text)
            else:
                piece.formula.paint(painter, x + piece.x, baseline)
                if keeps_text:
                    _write_unseen(painter, self.font, piece, QPointF(x + piece.x, baseline))


def set_lines(text: str, look: Look, pixels: int, colour: str, room: float) -> tuple[SetLine, ...]:
    """Set a text, broken where it is wider than ``room``; a word wider than that stays whole."""
    font = look.font(pixels)
    metrics = QFontMetricsF(font)
    space = metrics.horizontalAdvance(" ")
    lines: list[list[Piece]] = [[]]
    x = 0.0
    for piece, spaced in _pieces(text, font, metrics, colour):
        gap = space if spaced and lines[-1] else 0.0
        if spaced and lines[-1] and x + gap + piece.width > room:
            lines.append([])
            x = gap = 0.0
        lines[-1].append(replace(piece, x=x + gap))
        x += gap + piece.width
    return tuple(_line(tuple(pieces), font, colour, metrics) for pieces in lines if pieces)


def set_line(text: str, look: Look, pixels: int, colour: str) -> SetLine:
    """Set a text on one line."""
    lines = set_lines(text, look, pixels, colour, float("inf"))
    return lines[0] if lines else _line((), look.font(pixels), colour, QFontMetricsF(look.font(pixels)))


def plain_words(text: str) -> str:
    """The text with its formulas as plain text."""
    return FORMULA.sub(lambda found: plain_formula(found[1]), text)


def plain_formula(tex: str) -> str:
    """A formula as it is typed; where it is none of ours, its LaTeX without commands that only arrange."""
    try:
        expression = parse(tex)
    except ParseError:
        return " ".join(_COMMAND.sub("", tex).split())
    if expression.name is None:
        return to_text(expression.tree)
    if "(" in tex.partition("=")[0]:
        return definition_text(expression, expression.name)
    # A letter with its value, such as h = 1/2.
    return f"{expression.name} = {to_text(expression.tree)}"


def _pieces(text: str, font: QFont, metrics: QFontMetricsF, colour: str) -> list[tuple[Piece, bool]]:
    """Words and formulas, each with whether a space stands before it."""
    found: list[tuple[Piece, bool]] = []
    spaced = False
    for number, part in enumerate(FORMULA.split(text)):
        if number % 2:
            found.append((_set_formula(part, font, colour), spaced))
            spaced = False
            continue
        for token in re.findall(r"\s+|\S+", part):
            if token.isspace():
                spaced = True
            else:
                advance = metrics.horizontalAdvance(token)
                found.append((Piece(token, None, advance, metrics.ascent(), metrics.descent()), spaced))
                spaced = False
    return found


def _set_formula(tex: str, font: QFont, colour: str) -> Piece:
    plain = plain_formula(tex)
    size = font.pixelSize() * FORMULA_GROWTH
    formula = _typesetter.typeset(tex, size=size, colour=colour, display=False, plain=plain)
    return Piece(plain, formula, formula.width, formula.ascent, formula.descent)


def _line(pieces: tuple[Piece, ...], font: QFont, colour: str, metrics: QFontMetricsF) -> SetLine:
    ascent = max((piece.ascent for piece in pieces), default=metrics.ascent())
    descent = max((piece.descent for piece in pieces), default=metrics.descent())
    width = pieces[-1].x + pieces[-1].width if pieces else 0.0
    return SetLine(pieces, font, colour, width, max(ascent, metrics.ascent()), max(descent, metrics.descent()))


def _write_unseen(painter: QPainter, font: QFont, piece: Piece, place: QPointF) -> None:
    """The formula's text with its width, fully transparent."""
    advance = QFontMetricsF(font).horizontalAdvance(piece.text)
    if advance <= 0:
        return
    small = QFont(font)
    small.setPixelSize(max(round(font.pixelSize() * min(piece.width / advance, 1.0)), 2))
    painter.setFont(small)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.drawText(place, piece.text)
