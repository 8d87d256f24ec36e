"""The dossier as pages and files; nothing in them is fetched from anywhere."""
