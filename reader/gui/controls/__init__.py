"""Small widgets that every screen shares; each paints itself from the theme and decides nothing."""
