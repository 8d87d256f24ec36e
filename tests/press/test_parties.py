"""Who is meant: laws first, then sentences of our own with the names that a reader would give."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.claims import Party
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.extract.speakers.wordlists import table
from tidewaiter.press.parse import sentences

_MARK = re.compile(r"\[([^\[\]]+)\]")


def spoken(marked: str) -> list[Party | None]:
    """Return who the words in brackets mean, each taken for the head of who speaks."""
    text, at, marks = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append(len(text))
        text += match[1]
        at = match.end()
    text += marked[at:]
    parties, found = Parties(text), []
    for sentence in sentences(text):
        parties.see(sentence)
        for token in sentence.tokens():
            if sentence.offset + token.idx in marks:
                said = Attribution(token.head, "say", token, token.i, token.i, token)
                found.append(parties.speaker(said, sentence, Reasons()))
    return found


def names(marked: str) -> list[str | None]:
    return [party.name if party else None for party in spoken(marked)]


ARTICLE = (
    "PULA (Wire) - The harbour master, Ann [Roe], said the ship was empty. [She] said it had sailed.\n"
    "“The crew were gone,” [Roe] said. The ship’s owner, Kestrel [Lines], denied that. The"
    " [company] said it would sue.\n"
    "Her deputy, Tom [Roe], said [Zagreb] knew. [He] said the defence [ministry] had been told.\n"
    "[Zagreb] rejected the report. [It] said nobody had asked. “Ask again,” [Roe] said."
)


@given(st.integers(1, 3), st.sampled_from(["Ann Roe-Smith was not there.", "Kestrel Oil left."]))
@settings(deadline=None, max_examples=6)
def test_what_later_paragraphs_say_changes_nothing_before(kept: int, more: str) -> None:
    start = "\n".join(ARTICLE.split("\n")[:kept])
    assert spoken(f"{start}\n{more}") == spoken(start)
    assert spoken(ARTICLE)[: len(spoken(start))] == spoken(start)


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=60)
def test_any_text_has_parties_with_exact_spans(text: str) -> None:
    parties = Parties(text)
    for sentence in sentences(text):
        parties.see(sentence)
        for token in sentence.tokens():
            said = Attribution(token, "say", token, token.i, token.i, token)
            for party in (
                parties.of(token, sentence),
                parties.speaker(said, sentence, Reasons()),
            ):
                assert party is None or party.text == text[party.start : party.end]


@pytest.mark.parametrize(
    "styled",
    [
        ARTICLE.replace("“", '"').replace("”", '"').replace("’", "'"),
        ARTICLE.replace("“", "„").replace("”", "“"),
        re.sub(r" (?=[a-z])", "  ", ARTICLE),
    ],
)
def test_quotation_marks_and_blanks_change_no_name(styled: str) -> None:
    assert names(styled) == names(ARTICLE)


def test_the_same_text_gives_the_same_parties() -> None:
    assert spoken(ARTICLE) == spoken(ARTICLE)


@pytest.mark.parametrize("code", sorted(table("states.toml")))
def test_each_state_is_known_by_its_name(code: str) -> None:
    found = states.state(states.name(code))
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # titles off, surnames in full
        ("Commodore Ilse [Brandt] said it sank. [Brandt] said so twice.", ["Ilse Brandt"] * 2),
        ("Vice Minister of Water Resources [Tang] Rui spoke. [Tang] left.", ["Tang Rui"] * 2),
        ("Prime Minister Jan [Kowal] of Poland said no.", ["Jan Kowal"]),
        ("Lawmaker Nam Ki-[tae] said no. [Nam] said it again.", ["Nam Ki-tae"] * 2),
        ("The lawyer, Hugo van den [Berg], said no. Van den [Berg] left.", ["Hugo van den Berg"] * 2),
        ("Brig. Adnan al-[Harbi] said no. [Harbi] left.", ["Adnan al-Harbi"] * 2),
        # appositions
        ("The mayor, Ann [Roe], said no. The [mayor] said so again.", ["Ann Roe"] * 2),
        ("Ann [Roe], the mayor, said no. The [mayor] said so again.", ["Ann Roe"] * 2),
        ("The ship's [manager], Bravo Tankers, said no. The [company] left.", ["Bravo Tankers"] * 2),
        ("The [head] of the port office, Levan Sarp, said no.", ["Levan Sarp"]),
        ("[One] of its officers, Captain Lukas Ferrer, said no.", ["Lukas Ferrer"]),
        # two of one surname
        ("Ingrid Sol [Dahl] said no. Her brother Anders [Dahl] said yes. [Dahl] left.",
         ["Ingrid Sol Dahl", "Anders Dahl", "Anders Dahl"]),
        ("Rosa [Peña] spoke. Mr Luis [Peña] spoke. Ms [Peña] said no. Mr [Peña] said yes.",
         ["Rosa Peña", "Luis Peña", "Rosa Peña", "Luis Peña"]),
        ("Deputy Ada [Nkosi] said no. Deputy Ben [Nkosi] accused her of lying. [Nkosi] answered that"
         " he lied.", ["Ada Nkosi", "Ben Nkosi", "Ada Nkosi"]),
        # pronouns
        ("Spokeswoman Qi [Lan] met Ivan Petrov. [She] said no. [He] agreed.",
         ["Qi Lan", "Qi Lan", "Ivan Petrov"]),
        ("Kyrgyzstan's [navy] said no. [It] left.", ["Kyrgyzstan's navy"] * 2),
        ("The [ministers] met. The Minister of Defence of Fiji, Ana [Vula], and the minister of Tonga,"
         " Sione [Taufa], spoke. The [ministers] agreed. [They] left.",
         ["ministers", "Ana Vula", "Sione Taufa", "Ana Vula; Sione Taufa", "Ana Vula; Sione Taufa"]),
        ("Kestrel [Lines] said no. The engine had failed, [it] said.", ["Kestrel Lines"] * 2),
        # states and their seats
        ("[Moscow] said no.", ["Russia"]),
        ("The [Kremlin] said no.", ["Russia"]),
        ("The DPRK said yes. [Pyongyang] said no.", ["DPRK"]),
        ("Türkiye spoke. [Ankara] said no. The Turkish [side] left.", ["Türkiye", "Türkiye"]),
        ("[Ankara] and Baghdad agreed.", ["Turkey; Iraq"]),
        ("The Russian foreign [ministry] said no. [It] left.", ["Russian foreign ministry"] * 2),
        ("The [U.S.] said no.", ["United States"]),
        # bodies in full
        ("The Marine Monitoring [Team] (MMT) said no. The [MMT] left. The [team] did not.",
         ["Marine Monitoring Team"] * 3),
        ("The Rapid Aid [Forces] said no. The [RAF] left.", ["Rapid Aid Forces"] * 2),
        ("Turkey's Transport [Ministry] said no. The [ministry] left.",
         ["Turkey's Transport Ministry"] * 2),
        ("Libya's [Government] of National Unity said no.", ["Government of National Unity"]),
        ("The [Organization] for Trade and Peace in Asia (OTPA) said no. The [OTPA] left.",
         ["Organization for Trade and Peace in Asia"] * 2),
        ("Chad sent two ships. Its [navy] said no.", ["Chad's navy"]),
        ("The Transport Workers' [Federation] said no.", ["Transport Workers' Federation"]),
        # records speak for their authors
        ("A [paper] by Italian naval intelligence said no.", ["Italian naval intelligence"]),
        ("[Figures] from the Bureau of Mines show it.", ["Bureau of Mines"]),
        ("United Nations [figures] show it.", ["United Nations"]),
        ("Port [records] show it.", ["Port records"]),
        ("The [embassy] said no in a note. The [note] added nothing.", ["embassy", "embassy"]),
        # without a name
        ("Two [diplomats] said no. A [third] said yes.", ["Two diplomats", "third diplomat"]),
        ("A former port [agent] in Warri said no.", ["former port agent in Warri"]),
        ("[Ministers] from Benin, Nigeria and Togo agreed.", ["Ministers from Benin, Nigeria and Togo"]),
        ("An [official] said no. The [official] left.", ["official", "official"]),
        # who is told does not speak
        ("Ann Roe, the mayor, told the [newspaper] Aftenbladet it sank.", ["Ann Roe"]),
        # other names, kin, "called"
        ("The leader, Omar Dagali, known as Hemi, said no. [Hemi] left.", ["Omar Dagali"]),
        ("Tom Pym was tried. Lesley [Pym] said no. Her [brother] said yes.",
         ["Lesley Pym", "Tom Pym"]),
        ("The [driver], a retired vet called Gerald Pym, said no.", ["Gerald Pym"]),
        ("[One] of them, a former clerk of the group, said no.", ["former clerk of the group"]),
        ("[Data] provided by a Member State show it.", ["Member State"]),
        # records of meetings
        ("ANN [ROE] (Niger) said no. The [delegate] of Niger left.", ["Ann Roe", "Ann Roe"]),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


def test_a_capital_that_is_a_mere_place_stays_one() -> None:
    text = "The envoys met in Muscat. Oman was host."
    parties = Parties(text)
    found = {}
    for sentence in sentences(text):
        parties.see(sentence)
        for token in sentence.tokens():
            if token.text in ("Muscat", "Oman"):
                party = parties.of(token, sentence)
                assert party is not None
                found[token.text] = party.name
    assert found == {"Muscat": "Muscat", "Oman": "Oman"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Commodore Ilse [Brandt] said no.", "person"),
        ("[Moscow] said no.", "state"),
        ("Turkey's Transport [Ministry] said no.", "organisation"),
        ("Two [diplomats] said no.", "unnamed"),
        ("[Moscow] and Minsk agreed.", "group"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    (party,) = spoken(text)
    assert party is not None
    assert party.kind == kind


def test_a_body_that_writes_as_we_is_the_one_of_its_title() -> None:
    text = (
        "Committee on Trade: Third Report\n“We lied,” Ann [Roe] said.\n[We] find that it failed."
    )
    assert names(text) == ["Ann Roe", "Committee on Trade"]
    text = "Committee on Trade: Third Report\nAnn [Roe] said: “[We] find nothing.”"
    assert names(text) == ["Ann Roe", "Ann Roe"]


def test_she_is_not_whose_turn_it_is() -> None:
    text = "HOST (JIM BEAM): Ada Nkosi is not here.\nVARGA: No. [She] says it sank."
    assert names(text) == ["Ada Nkosi"]
