"""What stands on the point of a map keeps off what is written there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from derivgui.model.document.document import Document, FunctionItem, Shown
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene, Relief
from derivgui.model.scene.contour_resolve import ContourResolver
from derivgui.model.scene.resolve import Resolver
from derivgui.painting.contour.bar import bar_of
from derivgui.painting.contour.point import paint_standing
from derivgui.painting.palette import LIGHT

VIEW = Viewport(-4, 4, -4, 4, 600, 600)
GROUND = QColor("#ffffff").rgb()


def scene_at(text: str, x: float, y: float) -> tuple[ContourScene, Relief]:
    """The map at rest, without slices and gradient."""
    resolver = ContourResolver(Resolver())
    shown = Shown(gradient=False, slices=False, critical=False)
    document = Document(functions=(FunctionItem(1, text),), x=x, y=y, shown=shown)
    resolver.resolve(document, VIEW)
    while resolver.refine(document, VIEW) != "done":
        pass
    scene = resolver.resolve(document, VIEW)
    assert scene.statics.relief is not None
    return scene, scene.statics.relief


def painted(scene: ContourScene, relief: Relief, with_bar: bool) -> QImage:
    image = QImage(600, 600, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    paint_standing(painter, scene, LIGHT, QFont(), bar_of(relief, QFont()) if with_bar else None)
    painter.end()
    return image


def is_blank(image: QImage, x: float, y: float, width: float, height: float) -> bool:
    part = image.copy(round(x), round(y), round(width), round(height))
    return all(part.pixel(i, j) == GROUND for i in range(part.width()) for j in range(part.height()))


@pytest.mark.usefixtures("qapp")
def test_the_level_line_ends_at_the_card_of_the_colour_bar() -> None:
    scene, relief = scene_at("y + x/8", 0.0, -3.2)
    bar = bar_of(relief, QFont())
    assert bar is not None
    card = bar.card.adjusted(3, 3, -3, -3)
    place = (card.x(), card.y(), card.width(), card.height())
    assert not is_blank(painted(scene, relief, with_bar=False), *place)
    image = painted(scene, relief, with_bar=True)
    assert is_blank(image, *place)
    assert not is_blank(image, bar.card.left() - 10, 0, 8, 600)


@pytest.mark.usefixtures("qapp")
def test_the_level_line_parts_for_its_own_height() -> None:
    scene, relief = scene_at("x^2 + 2y^2", 2.0, 0.0)
    own = [label for label in relief.labels if label.level == 4.0] or list(relief.labels)[:1]
    label = own[0]
    x = (label.level) ** 0.5
    scene, relief = scene_at("x^2 + 2y^2", x, 0.0)
    px, py = VIEW.to_pixel(label.x, label.y)
    assert is_blank(painted(scene, relief, with_bar=True), px - 2, py - 2, 4, 4)
    # Another height's line runs on beside it.
    scene, relief = scene_at("x^2 + 2y^2", x + 0.4, 0.0)
    assert not is_blank(painted(scene, relief, with_bar=True), 0, 300, 600, 1)
