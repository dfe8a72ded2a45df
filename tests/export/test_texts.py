"""Figures as text for other programs: TeX that compiles, Python that runs, CSV that is read back."""

from __future__ import annotations

import ast
import csv
import io
import math
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from derivgui.export.chart import Table
from derivgui.export.clipping import clipped, thinned
from derivgui.export.csv_table import chart_csv, table_csv
from derivgui.export.extent import extent
from derivgui.export.figure import Figure, Wishes
from derivgui.export.formats import write_figure
from derivgui.export.lettering import plain_formula
from derivgui.export.numbers import short
from derivgui.export.pgfplots import pgfplots
from derivgui.export.script import script
from derivgui.export.texts import tex_text
from tests.export.figures import curve_figure
from tests.export.test_vectors import SCENES

needs_tex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX is installed")


def tex(figure: Figure) -> str:
    return pgfplots(figure.picture.chart, figure.sheet).decode()


def python(figure: Figure) -> str:
    return script(figure.picture.chart, figure.sheet).decode()


@needs_tex
@pytest.mark.parametrize("scene", ["frame", "print", "poles", "restless", "far", "signs", "empty"])
def test_tex_compiles_to_one_page(qtbot: QtBot, tmp_path: Path, scene: str) -> None:
    (tmp_path / "a.tex").write_text(tex(SCENES[scene]()), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-800:]
    assert "(1 page," in done.stdout


@pytest.mark.parametrize("scene", SCENES)
def test_every_script_is_python_with_arrays_of_pairs(qtbot: QtBot, scene: str) -> None:
    text = python(SCENES[scene]())
    ast.parse(text)
    for body in re.findall(r"^\w+ = np\.array\(\[(.*?)^\]\)", text, re.DOTALL | re.MULTILINE):
        rows = [line for line in body.splitlines()[1:] if line.strip() != "GAP,"]
        assert all(len(pair) == 2 for line in rows for pair in ast.literal_eval(f"[{line}]"))


def test_a_scripts_names_are_free_of_clashes(qtbot: QtBot) -> None:
    names = re.findall(r"^(\w+) = np\.array", python(curve_figure("x", "x^2", "np(x) = x")), re.MULTILINE)
    assert len(set(names)) == len(names)
    assert "np" not in names


def test_text_for_tex_is_quoted_and_signs_become_commands() -> None:
    assert tex_text("50% & x_1 #{a}") == r"50\% \& x\_1 \#\{a\}"
    assert tex_text("−2 and 10⁻⁷") == "$-$2 and 10$^{-7}$"
    assert tex_text("aᵘ⁺ᵏ = aᵘ · aᵏ") == r"a$^{u+k}$ = a$^{u}$ $\cdot$ a$^{k}$"
    assert tex_text("slope $\\frac{1}{2}$ → ∞") == r"slope $\frac{1}{2}$ $\to$ $\infty$"
    assert tex_text("α, π/2, naïve, 日") == r"$\alpha$, $\pi$/2, naïve, ?"
    assert tex_text("costs 5$") == r"costs 5\$"


@pytest.mark.parametrize(
    "formula", [r"\frac{x", r"\frac{x}", "x}", r"\unheard{x}", r"\left( x", "x^", "x^2^3", "50%", "a & b", "#1"]
)
def test_a_formula_that_would_stop_tex_is_written_as_words(formula: str) -> None:
    written = re.sub(r"\\[{}$]", "", tex_text(f"Of ${formula}$"))
    assert "$" not in written
    assert written.count("{") == written.count("}")


@pytest.mark.parametrize(
    "formula", [r"\frac{1}{2}x^{2}", r"\alpha \to 0", r"f'(x) = 2x", r"5\%", r"\operatorname{sgn} x"]
)
def test_a_formula_that_tex_reads_stays(formula: str) -> None:
    assert tex_text(f"${formula}$") == f"${formula}$"


def test_a_far_window_has_coordinates_that_tex_can_count_in(qtbot: QtBot) -> None:
    text = tex(SCENES["far"]())
    assert "xmin=0, xmax=10, ymin=0, ymax=10" in text
    assert "1000000.5" in text.replace("\\,", "")
    numbers = [float(x) for pair in re.findall(r"\((-?[\d.e-]+),(-?[\d.e-]+)\)", text) for x in pair]
    assert max(map(abs, numbers)) < 20


def test_lines_are_cut_at_the_window() -> None:
    x = np.linspace(-3, 3, 61)
    parts = clipped([np.column_stack((x, x**3))], (-2, 2, -1, 1))
    assert len(parts) == 1
    assert parts[0][0] == pytest.approx([-1, -1], abs=0.01)
    assert parts[0][-1] == pytest.approx([1, 1], abs=0.01)
    crossing = clipped([np.array([[0.0, -5.0], [1.0, 5.0], [2.0, -5.0]])], (0, 2, -1, 1))
    assert [part.tolist() for part in crossing] == [[[0.4, -1], [0.6, 1]], [[1.4, 1], [1.6, -1]]]
    assert clipped([np.array([[5.0, 5.0], [6.0, 6.0]])], (0, 1, 0, 1)) == ()


def test_thinned_lines_stay_where_they_are() -> None:
    x = np.linspace(0, 2 * np.pi, 4000)
    circle = np.column_stack((np.cos(x), np.sin(x)))
    few = thinned(circle, (-1, 1, -1, 1))
    assert len(few) < 200
    middles = (few[1:] + few[:-1]) / 2
    assert np.hypot(*middles.T) == pytest.approx(1, abs=2e-3)
    assert (few[0] == circle[0]).all()
    assert (few[-1] == circle[-1]).all()


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.5, 5, "0.5"),
        (-0.0, 3, "0"),
        (-1e-9, 3, "0"),
        (1234.5678, 2, "1234.57"),
        (1e-7, 9, "1e-7"),
        (3e12, -5, "3e12"),
    ],
)
def test_coordinates_are_short(value: float, places: int, text: str) -> None:
    assert short(value, places) == text


def test_csv_gives_the_sampled_points_back(qtbot: QtBot) -> None:
    figure = curve_figure("1/x", x=1.0, h=0.5)
    rows = list(csv.DictReader(io.StringIO(chart_csv(figure.picture.chart).decode())))
    assert set(rows[0]) == {"series", "piece", "x", "y"}
    curve = [row for row in rows if row["series"] == "f"]
    assert {row["piece"] for row in curve} == {"1", "2"}
    for row in curve:
        assert float(row["x"]) * float(row["y"]) == pytest.approx(1, abs=1e-12)
    assert [(row["x"], row["y"]) for row in rows if row["series"] == "point"] == [("1", "1")]


def test_tables_get_files_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    write_figure(curve_figure("x^2", quotients=True), extent("400", "300"), tmp_path / "a.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a-quotients.csv").read_text(encoding="utf-8"))))
    assert float(rows[0]["from_the_right"]) == pytest.approx(2 + float(rows[0]["h"]))


def test_what_is_undefined_is_an_empty_cell() -> None:
    assert table_csv(Table("t", ("h", "left"), ((0.5, math.nan), ("all", 2.0)))) == b"h,left\n0.5,\nall,2\n"


def test_labels_that_matplotlib_cannot_set_are_plain(qtbot: QtBot) -> None:
    text = python(curve_figure("{x < 0: -x, x^2}", wishes=Wishes("A title of $x^2$")))
    assert "\\begin" not in text
    assert "$x^2$" in text


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        ("h = 0.8", "h = 0.8"),
        ("y = -2", "y = -2"),
        ("f(x) = x^2", "f(x) = x^2"),
        (r"f(x) = \frac{1}{x}", "f(x) = 1/x"),
        ("x^2", "x^2"),
    ],
)
def test_a_formula_is_found_as_it_would_be_typed(tex: str, plain: str) -> None:
    assert plain_formula(tex) == plain
