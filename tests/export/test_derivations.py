"""Derivations as documents."""

from __future__ import annotations

import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from derivgui.export.derivation.files import ENDINGS, write_derivation
from derivgui.export.derivation.sheet import DerivationSheet
from derivgui.export.derivation.text import latex, markdown
from derivgui.export.views.curve import CurveView
from derivgui.model.document.whole_file import FileError
from derivgui.model.language.latex import definition_latex
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import definition_text
from derivgui.model.scene.derivation_page import read_page
from tests.export.figures import document


def step(title: str, text: str, tex: str, note: str = "", limit: bool = True, kind: str = "algebra") -> dict[str, Any]:
    facts = {"rule": title, "kind": kind, "title": title, "note": note, "text": text, "latex": tex, "has_limit": limit}
    return facts | {"condition": "", "status": "proven", "changed": [], "working": None}


# As ``derivgui derive "x^2" --json`` prints it, with a note that is not easy to quote.
SQUARE: dict[str, Any] = {
    "method": "definition",
    "variable": "x",
    "step": "h",
    "at": None,
    "steps": [
        step("Write the difference quotient", "((x + h)^2 - x^2)/h", r"\lim_{h \to 0} \frac{(x + h)^{2} - x^{2}}{h}"),
        step("Divide by h", "2x + h", r"\lim_{h \to 0} (2x + h)", "100 % allowed & safe, for $h \\ne 0$: 1 < 2."),
        step("Let h tend to 0", "2x", "2x", limit=False, kind="result"),
    ],
    "result": {"text": "2x", "latex": "2x"},
    "exists": True,
    "message": "",
    "domain": "x ≠ 5",
    "domain_latex": r"x \ne 5",
    "limits": [],
    "status": "proven",
    "expression": "x^2",
    "latex": "x^{2}",
    "head": {"text": "f'(x)", "latex": "f'(x)"},
}


def sheet(facts: dict[str, Any] = SQUARE) -> DerivationSheet:
    expression = parse("x^2")
    page = read_page(facts, "f", expression.variables, "lagrange")
    return DerivationSheet(page, definition_latex(expression, "f"), definition_text(expression, "f"))


def long_sheet() -> DerivationSheet:
    return sheet(SQUARE | {"steps": SQUARE["steps"] * 12})


class Reader(HTMLParser):
    """Checks that every element is closed, and keeps what is read."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.seen: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    assert reader.open == []
    return reader


def test_markdown_has_each_line_with_its_reason() -> None:
    text = markdown(sheet()).decode()
    assert text.startswith("# The derivative of $f(x) = x^{2}$ from the definition\n")
    assert "3. **Let h tend to 0.**\n\n   $$ = 2x $$" in text
    assert text.rstrip().endswith("For $x \\ne 5$.\n\nStatus: proven.")


def test_latex_quotes_words_and_not_formulas() -> None:
    text = latex(sheet()).decode()
    assert r"100 \% allowed \& safe, for $h \ne 0$: 1 $<$ 2." in text
    assert r"f'(x) = \lim_{h \to 0} \frac{(x + h)^{2} - x^{2}}{h}" in text.replace("′", "'")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX is installed")
def test_latex_compiles(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_bytes(latex(sheet()))
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-800:]


def test_a_web_page_needs_nothing_else(qtbot: QtBot, tmp_path: Path) -> None:
    write_derivation(sheet(), CurveView(document("x^2")), tmp_path / "a.html")
    reader = read(tmp_path / "a.html")
    assert {"math", "mfrac", "svg", "ol"} <= reader.seen
    assert all(address.startswith(("#", "data:")) for address in reader.addresses)
    assert "Let h tend to 0" in "".join(reader.words)
    assert "1 < 2" in "".join(reader.words)


def test_a_formula_that_cannot_be_set_is_written(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("latex2mathml.converter.convert", broken)
    write_derivation(sheet(), None, tmp_path / "a.html")
    reader = read(tmp_path / "a.html")
    assert "= 2x" in "".join(reader.words)
    assert "math" not in reader.seen


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_pdf_can_be_searched_and_goes_on_over_pages(qtbot: QtBot, tmp_path: Path) -> None:
    write_derivation(sheet(), CurveView(document("x^2")), tmp_path / "a.pdf")
    write_derivation(long_sheet(), None, tmp_path / "b.pdf")

    def told(*command: str | Path) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    text = told("pdftotext", "-layout", tmp_path / "a.pdf", "-")
    for words in ("Write the difference quotient", "lim(h→0) 2x + h", "from the definition", "Status: proven."):
        assert words in text
    assert "Pages:           1" in told("pdfinfo", tmp_path / "a.pdf")
    assert int(told("pdfinfo", tmp_path / "b.pdf").split("Pages:")[1].split()[0]) > 2
    assert all("yes" in line for line in told("pdffonts", tmp_path / "a.pdf").splitlines()[2:])


def test_an_unknown_ending_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"\.docx"):
        write_derivation(sheet(), None, tmp_path / "a.docx")
    assert list(tmp_path.iterdir()) == []


def test_no_derivation_is_a_document_too(qtbot: QtBot, tmp_path: Path) -> None:
    unknown = SQUARE | {"steps": [], "exists": None, "message": "No way is known.", "status": "not determined"}
    for ending in ENDINGS:
        write_derivation(sheet(unknown), None, tmp_path / f"a{ending}")
    assert "No way is known." in "".join(read(tmp_path / "a.html").words)
