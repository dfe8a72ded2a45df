"""Joins the page of the derivation to the session and to the child processes.

1. Another function, variable, notation or place makes another question; it is asked when the hand rests.
2. While the answer is worked out, the old lines stay; after 150 ms the page says that it is thinking.
3. The answer becomes a ``Page``; how much of it is revealed is the reader's choice and survives the next answer.
4. A picked line follows every change of x and h with its number, and nothing else does.
"""

from __future__ import annotations

import math
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from derivgui.model.document.document import Document
from derivgui.model.language.angles import in_degrees
from derivgui.model.language.errors import ParseError
from derivgui.model.language.tree import symbols
from derivgui.model.numeric.places.typed_number import typed_number
from derivgui.model.scene import derivation_texts
from derivgui.model.scene.derivation_page import Page, read_page
from derivgui.model.scene.derivation_trial import Trial, asked, first_tried, read_trial
from derivgui.model.scene.linked_number import LinkedLine
from derivgui.model.scene.scene import Scene
from derivgui.ui.derivation.page import DerivationPage
from derivgui.ui.derivation.question import Question, coordinate_of, place_label, question_of
from derivgui.ui.session import Session
from derivgui.ui.symbolic import SymbolicService

REST_MS = 200
THINKING_MS = 150
_SHAPES: dict[str, derivation_texts.Shape] = {"text": "text", "latex": "latex", "markdown": "markdown"}


Answer: TypeAlias = dict[str, Any]


class DerivationPresenter(QObject):
    """One for each page."""

    def __init__(self, session: Session, page: DerivationPage, symbolic: SymbolicService) -> None:
        super().__init__(page)
        self._session, self._page, self._symbolic = session, page, symbolic
        self._method, self._is_at_point, self._shows_all, self._is_trying = "definition", False, True, False
        self._variable = ""
        self._asked: Question | None = None
        self._has_asked = False
        self._number: int | None = None
        self._shown: Page | None = None
        self._revealed = 0
        self._picked: int | None = None
        self._linked: LinkedLine | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._take_up)
        self._thinking = QTimer(self, interval=THINKING_MS, singleShot=True)
        self._thinking.timeout.connect(lambda: page.set_busy(True))
        self._connect()
        self._take_up()

    def _connect(self) -> None:
        page, session = self._page, self._session
        session.document_changed.connect(lambda _, new: self.follow(new))
        session.scene_changed.connect(self._show_number)
        page.method_chosen.connect(self._on_method_chosen)
        page.place_chosen.connect(self._on_place_chosen)
        page.variable_chosen.connect(self._on_variable_chosen)
        page.next_asked.connect(lambda: self._reveal(self._revealed + 1))
        page.all_asked.connect(self._on_all_asked)
        page.restart_asked.connect(self._on_restart_asked)
        page.trial_asked.connect(self._on_trial_asked)
        page.line_entered.connect(self._on_line_entered)
        page.line_picked.connect(self._pick)
        page.copy_asked.connect(self._copy)
        page.cancel_asked.connect(self._on_cancel_asked)

    # Questions

    def follow(self, document: Document) -> None:
        """Take note of a change; what it means is worked out when the hand rests, and only while the page is open."""
        if document.page == "derivation":
            self._rest.start()

    def _take_up(self) -> None:
        """Show what the switches stand on, and ask where the document asks for other lines."""
        document = self._session.document
        question = question_of(self._session, self._variable, self._method, self._is_at_point)
        variable = question.variable if question is not None else "x"
        here = coordinate_of(document, question.variables, variable) if question is not None else document.x
        self._page.show_choices(
            self._method,
            "point" if self._is_at_point else "everywhere",
            variable,
            place_label(variable, here),
        )
        if question is not None:
            self._page.show_variables(question.variables, question.variable)
        if question != self._asked or not self._has_asked:
            self._has_asked = True
            self._ask(question)

    def _ask(self, question: Question | None) -> None:
        self._asked = question
        self._stop()
        if question is None:
            self._show(None)
            self._page.show_message("Type a function that can be read; its derivation appears here.")
            return
        self._thinking.start()
        self._number = self._symbolic.ask(
            self,
            question.request(),
            lambda answer: self._on_answered(question, answer),
            self._on_failed,
            topic=f"derivation {id(self)}",
        )

    def _stop(self) -> None:
        self._thinking.stop()
        self._page.set_busy(False)
        if self._number is not None:
            self._symbolic.cancel(self._number)
            self._number = None

    def _on_answered(self, question: Question, answer: Answer) -> None:
        self._number = None
        self._stop()
        if "error" in answer:
            self._show(None)
            self._page.show_message(_mistake(answer))
            return
        self._show(read_page(answer, question.name, question.variables, question.notation))

    def _on_failed(self, sentence: str) -> None:
        self._number = None
        self._stop()
        self._show(None)
        self._page.show_message(sentence)

    def _on_cancel_asked(self) -> None:
        self._stop()
        self._show(None)
        self._page.show_message("Stopped. Change the function or the switches above to try again.")

    # Lines

    def _show(self, page: Page | None) -> None:
        self._shown = page
        self._linked, self._picked = None, None
        self._set_trying(False)
        count = len(page.lines) if page is not None else 0
        self._revealed = count if self._shows_all else min(1, count)
        self._page.show_page(page, self._revealed)

    def _reveal(self, count: int) -> None:
        if self._shown is None:
            return
        self._revealed = min(count, len(self._shown.lines))
        self._shows_all = self._revealed == len(self._shown.lines)
        if self._shows_all:
            self._set_trying(False)
        self._page.show_page(self._shown, self._revealed)
        if not self._is_trying:
            self._page.show_last_line()

    def _on_all_asked(self) -> None:
        self._reveal(len(self._shown.lines) if self._shown else 0)

    def _on_restart_asked(self) -> None:
        self._shows_all = False
        self._pick(None)
        self._reveal(1)

    def _on_method_chosen(self, method: str) -> None:
        self._method = method
        self._take_up()

    def _on_place_chosen(self, place: str) -> None:
        self._is_at_point = place == "point"
        self._take_up()

    def _on_variable_chosen(self, variable: str) -> None:
        self._variable = variable
        self._take_up()

    # The reader's own line

    def _on_trial_asked(self) -> None:
        """With all lines in sight there is nothing to try, so it begins at the first."""
        if not self._is_trying and self._shown is not None and self._revealed == len(self._shown.lines):
            self._shows_all = False
            self._pick(None)
            self._reveal(first_tried(self._shown))
        self._set_trying(not self._is_trying)

    def _set_trying(self, is_trying: bool) -> None:
        if is_trying != self._is_trying:
            self._is_trying = is_trying
            self._page.show_trial(self._question() if is_trying else "")

    def _question(self) -> str:
        page = self._shown
        return asked(page, self._revealed) if page is not None and self._revealed < len(page.lines) else ""

    def _on_line_entered(self, text: str) -> None:
        page = self._shown
        if page is None or self._revealed >= len(page.lines):
            return
        try:
            trial = read_trial(page, self._revealed, text)
        except ParseError as error:
            self._page.trial.show_verdict(f"{error.message} {error.hint}".strip(), None)
            return
        if trial.request is None:
            self._page.trial.show_verdict("That is the line above. How does it go on?", None)
            return
        self._symbolic.ask(
            self,
            trial.request,
            lambda answer: self._on_line_checked(trial, answer),
            lambda sentence: self._page.trial.show_verdict(sentence, None),
            topic=f"check {id(self)}",
        )

    def _on_line_checked(self, trial: Trial, answer: Answer) -> None:
        if "error" in answer:
            self._page.trial.show_verdict(_mistake(answer), None)
        elif not answer["equal"]:
            self._page.trial.show_verdict(answer["sentence"], answer["equal"])
        else:
            is_whole = answer.get("is_whole") and self._shown is not None
            self._reveal(len(self._shown.lines) if is_whole and self._shown is not None else trial.reveals)
            if self._is_trying:
                self._page.show_trial(self._question())
                self._page.trial.show_verdict(answer["sentence"], True)

    # The linked number

    def _pick(self, place: int | None) -> None:
        self._picked = place
        self._linked = self._link(place)
        self._page.show_picked(place)
        self._show_number(self._session.scene)

    def _link(self, place: int | None) -> LinkedLine | None:
        page, question = self._shown, self._asked
        if page is None or question is None or place is None:
            return None
        line = page.lines[place]
        if line.tree is None:
            return None
        is_in_degrees = question.angle == "degrees" and page.method == "rules"
        tree = in_degrees(line.tree) if is_in_degrees else line.tree
        has_step = page.method == "definition" and line.kind != "result" and page.step in symbols(tree)
        return LinkedLine(tree, page.variable, page.step, has_step)

    def _show_number(self, scene: Scene) -> None:
        linked, question, page = self._linked, self._asked, self._shown
        function = self._session.function
        if linked is None or question is None or page is None or self._picked is None or function is None:
            return
        document = self._session.document
        coordinate = coordinate_of(document, question.variables, question.variable)
        compares = page.lines[self._picked].is_whole and question.variable == question.variables[0]
        secant = scene.secant.slope if compares and scene.secant is not None else math.nan
        tangent = scene.tangent.slope if compares and scene.tangent is not None else math.nan
        place = page.lines[self._picked].at
        at = None if place is None else typed_number(place)
        others = dict(function.parameters)
        for name in question.variables:
            others[name] = coordinate_of(document, question.variables, name)
        found = linked.number(coordinate, document.h, others, secant, tangent, at)
        self._page.show_value(found.where, found.text, found.role)

    # Copies

    def _copy(self, shape: str, place: int) -> None:
        if self._shown is None:
            return
        if place < 0:
            text = derivation_texts.page(dict(self._shown.facts), _SHAPES[shape])
        else:
            line = self._shown.lines[place]
            text = {"text": line.text, "latex": line.tex, "markdown": f"$$ {line.tex} $$"}[shape]
        QGuiApplication.clipboard().setText(text)


def _mistake(answer: Answer) -> str:
    """What the answer says of a question that cannot be read: a sentence and its hint."""
    return f"{answer['error']['message']} {answer['error']['hint']}".strip()
