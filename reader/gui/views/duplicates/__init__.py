"""The page of pairs that may be one paper."""
