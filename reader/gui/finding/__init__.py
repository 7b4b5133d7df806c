"""Ways to a paper: the search field and its aids, the palette, related papers, "For you"."""
