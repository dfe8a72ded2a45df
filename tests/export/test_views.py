"""Every view becomes a figure: pixels, vectors, TeX, a script, numbers."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from derivgui.export.extent import Extent, extent
from derivgui.export.figure import Figure, Wishes
from derivgui.export.formats import FORMATS, write_figure
from derivgui.export.look import look
from derivgui.export.raster import image, png
from derivgui.export.svg import svg
from derivgui.export.view import Picture, View
from derivgui.export.views.contour import ContourView
from derivgui.export.views.curve import CurveView
from derivgui.export.views.descent import DescentView
from derivgui.export.views.errors import ErrorsView
from derivgui.export.views.microscope import MicroscopeView
from derivgui.export.views.slices import SlicesView
from derivgui.export.views.steps import StepsView
from derivgui.export.views.window import Window
from derivgui.model.calculus.critical.points import CriticalSurvey
from derivgui.model.calculus.critical.search import survey_of
from derivgui.model.document.descent import Contestant, Descent
from derivgui.model.document.document import Document
from derivgui.model.numeric.viewport import Viewport
from tests.export.figures import document
from tests.export.ssim import similarity
from tests.planes import plane as plane_function

SIZE = extent("480", "360")
ALIKE = 0.97


def plane(text: str, **shown: bool) -> Document:
    found = document(text, x=1.0)
    return replace(found, y=0.5, shown=replace(found.shown, **shown))


def racing() -> Document:
    descent = Descent((3.0, 2.0), Contestant("gd", 0.2), (Contestant("adam", 0.3),))
    return replace(document("x^2 + 3y^2"), descent=descent)


VIEWS: dict[str, Callable[[], View]] = {
    "contour": lambda: ContourView(plane("x^2 y + y^3 - 3y")),
    "gradient field": lambda: ContourView(plane("sin x cos y", gradient_field=True, direction=True)),
    "contour with gaps": lambda: ContourView(plane("ln(x y)"), Window(Viewport(-2, 2, -2, 2), exact=True)),
    "contour alone": lambda: ContourView(plane("x^2 + 4y^2"), with_point=False),
    "quadratic approximation": lambda: ContourView(plane("x^3 + y^3 - 3 x y", approximation=True)),
    "slices": lambda: SlicesView(plane("x^2 y + y^3 - 3y")),
    "steps": lambda: StepsView(DescentView(racing(), 8)),
    "descent": lambda: DescentView(racing(), 8),
    "microscope": lambda: MicroscopeView(document("x^2"), 3.0),
    "corner magnified": lambda: MicroscopeView(document("|x|", x=0.0), 6.0),
    "no value magnified": lambda: MicroscopeView(document("1/x", x=0.0), 1.0),
    "errors": lambda: ErrorsView(document("sin x")),
    "no errors": lambda: ErrorsView(document("|x|", x=0.0)),
}
HARD = ("gradient field", "errors")


def figure(name: str, theme: str = "light", wishes: Wishes | None = None, size: Extent = SIZE) -> Figure:
    return Figure(VIEWS[name](), *size.units, look(theme), wishes or Wishes("A title", "A caption with $x^2$"))


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_has_every_format(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    found = figure(name, "dark")
    for ending in FORMATS:
        write_figure(found, SIZE, tmp_path / f"a{ending}")
        assert (tmp_path / f"a{ending}").stat().st_size > 10
    ast.parse((tmp_path / "a.py").read_text(encoding="utf-8"))
    assert found.description.endswith(".")


@pytest.mark.parametrize("name", VIEWS)
def test_print_is_grey(qtbot: QtBot, name: str) -> None:
    picture = image(figure(name, "print"), SIZE)
    colours = [picture.pixelColor(x, y) for x in range(0, 480, 4) for y in range(0, 360, 4)]
    assert max(colour.saturation() for colour in colours) < 6


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="rsvg-convert is not installed")
@pytest.mark.parametrize("name", VIEWS)
def test_librsvg_sees_what_the_pixels_show(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    found = figure(name)
    write_figure(found, SIZE, tmp_path / "a.svg")
    subprocess.run(["rsvg-convert", tmp_path / "a.svg", "-o", tmp_path / "a.png"], check=True)
    assert similarity(image(found, SIZE), QImage(str(tmp_path / "a.png"))) >= ALIKE


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("name", VIEWS)
def test_poppler_sees_what_the_pixels_show(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    found = figure(name)
    write_figure(found, SIZE, tmp_path / "a.pdf")
    # Twice as large: poppler moves hairlines to whole pixels, and level lines are many and thin.
    subprocess.run(["pdftoppm", "-r", "192", "-png", "-singlefile", tmp_path / "a.pdf", tmp_path / "a"], check=True)
    twice = Extent(960, 720, 192, 2)
    assert similarity(image(found, twice), QImage(str(tmp_path / "a.png"))) >= ALIKE


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX is installed")
@pytest.mark.parametrize("name", HARD)
def test_tex_compiles_to_one_page(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    write_figure(figure(name), SIZE, tmp_path / "a.tex")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-800:]
    assert "(1 page," in done.stdout


@pytest.mark.parametrize("view", [ErrorsView, lambda d: MicroscopeView(d, 2.0)])
def test_the_place_is_told_in_the_letter_of_the_function(view: Callable[[Document], View]) -> None:
    assert "t = 1" in view(document("f(t) = t^2")).words.plain


def test_plots_over_steps_carry_the_name_of_the_function(qtbot: QtBot) -> None:
    descent = DescentView(document("g(x) = x^2", x=3.0), 8)
    chart = StepsView(descent).picture(400, 300, look()).chart
    assert (chart.x_name, chart.y_name) == ("k", "g")


def test_level_lines_are_level(qtbot: QtBot) -> None:
    chart = figure("contour alone").picture.chart
    for series in chart.series:
        height = float(series.name.removeprefix("level "))
        for piece in series.pieces:
            x, y = piece.T
            assert x**2 + 4 * y**2 == pytest.approx(height, rel=0.01)
    assert chart.tables[0].rows == tuple((float(s.name.removeprefix("level ")),) for s in chart.series)


def test_the_gradient_points_uphill_from_the_point(qtbot: QtBot) -> None:
    series = {s.name: s for s in figure("contour").picture.chart.series}
    start, tip = series["gradient"].pieces[0]
    assert start == pytest.approx([1, 0.5])
    # f_x = 2xy = 1 and f_y = x² + 3y² - 3 = -5/4.
    way = (tip - start) / np.hypot(*(tip - start))
    assert way == pytest.approx(np.array([1, -1.25]) / np.hypot(1, 1.25))
    assert "(1, −1.25)" in figure("contour").description


def test_a_map_without_its_point_has_none(qtbot: QtBot) -> None:
    picture = image(figure("contour alone", wishes=Wishes()), SIZE)
    tangent = QColor(look().palette.tangent)
    assert all(picture.pixelColor(x, y) != tangent for x in range(480) for y in range(360))


def test_a_figure_without_a_curve_says_why(qtbot: QtBot) -> None:
    assert "corner" in figure("no errors").description


def test_a_map_in_4k_has_larger_letters_and_no_more_of_them(qtbot: QtBot) -> None:
    size = extent("3840", "2160")
    large = QImage.fromData(png(Figure(VIEWS["contour"](), *size.units, look()), size))
    assert (large.width(), large.height()) == (3840, 2160)
    small = image(Figure(VIEWS["contour"](), *size.units, look()), Extent(1600, 900))
    shrunk = large.scaled(small.size(), mode=Qt.TransformationMode.SmoothTransformation)
    assert similarity(shrunk, small) > 0.9


def test_what_is_on_screen_is_all_in_a_figure_of_another_shape(qtbot: QtBot) -> None:
    screen = Viewport(-2, 6, -1, 5, 800, 600)
    view = CurveView(document("x^2"), Window(screen)).viewport(900, 300)
    assert view.x0 < -2
    assert view.x1 > 6
    assert (view.y0, view.y1) == pytest.approx((-1, 5))
    assert view.pixels_per_x / view.pixels_per_y == pytest.approx(screen.pixels_per_x / screen.pixels_per_y)


def test_a_clip_inside_a_clip_leaves_the_outer_one_as_it_was(qtbot: QtBot) -> None:
    text = svg(figure("errors"), SIZE).decode()
    # The reading above the plot is painted after the plot, which clips its curves.
    reading = text.index("forward 0.47")
    group = text.rindex("<g clip-path", 0, reading)
    clip = re.match(r'<g clip-path="url\(#(\w+)\)"', text[group:])
    assert clip is not None
    outline = text[text.index(f'id="{clip[1]}"') :]
    assert outline.index('d="M10,') < 60


def test_a_contour_map_has_its_heights_written_along_its_lines(qtbot: QtBot) -> None:
    view = VIEWS["contour alone"]()
    # What a figure asks first, about a map of another size.
    assert view.words.plain
    heights = {note.words.plain for note in view.picture(480, 360, look("light")).chart.notes}
    assert len(heights) >= 3


def test_a_contour_map_shows_the_critical_points_that_the_window_shows(qtbot: QtBot) -> None:
    window = Window(Viewport(-2, 2, -2, 2), exact=True)
    pictures = [
        ContourView(plane("x^2 + 4y^2", critical=shown), window, with_point=False).picture(400, 400, look("light"))
        for shown in (True, False)
    ]
    marked, plain = (_middle(picture) for picture in pictures)
    assert marked != plain


def _middle(picture: Picture) -> bytes:
    """The pixels around the origin, where the minimum is."""
    canvas = QImage(400, 400, QImage.Format.Format_RGB32)
    canvas.fill(0xFFFFFFFF)
    painter = QPainter(canvas)
    picture.paint_still(painter, False)
    painter.end()
    # With a name, since its bits go when it goes.
    middle = canvas.copy(180, 180, 40, 40)
    return bytes(middle.constBits())


def test_a_contour_map_marks_the_critical_points_that_are_known_elsewhere(qtbot: QtBot) -> None:
    window, document = Window(Viewport(-2, 2, -2, 2), exact=True), plane("x^2 + 4y^2")
    searched = ContourView(document, window, with_point=False).picture(400, 400, look("light"))
    survey = survey_of(plane_function("x^2 + 4y^2"), window.view)
    told = ContourView(document, window, with_point=False, survey=survey).picture(400, 400, look("light"))
    silent = ContourView(document, window, with_point=False, survey=CriticalSurvey()).picture(400, 400, look("light"))
    assert _middle(told) == _middle(searched)
    assert _middle(silent) != _middle(searched)
