"""Widgets in rows: what expands takes the rest of its row, everything else its own width."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.views.flow_layout import FlowLayout


def test_a_field_takes_the_rest_of_its_row(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    layout = FlowLayout()
    box.setLayout(layout)
    button, field = QPushButton("tag"), QLineEdit()
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    layout.addWidget(button)
    layout.addWidget(field)
    box.resize(600, 60)
    box.show()
    assert button.width() == button.sizeHint().width()
    assert field.geometry().right() == box.rect().right()
