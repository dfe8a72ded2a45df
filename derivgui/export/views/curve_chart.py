"""The curve view as numbers, in data coordinates and in the order in which it is painted."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF

from derivgui.export.chart import Chart, Note, Series, Table, Words
from derivgui.export.views.curve_words import Labels, as_formula, secant_words, tangent_words
from derivgui.model.calculus.tangent import Secant, Tangent
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.scene import CurveShape, Scene, Statics
from derivgui.painting.bands import BAND_OPACITY
from derivgui.painting.curves import CURVE_WIDTH, FILLED, OTHER_WIDTH, POLE_OPACITY
from derivgui.painting.geometry import ray, sloped_line
from derivgui.painting.palette import Palette
from derivgui.painting.points import HALF_LENGTH, HALF_TANGENTS

TRIANGLE_WIDTH = 1.25
TRIANGLE_OPACITY = 0.10
PIN_WIDTH = 1.5
PIN_DASH = (2.0, 2.0)
POLE_DASH = (6.0, 4.0)


def curve_chart(scenes: tuple[Scene, ...], labels: Labels, palette: Palette) -> Chart:
    """All series of the scenes, which share their statics."""
    statics = scenes[0].statics
    view = statics.viewport
    series = [*_poles(statics, palette)] if statics.asymptotes else []
    shapes = sorted(statics.curves, key=lambda shape: shape.active)
    for shape in shapes:
        if shape.active and statics.derivative is not None:
            series += _derivative(statics.derivative, labels, palette)
        series += _curve(shape, labels, palette)
    for scene in scenes:
        series += [*_pins(scene, palette), *_secant(scene, palette), *_tangent(scene, palette)]
    for scene in scenes:
        series += _dots(scene, palette)
    return Chart(
        (view.x0, view.x1, view.y0, view.y1),
        statics.variable,
        statics.height,
        tuple(series),
        statics.grid,
        tables=_tables(scenes),
        notes=tuple(note for scene in scenes for note in _notes(scene, palette)),
    )


def _curve(shape: CurveShape, labels: Labels, palette: Palette) -> list[Series]:
    colour, width = palette.cycle(shape.colour), CURVE_WIDTH if shape.active else OTHER_WIDTH
    dash, label = palette.dash(shape.colour), labels.get(shape.function)
    line = Series(shape.name, shape.sampled.pieces, colour, width, dash, label=label, rank=shape.function)
    return [*_bands(shape, colour), line, *_markers(shape, colour)]


def _derivative(shape: CurveShape, labels: Labels, palette: Palette) -> list[Series]:
    colour = palette.derivative
    name = f"{shape.name}_slope"
    line = Series(name, shape.sampled.pieces, colour, OTHER_WIDTH, palette.derivative_dash, label=labels.get(0))
    return [*_bands(shape, colour), line, *_markers(shape, colour)]


def _bands(shape: CurveShape, colour: str) -> list[Series]:
    """Columns from the lowest to the highest value."""
    found = []
    for band in shape.sampled.bands:
        ends = np.stack([np.column_stack((band.x, band.low)), np.column_stack((band.x, band.high))], axis=1)
        found.append(Series(f"{shape.name}_band", tuple(ends), colour, 1.0, opacity=BAND_OPACITY))
    return found


def _markers(shape: CurveShape, colour: str) -> list[Series]:
    found = []
    for filled in (True, False):
        spots = [(m.x, m.y) for m in shape.sampled.markers if m.kind != "pole" and (m.kind in FILLED) is filled]
        if spots:
            found.append(_spots(f"{shape.name}_{'dots' if filled else 'rings'}", spots, colour, filled))
    return found


def _spots(name: str, spots: list[tuple[float, float]], colour: str, filled: bool) -> Series:
    return Series(name, (np.array(spots, dtype=float),), colour, 0.0, mark="dot" if filled else "ring")


def _poles(statics: Statics, palette: Palette) -> list[Series]:
    view, found = statics.viewport, []
    for shape in statics.curves:
        lines = tuple(
            np.array([[marker.x, view.y0], [marker.x, view.y1]])
            for marker in shape.sampled.markers
            if marker.kind == "pole" and view.x0 <= marker.x <= view.x1
        )
        if lines:
            colour = palette.cycle(shape.colour)
            found.append(Series(f"{shape.name}_poles", lines, colour, 1.0, POLE_DASH, opacity=POLE_OPACITY))
    return found


def _pins(scene: Scene, palette: Palette) -> list[Series]:
    found = []
    for number, pinned in enumerate(scene.pins, 1):
        lines = _touching(scene.statics.viewport, pinned.tangent, pinned.verdict)
        label = tangent_words(pinned.tangent, scene.statics) if pinned.tangent.exists else None
        name = f"pin_{number}"
        if lines:
            found.append(Series(name, lines, palette.tangent, PIN_WIDTH, PIN_DASH, label=label))
        if math.isfinite(pinned.verdict.height):
            spot = np.array([[pinned.tangent.x, pinned.verdict.height]])
            found.append(Series(f"{name}_point", (spot,), palette.tangent, 0.0, mark="diamond"))
    return found


def _touching(view: Viewport, tangent: Tangent, verdict: Verdict) -> tuple[Array, ...]:
    """The tangent across the window, or the half-tangents."""
    if tangent.exists:
        line = sloped_line(view, tangent.x, tangent.value, tangent.slope)
        return () if line is None else (_in_data(view, line),)
    if verdict.kind not in HALF_TANGENTS:
        return ()
    spot = QPointF(*view.to_pixel(tangent.x, tangent.value))
    sides = ((-1.0, verdict.left_slope), (1.0, verdict.right_slope))
    return tuple(
        _in_data(view, QLineF(spot, spot + ray(view, side, slope) * HALF_LENGTH))
        for side, slope in sides
        if not math.isnan(slope)
    )


def _in_data(view: Viewport, line: QLineF) -> Array:
    return np.array([view.to_data(line.x1(), line.y1()), view.to_data(line.x2(), line.y2())])


def _tangent(scene: Scene, palette: Palette) -> list[Series]:
    tangent, verdict = scene.tangent, scene.verdict
    if tangent is None or verdict is None or not scene.show_tangent:
        return []
    lines = _touching(scene.statics.viewport, tangent, verdict)
    label = tangent_words(tangent, scene.statics) if tangent.exists else None
    return [Series("tangent", lines, palette.tangent, palette.tangent_width, label=label)] if lines else []


def _secant(scene: Scene, palette: Palette) -> list[Series]:
    secant = scene.secant
    if secant is None or not secant.exists:
        return []
    found = _triangle(secant, palette) if scene.show_triangle else []
    line = sloped_line(scene.statics.viewport, secant.x, secant.value, secant.slope)
    if line is not None:
        found.append(
            Series(
                "secant",
                (_in_data(scene.statics.viewport, line),),
                palette.secant,
                palette.tangent_width,
                palette.secant_dash,
                label=secant_words(secant.slope, secant.h),
            )
        )
    return found


def _triangle(secant: Secant, palette: Palette) -> list[Series]:
    x, far = secant.x, secant.x + secant.h
    path = np.array([[x, secant.value], [far, secant.value], [far, secant.far_value]])
    ground = Series("run_and_rise_ground", (path,), palette.secant, 0.0, opacity=TRIANGLE_OPACITY, filled=True)
    return [ground, Series("run_and_rise", (path,), palette.secant, TRIANGLE_WIDTH)]


def _notes(scene: Scene, palette: Palette) -> list[Note]:
    """What stands at run and rise."""
    secant = scene.secant
    if secant is None or not secant.exists or not scene.show_triangle:
        return []
    rise = secant.far_value - secant.value
    run_text, rise_text = f"h = {format_number(secant.h, 4)}", format_number(rise, 4)
    run = Words(as_formula(run_text), run_text)
    up = Words(as_formula(rise_text), rise_text)
    far = secant.x + secant.h
    middle_x, middle_y = (secant.x + far) / 2, (secant.value + secant.far_value) / 2
    return [
        Note(middle_x, secant.value, run, palette.secant_text, "north" if rise > 0 else "south"),
        Note(far, middle_y, up, palette.secant_text, "west" if secant.h > 0 else "east"),
    ]


def _dots(scene: Scene, palette: Palette) -> list[Series]:
    found = []
    secant, tangent = scene.secant, scene.tangent
    if secant is not None and secant.exists:
        found.append(_spots("secant_point", [(secant.x + secant.h, secant.far_value)], palette.secant, False))
    shown = scene.show_tangent or secant is not None
    if tangent is not None and scene.verdict is not None and shown and math.isfinite(scene.verdict.height):
        spot = (tangent.x, scene.verdict.height)
        found.append(_spots("point", [spot], palette.tangent, math.isfinite(tangent.value)))
    return found


def _tables(scenes: tuple[Scene, ...]) -> tuple[Table, ...]:
    """The difference quotients, where their table is on screen."""
    table = scenes[0].quotients
    if table is None:
        return ()
    rows = tuple(
        (float(h), float(right), float(left))
        for h, right, left in zip(table.steps, table.right, table.left, strict=True)
    )
    return (Table("quotients", ("h", "from_the_right", "from_the_left"), rows),)
