"""Edits: pure functions Document -> Document, one for each thing a user can do.

Each returns the same object where nothing changes, so nothing is recorded for it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from derivgui.model.document.document import (
    MOST_FUNCTIONS,
    AngleUnit,
    Document,
    FunctionItem,
    Notation,
    Page,
    Pin,
    Shown,
    Slider,
)
from derivgui.model.language.limits import LONGEST_KEPT

SMALLEST_STEP = 1e-300
# Where a point that is dragged right onto the other one stops: doubles have long lost it there, the secant has not.
NEAREST_STEP = 1e-16
LARGEST_PARAMETER = 1e12
# A value outside the slider's range gets a range that reaches to twice as far; one a thousand times wider than
# the value is given up.
REACH = 2.0
WIDEST_TRAVEL = 1000.0
COLOURS = 7


def _changed(document: Document, **values: Any) -> Document:
    after = replace(document, **values)
    return document if after == document else after


def _kept(text: str) -> str:
    """The text as far as it can be saved: not too long, and "�" for halves of characters that no file can hold."""
    return text[:LONGEST_KEPT].encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def add_function(document: Document, text: str = "") -> Document:
    """A new row at the end, active at once, in the first colour that is free; none in a full list."""
    if len(document.functions) >= MOST_FUNCTIONS:
        return document
    number = max((item.id for item in document.functions), default=0) + 1
    used = {item.colour for item in document.functions}
    colour = next((c for c in range(COLOURS) if c not in used), number % COLOURS)
    item = FunctionItem(number, _kept(text), colour)
    return replace(document, functions=(*document.functions, item), active=number)


def remove_function(document: Document, function_id: int) -> Document:
    """Without this row and its pins; the row that takes its place becomes active."""
    rows = document.functions
    index = next((i for i, item in enumerate(rows) if item.id == function_id), None)
    if index is None:
        return document
    rest = rows[:index] + rows[index + 1 :]
    active = document.active
    if active == function_id:
        active = rest[min(index, len(rest) - 1)].id if rest else 0
    pins = tuple(pin for pin in document.pins if pin.function != function_id)
    return replace(document, functions=rest, active=active, pins=pins)


def move_function(document: Document, function_id: int, index: int) -> Document:
    """The row moved to another place in the list."""
    item = document.item(function_id)
    if item is None:
        return document
    rest = [other for other in document.functions if other.id != function_id]
    rest.insert(max(0, min(index, len(rest))), item)
    return _changed(document, functions=tuple(rest))


def set_text(document: Document, function_id: int, text: str) -> Document:
    """Another text in a row, as much of it as can be saved."""
    item, text = document.item(function_id), _kept(text)
    return document if item is None or item.text == text else document.with_function(replace(item, text=text))


def set_visible(document: Document, function_id: int, visible: bool) -> Document:
    """Show or hide a row's curve."""
    item = document.item(function_id)
    if item is None or item.visible == visible:
        return document
    return document.with_function(replace(item, visible=visible))


def set_colour(document: Document, function_id: int, colour: int) -> Document:
    """Another colour of the cycle for a row."""
    item = document.item(function_id)
    if item is None or item.colour == colour:
        return document
    return document.with_function(replace(item, colour=colour))


def activate(document: Document, function_id: int) -> Document:
    """Let another function carry the points."""
    return document if document.item(function_id) is None else _changed(document, active=function_id)


def move_point(document: Document, x: float) -> Document:
    """The tangent point to x; the secant point follows at the same h."""
    return _changed(document, x=x + 0.0) if math.isfinite(x) else document


def move_in_plane(document: Document, x: float, y: float) -> Document:
    """The point of a function of two variables to (x, y)."""
    return _changed(document, x=x + 0.0, y=y + 0.0) if math.isfinite(x) and math.isfinite(y) else document


def turn(document: Document, direction: float) -> Document:
    """Another direction for the directional derivative; angles beyond a full turn come back into (-π, π]."""
    if not math.isfinite(direction):
        return document
    inside = math.remainder(direction, math.tau)
    return _changed(document, direction=math.pi if inside == -math.pi else inside + 0.0)


def set_sliced(document: Document, function_id: int, sliced: bool) -> Document:
    """Show a function of two variables as the curve of a slice, or as a contour map again."""
    item = document.item(function_id)
    if item is None or item.sliced == sliced:
        return document
    return document.with_function(replace(item, sliced=sliced))


def set_step(document: Document, h: float) -> Document:
    """Another h. Never 0: at 0 there is no secant, so it stops just before, on the side it came from."""
    if not math.isfinite(h):
        return document
    if h == 0:
        h = math.copysign(min(NEAREST_STEP, abs(document.h)), document.h)
    elif abs(h) < SMALLEST_STEP:
        h = math.copysign(SMALLEST_STEP, h)
    return _changed(document, h=h)


def set_slider(document: Document, name: str, value: float) -> Document:
    """A parameter's value; where the range does not suit it, a range around 0 that does."""
    if not abs(value) <= LARGEST_PARAMETER:
        return document
    old = document.slider(name) or Slider(name)
    if old.minimum <= value <= old.maximum and old.maximum - old.minimum <= WIDEST_TRAVEL * max(abs(value), 1.0):
        return _put_slider(document, replace(old, value=value))
    reach = max(REACH * abs(value), Slider(name).maximum)
    return _put_slider(document, Slider(name, value, -reach, reach))


def slide(document: Document, name: str, value: float) -> Document:
    """A parameter's value by its slider, whose range stays what it is."""
    old = document.slider(name) or Slider(name)
    if not math.isfinite(value):
        return document
    return _put_slider(document, replace(old, value=min(max(value, old.minimum), old.maximum)))


def held_slider(document: Document, name: str) -> Slider:
    """The slider that shows y under the second variable's name; its range reaches as far as the point has gone."""
    kept = document.slider(name) or Slider(name)
    return Slider(name, document.y, min(kept.minimum, document.y), max(kept.maximum, document.y))


def hold(document: Document, name: str, value: float) -> Document:
    """Another y, typed; the slider that shows it gets a range that suits it."""
    if not abs(value) <= LARGEST_PARAMETER:
        return document
    return _changed(set_slider(document, name, value), y=value + 0.0)


def slide_held(document: Document, name: str, value: float) -> Document:
    """Another y by its slider, whose range stays what it is."""
    if not math.isfinite(value):
        return document
    shown = held_slider(document, name)
    value = min(max(value, shown.minimum), shown.maximum)
    return _changed(_put_slider(document, replace(shown, value=value)), y=value + 0.0)


def _put_slider(document: Document, slider: Slider) -> Document:
    if document.slider(slider.name) is None:
        return replace(document, sliders=(*document.sliders, slider))
    sliders = tuple(slider if old.name == slider.name else old for old in document.sliders)
    return _changed(document, sliders=sliders)


def pin_tangent(document: Document, x: float) -> Document:
    """Pin the active function's tangent at x; pinned twice is pinned once."""
    pin = Pin(document.active, x + 0.0)
    if pin in document.pins or document.item(document.active) is None or not math.isfinite(x):
        return document
    return replace(document, pins=(*document.pins, pin))


def unpin_tangent(document: Document, pin: Pin) -> Document:
    """Take a pinned tangent away."""
    return _changed(document, pins=tuple(other for other in document.pins if other != pin))


def unpin_all(document: Document) -> Document:
    """Take all pinned tangents away."""
    return _changed(document, pins=())


def show(document: Document, **switches: bool) -> Document:
    """Set switches of the canvas by name."""
    return _changed(document, shown=replace(document.shown, **switches))


def set_notation(document: Document, notation: Notation) -> Document:
    """Write derivatives another way."""
    return _changed(document, notation=notation)


def set_angle(document: Document, angle: AngleUnit) -> Document:
    """Read the arguments of trigonometric functions in radians or degrees."""
    return _changed(document, angle=angle)


def open_page(document: Document, page: Page) -> Document:
    """Show another page of the right panel; "" closes it."""
    return _changed(document, page=page)


def reset() -> Document:
    """The document that a new window shows."""
    return Document(shown=Shown())
