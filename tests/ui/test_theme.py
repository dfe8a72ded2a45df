"""The look: both themes are applied whole, icons follow them, and nothing is made before it shows."""

import re
import subprocess
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from derivgui.painting.palette import DARK, LIGHT, PRINT, Palette
from derivgui.resources import resource_path, resource_text
from derivgui.ui.theme import (
    ThemeChoice,
    apply_theme,
    icon,
    interface_font,
    number_font,
    qt_palette,
    resolve_palette,
)
from derivgui.ui.theme.apply import style_sheet

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
_NEEDED = (
    "plus close play pause step-forward step-back to-start undo redo fit "
    "zoom-in zoom-out pin grid help chevron-down "
    "chevron-right tangent secant derivative-curve triangle export open save copy curve contour "
    "descent microscope info warning pi dot"
)


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    sheet, palette = qapp.styleSheet(), qapp.palette()
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def rgba(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return np.array(flat.reshape(image.height(), image.width(), 4), dtype=int)


def drawn(shown: QIcon, size: int = 40, mode: QIcon.Mode = QIcon.Mode.Normal) -> np.ndarray:
    return rgba(shown.pixmap(QSize(size, size), 1.0, mode).toImage())


def opaque_colour(pixels: np.ndarray) -> str:
    red, green, blue, _ = pixels[pixels[..., 3] == 255].mean(axis=0).round().astype(int)
    return f"#{red:02X}{green:02X}{blue:02X}"


@THEMES
def test_the_theme_reaches_widgets_and_qt_alike(application: QApplication, qtbot: QtBot, palette: Palette) -> None:
    apply_theme(application, palette)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    assert edit.palette().color(QPalette.ColorRole.Text) == QColor(palette.text)
    edit.resize(200, 40)
    middle = edit.grab().toImage().pixelColor(150, 20)
    assert middle == QColor(palette.canvas)


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=lambda palette: palette.name)
def test_the_style_sheet_has_no_gap(palette: Palette) -> None:
    sheet = style_sheet(palette)
    assert "$" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert sheet.count("{") == sheet.count("}")
    colours = set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet))
    assert {palette.surface, palette.border, palette.focus, palette.muted} <= colours


def test_the_style_sheet_holds_no_colour_of_its_own() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgb", resource_text("styles/derivgui.qss")) == []


def test_pictures_that_the_style_sheet_names_exist() -> None:
    urls = re.findall(r'url\("([^"]+)"\)', style_sheet(LIGHT) + style_sheet(DARK))
    assert urls
    for url in urls:
        assert not QImage(url).isNull()


@THEMES
def test_the_focus_ring_has_the_colour_of_functions(application: QApplication, qtbot: QtBot, palette: Palette) -> None:
    apply_theme(application, palette)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.resize(200, 40)
    edit.show()
    qtbot.waitExposed(edit)
    edit.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    top_edge = edit.grab().toImage().pixelColor(100, 0)
    assert top_edge == QColor(palette.function)


@THEMES
def test_a_check_mark_is_seen_on_its_box(application: QApplication, qtbot: QtBot, palette: Palette) -> None:
    apply_theme(application, palette)
    box = QCheckBox("x")
    qtbot.addWidget(box)
    box.setChecked(True)
    colours = rgba(box.grab(box.rect().adjusted(0, 0, 20 - box.width(), 0)).toImage())
    mark = QColor(palette.on_accent)
    distance = np.abs(colours[..., :3] - [mark.red(), mark.green(), mark.blue()]).max(axis=2)
    assert (distance < 30).sum() >= 5


@THEMES
def test_disabled_text_has_its_own_colour(palette: Palette) -> None:
    group = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        assert qt_palette(palette).color(group, role) == QColor(palette.disabled)


def test_the_choice_decides_and_the_system_only_where_it_is_asked(qapp: QApplication) -> None:
    assert resolve_palette(ThemeChoice.LIGHT) is LIGHT
    assert resolve_palette(ThemeChoice.DARK) is DARK
    expected = DARK if qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    assert resolve_palette(ThemeChoice.SYSTEM) is expected


def test_choices_have_stable_names() -> None:
    assert [choice.value for choice in ThemeChoice] == ["system", "light", "dark"]


def test_every_icon_that_is_needed_is_drawn() -> None:
    assert set(_NEEDED.split()) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_fits_its_grid_and_takes_its_colour(qapp: QApplication, name: str) -> None:
    root = ElementTree.fromstring(resource_text(f"icons/{name}.svg"))
    assert root.get("viewBox") == "0 0 20 20"
    assert re.findall("#[0-9a-fA-F]{3}", ElementTree.tostring(root, encoding="unicode")) == []
    pixels = drawn(icon(name, LIGHT, "#FF0000"), 80)
    inked = pixels[..., 3] > 0
    assert 0.03 < inked.mean() < 0.5
    edge = np.concatenate([inked[0], inked[-1], inked[:, 0], inked[:, -1]])
    assert not edge.any()
    assert opaque_colour(pixels) == "#FF0000"


@THEMES
def test_an_icon_wears_the_palette_and_pales_when_disabled(qapp: QApplication, palette: Palette) -> None:
    shown = icon("plus", palette)
    assert opaque_colour(drawn(shown)) == palette.text
    assert opaque_colour(drawn(shown, mode=QIcon.Mode.Disabled)) == palette.disabled
    assert opaque_colour(drawn(shown, mode=QIcon.Mode.Active)) == palette.text


def test_an_icon_without_palette_follows_the_application(application: QApplication) -> None:
    shown = icon("plus")
    for palette in (LIGHT, DARK):
        apply_theme(application, palette)
        assert opaque_colour(drawn(shown)) == palette.text
        assert opaque_colour(drawn(shown, mode=QIcon.Mode.Disabled)) == palette.disabled


def test_an_icon_is_as_sharp_as_the_screen(qapp: QApplication) -> None:
    pixmap = icon("close", LIGHT).pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.deviceIndependentSize().toSize() == QSize(20, 20)


def test_an_icon_in_a_wide_place_keeps_its_shape(qapp: QApplication) -> None:
    pixels = rgba(icon("dot", LIGHT).pixmap(QSize(60, 20), 1.0).toImage())
    rows, columns = np.nonzero(pixels[..., 3])
    assert np.ptp(rows) == np.ptp(columns)
    assert columns.mean() == pytest.approx(29.5, abs=1)


def test_copies_of_icons_outlive_the_original(qapp: QApplication, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    for _ in range(300):
        button.setIcon(QIcon(icon("undo", LIGHT)))
    assert drawn(button.icon()).any()


def test_an_unknown_icon_is_named_at_once(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        icon("unicorn", LIGHT)


def test_the_type_scale_is_relative_to_the_platforms_font(qapp: QApplication) -> None:
    base = QFontInfo(qapp.font()).pixelSize()
    sizes = [interface_font(step).pixelSize() for step in (-1, 0, 1, 2)]
    assert sizes[1] == base
    assert sizes == sorted(set(sizes))
    assert sizes[3] == round(base * 20 / 13)
    assert interface_font().family() == qapp.font().family()


def test_no_text_is_set_too_small_to_read(qapp: QApplication) -> None:
    before = qapp.font()
    tiny = qapp.font()
    tiny.setPixelSize(9)
    qapp.setFont(tiny)
    try:
        assert interface_font(-1).pixelSize() >= 11
    finally:
        qapp.setFont(before)


def test_digits_stand_still_as_they_change(qapp: QApplication) -> None:
    metrics = QFontMetricsF(number_font())
    widths = {round(metrics.horizontalAdvance(digit * 10), 2) for digit in "0123456789"}
    assert len(widths) == 1


def test_the_theme_reads_no_picture_before_one_is_shown() -> None:
    program = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from derivgui.ui.theme import ThemeChoice, apply_theme, icon, resolve_palette;"
        "apply_theme(app, resolve_palette(ThemeChoice.SYSTEM)); icons = [icon('plus')] * 9;"
        "print('PySide6.QtSvg' in sys.modules); icons[0].pixmap(20, 20);"
        "print('PySide6.QtSvg' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.split() == ["False", "True"], run.stderr
