"""Keeps the error picture true: pale as soon as the point moves on, computed anew when the hand rests."""

from __future__ import annotations

from derivgui.model.numeric.function import RealFunction
from derivgui.model.scene.scene import Scene
from derivgui.ui.limit.error_view import ErrorView
from derivgui.ui.session import Session


class ErrorPresenter:
    """One for each error picture; its owner says when to follow and when there is time to renew."""

    def __init__(self, session: Session, view: ErrorView) -> None:
        self._session = session
        self._view = view
        self._key: tuple[RealFunction | None, float] | None = None
        self._sentence = ""

    def follow(self, scene: Scene) -> None:
        """Within a frame: the step moves at once, curves of another point or function pale."""
        self._view.show_step(scene.h)
        if self._key_now(scene) != self._key:
            self._view.fade()

    def renew(self, scene: Scene) -> str:
        """Show what is true now; about a millisecond where something has changed. The words beside the picture."""
        from derivgui.model.calculus.difference_errors import difference_errors
        from derivgui.model.scene.error_words import error_sentences, missing_slope

        self._view.show_step(scene.h)
        key = self._key_now(scene)
        if key == self._key:
            return self._sentence
        if scene.verdict is not None and scene.verdict.is_awaited:
            # The words of another point or function are no longer true.
            return scene.verdict.reason
        function, tangent = key[0], scene.tangent
        errors = None
        if function is not None and tangent is not None:
            errors = difference_errors(function, tangent.x, tangent)
        if errors is None:
            reason = missing_slope(scene.name, scene.verdict)
            self._sentence = ""
        else:
            reason = ""
            self._sentence = " ".join(error_sentences(errors, scene.name))
        self._view.show_errors(errors, reason)
        self._view.setAccessibleDescription(self._sentence or reason)
        self._key = key
        return self._sentence

    def _key_now(self, scene: Scene) -> tuple[RealFunction | None, float]:
        if scene.tangent is None:
            return None, self._session.document.x
        return self._session.function, scene.tangent.x
