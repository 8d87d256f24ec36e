from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from tests.assess.evidence_builders import PACK, pack
from tests.builders import claim

from tidewaiter.assess.evidence import of_claim
from tidewaiter.assess.pack_file import bundled, load
from tidewaiter.assess.packs import Pattern
from tidewaiter.assess.patterns import speaks_to
from tidewaiter.errors import CaseError

ADOPTED = {
    "1695": date(2006, 7, 15), "1718": date(2006, 10, 14), "1874": date(2009, 6, 12),
    "2094": date(2013, 3, 7), "2270": date(2016, 3, 2), "2321": date(2016, 11, 30),
    "2371": date(2017, 8, 5), "2375": date(2017, 9, 11), "2397": date(2017, 12, 22),
}  # fmt: skip


def test_three_regimes_are_bundled_and_read() -> None:
    assert bundled() == ("dprk-arms", "eu-833-2014", "exercise")
    assert all(load(pack_id).findings for pack_id in bundled())


def test_each_paragraph_is_in_force_from_the_day_its_resolution_was_adopted() -> None:
    for p in load("dprk-arms").provisions:
        [number] = re.findall(r"S/RES/(\d+) \(\d{4}\)", p.instrument)
        assert p.in_force_from == ADOPTED[number]
        assert str(p.in_force_from.year) in p.instrument


def test_the_dprk_pack_holds_every_paragraph_and_keeps_what_was_not_read(shared: Path) -> None:
    text = (shared / "data" / "provisions.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    made = {
        (p.instrument.removeprefix("S/RES/"), p.paragraph): p for p in load("dprk-arms").provisions
    }
    assert len(rows) == len(made) == 46
    for row in rows:
        provision = made[row["resolution"], row["op"]]
        unread = re.search(r"\bM\b", row["checked"]) is not None
        assert not (unread and provision.checked), provision.name
        assert row["gist"].casefold() not in provision.gist.casefold()  # our own words
        if row["binding_verb"] in ("calls upon", "requests", "expresses concern / calls upon"):
            assert not provision.binds
        if row["binding_verb"] == "decides":
            assert provision.binds


def test_the_traps_are_about_ships_of_the_dprk() -> None:
    made = load("dprk-arms")
    about = {i: made.provision(i).ships for i in ("unsc-2397-13", "unsc-1874-17", "unsc-2375-11")}
    assert about == {"unsc-2397-13": "linked", "unsc-1874-17": "linked", "unsc-2375-11": "flagged"}
    assert made.provision("unsc-2321-12").ships == "listed"
    assert made.provision("unsc-2397-13").binds is False


def test_a_group_of_words_stands_where_its_name_does() -> None:
    made = pack(
        PACK.replace(
            'event = ["transfer"]\n', 'event = ["transfer"]\nroles = { origin = ["@regime"] }\n'
        )
    )
    pattern = made.findings[0].elements[0].patterns[0]
    assert pattern.roles == (("origin", ("birchland", "birch")),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('verb = "decides"', 'verb = "calls upon"', "test.toml: provision 'p1': 'calls upon' binds nobody: set binds = false"),
        ('verb = "decides"\n', "", "test.toml: provision 'p1', verb: Field required"),
        ("in_force_from = 2020-01-01", "in_force_from = 2020-01-01\nin_force_until = 2019-01-01", "provision 'p1': in_force_until lies before in_force_from"),
        ('kind = "sighting"\nseen = true', 'kind = "sighting"\nseen = true\nacts = ["say"]', "finding 'f1', element 'moved', evidence number 3: a pattern of kind 'sighting' does not read acts"),
        ('event = ["transfer"]', 'event = ["transport"]', "evidence number 1, event number 1: Input should be"),
        ('provisions = ["p1"]', 'provisions = ["p2"]', "test.toml: finding 'f1' names provisions that the pack does not hold: p2"),
        ('id = "moved"', 'id = "moved"\ncolour = "red"', "element 'moved', colour: Extra inputs are not permitted"),
        ('seen = true', 'seen = true\nplaces = ["@nowhere"]', "no group is called @nowhere; there are @named, @regime"),
        ('title = "A test"', "title = A test", "test.toml is not valid TOML"),
        ('alternatives = ["None moved."]', "alternatives = []", "finding 'f1', alternatives: Tuple should have at least 1 item"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_pack_is_named_with_file_and_entry(
    old: str, new: str, message: str
) -> None:
    assert old in PACK
    with pytest.raises(CaseError, match=re.escape(message)):
        pack(PACK.replace(old, new, 1))


def test_an_id_that_stands_twice_is_refused() -> None:
    finding = PACK[PACK.index("[[finding]]") :]
    with pytest.raises(CaseError, match="the id of a finding stands twice: f1"):
        pack(PACK + finding)


def test_an_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(
        CaseError, match=r"no provision pack 'nothing'; there are: dprk-arms, eu-833"
    ):
        load("nothing")


@pytest.mark.parametrize(
    ("said", "wanted", "fits"),
    [
        ("boxes", "container", True),
        ("containers", "container", True),
        ("rounds", "container", False),
        ("$/kg", "container", False),
    ],
)
def test_a_figure_in_another_word_for_the_unit_fits(said: str, wanted: str, fits: bool) -> None:
    pattern = Pattern(kind="claim", units=(wanted,))
    made = of_claim(claim("c", figure=(1, 1, 1), unit=said), "s")
    assert speaks_to(made, pattern) is fits
