"""A button that is only an icon, so it always has an accessible name and a tooltip with its key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from reader.gui.controls.keycap import key_text
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.look.icons import icon
from reader.gui.look.theme import theme


class IconButton(QToolButton):
    """An icon by our name; `text` is its accessible name and, with the key, its tooltip.

    The key is that of `command` as it is in force, or `keys` for what is no command.
    """

    def __init__(
        self,
        icon_name: str,
        text: str,
        keys: str = "",
        *,
        command: str = "",
        checkable: bool = False,
        small: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._token, self._filled, self._small = (
            icon_name,
            "text.secondary",
            False,
            small,
        )
        self.setCheckable(checkable)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._keys, self._command = keys, command
        self.set_text(text)
        self._restyle()
        theme().changed.connect(self._restyle)
        shown_keys().changed.connect(self._show_tooltip)

    def set_text(self, text: str) -> None:
        """Change the accessible name and the tooltip."""
        self.setAccessibleName(text)
        self._show_tooltip()

    def _show_tooltip(self) -> None:
        keys = key_text(self._keys or shown_keys().of(self._command))
        self.setToolTip(f"{self.accessibleName()}  {keys}".rstrip())

    def set_icon(
        self, icon_name: str, token: str = "text.secondary", *, filled: bool = False
    ) -> None:
        """Change the icon, its colour, and whether its outline is filled."""
        self._icon_name, self._token, self._filled = icon_name, token, filled
        self._restyle()

    def _restyle(self) -> None:
        side = theme().size("iconButtonSmall" if self._small else "iconButton")
        self.setFixedSize(side, side)
        size = theme().size("iconToolbar")
        self.setIconSize(QSize(size, size))
        self.setIcon(icon(self._icon_name, self._token, filled=self._filled))
