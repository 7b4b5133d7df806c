"""When two descriptions are one paper: found, decided, made one, and taken apart again."""
