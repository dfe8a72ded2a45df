"""The certificate of a whole window, with its words: what is proven of all curves in it, and what stays open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivgui.model.numeric.viewport import SMALLEST_RELATIVE_SPAN, Viewport
from derivgui.model.scene.exact_names import named
from derivgui.model.scene.numbers import format_number

if TYPE_CHECKING:
    from derivgui.model.numeric.certificates.certificate import Certificate, Status
    from derivgui.model.numeric.places.search import Interval

# A stretch fills this share of the window that looks at it.
SHARE = 0.4
# A window that looks at a stretch is at most this share of the present one.
CLOSER = 0.25
# Above the narrowest window that is sound, so that its columns still differ.
ROOM = 8.0


@dataclass(frozen=True, slots=True)
class Notable:
    """A stretch worth looking at: one that is open, or one where all samples had missed something.

    Attributes:
        start, end: in x.
        text: what it is, and where.
        window: the bounds in x that show it, None where no window is narrow enough to show more of it.
    """

    start: float
    end: float
    text: str
    window: Interval | None


@dataclass(frozen=True, slots=True, eq=False)
class WindowCertificate:
    """What is certain of all curves in a window.

    Attributes:
        status: "proven" where nothing is hidden in it.
        headlines: the words of the badge, the shortest last.
        sentence: what that means, and of which curves it is said.
        open: where something may hide, by function and x.
        found: what was found between the samples, and is drawn.
    """

    status: Status
    headlines: tuple[str, ...]
    sentence: str
    open: tuple[Notable, ...]
    found: tuple[Notable, ...]


def window_certificate(
    parts: tuple[tuple[str, Certificate], ...], variable: str, view: Viewport, with_slope: bool
) -> WindowCertificate | None:
    """The certificates of the visible curves, by their names, as one; None where there is no curve."""
    if not parts:
        return None
    tag = len(parts) > 1
    open_ = tuple(
        Notable(
            s.start, s.end, f"{f'{name}: ' if tag else ''}{_REASONS[s.reason]}, {place}", _window(s.start, s.end, view)
        )
        for name, certificate in parts
        for s in certificate.open
        for place in (stretch_text(s.start, s.end, variable),)
    )
    found = tuple(
        Notable(
            a, b, f"{f'{name}: ' if tag else ''}found and drawn, {stretch_text(a, b, variable)}", _window(a, b, view)
        )
        for name, certificate in parts
        for a, b in certificate.found
    )
    status: Status = "not determined" if open_ else "proven"
    names = [name for name, _ in parts]
    return WindowCertificate(
        status, headlines(len(open_), len(found)), _sentence(status, names, with_slope), open_, found
    )


_REASONS = {"restless": "swings faster than pixels show", "thin": "may hide something thinner than a pixel"}


def headlines(open_: int, found: int) -> tuple[str, ...]:
    """ "proven: nothing hidden in this window", or how many stretches are open; then in fewer words."""
    if open_:
        return f"not determined: {open_} {'stretch' if open_ == 1 else 'stretches'}", "not determined"
    plain = "proven: nothing hidden in this window"
    return (f"{plain} ({found} found between the samples)",) * bool(found) + (plain, "proven")


def _sentence(status: Status, names: list[str], with_slope: bool) -> str:
    """The words of a tooltip."""
    of = _listed(names)
    if status == "proven":
        text = f"Ball arithmetic encloses {of} in every column of pixels: no value is a pixel off what is drawn."
    else:
        text = f"Ball arithmetic encloses {of} in every column of pixels, but for the stretches listed here."
    return f"{text} Nothing is claimed of the curve of the derivative." if with_slope else text


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def stretch_text(start: float, end: float, variable: str) -> str:
    """ "x from 0.1 to 0.2", or "x ≈ 0.333333" where six digits do not tell the ends apart."""
    low, high = format_number(start), format_number(end)
    if low != high:
        return f"{variable} from {low} to {high}"
    return f"{variable} = {named(start)}" if start == end else f"{variable} ≈ {named(0.5 * (start + end))}"


def _window(start: float, end: float, view: Viewport) -> Interval | None:
    """Bounds with the stretch, or a part of it, in the middle; None where the window cannot be narrower."""
    middle, present = 0.5 * (start + end), view.x1 - view.x0
    smallest = ROOM * SMALLEST_RELATIVE_SPAN * max(abs(start), abs(end), present * SMALLEST_RELATIVE_SPAN)
    width = max(min((end - start) / SHARE, CLOSER * present), smallest)
    return (middle - 0.5 * width, middle + 0.5 * width) if width < present else None
