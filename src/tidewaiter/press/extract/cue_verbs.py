"""Verbs of a stretch that may mark an attribution, who their subject is, and what they govern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.extract.clauses import FINITE, RELATIVE, SUBJECTS, Stretch
from tidewaiter.press.extract.lexicon import cue_pairs, cue_words, cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HELD_BACK = frozenset({"will", "would", "could", "might", "should", "may", "'ll", "'d", "shall"})
_WILLING = frozenset(
    {"wish", "want", "like", "go", "continue", "proceed", "begin", "be", "have", "seek"}
)
_SUPPOSED = frozenset({"if", "unless", "until", "than", "lest", "whenever"})
_NOUN_SHAPED = frozenset(
    {
        "estimates",
        "reports",
        "claims",
        "states",
        "notes",
        "figures",
        "calculates",
        "insists",
        "counters",
    }
)
_CARRIES = frozenset(
    {"of", "for", "by", "without", "from", "before", "after", "in", "despite", "about"}
)
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
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight"}
)  # fmt: skip


def is_cue(token: Token) -> bool:
    """Whether a token is a form of a verb that some construction knows as a cue."""
    lemma = token.lemma_.lower()
    if token.tag_ == "NNS" and token.lower_ in _NOUN_SHAPED:
        behind = token.nbor(1).text if token.i + 1 < len(token.doc) else "."
        return behind in (",", ".") and before_noun(token)
    return token.tag_.startswith("VB") and (
        any(lemma in cues(c) for c in ("clause", "to", "object", "for", "of"))
        or any(lemma == verb for c in ("prepositional", "of") for verb, _ in cue_pairs(c))
        or lemma == "run"
    )


def before_noun(token: Token) -> bool:
    """Whether a noun stands right before: ", her office estimates,"."""
    return token.i > 1 and token.nbor(-1).pos_ in ("NOUN", "PROPN") and token.dep_ != "nsubj"


def cue_verbs(stretch: Stretch) -> list[Token]:
    """Return the cue verbs that somebody's saying may stand behind, in order."""
    return [
        t
        for t in stretch.tokens()
        if is_cue(t) and not stretch.quoted(t.i) and _asserted(stretch, t)
    ]


def _asserted(stretch: Stretch, verb: Token) -> bool:
    """Whether the verb says that words were spoken: not "would not say", not "to say"."""
    helpers = helping(verb)
    if verb.i > stretch.first and verb.doc[verb.i - 1].text == "-":
        return False  # "the so-called fleet"
    if any(
        c.dep_ in ("mark", "advmod") and c.lower_ in _SUPPOSED and c.i < verb.i
        for c in verb.children
    ):
        return False  # "if the committee asked"
    if nameless(verb):
        return False
    if verb.tag_ == "VBG" and _shows(stretch, verb):
        return True
    if verb.tag_ == "VBG" and before_is(verb, "as") and quoted_person(verb) is not None:
        return True
    words = {t.lower_ for t in helpers}
    if words & _HELD_BACK:
        return False
    if "not" in words or "n't" in words or any(t.dep_ == "neg" for t in helpers):
        return False
    if "never" in words and verb.lemma_ in ("say", "tell", "explain", "comment"):
        return False
    if verb.tag_ == "VB" and "to" in words:
        return verb.head.lemma_.lower() in _WILLING and verb.dep_ in ("xcomp", "advcl")
    before = verb.doc[verb.i - 1] if verb.i > stretch.first else None
    if verb.tag_ == "VBG" and before is not None:
        if before.lower_ in _CARRIES and before.tag_ == "IN":
            return False
        return any(t.lower_ in ("is", "are", "was", "were", "been") for t in helpers) or (
            before.text in (",", "(", "—", "–", "-")
            or before.lower_ in ("and", "or", "also", "but")
        )
    return verb.tag_ != "VB" or not helpers or bool(words & {"did", "does", "do", "can"})


def nameless(verb: Token) -> bool:
    """Whether somebody merely asks "not to be named"."""
    words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 5]]
    return words[:3] == ["not", "to", "be"] or (
        words[:1] == ["to"] and bool({"remain", "stay"} & set(words)) and "anonymous" in words
    )


def _shows(stretch: Stretch, verb: Token) -> bool:
    """Whether a participle tells what the thing before it says: "documents showing that"."""
    doc, i = verb.doc, verb.i
    thing = i > stretch.first and doc[i - 1].pos_ in ("NOUN", "PROPN")
    return thing and i + 1 < stretch.last and doc[i + 1].lower_ == "that"


def before_is(token: Token, word: str) -> bool:
    """Whether the token before is a word."""
    return token.i > 0 and token.doc[token.i - 1].lower_ == word


def quoted_person(saying: Token) -> tuple[Token, Token] | None:
    """Return who is quoted, and the verb, of "quoted a deckhand as saying"."""
    doc = saying.doc
    for i in range(saying.i - 2, max(-1, saying.i - 14), -1):
        if doc[i].lemma_ in ("quote", "cite", "describe") and doc[i].tag_.startswith("VB"):
            if passive(doc[i]):
                named = next((c for c in doc[i].children if c.dep_ in SUBJECTS), None)
                return None if named is None else (named, doc[i])
            own = next((c for c in doc[i].children if c.dep_ == "dobj" and c.i > i), None)
            own = own or next(
                (t for t in doc[i + 1 : saying.i] if t.pos_ in ("NOUN", "PROPN", "PRON")), None
            )
            return None if own is None else (own, doc[i])
    return None


def helping(verb: Token) -> list[Token]:
    """Return the auxiliaries, negations and adverbs directly before a verb."""
    out: list[Token] = []
    for i in range(verb.i - 1, -1, -1):
        token = verb.doc[i]
        if token.tag_ in ("MD", "RB", "TO", "RBR") or (
            token.lemma_ in ("be", "have", "do") and token.tag_.startswith("VB")
        ):
            out.append(token)
        else:
            break
    return out


def passive(verb: Token) -> bool:
    """Whether a verb is in the passive ("was accused")."""
    parts = [*helping(verb), *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    return verb.tag_ in ("VBN", "VBD") and any(
        t.lemma_ == "be" and t.tag_.startswith("VB") for t in parts
    )


def relativizer(verb: Token) -> Token | None:
    """Return the noun that a relative clause with this verb tells about."""
    i = verb.i - 1
    while i >= 0 and verb.doc[i] in helping(verb):
        i -= 1
    if i >= 0 and verb.doc[i].lower_ in RELATIVE and verb.doc[i].tag_ in ("WP", "WDT"):
        noun = verb.head if verb.dep_ == "relcl" else None
        return noun or _noun_left(verb.doc, i - 1)
    return None


def _noun_left(doc: Doc, index: int) -> Token | None:
    for i in range(index, max(-1, index - 6), -1):
        if doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
            return doc[i]
    return None


def subject(stretch: Stretch, verb: Token) -> Token | None:
    """Return the head of who does the verb: its own subject, one shared with another verb, or near it."""
    noun = relativizer(verb)
    if noun is not None:
        return noun
    if verb.tag_ == "VBG" and _shows(stretch, verb):
        return verb.nbor(-1)
    if verb.tag_ == "VBG" and before_is(verb, "as"):
        quoted = quoted_person(verb)
        if quoted is not None:
            return quoted[0]
    seen: set[int] = set()
    at = verb
    while at.i not in seen:
        seen.add(at.i)
        own = next(
            (c for c in at.children if c.dep_ in SUBJECTS and c.tag_ not in ("WDT", "WP", "EX")),
            None,
        )
        if own is not None and (at is not verb or own.i < verb.i or _inverted(stretch, verb)):
            if stretch.first <= own.i < stretch.last and not _beyond(stretch, own, verb):
                return own
        if at is verb:
            near = _near(stretch, verb)
            if near is not None:
                return near
        if at.dep_ in (
            "conj",
            "advcl",
            "xcomp",
            "acl",
            "ccomp",
            "parataxis",
            "dep",
        ) and at.head.pos_ in (
            "VERB",
            "AUX",
        ):
            at = at.head
        elif at.dep_ in ("acl", "relcl", "amod") and at.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return at.head if at.head.i < verb.i else None
    return _shared(stretch, verb)


def _beyond(stretch: Stretch, own: Token, verb: Token) -> bool:
    """Whether another clause's verb parts a subject from the verb it was hung on."""
    low, high = sorted((own.i, verb.i))
    return any(stretch.doc[i].text == ";" for i in range(low, high))


def _inverted(stretch: Stretch, verb: Token) -> bool:
    before = stretch.doc[verb.i - 1] if verb.i > stretch.first else None
    return before is not None and (before.text == "," or stretch.closes(before.i))


def _near(stretch: Stretch, verb: Token) -> Token | None:
    """The noun phrase that ends right before the verb, whatever the parse made of it."""
    doc, i = stretch.doc, verb.i - 1
    mine = {t.i for t in helping(verb)}
    while i > stretch.first and (
        i in mine
        or doc[i].lower_ in _DAYS
        or doc[i].tag_.startswith("RB")
        or (doc[i].lower_ in ("on", "also") and doc[i + 1].lower_ in _DAYS)
    ):
        i -= 1
    ends = {end: start for start, end in stretch.chunks.items()}
    start = ends.get(i + 1)
    if start is None:
        return None
    root = next((c.root for c in doc.noun_chunks if c.start == start), doc[start])
    before = doc[start - 1] if start > stretch.first else None
    if before is not None and before.tag_ in ("IN", "TO", "POS") and before.lower_ != "that":
        return None
    if root.dep_ in ("dobj", "pobj") and not (before is None or before.text in (",", '"', "'")):
        return None
    return root


def _shared(stretch: Stretch, verb: Token) -> Token | None:
    """The subject of an earlier finite verb of the stretch, for "and confirmed that"."""
    doc = stretch.doc
    before = doc[verb.i - 1] if verb.i > stretch.first else None
    i = verb.i - 1
    while i > stretch.first and (doc[i].tag_.startswith("RB") or doc[i] in helping(verb)):
        i -= 1
        before = doc[i]
    if before is None or before.lower_ not in ("and", "but", "then", ",", "or"):
        return None
    for earlier in stretch.tokens():
        if earlier.i >= verb.i:
            break
        own = next((c for c in earlier.children if c.dep_ in SUBJECTS), None)
        if own is not None and earlier.tag_.startswith("VB") and not stretch.quoted(own.i):
            return own
    return None


def agent(verb: Token) -> Token | None:
    """Return who did what stands in the passive ("accused by a pilot")."""
    for child in verb.children:
        if child.lower_ == "by" and child.dep_ in ("agent", "prep"):
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


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
            return (i + 1, True) if stretch.verb_between(i + 1, stretch.last) else None
        if stretch.opens(i):
            return _quote_start(stretch, verb, i)
        if token.tag_ in ("WRB", "WP", "WDT") or word in ("whether", "if"):
            return None
        if (
            word in _DAYS
            or token.tag_.startswith("RB")
            or token.tag_ == "RP"
            or word == ":"
            or (word in ("out", "on") and lemma in ("point", "go", "lash", "carry"))
        ):
            i += 1
        elif word == ",":
            behind = _behind_parenthesis(stretch, verb, i)
            if behind is None:
                return None
            i = behind
        elif word in _THESE and i + 1 < stretch.last and doc[i + 1].lower_ in _SPELLS | _DAYS:
            i += 2
        elif token.tag_ in ("IN", "TO"):
            end = stretch.noun_phrase(i + 1)
            if end is None:
                single = i + 1 < stretch.last and doc[i + 1].tag_ in _SINGLE
                end = i + 2 if single else None  # "under questioning"
            if end is None:
                return None
            i = end
        elif (
            bare
            and stretch.clause_at(i)
            and not (
                hearers and lemma in ("tell", "inform", "remind", "assure") and _hearer(stretch, i)
            )
        ):
            return i, False
        elif hearers and (end := stretch.noun_phrase(i)) is not None:
            hearers -= 1
            i = end
            while i < stretch.last and doc[i].pos_ == "PROPN" and doc[i].ent_type_ != "DATE":
                i += 1  # "told the broadcaster Yle"
        else:
            return None
    return None


def _hearer(stretch: Stretch, index: int) -> bool:
    """Whether a noun phrase is whom one tells, another clause following it."""
    end = stretch.chunks.get(index)
    return end is not None and end < stretch.last and stretch.clause_at(end)


def _quote_start(stretch: Stretch, verb: Token, mark: int) -> tuple[int, bool] | None:
    """A quotation behind a cue is its content where it is a clause, or goes on as one."""
    quote = stretch.quote(mark)
    if quote is None or stretch.finite_between(mark + 1, min(quote[1], stretch.last)) is None:
        return None
    before = stretch.doc[mark - 1]
    if before.text == "," and stretch.closes(mark - 2 if mark >= 2 else mark):
        return None
    if before.text == "," and any(
        b < verb.i and a >= stretch.first - 1 for a, b in stretch.quotes
    ):
        return None  # "…," she said, "…": the words go on around the cue
    return mark, False


def _behind_parenthesis(stretch: Stretch, verb: Token, comma: int) -> int | None:
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
