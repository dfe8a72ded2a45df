"""The degree switch: what goes in and what comes out."""

from __future__ import annotations

import pytest

from derivgui.model.language import angles, catalogue, parser, plain, tree


def in_degrees(text: str) -> str:
    return plain.to_text(angles.in_degrees(parser.parse(text).tree))


@pytest.mark.parametrize(
    ("typed", "converted"),
    [
        ("sin(x)", "sin((pi/180)x)"),
        ("cos(2x + 1)", "cos((pi/180)(2x + 1))"),
        ("atan(x)", "(180/pi)atan(x)"),
        ("sin(asin(x))", "sin((pi/180)((180/pi)asin(x)))"),
        ("atan2(y, x)", "(180/pi)atan2(y, x)"),
        ("sinh(x) + x^2", "sinh(x) + x^2"),
        ("{sin(x) < 0: cos(x), 1}", "{sin((pi/180)x) < 0: cos((pi/180)x), 1}"),
    ],
)
def test_angles_become_degrees_wherever_they_stand(typed: str, converted: str) -> None:
    assert in_degrees(typed) == converted


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [("sin(30)", 0.5), ("acos(1/2)", 60.0), ("tan(45)", 1.0), ("atan2(1, -1)", 135.0)],
)
def test_values_are_those_of_a_pocket_calculator(typed: str, degrees: float) -> None:
    converted = in_degrees(typed)
    assert parser.parse_number(converted) == pytest.approx(degrees, rel=1e-14)


@pytest.mark.parametrize("row", catalogue.ROWS, ids=lambda row: row.name)
def test_every_row_follows_its_angle_field(row: catalogue.Function) -> None:
    call = tree.Call(row.name, (tree.Symbol("x"),) * row.arguments[0])
    converted = angles.in_degrees(call)
    if row.angle == "in":
        assert isinstance(converted, tree.Call)
        assert all(isinstance(part, tree.Product) for part in converted.arguments)
    elif row.angle == "out":
        assert isinstance(converted, tree.Product)
        assert converted.factors[1] == call
    else:
        assert converted == call
