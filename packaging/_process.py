"""Child processes and words for the person at the keyboard; the standard library alone."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

# A child that got the same Ctrl-C may want to clean up and say where it stopped.
INTERRUPT_GRACE_SECONDS = 20.0


Command = Sequence[str | Path]


class SetupError(Exception):
    """What the person at the keyboard must know or do, as one sentence."""


def say(sentence: str) -> None:
    """Print at once: what a child prints next must come after it."""
    print(sentence, flush=True)


def run(
    command: Command,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> int:
    """Run ``command`` with its output shown and return its exit code (128 + n after signal n)."""
    with subprocess.Popen(command, env=environment, cwd=folder) as child:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            _let_finish(child)
            raise
        except SystemExit:
            # Only we were asked to end; the terminal has not told the child.
            end(child)
            raise
    return code if code >= 0 else 128 - code


def capture(
    command: Command,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    timeout: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``command`` without a terminal; its output comes back as text, whatever its exit code."""
    return subprocess.run(
        command,
        env=environment,
        cwd=folder,
        timeout=timeout,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )


def end(child: subprocess.Popen[bytes], seconds: float = 5.0) -> None:
    """Ask ``child`` to end and make it end after ``seconds``."""
    child.terminate()
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _let_finish(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(timeout=INTERRUPT_GRACE_SECONDS)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        child.kill()
