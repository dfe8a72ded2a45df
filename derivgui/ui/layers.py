"""What the layers of all canvases share: one that stands still and is painted once, one that moves with the hand."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.ui.abstract import AbstractQt


class _Statics(Protocol):
    @property
    def viewport(self) -> Viewport: ...


StaticsT = TypeVar("StaticsT", bound=_Statics)
SceneT = TypeVar("SceneT")
SpotT = TypeVar("SpotT")


class _Layer(QGraphicsItem, metaclass=AbstractQt):
    """Fills the window."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        super().__init__()
        self._palette = palette
        self._font = font
        self._view: Viewport | None = None

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole window."""
        return QRectF() if self._view is None else QRectF(0, 0, self._view.width, self._view.height)

    def _look_at(self, view: Viewport) -> None:
        if view != self._view:
            self.prepareGeometryChange()
            self._view = view


class StillLayer(_Layer, Generic[StaticsT]):
    """One opaque picture, painted when the statics or the palette change, and only blitted in between."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        super().__init__(palette, font)
        self._statics: StaticsT | None = None
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_statics(self, statics: StaticsT) -> None:
        """Show something else or another window; the same object costs nothing."""
        if statics is not self._statics:
            self._look_at(statics.viewport)
            self._statics = statics
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing before there is something to show."""
        if self._statics is not None:
            self.paint_statics(painter, self._statics)

    @abstractmethod
    def paint_statics(self, painter: QPainter, statics: StaticsT) -> None:
        """The still picture."""


class MovingLayer(_Layer, Generic[SceneT, SpotT]):
    """All that changes while dragging: handles, and the name of the spot below the pointer."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        super().__init__(palette, font)
        self._scene_shown: SceneT | None = None
        self._spot: SpotT | None = None
        self._grip = Grip()

    def show_scene(self, scene: SceneT, view: Viewport) -> None:
        """Show moved points."""
        self._look_at(view)
        self._scene_shown = scene
        self.update()

    def set_spot(self, spot: SpotT | None) -> None:
        """What is below the pointer, to be named."""
        if spot is not self._spot:
            self._spot = spot
            self.update()

    def set_grip(self, grip: Grip) -> None:
        """Highlight a handle."""
        if grip != self._grip:
            self._grip = grip
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing before there is a scene."""
        if self._scene_shown is None or self._view is None:
            return
        self.paint_scene(painter, self._scene_shown, self._view)
        if self._spot is not None:
            self.paint_spot(painter, self._spot, self._view)

    @abstractmethod
    def paint_scene(self, painter: QPainter, scene: SceneT, view: Viewport) -> None:
        """Handles and what stands on them."""

    @abstractmethod
    def paint_spot(self, painter: QPainter, spot: SpotT, view: Viewport) -> None:
        """The name of the spot."""
