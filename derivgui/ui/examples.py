"""Examples worth a look: curves with corners, cusps, holes and worse, each at the point where it happens."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derivgui.model.document import edits
from derivgui.model.document.descent import USUAL_RATE, usual_rate
from derivgui.model.document.descent_edits import start_at_the_point
from derivgui.model.document.document import Document
from derivgui.model.scene.plane_examples import PLANE_EXAMPLES, PlaneExample

# So many terms that no window shows the last one, and few enough for every drag.
WEIERSTRASS_TERMS = 8


@dataclass(frozen=True, slots=True)
class Example:
    """A function to try.

    Attributes:
        id: of its action.
        title: what the menu says.
        text: as it would be typed.
        x: where the point goes.
        notice, hint: what must be said with it, "" for nothing.
    """

    id: str
    title: str
    text: str
    x: float
    notice: str = ""
    hint: str = ""


def weierstrass(terms: int) -> str:
    """The first terms of Weierstrass' sum of 2^-n cos(13^n πx), as they would be typed."""
    later = (f"cos(13^{n} pi x)/2^{n}" for n in range(2, terms))
    return " + ".join(("cos(pi x)", "cos(13pi x)/2", *later))


EXAMPLES: tuple[Example, ...] = (
    Example("example-corner", "|x|: a corner", "|x|", 0.0),
    Example("example-cusp", "x^(2/3): a cusp", "x^(2/3)", 0.0),
    Example("example-swinging", "x sin(1/x): swinging secants", "{x=0: 0, x sin(1/x)}", 0.0),
    Example("example-steps", "floor x: jumps", "floor x", 1.0),
    Example("example-hole", "sin(x)/x: a hole", "sin(x)/x", 0.0),
    Example("example-poles", "tan x: poles", "tan x", 1.0),
    Example("example-needle", "A needle thinner than a pixel", "1/(1 + 10^12 (x-1/3)^2)", 1 / 3),
    Example(
        "example-weierstrass",
        "Weierstrass: rough at every scale you can see",
        weierstrass(WEIERSTRASS_TERMS),
        0.0,
        f"Weierstrass' function is an endless sum; these are its first {WEIERSTRASS_TERMS} terms.",
        "A finite sum is smooth: at 0 it is a spike down to some 10¹⁴, and from about 10¹⁷ on a straight line.",
    ),
)


def add_example(document: Document, example: Example) -> Document:
    """The document with the example as its active function and its point.

    It takes the place of an empty row, of the function that a new window brings, or of another example: going through
    them should not pile them up.
    """
    return start_at_the_point(edits.move_point(_with_function(document, example.text), example.x))


def add_plane_example(document: Document, example: PlaneExample) -> Document:
    """The same for a function of two variables, with the spacing of its level lines and a rate that suits it."""
    added = _with_function(document, example.text)
    placed = edits.move_in_plane(edits.set_sliced(added, added.active, False), *example.point)
    shown = edits.show(placed, logarithmic=example.logarithmic)
    descent = shown.descent
    if usual_rate(descent.main.method) == USUAL_RATE:
        descent = replace(descent, main=replace(descent.main, rate=example.rate))
    return replace(shown, descent=replace(descent, start=None))


def _with_function(document: Document, text: str) -> Document:
    active = document.item(document.active)
    if active is not None and _may_be_replaced(active.text):
        return document.with_function(replace(active, text=text))
    return edits.add_function(document, text)


def _may_be_replaced(text: str) -> bool:
    brought = (item.text for item in Document().functions)
    texts = [*brought, *(example.text for example in EXAMPLES), *(example.text for example in PLANE_EXAMPLES)]
    return not text.strip() or text in texts
