"""``derivgui derive``: the derivative line by line, from the definition or by the rules."""

from __future__ import annotations

import argparse
import importlib
import textwrap
from typing import Any

from derivgui.cli.answers import Answer
from derivgui.model.language.errors import ParseError

WIDTH = 100
_METHODS = {"definition": "derive by definition", "rules": "derive by rules"}


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    command.add_argument("--variable", metavar="x", help="the variable to differentiate by; all others are constant")
    command.add_argument("--at", metavar="A", help="a number, e.g. 3 or pi/2, in place of every x")
    command.add_argument("--by", choices=tuple(_METHODS), default="definition", help="how (default: definition)")
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--latex", action="store_true", help="print the lines as LaTeX")
    shape.add_argument("--markdown", action="store_true", help="print the lines as Markdown with formulas in LaTeX")


def run(options: argparse.Namespace) -> Answer:
    """The derivation."""
    request = {
        "verb": _METHODS[options.by],
        "text": options.expression.strip(),
        "variable": _stripped(options.variable),
        "at": _stripped(options.at),
    }
    facts = _asked(request)
    write = _latex if options.latex else _markdown if options.markdown else _text
    return Answer(facts, write(facts))


def _stripped(word: str | None) -> str | None:
    return None if word is None else word.strip()


def _asked(request: dict[str, Any]) -> dict[str, Any]:
    # The symbolic room is named, not imported, so that no other verb waits for it.
    facts: dict[str, Any] = importlib.import_module("derivgui.model.symbolic.derivation.answers").derivation(request)
    if "error" in facts:
        error = facts["error"]
        raise ParseError(error["message"], error["hint"], tuple(error["span"]))
    return facts


def _text(facts: dict[str, Any]) -> str:
    head = facts["head"]["text"]
    margin = " " * len(head)
    lines = [f"f = {facts['expression']}", ""]
    for place, step in enumerate(facts["steps"]):
        limit = f"lim({facts['step']}→0) " if step["has_limit"] else ""
        lines.append(f"{margin if place else head} = {limit}{_with_working(step, 'text')}")
        why = f"{step['title']}. {step['note']}".strip()
        lines += textwrap.wrap(why, WIDTH, initial_indent=f"{margin}       ", subsequent_indent=f"{margin}       ")
    return "\n".join([*lines, "", *_closing(facts)])


def _with_working(step: dict[str, Any], kind: str) -> str:
    working = step["working"]
    return f"{working[kind]} = {step[kind]}" if working else str(step[kind])


def _closing(facts: dict[str, Any]) -> list[str]:
    closing = [facts["message"]] if facts["message"] else []
    if facts["exists"] is None:
        closing.append("Try --by rules.")
    if facts["domain"] and facts["exists"]:
        closing.append(f"for {facts['domain']}")
    closing += [f"{limit['text']}: {limit['reason']}" for limit in facts["limits"]]
    return [*closing, f"status: {facts['status']}"]


def _latex(facts: dict[str, Any]) -> str:
    rows = [
        rf"{facts['head']['latex'] if place == 0 else ''} &= {_with_working(step, 'latex')} && \text{{{step['title']}}}"
        for place, step in enumerate(facts["steps"])
    ]
    if facts["domain_latex"] and facts["exists"]:
        rows[-1] += rf" \quad ({facts['domain_latex']})"
    return "\n".join([r"\begin{align*}", " \\\\\n".join(rows), r"\end{align*}"])


def _markdown(facts: dict[str, Any]) -> str:
    parts = []
    for place, step in enumerate(facts["steps"]):
        head = f"{facts['head']['latex']} " if place == 0 else ""
        parts.append(f"{place + 1}. **{step['title']}.** {step['note']}".rstrip())
        parts.append(f"   $$ {head}= {_with_working(step, 'latex')} $$")
    return "\n\n".join([*parts, *_closing(facts)])
