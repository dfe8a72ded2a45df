"""What a reader is told when a text cannot be understood."""

from __future__ import annotations


class ParseError(ValueError):
    """A text that the language refuses.

    Attributes:
        message: one sentence that says what is wrong.
        hint: one sentence that says what to do instead ("" where there is nothing to add).
        span: half-open range of character positions in the text as typed; ``(n, n)`` points behind its end.
    """

    def __init__(self, message: str, hint: str = "", span: tuple[int, int] = (0, 0)) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.span = span
