"""The scene: what is shown, as plain data. Static parts keep their identity while only the points move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from derivgui.model.calculus.quotient import QuotientTable
from derivgui.model.calculus.tangent import Secant, Tangent
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.document.document import Pin
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.viewport import Viewport

if TYPE_CHECKING:
    from derivgui.model.calculus.sign_runs import Run as SlopeRun
    from derivgui.model.scene.certified import WindowCertificate
    from derivgui.model.scene.interest import Interest

RoleName: TypeAlias = Literal["function", "tangent", "secant", "derivative", "descent", "text", "muted"]
RunStyle: TypeAlias = Literal["upright", "italic", "sub"]


@dataclass(frozen=True, slots=True, eq=False)
class CurveShape:
    """A curve to draw; ``colour`` counts through the cycle of function colours.

    It is ``stale`` where it is that of other values of the sliders: the present one is being sampled; or that of an
    earlier text: the present one cannot be read.
    """

    function: int
    name: str
    colour: int
    active: bool
    sampled: SampledCurve
    stale: bool = False


@dataclass(frozen=True, slots=True)
class PinnedTangent:
    """A pinned tangent; ``text`` is what the list of pins says of it."""

    pin: Pin
    tangent: Tangent
    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style and the colour of one meaning."""

    text: str
    role: RoleName = "text"
    style: RunStyle = "upright"


@dataclass(frozen=True, slots=True)
class ReadoutLine:
    """One line of the readout: the mark of its meaning and its text; ``words`` is what is read aloud.

    One that is ``spare`` stands elsewhere too and is left out where there is little room.
    """

    role: RoleName
    runs: tuple[Run, ...]
    words: str
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Statics:
    """What does not move with the points: curves, grid, axes. Compared by identity.

    ``interest`` and ``slopes`` are those of the active curve; they come when the hand rests, and while they are shown.
    ``height`` is the name of the vertical axis. While it ``waits``, some curves are not those of this window yet.
    ``earlier`` are the curves of rows whose text cannot be read, as they last could: seen in the window, told nowhere.
    """

    viewport: Viewport
    curves: tuple[CurveShape, ...]
    derivative: CurveShape | None
    grid: bool
    pi_ticks: bool
    variable: str
    asymptotes: bool = False
    interest: Interest | None = None
    slopes: tuple[SlopeRun, ...] = ()
    height: str = "y"
    waits: bool = False
    earlier: tuple[CurveShape, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """The second variable of a function of two, and the value at which it is held fast."""

    variable: str
    value: float


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the curve view shows.

    Attributes:
        tangent: at the point; None where the active function cannot be read or is hidden.
        verdict: what kind of point it is; None as ``tangent``.
        show_tangent, show_triangle: whether its line and the run/rise triangle are drawn (the point always is).
        secant: None where it is switched off or there is no active function.
        quotients: the table of difference quotients, None while it is not shown.
        h: the step, also while the secant is off.
        colour: the active function's, in the cycle.
        held: None for a function of one variable; else all this is about its slice, and derivatives are partial.
        certificate: what is proven of this very window; None while that is not known.
    """

    statics: Statics
    function: int
    name: str
    colour: int
    tangent: Tangent | None
    verdict: Verdict | None
    secant: Secant | None
    h: float
    show_tangent: bool
    show_triangle: bool
    pins: tuple[PinnedTangent, ...]
    readout: tuple[ReadoutLine, ...]
    quotients: QuotientTable | None
    held: Held | None = None
    certificate: WindowCertificate | None = None
