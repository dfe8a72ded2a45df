"""What was chosen for figures is remembered, and a damaged memory does no harm."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from derivgui.export.extent import ExtentError
from derivgui.ui.export.choice import CUSTOM, PRESETS, Choice, from_text, to_text


def test_choices_come_back_without_the_words_of_one_figure() -> None:
    choice = replace(Choice(), theme="print", axes="frame", legend=False, folder="/tmp", ending=".pdf", title="Mine")
    assert from_text(to_text(choice)) == replace(choice, title="")


def test_a_custom_size_comes_back() -> None:
    choice = Choice(preset=CUSTOM, width="10 cm", height="5 cm", dpi="200")
    assert from_text(to_text(choice)).size == choice.size


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[1, 2]", "null", '{"theme": 3}', '{"theme": "pink", "axes": "up"}', "[" * 100_000]
)
def test_a_damaged_memory_is_the_usual_choice(text: str) -> None:
    assert from_text(text) == Choice()


def test_what_a_later_version_remembers_is_left_aside() -> None:
    text = json.dumps({"theme": "dark", "hologram": True, "legend": "yes", "preset": "wall"})
    assert from_text(text) == replace(Choice(), theme="dark", preset=CUSTOM)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_preset_is_a_size_with_letters_of_a_readable_share(preset: object) -> None:
    name = getattr(preset, "name", "")
    width, height = Choice().with_preset(name).size.units
    assert 300 < width < 900
    assert 200 < height < 700


@pytest.mark.parametrize(("width", "dpi"), [("x", "96"), ("800", "many"), ("", ""), ("800", "0")])
def test_a_size_that_cannot_be_is_told(width: str, dpi: str) -> None:
    with pytest.raises(ExtentError):
        _ = Choice(preset=CUSTOM, width=width, height="600", dpi=dpi).size


def test_dots_that_are_no_number_are_told_as_they_were_typed() -> None:
    with pytest.raises(ExtentError, match="“many” is no number"):
        _ = Choice(dpi="many").size


def test_a_comma_is_a_decimal_point_too() -> None:
    assert Choice(width="8,5 cm", height="6 cm", dpi="").size == Choice(width="8.5cm", height="6cm", dpi="").size
