"""Where a clause that a cue governs begins behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution.stretch import FINITE, SUBJECTS, Stretch
from tidewaiter.press.extract.lexicon import cue_words, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELL_HOW = frozenset({"hear", "tell", "describe", "recount", "explain", "recall", "relate"})
_SINGLE = frozenset({"CD", "VBG", "NN", "NNP", "NNS"})
_THESE = frozenset({"last", "this", "next", "that", "earlier", "late", "early"})
_SPELLS = frozenset(
    {
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "night",
        "spring",
        "summer",
        "autumn",
        "winter",
        "weekend",
    }
)
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight"}
)  # fmt: skip


def content_start(stretch: Stretch, verb: Token) -> tuple[int, bool] | None:
    """Return where a clause that the cue governs begins behind it, and whether "that" leads it in.

    None where none does: the words stand before the cue, or there are none.
    """
    doc, i = stretch.doc, verb.i + 1
    lemma = verb.lemma_.lower()
    bare = lemma not in cue_words("clause_with_that") and not stretch.closes(verb.i - 1)
    hearers = 1
    while i < stretch.last:
        token = doc[i]
        word = token.lower_
        if word == "that" and token.tag_ in ("IN", "WDT", "DT", "RB"):
            asks = lemma in cues("to")  # "recommends that the court fine the firm"
            return (i + 1, True) if asks or stretch.verb_between(i + 1, stretch.last) else None
        if stretch.opens(i):
            return _quote_start(stretch, verb, i)
        if word == "how" and lemma in _TELL_HOW and stretch.clause_at(i + 1):
            return i + 1, True
        if word in ("when", "after", "before", "as") and i == verb.i + 1:
            i = _past_clause(stretch, i)
            continue
        if token.tag_ in ("WRB", "WP", "WDT") or word in ("whether", "if"):
            return None
        if (
            word in DAYS
            or token.tag_.startswith("RB")
            or token.tag_ == "RP"
            or word == ":"
            or (word in ("out", "on") and lemma in ("point", "go", "lash", "carry"))
        ):
            i += 1
        elif word == ",":
            behind = _behind_parenthesis(stretch, i)
            if behind is None:
                return None
            i = behind
        elif word in _THESE and i + 1 < stretch.last and doc[i + 1].lower_ in _SPELLS | DAYS:
            i += 2
        elif (
            bare
            and stretch.clause_at(i)
            and not (
                hearers and lemma in ("tell", "inform", "remind", "assure") and _hearer(stretch, i)
            )
        ):
            return i, False
        elif token.tag_ in ("IN", "TO"):
            end = stretch.noun_phrase(i + 1)
            if end is None:
                single = i + 1 < stretch.last and doc[i + 1].tag_ in _SINGLE
                end = i + 2 if single else None  # "under questioning"
            if end is None:
                break
            i = end
        elif hearers and (end := stretch.noun_phrase(i)) is not None:
            hearers -= 1
            i = end
            while i < stretch.last and doc[i].pos_ == "PROPN" and doc[i].ent_type_ != "DATE":
                i += 1  # "told the broadcaster Yle"
        else:
            break
    return _by_parse(stretch, verb) if bare else None


def inverted(stretch: Stretch, verb: Token) -> bool:
    """Whether a cue follows a comma or a closing mark: "…," said the mayor."""
    before = stretch.doc[verb.i - 1] if verb.i > stretch.first else None
    return before is not None and (before.text == "," or stretch.closes(before.i))


def _by_parse(stretch: Stretch, verb: Token) -> tuple[int, bool] | None:
    """The clause that the parse hangs on the cue, where word order showed none."""
    for clause in verb.children:
        if clause.dep_ != "ccomp" or clause.i <= verb.i or clause.i >= stretch.last:
            continue
        own = next((c for c in clause.children if c.dep_ in SUBJECTS and c.i > verb.i), None)
        if own is not None and own.i < clause.i and own.tag_ not in ("WP", "WDT"):
            start = max(verb.i + 1, min(t.i for t in own.subtree))
            between = stretch.doc[verb.i + 1 : start]
            if not any(t.text in (",", ";") or t.tag_ in ("WRB", "WP") for t in between):
                return start, False
    return None


def _past_clause(stretch: Stretch, index: int) -> int:
    """Step to the "that" behind a clause of time: "denied when he came before us that"."""
    for i in range(index + 1, min(index + 14, stretch.last)):
        if stretch.doc[i].lower_ == "that":
            return i
    return stretch.last


def _hearer(stretch: Stretch, index: int) -> bool:
    """Whether a noun phrase is whom one tells, another clause following it."""
    end = stretch.chunks.get(index)
    return end is not None and end < stretch.last and stretch.clause_at(end)


def _quote_start(stretch: Stretch, verb: Token, mark: int) -> tuple[int, bool] | None:
    """A quotation behind a cue is its content where it is a clause, or goes on as one."""
    quote = stretch.quote(mark)
    if quote is None or not stretch.verb_between(mark + 1, min(quote[1], stretch.last)):
        return None
    before = stretch.doc[mark - 1]
    if before.text == "," and stretch.closes(mark - 2 if mark >= 2 else mark):
        return None
    if before.text == "," and any(
        b < verb.i and a >= stretch.first - 1 for a, b in stretch.quotes
    ):
        return None  # "…," she said, "…": the words go on around the cue
    return mark, False


def _behind_parenthesis(stretch: Stretch, comma: int) -> int | None:
    """Skip ", citing X," or ", through its lawyer," where "that" or a quotation follows."""
    doc = stretch.doc
    for i in range(comma + 1, min(stretch.last, comma + 30)):
        if stretch.quoted(i):
            return None
        if doc[i].text == "," and i + 1 < stretch.last:
            after = doc[i + 1]
            if after.lower_ == "that":
                return i + 1
            if after.tag_ in FINITE:
                return None
    return None
