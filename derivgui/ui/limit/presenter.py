"""Joins the limit panel to the session and drives the player."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from derivgui.model.calculus.tangent import Tangent
from derivgui.model.document import edits
from derivgui.model.scene.limit_words import limit_formula, limit_sentence
from derivgui.model.scene.scene import Scene
from derivgui.ui.limit import player
from derivgui.ui.limit.panel import LimitPanel
from derivgui.ui.session import Session

if TYPE_CHECKING:
    from derivgui.ui.limit.error_presenter import ErrorPresenter

FRAME_MS = 16
SENTENCE_MS = 100


class LimitPresenter(QObject):
    """One for each limit panel."""

    def __init__(self, session: Session, panel: LimitPanel) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        # Words wait for the hand to rest: laying text out is no work for a drag.
        self._words = QTimer(self, interval=SENTENCE_MS, singleShot=True)
        self._words.timeout.connect(self._show_words)
        self._formula_key: tuple[str, ...] = ()
        self._told: Tangent | None = None
        self._errors: ErrorPresenter | None = None
        self._connect()

    def _connect(self) -> None:
        panel, session = self._panel, self._session
        session.scene_changed.connect(self._on_scene_changed)
        panel.play_asked.connect(self.toggle_play)
        panel.forward_asked.connect(lambda: self._step(player.next_step))
        panel.back_asked.connect(lambda: self._step(player.previous_step))
        panel.restart_asked.connect(lambda: self._step(player.restarted))
        panel.side_asked.connect(lambda: self._step(lambda h: -h))
        panel.scrubbed.connect(self._on_scrubbed)
        panel.scrubbing_ended.connect(session.store.seal)
        panel.step_chosen.connect(self._on_step_chosen)
        panel.view_changed.connect(self._show_words)
        # The first frame does not wait for typesetting.
        self._on_scene_changed(session.scene)

    @property
    def is_playing(self) -> bool:
        """True while h shrinks by itself."""
        return self._timer.isActive()

    def toggle_play(self) -> None:
        """Play, or pause where h is; from the end it starts again at 1."""
        if self.is_playing:
            self.stop()
            return
        self._session.store.seal()
        self._session.edit("Show the secant", lambda d: edits.show(d, secant=True), "play")
        if player.is_at_end(self._session.document.h):
            self._set_h("Let h go to 0", player.restarted(self._session.document.h), "play")
        self._clock.start()
        self._timer.start()
        self._panel.set_playing(True)

    def stop(self) -> None:
        """Pause; nothing where it does not play."""
        if self.is_playing:
            self._timer.stop()
            self._session.store.seal()
            self._panel.set_playing(False)

    def _on_timer_timeout(self) -> None:
        h = player.played(self._session.document.h, self._clock.restart() / 1000)
        self._set_h("Let h go to 0", h, "play")
        if player.is_at_end(h):
            self.stop()

    def _step(self, change: Callable[[float], float]) -> None:
        self.stop()
        self._session.store.seal()
        self._set_h("Change h", change(self._session.document.h), "")

    def _on_scrubbed(self, position: int) -> None:
        self.stop()
        h = player.from_position(position, math.copysign(1.0, self._session.document.h))
        self._set_h("Change h", h, "scrub")

    def _on_step_chosen(self, size: float) -> None:
        self.stop()
        self._set_h("Change h", math.copysign(size, self._session.document.h), "scrub")

    def _set_h(self, label: str, h: float, merge_key: str) -> None:
        self._session.edit(label, lambda d: edits.set_step(d, h), merge_key)

    def _on_scene_changed(self, scene: Scene) -> None:
        if self._panel.isVisible():
            self._panel.show_step(scene.h, scene.quotients)
            if self._panel.shows_errors:
                self._error_presenter().follow(scene)
        # Words that are no longer true are worse than none.
        if scene.tangent != self._told:
            self._panel.set_sentence("")
        self._words.start()

    def _show_words(self) -> None:
        scene, document = self._session.scene, self._session.document
        self._panel.show_step(scene.h, scene.quotients)
        if self._panel.shows_errors:
            self._panel.set_sentence(self._error_presenter().renew(scene))
        else:
            self._panel.set_sentence(limit_sentence(scene, document.notation))
        self._told = scene.tangent
        second = scene.held.variable if scene.held is not None else ""
        key = (scene.name, scene.statics.variable, document.notation, second)
        if key != self._formula_key:
            self._formula_key = key
            self._panel.formula.set_formula(*limit_formula(*key))

    def _error_presenter(self) -> ErrorPresenter:
        """Made with the picture, when it is first asked for."""
        if self._errors is None:
            from derivgui.ui.limit.error_presenter import ErrorPresenter

            self._errors = ErrorPresenter(self._session, self._panel.errors)
        return self._errors
