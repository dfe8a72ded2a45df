"""Fractions inside a displayed fraction, or inside a brace of cases, at the size of the line: ``\\dfrac``.

TeX sets them in script size, where the x of a difference quotient of 1/x is hard to read.
"""

from __future__ import annotations

FRACTION, LARGE, CASES = r"\frac", r"\dfrac", r"\begin{cases}"


def with_large_fractions(latex: str, depth: int = 0) -> str:
    """The formula with its fractions at nesting level 1 set large; ``depth`` is the level at which it stands itself."""
    parts: list[str] = []
    place = 0
    while place < len(latex):
        if latex.startswith(FRACTION + "{", place):
            above, place = _group(latex, place + len(FRACTION))
            below, place = _group(latex, place)
            inside = "".join(f"{{{with_large_fractions(part, depth + 1)}}}" for part in (above, below))
            parts.append((LARGE if depth == 1 else FRACTION) + inside)
        elif latex.startswith(("^{", "_{"), place):
            inside, end = _group(latex, place + 1)
            parts.append(latex[place:end])
            place = end
        elif latex.startswith(CASES, place):
            depth = max(depth, 1)
            parts.append(CASES)
            place += len(CASES)
        else:
            parts.append(latex[place])
            place += 1
    return "".join(parts)


def _group(latex: str, start: int) -> tuple[str, int]:
    """What stands in the braces that open at ``start``, and the place behind them."""
    level = 0
    for place in range(start, len(latex)):
        level += (latex[place] == "{") - (latex[place] == "}")
        if level == 0:
            return latex[start + 1 : place], place + 1
    return latex[start + 1 :], len(latex)
