"""Names and numbers of ships, people and companies: cleaned, checked, compared."""
