"""A figure as a Python script that draws it with numpy and matplotlib. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivgui.export.chart import Chart, Note, Series
from derivgui.export.clipping import clipped, thinned
from derivgui.export.extent import POINTS_PER_UNIT
from derivgui.export.numbers import decimals, pairs
from derivgui.export.sheet import Sheet

UNITS_PER_INCH = 96.0
MARGIN = 0.5
PAIRS_IN_LINE = 6
_MARKERS = {"dot": "o", "ring": "o", "diamond": "D"}
# What matplotlib's own reader of mathematics cannot set.
_TOO_HARD = ("\\begin", "\\tfrac", "\\dfrac", "\\text{", "\\textcolor")


def script(chart: Chart, sheet: Sheet) -> bytes:
    """The program; it writes a PNG beside itself and opens no window."""
    return "\n".join(_Writer(chart, sheet).lines()).encode() + b"\n"


class _Writer:
    def __init__(self, chart: Chart, sheet: Sheet) -> None:
        self._chart, self._sheet = chart, sheet
        x0, x1, y0, y1 = chart.bounds
        self._places = decimals(x1 - x0), decimals(y1 - y0)
        self._used: set[str] = set()

    def lines(self) -> Iterator[str]:
        sheet = self._sheet
        yield f"{_quoted(sheet.plain_title)}"
        yield ""
        yield "from pathlib import Path"
        yield ""
        yield "import matplotlib.pyplot as plt"
        yield "import numpy as np"
        yield ""
        yield f"INK, GROUND = {sheet.text!r}, {sheet.ground!r}"
        yield "GAP = (np.nan, np.nan)  # a line is broken here"
        yield ""
        size = f"({sheet.width / UNITS_PER_INCH:.4g}, {sheet.height / UNITS_PER_INCH:.4g})"
        yield f'figure, axes = plt.subplots(figsize={size}, facecolor=GROUND, layout="constrained")'
        yield "axes.set_facecolor(GROUND)"
        yield ""
        for series in self._chart.series:
            yield from self._series(series)
        for note in self._chart.notes:
            yield self._note(note)
        yield from self._axes()
        yield 'figure.savefig(Path(__file__).with_suffix(".png"), dpi=150)'

    def _series(self, series: Series) -> Iterator[str]:
        pieces = series.pieces
        if series.mark == "none" and not series.filled:
            pieces = clipped(pieces, self._chart.bounds, MARGIN)
            if not self._chart.log:
                pieces = tuple(thinned(piece, self._chart.bounds) for piece in pieces)
        if not pieces:
            return
        name = self._variable(series.name)
        label = f"  # {series.label.plain}" if series.label is not None else ""
        yield f"{name} = np.array([{label}"
        for number, piece in enumerate(pieces):
            if number:
                yield "    GAP,"
            spots = [f"({x}, {y})," for x, y in pairs(piece, self._places)]
            for start in range(0, len(spots), PAIRS_IN_LINE):
                yield "    " + " ".join(spots[start : start + PAIRS_IN_LINE])
        yield "])"
        verb = "fill" if series.filled else "plot"
        yield f"axes.{verb}(*{name}.T, {self._look(series)})"
        yield ""

    def _variable(self, name: str) -> str:
        """A name of Python that is not in use yet."""
        base = re.sub(r"\W", "_", name) or "series"
        base = base if base.isidentifier() and base not in ("plt", "np", "axes", "figure") else f"s_{base}"
        found, number = base, 2
        while found in self._used:
            found, number = f"{base}_{number}", number + 1
        self._used.add(found)
        return found

    def _look(self, series: Series) -> str:
        parts = [f"color={series.colour!r}"]
        if series.filled:
            return f"color={series.colour!r}, alpha={series.opacity:g}, linewidth=0"
        if series.opacity < 1:
            parts.append(f"alpha={series.opacity:g}")
        if series.width:
            parts.append(f"linewidth={series.width * POINTS_PER_UNIT:.4g}")
            if series.dash:
                parts.append(f"dashes={tuple(series.dash)!r}")
        if series.mark != "none":
            fill = "GROUND" if series.mark == "ring" else repr(series.colour)
            parts += [f"linestyle='', marker={_MARKERS[series.mark]!r}, markersize=5.5", f"markerfacecolor={fill}"]
            parts.append("zorder=3")
        if series.label is not None:
            parts.append(f"label={_settable(series.label.tex, series.label.plain)!r}")
        return ", ".join(parts)

    def _note(self, note: Note) -> str:
        place = {"north": "top", "south": "bottom"}.get(note.anchor, "center")
        side = {"east": "right", "west": "left"}.get(note.anchor, "center")
        x, y = f"{note.x:.8g}", f"{note.y:.8g}"
        look = f"color={note.colour!r}, va={place!r}, ha={side!r}, fontsize=9, clip_on=True"
        return f"axes.text({x}, {y}, {note.words.plain!r}, {look})"

    def _axes(self) -> Iterator[str]:
        sheet, chart = self._sheet, self._chart
        x0, x1, y0, y1 = chart.bounds
        yield f"axes.set(xlim=({x0!r}, {x1!r}), ylim=({y0!r}, {y1!r}))"
        if chart.log:
            yield 'axes.set(xscale="log", yscale="log")'
        for letter, ticks in (("x", sheet.across), ("y", sheet.upright)):
            if ticks is None:
                continue
            shown = [
                (tick, label)
                for tick, label in zip(ticks.major, ticks.labels, strict=True)
                if sheet.in_frame or tick != 0
            ]
            places = ", ".join(f"{tick:.15g}" for tick, _ in shown)
            yield f"axes.set_{letter}ticks([{places}], {[label for _, label in shown]!r})"
            yield f"axes.set_{letter}ticks([{', '.join(f'{tick:.15g}' for tick in ticks.minor)}], minor=True)"
        if chart.grid:
            yield f"axes.grid(color={sheet.grid_major!r})"
            yield f'axes.grid(which="minor", color={sheet.grid_minor!r})'
        yield "axes.set_axisbelow(True)"
        yield 'axes.tick_params(which="both", colors=INK)'
        yield "axes.spines[:].set_color(INK)"
        if sheet.in_frame:
            yield f"axes.set_xlabel({sheet.x_name!r}, color=INK)"
            yield f"axes.set_ylabel({sheet.y_name!r}, color=INK)"
        else:
            yield from self._axes_through_origin()
        if sheet.title:
            yield f"axes.set_title({_settable(sheet.title, sheet.plain_title)!r}, color=INK)"
        if sheet.caption:
            caption = _settable(sheet.caption, sheet.plain_caption)
            yield f"figure.supxlabel({caption!r}, color=INK, fontsize=10, wrap=True)"
        if sheet.legend and chart.legend:
            yield "axes.legend(facecolor=GROUND, labelcolor=INK, framealpha=1)"

    def _axes_through_origin(self) -> Iterator[str]:
        """Spines where x and y are 0, as far as that is in sight, with the axes' names at their ends."""
        sheet = self._sheet
        x0, x1, y0, y1 = self._chart.bounds
        yield 'axes.spines[["right", "top"]].set_visible(False)'
        if x0 < 0 < x1:
            yield 'axes.spines["left"].set_position("zero")'
        if y0 < 0 < y1:
            yield 'axes.spines["bottom"].set_position("zero")'
        look = 'textcoords="offset points", color=INK'
        place = f"(1, {min(max(0.0, y0), y1)!r}), xycoords=('axes fraction', 'data'), xytext=(-4, 5), ha='right'"
        yield f"axes.annotate({sheet.x_name!r}, {place}, {look})"
        place = f"({min(max(0.0, x0), x1)!r}, 1), xycoords=('data', 'axes fraction'), xytext=(5, -4), va='top'"
        yield f"axes.annotate({sheet.y_name!r}, {place}, {look})"


def _settable(tex: str, plain: str) -> str:
    """The text with its formulas where matplotlib can set them, else without."""
    return plain if any(command in tex for command in _TOO_HARD) else tex


def _quoted(text: str) -> str:
    r"""A docstring, whatever is in the text."""
    return '"""' + text.replace("\\", "\\\\").replace('"', "'") + '"""'
