"""python-flint is there when it is used, and not before."""

from __future__ import annotations

import subprocess
import sys


def _run(text: str) -> str:
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_library_waits_for_its_first_use() -> None:
    asked = "import sys; from derivgui.model.numeric.arithmetic import flint; print('flint' in sys.modules); "
    assert _run(asked + "print(flint.arb(2) + 1 == 3, 'flint' in sys.modules)") == "False\nTrue True"


def test_what_has_been_used_is_the_librarys_own() -> None:
    import flint as library

    from derivgui.model.numeric.arithmetic import flint

    assert flint.fmpq is library.fmpq
    assert flint.ctx is library.ctx
