"""``derivgui derive``: the derivative line by line, from the definition or by the rules."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import exact_at
from derivgui.cli.child import ask_child
from derivgui.model.language.errors import ParseError
from derivgui.model.language.latex import definition_latex
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import definition_text
from derivgui.model.language.tree import symbols
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.places.typed_place import TypedPlace
from derivgui.model.scene import derivation_texts
from derivgui.model.scene.derivation_page import VERB_OF_METHOD, read_page

SHORT = ("-o",)
SECONDS = 5.0


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    command.add_argument("--variable", metavar="x", help="the variable of differentiation; all others are constant")
    command.add_argument("--at", metavar="A", help="a number, e.g. 3 or pi/2, in place of every x")
    command.add_argument("--by", choices=tuple(VERB_OF_METHOD), default="definition", help="how (default: definition)")
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--latex", action="store_true", help="print the lines as LaTeX")
    shape.add_argument("--markdown", action="store_true", help="print the lines as Markdown with formulas in LaTeX")
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write a document: .tex .md .html (with the figure in it) .pdf"
    )


def run(options: argparse.Namespace) -> Answer:
    """The derivation, worked out in a child process within its time."""
    request = {
        "verb": VERB_OF_METHOD[options.by],
        "text": options.expression.strip(),
        "variable": _stripped(options.variable),
        "at": _stripped(options.at),
    }
    if options.output is not None:
        from derivgui.export.derivation.files import check_ending

        check_ending(Path(options.output.strip()))
    facts = _asked(request)
    if options.by == "rules":
        facts |= _at(request, facts["variable"])
    if options.output is not None:
        return _write(facts, request["text"], Path(options.output.strip()))
    shape: derivation_texts.Shape = "latex" if options.latex else "markdown" if options.markdown else "text"
    return Answer(facts, derivation_texts.page(facts, shape))


def _write(facts: dict[str, Any], text: str, path: Path) -> Answer:
    """The derivation as a document, with the curve above the lines where it is one of x alone."""
    from derivgui.export.application import painting_application
    from derivgui.export.derivation.files import write_derivation
    from derivgui.export.derivation.sheet import DerivationSheet
    from derivgui.export.views.curve import CurveView
    from derivgui.model.document.document import Document, FunctionItem, Shown

    expression = parse(text)
    name = expression.name or "f"
    page = read_page(facts, name, expression.variables, "lagrange")
    sheet = DerivationSheet(page, definition_latex(expression, name), definition_text(expression, name))
    view = None
    if len(expression.variables) == 1 and not expression.parameters:
        shown = Shown(tangent=False, secant=False, quotients=False, derivative=True)
        view = CurveView(Document((FunctionItem(1, text),), x=0.0, shown=shown))
    application = painting_application()
    write_derivation(sheet, view, path)
    del application
    return Answer({"file": str(path), "title": sheet.plain_title}, f"{path}: {sheet.plain_title}")


def _stripped(word: str | None) -> str | None:
    return None if word is None else word.strip()


def _asked(request: dict[str, Any]) -> dict[str, Any]:
    outcome = ask_child(request, SECONDS)
    if outcome.kind != "answer":
        raise ParseError(outcome.sentence, "Try a simpler function.", (0, len(request["text"])))
    facts = outcome.data
    if "error" in facts:
        error = facts["error"]
        raise ParseError(error["message"], error["hint"], (error["span"][0], error["span"][1]))
    return facts


def _at(request: dict[str, Any], variable: str) -> dict[str, Any]:
    """The derivative at a number, where one is asked for: of f itself, which may have none where its formula has one.

    Null where there is none, and where other letters than the variable keep it from being a number.
    """
    at = request["at"]
    if at is None:
        return {}
    node, _ = exact_at(at)
    expression = parse(request["text"])
    if set(symbols(expression.tree)) - {variable}:
        return {"at": at, "value": None}
    program = Program(settled(expression.tree), expression.variables)
    return {"at": at, "value": TypedPlace(program, {variable: node}).slope(variable).number}
