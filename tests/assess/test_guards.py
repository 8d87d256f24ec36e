from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.assess.evidence_builders import PACK, found, judged, pack, say
from tests.builders import claim, party, sighting

from tidewaiter.assess.evidence import Record, of_claim, of_sighting
from tidewaiter.assess.guards import WITHHELD, located
from tidewaiter.model.claims import Quantity
from tidewaiter.model.evidence import Locator
from tidewaiter.model.findings import NotApplied, Passage


def _with(record: Record, text: str) -> Record:
    return replace(record, passages=(Passage("d1.txt", Locator("d1", "chars", 0, 9), text, ""),))


def test_a_record_with_a_figure_and_no_place_is_put_aside() -> None:
    bare = of_claim(claim("c1", text="ships carried 12 crates"), "s")
    good, aside = located([bare])
    assert good == []
    assert aside[0].why.startswith("no place in a captured file is known for its figures")
    assert located([_with(bare, "ships carried 12 crates")])[0] != []


def test_a_look_without_its_row_is_put_aside() -> None:
    look = of_sighting(sighting("Birch", datetime(2024, 1, 1, tzinfo=UTC)))
    assert len(located([look])[1]) == 1


def test_a_claim_whose_words_do_not_stand_at_its_place_is_put_aside() -> None:
    record = of_claim(claim("c1", text="ships carried 12 crates"), "s")
    assert (
        "do not stand at its place"
        in located([_with(record, "ships carried 21 crates")])[1][0].why
    )


def test_a_figure_that_does_not_stand_in_the_sentence_is_put_aside() -> None:
    made = claim("c1", text="ships carried 12 crates")
    made = replace(made, quantities=(Quantity("21", 0, 2, 21, 21, 21, "crates", None),))
    record = _with(of_claim(made, "s"), "ships carried 12 crates")
    assert "its figure '21' does not stand" in located([record])[1][0].why


def test_a_long_passage_that_is_shown_cut_is_still_its_claim() -> None:
    long = "crates " * 300
    record = _with(of_claim(claim("c1", text=long), "s"), f"{long[:1200]}…")
    assert located([record])[1] == []


def _titled(name: str) -> str:
    return PACK.replace('title = "Crates"', f'title = "Crates of {name}"').replace(
        'claim = "crates were moved"', f'claim = "{name} moved crates"'
    )


def _cited(name: str) -> Record:
    """A claim that names somebody who neither speaks nor acts in it: words were carried by them."""
    record = say("A", "s1")
    made = replace(record.record, via=(party(name, "person"),))  # type: ignore[type-var]
    return replace(record, record=made)


def test_a_person_without_an_act_is_not_named() -> None:
    made = found([_cited("Ann Example")], pack(_titled("Ann Example")))
    own = [made.title, *(s.sentence for s in made.statements)]
    assert not any("Ann Example" in text for text in own)
    assert made.title == f"Crates of {WITHHELD}"


def test_a_person_who_acts_or_speaks_is_named() -> None:
    acting = replace(say("B", "s2", roles=[("agent", "Ann Example")]), ref="acts")
    made = found([_cited("Ann Example"), acting], pack(_titled("Ann Example")))
    assert made.title == "Crates of Ann Example"


def test_a_rule_that_is_not_applied_names_nobody_either() -> None:
    silent = replace(_cited("Ann Example"), kind="other")
    made = judged([silent], pack(_titled("Ann Example")))
    assert isinstance(made, NotApplied)
    assert made.title == f"Crates of {WITHHELD}"
