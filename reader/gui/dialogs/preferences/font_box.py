"""The fonts of this computer to choose from, that of the design first."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.look.theme import px


class FontBox(ChoiceBox):
    """`first` is the family of the design; `chosen` the one in force, empty for that of it."""

    def __init__(self, name: str, first: str, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setMinimumWidth(px(220))
        self.addItem(first, "")
        for family in QFontDatabase.families():
            if family != first and not QFontDatabase.isPrivateFamily(family):
                self.addItem(family, family)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    @property
    def family(self) -> str:
        """The chosen family; empty for that of the design."""
        return str(self.currentData())
