"""The import dialog and what belongs to it."""
