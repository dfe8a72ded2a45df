"""Numbers by their exact names."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.language.parser import parse_number
from derivgui.model.scene.exact_names import exact_name, named, named_and_measured


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (math.pi, "π"), (-math.pi, "−π"), (math.pi / 2, "π/2"), (-3 * math.pi / 2, "−3π/2"), (2 * math.pi, "2π"),
        (5 * math.pi / 6, "5π/6"), (1 / 3, "1/3"), (-2 / 3, "−2/3"), (22 / 7, "22/7"), (5 / 12, "5/12"),
        (0.0, ""), (1.0, ""), (0.5, ""), (-2.25, ""), (3.14159, ""), (math.sqrt(2), ""), (math.e, ""), (1e-9, ""),
        (math.pi + 1e-9, ""), (1 / 3 + 1e-12, ""), (math.nan, ""), (math.inf, ""), (1e15 / 3, ""),
    ],
)  # fmt: skip
def test_only_what_is_exact_to_double_precision_has_a_name(value: float, name: str) -> None:
    assert exact_name(value) == name


def test_a_name_stands_beside_its_measure() -> None:
    assert named_and_measured(math.pi / 2) == "π/2 ≈ 1.5708"
    assert named_and_measured(-1.5) == "−1.5"
    assert named(1 / 3) == "1/3"
    assert named(math.sqrt(3)) == "1.73205"


@given(st.integers(-200, 200), st.sampled_from([1, 2, 3, 4, 6, 7, 11, 12]), st.sampled_from([1.0, math.pi]))
def test_a_name_reads_back_as_its_number(numerator: int, denominator: int, unit: float) -> None:
    value = numerator * unit / denominator
    name = exact_name(value)
    if name:
        assert parse_number(name.replace("−", "-")) == pytest.approx(value, rel=1e-15)
