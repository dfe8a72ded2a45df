"""A derivation as a LaTeX document that compiles as it is, and as Markdown. Knows no Qt."""

from __future__ import annotations

from derivgui.export.derivation.sheet import DerivationSheet
from derivgui.export.texts import tex_text


def latex(sheet: DerivationSheet) -> bytes:
    """Numbered lines, each with its reason and its formula."""
    parts = [
        r"\documentclass{article}",
        r"\usepackage[a4paper,margin=25mm]{geometry}",
        r"\usepackage{amsmath}",
        r"\usepackage{amssymb}",
        r"\begin{document}",
        rf"\section*{{{tex_text(sheet.title)}}}",
    ]
    if sheet.page.lines:
        parts.append(r"\begin{enumerate}")
        for line in sheet.page.lines:
            parts.append(rf"\item \textbf{{{tex_text(line.title)}.}} {tex_text(line.note)}".rstrip())
            parts += [r"\[", rf"  {line.tex}", r"\]"]
        parts.append(r"\end{enumerate}")
    parts += [rf"\noindent {tex_text(text)}\par" for text in sheet.closing]
    parts.append(r"\end{document}")
    return ("\n".join(parts) + "\n").encode()


def markdown(sheet: DerivationSheet) -> bytes:
    """The same with formulas between dollar signs, as most readers of Markdown know them."""
    parts = [f"# {sheet.title}"]
    for number, line in enumerate(sheet.page.lines, 1):
        parts.append(f"{number}. **{line.title}.** {line.note}".rstrip())
        parts.append(f"   $$ {line.tex} $$")
    return ("\n\n".join([*parts, *sheet.closing]) + "\n").encode()
