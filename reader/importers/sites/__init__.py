"""Pages of proceedings, indexes and search engines, saved or copied; bookmarks of papers."""
