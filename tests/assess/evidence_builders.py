"""Evidence and packs for tests of weighing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.builders import claim, sighting

from tidewaiter.assess.evidence import Record, of_claim, of_sighting
from tidewaiter.assess.grades import Reliability
from tidewaiter.assess.pack_file import read
from tidewaiter.assess.packs import Pack
from tidewaiter.assess.ships import Facts
from tidewaiter.assess.weigh import weigh
from tidewaiter.model.decisions import Decision
from tidewaiter.model.evidence import Locator
from tidewaiter.model.findings import Finding, NotApplied, Passage

NOON = datetime(2024, 1, 1, tzinfo=UTC)
PACK = """
title = "A test"
[regime]
name = "Birchland"
names = ["birchland", "birch"]
flags = ["xb"]
lists = ["un-sc"]
programs = ["BIRCH"]
list_words = ["birch list"]
[[provision]]
id = "p1"
instrument = "Resolution"
paragraph = "1"
verb = "decides"
binds = true
addressee = "all"
act = "move no"
object = "crates"
in_force_from = 2020-01-01
checked = false
checked_what = "nothing was"
source = "none"
[[finding]]
id = "f1"
title = "Crates"
claim = "crates were moved"
provisions = ["p1"]
alternatives = ["None moved."]
would_change = ["A crate."]
[[finding.element]]
id = "moved"
question = "Were crates moved?"
subject = "crates"
did = "were moved"
done = "been moved"
act = true
[[finding.element.evidence]]
kind = "claim"
event = ["transfer"]
[[finding.element.evidence]]
kind = "claim"
relation = "disputes"
acts = ["deny"]
[[finding.element.evidence]]
kind = "sighting"
seen = true
[[finding.element.evidence]]
kind = "sighting"
relation = "disputes"
seen = false
[[finding.element.evidence]]
kind = "movement"
"""


def pack(text: str = PACK) -> Pack:
    return read("test", text, "test.toml")


def say(
    name: str, story: str, *, grade: str = "B", said: date | None = None, **more: Any
) -> Record:
    """A claim of a speaker in a story; ``grade`` is its source's."""
    ref = f"{name}-{story}-{said}-" + "-".join(f"{v}" for v in more.values())
    made = of_claim(claim(ref, speaker=name, **more), story)
    passage = Passage("d1.txt", Locator("d1", "chars", 0, 20), "ships carried crates", "")
    return replace(
        made, source=Reliability(grade, "test"), said=said or date(2024, 6, 1), passages=(passage,)
    )


def judged(
    records: Sequence[Record],
    made: Pack | None = None,
    facts: Facts | None = None,
    decisions: Sequence[Decision] = (),
) -> Finding | NotApplied:
    made = made or pack()
    return weigh(made, made.findings[0], records, facts=facts, decisions=decisions)


def found(
    records: Sequence[Record],
    made: Pack | None = None,
    facts: Facts | None = None,
    decisions: Sequence[Decision] = (),
) -> Finding:
    result = judged(records, made, facts, decisions)
    assert isinstance(result, Finding), result
    return result


def look(place: str, *, seen: bool = True, source: str = "Image Co") -> Record:
    return of_sighting(sighting(place, NOON, seen=seen, source=source))
