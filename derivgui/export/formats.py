"""The formats of a figure by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from derivgui.export.extent import Extent
from derivgui.export.figure import Figure
from derivgui.model.document.whole_file import FileError, write_whole


def _png(figure: Figure, size: Extent) -> bytes:
    from derivgui.export.raster import png

    return png(figure, size)


def _pdf(figure: Figure, size: Extent) -> bytes:
    from derivgui.export.pdf import pdf

    return pdf(figure, size)


def _svg(figure: Figure, size: Extent) -> bytes:
    from derivgui.export.svg import svg

    return svg(figure, size)


def _tex(figure: Figure, size: Extent) -> bytes:
    from derivgui.export.pgfplots import pgfplots

    return pgfplots(figure.picture.chart, figure.sheet)


def _script(figure: Figure, size: Extent) -> bytes:
    from derivgui.export.script import script

    return script(figure.picture.chart, figure.sheet)


def _csv(figure: Figure, size: Extent) -> bytes:
    from derivgui.export.csv_table import chart_csv

    return chart_csv(figure.picture.chart)


FORMATS: dict[str, Callable[[Figure, Extent], bytes]] = {
    ".png": _png,
    ".svg": _svg,
    ".pdf": _pdf,
    ".tex": _tex,
    ".csv": _csv,
    ".py": _script,
}


def writer_of(path: Path) -> Callable[[Figure, Extent], bytes]:
    """What makes the bytes of such a file; ``FileError`` where the ending is unknown."""
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(FORMATS)
        ending = f"“{path.suffix}” is no format of figures" if path.suffix else f"{path.name} has no ending"
        raise FileError(f"{ending}.", f"Known are {known}.")
    return found


def write_figure(figure: Figure, size: Extent, path: Path) -> None:
    """Write a figure in the format that the file's name asks for; ``FileError`` where that fails, and no file then.

    Numbers that are a table of their own, as quotients and iterates, go to files beside a CSV: ``name-quotients.csv``.
    """
    write_whole(path, writer_of(path)(figure, size))
    if path.suffix.lower() == ".csv":
        from derivgui.export.csv_table import table_csv

        for table in figure.picture.chart.tables:
            write_whole(path.with_name(f"{path.stem}-{table.name}{path.suffix}"), table_csv(table))
