"""What the main window has to show: the view that is open first, then what else belongs to the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from derivgui.export.animation.descent_film import DescentFilm
from derivgui.export.animation.film import Film
from derivgui.export.animation.microscope_film import MicroscopeFilm
from derivgui.export.animation.secant_film import SecantFilm
from derivgui.export.animation.slider_film import SliderFilm
from derivgui.export.figure import Wishes
from derivgui.export.look import Look
from derivgui.export.view import View
from derivgui.export.views.contour import ContourView
from derivgui.export.views.curve import CurveView
from derivgui.export.views.descent import DescentView
from derivgui.export.views.errors import ErrorsView
from derivgui.export.views.microscope import MicroscopeView
from derivgui.export.views.slices import SlicesView
from derivgui.export.views.steps import StepsView
from derivgui.export.views.window import Window
from derivgui.model.calculus.critical.points import CriticalSurvey
from derivgui.model.document.document import Slider
from derivgui.model.scene.contour import ContourScene
from derivgui.ui.export.subjects import FilmSubject, Subject
from derivgui.ui.session import Session

FIRST_K, LAST_K = 2.0, 6.0
# Steps of a film of a descent that has not been stepped yet.
WALK = 20


class WindowSubjects:
    """Asks the session when asked.

    ``map_scene`` is what the contour map shows, None where it is closed; ``descent_step`` tells at which step the
    descent is, None where its page is closed.
    """

    def __init__(
        self,
        session: Session,
        map_scene: Callable[[], ContourScene | None],
        descent_step: Callable[[], int | None],
    ) -> None:
        self._session = session
        self._map_scene = map_scene
        self._descent_step = descent_step

    def subjects(self) -> tuple[Subject, ...]:
        """The map or the curves; microscope and error picture where there is a point on a curve."""
        session = self._session
        found = []
        step = self._descent_step()
        if step is not None and (self._is_mapped or session.function is not None):
            found.append(Subject("descent", "Descent", partial(self._descent, step)))
            found.append(Subject("steps", "Descent over its steps", lambda: StepsView(self._descent(step))))
        if self._is_mapped:
            found.append(Subject("contour", "Contour map", self._contour))
            found.append(Subject("slices", "Slices", self._slices))
        if session.scene.statics.curves:
            found.append(Subject("curve", "Curves", self._curve))
        if session.function is not None and not self._is_mapped:
            found.append(Subject("microscope", "Microscope", self._microscope))
            found.append(Subject("errors", "Errors of quotients", self._errors))
        return tuple(found)

    def films(self) -> tuple[FilmSubject, ...]:
        """The secant, the microscope, and each slider."""
        session, step = self._session, self._descent_step()
        walk: tuple[FilmSubject, ...] = ()
        if step is not None and (self._is_mapped or session.function is not None):
            # From the start a film goes on; from anywhere else it leads there.
            walk = (FilmSubject("descent", "The descent, step by step", partial(self._descent_film, step or WALK)),)
        if session.function is None or self._is_mapped:
            return walk
        sliders = [slider for slider in session.document.sliders if slider.name in session.function.parameters]
        return (
            *walk,
            FilmSubject("secant", "From secant to tangent", self._secant_film),
            FilmSubject("microscope", "The microscope zooms in", self._microscope_film),
            *(
                FilmSubject(f"slider {s.name}", f"{s.name} runs through its range", partial(self._slider_film, s))
                for s in sliders
            ),
        )

    @property
    def _is_mapped(self) -> bool:
        document, resolver = self._session.document, self._session.resolver
        item = document.item(document.active)
        if item is None or not item.visible or not resolver.is_mapped(document, item):
            return False
        return resolver.plane_function(document, document.active) is not None

    def _window(self) -> Window:
        return Window(self._session.viewport)

    def _curve(self) -> View:
        return CurveView(self._session.document, self._window())

    def _map_window(self) -> Window | None:
        scene = self._map_scene()
        return None if scene is None else Window(scene.statics.viewport)

    def _contour(self) -> View:
        """With the critical points that are marked by now: a preview waits for no search."""
        scene = self._map_scene()
        marked = None if scene is None else scene.statics.critical
        return ContourView(self._session.document, self._map_window(), survey=marked or CriticalSurvey())

    def _slices(self) -> View:
        return SlicesView(self._session.document, self._map_window())

    def _descent(self, step: int) -> DescentView:
        """Over the window that is on screen; one step further than it is, so that the next one is seen."""
        window = self._map_window() if self._is_mapped else self._window()
        return DescentView(self._session.document, step + 1, step, window)

    def _descent_film(self, step: int, size: tuple[float, float], look: Look, wishes: Wishes) -> Film:
        return DescentFilm(self._descent(step), step, size, look, wishes)

    def _microscope(self) -> View:
        return MicroscopeView(self._session.document, FIRST_K)

    def _errors(self) -> View:
        return ErrorsView(self._session.document)

    def _secant_film(self, size: tuple[float, float], look: Look, wishes: Wishes) -> Film:
        return SecantFilm(self._session.document, self._window(), size, look, wishes)

    def _microscope_film(self, size: tuple[float, float], look: Look, wishes: Wishes) -> Film:
        return MicroscopeFilm(MicroscopeView(self._session.document, 0.0), LAST_K, size, look, wishes)

    def _slider_film(self, slider: Slider, size: tuple[float, float], look: Look, wishes: Wishes) -> Film:
        ends = (slider.minimum, slider.maximum)
        return SliderFilm(self._session.document, slider.name, ends, self._window(), size, look, wishes)
