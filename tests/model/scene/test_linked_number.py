"""The number of a line is the secant's slope at the current x and h."""

from __future__ import annotations

import math

from derivgui.model.language.parser import parse
from derivgui.model.scene.linked_number import LinkedLine

QUOTIENT = "((x + h)^2 - x^2)/h"


def line(text: str, has_step: bool = True) -> LinkedLine:
    return LinkedLine(parse(text).tree, "x", "h", has_step)


def test_it_is_the_secants_slope_and_has_its_colour() -> None:
    found = line(QUOTIENT).number(2.0, 0.5, {}, 4.5, 4.0, None)
    assert (found.where, found.text, found.role) == ("x = 2, h = 0.5:", "4.5 = secant’s slope", "secant")


def test_where_doubles_lose_their_digits_balls_keep_them() -> None:
    found = line(QUOTIENT).number(2.0, 1e-13, {}, 4.0 + 1e-13, 4.0, None)
    assert found.text == "4 = secant’s slope"


def test_the_result_is_the_tangents_slope() -> None:
    found = line("2x", has_step=False).number(2.0, 0.5, {}, 4.5, 4.0, None)
    assert (found.where, found.text, found.role) == ("x = 2:", "4 = tangent’s slope", "tangent")


def test_a_number_that_equals_nothing_on_the_canvas_stands_alone() -> None:
    found = line("2x").number(2.0, 0.5, {}, 4.5, 4.0, None)
    assert (found.text, found.role) == ("4", "text")


def test_parameters_and_the_place_of_a_derivation_at_a_number_count() -> None:
    found = line("a*(6 + h)").number(2.0, 0.5, {"a": 2.0}, math.nan, math.nan, 3.0)
    assert (found.where, found.text) == ("x = 3, h = 0.5:", "13")


def test_outside_the_domain_it_is_undefined() -> None:
    assert line("sqrt(x + h)/h").number(-2.0, 0.5, {}, math.nan, math.nan, None).text == "undefined"
