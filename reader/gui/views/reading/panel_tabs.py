"""The tabs of the panel, by their places."""

NOTES, HIGHLIGHTS, RELATED, DETAILS = range(4)
