"""The thresholds of every rule, and presets of them."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from tidewaiter.ais.tracks import Settings as Tracks
from tidewaiter.errors import CaseError


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """Silences: Welch et al. 2022 (12 h); the stay of a call and the margin of speed are ours."""

    longer_than_h: float = 12.0
    shortest_h: float = 2.0
    stay_h: float = 2.0
    margin: float = 1.1


@dataclasses.dataclass(frozen=True, slots=True)
class Visit:
    """Port visits: Global Fishing Watch's pipe-anchorages, but for the stop of the event contract."""

    exit_factor: float = 4 / 3
    stopped_kn: float = 0.5
    moving_kn: float = 1.0
    stop_h: float = 3.0
    port_gap_h: float = 4.0
    least_confidence: int = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Encounter:
    """Encounters: Miller et al. 2018 and Global Fishing Watch's pipe-encounters."""

    within_km: float = 0.5
    at_least_h: float = 2.0
    below_kn: float = 2.0
    from_port_km: float = 10.0
    bridge_h: float = 2.0
    merge_h: float = 1.0
    dark_km: float = 9.26
    dark_overlap_h: float = 4.0


@dataclasses.dataclass(frozen=True, slots=True)
class Loitering:
    """Loitering: Miller et al. 2018; Global Fishing Watch's pipe-loitering."""

    below_kn: float = 2.0
    at_least_h: float = 8.0


@dataclasses.dataclass(frozen=True, slots=True)
class Spoofing:
    """False positions: thresholds of shadow-fleet-toolkit and RadianceFleet, named at each rule."""

    frozen_deg: float = 0.0005
    frozen_h: float = 4.0
    frozen_kn: float = 1.0
    frozen_share: float = 0.5
    frozen_reports: int = 6
    circle_points: int = 16
    circle_h: float = 12.0
    circle_cv: float = 0.18
    circle_sweep_deg: float = 300.0
    circle_least_nm: float = 0.02
    circle_most_nm: float = 6.0
    circle_kn: float = 3.0
    inland_km: float = 5.0
    inland_h: float = 1.0
    group_h: float = 24.0


@dataclasses.dataclass(frozen=True, slots=True)
class Identity:
    """Changes of name, IMO number, call sign and flag."""

    least_reports: int = 3
    overlap_h: float = 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a rule may be asked to do otherwise."""

    tracks: Tracks = Tracks()  # noqa: RUF009
    gap: Gap = Gap()
    port_visit: Visit = Visit()
    encounter: Encounter = Encounter()
    loitering: Loitering = Loitering()
    spoofing: Spoofing = Spoofing()
    identity: Identity = Identity()


@cache
def presets() -> dict[str, Mapping[str, Any]]:
    """Return the bundled presets: name → what it says, with ``about``."""
    file = resources.files("tidewaiter.ais.detect") / "presets.toml"
    return dict(tomllib.loads(file.read_text(encoding="utf-8")))


def settings(preset: str = "standard", given: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings of a preset with some values of one's own.

    Args:
        preset: Name of a bundled preset.
        given: Values by their path, such as ``{"gap.longer_than_h": 6}``.

    Raises:
        CaseError: There is no such preset or setting, or the value is none for it.

    >>> settings("standard", {"gap.longer_than_h": 6}).gap.longer_than_h
    6.0
    """
    if preset not in presets():
        raise CaseError(f"no preset {preset!r}; presets are {', '.join(presets())}")
    flat = {
        f"{rule}.{name}": value
        for rule, values in presets()[preset].items()
        if isinstance(values, Mapping)
        for name, value in values.items()
    }
    made = Settings()
    for path, value in {**flat, **(given or {})}.items():
        made = _with(made, path, value)
    return made


def paths() -> list[str]:
    """Return the path of every setting."""
    return [
        f"{rule.name}.{part.name}"
        for rule in dataclasses.fields(Settings)
        for part in dataclasses.fields(getattr(Settings(), rule.name))
    ]


def _with(made: Settings, path: str, value: Any) -> Settings:
    if path not in paths():
        raise CaseError(f"no setting {path!r}; settings are {', '.join(paths())}")
    rule, name = path.split(".")
    old = getattr(made, rule)
    kind = type(getattr(old, name))
    try:
        number = kind(value)
    except (TypeError, ValueError) as error:
        raise CaseError(f"{path} must be a number, not {value!r}") from error
    if not number >= 0:
        raise CaseError(f"{path} must not be below 0, but is {value!r}")
    return dataclasses.replace(made, **{rule: dataclasses.replace(old, **{name: number})})
