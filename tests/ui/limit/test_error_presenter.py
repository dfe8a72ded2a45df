"""The words beside the error picture are of the point that is there."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from derivgui.app import make_application
from derivgui.model.document import edits
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.scene.resolve import Resolver
from derivgui.painting.palette import LIGHT
from derivgui.ui.limit.error_presenter import ErrorPresenter
from derivgui.ui.limit.error_view import ErrorView
from derivgui.ui.session import Session
from derivgui.ui.theme import apply_theme, number_font

SWINGS = "max(sin(1/x), x^2 sin(1/x))"
OVER = 0.0  # a time that is over


def test_what_is_awaited_is_not_told_in_words_of_another_function(qtbot: QtBot) -> None:
    apply_theme(make_application(), LIGHT)
    view = ErrorView(LIGHT, number_font(-1))
    qtbot.addWidget(view)
    session = Session(edits.move_point(Document(functions=(FunctionItem(1, "e^x"),)), 0.0))
    presenter = ErrorPresenter(session, view)
    told = presenter.renew(session.scene)
    assert "forward" in told
    shown = edits.set_text(session.document, 1, SWINGS)
    awaited = Resolver().resolve(shown, session.viewport, until=OVER)
    session.edit("Type", lambda _: shown)
    assert awaited.verdict is not None
    assert awaited.verdict.is_awaited
    assert presenter.renew(awaited) == awaited.verdict.reason
    assert presenter.renew(session.resolver.resolve(shown, session.viewport)) == ""
