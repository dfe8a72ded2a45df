"""Formulas are set whole, sharp and in their colours, and nothing that is typed can break it."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from derivgui.painting.typesetting import Formula, Typesetter
from derivgui.painting.typesetting.drawing import UnknownDrawingError, read_drawing
from derivgui.painting.typesetting.engines import MATHRA, ZIAMATH, Engine
from derivgui.painting.typesetting.rows import keep_rows_apart

pytestmark = pytest.mark.usefixtures("qapp")

INK, GROUND = "#000000", "#FFFFFF"

FORMULAS = [
    r"f(x)=x^{2}",
    r"f'(x)=\lim_{h \to 0}\frac{f(x+h)-f(x)}{h}",
    r"\frac{\frac{1}{x}}{\frac{1+x}{1-x}}",
    r"\sqrt{1+\sqrt[3]{\frac{x}{2}}}",
    r"\mathrm{e}^{-x^{2}}",
    r"\left|x-1\right|+\left|\frac{x}{2}\right|",
    r"\left\lfloor x\right\rfloor+\left\lceil x\right\rceil",
    r"\begin{cases}-x & \text{if } x<0\\ \frac{1}{x} & \text{otherwise}\end{cases}",
    r"\sin^{2}\left(x\right)+\operatorname{sign}\left(x\right)+\log_{2}\left(x\right)",
    r"\alpha\beta\gamma\pi\tau\eta\theta\lambda\,\partial\nabla\infty",
    r"\left.\frac{\mathrm{d}f}{\mathrm{d}x}\right|_{x=2}=\textcolor{#D55E00}{4}",
    r"x_{k+1}=x_{k}-\eta\,f'\left(x_{k}\right)",
    r"\begin{aligned}f'(x)&=\lim_{h\to 0}(2x+h)\\&=2x\end{aligned}",
    r"1.5\cdot 10^{-3}\times 2\div a\le x\ge b\ne\pi\approx 3\pm h",
    r"\cancel{h}\,\underbrace{x+1}_{\to 1}",
]


class Witness:
    """An engine that draws a square and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.engine = Engine("witness", self._draw, longest=100)

    def _draw(self, tex: str, display: bool) -> str:
        self.asked.append(tex)
        return '<svg viewBox="0 -1000 1000 1000"><rect y="-1000" width="1000" height="1000"/></svg>'


def failing(error: BaseException) -> Engine:
    def draw(tex: str, display: bool) -> str:
        raise error

    return Engine("failing", draw, longest=1000)


def drawn(svg: str) -> Engine:
    return Engine("drawn", lambda tex, display: svg, longest=1000)


def painted(formula: Formula, margin: int = 20, shift: float = 0.0) -> np.ndarray:
    """Return the darkness (0 to 255) of each pixel around the formula, rows first."""
    return 255 - pixels(formula, margin, shift).min(axis=2)


def pixels(formula: Formula, margin: int = 20, shift: float = 0.0) -> np.ndarray:
    width = int(formula.width) + 2 * margin
    height = int(formula.ascent + formula.descent) + 2 * margin
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    formula.paint(painter, margin, margin + round(formula.ascent) + shift)
    painter.end()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    rgba = flat[:, : 4 * width].reshape(height, width, 4)
    return np.asarray(rgba[..., :3], dtype=int)


def colour_occurs(formula: Formula, colour: str) -> bool:
    wanted = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
    return bool((np.abs(pixels(formula) - wanted).max(axis=2) <= 2).any())


@pytest.fixture
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.mark.parametrize("tex", FORMULAS)
def test_the_first_engine_sets_what_a_course_writes(typesetter: Typesetter, tex: str) -> None:
    assert typesetter.typeset(tex, size=16, colour=INK).engine == "mathra"


@pytest.mark.parametrize("tex", FORMULAS)
def test_the_second_engine_sets_it_too_and_about_as_wide(tex: str) -> None:
    first = Typesetter([MATHRA]).typeset(tex, size=100, colour=INK)
    second = Typesetter([ZIAMATH]).typeset(tex, size=100, colour=INK)
    assert second.engine == "ziamath"
    assert second.width == pytest.approx(first.width, rel=0.2)


@pytest.mark.parametrize("engine", [MATHRA, ZIAMATH], ids=lambda engine: engine.name)
@pytest.mark.parametrize("tex", FORMULAS)
def test_no_ink_lies_outside_the_size_that_is_told(engine: Engine, tex: str) -> None:
    formula = Typesetter([engine]).typeset(tex, size=40, colour=INK)
    margin = 20
    rows, columns = np.nonzero(painted(formula, margin))
    baseline = margin + round(formula.ascent)
    assert margin - 1 <= columns.min()
    assert columns.max() <= margin + formula.width + 1
    assert baseline - formula.ascent - 1 <= rows.min()
    assert rows.max() <= baseline + formula.descent + 1


def test_letters_stand_on_the_baseline(typesetter: Typesetter) -> None:
    x = typesetter.typeset("x", size=100, colour=INK)
    y = typesetter.typeset("y", size=100, colour=INK)
    assert 40 < x.ascent < 55
    assert x.descent < 2
    assert 15 < y.descent < 30


def test_a_fraction_stands_astride_the_height_of_a_minus_sign(typesetter: Typesetter) -> None:
    fraction = painted(typesetter.typeset(r"\frac{1}{2}", size=100, colour=INK))
    minus = painted(typesetter.typeset("-", size=100, colour=INK))
    bar = (fraction > 0).sum(axis=1).argmax()
    ascent = typesetter.typeset(r"\frac{1}{2}", size=100, colour=INK).ascent
    above_baseline = 20 + round(ascent) - bar
    sign_above = 20 + typesetter.typeset("-", size=100, colour=INK).ascent
    assert above_baseline == pytest.approx(sign_above - np.nonzero(minus)[0].mean(), abs=4)


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.5, 0.8])
def test_a_fraction_bar_is_never_smeared_over_two_rows(typesetter: Typesetter, shift: float) -> None:
    formula = typesetter.typeset(r"\frac{\quad}{\quad}", size=15, colour=INK)
    middle = painted(formula, shift=shift)[:, 20 + int(formula.width) // 2]
    assert sorted(set(middle)) == [0, 255]
    assert (middle == 255).sum() == 1


def test_rows_with_fractions_do_not_touch(typesetter: Typesetter) -> None:
    rows = r"\frac{1}{x} & x<0 \\ \frac{1}{x} & x>0 \\ \frac{\frac{1}{x}}{2}"
    formula = typesetter.typeset(rf"\begin{{cases}}{rows}\end{{cases}}", size=100, colour=INK)
    fractions = painted(formula)[:, 20 + 80 : 20 + 130]
    inked = (fractions > 0).any(axis=1)
    gaps = np.diff(np.flatnonzero(inked))
    # Inside each fraction a gap above and below its bar; one of 15 px or more between rows.
    assert (gaps > 15).sum() >= 2


def test_tables_without_fractions_are_left_as_they_are() -> None:
    for tex in (r"\frac{1}{2}", r"\begin{cases}x & y\\ z\end{cases}"):
        assert keep_rows_apart(tex) == tex


def test_separators_in_braces_do_not_split_a_cell() -> None:
    tex = r"\begin{pmatrix}\frac{a\&b}{\substack{c\\d}}\\ 1\end{pmatrix}"
    cell = r"\frac{a\&b}{\substack{c\\d}}"
    spaced = keep_rows_apart(tex)
    assert spaced.count(cell) == 2
    assert spaced.endswith(r"\\ 1\end{pmatrix}")


@pytest.mark.parametrize("engine", [MATHRA, ZIAMATH], ids=lambda engine: engine.name)
def test_a_part_can_have_a_colour_of_its_own(engine: Engine) -> None:
    tex = r"\textcolor{#D55E00}{f'}(x)=\textcolor{#009E73}{\frac{h}{2}}"
    formula = Typesetter([engine]).typeset(tex, size=60, colour="#0072B2")
    for colour in ("#D55E00", "#009E73", "#0072B2"):
        assert colour_occurs(formula, colour)
    assert not colour_occurs(formula, "#000000")


def test_size_scales_everything_alike(typesetter: Typesetter) -> None:
    small = typesetter.typeset(r"\frac{x}{2}", size=10, colour=INK)
    large = small.scaled(25)
    assert large == typesetter.typeset(r"\frac{x}{2}", size=25, colour=INK)
    for name in ("width", "ascent", "descent"):
        assert getattr(large, name) == pytest.approx(2.5 * getattr(small, name))


def test_in_a_line_fractions_are_smaller(typesetter: Typesetter) -> None:
    tall = typesetter.typeset(r"\frac{1}{2}", size=20, colour=INK)
    flat = typesetter.typeset(r"\frac{1}{2}", size=20, colour=INK, display=False)
    assert flat.ascent + flat.descent < 0.9 * (tall.ascent + tall.descent)


def test_what_one_engine_refuses_the_next_one_sets() -> None:
    formula = Typesetter([failing(ValueError("no")), ZIAMATH]).typeset("x", size=20, colour=INK)
    assert formula.engine == "ziamath"
    assert painted(formula).any()


def test_a_panic_of_an_engine_is_survived_but_not_an_interrupt() -> None:
    class PanicException(BaseException):
        pass

    formula = Typesetter([failing(PanicException())]).typeset("x", size=20, colour=INK)
    assert formula.engine == "text"
    with pytest.raises(KeyboardInterrupt):
        Typesetter([failing(KeyboardInterrupt())]).typeset("x", size=20, colour=INK)


def test_what_no_engine_sets_is_written_in_plain_words(typesetter: Typesetter) -> None:
    tex = "\\undefined{" * 3
    written = typesetter.typeset(tex, size=20, colour=INK, plain="x to the 2")
    same = Typesetter([]).typeset("x to the 2", size=20, colour=INK)
    assert written.engine == "text"
    assert painted(written).any()
    assert written.width == pytest.approx(same.width)


@pytest.mark.parametrize(
    "svg",
    [
        '<svg viewBox="0 0 1 1"><ellipse/></svg>',
        '<svg viewBox="0 0 1 1"><path d="M 0 0 A 1 1 0 0 0 1 1"/></svg>',
        '<svg viewBox="0 0 1 1"><use href="#nowhere"/></svg>',
        '<svg viewBox="0 0 1 1"><g transform="rotate(45)"><path d="M 0 0 L 1 1"/></g></svg>',
        "no picture at all",
    ],
)
def test_a_drawing_that_is_not_understood_is_not_half_drawn(svg: str) -> None:
    formula = Typesetter([drawn(svg), MATHRA]).typeset("x", size=20, colour=INK)
    assert formula.engine == "mathra"


def test_unknown_parts_are_named() -> None:
    with pytest.raises(UnknownDrawingError, match="ellipse"):
        read_drawing('<svg viewBox="0 0 1 1"><ellipse/></svg>')


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="\\{}^_&frac x1$%#", max_size=60))
def test_no_text_whatever_raises(tex: str) -> None:
    formula = Typesetter([MATHRA]).typeset(tex, size=16, colour=INK)
    assert formula.width >= 0
    painted(formula)


def test_an_overlong_text_is_not_given_to_a_slow_engine() -> None:
    witness = Witness()
    formula = Typesetter([witness.engine]).typeset("x" * 101, size=16, colour=INK)
    assert formula.engine == "text"
    assert witness.asked == []


def test_deep_nesting_is_refused_and_not_a_crash(typesetter: Typesetter) -> None:
    tex = r"\sqrt{" * 500 + "x" + "}" * 500
    assert typesetter.typeset(tex, size=16, colour=INK).engine == "text"


def test_a_formula_is_set_once_for_all_sizes_and_colours() -> None:
    witness = Witness()
    typesetter = Typesetter([witness.engine])
    for size in (10, 20):
        for colour in (INK, "#FF0000"):
            typesetter.typeset("x", size=size, colour=colour)
    assert witness.asked == ["x"]


def test_the_memory_is_bounded_and_drops_the_oldest() -> None:
    witness = Witness()
    typesetter = Typesetter([witness.engine], capacity=2)
    for tex in ("a", "b", "c", "b", "a"):
        typesetter.typeset(tex, size=10, colour=INK)
    assert witness.asked == ["a", "b", "c", "a"]


def test_a_formula_goes_into_a_vector_file_as_paths(typesetter: Typesetter) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    painter = QPainter(generator)
    typesetter.typeset(r"\frac{x}{2}", size=20, colour=INK).paint(painter, 5, 30)
    painter.end()
    written = bytes(buffer.data().data()).decode()
    assert "<path" in written
    assert "<image" not in written


def test_no_engine_is_imported_before_the_first_formula() -> None:
    program = (
        "import sys; from derivgui.painting.typesetting import Typesetter; Typesetter();"
        "print([name for name in ('mathra', 'ziamath', 'latex2mathml') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.strip() == "[]", run.stderr


def test_the_slow_engine_is_not_imported_for_what_the_fast_one_sets() -> None:
    program = (
        "import sys; from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
        "from derivgui.painting.typesetting import Typesetter;"
        "print(Typesetter().typeset('x^2', size=10, colour='#000000').engine);"
        "print('ziamath' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.split() == ["mathra", "False"], run.stderr


def test_the_fallback_font_is_the_platforms(qapp: QGuiApplication) -> None:
    before = qapp.font()
    formula = Typesetter([]).typeset("text", size=20, colour=INK)
    assert formula.engine == "text"
    assert qapp.font() == before
