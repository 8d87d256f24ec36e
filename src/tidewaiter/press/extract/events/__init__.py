"""What is said to have happened: its type, its roles, its code in PLOVER."""
