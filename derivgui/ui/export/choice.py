"""What was chosen for a figure, as plain data that can be remembered."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace

from derivgui.export.extent import Extent, ExtentError, extent
from derivgui.export.figure import Axes, Wishes
from derivgui.export.look import THEMES


@dataclass(frozen=True, slots=True)
class Preset:
    """A size for a purpose: lengths as typed, and dots to the inch."""

    name: str
    label: str
    width: str
    height: str
    dpi: str


PRESETS = (
    Preset("slide", "Slide 16:9", "1920", "1080", "216"),
    Preset("column", "Paper, one column", "8.5 cm", "6.4 cm", "600"),
    Preset("columns", "Paper, two columns", "17.5 cm", "9 cm", "600"),
    Preset("worksheet", "Worksheet A4", "17 cm", "12 cm", "300"),
    Preset("social", "Social square", "1080", "1080", "192"),
)
CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Choice:
    """All that the dialog asks, but what is shown.

    Attributes:
        preset: name of a preset, "custom" where a size was typed.
        width, height, dpi: as typed.
        theme: of ``THEMES``.
        axes, title, caption, legend: see ``Wishes``.
        transparent: without a ground.
        folder: where the last figure went, "" for none yet.
        ending, film_ending: formats of the last figure and film.
    """

    preset: str = "slide"
    width: str = PRESETS[0].width
    height: str = PRESETS[0].height
    dpi: str = PRESETS[0].dpi
    theme: str = "light"
    axes: Axes = "origin"
    title: str = ""
    caption: str = ""
    legend: bool = True
    transparent: bool = False
    folder: str = ""
    ending: str = ".png"
    film_ending: str = ".gif"

    def with_preset(self, name: str) -> Choice:
        """The sizes of a preset; "custom" keeps those that are there."""
        for preset in PRESETS:
            if preset.name == name:
                return replace(self, preset=name, width=preset.width, height=preset.height, dpi=preset.dpi)
        return replace(self, preset=CUSTOM)

    @property
    def size(self) -> Extent:
        """The size; ``ExtentError`` where what was typed is none."""
        dots = self.dpi.strip()
        try:
            dpi = float(dots.replace(",", ".")) if dots else None
        except ValueError:
            raise ExtentError(f"“{dots}” is no number.", "Write the dots to the inch, such as 300.") from None
        return extent(self.width.replace(",", "."), self.height.replace(",", "."), dpi)

    @property
    def wishes(self) -> Wishes:
        """What goes around the view."""
        return Wishes(self.title.strip(), self.caption.strip(), self.legend, self.axes)


def to_text(choice: Choice) -> str:
    """For a settings file. A title belongs to its figure and is not remembered."""
    return json.dumps(asdict(replace(choice, title="", caption="")))


def from_text(text: str) -> Choice:
    """What was remembered; where that is damaged or from another version, as much as still makes sense."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Choice()
    if not isinstance(found, dict):
        return Choice()
    usual = Choice()
    known = {
        field.name: found[field.name]
        for field in fields(Choice)
        if type(found.get(field.name)) is type(getattr(usual, field.name))
    }
    choice = replace(usual, **known)
    names = {preset.name for preset in PRESETS}
    return replace(
        choice.with_preset(choice.preset) if choice.preset in names else replace(choice, preset=CUSTOM),
        theme=choice.theme if choice.theme in THEMES else usual.theme,
        axes=choice.axes if choice.axes in ("origin", "frame") else usual.axes,
    )
