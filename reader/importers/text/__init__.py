"""What all families read with: lines and their account, dates, links, names, looks, records."""
