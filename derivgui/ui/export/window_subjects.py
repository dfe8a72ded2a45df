"""What the main window has to show: the view that is open first, then what else belongs to the document."""

from __future__ import annotations

from functools import partial

from derivgui.export.animation.film import Film
from derivgui.export.animation.microscope_film import MicroscopeFilm
from derivgui.export.animation.secant_film import SecantFilm
from derivgui.export.animation.slider_film import SliderFilm
from derivgui.export.figure import Wishes
from derivgui.export.look import Look
from derivgui.export.view import View
from derivgui.export.views.curve import CurveView
from derivgui.export.views.microscope import MicroscopeView
from derivgui.export.views.window import Window
from derivgui.model.document.document import Slider
from derivgui.ui.export.subjects import FilmSubject, Subject
from derivgui.ui.session import Session

FIRST_K, LAST_K = 2.0, 6.0


class WindowSubjects:
    """Asks the session when asked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def subjects(self) -> tuple[Subject, ...]:
        """The curves, and the microscope where there is a point."""
        session = self._session
        if not session.scene.statics.curves:
            return ()
        found = [Subject("curve", "Curves", self._curve)]
        if session.function is not None:
            found.append(Subject("microscope", "Microscope", self._microscope))
        return tuple(found)

    def films(self) -> tuple[FilmSubject, ...]:
        """The secant, the microscope, and each slider."""
        session = self._session
        if session.function is None:
            return ()
        used = session.function.parameters
        return (
            FilmSubject("secant", "The secant becomes the tangent", self._secant_film),
            FilmSubject("microscope", "The microscope zooms in", self._microscope_film),
            *(
                FilmSubject(
                    f"slider {slider.name}", f"{slider.name} runs through its range", partial(self._slider_film, slider)
                )
                for slider in session.document.sliders
                if slider.name in used
            ),
        )

    def _window(self) -> Window:
        return Window(self._session.viewport)

    def _curve(self) -> View:
        return CurveView(self._session.document, self._window())

    def _microscope(self) -> View:
        return MicroscopeView(self._session.document, FIRST_K)

    def _secant_film(self, size: tuple[float, float], look: Look, wishes: Wishes) -> Film:
        return SecantFilm(self._session.document, self._window(), size, look, wishes)

    def _microscope_film(self, size: tuple[float, float], look: Look, wishes: Wishes) -> Film:
        return MicroscopeFilm(MicroscopeView(self._session.document, 0.0), LAST_K, size, look, wishes)

    def _slider_film(self, slider: Slider, size: tuple[float, float], look: Look, wishes: Wishes) -> Film:
        document = self._session.document
        return SliderFilm(document, slider.name, (slider.minimum, slider.maximum), self._window(), size, look, wishes)
