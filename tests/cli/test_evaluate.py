"""``derivgui evaluate`` as people script it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from derivgui.cli import main


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    found: dict[str, Any] = json.loads(printed)
    return found


def mistake(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 2
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert set(found) == {"error"}
    error: dict[str, Any] = found["error"]
    assert set(error) == {"message", "hint", "span"}
    assert error["message"]
    return error


def test_value_and_gradient_at_a_point(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "evaluate", "x^2 y + y^3", "--at", "x=1,y=2")
    assert found == {
        "expression": "x^2*y + y^3",
        "latex": found["latex"],
        "variables": ["x", "y"],
        "parameters": [],
        "values": [{"at": {"x": 1.0, "y": 2.0}, "value": 10.0, "gradient": [4.0, 13.0]}],
    }


def test_several_points_and_a_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "evaluate", "a x^2", "--at", "x=1,a=3", "--at", "x=-1/2,a=pi")
    assert found["parameters"] == ["a"]
    assert [point["value"] for point in found["values"]] == pytest.approx([3.0, 0.7853981633974483])


def test_without_a_point_the_expression_is_only_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "evaluate", r"\frac{1}{x}")["values"] == []


def test_a_zero_has_no_sign(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "evaluate", "-x^2", "--at", "x=0")
    assert str(found["values"][0]["value"]) == "0.0"
    assert str(found["values"][0]["gradient"]) == "[0.0]"


def test_undefined_is_null_and_infinite_is_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "evaluate", "1/x", "--at", "x=0")
    assert found["values"][0] == {"at": {"x": 0.0}, "value": None, "gradient": [None]}
    found = answer(capsys, "evaluate", "-e^x", "--at", "x=1000")
    assert found["values"][0]["value"] == "-inf"


@pytest.mark.parametrize("words", [("-x^2",), ("--", "-x^2")])
def test_an_expression_may_begin_with_a_minus_sign(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert main(["evaluate", "--at", "x=3", *words]) == 0
    assert "−9" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("sinn(x)", "--at", "x=1"), ("x^2", "--at", "x"), ("x^2", "--at", "z=1"), ("x y", "--at", "x=1"), ("",),
        ("x^2", "--at", "x=y"), ("x^2", "--at", "x=1/0"), ("9^9^9^9",), ("x^2", "--bogus"), (), ("x^2", "x^3"), ("(",),
    ],
)  # fmt: skip
def test_a_mistake_is_a_sentence_and_status_two(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    mistake(capsys, "evaluate", *words)
    assert main(["evaluate", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.strip()
    assert "Traceback" not in captured.err


def test_the_place_of_a_mistake_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert mistake(capsys, "evaluate", "2 + sinn(x)")["span"] == [4, 8]
    assert mistake(capsys, "evaluate", "x^2", "--at", "x=1,y")["span"] == [4, 5]


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--help"]) == 0
    assert main(["--help"]) == 0
    assert main(["--version"]) == 0
    assert "derivgui 0.1.0" in capsys.readouterr().out


@pytest.mark.parametrize(("text", "value"), [("2+3", 5.0), ("(-8)^(1/3)", -2.0), ("0^0", None), ("tan(pi/2)", None)])
def test_a_constant_needs_no_point(capsys: pytest.CaptureFixture[str], text: str, value: float | None) -> None:
    (point,) = answer(capsys, "evaluate", text)["values"]
    assert point["value"] == value


def test_a_name_given_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "twice" in mistake(capsys, "evaluate", "x^2", "--at", "x=1,x=2")["message"]


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        # 1/2 - x²/24 and -x/12.
        ("(1 - cos(x))/x^2", "1e-9", 0.5, -1e-9 / 12),
        # x - sin x is x³/6.
        ("x - sin(x)", "1e-9", 1e-27 / 6, 5e-19),
        # What is 1 all along, and what never is.
        ("floor(sin(x)^2 + cos(x)^2)", "0.7", 1.0, 0.0),
        ("floor(tanh(x))", "50", 0.0, 0.0),
        # The cosine of 1e-9 is less than 1, that of 0 is not.
        ("floor(cos(x))", "1e-9", 0.0, None),
        ("floor(cos(x))", "0", 1.0, None),
        # acos(cos x) is x here, and no double tells.
        ("{acos(cos(x)) >= x: 1, 2}", "0.7", 1.0, None),
        ("{acos(cos(x)) >= x: 1, 2}", "1e-9", 1.0, None),
    ],
)
def test_values_are_right_where_doubles_have_lost_their_digits(
    capsys: pytest.CaptureFixture[str], text: str, x: str, value: float | None, slope: float | None
) -> None:
    (point,) = answer(capsys, "evaluate", text, "--at", f"x={x}")["values"]
    assert point["value"] == (None if value is None else pytest.approx(value, rel=1e-12))
    if slope is not None:
        assert point["gradient"] == [pytest.approx(slope, rel=1e-12)]


def test_what_no_double_holds_is_written_with_its_digits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "e^x", "--at", "x=1000"]) == 0
    assert "1.97007111402·10⁴³⁴" in capsys.readouterr().out
    assert answer(capsys, "evaluate", "e^x", "--at", "x=1000")["values"][0]["value"] == "inf"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sqrt(tan(pi))", 0.0),
        ("asin(2 sin(pi/6))", 1.5707963267948966),
        ("tan(pi/4) - 1", 0.0),
        ("1/(0.1+0.2-0.3)", None),
    ],
)
def test_a_constant_on_the_edge_of_a_domain(capsys: pytest.CaptureFixture[str], text: str, value: float | None) -> None:
    (point,) = answer(capsys, "evaluate", text)["values"]
    assert point["value"] == value


def test_what_has_no_derivative_is_called_undefined(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "|x|", "--at", "x=0"]) == 0
    assert "0: 0   derivative with respect to x: undefined" in capsys.readouterr().out


def test_towers_of_powers_keep_nobody_waiting(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "evaluate", "x^x^x", "--at", "x=1e6")["values"][0]["value"] == "inf"
    (point,) = answer(capsys, "evaluate", "|x - 1e6|/x^x", "--at", "x=1e6")["values"]
    assert point == {"at": {"x": 1e6}, "value": 0.0, "gradient": [None]}


@pytest.mark.parametrize(
    ("text", "at"),
    [("sqrt(x^2)", "0"), ("acos(cos x)", "0"), ("asin(2x/(1+x^2))", "1"), ("sqrt(x^2 (x-1))", "0"), ("sign(x^2)", "0"),
     ("cbrt(x^3 - 3x + 2)", "1"), ("sqrt((x-1)^2) + sqrt((x+1)^2)", "1"), ("asin(cos x)", "0"), ("root(x^4,4)", "0"),
     ("{floor(x) = 1: x, 0}", "2"), ("{sign(x) >= 0: x, 0}", "0")],
)  # fmt: skip
def test_no_gradient_is_told_where_slope_tells_no_derivative(
    capsys: pytest.CaptureFixture[str], text: str, at: str
) -> None:
    assert answer(capsys, "evaluate", text, "--at", f"x={at}")["values"][0]["gradient"] == [None]
    assert not answer(capsys, "slope", text, "--at", at)["points"][0]["differentiable"]


@pytest.mark.parametrize(("text", "at"), [("cbrt(x^3)", "0"), ("root(x^5, 5)", "0"), ("cbrt((x-1)^3)", "1")])
def test_a_root_that_undoes_a_power_has_slope_one(capsys: pytest.CaptureFixture[str], text: str, at: str) -> None:
    assert answer(capsys, "evaluate", text, "--at", f"x={at}")["values"][0]["gradient"] == [1.0]
    assert answer(capsys, "slope", text, "--at", at)["points"][0]["slope"] == 1.0


def test_arithmetic_in_an_exponent_is_done_first(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("x^(2/3)", "x^(1 - 1/3)", "x^(1/3 + 1/3)", "x^(2 * 1/3)"):
        (value,) = answer(capsys, "evaluate", text, "--at", "x=-8")["values"]
        assert value["value"] == 4.0
        assert value["gradient"] == [pytest.approx(-1 / 3, rel=1e-15)]
