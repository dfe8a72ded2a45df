"""SVG as the formula engines write it, read into Qt paths.

Only what they use is known: ``path`` (absolute M L Q C Z), ``use`` of a path, ``rect``, ``line``,
groups, and transforms that translate and scale. Anything else raises ``UnknownDrawingError``, so
that a formula is rather set by the other engine than drawn with a part missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

CURRENT_COLOUR = "currentColor"

MOST_OUTLINES = 1024
"""Glyphs that are remembered, about 2 kB each."""

THICKEST_BAR = 200.0
"""Units of an em that a fraction bar, an underline or an overline has at most; a taller rectangle is a ground."""

_IGNORED = frozenset({"defs", "metadata", "style", "symbol", "text", "title"})
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")


class UnknownDrawingError(ValueError):
    """The SVG holds something this reader does not know."""


@dataclass(frozen=True, slots=True)
class Run:
    """Outlines of one colour, ``CURRENT_COLOUR`` or a name that QColor knows; y points down."""

    path: QPainterPath
    colour: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An upright filled rectangle: a fraction bar, the top of a root, or the ground of a coloured box."""

    rect: QRectF
    colour: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A set formula in the engine's units, its baseline at y = 0; ``box`` holds all its ink.

    ``grounds`` lie below the ink of ``runs``.
    """

    runs: tuple[Run, ...]
    bars: tuple[Bar, ...]
    box: QRectF
    grounds: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    transform: QTransform
    fill: str
    stroke: str


def read_drawing(svg: str) -> Drawing:
    """Read the SVG of a formula.

    Raises ``UnknownDrawingError``, or ``xml.etree.ElementTree.ParseError`` where it is no XML.
    """
    root = ElementTree.fromstring(svg)
    return _Reader(root).drawing()


class _Reader:
    def __init__(self, root: ElementTree.Element) -> None:
        self._root = root
        self._by_id = {e.get("id", ""): e for e in root.iter() if _tag(e) == "path"}
        self._paths: dict[str, QPainterPath] = {}
        self._bars: list[Bar] = []

    def drawing(self) -> Drawing:
        self._read_children(self._root, _Context(QTransform(), CURRENT_COLOUR, "none"))
        left, top, width, height = (float(v) for v in self._root.get("viewBox", "").split())
        box = QRectF(left, top, width, height)
        for path in self._paths.values():
            box = box.united(path.boundingRect())
        for bar in self._bars:
            box = box.united(bar.rect)
        runs = tuple(Run(path, colour) for colour, path in self._paths.items())
        thin = tuple(bar for bar in self._bars if bar.rect.height() <= THICKEST_BAR)
        grounds = tuple(bar for bar in self._bars if bar.rect.height() > THICKEST_BAR)
        return Drawing(runs, thin, box, grounds)

    def _read_children(self, parent: ElementTree.Element, context: _Context) -> None:
        for element in parent:
            tag = _tag(element)
            if tag in _IGNORED:
                continue
            inner = _Context(
                _transform(element.get("transform", "")) * context.transform,
                element.get("fill", context.fill),
                element.get("stroke", context.stroke),
            )
            if tag == "g":
                self._read_children(element, inner)
            else:
                self._read_shape(tag, element, inner)

    def _read_shape(self, tag: str, element: ElementTree.Element, context: _Context) -> None:
        if tag == "rect" and context.stroke == "none":
            rect = QRectF(*(_number(element, name) for name in ("x", "y", "width", "height")))
            if not rect.isEmpty():
                self._bars.append(Bar(context.transform.mapRect(rect), context.fill))
            return
        outline = context.transform.map(self._outline(tag, element))
        if context.fill != "none" and tag != "line":
            self._add(outline, context.fill)
        if context.stroke != "none":
            width = _number(element, "stroke-width") * abs(context.transform.m11())
            self._add(_stroked(outline, width), context.stroke)

    def _outline(self, tag: str, element: ElementTree.Element) -> QPainterPath:
        if tag == "path":
            return _path(element.get("d", ""))
        if tag == "use":
            href = element.get("href", "").removeprefix("#")
            if href not in self._by_id:
                raise UnknownDrawingError(f"use of {href!r}")
            outline = _path(self._by_id[href].get("d", ""))
            return outline.translated(_number(element, "x"), _number(element, "y"))
        if tag == "line":
            outline = QPainterPath(QPointF(_number(element, "x1"), _number(element, "y1")))
            outline.lineTo(_number(element, "x2"), _number(element, "y2"))
            return outline
        if tag == "rect":
            outline = QPainterPath()
            outline.addRect(*(_number(element, name) for name in ("x", "y", "width", "height")))
            return outline
        raise UnknownDrawingError(f"element {tag!r}")

    def _add(self, outline: QPainterPath, colour: str) -> None:
        path = self._paths.get(colour)
        if path is None:
            path = self._paths[colour] = QPainterPath()
            # Glyphs wind their holes the other way round, and may overlap one another.
            path.setFillRule(Qt.FillRule.WindingFill)
        path.addPath(outline)


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0"))


def _stroked(outline: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return stroker.createStroke(outline)


def _transform(text: str) -> QTransform:
    transform = QTransform()
    if not text:
        return transform
    for name, arguments in _TRANSFORM.findall(text):
        values = [float(value) for value in arguments.replace(",", " ").split()]
        if name == "translate":
            transform.translate(values[0], values[1] if len(values) > 1 else 0.0)
        elif name == "scale":
            transform.scale(values[0], values[-1])
        else:
            raise UnknownDrawingError(f"transform {name!r}")
    return transform


@lru_cache(maxsize=MOST_OUTLINES)
def _path(data: str) -> QPainterPath:
    """The outline, read once for all places at which its glyph stands; whoever gets it must not change it."""
    path = QPainterPath()
    tokens = iter(_TOKEN.findall(data))
    for command in tokens:
        if command == "Z":
            path.closeSubpath()
        elif command == "M":
            path.moveTo(*_take(tokens, 2))
        elif command == "L":
            path.lineTo(*_take(tokens, 2))
        elif command == "Q":
            path.quadTo(*_take(tokens, 4))
        elif command == "C":
            path.cubicTo(*_take(tokens, 6))
        else:
            raise UnknownDrawingError(f"path command {command!r}")
    return path


def _take(tokens: Iterator[str], count: int) -> list[float]:
    return [float(next(tokens)) for _ in range(count)]
