"""Papers as JSON from services, archives and conferences."""
