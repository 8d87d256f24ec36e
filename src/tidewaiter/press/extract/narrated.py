"""Events that a document states in its own voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.clauses import (
    FINITE,
    RELATIVE,
    SUBJECTS,
    Stretch,
    main_word,
    predicates,
    stretches,
    trim,
)
from tidewaiter.press.extract.cue_verbs import helping, is_cue
from tidewaiter.press.extract.lexicon import event_types
from tidewaiter.press.extract.quotes import quotations
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATES = frozenset(
    {
        "be", "have", "seem", "appear", "remain", "belong", "own", "contain", "know", "want", "hope", "need", "mean",
        "like", "love", "hate", "depend", "cost", "consist", "resemble", "matter", "lie", "stand", "sit", "concern",
        "smile", "nod", "shrug", "laugh", "sigh", "grin", "frown", "pause", "try", "tend", "fail", "care", "wait", "look", "feel",
    }
)  # fmt: skip
_SILENT = frozenset(
    {
        "comment",
        "elaborate",
        "respond",
        "reply",
        "answer",
        "say",
        "name",
        "specify",
        "disclose",
        "explain",
        "return",
        "give",
        "identify",
        "provide",
    }
)
_CREDITS = frozenset(
    {
        "photo",
        "photograph",
        "picture",
        "handout",
        "image",
        "credit",
        "photos",
        "pictures",
        "images",
        "illustration",
        "graphic",
        "video",
        "footage",
    }
)
_ASKED = frozenset({"say", "ask", "tell", "inquire", "enquire", "wonder"})
_TERMS = frozenset(
    {"include", "provide", "oblige", "set", "take", "fix", "run", "create", "commit", "cover", "bind", "require", "allow", "permit", "ban", "forbid", "call", "extend", "apply", "last", "expire", "enter", "grant", "give", "establish", "limit", "cap", "bar", "let"}
)  # fmt: skip
_TEXTS = frozenset(
    {"agreement", "memorandum", "pact", "treaty", "accord", "deal", "contract", "text", "convention", "charter", "lease", "protocol", "resolution", "plan", "law", "decree", "it", "licence", "license", "permit", "concession"}
)  # fmt: skip


def narrated(sentence: Sentence, spoken: Sequence[Attribution]) -> list[Attribution]:
    """Return the events of a sentence that nobody in particular is said to have told.

    Args:
        sentence: Where to look.
        spoken: The attributions found in it; what they hold is not taken again.
    """
    if sentence.heading or sentence.doc[sentence.last - 1].text == "?":
        return []
    marks = quotations(sentence.doc)
    found: list[Attribution] = []
    for stretch in stretches(sentence, marks):
        mine = [a for a in spoken if stretch.first <= a.first < stretch.last]
        found.extend(_of_stretch(stretch, mine))
    return found


def _of_stretch(stretch: Stretch, spoken: list[Attribution]) -> Iterator[Attribution]:
    if stretch.sentence.caption and not spoken:
        first, last = trim(stretch, _shown(stretch), _credit(stretch) - 1)
        if last - first >= 2:
            yield _made(stretch, first, last)
        return
    main = list(_main(stretch, spoken))
    yield from main
    if not main or spoken:
        yield from _asides(stretch, [*spoken, *main])


def _credit(stretch: Stretch) -> int:
    """Where a caption's statement ends and the photograph's credit begins."""
    doc = stretch.doc
    for i in range(stretch.first, stretch.last):
        rest = doc[i : stretch.last].text.rstrip(" .")
        if doc[i].text == "(" and rest.endswith(")") and rest.count("(") == 1:
            return i
        named = doc[i].lower_ in _CREDITS and i + 1 < stretch.last
        if named and doc[i + 1].text in (":", "/", "by"):
            return i
        if doc[i].text == "/" and not any(t.tag_ in FINITE for t in doc[stretch.first : i]):
            return stretch.first
    return stretch.last


def _shown(stretch: Stretch) -> int:
    """Where what a picture shows begins: "This picture, taken on 4 June, shows"."""
    for i in range(stretch.first, stretch.last - 2):
        if stretch.doc[i].lemma_ == "show" and stretch.doc[i].tag_ in FINITE:
            named = {t.lower_ for t in stretch.doc[stretch.first : min(i, stretch.first + 4)]}
            if named & _CREDITS:
                return i + 1
    return stretch.first


def _made(stretch: Stretch, first: int, last: int) -> Attribution:
    head = main_word(stretch.doc, first, last)
    return Attribution(head, "narrate", None, first, last, head, way="caption or report")


def _main(stretch: Stretch, spoken: list[Attribution]) -> Iterator[Attribution]:
    first, last = trim(stretch, stretch.first, stretch.last - 1)
    if first > last:
        return
    if stretch.doc[first].tag_ == "CC" and first < last:
        first += 1
    shared: Token | None = None
    told = False
    for a, b in predicates(stretch, first, last):
        end = _free(stretch, a, b, spoken)
        if end is None:
            continue
        verb = _predicate(stretch, a, end)
        follows = told and a > first
        if verb is None or any(g.cue.i == verb.i for g in spoken):
            continue
        if verb.lemma_ in ("emerge", "transpire") and stretch.doc[a].lower_ == "it":
            that = next((t.i for t in stretch.doc[verb.i : end] if t.lower_ == "that"), None)
            if that is not None:
                yield _made(stretch, that + 1, end)
            continue
        shared = next((c for c in verb.children if c.dep_ in SUBJECTS), None) or shared
        told = tells(verb, a, end, shared) or (follows and _went_on(verb))
        if told:
            end = _unadorned(stretch, verb.i, end)
            yield Attribution(verb, "narrate", None, a, end, verb, way="own voice")


def _went_on(verb: Token) -> bool:
    """Whether a verb joined to an event tells the next one: "stopped the car and *found* a box"."""
    helpers = {t.lower_ for t in helping(verb)}
    negated = any(c.dep_ == "neg" for c in verb.children)
    past = verb.tag_ == "VBD" and not helpers & {"would", "could", "might"}
    return past and not negated and verb.lemma_.lower() not in _STATES | _ASKED


def _unadorned(stretch: Stretch, verb: int, last: int) -> int:
    """Leave out a closing participle that names no event and no number: mere comment."""
    doc = stretch.doc
    for i in range(last, verb, -1):
        if doc[i].tag_ == "VBG" and doc[i - 1].text == ",":
            rest = [doc[k] for k in range(i, last + 1)]
            told = doc[i].lemma_.lower() in event_types("verbs") or any(
                t.ent_type_ in ("CARDINAL", "QUANTITY", "MONEY") and t.nbor(-1).lower_ != "the"
                for t in rest
            )
            return last if told else i - 2
    return last


def _free(stretch: Stretch, first: int, last: int, spoken: list[Attribution]) -> int | None:
    """Last token of a predicate before what others say in it; None where they say all of it."""
    for given in sorted(spoken, key=lambda g: min(g.cue.i, g.first)):
        at = min(given.cue.i, given.first)
        if given.last < first or at > last:
            continue
        i = at
        while i > first and stretch.doc[i].text not in (",", ";", "–", "—"):
            i -= 1
        behind = stretch.doc[i + 1].lower_ if i < last else ""
        if i <= first or behind not in ("who", "which", "adding", "noting", "saying", "whose"):
            return None
        return i - 1 if stretch.finite_between(first, i - 1) is not None else None
    return last


def _predicate(stretch: Stretch, first: int, last: int) -> Token | None:
    """The main verb of a span: the finite one that stands in no subordinate clause."""
    head = main_word(stretch.doc, first, last)
    if head.tag_ in FINITE or head.pos_ in ("VERB", "AUX"):
        return head
    finite = [t for t in stretch.doc[first : last + 1] if t.tag_ in ("VBD", "VBZ", "VBP")]
    main = [t for t in finite if t.dep_ not in ("relcl", "advcl", "acl")]
    own = main or [t for t in finite if not any(c.lower_ in RELATIVE for c in t.children)]
    if not own:
        return None
    return own[0].head if own[0].dep_ in ("aux", "auxpass") else own[0]


def tells(verb: Token, first: int, last: int, shared: Token | None = None) -> bool:
    """Whether a predicate tells a checkable event: a completed or a scheduled act, no state."""
    doc = verb.doc
    inside = [doc[i] for i in range(first, last + 1)]
    helpers = {t.lower_ for t in helping(verb)} | {
        c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")
    }
    lemma = verb.lemma_.lower()
    negated = any(c.dep_ == "neg" for c in verb.children) or bool(
        {"not", "n't", "never"} & helpers
    )
    if negated and (lemma in _SILENT or helpers & {"would", "could", "will"}):
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None) or shared
    if lemma in _ASKED or (lemma == "become" and not _renamed(verb)):
        return False
    if (
        subject is not None
        and lemma in _SILENT
        and any(c.lower_ == "no" for c in subject.children)
    ):
        return False
    if lemma in _SILENT and any(
        g.lower_ == "no" for c in verb.children if c.dep_ == "dobj" for g in c.children
    ):
        return False
    if subject is not None and subject.tag_ in ("WP", "WRB", "WDT") and subject.i == first:
        return False
    if (inside and inside[0].tag_ in ("WP", "WRB")) or inside[0].lower_ == "whether":
        return False
    measured = any(
        t.ent_type_ in ("DATE", "CARDINAL", "QUANTITY", "MONEY", "TIME", "PERCENT") for t in inside
    )
    eventive = lemma in event_types("verbs")
    if verb.tag_ in ("VBZ", "VBP"):
        if helpers & {"has", "have"} or (lemma == "be" and _to_do(verb)):
            return True
        if lemma == "plan" and _to_do(verb):
            return True
        terms = lemma in _TERMS and subject is not None and subject.lemma_.lower() in _TEXTS
        dated = any(t.ent_type_ == "DATE" for t in inside)
        return terms or (dated and eventive and lemma not in _STATES and _ahead(inside))
    if "will" in helpers or "shall" in helpers:
        return measured or eventive
    if helpers & {"would", "could", "might", "may", "should", "can", "must"}:
        return False
    past = verb.tag_ == "VBD" or bool(
        helpers & {"was", "were", "been", "had", "did", "has", "have", "got"}
    )
    if not past or lemma in _STATES:
        return lemma == "be" and past and _to_do(verb)
    return eventive or (measured and lemma not in _STATES)


def _renamed(verb: Token) -> bool:
    """Whether "became" gives a name or an office: "became the Grace Palma"."""
    return any(c.dep_ == "attr" and c.pos_ == "PROPN" for c in verb.children)


def _to_do(verb: Token) -> bool:
    return any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children)


def _ahead(inside: list[Token]) -> bool:
    words = {t.lower_ for t in inside}
    return bool(words & {"next", "tomorrow", "from", "on"})


def _asides(stretch: Stretch, spoken: list[Attribution]) -> Iterator[Attribution]:
    """Events in relative clauses, participles and clauses beside what somebody says."""
    taken = [(a.first, a.last) for a in spoken]
    for token in stretch.tokens():
        if any(a <= token.i <= b for a, b in taken) or stretch.quoted(token.i):
            continue
        span = (
            _relative(stretch, token)
            or _participle(stretch, token, not spoken)
            or _beside(stretch, token, spoken)
        )
        if span is None or any(a <= span[1] and span[0] <= b for a, b in taken):
            continue
        first, last = trim(stretch, *span)
        if first <= last:
            taken.append((first, last))
            yield Attribution(token, "narrate", None, first, last, token, way="aside")


def _relative(stretch: Stretch, verb: Token) -> tuple[int, int] | None:
    """As in "Evora, who left office on Monday": the noun phrase and its clause."""
    if verb.tag_ not in ("VBD", "VBN") or is_cue(verb):
        return None
    helpers = helping(verb)
    start = min([verb.i, *(t.i for t in helpers)])
    pronoun = stretch.doc[start - 1] if start > stretch.first else None
    if (
        pronoun is not None
        and pronoun.lower_ not in ("who", "which")
        and start >= stretch.first + 2
    ):
        pronoun = next((stretch.doc[i] for i in range(start - 1, max(stretch.first, start - 7), -1)
                        if stretch.doc[i].lower_ in ("which", "whom", "whose")), None)  # fmt: skip
        if pronoun is not None and any(
            stretch.doc[i].tag_ in FINITE for i in range(pronoun.i, start)
        ):
            return None
    if pronoun is None or pronoun.i == stretch.first or stretch.doc[pronoun.i - 1].text != ",":
        return None
    end = _clause_stop(stretch, verb.i)
    if not tells(verb, pronoun.i + 1, end) or not _pinned(stretch, pronoun.i, end):
        return None
    return _phrase_start(stretch, pronoun.i - 2), end


def _participle(stretch: Stretch, verb: Token, alone: bool) -> tuple[int, int] | None:
    """As in "Its owner, Vostok Lanes, blacklisted in November,": a dated participle behind its noun.

    Without a comma ("builds on a pact signed last year") only where the sentence tells no more.
    """
    if verb.tag_ != "VBN" or helping(verb) or verb.i <= stretch.first + 1:
        return None
    before = stretch.doc[verb.i - 1]
    if before.text != "," and not (
        alone and verb.dep_ == "acl" and before.pos_ in ("NOUN", "PROPN")
    ):
        return None
    end = _clause_stop(stretch, verb.i)
    if not any(stretch.doc[i].ent_type_ == "DATE" for i in range(verb.i, end + 1)):
        return None
    if before.text != ",":
        start = min(t.i for t in verb.head.lefts) if list(verb.head.lefts) else verb.head.i
        return max(start, stretch.first), end
    return _phrase_start(stretch, verb.i - 2), end


def _beside(stretch: Stretch, verb: Token, spoken: list[Attribution]) -> tuple[int, int] | None:
    """As in "…, days after the ship spent 31 hours above a cable"; another clause with its own subject."""
    if not spoken or is_cue(verb) or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    doc = stretch.doc
    helpers = helping(verb)
    start = min([verb.i, *(t.i for t in helpers)])
    first = next(
        (
            i
            for i in range(start - 1, stretch.first, -1)
            if i in stretch.chunks and stretch.noun_phrase(i) == start
        ),
        None,
    )
    if first is None or first <= stretch.first:
        return None
    before = doc[first - 1]
    joined = before.tag_ == "CC" or before.lower_ in ("while", "after")
    if not joined or (
        before.lower_ == "after"
        and doc[first - 2].lower_ not in ("days", "hours", "weeks", "months", "day", "week")
    ):
        return None
    end = _clause_stop(stretch, verb.i)
    if not tells(verb, first, end):
        return None
    return first, end


def _pinned(stretch: Stretch, first: int, last: int) -> bool:
    """Whether a clause names a time, a number, or an act that is no mere description."""
    inside = [stretch.doc[i] for i in range(first, last + 1)]
    return any(
        t.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY", "QUANTITY") for t in inside
    ) or any(t.lower_ in ("previously", "earlier", "recently") for t in inside)


def _clause_stop(stretch: Stretch, index: int) -> int:
    for i in range(index + 1, stretch.last):
        if stretch.doc[i].text in (",", ";", "–", "—") and not stretch.quoted(i):
            return i - 1
    return stretch.last - 1


def _phrase_start(stretch: Stretch, index: int) -> int:
    """Left edge of the noun phrase that ends at a token, with the apposition before it."""
    start = index
    for i in range(index, stretch.first - 1, -1):
        if (
            stretch.doc[i].text in (";", ":", "(")
            or stretch.doc[i].tag_ in FINITE
            or stretch.closes(i)
        ):
            break
        if stretch.doc[i].tag_ == "CC" and stretch.doc[i - 1].text == ",":
            break
        start = i
    if start > stretch.first and stretch.doc[start - 1].tag_ in FINITE:
        while start < index and stretch.doc[start].tag_ in ("TO", "IN", "RB"):
            start += 1
    return start
