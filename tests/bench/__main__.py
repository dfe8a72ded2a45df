"""``python -m tests.bench [names]``: run benchmarks and print their figures; exit 1 where a limit is broken."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.bench.contour import contour_frames
from tests.bench.contours import contour_times
from tests.bench.critical import critical_times
from tests.bench.descent import descent_times
from tests.bench.drag import drag_frames
from tests.bench.figures import Figure
from tests.bench.figures_to_files import file_times
from tests.bench.microscope import magnifications
from tests.bench.painting import painting_times
from tests.bench.sampling import sampling_times
from tests.bench.start import start_times
from tests.bench.verdicts import verdict_times

BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
    "contour": contour_frames,
    "contours": contour_times,
    "critical": critical_times,
    "descent": descent_times,
    "drag": drag_frames,
    "files": file_times,
    "microscope": magnifications,
    "painting": painting_times,
    "sampling": sampling_times,
    "start": start_times,
    "verdicts": verdict_times,
}


def main(names: list[str]) -> int:
    """Run those named, or all."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    broken = 0
    for name in names or BENCHMARKS:
        print(f"\n{name}")
        for figure in BENCHMARKS[name]():
            print(figure.line())
            broken += figure.is_broken
    print(f"\n{'All limits hold.' if not broken else f'{broken} limits are broken.'}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
