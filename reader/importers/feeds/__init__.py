"""Feeds of papers."""
