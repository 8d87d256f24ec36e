"""Whom each phrase means, sentence by sentence, looking back only."""

from __future__ import annotations

import dataclasses
import re

from tidewaiter.press.extract import states
from tidewaiter.press.extract.memory import CLAUSE, ORIGINS, OWNS, SUBJECT, Entity, Memory
from tidewaiter.press.extract.naming import Described, Kind, described, folded_name
from tidewaiter.press.extract.phrases import POSSESSIVES, PRONOUNS, SHIPS, Phrase
from tidewaiter.press.extract.pronouns import pronoun, said_before
from tidewaiter.press.extract.reading import Reading
from tidewaiter.press.extract.titled import kept_owner, name_end, name_text, of_body
from tidewaiter.press.extract.wordlists import bodies, doings, fold, people

_AGE = re.compile(r"\d+-year-old$")
_REPLIES = frozenset({"answer", "answered", "answers", "reply", "replied", "replies", "retort", "retorted", "retorts", "counter", "countered", "counters", "respond", "responded", "responds", "rejoined"})  # fmt: skip
_GENERIC = frozenset({"company", "firm", "group", "agency", "organisation", "organization", "body", "bloc", "movement", "newspaper", "paper", "daily", "weekly", "channel", "station", "broadcaster", "bank", "airline", "carrier", "operator", "owner", "manager", "insurer", "charity", "institute", "think-tank", "centre", "center", "union", "alliance", "association", "consortium", "consultancy"})  # fmt: skip
_PLACES = frozenset({"in", "at", "near", "off", "outside", "around", "across", "into", "through", "over", "towards", "toward", "via"})  # fmt: skip
_TOWARDS = frozenset({"appeal", "appealed", "complain", "complained", "pledge", "pledged", "promise", "promised", "offer", "offered", "give", "gave", "given", "propose", "proposed", "object", "objected", "respond", "responded", "belong", "owe", "owed", "deny", "denied", "demand", "demanded", "request", "requested", "seek", "sought", "letter", "message", "note", "reply", "replied", "support", "aid", "loyal", "according", "answer", "protest", "protested", "apologise", "apologised", "apologize", "apologized", "thanks"})  # fmt: skip


class Resolver:
    """Reads sentences in the order of the text and remembers whom they named."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.forms: dict[str, str] = {}
        self.last: Entity | None = None
        self.pair: Entity | None = None
        self.authors: dict[str, Entity] = {}
        self.provoked: tuple[int, Entity] | None = None

    def read(self, given: Reading) -> None:
        """Find whom each phrase of a sentence means."""
        for word in given.line:
            self._form(word.text)
        for n in range(len(given.phrases)):
            self.identify(given, n)
        self._doings(given)
        self._pairs(given)
        self._provocation(given)

    def identify(self, given: Reading, n: int) -> Entity | None:
        """Return whom a phrase means, and note the mention."""
        if given.entities[n] is not None or given.codes[n]:
            return given.entities[n]
        given.codes[n] = "description"
        phrase = given.phrases[n]
        word = given.line[phrase.first]
        entity: Entity | None
        if phrase.first == phrase.last and word.low in PRONOUNS:
            entity, given.codes[n] = pronoun(self.memory, given, n, self.last)
        elif n in given.twins:
            entity = self._twin(given, n)
        else:
            self._owner(given, n)
            entity = self._meant(given, n)
        given.entities[n] = entity
        if entity is not None:
            mention = (given.number, given.start(phrase.first), given.stress(n))
            entity.mentions.append(mention)
        return entity

    def state(self, code: str) -> Entity:
        """Return a state's entity."""
        found = next((e for e in self.memory.entities if e.kind == "state" and e.state == code), None)
        name = self.forms.get(code, states.name(code))
        if found is None:
            words = tuple(fold(name).split())
            found = self.memory.add(Entity(name, "state", words, state=code))
        return found

    def _form(self, text: str) -> None:
        known = states.state(text)
        if known is not None and known.way == "name":
            name = states.name(known.code) if text.lower() in states.SHORT else text
            self.forms.setdefault(known.code, name)

    def _twin(self, given: Reading, n: int) -> Entity | None:
        self._owner(given, n)
        here = self._described(given, n)
        if here.name is not None:
            entity = self._meant(given, n)
            if entity is not None:
                self._enrich(entity, self._described(given, given.twins[n]), given, given.twins[n])
                self._owner(given, given.twins[n])
                given.entities[given.twins[n]] = entity
                given.codes[given.twins[n]] = "name"
            return entity
        entity = self.identify(given, given.twins[n])
        if entity is not None:
            self._enrich(entity, here, given, n)
            given.codes[n] = "name"
            place = (given.number, given.start(given.phrases[n].first), given.stress(n))
            entity.mentions.append(place)
        return entity

    def _described(self, given: Reading, n: int) -> Described:
        phrase = given.phrases[n]
        return described(given.line, phrase, given.label(phrase.first, phrase.last))

    def _owner(self, given: Reading, n: int) -> None:
        """Find whom the owner in a phrase means ("its", "the group's")."""
        phrase = given.phrases[n]
        offset = given.start(phrase.first)
        entity: Entity | None = None
        if phrase.determiner in POSSESSIVES and phrase.owner < 0:
            entity, _ = pronoun(self.memory, given, n, self.last)
        elif phrase.owner >= 0:
            inner = Phrase(
                phrase.first, phrase.owner, phrase.owner, phrase.determiner, _before(given, phrase)
            )
            entity = self._meant(given, n, inner)
        if entity is not None:
            given.owners[n] = entity
            weight = OWNS if given.stress(n) >= CLAUSE else 1.0
            entity.mentions.append((given.number, offset, weight))

    def _meant(self, given: Reading, n: int, inner: Phrase | None = None) -> Entity | None:
        phrase = inner or given.phrases[n]
        here = described(given.line, phrase, given.label(phrase.first, phrase.last))
        low = given.line[phrase.last].low
        if inner is not None and low in PRONOUNS:
            return None
        code = self._state_meant(given, phrase, here)
        if code:
            given.codes[n] = "name"
            return self.state(code)
        if here.name is not None:
            return self._by_name(given, n, phrase, here)
        return self._by_description(given, n, phrase, here, inner is not None)

    def _state_meant(self, given: Reading, phrase: Phrase, here: Described) -> str:
        """Return the code of the state that a phrase stands for, "" if it stands for none."""
        line = given.line
        if here.kind == "state":
            known = states.state(line[phrase.last].text)
            if known is None or known.way == "people":
                return ""
            if known.way == "seat" and _place(given, phrase):
                return ""
            return known.code
        head = line[phrase.last].low
        if head in ("side", "part") and phrase.last > phrase.first:
            known = states.state(line[phrase.last - 1].text)
            return known.code if known else ""
        whole = "the " + head
        known = states.state(whole)
        if known and line[phrase.first].low == "the" and phrase.last == phrase.first + 1:
            return known.code if known.code in self.forms or known.code in self._seen() else ""
        if head in ("country", "nation", "kingdom", "republic", "emirate", "sultanate") and (
            phrase.determiner in ("the", "this") and phrase.last == phrase.first + 1
        ):
            among = [e for e in self.memory.entities if e.kind == "state"]
            found = self.memory.best(among, given.number, given.start(phrase.first))
            return found.state or "" if found else ""
        return ""

    def _seen(self) -> set[str]:
        return {e.state for e in self.memory.entities if e.state}

    def _by_name(
        self, given: Reading, n: int, phrase: Phrase, here: Described
    ) -> Entity:
        assert here.name is not None
        end = name_end(given, phrase, here)
        query = folded_name(given.line, (here.name[0], end))
        for m in range(n + 1, len(given.phrases)):
            if given.phrases[m].first <= end:
                given.codes[m] = "inside a name"
        offset = given.start(phrase.first)
        among = [e for e in self.memory.named(query) if _agrees(e, here)]
        code = self._state_of(given, n, phrase, here, end)
        if code and here.kind not in ("person", "state"):
            among = [e for e in among if e.state in (None, code)]
        whole = [e for e in among if e.words == query]
        titled = [e for e in among if here.nouns & e.nouns]
        reply = self._other_than(given, phrase, among)
        choice = whole or [e for e in titled if e is not reply] or [e for e in among if e is not reply]
        said = said_before(given, n)
        found = self.memory.best(choice or among, given.number, offset, said=said)
        if found is None and len(query) > 1:
            shorter = [
                e for e in self.memory.entities
                if e.words and len(e.words) < len(query) and e.words in (query[:1], query[-1:])
                and _agrees(e, here) and e.kind in ("person", None)
            ]  # fmt: skip
            found = self.memory.best(shorter, given.number, offset) if here.kind == "person" else None
            if found is not None:
                found.name, found.words = name_text(given, here.name[0], end, "person"), query
        given.codes[n] = "name" if found is None or whole else "part of a name"
        if found is None:
            found = self._new_named(given, n, phrase, here, end, query)
        self._enrich(found, here, given, n)
        self._bracket(given, end, found)
        return found

    def _state_of(
        self, given: Reading, n: int, phrase: Phrase, here: Described, end: int
    ) -> str | None:
        """Return whose a body is: its owner's, or of the state in its name."""
        owner = given.owners.get(n) if phrase is given.phrases[n] else None
        if owner is not None and owner.state:
            return owner.state
        for i in range(phrase.first, end + 1):
            known = states.state(given.line[i].text)
            if known is not None and i != end:
                return known.code
        return None

    def _bracket(self, given: Reading, end: int, entity: Entity) -> None:
        """Take a short form or a state from brackets: "the Team (MSMT)", "ANN ROE (Niger)"."""
        line = given.line
        if end + 3 >= len(line) or line[end + 1].text != "(" or line[end + 3].text != ")":
            return
        known = states.state(line[end + 2].text)
        if entity.kind == "person":
            if known is not None:
                entity.state = known.code
                entity.others.add(known.code)
                entity.nouns |= {"delegate", "representative"}
        elif line[end + 2].text.isupper():
            entity.acronym = line[end + 2].low.replace(".", "")
            m = given.phrase_at(end + 2)
            if m is not None:
                given.codes[m] = "inside a name"

    def _new_named(
        self, given: Reading, n: int, phrase: Phrase, here: Described, end: int, query: tuple[str, ...]
    ) -> Entity:
        assert here.name is not None
        kind = here.kind
        name = name_text(given, here.name[0], end, kind)
        owner = given.owners.get(n) if phrase is given.phrases[n] else None
        if owner is not None and phrase.owner < 0 and kept_owner(given, phrase, here, end):
            name = f"{owner.name}'s {name}"
        elif owner is not None and kind != "person" and kept_owner(given, phrase, here, end):
            name = f"{_owner_text(given, phrase, owner)} {_after_owner(given, phrase, end)}"
        elif kind == "organisation" and (opening := of_body(given, phrase, here)) >= 0:
            name = given.text(opening, end)
        elif kind != "person" and kept_owner(given, phrase, here, end) and end == phrase.last:
            first = phrase.first + (phrase.determiner in ("the", "a", "an"))
            name = given.text(min(first, here.name[0]), given.phrases[n].end)
        initials = "".join(w[0] for w in query if w not in ("of", "for", "and", "the", "on"))
        acronym = initials if len(query) > 2 and kind != "person" else ""
        entity = Entity(name, kind, query, acronym=acronym)
        entity.state = self._state_of(given, n, phrase, here, end) if kind != "person" else None
        return self.memory.add(entity)

    def _other_than(
        self, given: Reading, phrase: Phrase, among: list[Entity]
    ) -> Entity | None:
        """Return who is answered where a name shared by two answers ("Roe replied")."""
        if len(among) < 2 or phrase.first != phrase.last:
            return None
        line = given.line
        near = {line[i].low for i in (phrase.first - 1, phrase.last + 1) if 0 <= i < len(line)}
        if near & _REPLIES and self.last in among:
            return self.last
        if self.provoked is not None and given.number - self.provoked[0] == 1:
            return self.provoked[1]
        return None

    def _by_description(
        self, given: Reading, n: int, phrase: Phrase, here: Described, inner: bool
    ) -> Entity | None:
        line, offset = given.line, given.start(phrase.first)
        head = here.head
        if _AGE.search(line[phrase.last].low):
            given.codes[n] = "described before"
            return self.memory.best(
                [e for e in self.memory.entities if e.person], given.number, offset
            )
        if line[phrase.last].low in _MORE and (more := self._one_more(given, phrase)):
            return more
        owner = given.owners.get(n) if not inner else None
        definite = phrase.determiner in ("the", "this", "that", "these", "those", "both", *POSSESSIVES)
        definite = definite or owner is not None or (head in people("titles") and line[phrase.last].capital)
        if here.kind is None and not definite and head not in bodies("groups"):
            return None
        found = self._described_before(given, n, phrase, here, owner) if definite else None
        if found is not None:
            given.codes[n] = "described before"
            return found
        if here.kind is None and line[phrase.last].low not in bodies("groups"):
            return None
        return self._new_described(given, n, phrase, here, owner)

    def _one_more(self, given: Reading, phrase: Phrase) -> Entity | None:
        """Return one more of those who just spoke ("two negotiators said …; a third added")."""
        among = [e for e in self.memory.entities if e.plural and e.kind == "unnamed"]
        found = self.memory.best(among, given.number, given.start(phrase.first))
        noun = next((x for x in sorted(found.nouns) if x in people("nouns")), "") if found else ""
        if not noun:
            return None
        low = given.line[phrase.last].low
        return self.memory.add(Entity(f"{low} {noun}", "unnamed", nouns={noun}))

    def _described_before(
        self, given: Reading, n: int, phrase: Phrase, here: Described, owner: Entity | None
    ) -> Entity | None:
        offset = given.start(phrase.first)
        line = given.line
        head = here.head
        if owner is not None and head in people("opposites"):
            return self._opposite(given, head, owner, offset)
        numbers = {"two", "three", "four", "both"} & {w.low for w in line[phrase.first : phrase.last + 1]}
        if here.plural or numbers:
            return self._several(given, phrase, here, bool(numbers))
        extra = {_code(word) for word in here.others if not _skipped(word)}
        within = {_code(w.low) for w in line[phrase.last + 1 : phrase.end + 1] if states.state(w.text)}
        among = [
            e for e in self.memory.called(head, extra, exact=owner is not None)
            if not e.plural and (e.kind == "thing") == (here.kind == "thing")
        ]  # fmt: skip
        if owner is not None:
            among = [e for e in among if not (e.state and owner.state and e.state != owner.state)]
            free = [e for e in among if not any(w.startswith("of:") for w in e.others)]
            among = [e for e in among if _owned_by(e, owner)] or free
        if within:
            among = [e for e in among if e.state in within or within <= e.others]
        found = self.memory.best(among, given.number, offset)
        if found is None and not extra and owner is None and head in _SOMEBODY:
            among = [e for e in self.memory.entities if e.kind == "person"]
            among = [e for e in among if here.gender is None or e.gender in (here.gender, None)]
            return self.memory.best(among, given.number, offset)
        if found is None and not extra and owner is None and head in _GENERIC and here.kind:
            among = [e for e in self.memory.entities if e.kind == "organisation" and e.words]
            found = self.memory.best(among, given.number, offset)
        return found

    def _opposite(
        self, given: Reading, head: str, owner: Entity, offset: int
    ) -> Entity | None:
        among = [e for e in self.memory.entities if e.person and e.words and e is not owner]
        if head == "namesake":
            ends = {owner.words[0], owner.words[-1]} if owner.words else set()
            among = [e for e in among if ends & {e.words[0], e.words[-1]}]
        return self.memory.best(among, given.number, offset)

    def _several(
        self, given: Reading, phrase: Phrase, here: Described, counted: bool
    ) -> Entity | None:
        offset = given.start(phrase.first)
        noun = here.head
        low = given.line[phrase.last].low
        if low in ("sides", "parties", "two", "both", "delegations", "countries", "states", "nations", "neighbours", "neighbors", "capitals", "governments"):
            return self.pair if self.pair is not None and (counted or low != "states") else None
        for exact in (True, False):
            parts = [
                e for e in self.memory.entities
                if e.kind == "person" and self.memory.weight(e, given.number, offset) > 0
                and (noun in e.nouns if exact else e in self.memory.called(noun, ()))
            ]  # fmt: skip
            if len(parts) >= 2:
                return self.together(parts[-2:] if counted else parts)
        among = [e for e in self.memory.entities if e.plural and (low in e.nouns or noun in e.nouns)]
        found = self.memory.best(among, given.number, offset)
        if found is None and low in _REBELS and not here.others:
            among = [e for e in self.memory.entities if e.words and _armed(e)]
            found = self.memory.best(among, given.number, offset)
        return found

    def take(self, given: Reading, n: int) -> Entity | None:
        """Take in somebody who speaks and was not known as one who can."""
        phrase = given.phrases[n]
        here = self._described(given, n)
        if here.name is not None or here.head in bodies("records"):
            return None
        low = given.line[phrase.last].low
        human = low.endswith(_DOERS) or here.plural
        kind: Kind = "unnamed" if human else "organisation"
        made = dataclasses.replace(here, kind=kind)
        entity = self._new_described(given, n, phrase, made, given.owners.get(n))
        given.entities[n] = entity
        return entity

    def together(self, parts: list[Entity]) -> Entity:
        """Return the entity that several are together."""
        made = tuple(dict.fromkeys(parts))
        for e in self.memory.entities:
            if e.parts == made:
                return e
        name = "; ".join(e.name for e in made)
        return self.memory.add(Entity(name, "group", plural=True, parts=made))

    def _new_described(
        self, given: Reading, n: int, phrase: Phrase, here: Described, owner: Entity | None
    ) -> Entity:
        line = given.line
        first = phrase.first + (
            phrase.determiner in ("the", "a", "an", "this", "that", "these", "those", *POSSESSIVES)
            and phrase.first < phrase.last
        )
        end = given.phrases[n].end if phrase is given.phrases[n] else phrase.last
        if here.plural and end > phrase.last:
            end = _list_end(given, end)
        if all(w.tag == "CD" for w in line[phrase.last + 2 : end + 1]):
            end = phrase.last  # "the crew of nine"
        name = given.text(first, end)
        if owner is not None and owner.kind == "thing":
            name = given.text(phrase.owner + 1, end) if phrase.owner >= 0 else name
        elif owner is not None and phrase.owner >= 0 and _own_name(given, phrase, here, owner):
            name = given.text(phrase.owner + 1, end)
        elif owner is not None and owner.kind is not None and phrase.owner >= 0:
            name = f"{_owner_text(given, phrase, owner)} {_after_owner(given, phrase, end)}"
        elif owner is not None and phrase.owner < 0 and here.kind == "organisation":
            name = f"{owner.name}'s {name}"
        entity = Entity(name, here.kind, (), plural=here.plural)
        if line[phrase.last].low in bodies("groups"):
            entity.nouns.add(line[phrase.last].low)
        if here.head in bodies("records"):
            entity.others.add("record")
        entity.state = owner.state if owner is not None else None
        self.memory.add(entity)
        self._enrich(entity, here, given, n)
        return entity

    def _enrich(self, entity: Entity, here: Described, given: Reading, n: int) -> None:
        """Add what a phrase says of somebody."""
        if entity.kind == "state":
            return
        entity.nouns |= here.nouns
        like = given.owners.get(n)
        if like is not None and like.person and here.nouns & _ALIKE:
            entity.nouns |= like.nouns
        entity.others |= {_code(word) for word in here.others}
        entity.gender = entity.gender or here.gender
        if entity.kind is None:
            entity.kind = here.kind if here.kind != "unnamed" else "person"
        owner = given.owners.get(n)
        if owner is not None:
            entity.others |= {"of:" + owner.name}
            entity.state = entity.state or owner.state
        phrase = given.phrases[n]
        for word in given.line[phrase.last + 1 : phrase.end + 1]:
            known = states.state(word.text)
            entity.others.add(known.code if known else word.low)
            if known is not None and entity.kind != "person":
                entity.state = entity.state or known.code

    def _doings(self, given: Reading) -> None:
        """Note what somebody is by what he does ("who chairs the committee")."""
        line = given.line
        for n, phrase in enumerate(given.phrases):
            entity = given.entities[n]
            at = phrase.end + 1
            if entity is None or at + 2 >= len(line) or not entity.person:
                continue
            if line[at].mark and line[at + 1].low == "who" and line[at + 2].lemma in doings():
                entity.nouns.add(doings()[line[at + 2].lemma])
                entity.others |= {w.low for w in line[at + 3 : at + 9] if not w.mark}
        for i in range(len(line) - 2):
            if line[i].low in ("as", "named", "appointed", "elected") and line[i + 1].low in people("nouns"):
                subject = next((e for e in given.entities if e is not None and e.kind == "person"), None)
                if subject is not None:
                    subject.nouns.add(line[i + 1].low)

    def _pairs(self, given: Reading) -> None:
        """Note who is joined by "and"."""
        line = given.line
        for n in range(len(given.phrases) - 1):
            a, b = given.entities[n], given.entities[n + 1]
            between = line[given.phrases[n].end + 1 : given.phrases[n + 1].first]
            if a is None or b is None or a is b or [w.low for w in between] != ["and"]:
                continue
            alike = (a.person and b.person) or (a.body and b.body and a.words and b.words)
            if not alike:
                continue
            made = self.together([a, b])
            made.mentions.append((given.number, given.start(given.phrases[n].first), given.stress(n)))
            given.joint[n] = given.joint[n + 1] = made
            if a.kind in ("person", "state") and a.kind == b.kind:
                self.pair = made

    def _provocation(self, given: Reading) -> None:
        """Note whose words "drew a shrug": who speaks next is another."""
        line = given.line
        for n, phrase in enumerate(given.phrases[:3]):
            owner = given.owners.get(n)
            if owner is None or not owner.person or line[phrase.last].lemma not in _WORDS:
                continue
            if any(w.lemma in _MEETS for w in line[phrase.last + 1 :]):
                self.provoked = (given.number, owner)


_REBELS = frozenset({"rebels", "militants", "insurgents", "separatists", "jihadists", "guerrillas", "extremists", "militiamen"})  # fmt: skip
_CIVIL = frozenset({"ministry", "agency", "council", "committee", "government", "bank", "mission", "commission", "office", "navy", "university", "institute", "court", "parliament", "union", "nations", "embassy"})  # fmt: skip
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "ant", "eer", "person")
_SOMEBODY = frozenset({"man", "woman", "defendant", "accused", "suspect", "businessman", "businesswoman", "politician", "veteran", "author", "activist", "cleric", "tycoon", "millionaire", "billionaire", "oligarch", "magnate", "statesman", "detainee", "prisoner"})  # fmt: skip
_MORE = frozenset({"second", "third", "fourth", "fifth", "another", "other"})
_ALIKE = frozenset({"colleague", "counterpart", "predecessor", "successor"})
_WORDS = frozenset({"contention", "charge", "claim", "question", "accusation", "words", "remark", "prediction", "allegation", "assertion", "statement", "speech", "criticism", "demand", "warning", "suggestion", "proposal", "call", "appeal", "objection", "comment"})  # fmt: skip
_MEETS = frozenset({"draw", "meet", "earn", "prompt", "provoke", "bring", "get", "win", "leave", "elicit", "fall"})  # fmt: skip


def _agrees(entity: Entity, here: Described) -> bool:
    """Whether what a phrase says may be said of somebody."""
    if entity.gender and here.gender and entity.gender != here.gender:
        return False
    if here.kind == "person":
        return entity.kind in ("person", None)
    if here.kind in ("organisation", "thing") and not here.guessed:
        return entity.kind != "person"
    return True


def _armed(entity: Entity) -> bool:
    """Whether a named body may be called rebels: no office, company or medium."""
    words = set(entity.words)
    return entity.kind in ("organisation", None, "group") and not (
        words & _CIVIL or words & bodies("trade") or words & bodies("media_names")
    )


def _owned_by(entity: Entity, owner: Entity) -> bool:
    return "of:" + owner.name in entity.others


def _skipped(word: str) -> bool:
    return (
        word in PRONOUNS
        or word in POSSESSIVES
        or word in people("before")
        or word.isdigit()
        or word.endswith(ORIGINS)
    )


def _code(word: str) -> str:
    known = states.state(word)
    return known.code if known else word


def _place(given: Reading, phrase: Phrase) -> bool:
    """Whether a seat of government is just a place there ("in Muscat")."""
    line = given.line
    before = phrase.first - 1
    if before < 0 or line[phrase.last].genitive:
        return False
    if line[before].low in _PLACES:
        return True
    if line[before].low in ("from", "to"):
        return not any(w.low in _TOWARDS for w in line[max(0, before - 4) : before])
    return False


def _before(given: Reading, phrase: Phrase) -> int:
    """Return the owner of an owner ("Bolivia's navy's")."""
    inside = [i for i in range(phrase.first, phrase.owner) if given.line[i].genitive]
    return inside[-1] if inside else -1


def _owner_text(given: Reading, phrase: Phrase, owner: Entity) -> str:
    """Return an owner as a name gives it: as written, or in full where it was shortened."""
    written = given.text(phrase.first, phrase.owner)
    first = phrase.first + (phrase.determiner in ("the", "this", "that"))
    bare = given.text(first, phrase.owner) if first <= phrase.owner else written
    ending = given.doc.text[given.line[phrase.owner].end : given.line[phrase.owner + 1].start].strip()
    name = bare
    if owner.kind in ("person", "organisation", "state") and owner.words and fold(bare) != fold(owner.name):
        name = owner.name
    return name + (ending or "'s")


_MOVEMENTS = frozenset({"movement", "group", "militia", "rebels", "front", "party", "insurgents", "fighters", "forces"})  # fmt: skip


def _own_name(given: Reading, phrase: Phrase, here: Described, owner: Entity) -> bool:
    """Whether a group has a name of its own ("Yemen's | Houthi movement")."""
    word = given.line[phrase.owner + 1]
    named = word.capital and states.state(word.text) is None
    return owner.kind == "state" and named and here.head in _MOVEMENTS


def _list_end(given: Reading, end: int) -> int:
    """Go on over a list of names ("ministers from Benin, | Nigeria and Togo")."""
    line, at, joined = given.line, end, end
    while at + 2 < len(line) and (line[at + 1].text == "," or line[at + 1].low == "and"):
        n = given.phrase_at(at + 2 + (line[at + 2].low == "the"))
        if n is None or not line[given.phrases[n].last].capital or not line[end].capital:
            break
        last = line[at + 1].low == "and"
        at = given.phrases[n].last
        if last:
            joined = at
            break
    return joined


def _after_owner(given: Reading, phrase: Phrase, end: int) -> str:
    return given.text(phrase.owner + 1, max(end, phrase.last))


__all__ = ["SHIPS", "SUBJECT", "Resolver"]
