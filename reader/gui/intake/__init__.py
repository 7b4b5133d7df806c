"""Ways in: files, dropped and pasted texts, a watched folder, and what an import leads to."""
