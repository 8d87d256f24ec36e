"""How long a name is, and how a claim writes it."""

from __future__ import annotations

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.kinds import Kind
from tidewaiter.press.extract.speakers.naming import Described
from tidewaiter.press.extract.speakers.phrases import Phrase, named_end
from tidewaiter.press.extract.speakers.reading import Reading
from tidewaiter.press.extract.speakers.wordlists import bodies, clues, people

#: Bodies that many states have: their name is not complete without the state's.
_COMMON = clues("names", "common")


def name_end(given: Reading, phrase: Phrase, here: Described) -> int:
    """Return the last word of a name, "of …" included ("Panel of Experts on Libya")."""
    assert here.name is not None
    end = here.name[1]
    if end != phrase.last or here.kind == "person" or phrase not in given.phrases:
        return end
    if given.line[end].low not in bodies("proper"):
        return end
    n = given.phrases.index(phrase)
    while n + 1 < len(given.phrases):
        further = named_end(given.line, end, given.phrases[n + 1])
        if further == end:
            break
        end, n = further, n + 1
    return _to_bracket(given, end)


def _to_bracket(given: Reading, end: int) -> int:
    """Go on to a short form in brackets ("… for Security and Co-operation in Europe (OSCE)")."""
    line, at = given.line, end + 1
    while at < len(line) and (
        line[at].capital or line[at].low in ("and", "in", "of", "for", "the", "on")
    ):
        at += 1
    short = at + 2 < len(line) and line[at].text == "(" and line[at + 2].text == ")"
    return at - 1 if short and line[at + 1].text.isupper() and line[at - 1].capital else end


def name_text(given: Reading, first: int, last: int, kind: Kind | None) -> str:
    """Return a name as claims give it; a person's in capitals ("ANN ROE") is written small."""
    text = given.text(first, last)
    if kind == "person" and text.isupper() and len(text) > 3:
        return " ".join(part.title() for part in text.split())
    known = states.state(text)
    if known is not None and text.lower() in states.SHORT:
        return states.name(known.code)
    return text


def of_body(given: Reading, phrase: Phrase, here: Described) -> int:
    """Return where the name of a part of a named body begins, -1 if it is none.

    "The European Union's naval mission Irini" is not just "Irini".
    """
    assert here.name is not None
    line = given.line
    first = phrase.first + (line[phrase.first].low == "the")
    noun = here.name[0] - 1
    if noun <= first or line[noun].capital or line[noun].lemma not in _COMMON:
        return -1
    known = states.state(line[first].text)
    named = line[first].capital and (known is None or known.way == "name")
    return first if named else -1


def kept_owner(given: Reading, here: Described, end: int) -> bool:
    """Whether a body's name needs what stands before it ("Turkey's Transport Ministry")."""
    assert here.name is not None
    line = given.line
    if end + 1 < len(line) and line[end + 1].text == "(":
        return False  # a body with a short form of its own
    if (
        end != here.name[1]
    ):  # "Britain's Ministry of Defence", not "Libya's Government of National Unity"
        rest = [line[i].low for i in range(here.name[1] + 1, end + 1)]
        return (
            all(low in people("portfolios") for low in rest) and line[here.name[1]].low in _COMMON
        )
    if line[end].low not in _COMMON:
        return False
    return all(
        line[i].low in bodies("proper")
        or line[i].low in people("portfolios")
        or line[i].low in people("before")
        or line[i].low
        in ("joint", "border", "coast", "central", "supreme", "high", "federal", "royal")
        or states.state(line[i].text) is not None
        for i in range(here.name[0], end + 1)
    )
