"""A whole library as plain values, and a library made of them: for the mirror and for JSON."""
