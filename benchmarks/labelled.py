"""Labelled pairs of names, each scored as one listing alone against one question."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from benchmarks.measures import Judged, auc, best_f1, judged, rates
from benchmarks.screening import group, identifier, listing, pairs, score
from tidewaiter.model.listings import Schema

HEAD = ("section", "n", "same", "P", "R", "F1", "best F1", "at", "AUC", "F1 turned", "AUC turned")


def vessels(*, numbers: bool) -> list[Judged]:
    """Score two names of one hull, and look-alike names of two, with or without IMO numbers."""
    found = []
    for row in pairs("vessel_name_pairs.dev.csv"):
        imo = [identifier("imoNumber", row[f"imo{i}"]) for i in (1, 2)]
        listed = listing(row["name2"], "Vessel", identifiers=imo[1:] if numbers else ())
        known = imo[:1] if numbers else ()
        match = score(listed, row["name1"], schema="Vessel", numbers=known)
        section = "vessels, names and IMO" if numbers else "vessels, names only"
        found.append(judged(section, row["name1"], row["name2"], row["is_match"] == "True", match))
    return found


def cross_script(*, turned: bool = False, sample: int | None = None) -> list[Judged]:
    """Score original-script names against Latin ones, by script and schema.

    Args:
        turned: Ask for the Latin name where the original is listed, instead of the reverse.
        sample: So many rows of each section and label, drawn with seed 1; None takes all.
    """
    rows = pairs("cross_script_pairs.dev.csv")
    named = [(f"{row['script']} {row['schema']}", row["schema"], row) for row in rows]
    return list(_scored(named, turned=turned, sample=sample))


def dprk(*, turned: bool = False, sample: int | None = None) -> list[Judged]:
    """Score aliases of persons of the DPRK against names of others."""
    rows = pairs("dprk_person_pairs.dev.csv")
    return list(_scored([("dprk", "Person", row) for row in rows], turned=turned, sample=sample))


def dprk_kinds(*, turned: bool = False) -> dict[str, list[Judged]]:
    """Return the scores of the DPRK pairs by kind; the same names in the order of the file."""
    kinds: dict[str, list[Judged]] = {}
    for row, one in zip(pairs("dprk_person_pairs.dev.csv"), dprk(turned=turned), strict=True):
        kinds.setdefault(row["kind"], []).append(one)
    return kinds


def _scored(
    rows: Sequence[tuple[str, str, dict[str, str]]], *, turned: bool, sample: int | None
) -> Iterator[Judged]:
    if sample is not None:
        rows = _sampled(rows, sample)
    for section, schema, row in rows:
        listed, asked = (row["name1"], row["name2"])
        if turned:
            listed, asked = asked, listed
        match = score(listing(listed, _schema(schema)), asked, schema=schema)
        yield judged(section, asked, listed, row["is_match"] == "True", match)


def _sampled(
    rows: Sequence[tuple[str, str, dict[str, str]]], size: int
) -> list[tuple[str, str, dict[str, str]]]:
    boxes: dict[tuple[str, str], list[tuple[str, str, dict[str, str]]]] = {}
    for row in rows:
        boxes.setdefault((row[0], row[2]["is_match"]), []).append(row)
    draw = random.Random(1)
    return [row for box in boxes.values() for row in draw.sample(box, min(size, len(box)))]


def _schema(name: str) -> Schema:
    return "Person" if group(name) == "person" else "Organization"


def sections(rows: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Part scored pairs by section, in the order in which they came."""
    parts: dict[str, list[Judged]] = {}
    for row in rows:
        parts.setdefault(row.section, []).append(row)
    return parts


def line(name: str, rows: Sequence[Judged], turned: Sequence[Judged]) -> tuple[object, ...]:
    """Return one line of the table: figures at the default line, the best, and the other way."""
    at = rates(rows)
    best, where = best_f1(rows)
    same = sum(row.same for row in rows)
    other: tuple[object, ...] = (rates(turned).f1, auc(turned)) if turned else ("-", "-")
    return name, len(rows), same, at.precision, at.recall, at.f1, best, where, auc(rows), *other


def worst(rows: Sequence[Judged], count: int) -> str:
    """Return the worst false alarms and misses, each with its score and reasons."""
    false = sorted((r for r in rows if r.alert and not r.same), key=lambda r: -r.score)
    missed = sorted((r for r in rows if r.same and not r.alert), key=lambda r: r.score)
    texts = []
    for title, found in (("false alarms", false), ("missed", missed)):
        texts.append(f"  {title}: {len(found)}")
        for row in found[:count]:
            texts.append(f"    {row.score:.3f}  {row.asked}  ~  {row.listed}")
            texts += [f"           {sentence}" for sentence in row.reasons]
    return "\n".join(texts)
