"""Descents and races as figures and films."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from derivgui.export.animation.descent_film import DescentFilm
from derivgui.export.animation.film import Timing
from derivgui.export.animation.job import make
from derivgui.export.csv_table import table_csv
from derivgui.export.extent import extent
from derivgui.export.figure import Figure, Wishes
from derivgui.export.formats import FORMATS, write_figure
from derivgui.export.look import look
from derivgui.export.raster import image
from derivgui.export.views.descent import DescentView
from derivgui.model.document.descent import Contestant, Descent
from derivgui.model.document.document import Document
from tests.export.figures import document

SIZE = extent("400", "300")


def descending(text: str, x: float, y: float = 0.0, *contestants: Contestant) -> Document:
    first, *rivals = contestants or (Contestant("gd", 0.1),)
    return replace(document(text), descent=Descent((x, y), first, tuple(rivals)))


def figure(view: DescentView, theme: str = "light") -> Figure:
    return Figure(view, *SIZE.units, look(theme), Wishes())


def path(found: Figure, name: str = "path") -> np.ndarray[Any, np.dtype[np.float64]]:
    return next(series for series in found.picture.chart.series if series.name == name).pieces[0]


def test_a_path_is_the_iterates(qtbot: QtBot) -> None:
    found = figure(DescentView(descending("x^2", 5.0), 5))
    x = 5 * 0.8 ** np.arange(6)
    assert path(found) == pytest.approx(np.column_stack((x, x**2)))
    table = found.picture.chart.tables[0]
    assert table.columns == ("k", "x", "value", "gradient_x", "update_x")
    assert table_csv(table).decode().splitlines()[1] == "0,5,25,10,-1"


def test_all_of_a_path_is_in_sight_but_a_run_that_runs_away(qtbot: QtBot) -> None:
    near = figure(DescentView(descending("x^2 + 3y^2", 3.0, 2.0, Contestant("gd", 0.2)), 20)).picture.viewport
    assert near is not None
    assert near.x0 < 0 < 3 < near.x1
    assert near.y0 < 0 < 2 < near.y1
    assert near.pixels_per_x == pytest.approx(near.pixels_per_y)
    away = figure(DescentView(descending("x^2", 5.0, 0.0, Contestant("gd", 3.0)), 40)).picture.viewport
    assert away is not None
    assert away.x1 - away.x0 < 200


def test_who_runs_away_does_not_make_the_others_small(qtbot: QtBot) -> None:
    banana = "100(y - x^2)^2 + (1 - x)^2"
    rivals = (Contestant("gd", 0.1), Contestant("newton", 1.0), Contestant("adam", 0.1))
    view = DescentView(descending(banana, -1.2, 1.0, *rivals), 60)
    found = figure(view)
    window = found.picture.viewport
    assert window is not None
    assert window.x0 < -1.2 < 1 < window.x1
    assert window.x1 - window.x0 < 20
    assert found.title.endswith("Gradient descent, α = 0.1, Newton, α = 1 and Adam, α = 0.1.")


def test_a_race_names_everyone(qtbot: QtBot) -> None:
    view = DescentView(descending("x^2 + y^2", 3.0, 2.0, Contestant("gd", 0.1), Contestant("adam", 0.2)), 10)
    found = figure(view)
    labels = [series.label.plain for series in found.picture.chart.legend if series.label is not None]
    assert labels == ["Gradient descent, α = 0.1", "Adam, α = 0.2"]
    assert len(path(found, "path_2")) == 11
    assert "from (3, 2): Gradient descent, α = 0.1 and Adam, α = 0.2" in found.title


@pytest.mark.parametrize("text", ["x^2", "x^2 + 3y^2"])
def test_descents_have_every_format(qtbot: QtBot, tmp_path: Path, text: str) -> None:
    found = figure(DescentView(descending(text, 3.0, 2.0), 6), "print")
    for ending in FORMATS:
        write_figure(found, SIZE, tmp_path / f"a{ending}")
    assert (tmp_path / "a-iterates.csv").read_text(encoding="utf-8").startswith("k,x,")


def test_how_it_ended_is_told(qtbot: QtBot) -> None:
    ended = DescentView(descending("x^2", 5.0, 0.0, Contestant("gd", 0.5)), 5)
    assert "Converged after 1 step" in ended.words.plain
    assert "Converged" not in DescentView(descending("x^2", 5.0), 5).words.plain


def test_without_a_function_there_is_nothing_to_descend_on(qtbot: QtBot) -> None:
    found = figure(DescentView(descending("x +", 1.0), 5))
    assert found.title == "Nothing to descend on."
    image(found, SIZE)


def test_a_film_walks_from_the_start_to_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    view = DescentView(descending("x^2", 5.0), 8)
    film = DescentFilm(view, 8, SIZE.units, look(), Wishes())
    first, last = film.figure(0.0, None), film.figure(1.0, None)
    assert (len(path(first)), len(path(last))) == (1, 9)
    assert first.picture.viewport == last.picture.viewport
    make(film, Timing(0.5, 10), SIZE, tmp_path / "a.gif", lambda _: True)
    frames: Any = Image.open(tmp_path / "a.gif")
    assert frames.n_frames == 5
    frames.close()


def test_the_ball_is_where_the_run_is(qtbot: QtBot) -> None:
    found = figure(DescentView(descending("x^2 + 3y^2", 3.0, 2.0, Contestant("gd", 0.2)), 20, 0))
    view = found.picture.viewport
    assert view is not None
    px, py = view.to_pixel(3.0, 2.0)
    spot = image(found, SIZE).pixelColor(round(found.plot.left() + px), round(found.plot.top() + py))
    assert spot == QColor(look().palette.descent)
