"""Notes and documents: typed, kept whatever happens, linked, filled from templates."""
