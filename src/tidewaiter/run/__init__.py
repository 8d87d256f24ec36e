"""The only code that opens the ledger, reads the clock and the disk, and runs the stages."""
