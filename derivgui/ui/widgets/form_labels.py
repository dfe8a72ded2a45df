"""Labels of a form that stand beside the middle of their fields."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel

LABEL, FIELD = QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole


def centre_labels(form: QFormLayout) -> None:
    """Make each label as high as its field: QFormLayout lets it be no higher than 7/4 of its text, from the top."""
    for row in range(form.rowCount()):
        label, field = form.itemAt(row, LABEL), form.itemAt(row, FIELD)
        widget = None if label is None else label.widget()
        if isinstance(widget, QLabel) and field is not None:
            widget.setMinimumHeight(field.sizeHint().height())
