"""Papers as references: keys, people, styles, and the formats of other programs."""
