"""Entry point of ``derivgui`` and ``python -m derivgui``."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run the command line; the exit status."""
    multiprocessing.freeze_support()
    from derivgui.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
