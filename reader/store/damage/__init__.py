"""A library file that came to harm: what is wrong with it, and what can be saved of it."""
