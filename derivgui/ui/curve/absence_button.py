"""A line in the middle of an empty canvas that says where the curve is; a click shows it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt

from derivgui.painting.palette import Palette
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.theme import icon, interface_font
from derivgui.ui.widgets.canvas_button import CanvasButton

# Of the canvas, the favourite first.
HEIGHTS = (0.5, 0.35, 0.65)
CLEARANCE = 12.0


class AbsenceButton(CanvasButton):
    """Says what the window lacks; a press fits it."""

    def __init__(self, palette: Palette, canvas: CurveCanvas) -> None:
        super().__init__(canvas, interface_font())
        self._curve_canvas = canvas
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip("Fit the window to the curve (Ctrl+0)")
        self.set_palette(palette)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.setIcon(icon("fit", palette, palette.text))

    def say(self, sentence: str, can_fit: bool) -> None:
        """Show a sentence, with the offer to fit the window where that would show more."""
        self.setText(f"{sentence} Show it" if can_fit else sentence)
        self.setAccessibleName("Show the curve" if can_fit else sentence)
        self.setAccessibleDescription(sentence)
        self.setEnabled(can_fit)
        self._place()
        self.show()

    def _place(self) -> None:
        """In the middle, or above or below it where a handle is in the middle."""
        size, room = self.sizeHint(), self._canvas.size()
        self.resize(size)
        handles = self._curve_canvas.handles().values()
        for share in HEIGHTS:
            corner = QPoint((room.width() - size.width()) // 2, round(share * room.height()) - size.height() // 2)
            around = QRectF(QRect(corner, size)).adjusted(-CLEARANCE, -CLEARANCE, CLEARANCE, CLEARANCE)
            self.move(corner)
            if not any(around.contains(handle) for handle in handles):
                break
