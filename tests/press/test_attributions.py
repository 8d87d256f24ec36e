"""Who says what: constructions, one after the other, and the laws that hold for all of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.attribution.find import attributions
from tidewaiter.press.extract.attribution.labels import label, turn
from tidewaiter.press.extract.attribution.narrated import narrated
from tidewaiter.press.parse import sentences

NOBODY = "nobody"
ITSELF = "the text itself"
# Text → (act, head of the speaker, content) of each claim in it.
TOLD: dict[str, list[tuple[str, str, str]]] = {
    # a clause behind its cue
    "The harbour office said that the Tern had sailed.": [
        ("say", "office", "the Tern had sailed")
    ],
    "Officials said at least 30 men had drowned and that a boat was missing.": [
        ("say", "Officials", "at least 30 men had drowned"),
        ("say", "Officials", "a boat was missing"),
    ],
    "The minister confirmed it had rained but denied that the dam had burst.": [
        ("acknowledge", "minister", "it had rained"),
        ("deny", "minister", "the dam had burst"),
    ],
    "The EU said it was ready and called for an inquiry.": [
        ("say", "EU", "it was ready"),
        ("demand", "EU", "an inquiry"),
    ],
    "Petrov, citing a manifest, said on Tuesday that the crates were empty.": [
        ("say", "Petrov", "the crates were empty")
    ],
    "He denied when he came before us that the firm had paid.": [
        ("deny", "He", "the firm had paid")
    ],
    # behind or inside the words
    "The bridge was closed on Monday, two drivers said.": [
        ("say", "drivers", "The bridge was closed on Monday")
    ],
    "The bridge, the mayor said, was closed and would stay so.": [
        ("say", "mayor", "The bridge, the mayor said, was closed"),
        ("say", "mayor", "would stay so"),
    ],
    "Two boats sank, the navy says, and a third is adrift.": [
        ("say", "navy", "Two boats sank"),
        ("say", "navy", "a third is adrift"),
    ],
    "The ferry left at noon, the spokesman, Sunil Perera, told a briefing.": [
        ("say", "spokesman", "The ferry left at noon")
    ],
    "The permit was forged, the committee was told.": [("say", NOBODY, "The permit was forged")],
    # quotations
    '"It was late," said Ann Roe, "and nobody came."': [
        ("say", "Roe", "It was late"),
        ("say", "Roe", "nobody came"),
    ],
    '"Numbers," she said, "are prisoners."': [
        ("say", "she", 'Numbers," she said, "are prisoners')
    ],
    "“We counted boats. We lost three,” he recalled.": [
        ("say", "he", "We counted boats"),
        ("say", "he", "We lost three"),
    ],
    '"She sank at noon," the master sighed.': [("say", "master", "She sank at noon")],
    'The premier, on X: "Two tugs are on the way."': [
        ("say", "premier", "Two tugs are on the way")
    ],
    # according to
    "According to the port, a cargo ship called twice.": [
        ("say", "port", "a cargo ship called twice")
    ],
    "The crane, by the yard's own account, was old.": [
        ("say", "yard", "The crane, by the yard's own account, was old")
    ],
    # what somebody is urged, accused of, promises
    "Oslo urged insurers to refuse cover for both tankers.": [
        ("demand", "Oslo", "refuse cover for both tankers")
    ],
    "They agreed to meet in May and to share maps.": [
        ("agree", "They", "meet in May"),
        ("agree", "They", "share maps"),
    ],
    "The firm was accused last year by a pilot of forging invoices.": [
        ("accuse", "pilot", "forging invoices")
    ],
    "Prosecutors charged two men with stealing fuel.": [
        ("accuse", "Prosecutors", "stealing fuel")
    ],
    "Prosecutors demanded that the firm pay a fine.": [
        ("demand", "Prosecutors", "the firm pay a fine")
    ],
    # judged
    "Tehran dismissed the report as “a fairy tale”.": [
        ("deny", "Tehran", "the report as “a fairy tale”")
    ],
    "The envoy called the raid “piracy” in a statement carried by the agency.": [
        ("condemn", "envoy", "the raid “piracy”")
    ],
    "The institute called the range conservative.": [
        ("say", "institute", "the range conservative")
    ],
    "The mayor called the turnout remarkable.": [("praise", "mayor", "the turnout remarkable")],
    "The panel called the shipment illegal.": [("condemn", "panel", "the shipment illegal")],
    "She thanked Oman for its help.": [("praise", "She", "Oman for its help")],
    "The company rejected reports that it had been sold.": [
        ("deny", "company", "it had been sold")
    ],
    # nouns and adjectives
    "His admission that a list existed came late.": [("acknowledge", "His", "a list existed")],
    "The ministry is confident that the ship will sail.": [
        ("expect", "ministry", "the ship will sail")
    ],
    'He "voiced the hope that talks would resume."': [("expect", "He", "talks would resume")],
    # who is quoted by whom
    "The paper quoted a deckhand as saying that the crates were heavy.": [
        ("say", "deckhand", "the crates were heavy")
    ],
    "The panel was informed by a state that the tanker had called at Nampo.": [
        ("say", "state", "the tanker had called at Nampo")
    ],
    "The court heard how the gang had moved gold.": [("say", NOBODY, "the gang had moved gold")],
    "Over the past year, says the charity, 60 boats have burned.": [
        ("say", "charity", "Over the past year, says the charity, 60 boats have burned")
    ],
    "What they found, according to the report, was a warehouse.": [
        ("say", "report", "What they found, according to the report, was a warehouse")
    ],
    "The union threatened to block the road.": [("warn", "union", "block the road")],
    "The minister was quoted by the radio as saying that exports would resume.": [
        ("say", "minister", "exports would resume")
    ],
    # nobody in particular
    "The tug is believed to have left for Oran.": [
        ("narrate", ITSELF, "The tug is believed to have left for Oran")
    ],
    "The tug is expected to reach Oran on Friday.": [
        ("expect", NOBODY, "The tug is expected to reach Oran on Friday")
    ],
    # the text's own voice
    "Norway closed its ports to three trawlers in June.": [
        ("narrate", ITSELF, "Norway closed its ports to three trawlers in June")
    ],
    "Roe, who left office in May, met the strikers on Sunday.": [
        ("narrate", ITSELF, "Roe, who left office in May"),
        ("narrate", ITSELF, "met the strikers on Sunday"),
    ],
    "They stopped the car on 3 May and found a box.": [
        ("narrate", ITSELF, "They stopped the car on 3 May"),
        ("narrate", ITSELF, "found a box"),
    ],
}
SILENT = [
    "Was the ship searched?",
    "The firm did not comment.",
    "He would not say who paid.",
    "She asked why none of the ships had been held.",
    "It belongs to a company in the islands.",
    "For the so-called “shadow fleet”, papers are what keeps harbours open.",
    "No reason was given.",
    "If the committee asked for them, they would be there.",
    "The vet called Pym is a friend.",
    "Outside the harbour it rained.",
]


def _found(text: str) -> list[tuple[str, str, str]]:
    out: list[tuple[str, str, str]] = []
    for sentence in sentences(text):
        spoken = attributions(sentence)
        out.extend(
            (one.act, _who(one), _content(text, sentence.offset, one))
            for one in [*spoken, *narrated(sentence, spoken)]
        )
    return out


def _who(found: Attribution) -> str:
    if found.speaker is not None:
        return str(found.speaker.text)
    return ITSELF if found.act == "narrate" else NOBODY


def _content(text: str, offset: int, found: Attribution) -> str:
    doc = found.cue.doc
    end = offset + doc[found.last].idx + len(doc[found.last])
    return text[offset + doc[found.first].idx : end]


@pytest.mark.parametrize(("text", "claims"), TOLD.items(), ids=lambda v: str(v)[:40])
def test_constructions(text: str, claims: list[tuple[str, str, str]]) -> None:
    assert _found(text) == claims


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_claim(text: str) -> None:
    assert _found(text) == []


def test_the_turns_of_a_transcript_are_their_speakers() -> None:
    text = "DIZON: The boats were empty when we came. Who sent them?\nThe tide was out."
    first, question, other = sentences(text)
    turned = label(text, first)
    assert turned is not None
    assert turned.name == "Dizon"
    assert text[turned.start : turned.end] == "DIZON"
    [claim] = turn(first, attributions(first), narrated(first, []))
    assert (claim.act, claim.labelled) == ("say", True)
    assert list(turn(question, attributions(question), narrated(question, []))) == []
    assert label(text, other) is None


@pytest.mark.parametrize(
    "line", ["UPDATE: Two ships left.", "IMO: 9074729 is her number.", "It rained: a lot."]
)
def test_no_label(line: str) -> None:
    assert label(line, sentences(line)[0]) is None


STYLES = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“")]


@pytest.mark.parametrize("text", [t for t in TOLD if "“" in t or '"' in t])
def test_the_style_of_quotation_marks_changes_nothing(text: str) -> None:
    plain = text.replace("“", '"').replace("”", '"')
    parts = plain.split('"')
    for opening, closing in STYLES:
        marks = [opening if i % 2 == 0 else closing for i in range(len(parts) - 1)]
        styled = "".join(p + m for p, m in zip(parts, [*marks, ""], strict=True))
        found = [
            (act, who, content.replace(opening, '"').replace(closing, '"'))
            for act, who, content in _found(styled)
        ]
        assert found == _found(plain)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*TOLD, *SILENT]), min_size=1, max_size=4))
def test_paragraphs_do_not_disturb_each_other(texts: list[str]) -> None:
    together = _found("\n".join(texts))
    assert together == [claim for text in texts for claim in _found(text)]


WORDS = sorted(
    {word for text in [*TOLD, *SILENT] for word in text.split()} | {'"', "’", "—", "\u200b"}
)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24))
def test_no_order_of_words_makes_it_fail(words: list[str]) -> None:
    for act, _, content in _found(" ".join(words)):
        assert act
        assert content
