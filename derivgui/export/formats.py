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


FORMATS: dict[str, Callable[[Figure, Extent], bytes]] = {".png": _png, ".svg": _svg, ".pdf": _pdf}


def writer_of(path: Path) -> Callable[[Figure, Extent], bytes]:
    """What makes the bytes of such a file; ``FileError`` where the ending is unknown."""
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(FORMATS)
        ending = f"“{path.suffix}” is no format of figures" if path.suffix else f"{path.name} has no ending"
        raise FileError(f"{ending}.", f"Known are {known}.")
    return found


def write_figure(figure: Figure, size: Extent, path: Path) -> None:
    """Write a figure in the format that the file's name asks for; ``FileError`` where that fails, and no file then."""
    write_whole(path, writer_of(path)(figure, size))
