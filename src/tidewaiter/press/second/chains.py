"""Who says it, through whom and from where, by the words that a model points to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from tidewaiter.model.claims import Party, PartyKind, Span
from tidewaiter.press.second.place import Notes, Place
from tidewaiter.press.second.shown import shown
from tidewaiter.press.second.spans import Refused, Words, words

_NEAR = 2  # code points between a speaker and its cue: a blank, or a comma and a blank


@dataclass(frozen=True, slots=True)
class Links:
    """The attribution of one claim."""

    cue: Span | None
    speaker: Party | None
    via: tuple[Party, ...]
    cites: tuple[Party, ...]


def chain(one: Mapping[str, Any], where: Place, notes: Notes) -> Links:
    """Return the attribution that an answer gives for a claim.

    Args:
        one: The claim as proposed.
        where: Where its content stands.
        notes: Is told of what is doubtful.

    Raises:
        Refused: A link of it does not stand in the text, or its place cannot be told.
    """
    cues = [] if one.get("cue") is None else _cues(one["cue"], where)
    speaker = None
    if one.get("speaker") is not None:
        speaker = _party(one["speaker"], "speaker", where, cues, notes)
    via = _parties(one.get("via"), "via", where, cues, notes)
    cites = _parties(one.get("cites"), "cites", where, cues, notes)
    return Links(_cue(cues, speaker, notes), speaker, via, cites)


def _cues(value: object, where: Place) -> list[Span]:
    asked = _words(value, "cue", where)
    found = where.in_sentence(asked.text)
    if not found:
        raise Refused(f"cue: “{shown(asked.text)}” is not in the sentence")
    found = [s for s in found if s.start == asked.start] or found
    if all(where.covers(s) for s in found):
        raise Refused("cue: is the content itself, or holds it")
    return found


def _cue(cues: list[Span], speaker: Party | None, notes: Notes) -> Span | None:
    if len(cues) > 1 and speaker is not None:
        cues = [
            c for c in cues if _touch(c, Span(speaker.text, speaker.start, speaker.end))
        ] or cues
    if len(cues) > 1:
        notes.drop("cue", f"“{shown(cues[0].text)}” stands {len(cues)} times in the sentence")
        return None
    return cues[0] if cues else None


def _parties(
    value: object, part: str, where: Place, cues: list[Span], notes: Notes
) -> tuple[Party, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Refused(f"{part}: is no list")
    parties = (_party(one, part, where, cues, notes) for one in value)
    return tuple(dict.fromkeys(parties))


def _party(value: object, part: str, where: Place, cues: list[Span], notes: Notes) -> Party:
    asked = _words(value, part, where)
    given: dict[str, Any] = value if isinstance(value, dict) else {}
    called = given.get("name") or asked.text
    kind: Any = given.get("kind")
    name = where.known(called)
    if name is None:
        raise Refused(f"{part}: the name “{shown(called)}” is nowhere in the text")
    if kind not in get_args(PartyKind):
        raise Refused(f"{part}: kind: {shown(kind)} is none that the contract knows")
    span = _span(asked, part, where, cues)
    if where.covers(span):
        raise Refused(f"{part}: is the content itself, or holds it")
    if not where.sentence.start <= span.start < where.sentence.end:
        notes.doubt(f"{part}: “{shown(asked.text)}” stands outside the sentence")
    return Party(name, span.text, span.start, span.end, kind)


def _span(asked: Words, part: str, where: Place, cues: list[Span]) -> Span:
    """One place: in the sentence, next to the cue if there are several; else the last before it."""
    found = where.in_sentence(asked.text)
    found = [s for s in found if s.start == asked.start] or found
    if len(found) > 1:
        found = [s for s in found if any(_touch(s, cue) for cue in cues)] or found
    if len(found) > 1:
        raise Refused(
            f"{part}: “{shown(asked.text)}” stands {len(found)} times in the sentence, and nothing "
            "says which is meant"
        )
    span = found[0] if found else where.before(asked.text)
    if span is None:
        raise Refused(f"{part}: “{shown(asked.text)}” is not in the text up to this sentence")
    return span


def _touch(one: Span, other: Span) -> bool:
    return 0 <= max(one.start, other.start) - min(one.end, other.end) <= _NEAR


def _words(value: object, part: str, where: Place) -> Words:
    try:
        return words(value, where.chunk.start)
    except Refused as why:
        raise Refused(f"{part}: {why}") from None
