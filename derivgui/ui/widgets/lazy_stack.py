"""Pages in one place, each made when it is first shown, so that none delays the first frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

Make: TypeAlias = Callable[[], QWidget]


class LazyStack(QStackedWidget):
    """Pages by name; one of them is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, Make] = {}
        self._pages: dict[str, QWidget] = {}
        # A queued call would come before the turn is over.
        self._painting = QTimer(self, interval=0, singleShot=True)
        self._painting.timeout.connect(lambda: self.setUpdatesEnabled(True))

    def add_page(self, name: str, make: Make) -> None:
        """A page that ``make`` makes when it is first shown."""
        self._makers[name] = make

    def show_page(self, name: str) -> QWidget:
        """Show a page, making it if need be, and return it; KeyError for one that was not added.

        It takes over the focus from the page that it hides: Qt would give it to whatever Tab comes to next.
        """
        page = self._pages.get(name)
        if page is None:
            self._paint_later()
            page = self._pages[name] = self._makers[name]()
            self.addWidget(page)
        if self.currentWidget() is not page:
            has_focus = self._has_focus()
            self.setCurrentWidget(page)
            if has_focus:
                page.setFocus()
        return page

    def _paint_later(self) -> None:
        """What is about to be made has a turn of the event loop for that, and is painted in another one."""
        if self.isVisible():
            self.setUpdatesEnabled(False)
            self._painting.start()

    def _has_focus(self) -> bool:
        focused, shown = self.window().focusWidget(), self.currentWidget()
        return focused is not None and shown is not None and (focused is shown or shown.isAncestorOf(focused))

    def page(self, name: str) -> QWidget | None:
        """A page, None where it was never shown."""
        return self._pages.get(name)

    def pages(self) -> Iterator[QWidget]:
        """All pages that were made."""
        return iter(self._pages.values())
