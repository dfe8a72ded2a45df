"""The quadratic approximation at the point of a contour map: as level lines around it, and as formulas."""

from __future__ import annotations

import numpy as np

from derivgui.model.calculus.gradient import GradientAt
from derivgui.model.calculus.tangent_plane import quadratic_text, tangent_plane
from derivgui.model.language.latex import to_latex
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.language.real import Array
from derivgui.model.language.tree import Node, Sum
from derivgui.model.language.words import to_words
from derivgui.model.numeric.plane.contours import Contours
from derivgui.model.numeric.plane.field import Field
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import PlanePoint

# How far around the point its level lines are drawn, in pixels.
RADIUS = 130.0
NODES = 33


def ghost_lines(
    function: PlaneFunction, point: PlanePoint, view: Viewport, heights: tuple[float, ...]
) -> tuple[Array, ...]:
    """Level lines of f(p) + g·d + ½ d·Hd in a square around the point; none where that is not known."""
    gradient, hessian = np.array(point.gradient), function.hessian(point.x, point.y)
    if not (np.isfinite(point.value) and np.isfinite(gradient).all() and np.isfinite(hessian).all()):
        return ()
    dx = np.linspace(-1.0, 1.0, NODES) * RADIUS / view.pixels_per_x
    dy = np.linspace(-1.0, 1.0, NODES) * RADIUS / view.pixels_per_y
    (a, b), (_, d) = hessian
    across, up = dx[None, :], dy[:, None]
    values = point.value + gradient[0] * across + gradient[1] * up
    values = values + 0.5 * (a * across**2 + 2 * b * across * up + d * up**2)
    inside = tuple(height for height in (*heights, point.value) if values.min() < height < values.max())
    return Contours(Field(point.x + dx, point.y + dy, values)).lines(inside)


def approximation_formulas(
    found: GradientAt, variables: tuple[str, str]
) -> tuple[tuple[str, str, str] | None, tuple[str, str, str] | None]:
    """The tangent plane and the quadratic approximation, as LaTeX, words and plain text; None where there is none."""
    plane, paraboloid = tangent_plane(found, variables), quadratic_text(found, variables)
    return (
        None if plane is None else _formula(parse(plane).tree, "=", "is"),
        None if plane is None or paraboloid is None else _on_two_lines(parse(paraboloid).tree, parse(plane).tree),
    )


def _formula(tree: Node, sign: str, verb: str) -> tuple[str, str, str]:
    return f"z {sign} {to_latex(tree)}", f"z {verb} {to_words(tree)}", f"z {sign} {to_text(tree)}"


def _on_two_lines(whole: Node, plane: Node) -> tuple[str, str, str]:
    """Terms of second order below those of the plane, which come first."""
    latex, words, text = _formula(whole, r"\approx", "is about")
    first = len(plane.terms) if isinstance(plane, Sum) else 1
    if isinstance(whole, Sum) and 0 < first < len(whole.terms):
        rest = to_latex(_sum(whole.terms[first:]))
        sign = "" if rest.startswith("-") else "+"
        latex = rf"\begin{{aligned}} z \approx {{}}& {to_latex(plane)} \\ & {sign}{rest} \end{{aligned}}"
    return latex, words, text.replace(r"\approx", "≈")


def _sum(terms: tuple[Node, ...]) -> Node:
    return terms[0] if len(terms) == 1 else Sum(terms)
