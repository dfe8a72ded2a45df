"""Arguments to verbs; a user's mistake becomes one sentence and exit status 2, never a traceback."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from derivgui.cli.answers import Answer, print_answer, print_error
from derivgui.cli.evaluate import evaluate
from derivgui.cli.sample import sample
from derivgui.cli.slope import slope
from derivgui.model.document.file_format import SUFFIX, FileError
from derivgui.model.language.errors import ParseError
from derivgui.version import VERSION

Verb: TypeAlias = Callable[[argparse.Namespace], Answer]

USER_ERROR = 2
NO_DISPLAY = 1
LONGEST_PATH = 1000
EPILOG = "With no verb, derivgui opens its window: derivgui 'x^3 - 3x'"


class UsageError(Exception):
    """The words of the command line do not fit."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def main(argv: list[str]) -> int:
    """Run ``derivgui`` with these arguments (without the program's name); the exit status.

    0 on success, 2 on a user's mistake, 1 where there is no display for the window.
    """
    if not argv or argv[0] not in _verbs():
        return _open(argv)
    as_json = "--json" in argv
    try:
        words = _protected(argv)
        options = _parser().parse_args(words)
        answer = options.run(options)
    except UsageError as error:
        print_error(
            f"{str(error).strip()[:1].upper()}{str(error).strip()[1:]}.",
            f"derivgui {argv[0]} --help",
            (0, 0),
            as_json,
        )
        return USER_ERROR
    except ParseError as error:
        print_error(error.message, error.hint, error.span, as_json)
        return USER_ERROR
    except SystemExit as stop:
        return int(stop.code or 0)
    print_answer(answer, as_json)
    return 0


def _open(argv: list[str]) -> int:
    parser = _Parser(
        prog="derivgui",
        description="Touch what a derivative is.",
        epilog=f"Verbs: {', '.join(_verbs())} (derivgui VERB --help). {EPILOG}",
        allow_abbrev=False,
    )
    parser.add_argument(
        "expression", nargs="*", metavar="FILE or EXPRESSION", help="a document to open, or a first function to show"
    )
    parser.add_argument("--version", action="version", version=f"derivgui {VERSION}")
    try:
        options = parser.parse_args(_protected(argv))
    except UsageError as error:
        print_error(f"{error}.", "derivgui --help", (0, 0), False)
        return USER_ERROR
    except SystemExit as stop:
        return int(stop.code or 0)
    meant = _mistyped_verb(options.expression)
    if meant:
        print_error(f"“{options.expression[0]}” is no verb.", f"Did you mean {meant}?", (0, 0), False)
        return USER_ERROR
    text = " ".join(word.strip() for word in options.expression) or None
    from derivgui import app

    file = _file(text)
    try:
        return app.run(None, file) if file else app.run(text)
    except FileError as error:
        print_error(error.message, error.hint, (0, 0), False)
        return USER_ERROR
    except app.NoDisplayError as error:
        print(error, file=sys.stderr)
        return NO_DISPLAY


def _mistyped_verb(words: Sequence[str]) -> str:
    """The verb that was meant where several words begin with nearly one, else ""."""
    from difflib import get_close_matches

    near = get_close_matches(words[0], _verbs(), 1) if len(words) > 1 or "--" in words else []
    return near[0] if near else ""


def _file(text: str | None) -> Path | None:
    """The argument as a file, where it ends like one of ours or is there."""
    if not text or len(text) > LONGEST_PATH:
        return None
    path = Path(text)
    return path if path.suffix == SUFFIX or ("\0" not in text and path.is_file()) else None


def _verbs() -> tuple[str, ...]:
    return ("evaluate", "slope", "sample")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="derivgui", epilog=EPILOG, allow_abbrev=False)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    command = _add(verbs, "evaluate", evaluate, "values and gradients of an expression at points")
    command.add_argument("--at", action="append", default=[], metavar="x=1[,y=2]", help="a point; may be given again")
    command = _add(verbs, "slope", slope, "tangent and secants of a function at points")
    command.add_argument("--at", nargs="+", required=True, metavar="A", help="points, e.g. 2 or pi/2")
    command.add_argument("--h", nargs="+", default=[], metavar="H", help="steps for secants")
    _add_let(command)
    command = _add(verbs, "sample", sample, "the curve of a function in a window, with its holes, jumps and poles")
    command.add_argument(
        "--window", nargs=4, required=True, metavar=("X0", "X1", "Y0", "Y1"), help="bounds, e.g. -2pi 2pi -3 3"
    )
    command.add_argument("--size", nargs=2, default=["800", "600"], metavar=("W", "H"), help="in pixels (800 600)")
    _add_let(command)
    return parser


def _add_let(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--let",
        action="append",
        default=[],
        metavar="a=2",
        help="a parameter's value; may be given again",
    )


def _add(verbs: Any, name: str, run: Verb, summary: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = verbs.add_parser(
        name, help=summary, description=f"Print {summary}.", allow_abbrev=False
    )
    command.add_argument("expression", metavar="EXPRESSION")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=run)
    return command


def _protected(argv: Sequence[str]) -> list[str]:
    """Minus signs that begin a formula or a number are no options: a space before them tells argparse so."""
    words: list[str] = []
    for position, word in enumerate(argv):
        if word == "--":
            return [*words, *argv[position:]]
        is_option = word.startswith("--") or word == "-h"
        words.append(f" {word}" if word.startswith("-") and not is_option else word)
    return words
