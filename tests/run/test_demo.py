"""What the bundled cases must show."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tidewaiter import api
from tidewaiter.run.build import Built


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, ...]:
    return api.demo(tmp_path_factory.mktemp("demo"))


def _table(built: Built, name: str) -> list[dict[str, str]]:
    with (built.folder / "out" / "tables" / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_nothing_of_the_bundled_cases_is_refused(demo: tuple[Built, ...]) -> None:
    assert [built.rejects for built in demo] == [(), ()]


def test_the_record_of_rajin_gives_its_known_figures(demo: tuple[Built, ...]) -> None:
    tallies = {t["title"]: t for t in _table(demo[0], "tallies.csv")}
    osc = next(t for name, t in tallies.items() if "four to six million" in name)
    assert (float(osc["low"]), float(osc["high"]), osc["verdict"]) == (3.2e6, 7.68e6, "fits")
    year = next(
        t for name, t in tallies.items() if "nine million in 2024" in name and "South" not in name
    )
    assert "a part of" in year["sentence"]
    assert "1.2 times" in year["sentence"]
    twelve = next(t for name, t in tallies.items() if "twelve" in name)
    assert twelve["verdict"] == "not comparable"


def test_conversions_of_one_count_are_one_story(demo: tuple[Built, ...]) -> None:
    stories: dict[str, set[str]] = {}
    claims = {c["number"]: c["content"] for c in _table(demo[0], "claims.csv")}
    for row in _table(demo[0], "stories.csv"):
        stories.setdefault(row["story_id"], set()).add(claims[row["claim"]])
    shin = next(s for s in stories.values() if any("5,000 containers" in c for c in s))
    assert any("two million rounds" in c for c in shin)


def test_no_rule_for_designated_or_dprk_ships_fires_on_rajin(demo: tuple[Built, ...]) -> None:
    page = demo[0].dossier.read_text(encoding="utf-8")
    applied, _, considered = page[page.index("<h4>Provisions applied</h4>") :].partition(
        "<h4>Considered and not applied</h4>"
    )
    considered = considered[: considered.index("<h2")]
    assert "1718" in applied
    for resolution in ("2397", "2321"):
        assert resolution not in applied
        assert resolution in considered
    assert "no breach of it" in page


def test_the_dark_call_of_the_exercise_is_possible_at_birch_alone(demo: tuple[Built, ...]) -> None:
    events = _table(demo[1], "events.csv")
    dark = next(e for e in events if e["kind"] == "gap" and e["name"] == "TERN HARBOUR")
    assert "It could have called at Birch." in dark["sentence"]
    heard = next(e for e in events if e["kind"] == "gap" and e["name"] == "PLOVER BANK")
    assert "could have called" not in heard["sentence"]
    rows = [v for v in _table(demo[1], "vessels.csv") if v["name"] == "Tern Harbour"]
    assert [v["entry"] for v in rows] == ["EXe.002", "EXe.001"]
    assert "names it as owner" in rows[1]["reasons"]


def test_what_is_synthetic_says_so_on_page_and_print(demo: tuple[Built, ...]) -> None:
    pages = [built.dossier.read_text(encoding="utf-8") for built in demo]
    assert "SYNTHETIC" not in pages[0]
    assert pages[1].count("SYNTHETIC") > 5
    for name in (demo[1].folder / "out" / "tables").iterdir():
        assert all(row["stamp"] == "SYNTHETIC" for row in _table(demo[1], name.name))


@pytest.mark.parametrize("which", [0, 1])
def test_the_page_loads_nothing_and_every_link_has_its_place(
    demo: tuple[Built, ...], which: int
) -> None:
    page = demo[which].dossier.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?\s*(?:https?:|//|file:)", page)
    assert "<script" not in page
    assert " style=" not in page
    places = set(re.findall(r'\bid="([^"]+)"', page))
    assert len(places) == len(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= places
    assert len(page) < 500_000


def test_the_page_reads_in_a_browser(demo: tuple[Built, ...], browser: object) -> None:
    for built in demo:
        for width in (1280, 768, 390):
            page = browser.new_page(viewport={"width": width, "height": 900})  # type: ignore[attr-defined]
            said: list[str] = []
            asked: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(Path(built.dossier).resolve().as_uri())
            assert said == []
            assert len(asked) == 1
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.close()


def test_a_second_run_of_the_demo_adds_nothing(demo: tuple[Built, ...]) -> None:
    again = api.demo(demo[0].folder.parent)
    assert [built.added for built in again] == [0, 0]
