"""Widgets: they show values and say what was wanted; they decide nothing."""
