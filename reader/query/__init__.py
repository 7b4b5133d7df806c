"""The search language: text becomes a tree (`parsing`), a tree becomes text (`writing`).

The tree itself is in `nodes`; the window builds nodes, never strings.
"""
