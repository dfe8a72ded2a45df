"""A derivation as a file, in the format that its name asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from derivgui.export.derivation.sheet import DerivationSheet
from derivgui.export.extent import Extent
from derivgui.export.figure import Figure, Wishes
from derivgui.export.look import look
from derivgui.export.view import View
from derivgui.model.document.whole_file import FileError, write_whole

ENDINGS = {".tex": "LaTeX (*.tex)", ".md": "Markdown (*.md)", ".html": "Web page (*.html)", ".pdf": "PDF (*.pdf)"}


def check_ending(path: Path) -> None:
    """``FileError`` where the ending is unknown."""
    if path.suffix.lower() not in ENDINGS:
        ending = f"“{path.suffix}” is no format of derivations" if path.suffix else f"{path.name} has no ending"
        raise FileError(f"{ending}.", f"Known are {', '.join(ENDINGS)}.")


def write_derivation(sheet: DerivationSheet, view: View | None, path: Path) -> None:
    """Write it; web page and PDF hold a figure of ``view``. Needs a QGuiApplication for these two."""
    check_ending(path)
    write_whole(path, _FORMATS[path.suffix.lower()](sheet, view))


def _tex(sheet: DerivationSheet, view: View | None) -> bytes:
    from derivgui.export.derivation.text import latex

    return latex(sheet)


def _md(sheet: DerivationSheet, view: View | None) -> bytes:
    from derivgui.export.derivation.text import markdown

    return markdown(sheet)


def _html(sheet: DerivationSheet, view: View | None) -> bytes:
    from derivgui.export.derivation.html import html
    from derivgui.export.derivation.pdf import figure_size
    from derivgui.export.svg import svg

    figure = _figure(view)
    return html(sheet, b"" if figure is None else svg(figure, Extent(*figure_size())))


def _pdf(sheet: DerivationSheet, view: View | None) -> bytes:
    from derivgui.export.derivation.pdf import pdf

    return pdf(sheet, look(), _figure(view))


def _figure(view: View | None) -> Figure | None:
    from derivgui.export.derivation.pdf import figure_size

    return None if view is None else Figure(view, *figure_size(), look(), Wishes())


_FORMATS: dict[str, Callable[[DerivationSheet, View | None], bytes]] = {
    ".tex": _tex,
    ".md": _md,
    ".html": _html,
    ".pdf": _pdf,
}
