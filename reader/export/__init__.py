"""Papers in, Markdown out: what an export says, and writing it without ever destroying a word."""
