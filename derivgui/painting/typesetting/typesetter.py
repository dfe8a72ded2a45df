"""From LaTeX to ``Formula``: asks one engine after the other and remembers what was set."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPainterPath

from derivgui.painting.typesetting.drawing import CURRENT_COLOUR, Drawing, Run, read_drawing
from derivgui.painting.typesetting.engines import EM, MATHRA, ZIAMATH, Engine
from derivgui.painting.typesetting.formula import Formula

CAPACITY = 256
"""Formulas remembered, about 20 kB each."""


class Typesetter:
    """Sets formulas and remembers the latest ``capacity`` of them, whatever their size and colour.

    Needs a QGuiApplication, for the font of what no engine can set.
    """

    def __init__(self, engines: Sequence[Engine] = (MATHRA, ZIAMATH), capacity: int = CAPACITY) -> None:
        self._engines = tuple(engines)
        self._draw = lru_cache(maxsize=capacity)(self._draw_anew)

    def typeset(self, tex: str, *, size: float, colour: str, display: bool = True, plain: str = "") -> Formula:
        """Set a formula; never raises.

        Parameters
        ----------
        tex
            LaTeX mathematics without dollar signs; ``\\textcolor{#D55E00}{...}`` colours a part.
        size
            Pixels to the em.
        colour
            "#RRGGBB" for all that has no colour of its own.
        display
            Full-size fractions, and limits below their sign; False sets them to fit a line.
        plain
            What to write, in the platform's font, where no engine can set ``tex``; without it,
            ``tex`` itself.
        """
        engine, drawing = self._draw(tex, display, plain)
        return Formula(tex, size, colour, engine, drawing)

    def _draw_anew(self, tex: str, display: bool, plain: str) -> tuple[str, Drawing]:
        for engine in self._engines:
            if len(tex) <= engine.longest:
                try:
                    return engine.name, read_drawing(engine.draw(tex, display))
                except (KeyboardInterrupt, SystemExit):
                    raise
                except BaseException:  # A panic in mathra's Rust code is no Exception.
                    continue
        return "text", _written(plain or tex)


def _written(text: str) -> Drawing:
    """Draw a text in the platform's font, on one line."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(int(EM))
    line = " ".join(text.split())
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(0, 0, font, line)
    metrics = QFontMetricsF(font)
    box = QRectF(0, -metrics.capHeight(), metrics.horizontalAdvance(line), metrics.capHeight())
    return Drawing((Run(path, CURRENT_COLOUR),), (), box.united(path.boundingRect()))
