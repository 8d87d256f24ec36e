"""Paragraphs are told apart by what they are, each by what stands before it alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.press.blocks import SILENT, Block, blocks

BODY = "The harbour office said that two ships had left."
PARTS = st.sampled_from(
    [BODY, "A headline", "By Ann Lee", "“We saw nothing at all,” said the master of the tug.", "Photo: Ann Lee / Wire",
     "OSLO, May 2 (Wire) - It sailed.", "1. It sailed.", "• Two ships sailed from Oslo", "Read more: Ships", "14:20 GMT — It sailed.",
     "\u00a0", "(a) It sank.", "DIZON: We saw it.", "“We saw nothing at all”", "23. The Panel found it."]
)  # fmt: skip


def _last(*lines: str) -> Block:
    return list(blocks("\n".join(lines)))[-1]


@settings(deadline=None)
@given(st.lists(PARTS, max_size=8), PARTS)
def test_what_comes_later_changes_no_block(lines: list[str], more: str) -> None:
    before = list(blocks("\n".join(lines)))
    assert list(blocks("\n".join([*lines, more])))[: len(before)] == before


@settings(deadline=None)
@given(st.text(max_size=300))
def test_blocks_are_cut_from_the_text(text: str) -> None:
    end = 0
    for block in blocks(text):
        assert text[block.start : block.start + len(block.text)] == block.text
        assert block.start >= end
        end = block.start + len(block.text)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("By Selin Karaca in Istanbul", "byline", None),
        ("Constanța, 19 September 2024", "dateline", None),
        ("Published 3 May 2024", "dateline", None),
        ("Three flags in a year", "head", None),
        ("C. Violations of the arms embargo", "head", None),
        ("OSLO, May 2 (Wire) - It sailed.", "body", "It sailed."),
        ("OSLO — It sailed.", "body", "It sailed."),
        ("Muscat, 14 May (Muttrah News Agency) -- It sailed.", "body", "It sailed."),
        ("UNICEF – the children's fund – said that it sailed.", "body", None),
        ("DPRK missiles – 12 of them – were seen.", "body", None),
        ("The vessel (IMO 9123456) – Built in 2001 – was seen.", "body", None),
        ("23. The Panel found that it sailed.", "body", "The Panel found that it sailed."),
        ("(a) The ship sailed.", "body", "The ship sailed."),
        ("(iv) The ship sailed.", "body", "The ship sailed."),
        ("• 23 trucks were seized at the border post", "item", "23 trucks were seized at the border post"),
        ("- The ship sailed.", "item", "The ship sailed."),
        ("14:20 GMT — The ship sailed.", "body", "The ship sailed."),
        ("[09:15] The ship sailed.", "body", "The ship sailed."),
        ("2:30pm: The ship sailed.", "body", "The ship sailed."),
        ("12 ships sailed.", "body", None),
        ("DIZON: We saw two ships.", "body", "We saw two ships."),
        ("TAMATA (voice-over): They left.", "body", "They left."),
        ("IMO: 9074729 is her number.", "body", None),
        ("Q: Did you see two ships?", "body", None),
        ("The Vesna Star off Skagen. Photo: Lars Edvin / Nordic Courier", "caption", "The Vesna Star off Skagen."),
        ("The Vesna Star off Skagen. (Photo: Lars Edvin)", "caption", "The Vesna Star off Skagen."),
        ("The Vesna Star off Skagen, Feb. 5, 2025. REUTERS/Aino Lehtisalo", "caption", "The Vesna Star off Skagen, Feb. 5, 2025."),
        ("The Vesna Star off Skagen. [File: Ann Lee/AFP]", "caption", "The Vesna Star off Skagen."),
        ("FILE PHOTO: The Vesna Star off Skagen.", "caption", "The Vesna Star off Skagen."),
        ("Photo: Lars Edvin / Nordic Courier", "credit", None),
        ("The bank opened a line of credit by June.", "body", None),
        ("Flights to Kyiv/Lviv were stopped, the office said.", "body", None),
        ("Read more: Ships collide off Dover.", "notice", None),
        ("Subscribe to our newsletter.", "notice", None),
        ("© 2024 Seabird Wire. All rights reserved.", "notice", None),
        ("(Reporting by Ann Lee; Editing by Bo Ek)", "notice", None),
        ("This article was first published by Seabird Wire.", "notice", None),
        ("Subscribers of the bank lost $5 million, the office said.", "body", None),
        ("Related companies paid for the ship, the office said.", "body", None),
        ("Two sailors drowned. (Seabird Wire)", "body", None),
        ("Two sailors drowned.[12]", "body", None),
        ("Rounds | 2023 | 2024 | 2025", "table", None),
    ],
)  # fmt: skip
def test_paragraphs_are_what_they_look_like(line: str, kind: str, text: str | None) -> None:
    block = _last("A headline", BODY, line)
    assert (block.kind, block.text) == (kind, line if text is None else text)


def test_the_first_line_is_the_headline_if_it_has_no_stop() -> None:
    assert [b.kind for b in blocks(f"Ships leave\n{BODY}")] == ["headline", "body"]
    assert [b.kind for b in blocks(BODY)] == ["body"]


@pytest.mark.parametrize(
    ("line", "placed"),
    [
        ("ISLAMABAD: The office said so.", True),
        ("GENEVA (Reuters): The office said so.", True),
        ("OSLO, May 2: The office said so.", True),
        ("DIZON: We saw two ships.", False),
        ("PRESENTER (CLAIRE MERRIMAN): Good evening.", False),
    ],
)
def test_a_place_before_a_colon_is_no_speaker_at_the_head_alone(line: str, placed: bool) -> None:
    block = _last("Ships leave", line)
    assert (block.placed, block.text) == (placed, line.split(": ")[1])
    assert not _last("Ships leave", BODY, "KHAN: The office is right.").placed


def test_a_quotation_repeated_in_a_line_of_its_own_is_no_second_claim() -> None:
    said = "“We lowered bottles, not knives,” the master, Valery Strogov, said."
    assert _last(said, "“We lowered bottles, not knives.”").kind == "pull"
    assert _last(said, "“We lowered bottles, not knives” — Valery Strogov").kind == "pull"
    assert _last(said, "“We lowered ropes, not knives.”").kind == "body"
    assert "pull" in SILENT
