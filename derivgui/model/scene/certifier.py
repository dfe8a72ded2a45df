"""Certifies the curves of a window while a hand rests, and remembers what is certain of them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

from derivgui.model.numeric.certificates.certificate import Certificate, certifying
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.certified import WindowCertificate, window_certificate


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """A curve in the window: its function with a number and a name."""

    number: int
    name: str
    function: RealFunction
    curve: SampledCurve


class Certifier:
    """Certifies one window after the other and remembers the last."""

    def __init__(self) -> None:
        self._key: object = None
        self._last: WindowCertificate | None = None
        # By function: the curve that was examined and what came of it.
        self._certificates: dict[RealFunction, tuple[Viewport, SampledCurve, Certificate]] = {}

    def knows(self, key: object) -> bool:
        """Whether the last window was this one."""
        return self._key == key

    def known(self, key: object) -> WindowCertificate | None:
        """Its certificate; None for another window, or for one without a curve."""
        return self._last if self.knows(key) else None

    def certify(
        self, key: object, sampled: tuple[Sampled, ...], view: Viewport, with_slope: bool
    ) -> Generator[Sampled | None, None, None]:
        """Pauses every few milliseconds; a curve that has got new points is handed back."""
        parts = []
        for one in sampled:
            certificate = yield from self._certificate_of(one, view)
            parts.append((one.name, certificate))
            if certificate.curve is not one.curve:
                yield replace(one, curve=certificate.curve)
        alive = {one.function for one in sampled}
        self._certificates = {f: known for f, known in self._certificates.items() if f in alive}
        variable = sampled[0].function.variable if sampled else "x"
        self._last, self._key = window_certificate(tuple(parts), variable, view, with_slope), key

    def _certificate_of(self, one: Sampled, view: Viewport) -> Generator[None, None, Certificate]:
        known = self._certificates.get(one.function)
        if known is not None and known[0] == view and one.curve in (known[1], known[2].curve):
            return known[2]
        certificate = yield from certifying(one.function, one.curve, view)
        self._certificates[one.function] = (view, one.curve, certificate)
        return certificate
