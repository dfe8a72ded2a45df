"""Constants of a tree are the doubles next to the numbers that they are."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.compiled.scalar import ScalarProgram


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sin(pi)", 0.0),
        ("tan(pi)", 0.0),
        ("cos(3pi/2)", 0.0),
        ("sin(pi/6)", 0.5),
        ("2 sin(pi/6)", 1.0),
        ("tan(pi/4) - 1", 0.0),
        ("0.1 + 0.2", 0.3),
        ("0.1 + 0.2 - 0.3", 0.0),
        ("sqrt(2)^2", 2.0),
        ("floor(sqrt(2)^2)", 2.0),
        ("{sqrt(2)^2 = 2: 1, 0}", 1.0),
        ("asin(sin(2pi/3)) - pi/3", 0.0),
        ("acos(cos(1)) - 1", 0.0),
        # On the edge of a domain.
        ("sqrt(tan(pi))", 0.0),
        ("sqrt(tan(pi/4) - 1)", 0.0),
        ("asin(2 sin(pi/6))", math.pi / 2),
        ("acos(1 + tan(pi))", 0.0),
        ("acosh(2 cos(pi/3))", 0.0),
        ("ln(cos(0))", 0.0),
        # No value at all.
        ("1/sin(pi)", math.nan),
        ("1/(0.1 + 0.2 - 0.3)", math.nan),
        ("atanh(2 sin(pi/6))", math.nan),
        ("sqrt(sin(pi) - 1e-300)", math.nan),
        ("tan(pi/2)", math.nan),
    ],
)
def test_a_constant_is_what_it_is(text: str, value: float) -> None:
    found = float(Program(parse(text).tree).value({}))
    assert found == value or (math.isnan(found) and math.isnan(value))


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("sqrt(x^2 + 2 sin(pi/6) - 1)", 0.0, 0.0),
        ("x + sqrt(tan(pi))", 2.0, 2.0),
        ("acos(x + tan(pi))", 1.0, 0.0),
        ("x/(0.1 + 0.2 - 0.3)", 1.0, math.nan),
        ("(x^2 - sqrt(2)^2)/(x - 1)", 3.0, 3.5),
    ],
)
def test_functions_with_such_constants_are_defined_where_they_are(text: str, x: float, value: float) -> None:
    tree = parse(text).tree
    for found in (float(Program(tree).value({"x": x})), ScalarProgram(tree, ("x",))(x)[0]):
        assert found == value or (math.isnan(found) and math.isnan(value))


def test_rounded_literals_count_as_rounding() -> None:
    program = Program(parse("1/(x - 0.3)").tree)
    assert float(program.spread({"x": 0.2999999999})) > 1e-8 * 1e10
    assert float(Program(parse("1/(x - 0.25)").tree).spread({"x": 0.2499999999})) < 1e-5


def test_ordinary_constants_import_no_arithmetic() -> None:
    code = (
        "import sys\n"
        "from derivgui.model.language.parser import parse\n"
        "from derivgui.model.numeric.compiled.program import Program\n"
        "for text in ('2x + pi/2', 'sqrt(2pi) x', 'ln(2) x', 'x + 0.1', 'x cos(pi/5)', '2^(1/3) x', '5! x'):\n"
        "    Program(parse(text).tree)\n"
        "sys.exit('flint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_arrays_and_constants_broadcast() -> None:
    assert Program(parse("x + tan(pi)").tree).value({"x": np.arange(3.0)}).tolist() == [0.0, 1.0, 2.0]
