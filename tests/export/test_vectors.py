"""SVG and PDF are what the pixels are: other programs read them and see the same."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from derivgui.export.extent import extent
from derivgui.export.figure import Figure, Wishes
from derivgui.export.formats import write_figure
from derivgui.export.pdf import pdf
from derivgui.export.raster import image
from derivgui.export.svg import svg
from derivgui.model.document.document import Pin
from tests.export.figures import curve_figure
from tests.export.ssim import similarity

SVG = "{http://www.w3.org/2000/svg}"
ALIKE = 0.97
needs_rsvg = pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="rsvg-convert is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")

TITLED = Wishes("A title with $\\frac{a}{b}$", "A caption: $f(x) = x^2 - 1$", axes="frame")
SCENES = {
    "parabola": lambda: curve_figure("x^2 - 1"),
    "frame": lambda: curve_figure("x^2 - 1", wishes=TITLED),
    "dark": lambda: curve_figure("x^3 - 3x", theme="dark"),
    "print": lambda: curve_figure("x^3 - 3x", "sin x", "e^x", theme="print", derivative=True, wishes=TITLED),
    "poles": lambda: curve_figure("tan x", asymptotes=True, pi_ticks=True, x=0.5),
    "steps": lambda: curve_figure("floor x", secant=False),
    "hole": lambda: curve_figure("(x^2 - 1)/(x - 1)"),
    "corner": lambda: curve_figure("|x|", x=0.0),
    "vertical": lambda: curve_figure("cbrt x", x=0.0),
    "restless": lambda: curve_figure("sin(1/x)", window=(-0.2, 0.2, -1.5, 1.5), x=0.1, h=0.05),
    "many": lambda: curve_figure("x", "x^2", "x^3", "x^4", "x^5", "x^6", "x^7"),
    "pins": lambda: curve_figure("sin x", pins=(Pin(1, -2.0), Pin(1, 0.0))),
    "signs": lambda: curve_figure("x^3/3 - x", slope_signs=True, interest=True),
    "slopes": lambda: curve_figure("e^(-x^2)", derivative=True),
    "steep": lambda: curve_figure("200 x", window=(-1, 1, -200, 200)),
    "far": lambda: curve_figure("x^2", window=(1e6, 1e6 + 1, 1e12, 1e12 + 3e6), x=1e6 + 0.5, h=0.1, wishes=TITLED),
    "empty": lambda: curve_figure("1/0"),
    "no grid": lambda: curve_figure("sqrt x", grid=False, wishes=Wishes(legend=False)),
    "wide": lambda: curve_figure("x sin x", window=(-30, 30, -30, 30), size=(700, 260)),
    "narrow": lambda: curve_figure("ln x", size=(160, 420), window=(-1, 6, -3, 3)),
}


def pixels(figure: Figure) -> QImage:
    return image(figure, extent(*size_of(figure)))


def size_of(figure: Figure) -> tuple[str, str]:
    return f"{figure.width:g}", f"{figure.height:g}"


@needs_rsvg
@pytest.mark.parametrize("scene", SCENES)
def test_librsvg_sees_what_the_pixels_show(qtbot: QtBot, tmp_path: Path, scene: str) -> None:
    figure = SCENES[scene]()
    write_figure(figure, extent(*size_of(figure)), tmp_path / "a.svg")
    subprocess.run(["rsvg-convert", tmp_path / "a.svg", "-o", tmp_path / "a.png"], check=True)
    assert similarity(pixels(figure), QImage(str(tmp_path / "a.png"))) >= ALIKE


@needs_poppler
@pytest.mark.parametrize("scene", SCENES)
def test_poppler_sees_what_the_pixels_show(qtbot: QtBot, tmp_path: Path, scene: str) -> None:
    figure = SCENES[scene]()
    write_figure(figure, extent(*size_of(figure)), tmp_path / "a.pdf")
    subprocess.run(["pdftoppm", "-r", "96", "-png", "-singlefile", tmp_path / "a.pdf", tmp_path / "a"], check=True)
    assert similarity(pixels(figure), QImage(str(tmp_path / "a.png"))) >= ALIKE


def told(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@needs_poppler
def test_a_pdf_keeps_its_text_with_minus_signs_and_formulas(qtbot: QtBot, tmp_path: Path) -> None:
    figure = curve_figure("x^2 - 1", wishes=TITLED, x=-1.0)
    write_figure(figure, extent("400", "300"), tmp_path / "a.pdf")
    text = told("pdftotext", "-layout", tmp_path / "a.pdf", "-")
    for label in ("−2", "A title with", "f(x) = x^2 - 1", "tangent"):
        assert label in text
    fonts = told("pdffonts", tmp_path / "a.pdf").splitlines()[2:]
    assert fonts
    # The columns emb, sub and uni: embedded, and readable as Unicode.
    assert all((words[-5], words[-3]) == ("yes", "yes") for words in map(str.split, fonts))


@needs_poppler
@pytest.mark.parametrize(("width", "height", "page"), [("96", "48", (72, 36)), ("16cm", "9cm", (453.5, 255.1))])
def test_a_pdfs_page_is_as_large_as_the_figure(
    qtbot: QtBot, tmp_path: Path, width: str, height: str, page: tuple[float, float]
) -> None:
    size = extent(width, height)
    (tmp_path / "a.pdf").write_bytes(pdf(curve_figure("x^2", size=size.units), size))
    line = next(line for line in told("pdfinfo", tmp_path / "a.pdf").splitlines() if line.startswith("Page size"))
    assert [float(word) for word in line.split()[2:5:2]] == pytest.approx(page, abs=0.6)


def test_an_svg_is_small_and_its_text_is_text(qtbot: QtBot) -> None:
    data = svg(curve_figure("x^2", size=(800, 600)), extent("800", "600"))
    assert len(data) < 60_000
    root = ElementTree.fromstring(data)
    texts = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert {"−1", "2", "x", "y", "f(x) = x^2"} <= set(texts)
    assert all("sans-serif" in element.get("font-family", "") for element in root.iter(f"{SVG}text"))


def test_an_svg_says_what_is_seen(qtbot: QtBot) -> None:
    root = ElementTree.fromstring(svg(curve_figure("x < 3"), extent("400", "300")))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert [named[name] is not None for name in root.get("aria-labelledby", "").split()] == [True, True]


def test_an_svg_has_the_size_asked_for(qtbot: QtBot) -> None:
    size = extent("1920", "1080")
    root = ElementTree.fromstring(svg(curve_figure("x", size=size.units), size))
    assert (root.get("width"), root.get("height")) == ("1920", "1080")
    paper = extent("10cm", "5cm", 600)
    root = ElementTree.fromstring(svg(curve_figure("x", size=paper.units), paper))
    assert float(root.get("width", "0")) == pytest.approx(10 / 2.54 * 96, abs=0.01)


def test_a_curve_is_one_line_in_an_svg(qtbot: QtBot) -> None:
    root = ElementTree.fromstring(svg(curve_figure("sin x", tangent=False, secant=False), extent("400", "300")))
    blue = [
        group
        for group in root.iter(f"{SVG}g")
        if group.get("stroke") == "#0072b2" and group.get("stroke-width") == "2.5"
    ]
    assert len(blue[0]) == 1
    assert blue[0][0].get("d", "").count("M") == 1


def test_curves_are_clipped_at_the_frame(qtbot: QtBot) -> None:
    root = ElementTree.fromstring(svg(curve_figure("9 x^5"), extent("400", "300")))
    clips = {clip.get("id") for clip in root.iter(f"{SVG}clipPath")}
    assert {f"url(#{name})" for name in clips} == {group.get("clip-path") for group in root if group.get("clip-path")}
