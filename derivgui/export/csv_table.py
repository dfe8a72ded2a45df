"""A figure's numbers as CSV: a row a point, with the series and the piece that it belongs to. Knows no Qt."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable

from derivgui.export.chart import Chart, Table

HEAD = ("series", "piece", "x", "y")


def chart_csv(chart: Chart) -> bytes:
    """All series from below to above; a new piece begins where a line is broken."""
    rows = (
        (series.name, str(number), _cell(x), _cell(y))
        for series in chart.series
        if not series.filled
        for number, piece in enumerate(series.pieces, 1)
        for x, y in piece.tolist()
    )
    return _written((series_head(chart), rows))


def series_head(chart: Chart) -> tuple[str, ...]:
    """The columns, with the axes' own names."""
    return (*HEAD[:2], chart.x_name or HEAD[2], chart.y_name or HEAD[3])


def table_csv(table: Table) -> bytes:
    """One table; what is undefined is an empty cell."""
    return _written((table.columns, (tuple(map(_cell, row)) for row in table.rows)))


def _cell(value: float | str) -> str:
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return ""
    return repr(value).removesuffix(".0")


def _written(parts: tuple[Iterable[str], Iterable[Iterable[str]]]) -> bytes:
    head, rows = parts
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return stream.getvalue().encode()
