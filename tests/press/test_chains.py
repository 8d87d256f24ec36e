"""Through whom words came and where from: by the words around a cue, in sentences of our own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.speakers.chains import chain
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.parse import sentences

_MARK = re.compile(r"<([^<>]+)>|\[([^\[\]]+)\]|\{([^{}]+)\}|\*([^*]+)\*")


def chains(marked: str, publisher: str | None = None) -> list[tuple[list[str], list[str]]]:
    """Return (via, cites) of each <content>; [speaker], *cue* and {outer speaker} are marked."""
    text, at = "", 0
    places: dict[str, list[tuple[int, int]]] = {"content": [], "who": [], "outer": [], "cue": []}
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        kind = ("content", "who", "outer", "cue")[next(i for i in range(4) if match[i + 1])]
        inner = match[match.lastindex or 1]
        places[kind].append((len(text), len(text) + len(inner)))
        text += inner
        at = match.end()
    text += marked[at:]
    parties, found = Parties(text, publisher), []
    for sentence in sentences(text):
        parties.see(sentence)
        tokens = {
            kind: [
                [t for t in sentence.tokens() if a <= sentence.offset + t.idx < b]
                for a, b in spans
            ]
            for kind, spans in places.items()
        }
        for content in filter(None, tokens["content"]):
            who = next((t for group in tokens["who"] for t in group), None)
            said = Attribution(
                next(t for group in tokens["cue"] for t in group),
                "say",
                who,
                content[0].i,
                content[-1].i,
                content[0],
                outer=tuple(group[0] for group in tokens["outer"] if group),
            )
            parties.speaker(said, sentence, Reasons())
            via, cites = chain(said, sentence, parties, Reasons())
            for party in (*via, *cites):
                assert party.text == text[party.start : party.end]
            found.append(([p.name for p in via], [p.name for p in cites]))
    return found


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("<It sank>, Ann [Roe] *told* the broadcaster NTV.", ["NTV"]),
        ("<It sank>, Ann [Roe] *said* in an interview with the weekly Terra.", ["Terra"]),
        ("<It sank>, Ann [Roe] *told* reporters.", []),
        ("<It sank>, Ann [Roe] *told* a news conference.", []),
        ("<It sank>, Ann [Roe] *told* parliament.", []),
        ("<It sank>, Ann [Roe] *told* this newspaper.", []),
        ("The [navy], in a statement carried by TASS, *said* <it sank>.", ["TASS"]),
        ("The [navy], as reported by TASS and carried by Xinhua, *said* <it sank>.",
         ["TASS", "Xinhua"]),
        ("The [navy], in a note relayed by the Swiss embassy in Oslo, *said* <it sank>.",
         ["Swiss embassy in Oslo"]),
        ("In a letter read out by Chad's delegate, the [trader] *said* <it sank>.",
         ["Chad's delegate"]),
        ("<It sank>, the [owner] *said* through his lawyer, Jan Kowal.", ["Jan Kowal"]),
        ("The [ministry] *said* <it sank>, the Interfax news agency reported.",
         ["Interfax news agency"]),
        ("The newspaper Terra *quoted* a [sailor] as saying <it sank>.", ["Terra"]),
        ("The [crew] *said* <it sank>, according to Ann Roe.", ["Ann Roe"]),
        ("The [crew] *said* <it sank>, {Roe} told us.", ["Roe"]),
        ("The [ministry] *denied* reports, first carried by the portal Kilat, <that it sank>.", []),
        ("A [study] published by the Uzani Institute *said* <it sank>.", []),
    ],
)  # fmt: skip
def test_via(text: str, via: list[str]) -> None:
    assert chains(text) == [(via, [])]


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Ann [Roe] *said*, citing customs records, <it sank>.", ["customs records"]),
        ("Quoting a paper of the budget office, Ann [Roe] *said* <it sank>.",
         ["paper of the budget office"]),
        ("<It sank>, Ann [Roe] *said*, citing a broker and the port registry.",
         ["broker", "port registry"]),
        ("<It sank>, *said* the [paper], which cited a pilot.", ["pilot"]),
        ("<It sank>, Ann [Roe] *said*, citing a notebook found on board.",
         ["notebook found on board"]),
        ("Ann [Roe] *claimed*, on the strength of a summary, that <it sank>.", ["summary"]),
        ("Ann [Roe] *said* <it sank, citing no record>.", []),
    ],
)  # fmt: skip
def test_cites(text: str, cites: list[str]) -> None:
    assert chains(text) == [([], cites)]


def test_a_channel_goes_on_and_a_ground_does_not() -> None:
    text = (
        "<It sank>, Ann [Roe] *told* the broadcaster NTV, citing a log. "
        "“<It was old>,” [she] *added*. <It was empty>, the [owner] *said*."
    )
    assert chains(text) == [(["NTV"], ["log"]), (["NTV"], []), ([], [])]


def test_another_day_is_another_occasion() -> None:
    text = "<It sank>, Ann [Roe] *told* the daily Terra. On Friday [she] *said* <it was old>."
    assert chains(text) == [(["Terra"], []), ([], [])]


def test_the_documents_own_publisher_carries_nothing() -> None:
    text = "<It sank>, Ann [Roe] *told* the newspaper Terra."
    assert chains(text, "The Daily Terra") == [([], [])]


@given(st.sampled_from(["“", '"', "„"]), st.integers(1, 3))
@settings(deadline=None, max_examples=9)
def test_quotation_marks_and_blanks_change_no_chain(quote: str, blanks: int) -> None:
    text = f"{quote}<It sank>,” Ann [Roe] *told* the broadcaster NTV, citing a log."
    assert chains(text.replace(" ", " " * blanks)) == [(["NTV"], ["log"])]


def test_a_guest_bears_what_others_told_him_and_the_host_does_not() -> None:
    text = (
        "HOST (JIM BEAM): The [ministry] *says* <it sank>.\n"
        "WILLIE: The [bosun] *told* me <they had no shoes>."
    )
    assert chains(text) == [([], []), (["Willie"], [])]


def test_a_place_before_a_colon_bears_nothing() -> None:
    assert chains("MADRAS: The [ministry] *says* <it sank>.") == [([], [])]
