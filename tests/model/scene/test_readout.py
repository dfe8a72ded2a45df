"""What the readout says of a secant that doubles cannot carry."""

from __future__ import annotations

import math

import pytest

from derivgui.model.calculus.tangent import Tangent
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.scene.fit import first_viewport
from derivgui.model.scene.readout import readout as readout_lines
from derivgui.model.scene.resolve import Resolver

VIEW = first_viewport(900, 600)


def readout(text: str, x: float, h: float) -> list[str]:
    scene = Resolver().resolve(Document(functions=(FunctionItem(1, text),), x=x, h=h), VIEW)
    return ["".join(run.text for run in line.runs) for line in scene.readout]


@pytest.mark.parametrize(("h", "digits"), [(1e-16, 64), (1e-20, 68), (1e-100, 148)])
def test_beyond_doubles_the_readout_names_the_digits_and_the_double_result(h: float, digits: int) -> None:
    lines = readout("x^2", 2.0, h)
    assert "secant slope = 4" in lines
    assert lines[-1] == f"{digits}-digit arithmetic; doubles give 0"


def test_half_the_digits_lost_is_worth_a_word() -> None:
    assert readout("x^2", 1.0, 1e-13)[-1].endswith("-digit arithmetic; doubles give 1.9984")


def test_what_doubles_give_has_the_digits_that_tell_it_from_the_slope() -> None:
    last = readout("|x^2-4|", 2.0, 1e-11)[-1]
    assert last.endswith("doubles give 4.0000003")


@pytest.mark.parametrize(("text", "x", "h"), [("x^2", 2.0, 1e-3), ("x^2", 0.0, 1e-100), ("7", 1.0, 1e-20)])
def test_where_doubles_do_nothing_is_said(text: str, x: float, h: float) -> None:
    assert "doubles" not in " ".join(readout(text, x, h))


@pytest.mark.parametrize(("text", "equation"), [("x^2", "y = 4x − 4"), ("f(y) = y^2", "z = 4y − 4")])
def test_a_tangent_is_told_in_the_names_of_the_axes(text: str, equation: str) -> None:
    assert f"tangent  {equation}" in readout(text, 2.0, 0.5)


def test_what_is_not_determined_is_said_once() -> None:
    nan = math.nan
    verdict = Verdict(0.5, 2.0, None, "not determined", nan, nan, nan, "Nobody knows.", "not determined")
    lines = readout_lines("f", "x", Tangent(0.5, 2.0, nan), verdict, None, "lagrange", True)
    assert "".join(run.text for run in lines[-1].runs) == "not determined"
