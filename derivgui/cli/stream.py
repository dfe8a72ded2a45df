"""Lines to standard output and error, whatever these are: without Unicode, closed, full, or with nobody reading."""

from __future__ import annotations

import codecs
import os
from contextlib import suppress
from typing import TextIO

_POWERS = {ord(sign): f"^{digit}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_SIGNS = {"−": "-", "“": '"', "”": '"', "′": "'", "″": "''", "…": "...", "–": "-", "→": "->", "·": "*", "×": "x"}
_SIGNS |= {"≠": "!=", "≤": "<=", "≥": ">=", "≈": "~", "∞": "inf", "π": "pi", "√": "sqrt", "∛": "cbrt", "∇": "grad "}
_PLAIN = str.maketrans(_SIGNS) | _POWERS


def say(text: str, stream: TextIO | None, end: str = "\n") -> str:
    """Print a line; why that fails, "" where all is well.

    A reader that has gone, such as head, has seen enough, and a stream that is closed has none: nothing fails then.
    """
    if stream is None:
        return ""
    try:
        print(in_characters_of(stream, text), end=end, file=stream, flush=True)
    except BrokenPipeError:
        _silence(stream)
    except (OSError, ValueError) as error:
        _silence(stream)
        return getattr(error, "strerror", "") or str(error)
    return ""


def in_characters_of(stream: TextIO | None, text: str) -> str:
    """The text, with other signs for those that the stream cannot encode."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "derivgui.plain").decode(encoding)


def _in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end].translate(_PLAIN)
    return signs.encode("ascii", "backslashreplace").decode("ascii"), error.end


codecs.register_error("derivgui.plain", _in_plain_signs)


def _silence(stream: TextIO) -> None:
    """What is left in the buffer goes nowhere, where it cannot fail once more as Python ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
