"""How tight each sign binds what stands beside it; a higher power binds tighter."""

from __future__ import annotations

SUM, PRODUCT, POWER, POSTFIX = 10, 20, 30, 40

LEAVES = frozenset({"number", "symbol", "constant"})
CLOSERS: dict[str, str] = {"(": ")", "[": "]", "{": "}", "|(": ")|", "⌊": "⌋", "⌈": "⌉"}
ENDS = frozenset(CLOSERS.values())
# Kinds of tokens that an operand can begin with; side by side with another operand they multiply.
STARTS = LEAVES | CLOSERS.keys() | {"function", "root", "frac"}

POWERS: dict[str, int] = {
    **dict.fromkeys(STARTS, PRODUCT),
    "+": SUM,
    "-": SUM,
    "*": PRODUCT,
    "/": PRODUCT,
    "^": POWER,
    "sup": POWER,
    "!": POSTFIX,
}
