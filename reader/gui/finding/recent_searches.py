"""The last searches that led to a paper: offered under the empty search field."""

from PySide6.QtCore import QObject

from reader.gui.browsing import Browsing
from reader.gui.settings import Settings
from reader.gui.views.papers.paper_table import PaperTable

REMEMBERED = 20


class RecentSearches(QObject):
    """A search counts when one of the papers found is looked at, not while it is typed."""

    def __init__(
        self,
        table: PaperTable,
        browsing: Browsing,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._table, self._browsing, self._settings = table, browsing, settings
        table.selected.connect(self._looked_at)

    @property
    def texts(self) -> tuple[str, ...]:
        """The searches, the last one first."""
        return self._settings.recent_searches

    def _looked_at(self) -> None:
        query = " ".join(self._browsing.query.split())
        known = self.texts
        if not query or query in (self._browsing.place.query, *known[:1]):
            return
        if self._table.selected_ids():
            others = (one for one in known if one != query)
            self._settings.recent_searches = (query, *others)[:REMEMBERED]
