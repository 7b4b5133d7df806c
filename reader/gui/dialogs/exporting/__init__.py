"""The export dialog and what belongs to it."""
