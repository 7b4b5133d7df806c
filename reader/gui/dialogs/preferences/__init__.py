"""Preferences: a page each for what can be chosen."""
