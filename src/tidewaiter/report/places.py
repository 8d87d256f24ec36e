"""Where everything stands on the page: numbers, their places, and what leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tidewaiter.model.dossier import Dossier

#: Ways back that stand beside one piece of evidence; more are counted.
MOST = 12


@dataclass(frozen=True)
class Places:
    """Labels of the page by record, which are the anchors too, and who points at them.

    Attributes:
        label: "E7", "L2" (origin), "T1" (tally), "M3" (claim against movements), "V1" (ship) by
            id of the record.
        back: Places that use a record: label of the place and its anchor.
    """

    label: Mapping[str, str]
    back: Mapping[str, tuple[tuple[str, str], ...]]

    @cached_property
    def labels(self) -> frozenset[str]:
        """All labels, which are the anchors of their places."""
        return frozenset(self.label.values())

    def of(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Return the labels of records that have one, each once."""
        return tuple(dict.fromkeys(self.label[ref] for ref in refs if ref in self.label))

    def ways_back(self, ref: str) -> tuple[tuple[str, str], ...]:
        """Return the places that use a record."""
        return self.back.get(ref, ())


def places(dossier: Dossier) -> Places:
    """Number what has no number yet, and collect the ways back."""
    label = {e.ref: e.number for e in dossier.exhibits}
    for letter, ids in (
        ("L", (s.story_id for s in dossier.stories)),
        ("T", (t.tally_id for t in dossier.tallies)),
        ("M", (m.meeting_id for m in dossier.meetings)),
        ("V", (h.hull_id for h in dossier.hulls)),
    ):
        for i, ref in enumerate(dict.fromkeys(ids), start=1):
            label.setdefault(ref, f"{letter}{i}")
    back: dict[str, dict[tuple[str, str], None]] = {}
    for ref, name, anchor in _uses(dossier, label):
        back.setdefault(ref, {})[name, anchor] = None
    return Places(label, {ref: tuple(to) for ref, to in back.items()})


def _uses(dossier: Dossier, label: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for i, finding in enumerate(dossier.findings, start=1):
        for j, element in enumerate(finding.elements, start=1):
            for line in element.lines:
                yield line.ref, f"element {i}.{j}", f"F{i}.{j}"
    for story in dossier.stories:
        for ref in story.claim_ids:
            yield ref, f"origin {label[story.story_id]}", label[story.story_id]
    for meeting in dossier.meetings:
        for ref in (meeting.claim_id, *meeting.refs):
            yield ref, f"movement {label[meeting.meeting_id]}", label[meeting.meeting_id]
    for tally in dossier.tallies:
        for one in (*tally.operands, *((tally.claimed,) if tally.claimed else ())):
            yield one.ref, f"tally {label[tally.tally_id]}", label[tally.tally_id]
    for hull in dossier.hulls:
        for ref in hull.mentions:
            yield ref, f"ship {label[hull.hull_id]}", label[hull.hull_id]
