"""The window: everything a person sees, and the only package that imports Qt.

`main_window.py` lays out and connects. `actions.py` is the one table of commands. `models/`
hold ids and pages of rows, `views/` show and say what was wanted, `dialogs/` ask. Nothing here
knows SQL or Whoosh: the `Worker` runs the verbs of `reader.library` on its own thread, the
newest question of a kind wins, and everybody listens to one broadcast of `Changes`.
"""
