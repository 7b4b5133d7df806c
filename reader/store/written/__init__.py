"""What a person writes: notes, highlights, documents and comparisons, their links and versions."""
