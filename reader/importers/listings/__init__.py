"""Pages that list papers as cards, as Hugging Face has them: text, Markdown, HTML and JSON."""
