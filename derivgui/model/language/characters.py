"""Characters: which ones the language reads as which, and the sentence for each that it refuses.

Every accepted character stands for exactly one plain one, so places in the folded text are places
in the text as typed.
"""

from __future__ import annotations

import unicodedata

from derivgui.model.language.errors import ParseError

GREEK_NAMES: dict[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
NAME_OF_GREEK: dict[str, str] = {letter: name for name, letter in GREEK_NAMES.items()}
GREEK_LETTERS = "".join(NAME_OF_GREEK)

SUPERSCRIPTS: dict[str, str] = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇⁱᵏᵐⁿᵗˣʸ", "0123456789+-()abikmntxy", strict=True))
SUBSCRIPTS: dict[str, str] = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑᵢⱼₖₘₙₚₛₜₓ", "0123456789aeijkmnpstx", strict=True))
VULGAR_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"

_SPACES = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SAME: dict[str, str] = {
    " ": _SPACES,
    "\n": "\r",
    "-": "−–—‐‑‒﹣",
    "*": "×·∙⋅•∗✕⨯",
    "/": "÷∕⁄",
    "^": "↑ˆ",
    "|": "∣",
    "'": "′’",
    "≤": "⩽≦",
    "≥": "⩾≧",
    "→": "⟶",
    "↦": "⟼",
}
_FOLDED: dict[int, str] = {ord(odd): plain for plain, odds in _SAME.items() for odd in odds}
_LETTER_SIGNS = "ℎℯℓⅇΩµϕϑϵϱ"
_PLAIN = frozenset(map(chr, range(32, 127))) | frozenset(
    "\n≤≥≠→↦√∛∜⌊⌋⌈⌉" + GREEK_LETTERS + VULGAR_FRACTIONS + "".join(SUPERSCRIPTS) + "".join(SUBSCRIPTS)
)

_LOOKALIKES: dict[str, str] = dict(
    zip(
        "аеорсхуіјАВЕКМНОРСТХУІЈѕԁοΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲıɑ",
        "aeopcxyijABEKMHOPCTXYIJsdoABEZHIKMNOPTYXcia",
        strict=True,
    )
)
_QUOTES = ("Quotation marks have no meaning in a formula.", "Type the formula without them.")
TWO_FORMULAS = (
    "A sign ± stands for two formulas at once.",
    "Type two formulas, one with + and one with -.",
)
_INDEXED_SUM = ("A sum over an index is not part of the language.", "Write the terms out.")
_INDEXED_PRODUCT = (
    "A product over an index is not part of the language.",
    "Write the factors out, or pi for the number.",
)
_KNOWN_SIGNS: dict[str, tuple[str, str]] = {
    "∞": ("There is no number infinity to calculate with.", "Type a formula in x."),
    "°": (
        "The degree sign is not part of a formula.",
        "Write 30*pi/180, or switch the angles to degrees.",
    ),
    "%": ("The percent sign is not part of a formula.", "Write /100, or mod(x, 2) for a remainder."),
    "±": TWO_FORMULAS,
    "∓": TWO_FORMULAS,
    "∫": ("An integral is not part of the language.", "Type the function itself, such as x^2."),
    "∑": _INDEXED_SUM,
    "Σ": _INDEXED_SUM,
    "∏": _INDEXED_PRODUCT,
    "Π": _INDEXED_PRODUCT,
    "∂": (
        "A derivative cannot be typed.",
        "Type the function itself; its derivative is found for you.",
    ),
    "∇": (
        "A gradient cannot be typed.",
        "Type the function itself; its gradient is found for you.",
    ),
    "∧": ("The sign ∧ cannot join conditions.", "Write a chain such as 0 < x < 1."),
    "`": ("The sign ` has no meaning in a formula.", "Type the formula without it."),
    '"': _QUOTES,
    "“": _QUOTES,
    "”": _QUOTES,
}


def fold(text: str) -> str:
    """The text with every accepted sign replaced by its plain form, of the same length.

    Raises ParseError at the first character that the language does not read.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join([_fold(sign, place) for place, sign in enumerate(text)])


def _fold(sign: str, place: int) -> str:
    plain = _FOLDED.get(ord(sign), sign)
    if plain in _PLAIN:
        return plain
    if "\uff01" <= sign <= "\uff5e" or "\U0001d400" <= sign <= "\U0001d7ff" or sign in _LETTER_SIGNS:
        plain = unicodedata.normalize("NFKC", sign)
        plain = _FOLDED.get(ord(plain[0]), plain)
        if plain in _PLAIN:
            return plain
    raise refused(plain, place)


def refused(sign: str, place: int) -> ParseError:
    """The refusal of one character."""
    span = (place, place + 1)
    if sign in _KNOWN_SIGNS:
        return ParseError(*_KNOWN_SIGNS[sign], span)
    name = unicodedata.name(sign, f"U+{ord(sign):04X}")
    if sign in _LOOKALIKES:
        latin = _LOOKALIKES[sign]
        return ParseError(
            f"This is {name}, which only looks like {latin}.",
            f"Type the Latin letter {latin}.",
            span,
        )
    category = unicodedata.category(sign)
    if category == "Cf":
        return ParseError(f"There is an invisible character here, {name}.", "Delete it.", span)
    if category[0] in "CZ":
        return ParseError(f"There is a control character here, {name}.", "Delete it.", span)
    if sign.isascii():
        return ParseError(f"The sign {sign} has no meaning in a formula.", "Type the formula without it.", span)
    return ParseError(
        f"“{sign}” ({name}) has no meaning in a formula.",
        "Use Latin or Greek letters, the digits 0 to 9 and the usual signs.",
        span,
    )
