"""Text for TeX: signs that it does not know become commands, its own signs are quoted. Knows no Qt."""

from __future__ import annotations

import re

from derivgui.model.language.characters import NAME_OF_GREEK

_QUOTED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "$": r"\$",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    "“": "``",
    "”": "''",
    "…": r"\dots{}",
    "–": "--",
    "—": "---",
}
_SIGNS = {
    "−": "-",
    "·": r"\cdot ",
    "×": r"\times ",
    "∞": r"\infty ",
    "→": r"\to ",
    "≈": r"\approx ",
    "≤": r"\le ",
    "≥": r"\ge ",
    "≠": r"\ne ",
    "±": r"\pm ",
    "∓": r"\mp ",
    "√": r"\surd ",
    "∝": r"\propto ",
    "′": "'",
    "″": "''",
    "∇": r"\nabla ",
    "∂": r"\partial ",
    "°": r"^{\circ}",
    "½": r"\tfrac12 ",
}
_SIGNS |= {letter: rf"\{name} " for letter, name in NAME_OF_GREEK.items()}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ʰᵏᵐⁿᴺˢᵗᵘʷˣ", "0123456789-+hkmnNstuwx", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_RUNS = re.compile(f"[{''.join(_RAISED)}]+|[{''.join(_LOWERED)}]+|.", re.DOTALL)
_FORMULA = re.compile(r"(\$(?:[^$\\]|\\.)+\$)")
_LOOSE = re.compile(r"(?<!\\)(?:\\\\)*[%#]")
LAST_LATIN = 0x17F


def tex_text(text: str) -> str:
    """A text with mathematics between dollar signs, for every TeX engine; a formula that would stop TeX as words."""
    parts = _FORMULA.split(text)
    return "".join(_formula(part[1:-1]) if n % 2 else _words(part) for n, part in enumerate(parts))


def _formula(formula: str) -> str:
    written = _mathematics(formula)
    return f"${written}$" if _is_sound(written) else _words(formula)


def _is_sound(formula: str) -> bool:
    """Whether TeX reads it: mathra does, and no sign in it begins a comment or a column."""
    if _LOOSE.search(formula) or ("&" in formula and r"\begin" not in formula):
        return False
    import mathra

    try:
        mathra.tex_to_svg(formula, strict=True)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # A panic in mathra's Rust code is no Exception.
        return False
    return True


def _mathematics(formula: str) -> str:
    """Signs that are not ASCII as commands."""
    return "".join(_SIGNS.get(sign, sign if sign.isascii() else "?") for sign in formula)


def _words(text: str) -> str:
    return "".join(_run(found[0]) for found in _RUNS.finditer(text))


def _run(run: str) -> str:
    if run[0] in _RAISED:
        return f"$^{{{''.join(_RAISED[sign] for sign in run)}}}$"
    if run[0] in _LOWERED:
        return f"$_{{{''.join(_LOWERED[sign] for sign in run)}}}$"
    if run in _QUOTED:
        return _QUOTED[run]
    if run in _SIGNS:
        return f"${_SIGNS[run].strip()}$"
    return run if run.isspace() or ord(run) <= LAST_LATIN else "?"
