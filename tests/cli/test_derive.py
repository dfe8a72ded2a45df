"""``derivgui derive`` as people script it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from derivgui.cli import main


def facts(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["derive", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["derive", *words]) == 0
    return capsys.readouterr().out


def test_the_square_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = facts(capsys, "x^2")
    assert (found["method"], found["status"], found["result"]) == (
        "definition",
        "proven",
        {"text": "2x", "latex": "2x"},
    )
    assert [step["text"] for step in found["steps"]] == [
        "((x + h)^2 - x^2)/h",
        "(x^2 + 2x*h + h^2 - x^2)/h",
        "(2x*h + h^2)/h",
        "2x + h",
        "2x",
    ]
    assert [step["kind"] for step in found["steps"]] == ["quotient", "algebra", "algebra", "algebra", "result"]


def test_at_a_number_and_by_another_variable(capsys: pytest.CaptureFixture[str]) -> None:
    assert facts(capsys, "x^2", "--at", "3")["steps"][1]["text"] == "(9 + 6h + h^2 - 9)/h"
    assert facts(capsys, "x^2", "--at", "-1")["result"]["text"] == "-2"
    found = facts(capsys, "x^2 y + y^3", "--variable", "y")
    assert found["result"]["text"] == "x^2 + 3y^2"
    assert found["head"]["text"] == "∂f/∂y"


def test_where_there_is_no_derivative_the_sides_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    found = facts(capsys, "|x|", "--at", "0")
    assert (found["result"], found["exists"]) == (None, False)
    assert found["message"] == "No derivative at 0: from the left −1, from the right 1."


def test_text_latex_and_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "1/x")
    assert "f'(x) = lim(h→0) (1/(x + h) - 1/x)/h" in text
    assert "for x ≠ 0" in text
    assert printed(capsys, "1/x", "--latex").startswith("\\begin{align*}\nf'(x) &= \\lim_{h \\to 0}")
    assert "4. **Cancel h.** Allowed because h ≠ 0." in printed(capsys, "1/x", "--markdown")


@pytest.mark.parametrize("words", [("x^^2",), ("x", "--at", "y"), ("x", "--variable", "x+1"), ("x", "--by", "magic")])
def test_a_mistake_is_a_sentence(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert main(["derive", *words]) == 2
    captured = capsys.readouterr()
    assert captured.err.strip()
    assert "Traceback" not in captured.err


def test_by_rules_and_its_value_at_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    found = facts(capsys, "x sin(x)", "--by", "rules", "--at", "pi")
    assert found["method"] == "rules"
    assert found["value"] == pytest.approx(-3.141592653589793)
    assert "Product rule" in printed(capsys, "x sin(x)", "--by", "rules")


def test_a_sum_behind_lim_stands_in_brackets(capsys: pytest.CaptureFixture[str]) -> None:
    assert "lim(h→0) (2x + h)" in printed(capsys, "x^2")


def test_a_reader_that_stops_early_is_no_error() -> None:
    words = [sys.executable, "-m", "derivgui", "derive", "x^2", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert process.returncode == 0


@pytest.mark.parametrize("ending", [".tex", ".md", ".html", ".pdf"])
def test_a_derivation_becomes_a_document(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str
) -> None:
    found = facts(capsys, "x^2", "-o", str(tmp_path / f"a{ending}"))
    assert found["title"] == "The derivative of f(x) = x^2 from the definition"
    assert (tmp_path / f"a{ending}").stat().st_size > 300


def test_a_document_of_an_unknown_kind_is_a_mistake(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["derive", "x^2", "-o", str(tmp_path / "a.doc")]) == 2
    assert ".doc" in capsys.readouterr().err


def test_the_largest_numbers_can_be_turned_upside_down(capsys: pytest.CaptureFixture[str]) -> None:
    assert facts(capsys, "1/x", "--at", "-1e308")["result"]["text"] == "-1/1e616"


@pytest.mark.parametrize(
    ("text", "at"),
    [("{x < 1: x^2, 2x}", "1"), ("(x^2 - 4)/(x - 2)", "2"), ("floor x", "2"), ("tan x", "pi/2"), ("|cos x|", "pi/2"),
     ("x^3/x^2", "0"), ("frac(10x)", "0.3"), ("ln x", "-1"), ("{floor(x) = 1: x, 0}", "2")],
)  # fmt: skip
def test_by_rules_tells_no_value_where_the_function_has_no_derivative(
    capsys: pytest.CaptureFixture[str], text: str, at: str
) -> None:
    """The formula may well have one there."""
    assert facts(capsys, text, "--by", "rules", "--at", at)["value"] is None


def test_by_rules_tells_the_number_that_slope_tells(capsys: pytest.CaptureFixture[str]) -> None:
    assert facts(capsys, "cos(pi/x)", "--by", "rules", "--at", "1")["value"] == 0.0
    assert facts(capsys, "{sin x > 0: sin(x)^2, 0}", "--by", "rules", "--at", "pi")["value"] == 0.0


def test_single_points_have_no_derivative(capsys: pytest.CaptureFixture[str]) -> None:
    found = facts(capsys, "{x = 2: 3}", "--by", "rules")
    assert found["result"] is None
    assert found["problem"] == "The function has values at single points only, so it has no derivative."
