"""Joins the function list and the sliders to the session."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from derivgui.model.document import edits
from derivgui.model.document.document import MOST_FUNCTIONS, Document, FunctionItem, Slider
from derivgui.model.language.latex import definition_latex
from derivgui.model.language.plain import definition_text
from derivgui.model.language.words import to_words
from derivgui.model.scene.closed_forms import derivative_formula
from derivgui.model.scene.reading import Reading, held_variables, parameters
from derivgui.ui.functions.closed_forms import ClosedForms
from derivgui.ui.functions.panel import FunctionPanel, SliderPanel
from derivgui.ui.functions.row import Derivatives, Formula, RowState
from derivgui.ui.session import Session
from derivgui.ui.symbolic import SymbolicService

TYPING_PAUSE_MS = 1500
# A text that cannot be read yet may be a beginning: what is said of it, and sliders for its letters, wait so long.
HESITATION_MS = 700


class FunctionPresenter(QObject):
    """One for each function list."""

    def __init__(
        self, session: Session, panel: FunctionPanel, sliders: SliderPanel, symbolic: SymbolicService | None = None
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._sliders = sliders
        # A pause while typing ends a step of undo.
        self._pause = QTimer(self, interval=TYPING_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(session.store.seal)
        # The row that is being typed in, and when it is taken for what it says.
        self._typed_row: int | None = None
        self._hesitation = QTimer(self, interval=HESITATION_MS, singleShot=True)
        self._hesitation.timeout.connect(self._on_typing_paused)
        # The last formula of each row, with what it was made of.
        self._formulas: dict[int, tuple[Reading, str, Formula]] = {}
        self._closed_forms = ClosedForms(symbolic, self) if symbolic is not None else None
        self._connect()
        self._show(session.document)

    def _connect(self) -> None:
        panel, session = self._panel, self._session
        session.document_changed.connect(self._on_document_changed)
        panel.text_typed.connect(self._on_text_typed)
        panel.typing_ended.connect(self._on_typing_ended)
        panel.activated.connect(self._on_activated)
        panel.visibility_asked.connect(self._on_visibility_asked)
        panel.removal_asked.connect(self.remove)
        panel.add_asked.connect(self.add)
        panel.colour_asked.connect(
            lambda i, colour: session.edit("Colour the curve", lambda d: edits.set_colour(d, i, colour))
        )
        panel.move_asked.connect(
            lambda i, index: session.edit("Reorder functions", lambda d: edits.move_function(d, i, index), f"move {i}")
        )
        if self._closed_forms is not None:
            self._closed_forms.found.connect(lambda: self._show_rows(session.document))
        self._sliders.moved.connect(self._on_slider_moved)
        self._sliders.move_ended.connect(session.store.seal)
        self._sliders.entered.connect(self._on_slider_entered)

    def add(self) -> None:
        """A new empty row with the cursor in it; an empty last row is used instead of a second one."""
        session = self._session
        last = session.document.functions[-1] if session.document.functions else None
        if last is None or last.text.strip():
            session.store.seal()
            session.edit("Add a function", edits.add_function)
            if len(session.document.functions) == MOST_FUNCTIONS:
                session.notice_raised.emit("info", f"The list is full with {MOST_FUNCTIONS} functions.", "")
        self._panel.focus_row(session.document.functions[-1].id)

    def edit_active(self) -> None:
        """The cursor into the active row, its text chosen: what is typed next takes its place."""
        active = self._session.document.active
        self._panel.focus_row(active)
        row = self._panel.row(active)
        if row is not None:
            row.edit.selectAll()

    def take_typing(self, text: str) -> bool:
        """Write what was typed while no field had the cursor into the active row; False where that is not empty."""
        if not self._session.document.functions:
            self.add()
        active = self._session.document.active
        row = self._panel.row(active)
        if row is None or row.edit.text():
            return False
        self._panel.focus_row(active)
        row.edit.write(text)
        return True

    def remove(self, function_id: int) -> None:
        """Take a row away and put the cursor into the one that takes its place."""
        session = self._session
        session.store.seal()
        session.edit("Delete a function", lambda d: edits.remove_function(d, function_id))
        self._panel.focus_row(session.document.active)

    def _on_text_typed(self, function_id: int, text: str) -> None:
        self._typed_row = function_id
        self._hesitation.start()
        self._session.edit("Type a function", lambda d: edits.set_text(d, function_id, text), f"type {function_id}")
        self._pause.start()

    def _on_typing_ended(self) -> None:
        self._session.store.seal()
        self._on_typing_paused()

    def _on_typing_paused(self) -> None:
        self._hesitation.stop()
        if self._typed_row is not None:
            self._typed_row = None
            self._show(self._session.document)

    def _on_activated(self, function_id: int) -> None:
        if self._session.document.active != function_id:
            self._session.store.adjust(lambda d: edits.activate(d, function_id))

    def _on_visibility_asked(self, function_id: int) -> None:
        item = self._session.document.item(function_id)
        if item is not None:
            label = "Hide a function" if item.visible else "Show a function"
            self._session.edit(label, lambda d: edits.set_visible(d, function_id, not item.visible))

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if (
            old.functions is not new.functions
            or old.shown is not new.shown
            or (old.active, old.angle, old.notation) != (new.active, new.angle, new.notation)
        ):
            self._show(new)
        elif old.sliders is not new.sliders or (old.y != new.y and held_variables(new, self._session.resolver.reader)):
            self._show_sliders(new)
        if old.active != new.active:
            self._panel.reveal_row(new.active)

    def _show(self, document: Document) -> None:
        self._show_rows(document)
        self._show_sliders(document)

    def _show_rows(self, document: Document) -> None:
        if self._closed_forms is not None:
            self._closed_forms.forget_wishes()
        names = self._session.resolver.names(document)
        self._panel.show_rows(tuple(self._row_state(document, item, names[item.id]) for item in document.functions))

    def _show_sliders(self, document: Document) -> None:
        reader = self._session.resolver.reader
        held = held_variables(document, reader)
        sliders = [edits.held_slider(document, name) for name in held]
        sliders += [document.slider(name) or Slider(name) for name in parameters(document, reader) if name not in held]
        if self._typed_row is not None and {slider.name for slider in sliders} != self._sliders.names:
            return
        self._sliders.show_sliders(tuple(sliders))
        self._sliders.setVisible(bool(sliders))

    def _on_slider_moved(self, name: str, value: float) -> None:
        """A second variable that is held fast is the point's y, and no parameter."""
        held = held_variables(self._session.document, self._session.resolver.reader)
        change = edits.slide_held if name in held else edits.slide
        self._session.edit(f"Change {name}", lambda d: change(d, name, value), f"slide {name}")

    def _on_slider_entered(self, name: str, value: float) -> None:
        held = held_variables(self._session.document, self._session.resolver.reader)
        change = edits.hold if name in held else edits.set_slider
        self._session.edit(f"Change {name}", lambda d: change(d, name, value))

    def _row_state(self, document: Document, item: FunctionItem, name: str) -> RowState:
        reading = self._session.resolver.reading(document, item)
        problem = None
        if reading.error is not None and item.id != self._typed_row:
            problem = (reading.error.message, reading.error.hint, reading.error.span)
        return RowState(
            item.id,
            item.text,
            item.colour,
            item.visible,
            item.id == document.active,
            self._formula(item.id, reading, name),
            problem,
            self._derivatives(document, reading, name),
        )

    def _derivatives(self, document: Document, reading: Reading, name: str) -> Derivatives:
        """f' and f'' as far as they are switched on."""
        expression, shown = reading.expression, document.shown
        if expression is None or self._closed_forms is None:
            return Derivatives()
        variable, *others = expression.variables
        if others:
            # Most functions have one variable.
            from derivgui.model.scene.partial_forms import orders as partial_orders

            orders = partial_orders((variable, others[0]), shown.first_formula, shown.second_formula)
        else:
            orders = ((variable,),) * shown.first_formula + ((variable, variable),) * shown.second_formula
        if not orders:
            return Derivatives()
        forms = self._closed_forms.get(expression.text, document.angle, orders)
        if forms is None:
            return Derivatives(awaited=len(orders))
        known = [form for form in forms if form["text"]]
        if others:
            from derivgui.model.scene.partial_forms import partial_formulas

            formulas = partial_formulas(forms, name, (variable, others[0]), document.notation)
        else:
            formulas = tuple(derivative_formula(form, name, expression.variables, document.notation) for form in known)
        is_proven = all(form["status"] == "proven" for form in known)
        return Derivatives(formulas, ("proven" if is_proven else "numerical") if formulas else "")

    def _formula(self, function_id: int, reading: Reading, name: str) -> Formula | None:
        if reading.expression is None:
            return None
        known = self._formulas.get(function_id)
        if known is None or known[:2] != (reading, name):
            expression = replace(reading.expression, name=name)
            words = f"{name} of {' and '.join(expression.variables)} is {to_words(expression.tree)}"
            formula = (definition_latex(expression, name), words, definition_text(expression, name))
            known = self._formulas[function_id] = (reading, name, formula)
        return known[2]
