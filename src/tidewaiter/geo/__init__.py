"""Numbers on the globe: distances, ports, coasts, and what a ship could have reached."""
