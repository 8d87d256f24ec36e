"""The seven deceptive shipping practices: what of each is indicated for a ship, by what.

US Departments of the Treasury and State and Coast Guard, "Guidance to address illicit shipping and
sanctions evasion practices", 14 May 2020. Each practice has lawful look-alikes, which the same
advisory names.
"""

from tidewaiter.assess.typology.indicate import indicators
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Ship, Watched

__all__ = ["Settings", "Ship", "Watched", "indicators"]
