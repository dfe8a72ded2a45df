"""Arguments to verbs; a user's mistake becomes one sentence and exit status 2, never a traceback."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from derivgui.cli.answers import print_answer, print_error
from derivgui.cli.stream import say
from derivgui.model.document.file_format import SUFFIX, FileError
from derivgui.model.language.errors import ParseError
from derivgui.version import VERSION

# A verb and what it prints. The module of its name has ``add_options(command)`` and ``run(options) -> Answer``, and is
# imported only when the verb is used.
VERBS: dict[str, str] = {
    "animate": "a film as a file: the secant becoming the tangent, and others",
    "evaluate": "values and gradients of an expression at points",
    "slope": "tangent and secants of a function at points",
    "gradient": "partial derivatives, gradient and Hessian of a function of two variables at a point",
    "critical": "minima, maxima, saddles and other critical points in a window, as far as proven",
    "derive": "the derivative line by line, from the definition or by the rules",
    "descend": "the steps of a gradient descent, where it leads and why",
    "plot": "a figure as a file: pixels or vectors",
    "sample": "the curve of a function in a window, with its holes, jumps and poles",
}

USER_ERROR = 2
NO_DISPLAY = 1
NOT_WRITTEN = 1
# What shells make of a process that was stopped by Ctrl+C.
INTERRUPTED = 130
LONGEST_PATH = 1000
EPILOG = "With no verb, derivgui opens its window: derivgui 'x^3 - 3x'"


class UsageError(Exception):
    """The words of the command line do not fit."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and version."""
        say(message.rstrip("\n"), file)


def main(argv: list[str]) -> int:
    """Run ``derivgui`` with these arguments (without the program's name); the exit status.

    0 on success, 2 on a user's mistake, 1 where there is no display for the window or the answer cannot be written,
    130 when stopped by Ctrl+C.
    """
    if not argv or argv[0] not in VERBS:
        return _open(argv)
    as_json = "--json" in argv
    try:
        parser, short = _parser(argv[0])
        options = parser.parse_args(_protected(argv[1:], short))
        answer = options.run(options)
    except UsageError as error:
        print_error(*_told(error, f"derivgui {argv[0]} --help"), (0, 0), as_json)
        return USER_ERROR
    except ParseError as error:
        print_error(error.message, error.hint, error.span, as_json)
        return USER_ERROR
    except FileError as error:
        print_error(error.message, error.hint, (0, 0), as_json)
        return USER_ERROR
    except SystemExit as stop:
        return int(stop.code or 0)
    except KeyboardInterrupt:
        say("Stopped.", sys.stderr)
        return INTERRUPTED
    failure = print_answer(answer, as_json)
    if failure:
        print_error("The answer cannot be written.", f"{failure}.", (0, 0), False)
        return NOT_WRITTEN
    return 0


def _open(argv: list[str]) -> int:
    parser = _Parser(
        prog="derivgui",
        description="Touch what a derivative is.",
        epilog=f"Verbs: {', '.join(VERBS)} (derivgui VERB --help). {EPILOG}",
        allow_abbrev=False,
    )
    parser.add_argument(
        "expression", nargs="*", metavar="FILE or EXPRESSION", help="a document to open, or a first function to show"
    )
    parser.add_argument("--version", action="version", version=f"derivgui {VERSION}")
    try:
        options = parser.parse_args(_protected(argv))
    except UsageError as error:
        print_error(*_told(error, "derivgui --help"), (0, 0), False)
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
        say(str(error), sys.stderr)
        return NO_DISPLAY


def _told(error: UsageError, help_command: str) -> tuple[str, str]:
    """A mistake that argparse found as a sentence, and where to read on."""
    words = str(error).strip()
    return f"{words[:1].upper()}{words[1:]}.", f"See {help_command}."


def _mistyped_verb(words: Sequence[str]) -> str:
    """The verb that was meant where several words begin with nearly one, else ""."""
    from difflib import get_close_matches

    near = get_close_matches(words[0], VERBS, 1) if len(words) > 1 or "--" in words else []
    return near[0] if near else ""


def _file(text: str | None) -> Path | None:
    """The argument as a file, where it ends like one of ours or is there."""
    if not text or len(text) > LONGEST_PATH:
        return None
    path = Path(text)
    return path if path.suffix == SUFFIX or ("\0" not in text and path.is_file()) else None


def _parser(verb: str) -> tuple[_Parser, tuple[str, ...]]:
    """The verb's parser, and its options of one letter."""
    module = import_module(f"derivgui.cli.{verb}")
    parser = _Parser(prog=f"derivgui {verb}", description=f"Print {VERBS[verb]}.", epilog=EPILOG, allow_abbrev=False)
    if hasattr(module, "add_leading"):
        module.add_leading(parser)
    parser.add_argument("expression", metavar="EXPRESSION")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    module.add_options(parser)
    parser.set_defaults(run=module.run)
    return parser, getattr(module, "SHORT", ())


def _protected(argv: Sequence[str], short: Sequence[str] = ()) -> list[str]:
    """Minus signs that begin a formula or a number are no options: a space before them tells argparse so."""
    words: list[str] = []
    for position, word in enumerate(argv):
        if word == "--":
            return [*words, *argv[position:]]
        is_option = word.startswith("--") or word == "-h" or word in short
        words.append(f" {word}" if word.startswith("-") and not is_option else word)
    return words
