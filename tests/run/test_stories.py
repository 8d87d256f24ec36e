"""Circular reporting in cases read by the real reader, and decisions that a build applies."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tidewaiter import api
from tidewaiter.errors import CaseError
from tidewaiter.run.stories import Told, judged

DAY = date(2031, 3, 4)
OUTLETS = (
    "Gull Gazette", "Tern Times", "Heron Herald", "Plover Post", "Kite Courier", "Crane Chronicle", "Egret Echo",
    "Stork Standard", "Ibis Independent", "Osprey Observer", "Petrel Press", "Puffin Paper",
)  # fmt: skip
#: What an outlet writes of the one that it has it from, in as many ways as there are outlets.
WRITTEN = (
    "The Tern Harbour took on about 180 containers at Birch, according to {source}.",
    "About 180 containers were loaded on the Tern Harbour at Birch, {source} reported.",
    "{source} said that the Tern Harbour had loaded some 180 containers at Birch on 2 March.",
    "The Tern Harbour picked up 180 containers in Birch on 2 March, {source} wrote.",
    "At Birch the Tern Harbour loaded about 180 containers, the {source} said, citing {agency}.",
    "According to {source}, the Tern Harbour had taken on 180 containers at Birch.",
    "The ship loaded containers at Birch, {source} reported, citing {agency}.",
    "{source}, citing {agency}, reported that the Tern Harbour loaded nearly 200 containers at Birch.",
    '"The Tern Harbour loaded about 180 containers at Birch", {source} wrote.',
    "The Tern Harbour loaded 180 containers at Birch on 2 March, {agency} said, as quoted by {source}.",
    "Roughly 180 containers were loaded on a cargo ship at Birch, {source} said on Wednesday.",
    "{source} reported that the Tern Harbour had shipped about 180 containers from Birch.",
)  # fmt: skip


def _case(folder: Path, agency: str, outlets: tuple[str, ...] = OUTLETS) -> Path:
    """Lay out a chain: the first has it from the agency, each other from the one before it."""
    if not folder.exists():
        api.new(folder)
        (folder / "case.toml").write_text('title = "Echoes"\n')
    settings = [(folder / "case.toml").read_text()]
    for n, outlet in enumerate(outlets):
        path = f"documents/{agency}-{n:02d}.txt".replace(" ", "-")
        text = WRITTEN[n].format(source=agency if n == 0 else outlets[n - 1], agency=agency)
        (folder / path).write_text(f"A ship at Birch\n\n{text}\n")
        day = DAY + timedelta(days=n // 3)
        settings.append(
            f'[[document]]\npath = "{path}"\npublisher = "{outlet}"\npublished = {day}\n'
        )
    (folder / "case.toml").write_text("\n".join(settings))
    return folder


def _told(case: Path) -> Told:
    api.build(case)
    return api.stories(case)


def test_twelve_articles_that_cite_one_another_and_one_agency_are_one_line(tmp_path: Path) -> None:
    told = _told(_case(tmp_path / "case", "Seabird Agency"))
    assert len({claim.document.id for claim in told.claims.values()}) == 12
    assert len(told.origins.stories) == told.origins.fewest == 1
    assert set(told.outlets(told.origins.stories[0])) == set(OUTLETS)


def test_two_agencies_with_separate_sources_are_two(tmp_path: Path) -> None:
    case = _case(tmp_path / "case", "Seabird Agency", OUTLETS[:6])
    told = _told(_case(case, "Anchor Agency", OUTLETS[6:]))
    stories = told.origins.stories
    assert len(stories) == 2
    assert [set(told.outlets(story)) for story in stories] in (
        [set(OUTLETS[:6]), set(OUTLETS[6:])], [set(OUTLETS[6:]), set(OUTLETS[:6])],
    )  # fmt: skip


ARTICLE = """Two accounts

The harbour office said that the Tern Harbour carried 40 containers from Alder on 2 March 2031.

Pilot Osk Varrel said that the Tern Harbour took on crates at Birch.
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "a.txt").write_text(ARTICLE)
    (folder / "claims.csv").write_text(
        "id,document,quote,speaker,event\n"
        "F1,documents/a.txt,the Tern Harbour carried 40 containers from Alder,Harbour Office,transfer\n"
        "F2,documents/a.txt,the Tern Harbour took on crates at Birch,Osk Varrel,transfer\n"
    )
    api.build(folder)
    return folder


def test_a_decision_is_applied_by_the_next_build_and_lifted_by_a_withdrawal(case: Path) -> None:
    assert len(api.stories(case).origins.stories) == 2
    api.judge_joined(case, "F1", "F2", by="A. Analyst", why="The pilot is their source.")
    assert len(api.stories(case).origins.stories) == 2
    assert len(judged(case).stories) == 1
    (story,) = _told(case).origins.stories
    assert [(edge.kind, edge.by) for edge in story.edges] == [("judgement", "A. Analyst")]
    assert api.verify(case).broken is None
    api.withdraw_decisions(case, [1], by="A. Analyst", why="He is not.")
    assert len(_told(case).origins.stories) == 2


def test_what_was_known_at_a_moment_is_shown(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime(2099, 1, 1, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(later.timestamp())))
    api.judge_joined(case, "F1", "F2", by="A", why="B.")
    api.build(case)
    before = api.stories(case, at=later - timedelta(days=1)).origins.stories
    assert (len(before), len(api.stories(case, at=later).origins.stories)) == (2, 1)
    with pytest.raises(CaseError, match="held no claim yet"):
        api.stories(case, at=datetime(2001, 1, 1, tzinfo=UTC))


def test_a_split_that_another_way_undoes_says_so(tmp_path: Path) -> None:
    case = _case(tmp_path / "case", "Seabird Agency", OUTLETS[:3])
    told = _told(case)
    one, two, three = told.origins.stories[0].claim_ids[:3]
    made = api.judge_split(case, one, [two], by="A", why="B.")
    (said,) = api.still_joined(case, made)
    assert f"still of one origin by way of {told.names.shown(three)}" in said
    alone = api.judge_split(case, one, by="A", why="B.")
    assert api.still_joined(case, alone) == []


def test_stories_need_a_build(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="build the case first"):
        api.stories(api.new(tmp_path / "case"))
