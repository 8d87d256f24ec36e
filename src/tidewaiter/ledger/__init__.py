"""The ledger: append-only, content-addressed, hash-chained."""
