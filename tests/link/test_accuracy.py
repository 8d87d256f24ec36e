"""How right screening is on real lists and labelled pairs: samples of ``benchmarks.accuracy``.

The floors are what the matcher was made to reach, less the noise of small samples.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import invented, labelled, retrieval
from benchmarks.measures import rates
from benchmarks.screening import un_and_ofac

from tidewaiter.link.screen import Index

#: Look-alike names of ships, of 173, that alert by name alone.
LOOK_ALIKES = 0
#: F1 at the default line, original script listed and Latin asked.
SCRIPTS = {
    "Hang Person": 0.95,
    "Cyrl Person": 0.93,
    "Arab Person": 0.85,
}
#: 48 of the 165 pairs of one person are two names (Kang Hyok, Steven Lee): out of reach of any comparison.
DPRK = 0.72
#: Right entry first, from a name with one typo or with words joined.
FIRST = {
    "vessel": 0.93,
    "person": 0.97,
    "company": 0.97,
}
CANDIDATES = 0.99
FALSE_ALARMS = 0.01
#: Queries of each way and kind; names of nobody.
SAMPLE, NOBODY = 60, 400


@pytest.fixture(scope="module")
def index(shared: Path) -> Index:
    assert shared.is_dir()
    return Index.build(un_and_ofac())


@pytest.fixture(scope="module")
def found(index: Index) -> list[retrieval.Found]:
    asked, _ = retrieval.queries(index.listings, seed=1, sample=SAMPLE)
    return list(retrieval.find(index, asked))


@pytest.mark.usefixtures("shared")
def test_imo_numbers_on_both_sides_decide() -> None:
    at = rates(labelled.vessels(numbers=True))
    assert (at.precision, at.recall) == (1.0, 1.0)


@pytest.mark.usefixtures("shared")
def test_look_alike_names_of_ships_do_not_alert() -> None:
    assert rates(labelled.vessels(numbers=False)).false <= LOOK_ALIKES


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("turned", [False, True], ids=["original listed", "Latin listed"])
@pytest.mark.parametrize("section", SCRIPTS)
def test_names_in_other_scripts_are_matched(section: str, turned: bool) -> None:
    rows = labelled.cross_script(turned=turned, sample=250)
    at = rates(labelled.sections(rows)[section])
    assert at.f1 >= SCRIPTS[section], at


@pytest.mark.usefixtures("shared")
def test_persons_of_the_dprk_are_told_apart() -> None:
    at = rates(labelled.dprk())
    assert at.f1 >= DPRK, at


@pytest.mark.parametrize("way", ["typo", "joined", "split"])
@pytest.mark.parametrize("kind", FIRST)
def test_a_mistyped_name_finds_its_entry_first(
    found: list[retrieval.Found], way: str, kind: str
) -> None:
    part = [f for f in found if (f.asked.way, f.asked.kind) == (way, kind)]
    assert len(part) == SAMPLE
    assert retrieval.shares(part)[0] >= FIRST[kind], retrieval.misses(part, 10)


def test_a_mistyped_name_is_among_the_candidates(found: list[retrieval.Found]) -> None:
    assert retrieval.shares(found)[3] >= CANDIDATES, retrieval.misses(found, 20)


def test_names_of_nobody_hardly_alert(index: Index) -> None:
    names = invented.names(20_000, seed=1)
    asked = names[:: len(names) // NOBODY]
    said = [a for a in invented.alarms(index, asked) if a.first is not None and a.first.alert]
    assert len(said) <= FALSE_ALARMS * len(asked), [a.name for a in said]
