"""Events of single sentences, for the tests of types and roles."""

from __future__ import annotations

from tidewaiter.model.claims import Act, Event
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.events.find import event
from tidewaiter.press.extract.events.mentions import Mentions
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.parse import Sentence, sentences


def events(text: str, act: Act = "say", reasons: Reasons | None = None) -> list[Event]:
    """Return the event of each sentence of a text, the sentence taken as a content."""
    parties, mentions, found = Parties(text), Mentions(), []
    for sentence in sentences(text):
        parties.see(sentence)
        mentions.see(sentence)
        if any(t.text.isalpha() for t in sentence.tokens()):
            given = _whole(sentence, act)
            found.append(event(given, sentence, parties, reasons or Reasons(), mentions))
    return found


def named(happened: Event) -> set[tuple[str, str]]:
    """Return roles with their names."""
    return {(role.role, role.name) for role in happened.roles}


def _whole(sentence: Sentence, act: Act) -> Attribution:
    tokens = [t for t in sentence.tokens() if not t.is_space]
    root = next((t for t in tokens if t.dep_ == "ROOT"), tokens[0])
    last = len(tokens) - 1
    while last and tokens[last].text in ".!?":
        last -= 1
    return Attribution(root, act, None, tokens[0].i, tokens[last].i, root)
