"""What a bundle leaves out: the bytes of sources, and records of which the hash alone stays."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tidewaiter
from tidewaiter.errors import CaseError
from tidewaiter.ledger.chain import Row
from tidewaiter.ledger.store import Ledger
from tidewaiter.model.claims import Claim
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.records import as_json
from tidewaiter.run.build import composed
from tidewaiter.run.bundle.blank import blanked
from tidewaiter.run.bundle.needles import Needles, locators, strings
from tidewaiter.run.bundle.rests import ids, resting, vanished
from tidewaiter.run.bundle.searched import is_searchable, leaked
from tidewaiter.run.config import Case, Redact
from tidewaiter.run.intake import Intake
from tidewaiter.run.progress import Progress
from tidewaiter.run.write import rendered

#: Files of others, whose bytes are not ours to publish.
_THEIRS = ("document", "list", "positions")
_SEARCHED = 64 << 20
_NOTHING = Needles.of((), ())


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is taken out.

    Attributes:
        withheld: Files of the case that are left out, with the reason.
        replaced: Page and tables as they are without it; empty where nothing changes in them.
        gone: Ids of records and hashes of files.
        kinds: Kinds of which every record goes.
        needles: Words.
        reason: Why.
    """

    withheld: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, bytes] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    needles: Needles = _NOTHING
    reason: str = ""

    def marker(self, row: Row) -> dict[str, Any] | None:
        """Return what stands in place of a record's content, None where the content stays."""
        if not self.reason:
            return None
        body = json.loads(row.body)
        texts = [row.ref, *strings(body)]
        own = row.kind == "item" and not any(self.needles.within(t) for t in texts)
        rests = row.kind in self.kinds or not self.gone.isdisjoint((*texts, *ids(body)))
        if own or not (rests or any(self.needles.within(t) for t in texts)):
            return None
        places = {json.dumps(p, sort_keys=True): p for p in locators(body)}
        return {"reason": self.reason, "places": list(places.values())}

    def mask(self, text: str) -> str:
        """Take the words out of a text."""
        return self.needles.mask(text)


def redaction(
    case: Path, settings: Case, ledger: Ledger, profile: str, progress: Progress
) -> Redaction:
    """Work out what a profile leaves out of a case.

    Raises:
        CaseError: A rule names nothing in the case, or a word would still stand somewhere.
    """
    if profile == "full":
        return Redaction()
    items = ledger.current("item")
    withheld: dict[str, str] = {}
    if profile == "public":
        theirs = [path for path, body in items.items() if body["kind"] in _THEIRS]
        withheld = dict.fromkeys(theirs, "not ours to publish")
        if any(items[path]["kind"] == "positions" for path in theirs):
            withheld["out/positions.parquet"] = "not ours to publish"
    rules = [rule for rule in settings.redact if profile in rule.profiles]
    if not rules:
        return Redaction(withheld)
    if ledger.current("version").get("tidewaiter") != tidewaiter.__version__:
        raise CaseError(f"another version built {case}; build it again before it is packed")
    before = ledger.head()
    intake, dossier = composed(case, ledger, progress=progress)
    if ledger.head() != before:
        raise CaseError(
            f"{case} has changed since it was built; build it again before it is packed"
        )
    files, claims = _removed(rules, intake, dossier)
    tracks = any(s.kind == "positions" and s.sha256 in files for s in dossier.sources)
    with closing(ledger.rows()) as rows:
        gone = resting(rows, {*files, *(c.claim_id for c in claims)}, tracks=tracks)
    needles = _needles(rules, dossier, intake, files, gone)
    reason = needles.mask("; ".join(dict.fromkeys(rule.reason for rule in rules)))
    withheld |= _holding(case, items, intake, gone, needles)
    withheld["out/positions.parquet"] = reason
    note = (
        f"Redacted for this copy ({profile}): {len(files)} files, {len(claims)} claims and whatever rests on "
        f"them, and the names that stand as [redacted]. Counts and words of likelihood are those of the whole case. Why: {reason}."
    )
    rejects = [
        r for r in intake.rejects if not any(map(needles.within, (r.path, r.text, r.reason)))
    ]
    paths = {item.path for item in intake.items if item.sha256 in gone}
    pages = {path: page for path, page in intake.captures.items() if path not in paths}
    archives = {page["archive"] for path, page in intake.captures.items() if path in paths}
    withheld |= dict.fromkeys(archives, "holds what is redacted")
    clean = replace(intake, rejects=[r for r in rejects if r.path not in paths], captures=pages)
    outputs = rendered(clean, blanked(dossier, gone, needles, note))
    leaking = next((path for path, data in outputs.items() if leaked(data, needles)), None)
    if leaking:
        raise CaseError(
            f"nothing was packed: what [[redact]] names would still stand in {leaking}"
        )
    withheld |= {path: reason for path in ledger.current("output") if path not in outputs}
    kinds = frozenset({"indicator"} if tracks else ())
    return Redaction(withheld, outputs, gone, kinds, needles, reason)


def _removed(
    rules: Sequence[Redact], intake: Intake, dossier: Dossier
) -> tuple[frozenset[str], tuple[Claim, ...]]:
    """Return the hashes of the files and the claims that go."""
    files: set[str] = set()
    claims: dict[str, Claim] = {}
    every = intake.claims()
    found_all = [*every, *(c for d in intake.documents for c in d.claims)]
    short = {claim.claim_id: name for name, claim in intake.typed.items()}
    for rule in rules:
        name = (rule.source or "").casefold()
        at = {s.sha256 for s in dossier.sources if s.path == rule.path}
        at |= {
            s.sha256 for s in dossier.sources if name and (s.publisher or "").casefold() == name
        }
        said = [
            c
            for c in found_all
            if c.document.id in at
            or (name and name in {p.name.casefold() for p in (c.speaker, *c.via, *c.cites) if p})
            or (rule.claim and rule.claim in (c.claim_id, short.get(c.claim_id)))
        ]
        if not at and not said and not rule.names:
            raise CaseError(
                f"case.toml: [[redact]] names {rule.path or rule.source or rule.claim!r}, and nothing in the "
                "case is that"
            )
        files |= at
        claims |= {c.claim_id: c for c in said}
    gone = list(claims.values())
    for claim in found_all:
        if any(_overlap(claim, other) for other in gone):
            claims[claim.claim_id] = claim
    return frozenset(files), tuple(claims.values())


def _overlap(a: Claim, b: Claim) -> bool:
    return (
        a.document.id == b.document.id
        and a.sentence.start < b.sentence.end
        and b.sentence.start < a.sentence.end
    )


def _needles(
    rules: Sequence[Redact],
    dossier: Dossier,
    intake: Intake,
    files: frozenset[str],
    gone: frozenset[str],
) -> Needles:
    """Return the words: what the rules name, what the files say, and what only they say of ships."""
    sources = [s for s in dossier.sources if s.sha256 in files]
    every = [*intake.claims(), *(c for d in intake.documents for c in d.claims)]
    claims = [c for c in every if c.claim_id in gone]
    names = [n for rule in rules for n in (*rule.names, rule.source or "", rule.path or "")]
    names += [text for s in sources for text in (s.path, s.title)]
    names += [c.document.url for c in claims if c.document.id in files and c.document.url]
    names += vanished(dossier.hulls, gone)
    passages = [t for c in claims for t in (c.content.text, c.sentence.text)]
    entries = [e for e in intake.listings if e.locator.sha256 in files]
    return Needles.of(names, passages, {f"{e.list_id} {e.entry}" for e in entries if e.entry})


def _holding(
    case: Path,
    items: Mapping[str, Any],
    intake: Intake,
    gone: frozenset[str],
    needles: Needles,
) -> dict[str, str]:
    """Return the files that hold what goes, and those that cannot be searched for it."""
    texts = {d.item.path: d.text for d in intake.documents}
    hashes = {body["sha256"]: path for path, body in items.items()}
    listing = {
        hashes.get(entry.locator.sha256)
        for entry in intake.listings
        if any(map(needles.within, strings(as_json(entry))))
    }
    found: dict[str, str] = {}
    for path, body in items.items():
        if body["sha256"] in gone or needles.within(path):
            found[path] = "redacted"
        elif body["size"] > _SEARCHED:
            found[path] = "too large to be searched for what is redacted"
        elif (
            not is_searchable(path, data := (case / path).read_bytes()) and body["kind"] != "proof"
        ):
            found[path] = "cannot be searched for what is redacted"
        elif leaked(data, needles) or needles.within(texts.get(path, "")) or path in listing:
            found[path] = "holds what is redacted"
    return found
