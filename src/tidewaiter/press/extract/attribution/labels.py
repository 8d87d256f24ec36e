"""Turns of a transcript: "DIZON: …" names who speaks until the next label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tidewaiter.press.extract.attribution.model import FIRST_PERSON, Attribution
from tidewaiter.press.extract.attribution.predicates import predicates
from tidewaiter.press.extract.attribution.stretch import FINITE, Stretch, main_word, trim
from tidewaiter.press.parse import Sentence

_LABEL = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Sir|Dame|Lord|Lady|Baroness|Professor|Prof|Senator|Rep|Representative|Minister|Secretary)"
    r"\.?\s(?=[^:\n]{2,40}:))?"
    r"(?P<name>(?:The )?(?:Chair(?:man|woman|person)?|Presenter|Reporter|Witness|Moderator|Interviewer)|"
    r"(?<=[a-z.]\s)[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3}|[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,5})"
    r"(?:\s?\((?P<inner>[^()\n]{2,60})\))?(?:\s?\([^()\n]{2,40}\))*\s*:\s+(?=\S)"
)
_NO_NAMES = re.compile(
    r"(?:LIVE|UPDATE[SD]?|WARNING|NOTE|CORRECTION|BREAKING|PHOTO|PICTURE|IMAGE|VIDEO|WATCH|READ MORE|"
    r"EDITOR'?S NOTE|ANALYSIS|OPINION|EXPLAINER|FACTBOX|TIMELINE|IMO|MMSI|ISBN|SOURCE|CONTACT|SUBJECT|"
    r"RE|FROM|TO|CC|DATE|URGENT|EXCLUSIVE|SUMMARY|ANNEX|TABLE|FIGURE)\b"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """Who a paragraph's label names: ``start:end`` in the document holds the name's words."""

    name: str
    start: int
    end: int


def label(text: str, sentence: Sentence) -> Label | None:
    """Return the label of the paragraph that holds a sentence.

    A name in brackets stands before the role: "CORRESPONDENT (JOE TAMATA)" is Joe Tamata.
    """
    if sentence.placed:  # "ISLAMABAD: The office …"
        return None
    line = text.rfind("\n", 0, sentence.offset) + 1
    found = _LABEL.match(text, line)
    if found is None or _NO_NAMES.match(text, line):
        return None
    inner = found["inner"]
    named = inner is not None and inner.replace(" ", "").isupper()
    group = "inner" if named else "name"
    return Label(_titled(found[group]), found.start(group), found.end(group))


def _titled(name: str) -> str:
    """Names in capitals become names: "JOE TAMATA" → "Joe Tamata"."""
    return " ".join("-".join(p.capitalize() for p in w.split("-")) for w in name.split())


def turn(
    sentence: Sentence, spoken: list[Attribution], told: list[Attribution]
) -> Iterator[Attribution]:
    """Yield a labelled sentence's attributions: what it states itself is what the speaker says.

    Args:
        sentence: A sentence of the turn.
        spoken: What it attributes by cues; "I believe" is the speaker's own.
        told: What it states without one.
    """
    for given in spoken:
        own = given.speaker is not None and given.speaker.lower_ in FIRST_PERSON
        yield replace(given, speaker=None, labelled=True) if own else given
    for given in told:
        yield replace(given, act="say", labelled=True, way="speaker's label")
    if not spoken and not told and _asserts(sentence):
        stretch = Stretch(sentence, sentence.first, sentence.last, ())
        first, last = trim(stretch, _behind_label(sentence), sentence.last - 1)
        for a, b in predicates(stretch, first, last) if first <= last else []:
            head = main_word(stretch.doc, a, b)
            yield Attribution(head, "say", None, a, b, head, labelled=True, way="speaker's label")


def _behind_label(sentence: Sentence) -> int:
    """First token of what is said, where the parse still holds the label."""
    if not _LABEL.match(sentence.doc.text):
        return sentence.first
    colon = next((t.i for t in sentence.doc if t.text == ":"), sentence.first - 1)
    return max(sentence.first, colon + 1)


def _asserts(sentence: Sentence) -> bool:
    """Whether a sentence states something: no question, greeting or introduction."""
    tokens = sentence.tokens()
    verb = next((t for t in tokens if t.tag_ in FINITE), None)
    if verb is None or tokens[-1].text == "?" or len(tokens) < 5:
        return False
    introduced = verb.lemma_ == "be" and verb.tag_ == "VBZ" and tokens[0].pos_ == "PROPN"
    return not introduced and verb.i > sentence.first
