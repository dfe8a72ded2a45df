"""Tables of the LaTeX front end: what each command stands for, and why some are refused."""

from __future__ import annotations

import difflib

from derivgui.model.language.characters import GREEK_NAMES, TWO_FORMULAS
from derivgui.model.language.doubts import shortened
from derivgui.model.language.errors import ParseError
from derivgui.model.language.names import FUNCTIONS

# The token that a command is, by its kind; its value is the text of the command.
SIGNS: dict[str, str] = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "slash": "/", "colon": ":",
    "coloneqq": "define", "vert": "|", "mid": "|", "lvert": "|(", "rvert": ")|",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "lparen": "(", "rparen": ")", "lbrack": "[", "rbrack": "]",
}  # fmt: skip
RELATIONS: dict[str, str] = {
    "le": "<=", "leq": "<=", "leqslant": "<=", "leqq": "<=", "lt": "<",
    "ge": ">=", "geq": ">=", "geqslant": ">=", "geqq": ">=", "gt": ">",
    "ne": "!=", "neq": "!=",
}  # fmt: skip
ARROWS: dict[str, str] = {"to": "→", "rightarrow": "→", "mapsto": "↦", "longmapsto": "↦"}
GREEK: dict[str, str] = GREEK_NAMES | {
    "varepsilon": "ε", "varphi": "φ", "vartheta": "θ", "varrho": "ρ", "varkappa": "κ",
}  # fmt: skip
FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_OTHERWISE_WRITTEN = frozenset({"frac", "sqrt", "root", "mod", "factorial"})
FUNCTION_COMMANDS = {name: row for name, row in FUNCTIONS.items() if name not in _OTHERWISE_WRITTEN}
SPACES = frozenset({
    "quad", "qquad", "enspace", "thinspace", "medspace", "thickspace", "hfill", *",;:!> \n",
    "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag", "rm", "bf", "it",
})  # fmt: skip
SPACES_WITH_ARGUMENT = frozenset({"hspace", "vspace", "label", "tag"})
FONTS = frozenset({
    "mathrm", "mathit", "mathbf", "mathsf", "mathnormal", "boldsymbol", "mathop",
    "operatorname", "operatorname*",
})  # fmt: skip
TEXTS = frozenset({"text", "textrm", "textnormal", "textit", "mbox", "hbox"})
CASES = frozenset({"cases", "dcases"})
TABLES = frozenset({"array", "aligned", "matrix"})
DISPLAYS = frozenset({
    "equation", "align", "gather", "math", "displaymath", "split",
})  # fmt: skip
CONDITION_WORDS: dict[str, str] = {
    "if": "if", "for": "if", "when": "if", "wenn": "if", "falls": "if", "si": "if",
    "otherwise": "otherwise", "else": "otherwise", "sonst": "otherwise", "sinon": "otherwise",
}  # fmt: skip

_DEGREES = (
    "The degree sign is not part of a formula.",
    "Write x \\cdot \\pi/180, or switch the angles to degrees.",
)
_DERIVATIVE = (
    "A derivative cannot be typed.",
    "Type the function itself; its derivative is found for you.",
)
_REMAINDER = ("A remainder is a function here.", "Write \\operatorname{mod}(x, 2).")
_CONDITIONS = ("Conditions cannot be joined.", "Write a chain such as 0 < x < 1.")
_DOTS = ("Dots cannot be evaluated.", "Write all terms out.")
_FUNCTION_ITSELF = "Type the function itself, such as x^2."
_REFUSED: dict[str, tuple[str, str]] = {
    "infty": ("There is no number infinity to calculate with.", "Type a formula in x."),
    "circ": _DEGREES,
    "degree": _DEGREES,
    "prime": _DERIVATIVE,
    "partial": _DERIVATIVE,
    "nabla": _DERIVATIVE,
    "int": ("An integral is not part of the language.", _FUNCTION_ITSELF),
    "lim": ("A limit cannot be typed.", _FUNCTION_ITSELF),
    "sum": ("A sum over an index is not part of the language.", "Write the terms out."),
    "prod": ("A product over an index is not part of the language.", "Write the factors out."),
    "over": ("The command \\over is not read.", "Write \\frac{1}{x}."),
    "bmod": _REMAINDER,
    "pmod": _REMAINDER,
    "pm": TWO_FORMULAS,
    "mp": TWO_FORMULAS,
    "|": ("Double bars are a norm, which is not part of the language.", "Write |x| or \\abs{x}."),
    "in": ("The command \\in is not read.", "Write a condition such as 0 < x < 1."),
    "land": _CONDITIONS,
    "wedge": _CONDITIONS,
    "dots": _DOTS,
    "ldots": _DOTS,
    "cdots": _DOTS,
    "": ("A command is missing behind \\.", "Delete it, or write \\frac{1}{x}."),
}
_KNOWN: tuple[str, ...] = (
    *(*SIGNS, *RELATIONS, *ARROWS, *GREEK, *FRACTIONS, *FUNCTION_COMMANDS, *FONTS, *TEXTS),
    *("sqrt", "left", "right", "begin", "end", "quad", "displaystyle"),
)


def unknown(name: str, start: int, end: int) -> ParseError:
    """The refusal of a command, with the one that was probably meant."""
    if name in _REFUSED:
        return ParseError(*_REFUSED[name], (start, end))
    shown = shortened(name)
    candidates = [command for command in _KNOWN if command[0] == shown[0]]
    near = difflib.get_close_matches(shown, candidates, n=1, cutoff=0.6)
    hint = f"Did you mean \\{near[0]}?" if near else "Type the formula without it."
    return ParseError(f"“\\{shown}” is not a command that can be read.", hint, (start, end))
