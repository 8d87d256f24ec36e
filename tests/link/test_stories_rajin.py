"""Origins of the public record: the bundled case's own claims, without and with what was typed."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources

import pytest
from tests.link.told import found

from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.stories import Origins
from tidewaiter.press.normalise import normalise
from tidewaiter.press.read import read
from tidewaiter.sheets.claims import Text, claims

CASE = resources.files("tidewaiter") / "cases" / "rajin"
#: What was typed as made of what.
TYPED = {
    "F05": "F01", "F08": "F07", "F11": "F10", "F13": "F12", "F16b": "F16", "F18": "F17", "F20b": "F20",
    "F22": "F21", "F24": "F23", "F25": "F24", "F28b": "F28",
}  # fmt: skip
#: Institutes that counted on commercial images of one pier, as the analyst typed.
ON_IMAGES = {"F03", "F04", "F12", "F14", "F15", "F19", "F21", "F23"}


@pytest.fixture(scope="module")
def typed() -> dict[str, Claim]:
    path = "documents/public-record.txt"
    text = normalise(read((CASE / path).read_bytes(), path)).text
    ref = DocumentRef("0" * 64, None, "tidewaiter", None, path)
    good, refused = claims(
        (CASE / "claims.csv").read_bytes(), "claims.csv", {path: Text(ref, text)}
    )
    assert not refused
    return good


def _groups(made: Origins, typed: dict[str, Claim]) -> list[set[str]]:
    name = {claim.claim_id: short for short, claim in typed.items()}
    return [{name[ref] for ref in story.claim_ids} for story in made.stories]


def _found(typed: dict[str, Claim]) -> Origins:
    return found(*typed.values(), short={s: c.claim_id for s, c in typed.items()})


def _without(typed: dict[str, Claim], *, images: bool) -> dict[str, Claim]:
    return {
        short: replace(
            claim,
            rests_on=tuple(
                s for s in claim.rests_on if s not in typed and not (images and ":" in s)
            ),
        )
        for short, claim in typed.items()
    }


def test_the_case_as_typed_has_thirteen_origins(typed: dict[str, Claim]) -> None:
    made = _found(typed)
    assert _groups(made, typed) == [
        {*ON_IMAGES, "F13", "F22", "F24", "F25", "F25c"},
        {"L-8517839", "L-9161003", "L-9179842", "L-9358010"},
        {"F01", "F02", "F05"},
        {"F07", "F08"},
        {"F10", "F11"},
        {"F16", "F16b"},
        {"F17", "F18"},
        {"F20", "F20b"},
        {"F26", "F27"},
        {"F28", "F28b"},
        {"F06"},
        {"F09"},
        {"L-UN"},
    ]
    assert (len(made.stories), made.fewest) == (13, 7)


def test_the_rules_find_all_eleven_conversions_that_were_typed(typed: dict[str, Claim]) -> None:
    bare = _without(typed, images=False)
    groups = _groups(_found(bare), bare)
    got = {one for one, other in TYPED.items() if any({one, other} <= group for group in groups)}
    assert sorted(TYPED.keys() - got) == []
    assert groups == _groups(_found(typed), typed)


def test_without_the_images_the_institutes_are_doubted_and_not_joined(
    typed: dict[str, Claim],
) -> None:
    bare = _without(typed, images=True)
    made = _found(bare)
    groups = _groups(made, bare)
    got = {one for one, other in TYPED.items() if any({one, other} <= group for group in groups)}
    assert sorted(TYPED.keys() - got) == []
    assert (len(made.stories), made.fewest) == (20, 9)
    name = {claim.claim_id: short for short, claim in bare.items()}
    doubted = {name[ref] for e in made.doubtful if e.kind == "imagery" for ref in (e.a, e.b)}
    assert doubted == {"F02", "F03", "F04", "F06", "F12"}
