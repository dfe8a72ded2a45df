"""Plain text with subscripts written after a low line, as rich text for labels."""

from __future__ import annotations

import re

# Names of functions begin with a letter; a second low line ends the first subscript.
_SUBSCRIPT = re.compile(r"(?<=[^\W_])_([^\W_]+)")


def with_subscripts(text: str) -> str:
    """ "f_x(2, 1)" as HTML with the x lowered; all else as it is written."""
    # What html.escape does; its module brings the names of two thousand characters along.
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SUBSCRIPT.sub(r"<sub>\1</sub>", escaped)
