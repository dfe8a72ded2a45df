"""Rows of cases and matrices that hold fractions, kept apart for mathra.

mathra 1.5 sets such rows without any gap, so that a denominator stands on the numerator below it,
and reads the length in ``\\\\[3pt]`` without using it. An underline below an invisible copy of the
cell has no width, but its depth: it holds the next row off by a third of an em.
"""

import re
from collections.abc import Iterator

_INNERMOST_TABLE = re.compile(
    r"(?P<begin>\\begin\{(?P<name>cases|[pbvBV]?matrix)\})"
    r"(?P<body>(?:(?!\\begin\{).)*?)"
    r"(?P<end>\\end\{(?P=name)\})",
    re.DOTALL,
)
_TOKEN = re.compile(r"\\\\|\\?.", re.DOTALL)
_TALL = re.compile(r"\\[dt]?frac")


def keep_rows_apart(tex: str) -> str:
    """Return LaTeX in which a table with fractions has a gap between its rows."""
    if "\\begin" not in tex:
        return tex
    return _INNERMOST_TABLE.sub(_with_gaps, tex)


def _with_gaps(table: re.Match[str]) -> str:
    if not _TALL.search(table["body"]):
        return table[0]
    pieces = list(_pieces(table["body"]))
    last_row = max(i for i, piece in enumerate(pieces) if piece == "\\\\" or i == 0)
    above = (_held_off(piece) for piece in pieces[:last_row])
    return table["begin"] + "".join([*above, *pieces[last_row:]]) + table["end"]


def _held_off(piece: str) -> str:
    if piece in ("&", "\\\\") or not piece.strip():
        return piece
    return rf"{{{piece}}}\underline{{\vphantom{{{piece}}}}}"


def _pieces(body: str) -> Iterator[str]:
    """Split a table into cells and the separators between them; braces hide separators."""
    depth, cell = 0, ""
    for token in _TOKEN.findall(body):
        depth += (token == "{") - (token == "}")
        if depth == 0 and token in ("&", "\\\\"):
            yield from (cell, token)
            cell = ""
        else:
            cell += token
    yield cell
