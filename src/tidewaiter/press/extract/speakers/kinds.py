"""What a proper name names: a person, a body or a thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tidewaiter.model.claims import PartyKind
from tidewaiter.press.extract.speakers.phrases import PARTICLES
from tidewaiter.press.extract.speakers.wordlists import bodies, clues, gender_of_given, people
from tidewaiter.press.extract.speakers.words import Word

Kind = PartyKind | Literal["thing"]
_OPENINGS = clues("names", "openings")


def name_kind(run: Sequence[Word], head: str, label: str, the: bool) -> Kind | None:
    """Say what a name without a title names; None where nothing shows it."""
    lows = [w.low for w in run]
    given = gender_of_given(run[0].text)
    body = any(low in bodies("proper") for low in lows) or lows[-1] in bodies("trade")
    body = body or lows[0] in _OPENINGS
    body = body or lows[-1] in bodies("media_names") or " ".join(lows) in bodies("outlets")
    body = body or (head in bodies("organisations") and head not in people("either"))
    body = body or head in bodies("media")
    if body and not (given and len(run) == 2 and label == "PERSON"):
        return "organisation"
    if the:
        return "thing" if label not in ("ORG", "NORP") else "organisation"
    if len(run) > 1 and all(w.text.isupper() and len(w.text) > 2 for w in run):
        return "person"  # "ANN ROE (Niger)", as records of meetings write who speaks
    if len(run) > 1 and any(len(w.text) == 2 and w.text[1] == "." for w in run[:-1]):
        return "person"  # "N. Hemalatha"
    if 2 <= len(run) <= 5 and (given or _eastern(run) or _particle(run)):
        return "person"
    if len(run) == 1:
        return None
    if head in people("either"):
        return "person" if label == "PERSON" and len(run) > 1 else "organisation"
    if label == "PERSON" and len(run) > 1:
        return "person"
    if label == "ORG":
        return "organisation"
    return None


def _eastern(run: Sequence[Word]) -> bool:
    """A name in the order and spelling of Korea: "Seo Kwang-il"."""
    last = run[-1].text
    head, dash, tail = last.partition("-")
    return len(run) == 2 and bool(dash) and head.isalpha() and tail.isalpha() and tail.islower()


def _particle(run: Sequence[Word]) -> bool:
    return any(
        w.low in PARTICLES and w.low not in ("&", "e", "y", "la", "le") for w in run[1:-1]
    ) or (len(run) > 1 and run[-1].text.startswith(("al-", "el-")))
