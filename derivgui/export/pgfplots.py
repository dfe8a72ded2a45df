"""A figure as a TeX document for PGFPlots that compiles as it is; its picture can be copied into another. Knows no Qt.

TeX counts with few digits and fails far outside of a picture. So lines are cut near the window, and a window far from
the origin is drawn in coordinates of its own, from 0 to 10, with its numbers written at the ticks.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from derivgui.export.chart import Chart, Note, Series
from derivgui.export.clipping import clipped, inside, thinned
from derivgui.export.extent import POINTS_PER_UNIT
from derivgui.export.numbers import decimals, pairs
from derivgui.export.sheet import Sheet
from derivgui.export.texts import tex_text
from derivgui.model.language.real import Array

MARGIN = 0.02
LOCAL = 10.0
# TeX's own letters are a little larger than ours.
ROOM = 0.92
# Beyond this many window widths from the origin TeX's digits run out.
FARTHEST = 300.0
# TeX's numbers end at 16383.
LARGEST, SMALLEST = 1e4, 1e-3
_CORNERS = ("north east", "north west", "south east", "south west")


def pgfplots(chart: Chart, sheet: Sheet) -> bytes:
    """The document, in ASCII and Latin letters of UTF-8."""
    return "\n".join(_Writer(chart, sheet).lines()).encode() + b"\n"


class _Writer:
    def __init__(self, chart: Chart, sheet: Sheet) -> None:
        self._chart, self._sheet = chart, sheet
        x0, x1, y0, y1 = chart.bounds
        self._moved = (not chart.log and _needs_moving(x0, x1), not chart.log and _needs_moving(y0, y1))
        self._bounds = tuple(
            bound
            for (low, high), moved in zip(((x0, x1), (y0, y1)), self._moved, strict=True)
            for bound in ((0.0, LOCAL) if moved else (low, high))
        )
        colours = [sheet.ground, sheet.text, sheet.grid_major, sheet.grid_minor, *(s.colour for s in chart.series)]
        colours += [note.colour for note in chart.notes]
        self._colours = {colour: f"derivgui{_letters(n)}" for n, colour in enumerate(dict.fromkeys(colours))}

    def lines(self) -> Iterator[str]:
        sheet = self._sheet
        yield "% Compile with pdflatex, lualatex or xelatex. For a document of your own, copy the tikzpicture and what"
        yield "% the preamble says from \\usepackage{pgfplots} to the last \\definecolor."
        yield r"\documentclass[10pt]{article}"
        yield rf"\usepackage[paperwidth={_pt(sheet.width)},paperheight={_pt(sheet.height)},margin=0pt]{{geometry}}"
        yield r"\usepackage{amsmath}"
        yield r"\usepackage{pgfplots}"
        yield r"\pgfplotsset{compat=1.16}"
        for colour, name in self._colours.items():
            yield rf"\definecolor{{{name}}}{{HTML}}{{{colour.removeprefix('#').upper()}}}"
        yield r"\pagestyle{empty}\setlength{\parindent}{0pt}\sffamily"
        yield r"\begin{document}"
        yield rf"\pagecolor{{{self._name(sheet.ground)}}}\color{{{self._name(sheet.text)}}}"
        yield r"\vspace*{\fill}\centering"
        yield r"\begin{tikzpicture}"
        yield from self._axis()
        yield r"\end{tikzpicture}"
        if sheet.caption:
            yield rf"\par\smallskip {{\small {tex_text(sheet.caption)}}}"
        yield r"\par\vspace*{\fill}"
        yield r"\end{document}"

    def _axis(self) -> Iterator[str]:
        yield r"\begin{axis}["
        for option in self._options():
            yield f"  {option},"
        yield "]"
        for series in self._chart.series:
            yield from self._series(series)
        for note in self._chart.notes:
            yield from self._note(note)
        if self._sheet.legend:
            for series in self._chart.legend:
                assert series.label is not None
                yield rf"\addlegendimage{{{self._look(series)}}}"
                yield rf"\addlegendentry{{{tex_text(series.label.tex)}}}"
        yield r"\end{axis}"

    def _options(self) -> Iterator[str]:
        sheet, chart = self._sheet, self._chart
        x0, x1, y0, y1 = self._bounds
        yield "scale only axis"
        yield f"width={_pt(sheet.plot_width * ROOM)}, height={_pt(sheet.plot_height * ROOM)}"
        if chart.log:
            yield "xmode=log, ymode=log"
        yield f"xmin={x0:.12g}, xmax={x1:.12g}, ymin={y0:.12g}, ymax={y1:.12g}"
        yield "tick label style={font=\\footnotesize}, label style={font=\\small}, legend style={font=\\footnotesize}"
        yield f"major grid style={{{self._name(sheet.grid_major)}}}"
        yield f"minor grid style={{{self._name(sheet.grid_minor)}}}"
        yield "scaled ticks=false"
        if sheet.title:
            yield f"title={{{tex_text(sheet.title)}}}"
        if sheet.x_name:
            yield f"xlabel={{{tex_text(sheet.x_name)}}}"
        if sheet.y_name:
            yield f"ylabel={{{tex_text(sheet.y_name)}}}"
        yield "axis lines=box, tick align=outside, tick pos=left" if sheet.in_frame else "axis lines=middle"
        if chart.grid:
            yield "grid=both"
        yield from self._ticks()
        yield f"legend cell align=left, {self._legend_place()}"
        if sheet.legend:
            yield f"legend style={{fill={self._name(sheet.ground)}, draw={self._name(sheet.grid_major)}}}"

    def _ticks(self) -> Iterator[str]:
        chart, sheet = self._chart, self._sheet
        axes = (("x", sheet.across, chart.bounds[:2], 0), ("y", sheet.upright, chart.bounds[2:], 1))
        for letter, ticks, (low, high), axis in axes:
            if ticks is None:
                continue
            shown = [(t, label) for t, label in zip(ticks.major, ticks.labels, strict=True) if low <= t <= high]
            if not sheet.in_frame:
                shown = [(t, label) for t, label in shown if t != 0]
            places = [self._moved_value(t, axis) for t, _ in shown]
            yield f"{letter}tick={{{', '.join(f'{place:.10g}' for place in places)}}}"
            minor = [self._moved_value(t, axis) for t in ticks.minor if low <= t <= high]
            yield f"minor {letter}tick={{{', '.join(f'{place:.10g}' for place in minor)}}}"
            yield f"{letter}ticklabels={{{', '.join(_tick_label(label) for _, label in shown)}}}"

    def _legend_place(self) -> str:
        corner = self._sheet.corner
        if corner is not None:
            return f"legend pos={_CORNERS[corner]}"
        return "legend style={at={(0.5,-0.14)}, anchor=north, legend columns=3}"

    def _series(self, series: Series) -> Iterator[str]:
        lines, marks = series.mark == "none", series.mark != "none"
        pieces = clipped(series.pieces, self._chart.bounds, MARGIN) if lines and not series.filled else series.pieces
        if lines and not self._chart.log:
            pieces = tuple(thinned(piece, self._chart.bounds) for piece in pieces)
        if marks:
            pieces = tuple(inside(piece, self._chart.bounds) for piece in pieces)
        pieces = tuple(piece for piece in pieces if len(piece))
        if not pieces:
            return
        places = decimals(self._bounds[1] - self._bounds[0]), decimals(self._bounds[3] - self._bounds[2])
        yield f"% {series.name}"
        yield rf"\addplot[{self._look(series)}, forget plot] coordinates {{"
        for number, piece in enumerate(pieces):
            if number:
                yield "  (nan,nan)"
            spots = [f"({x},{y})" for x, y in pairs(self._in_picture(piece), places)]
            for start in range(0, len(spots), 6):
                yield "  " + " ".join(spots[start : start + 6])
        yield "} -- cycle;" if series.filled else "};"

    def _note(self, note: Note) -> Iterator[str]:
        point = inside(np.array([[note.x, note.y]]), self._chart.bounds)
        if len(point):
            x, y = self._in_picture(point)[0].tolist()
            look = f"font=\\footnotesize, text={self._name(note.colour)}, anchor={note.anchor}"
            yield rf"\node[{look}] at (axis cs:{x:.8g},{y:.8g}) {{{tex_text(note.words.tex)}}};"

    def _look(self, series: Series) -> str:
        name = self._name(series.colour)
        parts = [name]
        if series.filled:
            return f"draw=none, fill={name}, fill opacity={series.opacity:g}"
        if series.opacity < 1:
            parts.append(f"opacity={series.opacity:g}")
        if series.width:
            parts += [f"line width={_pt(series.width)}", "line join=round", "unbounded coords=jump"]
            if series.dash:
                parts.append(f"dash pattern={_dashes(series)}")
        if series.mark != "none":
            shape = {"dot": "*", "ring": "*", "diamond": "diamond*"}[series.mark]
            fill = self._name(self._sheet.ground) if series.mark == "ring" else name
            parts += [
                "only marks",
                f"mark={shape}",
                "mark size=2.6pt",
                f"mark options={{fill={fill}, line width=1.2pt}}",
            ]
        return ", ".join(parts)

    def _name(self, colour: str) -> str:
        return self._colours[colour]

    def _in_picture(self, points: Array) -> Array:
        return np.column_stack([self._moved_value(points[:, axis], axis) for axis in (0, 1)])

    def _moved_value(self, value: Array | float, axis: int) -> Array | float:
        if not self._moved[axis]:
            return value
        low, high = self._chart.bounds[2 * axis : 2 * axis + 2]
        return (value - low) / (high - low) * LOCAL


def _needs_moving(low: float, high: float) -> bool:
    span, reach = high - low, max(abs(low), abs(high))
    return reach > FARTHEST * span or reach > LARGEST or span < SMALLEST


def _tick_label(label: str) -> str:
    above, slash, below = label.partition("/")
    if slash:
        sign = "-" if above.startswith("−") else ""
        return rf"${sign}\frac{{{_in_formula(above.removeprefix('−'))}}}{{{below}}}$"
    return tex_text(label) if not label.isascii() and "π" not in label else f"${_in_formula(label)}$"


def _in_formula(text: str) -> str:
    return text.replace("−", "-").replace("π", r"\pi ").strip()


def _dashes(series: Series) -> str:
    words = ("on", "off")
    return " ".join(f"{words[n % 2]} {_pt(length * series.width)}" for n, length in enumerate(series.dash))


def _pt(units: float) -> str:
    return f"{units * POINTS_PER_UNIT:.2f}".rstrip("0").rstrip(".") + "pt"


def _letters(number: int) -> str:
    """a, b, …, z, aa: names of colours without digits."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
