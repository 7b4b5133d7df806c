"""Widgets in rows: what expands takes the rest of its row, everything else its own width."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.controls.label import ElidedLabel
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


def test_words_that_may_be_cut_keep_the_width_they_are_given(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    layout = FlowLayout()
    box.setLayout(layout)
    words, button = ElidedLabel("No folder is watched"), QPushButton("Choose")
    words.setFixedWidth(200)
    layout.addWidget(words)
    layout.addWidget(button)
    box.resize(600, 60)
    box.show()
    assert words.width() == 200
    assert button.x() > words.geometry().right()
    box.resize(220, 90)  # no room for both
    assert button.y() > words.geometry().bottom()
