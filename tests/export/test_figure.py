"""Figures are laid out: nothing overlaps, nothing is cut, what finds no room is left out."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from derivgui.export.extent import extent
from derivgui.export.figure import Figure, Wishes
from derivgui.export.look import THEMES
from derivgui.export.raster import image
from tests.export.figures import curve_figure


def painted(figure: Figure) -> QImage:
    return image(figure, extent(f"{figure.width:g}", f"{figure.height:g}"))


def colours(picture: QImage) -> set[str]:
    return {picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())}


def test_a_figure_has_neither_handles_nor_a_readout(qtbot: QtBot) -> None:
    figure = curve_figure("x^2", window=(-1, 3, -1, 3), triangle=False, secant=False, grid=False)
    picture = painted(figure)
    view = figure.picture.viewport
    assert view is not None
    x, y = view.to_pixel(1, 1)
    px, py = round(figure.plot.left() + x), round(figure.plot.top() + y)
    # The dot at (1, 1) is smaller than a handle of radius 7.
    assert picture.pixelColor(px, py).name().upper() == THEMES["light"].tangent
    assert picture.pixelColor(px - 7, py).name() == "#ffffff"


def test_points_are_shown_with_their_lines_only(qtbot: QtBot) -> None:
    picture = painted(curve_figure("x^2", tangent=False, secant=False, wishes=Wishes(legend=False)))
    assert THEMES["light"].tangent not in colours(picture)


@pytest.mark.parametrize("theme", THEMES)
def test_the_ground_is_the_themes(qtbot: QtBot, theme: str) -> None:
    picture = painted(curve_figure("x", theme=theme))
    assert picture.pixelColor(0, 0).name().upper() == THEMES[theme].canvas


def test_print_has_no_colours(qtbot: QtBot) -> None:
    picture = painted(curve_figure("x^2", "sin x", theme="print", derivative=True, asymptotes=True, interest=True))
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours(picture))


def test_a_transparent_ground_lets_through(qtbot: QtBot) -> None:
    picture = painted(curve_figure("x", transparent=True, grid=False, wishes=Wishes(legend=False)))
    assert {picture.pixelColor(*spot).alpha() for spot in ((0, 0), (100, 60), (300, 250))} == {0}


def test_title_and_caption_take_room_from_the_plot(qtbot: QtBot) -> None:
    bare = curve_figure("x^2")
    full = curve_figure("x^2", wishes=Wishes("A square $x^2$", "and $\\frac{1}{x}$ below"))
    assert full.plot.top() > bare.plot.top()
    assert full.plot.bottom() < bare.plot.bottom()
    picture = painted(full)
    above = [picture.pixelColor(x, y) for x in range(400) for y in range(int(full.plot.top()))]
    assert any(colour != QColor("white") for colour in above)


def test_what_has_no_room_is_left_out(qtbot: QtBot) -> None:
    figure = curve_figure("x^2", size=(90, 70), wishes=Wishes("A title", "A caption that is far too long for it"))
    assert figure.plot.height() >= 45
    painted(figure)
    painted(curve_figure("x^2", size=(1, 1), wishes=Wishes("t", "c", axes="frame")))


def test_a_frame_has_its_numbers_outside(qtbot: QtBot) -> None:
    figure = curve_figure("1000 x^2", window=(-4, 4, -1000, 9000), wishes=Wishes(axes="frame"))
    assert figure.plot.left() > 40
    assert figure.plot.bottom() < 300 - 25
    picture = painted(figure)
    left = [picture.pixelColor(x, y) for x in range(int(figure.plot.left()) - 6) for y in range(300)]
    assert any(colour != QColor("white") for colour in left)


def test_a_long_caption_is_broken_into_lines(qtbot: QtBot) -> None:
    words = " ".join(["word"] * 40)
    one, many = (curve_figure("x", wishes=Wishes(caption=text)) for text in ("word", words))
    assert one.plot.height() - many.plot.height() > 30
    picture = painted(many)
    assert all(picture.pixelColor(x, y).name() == "#ffffff" for x in (0, 399) for y in range(300))


def test_a_figure_names_its_tangent_as_its_axes(qtbot: QtBot) -> None:
    figure = curve_figure("f(y) = y^2", secant=False)
    assert figure.title == "f(y) = y^2 with its tangent z = 2y − 1 at y = 1."
    assert (figure.sheet.x_name, figure.sheet.y_name) == ("$y$", "$z$")


def test_a_figure_says_what_is_seen(qtbot: QtBot) -> None:
    figure = curve_figure("x^2", "sin x", x=1, h=0.5)
    assert figure.title == "f(x) = x^2 and g(x) = sin(x) with its tangent y = 2x − 1 at x = 1 and " + (
        "a secant of slope 2.5 (h = 0.5)."
    )
    assert figure.description.startswith(
        "The curve of f of x equal to x squared and g of x equal to the sine of x with"
    )


def test_a_corner_is_told_in_place_of_a_tangent(qtbot: QtBot) -> None:
    assert "corner at x = 0 (slopes −1 | 1)" in curve_figure("|x|", x=0, secant=False).title


def test_without_a_window_one_is_found_that_holds_the_points(qtbot: QtBot) -> None:
    figure = curve_figure("x^2", window=None, x=30, h=2)
    view = figure.picture.viewport
    assert view is not None
    assert view.x0 < 30 < 32 < view.x1


def test_a_legend_that_no_corner_holds_goes_below(qtbot: QtBot) -> None:
    roomy, full = (curve_figure("x^2", "sin x", "e^x", size=size, secant=False) for size in ((800, 600), (300, 240)))
    assert roomy.plot.bottom() == pytest.approx(590, abs=1)
    assert full.plot.bottom() < 200
    below = painted(full).copy(0, int(full.plot.bottom()), 300, 240)
    assert {THEMES["light"].functions[index] for index in (0, 1, 2)} <= colours(below)


@pytest.mark.parametrize(
    ("text", "y0", "y1"), [("x^2/14", -0.4, 6), ("-x^2/14", -6, 0.4), ("6|sin(x/6)|", -0.4, 6), ("-|x|/1.5", -6, 0.4)]
)
def test_a_legend_covers_no_number_of_an_axis_where_there_is_other_room(
    qtbot: QtBot, text: str, y0: float, y1: float
) -> None:
    muted = QColor(THEMES["light"].muted).rgb()
    ink = []
    for legend in (True, False):
        wishes = Wishes(legend=legend)
        figure = curve_figure(text, window=(-9, 9, y0, y1), size=(800, 600), tangent=False, secant=False, wishes=wishes)
        assert figure.plot.bottom() > 575
        picture = painted(figure).convertToFormat(QImage.Format.Format_ARGB32)
        ink.append(int((np.frombuffer(picture.constBits(), np.uint32) == muted).sum()))
    assert ink[0] == ink[1] > 0


def test_a_legend_does_not_hide_a_wave(qtbot: QtBot) -> None:
    wave = curve_figure("sin x", window=(-30, 30, -1, 1), size=(800, 600), tangent=False, secant=False)
    assert wave.plot.bottom() < 575
    below = painted(wave).copy(0, int(wave.plot.bottom()), 800, 600)
    assert THEMES["light"].functions[0] in colours(below)
