"""Edits of the descent, as pure functions Document -> Document; the same object where nothing changes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from derivgui.model.document.descent import (
    LARGEST_RATE,
    MOST_EVERY,
    MOST_RIVALS,
    SMALLEST_RATE,
    Contestant,
    Descent,
    MethodName,
    ScheduleName,
    usual_rate,
)
from derivgui.model.document.document import Document


def _changed(document: Document, descent: Descent) -> Document:
    return document if descent == document.descent else replace(document, descent=descent)


def _with(document: Document, **values: Any) -> Document:
    return _changed(document, replace(document.descent, **values))


def _contestant(document: Document, place: int) -> Contestant | None:
    contestants = document.descent.contestants
    return contestants[place] if 0 <= place < len(contestants) else None


def move_start(document: Document, x: float, y: float | None = None) -> Document:
    """Start elsewhere; without y along the curve only."""
    y = document.start[1] if y is None else y
    if not (math.isfinite(x) and math.isfinite(y)) or (x, y) == document.start:
        return document
    return _with(document, start=(x + 0.0, y + 0.0))


def start_at_the_point(document: Document) -> Document:
    """Start where the point is, wherever it goes."""
    return _with(document, start=None)


def set_rate(document: Document, place: int, rate: float) -> Document:
    """Another rate for a contestant (0 the main one), kept within what runs bear."""
    one = _contestant(document, place)
    if one is None or not rate > 0:
        return document
    rate = min(max(rate, SMALLEST_RATE), LARGEST_RATE)
    return _changed(document, document.descent.with_contestant(place, replace(one, rate=rate)))


def set_method(document: Document, place: int, method: MethodName) -> Document:
    """Another method; a rate that was only the old one's usual one becomes the new one's."""
    one = _contestant(document, place)
    if one is None or one.method == method:
        return document
    rate = usual_rate(method) if one.rate == usual_rate(one.method) else one.rate
    return _changed(document, document.descent.with_contestant(place, Contestant(method, rate)))


def set_parameter(document: Document, place: int, name: str, value: float) -> Document:
    """A parameter of a contestant's method."""
    one = _contestant(document, place)
    if one is None or not math.isfinite(value):
        return document
    parameters = dict(one.parameters) | {name: value}
    changed = replace(one, parameters=tuple(parameters.items()))
    return _changed(document, document.descent.with_contestant(place, changed))


def set_schedule(
    document: Document, kind: ScheduleName, factor: float | None = None, every: int | None = None
) -> Document:
    """How the rates change from step to step."""
    descent = document.descent
    factor = descent.factor if factor is None else factor
    every = descent.every if every is None else every
    if not (0 < factor < math.inf and 1 <= every <= MOST_EVERY):
        return document
    return _with(document, schedule=kind, factor=factor, every=every)


def add_rival(document: Document, rival: Contestant) -> Document:
    """One more in the race, as long as there is room."""
    rivals = document.descent.rivals
    return document if len(rivals) >= MOST_RIVALS else _with(document, rivals=(*rivals, rival))


def remove_rival(document: Document, place: int) -> Document:
    """One fewer; ``place`` counts from 1, because 0 is the main one."""
    rivals = document.descent.rivals
    if not 0 < place <= len(rivals):
        return document
    return _with(document, rivals=(*rivals[: place - 1], *rivals[place:]))
