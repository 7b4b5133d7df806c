"""Widgets: they show values and say what was wanted; they decide nothing.

Each pane and page has a folder; what several of them are made of stands here.
"""
