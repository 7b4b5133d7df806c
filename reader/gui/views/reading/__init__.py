"""The reading pane: one paper, its text and the panel beside it."""
