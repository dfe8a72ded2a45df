"""``derivgui sample``: the curve in a window as points and marks, and what is certain of it."""

from __future__ import annotations

import argparse
import math
from typing import Any

import numpy as np

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import number_at
from derivgui.cli.functions import add_let, real_function
from derivgui.cli.windows import bounds
from derivgui.model.language.errors import ParseError
from derivgui.model.language.real import Array
from derivgui.model.numeric.certificates.certificate import Certificate, certified
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.markers import Marker
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import FARTHEST, Viewport
from derivgui.model.scene.numbers import format_number

DIGITS = 8
# Seconds for what has to be examined at length: next to all curves take a twentieth of it. The rest is not determined.
PATIENCE = 1.0
LARGEST_SIZE = 20_000.0
LARGEST = float(np.finfo(float).max)


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    command.add_argument(
        "--window", nargs=4, required=True, metavar=("X0", "X1", "Y0", "Y1"), help="bounds, e.g. -2pi 2pi -3 3"
    )
    command.add_argument("--size", nargs=2, default=["800", "600"], metavar=("W", "H"), help="in pixels (800 600)")
    add_let(command)


def run(options: argparse.Namespace) -> Answer:
    """The pieces of the curve in a window, with what is marked, what is proven and what is not determined."""
    function, view = real_function(options), _viewport(options.window, options.size)
    certificate = certified(function, sample(function, view, patience=PATIENCE), view)
    curve = certificate.curve
    pieces = [_with_heights(function, piece) for piece in curve.pieces]
    facts = {
        "pieces": [piece.tolist() for piece in pieces],
        "markers": [{"kind": marker.kind, "x": marker.x, "y": marker.y} for marker in curve.markers],
        "unresolved": [list(stretch) for stretch in curve.unresolved],
        "evaluations": curve.evaluations,
        "certificate": {
            "status": certificate.status,
            "open": [[stretch.start, stretch.end] for stretch in certificate.open],
            "found": [list(stretch) for stretch in certificate.found],
            "enclosures": certificate.enclosures,
        },
    }
    return Answer(facts, _text(certificate, pieces, function.variable))


def _viewport(window: list[str], size: list[str]) -> Viewport:
    width, height = (number_at(text.strip()) for text in size)
    for text, length in zip(size, (width, height), strict=True):
        if not 1 <= length <= LARGEST_SIZE:
            raise ParseError(
                f"The picture cannot be {text.strip()} pixels wide or high.", "Try 800 600.", (0, len(text))
            )
    return Viewport(*bounds(window), width, height)


def _with_heights(function: RealFunction, piece: Array) -> Array:
    """A piece with the heights that doubles have for it: beyond ``FARTHEST`` all is drawn at one height.

    What is too large for doubles is given as the largest.
    """
    far = np.absolute(piece[:, 1]) >= FARTHEST
    if not far.any():
        return piece
    with np.errstate(all="ignore"):
        heights = function(piece[far, 0])
    told = piece.copy()
    told[far, 1] = np.where(np.isnan(heights), piece[far, 1], np.clip(heights, -LARGEST, LARGEST))
    return told


def _text(certificate: Certificate, pieces: list[Array], variable: str) -> str:
    curve = certificate.curve
    count = sum(map(len, pieces))
    noun = "piece" if len(pieces) == 1 else "pieces"
    lines = [f"{len(pieces)} {noun}, {count} points, {curve.evaluations} evaluations"]
    lines += [f"  from {_point(piece[0])} to {_point(piece[-1])}" for piece in pieces]
    lines += [f"  {_mark(marker, variable)}" for marker in curve.markers]
    lines += [f"  found between the samples: {_stretch(a, b, variable)}" for a, b in certificate.found]
    lines += [f"  not determined for {_stretch(s.start, s.end, variable)}" for s in certificate.open]
    lines += [
        f"  proven: nothing hidden in this window, by {certificate.enclosures} enclosures"
    ] * certificate.is_proven
    return "\n".join(lines)


def _stretch(start: float, end: float, variable: str) -> str:
    low, high = format_number(start, DIGITS), format_number(end, DIGITS)
    return f"{variable} ≈ {low}" if low == high else f"{variable} from {low} to {high}"


def _point(point: Any) -> str:
    return f"({format_number(float(point[0]), DIGITS)}, {format_number(float(point[1]), DIGITS)})"


def _mark(marker: Marker, variable: str) -> str:
    if math.isnan(marker.y):
        return f"{marker.kind} at {variable} = {format_number(marker.x, DIGITS)}"
    return f"{marker.kind} at {_point((marker.x, marker.y))}"
