"""Proposals that records belong together: one hull, one name, one story."""
