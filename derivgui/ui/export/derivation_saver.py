"""Saving the derivation that is shown: as LaTeX, Markdown, a web page, or PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from derivgui.export.derivation.files import ENDINGS, write_derivation
from derivgui.export.derivation.sheet import DerivationSheet
from derivgui.export.view import View
from derivgui.export.views.curve import CurveView
from derivgui.export.views.window import Window
from derivgui.model.document.whole_file import FileError
from derivgui.model.language.latex import definition_latex
from derivgui.model.language.plain import definition_text
from derivgui.model.scene.derivation_page import Page
from derivgui.ui.save_path import ask_for_path
from derivgui.ui.session import Session

NOTHING = "There is no derivation to save yet."
HINT = "Open it beside the curve: Derivation, line by line."


def save_derivation(page: Page | None, session: Session, window: QWidget) -> None:
    """Ask for a file and write it; what comes of it is a notice of the session."""
    sheet = None if page is None else _sheet(page, session)
    if sheet is None:
        session.notice_raised.emit("info", NOTHING, HINT)
        return
    path = ask_for_path(window, "Save the derivation", Path.home() / "derivation.pdf", ENDINGS)
    if path is None:
        return
    try:
        write_derivation(sheet, _figure(session), path)
    except FileError as error:
        session.notice_raised.emit("error", error.message, error.hint)
        return
    session.notice_raised.emit("info", f"The derivation is saved as {path.name}.", "")


def _sheet(page: Page, session: Session) -> DerivationSheet | None:
    document, resolver = session.document, session.resolver
    item = document.item(document.active)
    expression = None if item is None else resolver.reading(document, item).expression
    if item is None or expression is None:
        return None
    name = resolver.names(document)[item.id]
    return DerivationSheet(page, definition_latex(expression, name), definition_text(expression, name))


def _figure(session: Session) -> View | None:
    """The curves as they are on screen, where there are any."""
    if not session.scene.statics.curves:
        return None
    return CurveView(session.document, Window(session.viewport))
