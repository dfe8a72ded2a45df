"""Texts that are refused: « and » mark the place that the caret must show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derivgui.model.language import parser
from derivgui.model.language.errors import ParseError

Refusal = Callable[[str], ParseError]

NAMES = [
    ("«foo»", "foo", "f*o*o"),
    ("1 + «sinn»(x)", "sinn", "sin"),
    ("«cosin»(x)", "cosin", "cos"),
    ("«sqr»(x)", "sqr", "sqrt"),
    ("«arsin»(x)", "arsin", "arcsin"),
    ("«tann» x", "tann", "tan"),
    ("«lgo»(x)", "lgo", "log"),
    ("«sine»(x)", "sine", "sin"),
    ("«sen»(x)", "sen", "sin"),
    ("«sh»(x)", "sh", "sinh"),
    ("«exec»(x)", "exec", ""),
    ("«abc»", "abc", "a*b*c"),
    ("«fix»(x)", "fix", "f*i*x"),
    ("«gamma»(x)", "no function", "gamma*"),
    ("«Gamma(»x)", "Γ", "Γ*("),
    ("«ζ(»x)", "ζ", "ζ*("),
    ("x «mod» 2", "mod", "mod(x, 2)"),
    ("«f(»x) + 1", "f", "f*("),
    ("«sin_»2 x", "log", "log_2"),
    ("«x2»", "x2", "x^2"),
    ("a«e2»", "e2", "e^2"),
    ("2 + «pi2»", "pi2", "2pi"),
    ("«x 2»", "x 2", "x^2"),
    ("«sin2(»x)", "sin", "sin^2"),
    ("«log3(»x)", "log3", "log_3(x)"),
    ("«log10 x»", "log10", "log_10(x)"),
    ("«f_1(»x)", "f_1", "f_1*("),
    ("«F(»x)", "F", "F*("),
    ("«x.5»", "0.5", "x^0.5"),
    ("«lim» x", "limit", ""),
    ("«piecewise»(x)", "piecewise", "{x < 0"),
    ("«logarithm»(x)", "logarithm", "ln"),
    ("x_«max»", "max", "x_{max}"),
    ("x_{«n+1»}", "subscript", ""),
    ("«_»x", "_", "x_0"),
    ("x_{«1e5»}", "subscript", ""),
    ("x_«1.5»", "subscript", ""),
    ("x«_»", "subscript", ""),
]

BRACKETS = [
    ("«(»x + 1", "never closed", ")"),
    ("x + 1«)»", "opened", ""),
    ("sin«(»x", "never closed", ")"),
    ("(x + 1«]»", "]", ")"),
    ("«|»x", "bar", "abs"),
    ("x«|»", "bar", "abs"),
    ("2 + «⌊»x", "never closed", "⌋"),
    ("x^«{»2", "never closed", "}"),
    ("«()»", "between", ""),
    ("sin«()»", "between", "sin(x)"),
    ("«||»", "between", ""),
    ("«|x^2-3|x|+1|»", "which bars belong together", "abs("),
    ("2«|x^2-3|x-1| - 1|» + x", "which bars belong together", "*"),
]

GRAMMAR = [
    ("«»", "empty", "x^2"),
    ("«   »", "empty", "x^2"),
    ("x +«»", "missing", ""),
    ("x^«»", "missing", ""),
    ("2 * «/» x", "missing", ""),
    ("«/» x", "missing", ""),
    ("(x + «)»", "missing", ""),
    ("«sin»", "argument", "sin(x)"),
    ("«sin» + 1", "argument", "sin(x)"),
    ("«max» x", "brackets", "max("),
    ("«max(x)»", "two", ""),
    ("«sin(x, 2)»", "one", ""),
    ("«atan2(x)»", "two", ""),
    ("«log(8, 2)»", "log", "log_2(8)"),
    ("«log^-1» x", "inverse", ""),
    ("1«,»5", "decimal", "1.5"),
    ("1«,»000", "decimal", "1000"),
    ("1.5«,»2", "comma", ""),
    ("x«³√»y", "raised", "root(x, 3)"),
    ("sin«'»(x)", "derivative", ""),
    ("f«'»(x) + 1", "derivative", ""),
    ("x«,» 2", "comma", ""),
    ("«1.2.3»", "number", ""),
    ("x «.»", "point", ""),
    ("«2 3»", "numbers", "2*3"),
    ("«sin 2*»x", "clear", "sin(2*x)"),
    ("«sin 1/»x", "clear", "sin(1/x)"),
    ("«ln 1/»x", "clear", "ln(1/x)"),
    ("«sin x (»x + 1)", "clear", "brackets"),
    ("x «<» 2", "comparison", "piecewise"),
    ("x «>=» 0", "comparison", "piecewise"),
    ("1 + (x «<» 2)", "comparison", "piecewise"),
    ("x^2 «=» 4", "equation", "one side"),
    ("x^2 «==» 4", "equation", "one side"),
    ("3«!!»", "!!", "(3!)!"),
    ("«d/dx» x^2", "derivative", ""),
    ("«2½»", "mixed", "2.5"),
    ("x «->» 2", "arrow", ""),
    ("x «:» 2", ":", ""),
    ("x^2 «;» x", "one formula", ""),
    ("x«\n»x^2", "line", ""),
    ("«x!»", "whole", ""),
    ("«(x + 1)!»", "whole", ""),
    ("«(1/2)!»", "whole", ""),
    ("«(-3)!»", "whole", ""),
]

PIECEWISE = [
    ("{«x<0»}", "value", "x < 0: "),
    ("{«x»: 2}", "condition", "x < 0"),
    ("{x<0: 1, «2», 3}", "last", ""),
    ("{«x», 2}", "last", ""),
    ("«{}»", "between", ""),
    ("«{»x<0: 1", "never closed", "}"),
    ("{x<0: «}»", "missing", ""),
    ("{x<0 «and» y<0: 1}", "and", "0 < x < 1"),
    ("x^2{«x>0»}", "value", "{x"),
]

DEFINITIONS = [
    ("«f'»(x) = 2x", "derivative", "f(x)"),
    ("«y'» = 2x", "derivative", ""),
    ("«dy/dx» = 2x", "derivative", ""),
    ("y = x «y»", "itself", ""),
    ("f(x) = «f(»x - 1)", "f", ""),
    ("f(x) = x + «f»", "itself", ""),
    ("«x» = 3", "variable", "y = "),
    ("«e» = 3", "constant", ""),
    ("«Pi» = 3", "constant", ""),
    ("f(«pi») = 3", "constant", ""),
    ("f(«2») = 3", "variable", ""),
    ("f(x, «x») = 3", "twice", ""),
    ("f(x, y, «t») = 3", "two variables", ""),
    ("«foo»(x) = 3", "one letter", ""),
    ("«sin»(x) = 3", "sin", "f(x)"),
    ("y = x «=» 2", "equals", ""),
    ("y =«»", "missing", ""),
    ("«f(»x)", "f", ""),
    ("x + y «=» 2", "equation", "one side"),
]

CHARACTERS = [
    ("«х»", "CYRILLIC SMALL LETTER HA", "x"),
    ("2«ο»", "GREEK SMALL LETTER OMICRON", "o"),
    ("«Α»", "GREEK CAPITAL LETTER ALPHA", "A"),
    ("x«\u200b»", "ZERO WIDTH SPACE", "Delete"),
    ("x«\u202e»y", "RIGHT-TO-LEFT OVERRIDE", "Delete"),
    ("x«\x00»", "control", "Delete"),
    ("x«\x1b»", "control", "Delete"),
    ("x + «🙂»", "SLIGHTLY SMILING FACE", ""),
    ("«é»", "LATIN SMALL LETTER E WITH ACUTE", ""),
    ("«∞»", "infinity", ""),
    ("30«°»", "degree", "pi/180"),
    ("50«%»", "percent", "/100"),
    ("«∫» x", "integral", ""),
    ("x «±» 1", "±", ""),
    ("«\ud800»", "character", ""),
    ("x«\ufeff»", "ZERO WIDTH NO-BREAK SPACE", "Delete"),
    ("«٣»x", "ARABIC-INDIC DIGIT THREE", ""),
]

CODE = [
    ("«_»_import__('os')", "", ""),
    ("«lambda x:» x", "code", ""),
    ("«import» os", "import", ""),
    ("x«.»real", "point", ""),
    ("x + «'»a'", "", ""),
    ('«"»x"', "quotation", ""),
    ("«`»x`", "`", ""),
    ("x «@» y", "@", ""),
    ("x «$» y", "$", ""),
    ("x «#» y", "#", ""),
    ("x «&» y", "&", ""),
    ("a = 1«;» b = 2", "one formula", ""),
    ("«x» = 1; y = 2", "variable", ""),
    ("«eval»(x)", "eval", ""),
    ("«open»(2)", "open", ""),
    ("2 «//» 3", "//", ""),
]

SIZES = [
    ("9^«9^9^9»", "too large", ""),
    ("«(10^9)!»", "170!", ""),
    ("«171!»", "170!", ""),
    ("«e^1000»", "too large", ""),
    ("«10^400»", "too large", ""),
    ("«2^(10^6)»", "too large", ""),
    ("x^«9^9^9»", "too large", ""),
    ("x + «1e200*1e200»", "too large", ""),
    ("«1e999999999»", "too large", ""),
    ("«1e401»", "too large", ""),
    ("«1e-401»", "too small", ""),
    ("«1e309»", "too large", ""),
    ("«exp(1000)»x", "too large", ""),
    ("«" + "1" * 401 + "»", "digits", ""),
    ("x + y«" + "²" * 401 + "»", "digits", ""),
    ("x" + "+x" * 999 + "+" + "«x»", "2,000", ""),
    ("(" * 64 + "«(»" + "x" + ")" * 65, "64", ""),
    ("-" * 64 + "«-»" + "x", "64", ""),
    ("x^" * 64 + "x«^»x", "64", ""),
    ("sin " * 64 + "«sin» x", "64", ""),
]

TABLE = NAMES + BRACKETS + GRAMMAR + PIECEWISE + DEFINITIONS + CHARACTERS + CODE + SIZES


@pytest.mark.parametrize(("marked", "message", "hint"), TABLE)
def test_refused_with_a_sentence_a_hint_and_the_place(refusal: Refusal, marked: str, message: str, hint: str) -> None:
    start = marked.index("«")
    end = marked.index("»") - 1
    error = refusal(marked.replace("«", "").replace("»", ""))
    assert message.lower() in error.message.lower()
    assert hint in error.hint
    assert error.span == (start, end)


@pytest.mark.parametrize("marked", [row[0] for row in TABLE])
def test_every_refusal_is_a_friendly_sentence(refusal: Refusal, marked: str) -> None:
    error = refusal(marked.replace("«", "").replace("»", ""))
    assert error.message[0].isupper() or error.message[0] in "“0123456789"
    assert error.message.endswith((".", "?"))
    assert error.hint
    assert error.hint.endswith((".", "?"))
    error.message.encode()
    error.hint.encode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x", "x"),
        ("a + 1", "a"),
        ("1/0", "value"),
        ("ln(-1)", "value"),
        ("0^0", "value"),
        ("f(x) = 2", "number"),
        ("", "empty"),
        ("10^400", "too large"),
    ],
)
def test_a_number_field_refuses_what_is_no_number(text: str, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        parser.parse_number(text)
