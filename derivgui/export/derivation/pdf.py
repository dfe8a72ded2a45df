"""A derivation as PDF on A4 pages: heading, figure, numbered lines with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from derivgui.export.derivation.sheet import DerivationSheet
from derivgui.export.extent import CSS_DPI
from derivgui.export.figure import Figure
from derivgui.export.lettering import SetLine, set_lines
from derivgui.export.look import TEXT_PIXELS, Look
from derivgui.export.pdf_pages import DPI, pdf_pages
from derivgui.painting.typesetting import Formula, Typesetter

# A4 in units of 96 to the inch.
WIDTH, HEIGHT = 793.7, 1122.5
MARGIN = 64.0
INDENT = 30.0
HEADING = 20
GAP = 10.0
FORMULA_PIXELS = 18.0
FIGURE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Block:
    """What may not be torn apart by the end of a page."""

    height: float
    lines: tuple[SetLine, ...] = ()
    formula: Formula | None = None
    plain: str = ""
    number: str = ""
    figure: Figure | None = None


def pdf(sheet: DerivationSheet, look: Look, figure: Figure | None = None) -> bytes:
    """The bytes of the file."""
    page = QPageSize(QPageSize.PageSizeId.A4)

    def paint(painter: QPainter, writer: QPdfWriter) -> None:
        painter.scale(DPI / CSS_DPI, DPI / CSS_DPI)
        top = MARGIN
        for block in _blocks(sheet, look, figure):
            if top + block.height > HEIGHT - MARGIN and top > MARGIN:
                writer.newPage()
                top = MARGIN
            _paint(painter, block, top, look)
            top += block.height

    return pdf_pages(sheet.plain_title, QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()), paint)


def figure_size() -> tuple[float, float]:
    """Units that a figure gets on the page."""
    width = WIDTH - 2 * MARGIN
    return width, round(width * FIGURE_SHARE)


def _blocks(sheet: DerivationSheet, look: Look, figure: Figure | None) -> list[_Block]:
    room = WIDTH - 2 * MARGIN
    ink = look.palette.text
    heading = set_lines(sheet.title, look, HEADING, ink, room)
    found = [_Block(_height(heading) + GAP, heading)]
    if figure is not None:
        found.append(_Block(figure.height + GAP, figure=figure))
    typesetter = Typesetter()
    for number, line in enumerate(sheet.page.lines, 1):
        words = set_lines(f"{line.title}. {line.note}".strip(), look, TEXT_PIXELS, look.palette.muted, room - INDENT)
        formula = typesetter.typeset(line.tex, size=FORMULA_PIXELS, colour=ink, plain=line.text)
        if formula.width > room - INDENT:
            formula = formula.scaled(FORMULA_PIXELS * (room - INDENT) / formula.width)
        height = _height(words) + GAP / 2 + formula.ascent + formula.descent + 2 * GAP
        found.append(_Block(height, words, formula, line.text, f"{number}."))
    for text in sheet.closing:
        words = set_lines(text, look, TEXT_PIXELS, ink, room)
        found.append(_Block(_height(words) + GAP / 2, words))
    return found


def _height(lines: tuple[SetLine, ...]) -> float:
    return sum(line.height for line in lines)


def _paint(painter: QPainter, block: _Block, top: float, look: Look) -> None:
    if block.figure is not None:
        painter.save()
        painter.translate(MARGIN, top)
        painter.setClipRect(QRectF(0, 0, block.figure.width, block.figure.height))
        block.figure.paint(painter)
        painter.restore()
        return
    left = MARGIN + (INDENT if block.number else 0.0)
    if block.number and block.lines:
        painter.setFont(look.font(TEXT_PIXELS))
        painter.setPen(QColor(look.palette.muted))
        painter.drawText(QPointF(MARGIN, top + block.lines[0].ascent), block.number)
    for line in block.lines:
        line.paint(painter, left, top + line.ascent)
        top += line.height
    if block.formula is not None:
        baseline = top + GAP / 2 + block.formula.ascent
        block.formula.paint(painter, left, baseline)
        _write_unseen(painter, block, QPointF(left, baseline), look)


def _write_unseen(painter: QPainter, block: _Block, place: QPointF, look: Look) -> None:
    """What the formula says, for search and selection."""
    assert block.formula is not None
    font = look.font(TEXT_PIXELS)
    advance = QFontMetricsF(font).horizontalAdvance(block.plain)
    if advance > block.formula.width > 0:
        font.setPixelSize(max(round(TEXT_PIXELS * block.formula.width / advance), 2))
    painter.setFont(font)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.drawText(place, block.plain)
