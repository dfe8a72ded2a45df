"""Where the bundle begins; an installed derivgui begins in ``derivgui.__main__`` itself."""

from __future__ import annotations

import multiprocessing
import sys

if __name__ == "__main__":
    # A worker process starts the bundle's program again and must go its own way here.
    multiprocessing.freeze_support()

    from derivgui.__main__ import main

    sys.exit(main())
