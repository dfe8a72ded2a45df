"""A derivation as one web page: formulas in MathML, which browsers set and read aloud, and the figure as SVG in it."""

from __future__ import annotations

import re
from html import escape

from derivgui.export.derivation.sheet import DerivationSheet
from derivgui.export.lettering import FORMULA, plain_formula

_DECLARATION = re.compile(rb"^<\?xml[^>]*\?>\s*")
_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2.5rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.45rem; font-weight: 600; }
figure { margin: 1.5rem 0; }
figure svg { width: 100%; height: auto; background: #fff; border-radius: 6px; }
li { margin: 1rem 0; }
li p { margin: 0.2rem 0; opacity: 0.8; }
.line { overflow: auto hidden; padding: 0.5rem 0; }
math { font-size: 1.12em; }
footer { margin-top: 2rem; opacity: 0.8; }
"""


def html(sheet: DerivationSheet, figure: bytes = b"") -> bytes:
    """The page; ``figure`` is an SVG or nothing."""
    items = "\n".join(
        f"<li><strong>{_text(line.title)}.</strong>{_note(line.note)}"
        f'<div class="line" aria-label="{escape(line.words)}">{_mathematics(line.tex, line.text, "block")}</div></li>'
        for line in sheet.page.lines
    )
    drawing = f"<figure>{_DECLARATION.sub(b'', figure).decode()}</figure>" if figure else ""
    closing = "\n".join(f"<p>{_text(text)}</p>" for text in sheet.closing)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="derivgui">
<title>{escape(sheet.plain_title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{_text(sheet.title)}</h1>
{drawing}
<ol>
{items}
</ol>
<footer>
{closing}
</footer>
</body>
</html>
""".encode()


def _note(note: str) -> str:
    return f"<p>{_text(note)}</p>" if note else ""


def _text(text: str) -> str:
    """Words with their formulas."""
    parts = FORMULA.split(text)
    return "".join(
        _mathematics(part, plain_formula(part), "inline") if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )


def _mathematics(tex: str, plain: str, display: str) -> str:
    """MathML; plain text where that cannot be made."""
    from latex2mathml.converter import convert

    try:
        # In a line of its own what h tends to stands below the lim.
        return str(convert(tex.replace(r"\lim_", r"\lim\limits_") if display == "block" else tex, display=display))
    except Exception:  # It has no common class for what it does not know.
        return f"<code>{escape(plain)}</code>"
