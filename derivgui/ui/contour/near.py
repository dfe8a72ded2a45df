"""What the function is like near the point: the plane and the paraboloid that touch it, in formulas and a sentence."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from derivgui.model.calculus.gradient import gradient_at
from derivgui.model.scene.approximation import approximation_formulas
from derivgui.model.scene.contour import ContourScene
from derivgui.model.scene.gradient_words import described
from derivgui.ui.contour.session import ContourSession
from derivgui.ui.widgets.formula_label import FormulaLabel

FOLLOW_MS = 120
PLANE = "Tangent plane"
PARABOLOID = "Quadratic approximation"
NO_FUNCTION = "Choose a function that can be read and is not hidden."


class NearPanel(QWidget):
    """Two formulas with their titles, and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._titles: list[QLabel] = []
        self._formulas: list[FormulaLabel] = []
        for title in (PLANE, PARABOLOID):
            label = QLabel(title, self)
            label.setProperty("muted", True)
            formula = FormulaLabel(self, at_leisure=True)
            layout.addWidget(label)
            layout.addWidget(formula)
            self._titles.append(label)
            self._formulas.append(formula)
        self._sentence = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._sentence.setProperty("muted", True)
        layout.addWidget(self._sentence)

    @property
    def sentence(self) -> str:
        """What is said of the gradient."""
        return self._sentence.text()

    @property
    def plane(self) -> str:
        """The tangent plane as LaTeX, "" where there is none."""
        return "" if self._formulas[0].isHidden() else self._formulas[0].tex

    @property
    def paraboloid(self) -> str:
        """The quadratic approximation as LaTeX, "" where there is none."""
        return "" if self._formulas[1].isHidden() else self._formulas[1].tex

    def show_near(
        self, plane: tuple[str, str, str] | None, paraboloid: tuple[str, str, str] | None, sentence: str
    ) -> None:
        """Show other formulas; None for one that does not exist."""
        for title, label, formula in zip(self._titles, self._formulas, (plane, paraboloid), strict=True):
            title.setVisible(formula is not None)
            label.setVisible(formula is not None)
            if formula is not None:
                label.set_formula(*formula)
        if sentence != self._sentence.text():
            self._sentence.setText(sentence)


class NearPresenter(QObject):
    """Joins the panel to the session; it follows at reading speed, and never in a drag's own time."""

    def __init__(self, contour: ContourSession, panel: NearPanel) -> None:
        super().__init__(panel)
        self._contour = contour
        self._panel = panel
        self._shown_key: tuple[object, ...] = ()
        self._following = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._following.timeout.connect(self._show)
        contour.scene_changed.connect(self._on_scene_changed)
        self._following.start()

    def _on_scene_changed(self, scene: ContourScene) -> None:
        if not self._following.isActive():
            self._following.start()

    def _show(self) -> None:
        scene, function = self._contour.scene, self._contour.function
        point = scene.point
        if not self._panel.isVisible():
            return
        if function is None or point is None:
            self._shown_key = ()
            self._panel.show_near(None, None, NO_FUNCTION)
            return
        key = (function, point.x, point.y, scene.name)
        if key == self._shown_key:
            return
        self._shown_key = key
        found = gradient_at(function, point.x, point.y)
        plane, paraboloid = approximation_formulas(found, function.variables)
        self._panel.show_near(plane, paraboloid, described(found, function.variables, scene.name))
