#!/usr/bin/env python3
"""One command for everything: sets up what is missing, then runs, tests or builds derivgui.

This file and its neighbours use the standard library alone, and this one starts on any Python 3,
so that an old one is told what it lacks. Each verb first makes a virtual environment
(``.venv`` in the checkout, or where DERIVGUI_VENV says) with the locked dependencies and checks
the system libraries that Qt needs; when nothing changed since last time, that takes no time.
"""

import signal
import sys

OLDEST_PYTHON = (3, 11)

USAGE = """\
usage: python3 packaging/dev.py VERB [ARGUMENTS]

  run [EXPRESSION]     open derivgui, with this function if one is given
  test [ARGUMENTS]     run every guard: ruff, mypy, import-linter, pytest with ARGUMENTS
  check                run the fast guards only: ruff, mypy, import-linter
  bench [NAMES]        run the benchmarks, all of them or those named
  build                make the wheel and the bundle in dist/, and try the bundle

Environment: DERIVGUI_VENV is the folder of the virtual environment (default: .venv).
"""


def version_problem(version: "tuple[int, ...]") -> "str | None":
    """Say what is wrong with a Python of this version; None where nothing is."""
    if version >= OLDEST_PYTHON:
        return None
    return "derivgui needs Python {}.{} or newer, and this is Python {}.{}.".format(*OLDEST_PYTHON, *version[:2])


def main(arguments: "list[str]") -> int:
    """Do what ``arguments`` say and return the exit code; say in a sentence what goes wrong."""
    problem = version_problem(tuple(sys.version_info[:3]))
    if problem is not None:
        print(problem, file=sys.stderr)
        return 1
    # Later Pythons only from here on.
    import _verbs
    from _process import SetupError

    verb, *rest = arguments or ["--help"]
    if verb in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    if verb not in _verbs.VERBS:
        print(f"dev.py has no verb {verb!r}.\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _end)
    try:
        return _verbs.VERBS[verb](rest)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"dev.py cannot go on: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def _end(number: int, frame: object) -> None:
    """End as on Ctrl-C, so that children and the virtual display end too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
