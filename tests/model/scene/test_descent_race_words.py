"""Short words on runs side by side, on a sweep, and the tables of a run."""

from __future__ import annotations

import math

import pytest

from derivgui.model.descent.sweep import rates_around, sweep
from derivgui.model.scene.descent_race_words import rate_text, status_text, sweep_sentence
from derivgui.model.scene.descent_table import headers, short_headers, short_row, table_text
from tests.model.descent.functions import finished


def swept(text: str, start: float, limit: int) -> str:
    run = finished(text, start, limit=5)
    found = list(sweep(run.objective, run.setup, rates_around(run.objective, run.setup), limit))[-1]
    return sweep_sentence(found, run)


def test_the_status_tells_step_and_outcome() -> None:
    run = finished("x^2", 5.0)
    assert status_text(run, 2) == "step 2: f = 10.24"
    assert status_text(run, 10_000).startswith("converged after 93: f = ")


def test_the_sweep_names_its_threshold_and_the_bound() -> None:
    words = swept("x^2", 5.0, 300)
    assert words.startswith("Fewest steps, ")
    assert words.endswith("Above α = 1, which is 2/L, it diverges. At exactly that rate it cycles.")


def test_the_sweep_tells_divergence_from_leaving_the_domain() -> None:
    assert "it leaves the domain." in swept("x - ln x", 2.0, 300)
    assert "it diverges." in swept("x^4", 1.0, 300)


def test_each_rate_tells_what_becomes_of_it() -> None:
    run = finished("x^2", 5.0, limit=5)
    *_, found = sweep(run.objective, run.setup, (0.001, 0.1, 0.5, 1.0, 2.0), 300)
    told = [rate_text(found, rate) for rate in (0.001, 0.1, 0.5, 1.0, 2.0, 3.0)]
    assert told == [
        "α = 0.001: given up after 300 steps",
        "α = 0.1: 73 steps",  # 10 (4/5)^k <= 10^-6
        "α = 0.5: 1 step",
        "α = 1: cycles",
        "α = 2: diverges",
        "α = 3: not tried yet",
    ]


def test_a_threshold_that_is_not_the_bound_is_not_called_so() -> None:
    assert "2/L" not in swept("x^4", 1.0, 300)


def test_where_nothing_converges_it_is_said() -> None:
    assert swept("2x", 1.0, 30).startswith("No rate converges within 30 steps.")


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("cos x", 1.0, "None of these rates diverges."),
        ("-x^4", 9.0, "Each of these rates diverges."),
        ("7", 1.0, "At the start the slope is 0 already"),
    ],
)
def test_where_there_is_no_threshold_it_is_said_why(text: str, start: float, words: str) -> None:
    assert words in swept(text, start, 300)


def test_tables_have_a_name_for_every_column() -> None:
    line = finished("x^2", 5.0, limit=3)
    plane = finished("x^2+y^2", 3.0, 4.0, limit=3)
    assert headers(("x",)) == short_headers(("x",)) == ["k", "x", "f", "f′", "Δx"]
    assert short_headers(("x", "y")) == ["k", "x", "y", "f", "|∇f|", "|Δ|"]
    assert short_row(line, 0) == [5.0, 25.0, 10.0, -1.0]
    assert short_row(plane, 0)[:4] == [3.0, 4.0, 25.0, 10.0]
    assert math.isclose(short_row(plane, 0)[4], 1.0)
    assert len(short_row(plane, 3)) == 4
    rows = table_text(plane).splitlines()
    assert {row.count(",") for row in rows} == {7}
    assert rows[-1].endswith(",,")
