"""The bar above the canvas: what is shown, how it is written, where to look."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from derivgui.model.document.document import Document
from derivgui.painting.palette import Palette, Role
from derivgui.ui.actions import TABLE
from derivgui.ui.theme import icon
from derivgui.ui.widgets.segmented_control import SegmentedControl

VIEWS = (("curve", "Curve"), ("contour", "Contour"))
NOTATIONS = (("lagrange", "f′"), ("leibniz", "df/dx"), ("operator", "Df"))
HISTORY = ("undo", "redo")
# What is shown, by view.
SWITCHES = {
    "curve": ("tangent", "secant", "triangle", "derivative", "pin", "microscope"),
    "contour": ("gradient", "gradient-field", "slices", "direction", "logarithmic"),
}
PAGES = ("page-derivation", "page-descent")
LOOK = ("zoom-out", "zoom-in", "fit", "export")
LABELS = {
    "tangent": "Tangent",
    "secant": "Secant",
    "derivative": "Slope curve",
    "gradient": "Gradient",
    "slices": "Slices",
    "direction": "Direction",
}
# The switches wear the colour of what they show.
ROLES = {
    "tangent": Role.TANGENT,
    "pin": Role.TANGENT,
    "secant": Role.SECANT,
    "triangle": Role.SECANT,
    "derivative": Role.DERIVATIVE,
    "gradient": Role.DESCENT,
    "gradient-field": Role.DESCENT,
    "slices": Role.TANGENT,
    "page-descent": Role.DESCENT,
}
# What gives way first where there is no room: words, then the notation, then the buttons that wheel and keys replace.
SPARE = ("zoom-out", "zoom-in")
_ICONS = {row.id: row.icon for row in TABLE}


class ToolBar(QFrame):
    """Buttons for actions of the table, in groups, and the notation switch."""

    def __init__(self, actions: Mapping[str, QAction], palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("toolbar", True)
        names = (*HISTORY, *SWITCHES["curve"], *SWITCHES["contour"], *PAGES, *LOOK)
        self._actions = {name: actions[name] for name in names}
        self.views = SegmentedControl(VIEWS, parent=self)
        self.views.setAccessibleName("View")
        self.views.setToolTip("A function of x and y as the curve of a slice, or as a contour map (Alt+1, Alt+2)")
        self.views.setMinimumWidth(self.views.sizeHint().width())
        self.notation = SegmentedControl(NOTATIONS, parent=self)
        self.notation.setAccessibleName("Notation of derivatives")
        self.notation.setToolTip("How derivatives are written")
        self.notation.setMinimumWidth(self.notation.sizeHint().width())
        self._view = ""
        self._worded: list[QToolButton] = []
        self._spare: list[QWidget] = []
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(2)
        layout.addWidget(self.views)
        layout.addSpacing(10)
        self._add(HISTORY)
        layout.addSpacing(12)
        self._switches = {view: self._add(names) for view, names in SWITCHES.items()}
        layout.addSpacing(10)
        self._add(PAGES)
        layout.addStretch(1)
        layout.addWidget(self.notation)
        layout.addSpacing(12)
        self._add(LOOK)
        self.show_view("curve")
        self.set_palette(palette)

    @property
    def view(self) -> str:
        """The view whose switches are shown."""
        return self._view

    def show_document(self, document: Document, view: str) -> None:
        """The notation of a document, and the view it is shown in."""
        if view != self._view:
            self.show_view(view)
        self.views.choose(view)
        self.notation.choose(document.notation)

    def show_view(self, view: str) -> None:
        """The switches of another view, and the view in its control."""
        self._view = view
        self.views.choose(view)
        for name, buttons in self._switches.items():
            for button in buttons:
                button.setVisible(name == view)
        self._fit_in()

    def _add(self, names: tuple[str, ...]) -> list[QToolButton]:
        buttons = [self._button(name) for name in names]
        for button in buttons:
            self._row.addWidget(button)
        return buttons

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        for name, action in self._actions.items():
            role = ROLES.get(name)
            colour = palette.text if role is None else palette.text_colour(role)
            action.setIcon(icon(_ICONS[name], palette, colour))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as there is room for."""
        super().resizeEvent(event)
        self._fit_in()

    def _fit_in(self) -> None:
        for words, notation, spare in ((True, True, True), (False, True, True), (False, False, True), (False,) * 3):
            self._lay_out(words, notation, spare)
            if self._row.sizeHint().width() <= self.width():
                return

    def minimumSizeHint(self) -> QSize:
        """The bar gives way instead of widening the window."""
        return QSize(0, super().minimumSizeHint().height())

    def _lay_out(self, words: bool, notation: bool, spare: bool) -> None:
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._worded:
            button.setToolButtonStyle(style)
        self.notation.setVisible(notation)
        for widget in self._spare:
            widget.setVisible(spare)
        self._row.invalidate()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(self._actions[name])
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(self._actions[name].text())
        if name in LABELS:
            self._actions[name].setIconText(LABELS[name])
            self._worded.append(button)
        if name in SPARE:
            self._spare.append(button)
        return button
