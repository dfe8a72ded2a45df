"""The panels of the main window: its widgets, where each stands, and which of them a document shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from derivgui.model.document.document import Document
from derivgui.model.numeric.places.typed_number import typed_number
from derivgui.model.scene.numbers import format_typed
from derivgui.painting.palette import Palette
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.functions.panel import FunctionPanel, SliderPanel
from derivgui.ui.interest.panel import InterestPanel
from derivgui.ui.limit.panel import LimitPanel
from derivgui.ui.point.panel import PointPanel
from derivgui.ui.right_panel import PanelPage, RightPanel
from derivgui.ui.side_panel import SidePanel
from derivgui.ui.theme import interface_font, number_font
from derivgui.ui.widgets.lazy_stack import LazyStack
from derivgui.ui.widgets.notice_strip import NoticeStrip

STAGE_HEIGHT, LIMIT_HEIGHT = 600, 186
INTEREST = "Points of interest"
CRITICAL = "Critical points"
NEAR = "Near the point"
# Sections that fold, with the field of ``document.shown`` that opens them and the view that they belong to.
SECTIONS = {
    INTEREST: ("interest", "curve"),
    CRITICAL: ("critical", "contour"),
    NEAR: ("approximation", "contour"),
}


class Panels:
    """The widgets that are there from the first frame on.

    Tab walks through them in the order in which they are made. Other views come to the ``stage``, and pages to the
    ``right`` panel, when they are first asked for.
    """

    def __init__(self, palette: Palette, window: QWidget) -> None:
        self._palette = palette
        numbers, small_numbers = number_font(), number_font(-1)
        self.canvas = CurveCanvas(palette, small_numbers, number_font(1), window)
        self.functions = FunctionPanel(palette, window)
        self.sliders = SliderPanel(typed_number, format_typed, numbers, window)
        self.points = PointPanel(typed_number, format_typed, palette, numbers, window)
        self.limit = LimitPanel(palette, numbers, window)
        self.limit.setFont(interface_font(-1))
        self.interest = InterestPanel(palette, small_numbers, window)
        self.critical = InterestPanel(palette, small_numbers, window, CRITICAL)
        self.near = QWidget(window)

    @property
    def colours(self) -> Palette:
        """The palette in use."""
        return self._palette

    def arrange(
        self,
        window: QMainWindow,
        toolbar: QWidget,
        views: Mapping[str, Callable[[], QWidget]],
        pages: Mapping[str, tuple[str, Callable[[], PanelPage]]],
    ) -> None:
        """The side panel, and beside it the bar above the stage, the limit and the pages.

        ``views`` make what the stage shows, the first at once; ``pages`` have their titles.
        """
        sections = (
            ("Functions", _column(window, 10, self.functions, self.sliders)),
            ("Point and step", self.points),
            (INTEREST, self.interest),
            (CRITICAL, self.critical),
            (NEAR, self.near),
        )
        self.side = SidePanel(sections, window)
        self.stage = LazyStack(window)
        for name, make in views.items():
            self.stage.add_page(name, make)
        self.stage.show_page(next(iter(views)))
        self.right = RightPanel(self._palette, window)
        for name, (title, make_page) in pages.items():
            self.right.add_page(name, title, make_page)
        self.notices = NoticeStrip(self.stage)
        upright = _splitter(window, Qt.Orientation.Vertical, self.stage, self.limit)
        upright.setSizes([STAGE_HEIGHT, LIMIT_HEIGHT])
        beside = _splitter(window, Qt.Orientation.Horizontal, upright, self.right)
        whole = _splitter(window, Qt.Orientation.Horizontal, self.side, _column(window, 0, toolbar, beside), grows=1)
        window.setCentralWidget(whole)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        for panel in (
            self.canvas,
            self.functions,
            self.points,
            self.interest,
            self.critical,
            self.limit,
            self.right,
        ):
            panel.set_palette(palette)

    def show_document(self, document: Document, view: str) -> None:
        """Open, fold and hide what the document says, in a view."""
        for title, (switch, home) in SECTIONS.items():
            section, is_open = self.side.sections[title], getattr(document.shown, switch)
            if section.is_open != is_open:
                section.set_open(is_open)
            _show(section, view == home)
        self.right.show_page(document.page)
        # Who walks down a slope has no secant to watch.
        _show(self.limit, document.shown.quotients and document.page != "descent")


def _column(window: QWidget, spacing: int, *widgets: QWidget) -> QWidget:
    """Widgets one above the other; the last one takes the room that is left."""
    column = QWidget(window)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretchFactor(widgets[-1], 1)
    return column


def _splitter(
    window: QWidget, orientation: Qt.Orientation, first: QWidget, second: QWidget, grows: int = 0
) -> QSplitter:
    """Two widgets with a thin handle between them; the one numbered ``grows`` takes what room there is."""
    splitter = QSplitter(orientation, window)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setStretchFactor(grows, 1)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    return splitter


def _show(widget: QWidget, shown: bool) -> None:
    if widget.isHidden() == shown:
        widget.setVisible(shown)
