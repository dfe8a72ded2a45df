"""The tables of curves: every verdict, every mark, every piece."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport
from tests.oracle.curves.table import FAMILIES, Curve, Mark, Place, curves, number


def function(text: str) -> RealFunction:
    return RealFunction(Program(settled(parse(text).tree)))


@pytest.mark.parametrize("family", FAMILIES)
def test_verdicts_are_those_of_the_tables(family: str) -> None:
    assert [complaint for curve in curves(family) for complaint in _verdict_complaints(curve)] == []


def _verdict_complaints(curve: Curve) -> Iterator[str]:
    f = function(curve.text)
    for place in curve.places:
        yield from (f"{curve.text} at {place.x}: {complaint}" for complaint in _wrong(f, place))


def _wrong(f: RealFunction, place: Place) -> Iterator[str]:
    found = verdict_at(f, float(place.x))
    if found.kind != place.kind:
        yield f"{found.kind}, not {place.kind}"
    for name in ("value", "left_slope", "right_slope", "slope"):
        seen, written = getattr(found, name), number(getattr(place, name))
        if not _agree(seen, written):
            yield f"{name} {seen!r}, not {written!r}"


@pytest.mark.parametrize("family", FAMILIES)
def test_pictures_are_those_of_the_tables(family: str) -> None:
    assert [complaint for curve in curves(family) for complaint in _picture_complaints(curve)] == []


def _picture_complaints(curve: Curve) -> Iterator[str]:
    if curve.window is None:
        return
    # Aligned with nothing, so that no sample falls on a place by luck.
    view = Viewport(*curve.window, -curve.top, 1.07 * curve.top, 397, 301)
    found = sample(function(curve.text), view, patience=math.inf)
    marks = [(mark.kind, mark.x, None if math.isnan(mark.y) else mark.y) for mark in found.markers]
    wanted = [mark for place in curve.breaks for mark in place.marks]
    if len(marks) != len(wanted) or not all(any(_same(mark, other) for other in marks) for mark in wanted):
        yield f"{curve.text}: marked {marks}, not {wanted}"
    if len(found.pieces) != curve.pieces:
        yield f"{curve.text}: {len(found.pieces)} pieces, not {curve.pieces}"
    if found.unresolved:
        yield f"{curve.text}: unresolved {found.unresolved}"


def _same(mark: Mark, other: Mark) -> bool:
    heights = mark[2], other[2]
    is_as_high = (None in heights and heights[0] == heights[1]) or (None not in heights and _agree(*heights))  # type: ignore[arg-type]
    return mark[0] == other[0] and abs(mark[1] - other[1]) <= math.ulp(mark[1]) and is_as_high


def _agree(seen: float, written: float) -> bool:
    if not math.isfinite(written):
        return seen == written or (math.isnan(seen) and math.isnan(written))
    return math.isclose(seen, written, rel_tol=1e-14, abs_tol=0.0)


def test_the_tables_hold_many_curves_and_none_twice() -> None:
    texts = [curve.text for family in FAMILIES for curve in curves(family)]
    assert len(texts) > 700
    assert len(set(texts)) == len(texts)
