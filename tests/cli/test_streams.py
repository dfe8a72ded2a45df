"""Where the words of the command line go: pipes that close, disks that are full, terminals without Unicode."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from derivgui.cli.stream import in_characters_of

COMMAND = [sys.executable, "-W", "error", "-m", "derivgui"]
FULL = Path("/dev/full")
SLOPE = ("slope", "|x|", "--at", "0")
MISTAKE = ("slope", "|x|", "--at", "é")
full_disk = pytest.mark.skipif(not FULL.exists(), reason="no full disk here")


def run(*words: str, encoding: str = "utf-8", **streams: Any) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, its streams in this encoding."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run([*COMMAND, *words], env=environment, encoding=encoding, check=False, timeout=60, **streams)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
@pytest.mark.parametrize("words", [SLOPE, MISTAKE, ("derive", "--help")])
def test_text_is_readable_without_unicode(words: tuple[str, ...], encoding: str) -> None:
    done, known = run(*words, encoding=encoding), run(*words)
    assert done.returncode == known.returncode
    assert "Traceback" not in done.stderr
    assert len((done.stdout + done.stderr).splitlines()) == len((known.stdout + known.stderr).splitlines())


def test_json_says_the_same_in_every_encoding() -> None:
    for words in (SLOPE, MISTAKE):
        assert json.loads(run(*words, "--json", encoding="ascii").stdout) == json.loads(run(*words, "--json").stdout)


def test_signs_have_plain_counterparts() -> None:
    class Ascii:
        encoding = "ascii"

    assert in_characters_of(Ascii(), "“f′(x)” = −2x² ≠ √π é") == '"f\'(x)" = -2x^2 != sqrtpi \\xe9'  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [SLOPE, MISTAKE, ("slope", "--help"), ("--version",)])
@pytest.mark.parametrize("json_or_not", [(), ("--json",)])
def test_a_pipe_may_close_and_nothing_is_said(words: tuple[str, ...], json_or_not: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*words, *json_or_not, stdout=writer)
    os.close(writer)
    assert done.returncode == (2 if words is MISTAKE else 0)
    assert "Error" not in done.stderr


@full_disk
def test_a_full_disk_is_said() -> None:
    with FULL.open("w") as full:
        done = run(*SLOPE, stdout=full)
        assert done.returncode == 1
        assert done.stderr == "The answer cannot be written. No space left on device.\n"
        assert run(*MISTAKE, "--json", stdout=full).returncode == 2
        assert run(*MISTAKE, stderr=full).returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="closed streams as POSIX shells make them")
@pytest.mark.parametrize(("closing", "status"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0)])
def test_streams_may_be_closed(closing: str, status: int, tmp_path: Path) -> None:
    film = f"animate secant x^2 --seconds 0.2 --fps 5 --size 100 80 -o {tmp_path}/a.gif"
    script = f'"{sys.executable}" -m derivgui {film} {closing}'
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == status
    assert "[#" not in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["a.gif"]
