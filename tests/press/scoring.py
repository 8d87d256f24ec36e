"""Score claims against gold by the overlap of their contents in the text."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from tidewaiter.model.claims import Claim, Period
from tidewaiter.press.extract import claims
from tidewaiter.press.normalise import normalise
from tidewaiter.press.read import read

ARTICLES = Path(__file__).parent / "articles"


@dataclass(slots=True)
class Score:
    """Counts over a set of articles; ``right`` and ``seen`` are by field, of matched claims."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    seen: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def f1(self) -> float:
        """Balance of precision and recall of claims."""
        return 2 * self.matched / max(1, self.gold + self.found)

    def share(self, name: str) -> float:
        """Share of matched claims whose field is right."""
        return self.right[name] / max(1, self.seen[name])


def read_article(entry: dict[str, str]) -> tuple[str, tuple[Claim, ...]]:
    """Return an article's text and the claims found in it."""
    data = (ARTICLES / f"{entry['name']}.txt").read_bytes()
    document = normalise(read(data, f"{entry['name']}.txt"))
    found = claims(
        document,
        published=date.fromisoformat(entry["published"]),
        publisher=entry["publisher"],
        title=None,
        path=f"{entry['name']}.txt",
        sha256=sha256(data).hexdigest(),
    )
    return document.text, found


def score() -> Score:
    """Read and score all articles."""
    total = Score()
    for entry in json.loads((ARTICLES / "index.json").read_text()):
        text, found = read_article(entry)
        gold = [
            json.loads(line)
            for line in (ARTICLES / f"{entry['name']}.gold.jsonl").read_text().splitlines()
        ]
        _add(total, text, found, gold)
    return total


def _add(total: Score, text: str, found: tuple[Claim, ...], gold: list[dict[str, Any]]) -> None:
    total.gold += len(gold)
    total.found += len(found)
    place, pairs = 0, []
    for line in gold:
        start = text.index(line["content"], place)
        place, end = start, start + len(line["content"])
        for claim in found:
            both = min(end, claim.content.end) - max(start, claim.content.start)
            either = max(end, claim.content.end) - min(start, claim.content.start)
            if both * 2 >= either:
                pairs.append((both / either, line["id"], claim, line))
    used: set[str] = set()
    for _, number, claim, line in sorted(pairs, key=lambda p: -p[0]):
        if number in used or claim.claim_id in used:
            continue
        used |= {number, claim.claim_id}
        total.matched += 1
        for name, right in _fields(claim, line).items():
            total.seen[name] += 1
            total.right[name] += right


def _fields(claim: Claim, line: dict[str, Any]) -> dict[str, bool]:
    return {
        "speaker": _same(claim.speaker.name if claim.speaker else None, line["speaker"]),
        "act": claim.act == line["act"],
        "event": claim.event.type == line["event"],
        "certainty": claim.certainty == line.get("certainty", "certain"),
        "polarity": claim.polarity == line.get("polarity", "positive"),
        "quantities": sorted((q.low or 0, q.high or 0) for q in claim.quantities)
        == sorted((q["low"] or 0, q["high"] or 0) for q in line["quantities"]),
        "event_time": _days(claim.event_time) == line["event_time"],
    }


def _days(period: Period | None) -> list[str | None] | None:
    if period is None:
        return None
    return [d.isoformat() if d else None for d in (period.start_date, period.end_date)]


def _same(found: str | None, gold: str | None) -> bool:
    if found is None or gold is None:
        return found == gold
    a, b = set(found.lower().split()), set(gold.lower().split())
    return len(a & b) >= 0.6 * min(len(a), len(b))
