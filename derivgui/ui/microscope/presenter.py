"""Joins the microscope to the session.

While it is closed it costs nothing. While a point or the magnification moves, pictures are made from a timer and never
in the handler of a mouse event: coarse ones, with pauses in proportion to their cost; the fine one waits for rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QTimer

from derivgui.model.calculus.verdict import Verdict
from derivgui.model.document import edits
from derivgui.model.document.document import Document
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.magnification import SMALLEST_K
from derivgui.model.scene.scene import Scene
from derivgui.painting.palette import Palette
from derivgui.painting.plane import numbers_across
from derivgui.painting.points import HandleName, handle_positions
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.microscope import zoom
from derivgui.ui.session import Session

if TYPE_CHECKING:
    from derivgui.ui.microscope.inset import MicroscopeInset

PAUSE_MS = 30
# A picture that takes long is followed by a pause so many times as long.
PAUSE_SHARE = 8
REST_MS = 150
FRAME_MS = 33

HANDLES: tuple[HandleName, ...] = ("tangent", "secant")

MakeInset: TypeAlias = "Callable[[Palette, CurveCanvas], MicroscopeInset]"


class MicroscopePresenter(QObject):
    """One for each canvas. The inset is made when it is first opened."""

    def __init__(self, session: Session, canvas: CurveCanvas, palette: Palette, make_inset: MakeInset) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._palette = palette
        self._make_inset = make_inset
        self._inset: MicroscopeInset | None = None
        self._k = zoom.FIRST_K
        self._shown_key: tuple[object, ...] = ()
        self._pause = PAUSE_MS
        self._coarse = QTimer(self, singleShot=True)
        self._coarse.timeout.connect(self._on_coarse_timeout)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._show_fine)
        self._clock = QElapsedTimer()
        self._played_from = zoom.FIRST_K
        self._player = QTimer(self, interval=FRAME_MS)
        self._player.timeout.connect(self._on_player_timeout)
        session.document_changed.connect(self._on_document_changed)
        session.scene_changed.connect(self._on_scene_changed)
        if session.document.shown.microscope:
            self._open()

    @property
    def inset(self) -> MicroscopeInset | None:
        """The inset, None until it is first opened."""
        return self._inset

    @property
    def k(self) -> float:
        """The magnification is 10^k."""
        return self._k

    @property
    def is_playing(self) -> bool:
        """True while it zooms in by itself."""
        return self._player.isActive()

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        if self._inset is not None:
            self._inset.set_palette(palette)
            self._inset.set_playing(self.is_playing)
            self._shown_key = ()
            self._rest.start()

    def set_k(self, k: float) -> None:
        """Another magnification."""
        if k != self._k and self._inset is not None:
            self._k = k
            self._inset.show_k(k)
            self._ask()

    def toggle_play(self) -> None:
        """Zoom in by itself, or pause; from the end it starts again at life-size."""
        if self.is_playing:
            self.stop()
        elif self._inset is not None:
            if zoom.is_at_end(self._k):
                self.set_k(SMALLEST_K)
            self._played_from = self._k
            self._clock.start()
            self._player.start()
            self._inset.set_playing(True)

    def stop(self) -> None:
        """Pause; nothing where it does not play."""
        if self.is_playing and self._inset is not None:
            self._player.stop()
            self._inset.set_playing(False)
            self._rest.start()

    # Opening and closing

    def _open(self) -> None:
        if self._inset is None:
            self._inset = self._make_inset(self._palette, self._canvas)
            self._connect(self._inset)
            self._inset.show_k(self._k)
        self._avoid(self._inset, self._session.scene)
        self._inset.settle()
        self._inset.show()
        self._shown_key = ()
        self._ask()

    def _connect(self, inset: MicroscopeInset) -> None:
        inset.share_chosen.connect(lambda share: self._choose(zoom.from_share(share)))
        inset.decades_stepped.connect(lambda decades: self._choose(zoom.stepped(self._k, decades)))
        inset.scrolled.connect(lambda notches: self._choose(zoom.scrolled(self._k, notches)))
        inset.k_entered.connect(self._choose)
        inset.play_asked.connect(self.toggle_play)
        inset.placed.connect(self._canvas.keep_clear_of)
        inset.close_asked.connect(
            lambda: self._session.edit("Hide: Microscope", lambda d: edits.show(d, microscope=False))
        )

    def _close(self) -> None:
        self.stop()
        self._coarse.stop()
        self._rest.stop()
        if self._inset is not None:
            self._inset.hide()

    def _choose(self, k: float) -> None:
        self.stop()
        self.set_k(k)

    # Keeping up

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if new.shown.microscope == old.shown.microscope:
            return
        if new.shown.microscope:
            self._open()
        else:
            self._close()

    def _on_scene_changed(self, scene: Scene) -> None:
        if self._inset is not None and self._session.document.shown.microscope:
            self._avoid(self._inset, scene)
            self._ask()
            if self._inset.is_in_the_way:
                self._rest.start()

    def _avoid(self, inset: MicroscopeInset, scene: Scene) -> None:
        inset.avoid(self._handles(scene), numbers_across(scene.statics.viewport, self._canvas.number_height))

    def _handles(self, scene: Scene) -> list[QPointF]:
        spots = handle_positions(scene)
        return [spots[name] for name in HANDLES if name in spots]

    def _ask(self) -> None:
        """A coarse picture soon, a fine one at rest; nothing where the picture is the right one already."""
        if self._key("fine") == self._shown_key:
            return
        if not self._coarse.isActive():
            self._coarse.start(self._pause)
        self._rest.start()

    def _on_coarse_timeout(self) -> None:
        from derivgui.model.calculus.magnified import COARSE

        began = time.perf_counter()
        self._show(COARSE, "coarse")
        self._pause = max(PAUSE_MS, round(1000 * PAUSE_SHARE * (time.perf_counter() - began)))

    def _show_fine(self) -> None:
        from derivgui.model.calculus.magnified import FINE

        if not self.is_playing and self._inset is not None:
            self._coarse.stop()
            self._inset.settle()
            self._show(FINE, "fine")

    def _on_player_timeout(self) -> None:
        k = zoom.played(self._played_from, self._clock.elapsed() / 1000)
        self.set_k(k)
        if zoom.is_at_end(k):
            self.stop()

    def _key(self, detail: str) -> tuple[object, ...]:
        scene, function = self._session.scene, self._session.function
        place = None if scene.tangent is None else scene.tangent.x
        return function, place, self._k, scene.colour, detail

    def _show(self, budget: int, detail: str) -> None:
        key, inset, scene = self._key(detail), self._inset, self._session.scene
        is_awaited = scene.verdict is not None and scene.verdict.is_awaited
        if inset is None or is_awaited or key == self._shown_key:
            return
        self._shown_key = key
        colour = self._palette.cycle(scene.colour)
        function, verdict = self._session.function, scene.verdict
        if function is None or scene.tangent is None or verdict is None:
            inset.show_magnified(None, colour, "Choose a function that can be read and is not hidden.")
            return
        self._show_curve(inset, function, verdict, budget)

    def _show_curve(self, inset: MicroscopeInset, function: RealFunction, verdict: Verdict, budget: int) -> None:
        from derivgui.model.calculus.magnified import magnified
        from derivgui.model.scene.microscope_words import sentence

        shown = magnified(function, verdict.x, self._k, budget, verdict)
        text, status = sentence(shown, verdict)
        colour = self._palette.cycle(self._session.scene.colour)
        inset.show_magnified(shown, colour, f"{text} ({status.capitalize()}.)")
