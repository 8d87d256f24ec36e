"""The dossier zip: a case packed to be handed over, and checked where it arrives."""
