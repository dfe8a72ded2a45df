"""Labels of forms stand beside the middle of their fields."""

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from derivgui.ui.widgets.form_labels import centre_labels


def test_a_label_is_centred_beside_a_tall_field(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    form = QFormLayout(page)
    fields = [QWidget(page) for _ in range(3)]
    for field, height in zip(fields, (20, 37, 64), strict=True):
        field.setFixedHeight(height)
        form.addRow("Colours", field)
    centre_labels(form)
    page.show()
    qtbot.waitExposed(page)
    for field in fields:
        label = form.labelForField(field)
        assert isinstance(label, QLabel)
        assert abs(label.geometry().center().y() - field.geometry().center().y()) <= 1
