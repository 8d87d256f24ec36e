"""What ``case.toml`` and ``assumptions.toml`` say, checked."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tidewaiter.assess.typology import Settings as Typology
from tidewaiter.errors import CaseError
from tidewaiter.link.grade import Settings
from tidewaiter.model.tallies import Shape

Grade = Annotated[str, Field(pattern="^[A-F]$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Watch(_Strict):
    """The watched places and the area of the map: west, south, east, north in degrees."""

    places: tuple[str, ...] = ()
    area: tuple[float, float, float, float] | None = None


class Detect(_Strict):
    """How vessel events are found: a preset, and values of one's own by their path."""

    preset: str = "standard"
    set: dict[str, float] = Field(default_factory=dict)


class Positions(_Strict):
    """How position files are read: their format, and the time of the first line of NMEA logs."""

    input_format: str | None = None
    start: datetime | None = None


class Screen(_Strict):
    """The thresholds of screening; see :class:`tidewaiter.link.grade.Settings`."""

    alert_at: float = Field(default=Settings().alert_at, gt=0, le=1)
    other_hull: float = Field(default=Settings().other_hull, ge=0, le=1)
    country_differs: float = Field(default=Settings().country_differs, ge=0, le=1)
    dates_differ: float = Field(default=Settings().dates_differ, ge=0, le=1)

    def settings(self) -> Settings:
        """Return them as the matcher takes them."""
        return Settings(**self.model_dump())


class Practices(_Strict):
    """The thresholds of the typology; see :class:`tidewaiter.assess.typology.Settings`."""

    indicates_from: float = Field(default=Typology().indicates_from, gt=0, le=1)
    longest_silence_d: float = Field(default=Typology().longest_silence_d, gt=0)
    flags_within_d: float = Field(default=Typology().flags_within_d, gt=0)
    name_near_d: float = Field(default=Typology().name_near_d, ge=0)
    draught_m: float = Field(default=Typology().draught_m, gt=0)
    off_port_km: float = Field(default=Typology().off_port_km, gt=0)

    def settings(self) -> Typology:
        """Return them as the rules take them."""
        return Typology(**self.model_dump())


class Assess(_Strict):
    """Which provision packs are applied: ids of bundled ones, and files of the case (``./own.toml``)."""

    packs: tuple[str, ...] = ()


class Sheets(_Strict):
    """Names of columns in other tools' sheets, where they are not the usual: our name = theirs."""

    archiver: dict[str, str] = Field(default_factory=dict)
    atlos: dict[str, str] = Field(default_factory=dict)


class DocumentFacts(_Strict):
    """What the analyst knows of a document beyond what it says itself."""

    path: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    grade: Grade | None = None


class SourceGrade(_Strict):
    """What is known of a speaker, an outlet or a list, by name.

    ``grade`` is its Admiralty reliability; ``of`` names the body or bodies whose information it
    passes on: sources of one body are one line of evidence, and the figures of those that have one
    body only are laid beside others' as that body's. ``members`` are sources, or bodies of sources,
    that sit in a body: what they say may be behind what it says, which is a doubt and joins nothing.
    """

    name: str
    grade: Grade = "F"
    of: str | tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """Return the names of the bodies."""
        return (self.of,) if isinstance(self.of, str) else self.of


class ShipFacts(_Strict):
    """What the analyst knows of a ship: for the scope of provisions, not as evidence.

    ``flag`` is its ISO 3166 alpha-2 code, ``linked`` maps such a code to the reason why the ship is
    linked to that State (owner, operator, crew).
    """

    name: str
    imo: str | None = None
    mmsi: int | None = None
    flag: str | None = Field(default=None, pattern="^[a-z]{2}$")
    linked: dict[str, str] = Field(default_factory=dict)
    source: str


class Redact(_Strict):
    """What bundles leave out: one file, one source, one claim, or the names of one party, and why."""

    path: str | None = None
    source: str | None = None
    claim: str | None = None
    party: str | tuple[str, ...] | None = None
    profiles: tuple[Literal["public", "partner"], ...] = ("public", "partner")
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one(self) -> Redact:
        given = [v for v in (self.path, self.source, self.claim, self.party) if v is not None]
        if len(given) != 1 or not all(given[0]) or not all(str(n).strip() for n in self.names):
            raise ValueError("name one path, source, claim or party")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the party."""
        return (self.party,) if isinstance(self.party, str) else self.party or ()


class Case(_Strict):
    """``case.toml``; every field but the title has a default."""

    title: str
    question: str = ""
    synthetic: bool = False
    watch: Watch = Watch()
    detect: Detect = Detect()
    positions: Positions = Positions()
    screen: Screen = Screen()
    assess: Assess = Assess()
    practices: Practices = Practices()
    document: tuple[DocumentFacts, ...] = ()
    source: tuple[SourceGrade, ...] = ()
    ship: tuple[ShipFacts, ...] = ()
    redact: tuple[Redact, ...] = ()
    replies: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    columns: dict[str, str] = Field(default_factory=dict)
    sheets: Sheets = Sheets()

    def facts(self, path: str) -> DocumentFacts:
        """Return what is known of the document at ``path``, empty where nothing is.

        Of a page in a web archive that is what is said of the archive, where nothing is of the page.
        """
        of_page = [d for d in self.document if d.path == path]
        of_archive = (d for d in self.document if d.url is None and path.startswith(f"{d.path}/"))
        return next(iter((*of_page, *of_archive)), DocumentFacts(path=path))


class AssumptionEntry(_Strict):
    """One table ``[assumption.KEY]``."""

    title: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str
    source: str
    alternatives: str = ""
    of: str | None = None
    shape: Shape | None = None
    role: Literal["factor", "ceiling"] = "factor"

    @model_validator(mode="after")
    def _in_order(self) -> AssumptionEntry:
        given = [v for v in (self.low, self.best, self.high) if v is not None]
        if not given or given != sorted(given) or given[0] < 0:
            raise ValueError("low, best and high must rise, none below zero, and one be given")
        if self.shape and (self.low is None or self.high is None):
            raise ValueError(f"the shape {self.shape} needs low and high")
        if self.shape in ("triangular", "pert") and self.best is None:
            raise ValueError(f"the shape {self.shape} needs best")
        return self


class CountEntry(_Strict):
    """Vessel events counted as an input of a tally; see :mod:`tidewaiter.run.counts`."""

    kind: Literal["port_visit", "call"]
    port: str
    ship: str | None = None
    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")
    unit: str = "voyages"


class TallyEntry(_Strict):
    """One table ``[tally.KEY]``."""

    title: str
    expression: str
    claimed: str | None = None
    claimed_unit: str | None = None
    unit: str | None = None
    claims: dict[str, str] = Field(default_factory=dict)
    counts: dict[str, CountEntry] = Field(default_factory=dict)
    shapes: dict[str, Shape] = Field(default_factory=dict)


class Assumptions(_Strict):
    """``assumptions.toml``."""

    assumption: dict[str, AssumptionEntry] = Field(default_factory=dict)
    tally: dict[str, TallyEntry] = Field(default_factory=dict)


def read_case(folder: Path) -> Case:
    """Read ``case.toml``.

    Raises:
        CaseError: It is missing, is no TOML, or says something unknown.
    """
    path = folder / "case.toml"
    if not path.is_file():
        raise CaseError(f"{folder} holds no case.toml; make a case with: tidewaiter new {folder}")
    return Case.model_validate(_checked(path, Case))


def read_assumptions(folder: Path) -> Assumptions:
    """Read ``assumptions.toml``; no file means no assumptions.

    Raises:
        CaseError: It is no TOML, or says something unknown.
    """
    path = folder / "assumptions.toml"
    if not path.is_file():
        return Assumptions()
    return Assumptions.model_validate(_checked(path, Assumptions))


def _checked(path: Path, kind: type[BaseModel]) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        kind.model_validate(data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{path.name} is not valid TOML: {error}") from error
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(p) for p in e['loc'])}: {e['msg'].lower()}" for e in error.errors()
        )
        raise CaseError(f"{path.name}: {problems}; see docs/reference/case.md") from error
    return data
