"""What a figure shows as numbers, for files that other programs draw from: TikZ, Python, CSV. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from derivgui.model.language.real import Array

Mark: TypeAlias = Literal["none", "dot", "ring", "diamond"]


@dataclass(frozen=True, slots=True)
class Words:
    """One text three times: as LaTeX with dollar signs around mathematics, as plain text, and read aloud."""

    tex: str
    plain: str
    spoken: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Lines, or marks, of one look.

    Attributes:
        name: a short word for a column or a variable.
        pieces: float64 arrays of shape (n, 2) in data coordinates, each a line of its own.
        colour: "#RRGGBB".
        width: of the line in units of painting (96 to the inch), 0 for marks alone.
        dash: pattern in widths, () for a whole line.
        mark: what stands at each point.
        label: what the legend says, None for nothing.
        opacity: from 0 to 1.
        filled: an area inside the pieces instead of lines.
        rank: its place in the legend; of equal ones the lower line comes first.
    """

    name: str
    pieces: tuple[Array, ...]
    colour: str
    width: float = 2.0
    dash: tuple[float, ...] = ()
    mark: Mark = "none"
    label: Words | None = None
    opacity: float = 1.0
    filled: bool = False
    rank: int = 100


Anchor: TypeAlias = Literal["north", "south", "east", "west", "center"]


@dataclass(frozen=True, slots=True)
class Note:
    """A short text in the picture; ``anchor`` is the side of the text that is at (x, y)."""

    x: float
    y: float
    words: Words
    colour: str
    anchor: Anchor = "center"


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers in columns; NaN is an empty cell."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[float | str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A whole picture as numbers: bounds x0, x1, y0, y1, its series from below to above, and tables beside it.

    ``reserved`` is a corner that is taken, 0 to 3 from the top right by rows; ``named`` says that the picture names its
    lines itself.
    """

    bounds: tuple[float, float, float, float]
    x_name: str
    y_name: str
    series: tuple[Series, ...]
    grid: bool = True
    log: bool = False
    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()
    reserved: int | None = None
    named: bool = False

    @property
    def legend(self) -> tuple[Series, ...]:
        """The named series, in the order in which they are named."""
        return tuple(
            sorted((series for series in self.series if series.label and series.pieces), key=lambda series: series.rank)
        )
