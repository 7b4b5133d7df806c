"""Windows over the window: they ask before something large happens."""
