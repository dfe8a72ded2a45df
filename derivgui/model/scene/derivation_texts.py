"""Derivations as people read them: plain text, LaTeX, Markdown. Everything here works on the facts that JSON holds."""

from __future__ import annotations

import textwrap
from typing import Any, Literal, TypeAlias

from derivgui.model.scene.numbers import format_number

Facts: TypeAlias = dict[str, Any]
Shape: TypeAlias = Literal["text", "latex", "markdown"]

WIDTH = 100
DIGITS = 12
NOTHING = {"text": "", "latex": ""}


def page(facts: Facts, shape: Shape) -> str:
    """The derivation as a page."""
    if facts["method"] == "rules":
        return _RULES[shape](facts)
    return _DEFINITION[shape](facts)


def _text(facts: Facts) -> str:
    head = facts["head"]["text"]
    margin = " " * len(head)
    constants = facts.get("constants", ())
    held = f"   ({', '.join(constants)} held constant)" if constants else ""
    lines = [f"{facts['definition']}{held}", ""]
    for place, step in enumerate(facts["steps"]):
        begins = _begins(facts, place)
        lines += [""] if begins and place else []
        lines.append(f"{begins['text'] if begins else margin} = {_line(step, facts['step'])}")
        lines += _told(step, f"{margin}       ")
    return "\n".join([*lines, "", *_closing(facts)])


def _begins(facts: Facts, place: int) -> Facts | None:
    """What stands in front of a line where the lines begin: text and LaTeX; None where they go on."""
    found: Facts | None = facts["head"] if place == 0 else facts["steps"][place].get("head")
    return found


def _line(step: Facts, letter: str) -> str:
    step = {**step, "text": step.get("bare") or step["text"]}
    if not step["has_limit"]:
        return _with_working(step, "text")
    text = step["text"]
    return f"lim({letter}→0) {f'({text})' if _is_sum(text) else text}"


def _is_sum(text: str) -> bool:
    """Whether a plus or a minus between terms stands outside all brackets."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "({") - (sign in ")}")
        if depth == 0 and text[place : place + 3] in (" + ", " - "):
            return True
    return False


def _told(step: Facts, margin: str) -> list[str]:
    """Title and note below a line."""
    return textwrap.wrap(_why(step), WIDTH, initial_indent=margin, subsequent_indent=margin)


def _why(step: Facts) -> str:
    return f"{step['title']}. {step['note']}".strip()


def _with_working(step: Facts, kind: str) -> str:
    working = step["working"]
    return f"{working[kind]} = {step[kind]}" if working else str(step[kind])


def _closing(facts: Facts) -> list[str]:
    closing = [facts["message"]] if facts["message"] else []
    if facts["exists"] is None:
        closing.append("Try --by rules.")
    if facts["domain"] and facts["exists"]:
        closing.append(f"for {facts['domain']}")
    closing += [f"{limit['text']}: {limit['reason']}" for limit in facts["limits"]]
    return [*closing, f"status: {facts['status']}"]


def _latex(facts: Facts) -> str:
    rows = [
        rf"{(_begins(facts, place) or NOTHING)['latex']} &= {_with_working(step, 'latex')} && \text{{{step['title']}}}"
        for place, step in enumerate(facts["steps"])
    ]
    if facts["domain_latex"] and facts["exists"]:
        rows[-1] += rf" \quad ({facts['domain_latex']})"
    return _aligned(rows)


def _aligned(rows: list[str]) -> str:
    return "\n".join([r"\begin{align*}", " \\\\\n".join(rows), r"\end{align*}"])


def _markdown(facts: Facts) -> str:
    parts = []
    for place, step in enumerate(facts["steps"]):
        head = f"{(_begins(facts, place) or NOTHING)['latex']} ".lstrip()
        parts.append(f"{place + 1}. **{step['title']}.** {step['note']}".rstrip())
        parts.append(f"   $$ {head}= {_with_working(step, 'latex')} $$")
    return "\n\n".join([*parts, *_closing(facts)])


def _rules_text(facts: Facts) -> str:
    lines = []
    for step in facts["steps"]:
        lines.append(f"({step['of']['text']})' = {step['text']}")
        lines.append(f"       {step['title']}")
    return "\n".join([*lines, "", *_rules_closing(facts)])


def _rules_closing(facts: Facts) -> list[str]:
    closing = [facts["problem"]] if facts["problem"] else []
    if facts["conditions"]:
        closing.append(f"for {', '.join(condition['text'] for condition in facts['conditions'])}")
    if "value" in facts:
        value = facts["value"]
        closing.append(f"at {facts['at']}: {'undefined' if value is None else format_number(value, DIGITS)}")
    return [*closing, f"status: {facts['status']}"]


def _rules_latex(facts: Facts) -> str:
    return _aligned([rf"& {step['latex']} && \text{{{step['title']}}}" for step in facts["steps"]])


def _rules_markdown(facts: Facts) -> str:
    parts = []
    for place, step in enumerate(facts["steps"], start=1):
        parts.append(f"{place}. **{step['title']}.** {step['note']}".rstrip())
        parts.append(f"   $$ {step['latex']} $$")
    return "\n\n".join([*parts, *_rules_closing(facts)])


_DEFINITION = {"text": _text, "latex": _latex, "markdown": _markdown}
_RULES = {"text": _rules_text, "latex": _rules_latex, "markdown": _rules_markdown}
