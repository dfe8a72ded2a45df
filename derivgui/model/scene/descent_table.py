"""The iterates of a run as a table of text, for people and for spreadsheets."""

from __future__ import annotations

import math

from derivgui.model.descent.run import Run


def headers(variables: tuple[str, ...]) -> list[str]:
    """k, the point, f, the slopes, the updates: as a table for people heads its columns."""
    slopes = ["f′"] if len(variables) == 1 else [f"∂f/∂{name}" for name in variables]
    return ["k", *variables, "f", *slopes, *(f"Δ{name}" for name in variables)]


def short_headers(variables: tuple[str, ...]) -> list[str]:
    """For a narrow table: in two variables the lengths of gradient and update."""
    return headers(variables) if len(variables) == 1 else ["k", *variables, "f", "|∇f|", "|Δ|"]


def short_row(run: Run, k: int) -> list[float]:
    """The numbers of a row below ``short_headers`` without k; the last one is missing where there is no update."""
    history = run.history
    update = history.update(k) or ()
    if history.dimension == 1:
        return [*history.row(k)[:-1], *update]
    lengths = [math.hypot(*vector) for vector in (history.gradient(k), update) if vector]
    return [*history.at(k), history.value(k), *lengths]


def names(variables: tuple[str, ...]) -> list[str]:
    """The same in plain letters, for files."""
    return ["k", *variables, "value", *(f"gradient_{v}" for v in variables), *(f"update_{v}" for v in variables)]


def table_text(run: Run, separator: str = ",") -> str:
    """All iterates with every digit; cells without a number are empty, as is the update of the last one.

    Fractions of an exact run are written as such.
    """
    dimension = len(run.objective.variables)
    lines = [separator.join(names(run.objective.variables))]
    for k in range(len(run)):
        row, update = run.history.row(k), exact_update(run, k) or run.history.update(k) or (math.nan,) * dimension
        at = map(str, run.fractions[k]) if k < len(run.fractions) else map(_cell, row[:dimension])
        lines.append(separator.join([str(k), *at, *map(_cell, row[dimension:-1]), *map(_cell, update)]))
    return "\n".join(lines)


def exact_update(run: Run, k: int) -> tuple[float, ...] | None:
    """The step between two fractions, to the nearest doubles; None where it is not known exactly."""
    if k + 1 >= len(run.fractions):
        return None
    return tuple(float(b - a) for a, b in zip(run.fractions[k], run.fractions[k + 1], strict=True))


def _cell(value: float) -> str:
    return "" if math.isnan(value) else repr(value)
