"""Where the content behind a cue ends: before the next cue, a source, or another clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.stretch import FINITE, Stretch
from tidewaiter.press.extract.attribution.verbs import helping

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tidewaiter.press.extract.attribution.tails import Tail

_AWAY = frozenset({"according", "without", "whereas", "while", "citing", "quoting"})
_CHANNELS = frozenset(
    {"statement", "interview", "letter", "speech", "remarks", "post", "notice", "note", "message", "address", "communique", "broadcast"}
)  # fmt: skip


def content_end(
    stretch: Stretch, cue: Token, start: int, verbs: list[Token], tails: list[Tail]
) -> int:
    """Return the last token of a content that begins at ``start`` behind its cue."""
    doc = stretch.doc
    for i in range(start, stretch.last):
        if stretch.quoted(i):
            continue
        token = doc[i]
        if i > start and token.text in (",", "–", "—") and _leaves(stretch, cue, i, verbs, tails):
            return i - 1
        if i > start and token.tag_ == "CC" and _next_cue(stretch, i, verbs) is not None:
            return i - 1
        if i > start and token.lower_ == "while" and _next_cue(stretch, i, verbs) is not None:
            return i - 1
        if (
            i > start
            and stretch.closes(i - 1)
            and token.lower_ in ("in", "via", "through", "during")
            and any(doc[j].lower_ in _CHANNELS for j in range(i, min(i + 6, stretch.last)))
        ):
            return i - 1
    return stretch.last - 1


def _leaves(
    stretch: Stretch, cue: Token, comma: int, verbs: list[Token], tails: list[Tail]
) -> bool:
    doc, j = stretch.doc, comma + 1
    if j >= stretch.last:
        return False
    word = doc[j]
    if word.lower_ in ("though", "although") and _silent(stretch, j):
        return True
    if word.lower_ in _AWAY or any(t.first == j for t in tails):
        return True
    if word.tag_ == "VBG" and word in verbs:
        return True
    if cue.pos_ == "NOUN" and _next_cue(stretch, comma, verbs) is not None:
        return True
    if any(v.tag_ in FINITE and j == min([v.i, *(t.i for t in helping(v))]) for v in verbs):
        return True
    if (
        word.lower_ in ("and", "but", "while", "then", "yet")
        and _next_cue(stretch, j, verbs) is not None
    ):
        return True
    ago = [doc[k].lower_ for k in range(j, min(j + 4, stretch.last))]
    return bool({"after", "before"} & set(ago[1:])) and ago[0] in (
        "hours", "days", "weeks", "months", "a", "two", "three", "shortly", "just", "minutes",
    )  # fmt: skip


def _silent(stretch: Stretch, index: int) -> bool:
    """As in ", though he would not name the yard": the writer's own remark."""
    verb = stretch.finite_between(index + 1, stretch.last - 1)
    return verb is not None and verb.tag_ == "MD" and verb.nbor(1).lower_ in ("not", "n't")


def _next_cue(stretch: Stretch, index: int, verbs: list[Token]) -> Token | None:
    """The cue verb that a conjunction leads to, with or without a subject of its own."""
    doc, j = stretch.doc, index + 1
    while j < stretch.last and (doc[j].tag_.startswith("RB") or doc[j].text == ","):
        j += 1
    for verb in verbs:
        if verb.i <= index:
            continue
        start = min([verb.i, *(t.i for t in helping(verb))])
        if start == j or verb.i == j:
            return (
                verb if verb.tag_ != "VBN" or start != verb.i or doc[index].head in verbs else None
            )
        if verb.tag_ in ("VBG", "VBN") and start == verb.i:
            continue
        led = doc[j].tag_ == "IN" and stretch.finite_between(j, verb.i) in (verb, *helping(verb))
        if led and verb.tag_ != "VBG":
            return verb  # "and in a letter of 3 May warned that"
        end = stretch.noun_phrase(j)
        if end is not None and (
            end == start
            or (doc[end].text == "," and start - end < 12 and doc[start - 1].text == ",")
        ):
            return verb
    return None
