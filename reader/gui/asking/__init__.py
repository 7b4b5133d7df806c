"""Questions to the library beside the painting thread, and what people are told meanwhile."""
