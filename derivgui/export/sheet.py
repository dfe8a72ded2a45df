"""What is around a chart, as plain data for formats that other programs draw. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.painting.ticks import Ticks


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sizes in units of painting (96 to the inch), texts with mathematics between dollar signs, colours "#RRGGBB".

    Attributes:
        corner: where the legend is, from 0 in the top right corner by rows to 3; None for below the plot.
        across, upright: the ticks, None for what the other program thinks best.
    """

    width: float
    height: float
    plot_width: float
    plot_height: float
    title: str
    caption: str
    plain_title: str
    plain_caption: str
    x_name: str
    y_name: str
    ground: str
    text: str
    grid_major: str
    grid_minor: str
    in_frame: bool
    legend: bool
    corner: int | None
    across: Ticks | None
    upright: Ticks | None
