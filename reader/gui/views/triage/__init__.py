"""Triage: one paper, one key."""
