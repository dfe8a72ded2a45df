"""Qt's SVG made small and readable: what says nothing goes, lines that go on in one another become one.

Qt opens two groups for each change of a pen and writes every default; of a plain figure nine tenths are that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMESPACE = "http://www.w3.org/2000/svg"
DECIMALS = 2
# In the groups' own coordinates, where formulas count in thousandths.
_DEFAULTS = {
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-dashoffset": "0",
    "font-weight": "400",
    "font-style": "normal",
    "vector-effect": "none",
    "transform": "matrix(1,0,0,1,0,0)",
}
_FONT = ("font-family", "font-size", "font-weight", "font-style")
_STROKE = (
    "stroke-opacity",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
    "stroke-dashoffset",
)
_NUMBER = re.compile(r"-?\d+\.\d+(?:e[-+]?\d+)?")


def tidy(svg: bytes, width: float, height: float, title: str, description: str) -> bytes:
    """Qt's drawing with a size in CSS pixels, words for those who do not see it, and nothing superfluous."""
    ElementTree.register_namespace("", NAMESPACE)
    old = ElementTree.fromstring(svg)
    root = Element(
        _name("svg"), {"width": _short(width), "height": _short(height), "viewBox": _rounded(old.get("viewBox", ""))}
    )
    root.set("version", "1.1")
    root.set("role", "img")
    root.set("aria-labelledby", "title desc")
    for name, text in (("title", title), ("desc", description)):
        ElementTree.SubElement(root, _name(name), {"id": name}).text = text
    clips = _clips(old)
    used = dict.fromkeys(clips.values())
    names = {outline: f"clip{number}" for number, outline in enumerate(used, 1)}
    if clips:
        root.append(_defs(names))
    _gather(root, _leaves(old), {f"url(#{name})": f"url(#{names[outline]})" for name, outline in clips.items()})
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _short(value: float) -> str:
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".") or "0"


def _rounded(text: str) -> str:
    return _NUMBER.sub(lambda found: _short(float(found[0])), text)


def _clips(root: Element) -> dict[str, str]:
    """The outline of each clip path; Qt writes one for each time that it is set."""
    return {clip.get("id", ""): _rounded(clip[0].get("d", "")) for clip in root.iter(_name("clipPath"))}


def _defs(names: dict[str, str]) -> Element:
    defs = Element(_name("defs"))
    for outline, name in names.items():
        clip = ElementTree.SubElement(defs, _name("clipPath"), {"id": name})
        ElementTree.SubElement(clip, _name("path"), {"d": outline})
    return defs


class _Leaf:
    """One shape with all that it inherits: its clip, the attributes of its group, its own."""

    def __init__(self, clip: str, group: dict[str, str], shape: Element) -> None:
        self.clip = clip
        self.group = group
        self.shape = shape


def _leaves(root: Element) -> Iterator[_Leaf]:
    yield from _walk(root, "", {})


def _walk(element: Element, clip: str, inherited: dict[str, str]) -> Iterator[_Leaf]:
    for child in element:
        tag = _tag(child)
        if tag == "g":
            own = dict(child.attrib)
            inner = own.pop("clip-path", clip)
            yield from _walk(child, inner, inherited | own)
        elif tag in ("title", "desc", "defs"):
            continue
        else:
            yield _Leaf(clip, inherited, child)


def _gather(root: Element, leaves: Iterator[_Leaf], clips: dict[str, str]) -> None:
    """Shapes of one clip in one group, and in it shapes of one pen."""
    clipped: Element | None = None
    pen: Element | None = None
    for leaf in leaves:
        shape, group = _dressed(leaf)
        clip = clips.get(leaf.clip, "")
        if clipped is None or clipped.get("clip-path", "") != clip:
            clipped = ElementTree.SubElement(root, _name("g"), {"clip-path": clip} if clip else {})
            pen = None
        if pen is None or pen.attrib != group:
            pen = ElementTree.SubElement(clipped, _name("g"), group)
        if not (len(pen) and _joined(pen[-1], shape)):
            pen.append(shape)


def _dressed(leaf: _Leaf) -> tuple[Element, dict[str, str]]:
    """The shape with its own attributes, and those of its group that matter to it."""
    tag = _tag(leaf.shape)
    own = {key: value for key, value in leaf.shape.attrib.items() if _says_something(key, value)}
    group = {key: value for key, value in leaf.group.items() if _says_something(key, value)}
    fill_only = group.get("stroke", "none") == "none"
    dropped = (*_FONT, *(_STROKE if fill_only else ()))
    if tag == "text":
        dropped = (*_FONT, *_STROKE, "fill", "fill-opacity", "stroke", "fill-rule")
        own.pop("stroke", None)
        own["font-family"] = f"{own.get('font-family', 'sans-serif')}, sans-serif"
    for key in dropped:
        group.pop(key, None)
    if fill_only:
        group.pop("stroke", None)
    if tag != "path" or own.get("fill-rule") == "evenodd":
        own.pop("fill-rule", None)
        if tag == "path":
            own["fill-rule"] = "evenodd"
    group.pop("fill-rule", None)
    if tag == "polyline":
        return _as_path(own), group | {"fill": "none"}
    shape = Element(
        _name(tag), {key: _rounded(value) if key not in ("font-family",) else value for key, value in own.items()}
    )
    shape.text = leaf.shape.text
    return shape, group


def _says_something(key: str, value: str) -> bool:
    return _DEFAULTS.get(key) != value


def _as_path(own: dict[str, str]) -> Element:
    points = _rounded(own.get("points", "")).split()
    return Element(_name("path"), {"d": f"M{' '.join(points)}"})


def _joined(last: Element, shape: Element) -> bool:
    """Put an open line onto the one before it, which it may go on from."""
    old, new = last.get("d", ""), shape.get("d", "")
    if not (_is_line(last) and _is_line(shape)):
        return False
    start, _, rest = new.removeprefix("M").partition(" ")
    last.set("d", f"{old} {rest}" if old.rpartition(" ")[2] == start else f"{old}{new}")
    return True


def _is_line(element: Element) -> bool:
    return (
        _tag(element) == "path"
        and set(element.attrib) == {"d"}
        and element.get("d", "").startswith("M")
        and "C" not in element.get("d", "")
    )
