"""Records, table schemas and ids: what flows between the stages."""
