"""What the curve view shows, in words: names for the legend, a sentence for the caption and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from derivgui.export.chart import Words
from derivgui.model.calculus.tangent import Tangent
from derivgui.model.document.document import Document, Notation
from derivgui.model.language.latex import definition_latex
from derivgui.model.language.plain import definition_text
from derivgui.model.language.words import to_words
from derivgui.model.scene.notation import derivative_latex, derivative_text
from derivgui.model.scene.numbers import MINUS, format_number
from derivgui.model.scene.readout import line_equation
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.scene import Scene, Statics
from derivgui.model.scene.verdict_words import kind_words

Labels: TypeAlias = dict[int, Words]

DIGITS = 5


def labels_of(resolver: Resolver, document: Document) -> Labels:
    """Each function's definition by id; 0 stands for the derivative of the active one."""
    found: Labels = {}
    for item in document.functions:
        expression = resolver.reading(document, item).expression
        if expression is None:
            continue
        name = resolver.names(document)[item.id]
        spoken = f"{name} of {' and '.join(expression.variables)} equal to {to_words(expression.tree)}"
        found[item.id] = Words(f"${definition_latex(expression, name)}$", definition_text(expression, name), spoken)
        if item.id == document.active:
            found[0] = _derivative(name, expression.variables[0], document.notation)
    return found


def _derivative(name: str, variable: str, notation: Notation) -> Words:
    text = derivative_text(name, variable, notation)
    return Words(f"${derivative_latex(name, variable, notation)}$", text, f"the derivative of {name}")


def tangent_words(tangent: Tangent, statics: Statics) -> Words:
    """The tangent's equation, in the names of the axes."""
    text = _equation(tangent, statics)
    return Words(f"tangent {as_formula(text)}", f"tangent {text}", f"the tangent {text}")


def _equation(tangent: Tangent, statics: Statics) -> str:
    return line_equation(tangent.slope, tangent.intercept, statics.variable, DIGITS, statics.height)


def secant_words(slope: float, h: float) -> Words:
    """The secant's step and slope."""
    text, step = format_number(slope, DIGITS), format_number(h, DIGITS)
    plain = f"secant, h = {step}, slope {text}"
    return Words(f"secant, {as_formula(f'h = {step}')}, slope {as_formula(text)}", plain, f"the {plain}")


def as_formula(text: str) -> str:
    """A short plain text as mathematics between dollar signs; as it is where it holds signs that LaTeX lacks."""
    ascii_text = text.replace(MINUS, "-")
    return f"${ascii_text}$" if ascii_text.isascii() else text


def curve_words(scenes: list[Scene], labels: Labels) -> Words:
    """One sentence on all that is seen."""
    statics = scenes[0].statics
    curves = [labels[shape.function] for shape in statics.curves if shape.function in labels]
    extras = [labels[0]] if statics.derivative is not None and 0 in labels else []
    for scene in scenes:
        extras += _point_words(scene)
    if not curves:
        return Words("An empty plane.", "An empty plane.", "An empty plane.")
    return Words(
        _sentence(listed([words.tex for words in curves]), [words.tex for words in extras]),
        _sentence(listed([words.plain for words in curves]), [words.plain for words in extras]),
        _sentence(f"The curve of {listed([words.spoken for words in curves])}", [words.spoken for words in extras]),
    )


def _point_words(scene: Scene) -> list[Words]:
    found = []
    variable, tangent, secant = scene.statics.variable, scene.tangent, scene.secant
    if tangent is not None and scene.verdict is not None and scene.show_tangent:
        at = f"{variable} = {format_number(tangent.x, DIGITS)}"
        if tangent.is_told:
            text = _equation(tangent, scene.statics)
            slope = format_number(tangent.slope, DIGITS)
            found.append(
                Words(
                    f"its tangent {as_formula(text)} at {as_formula(at)}",
                    f"its tangent {text} at {at}",
                    f"its tangent at {at}, of slope {slope}",
                )
            )
        else:
            title, numbers = kind_words(scene.verdict)
            text = f"{title} at {at}{f' ({numbers})' if numbers else ''}"
            found.append(Words(text, text, text))
    if secant is not None and secant.exists:
        slope, step = format_number(secant.slope, DIGITS), f"h = {format_number(secant.h, DIGITS)}"
        plain = f"a secant of slope {slope} ({step})"
        found.append(Words(f"a secant of slope {as_formula(slope)} ({as_formula(step)})", plain, plain))
    return found


def listed(texts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else "".join(texts)


def _sentence(head: str, rest: list[str]) -> str:
    return f"{head} with {listed(rest)}." if rest else f"{head}."
