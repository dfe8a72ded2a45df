"""A closed form as it stands below its function: f'(x) = 2x, with its condition behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derivgui.model.document.document import Notation
from derivgui.model.scene.notation import partial_latex, partial_text, partial_words


def derivative_formula(
    form: Mapping[str, Any], name: str, variables: tuple[str, ...], notation: Notation
) -> tuple[str, str, str]:
    """LaTeX, words and plain text of one form of the symbolic room's answer."""
    by = tuple(form["by"])
    latex = f"{partial_latex(name, variables, by, notation)} = {form['latex']}"
    words = f"{partial_words(name, variables, by)} is {form['words']}"
    text = f"{partial_text(name, variables, by, notation)} = {form['text']}"
    conditions = form["conditions"]
    if conditions:
        latex += r"\quad\text{for } " + r",\ ".join(condition["latex"] for condition in conditions)
        words += ", for " + " and ".join(condition["words"] for condition in conditions)
        text += " for " + " and ".join(condition["text"] for condition in conditions)
    return latex, words, text
