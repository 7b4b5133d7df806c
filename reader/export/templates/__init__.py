"""Templates that a person may change, filled in within a sandbox."""
