"""Who sits in which body, by the settings of a case."""

from __future__ import annotations

import shutil
from pathlib import Path

import tidewaiter
from tidewaiter import api
from tidewaiter.run.config import Case
from tidewaiter.run.members import members_of
from tidewaiter.run.stories import judged

RAJIN = Path(tidewaiter.__file__).parent / "cases" / "rajin"
TEAM = "Multilateral Sanctions Monitoring Team"


def test_members_are_sources_and_all_who_speak_for_a_body() -> None:
    case = Case.model_validate(
        {
            "title": "t",
            "source": [
                {"name": "Team", "members": ["Alder", "Birch Office"]},
                {"name": "Alder Ministry", "of": "alder"},
                {"name": "Alder Agency", "of": ["Alder", "Cedar"]},
                {"name": "Cedar Office", "of": "Cedar"},
            ],
        }
    )
    assert members_of(case) == {
        "Team": ("Alder", "Birch Office", "Alder Ministry", "Alder Agency")
    }


def test_membership_is_a_doubt_in_a_build_and_in_what_the_next_build_will_find(
    tmp_path: Path,
) -> None:
    case = tmp_path / "rajin"
    shutil.copytree(RAJIN, case)
    settings = (case / "case.toml").read_text(encoding="utf-8")
    named = f'name = "{TEAM}"\n'
    assert named in settings
    line = 'members = ["United States government", "South Korea"]\n'
    (case / "case.toml").write_text(settings.replace(named, named + line), encoding="utf-8")
    api.build(case)
    made = api.stories(case).origins
    doubts = [e for e in made.doubtful if e.kind == "member"]
    assert doubts
    assert all(TEAM in e.reason for e in doubts)
    assert len(made.stories) == 13
    assert judged(case).fewest == made.fewest
