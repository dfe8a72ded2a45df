"""A figure on paper, through the system's dialog."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from derivgui.export.extent import CSS_DPI
from derivgui.export.figure import Figure
from derivgui.model.document.whole_file import FileError


def print_figure(figure: Figure, parent: QWidget) -> bool:
    """Ask for a printer and print; False where the user thought better of it, ``FileError`` where it cannot."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(figure.title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    paint_page(figure, printer)
    return True


def paint_page(figure: Figure, printer: QPrinter) -> None:
    """In its own size at the top of the page, or smaller where that is wider or higher than the paper.

    ``FileError`` where the printer, or the file that stands for one, takes nothing.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise FileError("The figure could not be printed.", "Choose another printer or another file.")
    dots = printer.resolution() / CSS_DPI
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    fit = min(dots, page.width() / figure.width, page.height() / figure.height)
    painter.translate((page.width() - fit * figure.width) / 2, 0.0)
    painter.scale(fit, fit)
    figure.paint(painter)
    painter.end()
