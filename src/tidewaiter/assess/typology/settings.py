"""Thresholds of the typology."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """When a sign indicates.

    Attributes:
        indicates_from: Weight from which one sign indicates by itself; lighter ones are shown.
        longest_silence_d: A longer silence is the recording's, days (shadow-fleet-toolkit: 60).
        flags_within_d: Flags counted together, days; three in 90 days is RadianceFleet's rule, ours
            is wider, for lists date flags coarsely.
        name_near_d: A new name this near to a silence or a meeting weighs more, days.
        draught_m: Change of draught over a silence that can mean cargo, metres; crews round to 0.1.
        off_port_km: Loitering this near to a watched port, outside of it, counts.
    """

    indicates_from: float = 0.25
    longest_silence_d: float = 60.0
    flags_within_d: float = 365.0
    name_near_d: float = 10.0
    draught_m: float = 0.5
    off_port_km: float = 60.0
