"""Layouts that the pages have in common."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget


def column(widget: QWidget) -> QVBoxLayout:
    """What stands under each other in a widget, without gaps."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def head(row: QHBoxLayout) -> QFrame:
    """A row at the top of a pane, with a line under it."""
    box = QFrame()
    box.setProperty("part", "paneHead")
    box.setLayout(row)
    return box
