"""Values that need more digits cost time: a frame takes a few of them, a rest takes them all."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import finished, sample
from derivgui.model.numeric.viewport import Viewport

NOISY = [
    ("(1 - cos x)/x^2", Viewport(-1e-7, 1e-7, 0, 1, 800, 600)),
    (
        "(x - 1)^7 - (x^7 - 7x^6 + 21x^5 - 35x^4 + 35x^3 - 21x^2 + 7x - 1) + x",
        Viewport(-2e-15, 2e-15, -2e-15, 2e-15, 800, 600),
    ),
    ("e^(e^(e^(e^(e^x))))", Viewport(-6, 6, -4, 4, 980, 540)),
]


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def at_rest(f: RealFunction, curve: SampledCurve, view: Viewport) -> tuple[SampledCurve, int]:
    """The curve in the end, and in how many turns."""
    steps, turns = finished(f, curve, view), 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value, turns
        turns += 1


@pytest.mark.parametrize(("text", "view"), NOISY)
def test_a_frame_leaves_values_for_the_rest_and_the_rest_leaves_none(text: str, view: Viewport) -> None:
    f = function(text)
    first = sample(f, view, patience=1e-9)
    assert first.waits
    last, turns = at_rest(f, first, view)
    assert turns >= 1
    assert not last.waits
    at_once = sample(function(text), view, patience=math.inf)
    assert len(last.pieces) == len(at_once.pieces)
    for piece, other in zip(last.pieces, at_once.pieces, strict=True):
        np.testing.assert_array_equal(piece, other)


def test_what_is_known_is_not_asked_for_again() -> None:
    text, view = NOISY[0]
    f = function(text)
    sample(f, view, patience=math.inf)
    assert not sample(f, view, patience=1e-9).waits


def test_a_curve_without_noise_waits_for_nothing() -> None:
    assert not sample(function("x^3 - 3x"), Viewport(-3, 3, -3, 3, 800, 600), patience=1e-9).waits
