"""Care for the library: backups, mirror, repairs, duplicates, the history of everything."""
