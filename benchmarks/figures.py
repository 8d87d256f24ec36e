"""How long figures of one route take to lay side by side; ``python -m benchmarks.figures``."""

from __future__ import annotations

import csv
import itertools
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from tidewaiter import api
from tidewaiter.assess.consistency import relations
from tidewaiter.assess.figures import figures
from tidewaiter.model.claims import Claim, DocumentRef, Event, Party, Period, Quantity, Role, Span
from tidewaiter.run.new import new

_ROUTE = (("origin", "Rason, DPRK"), ("destination", "Vostochny, Russia"))
#: Claims that stand in one document of a case.
_A_DOCUMENT = 50
_COLUMNS = (
    "id", "document", "quote", "cue", "speaker", "speaker_kind", "act", "certainty", "polarity",
    "event", "origin", "destination", "quantity", "low", "best", "high", "unit", "event_start",
    "event_end", "said_start", "said_end",
)  # fmt: skip


def claims(number: int, *, speakers: int, seed: int = 1) -> list[Claim]:
    """Invent claims of two years about one route, in containers or rounds.

    Args:
        number: How many.
        speakers: Among how many they are shared.
        seed: One seed always gives the same.
    """
    return [_claim(row) for row in _rows(number, speakers, seed)]


def _rows(number: int, speakers: int, seed: int) -> list[dict[str, str]]:
    draw = random.Random(seed)
    return [_row(n, draw, speakers) for n in range(number)]


def _row(n: int, draw: random.Random, speakers: int) -> dict[str, str]:
    said = date(2023, 1, 1) + timedelta(days=draw.randrange(700))
    end = said - timedelta(days=draw.randrange(60))
    begun = end - timedelta(days=draw.randrange(1, 400))
    value, unit = draw.randrange(100, 20_000), draw.choice(("containers", "rounds"))
    at_least = draw.random() < 0.2
    return {
        "id": f"N{n}", "document": f"documents/{n // _A_DOCUMENT:04d}.txt", "cue": "said",
        "quote": f"in report {n} that {value} {unit} had gone",
        "speaker": f"Speaker {draw.randrange(speakers)}", "speaker_kind": "organisation",
        "act": "say", "certainty": "certain", "polarity": "positive", "event": "transfer",
        **dict(_ROUTE), "quantity": f"{value} {unit}", "low": str(value),
        "best": "" if at_least else str(value), "high": "" if at_least else str(value),
        "unit": unit, "event_start": str(begun), "event_end": str(end),
        "said_start": str(said), "said_end": str(said),
    }  # fmt: skip


def _claim(row: dict[str, str]) -> Claim:
    span = Span(row["quote"], 0, len(row["quote"]))
    ends = [float(row[k]) if row[k] else None for k in ("low", "best", "high")]
    said = date.fromisoformat(row["said_start"])
    window = (date.fromisoformat(row[k]) for k in ("event_start", "event_end"))
    return Claim(
        claim_id=row["id"], document=DocumentRef("d", None, None, None), content=span, sentence=span,
        cue=None, speaker=Party(row["speaker"], "", 0, 0, "organisation"), via=(), cites=(), act="say",
        certainty="certain", polarity="positive",
        event=Event("transfer", tuple(Role(role, name) for role, name in _ROUTE)),
        quantities=(Quantity(row["quantity"], 0, 4, *ends, row["unit"], None),),
        event_time=Period("then", *window), said_time=Period("then", said, said),
    )  # fmt: skip


def case(folder: Path, number: int, *, speakers: int, seed: int = 1) -> Path:
    """Write a case of such claims; return its folder."""
    new(folder)
    rows = _rows(number, speakers, seed)
    (folder / "documents").mkdir(exist_ok=True)
    for path, told in itertools.groupby(rows, key=lambda r: r["document"]):
        text = "\n".join(f"{r['speaker']} said {r['quote']}." for r in told)
        (folder / path).write_text(text, encoding="utf-8")
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.DictWriter(sheet, _COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return folder


def main() -> None:
    """Print seconds and numbers of relations, then those of a whole case of 5,000 claims."""
    out = sys.stdout
    for speakers, title in ((40, "40 speakers"), (5_000, "a speaker a claim")):
        for number in (1_000, 5_000):
            some = figures(claims(number, speakers=speakers))
            begun = time.process_time()
            made = relations(some)
            spent = time.process_time() - begun
            of = Counter(r.kind for r in made.relations)
            kinds = ", ".join(f"{n:,} {kind}" for kind, n in sorted(of.items()))
            pairs = sum(c.pairs for c in made.counted)
            out.write(
                f"{title}: {number:,} claims: {len(made.relations):,} relations ({kinds}), {pairs:,} "
                f"pairs counted, {spent:.2f} s\n"
            )
    with tempfile.TemporaryDirectory() as folder:
        made_case = case(Path(folder) / "route", 5_000, speakers=40)
        for what, run in (("build", api.build), ("figures", api.figures)):
            begun = time.process_time()
            run(made_case)
            out.write(f"a case of 5,000 claims: {what}: {time.process_time() - begun:.1f} s\n")


if __name__ == "__main__":
    main()
