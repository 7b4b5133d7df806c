"""arXiv's own lists, mailings and notices."""
