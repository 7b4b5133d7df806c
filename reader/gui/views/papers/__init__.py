"""The middle pane: the list of papers, its search and what is counted beside it."""
