"""Tables of papers, with a head or without."""
