"""Every way of finding that is measured has words for the analyst."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def test_every_measured_way_has_words() -> None:
    data = files("tidewaiter.press.extract") / "data"
    words, scores = (
        tomllib.loads((data / name).read_text("utf-8"))
        for name in ("reasons.toml", "confidence.toml")
    )
    ways = {(field, code) for field, codes in scores.items() for code in codes}
    assert ways - {(field, code) for field, codes in words.items() for code in codes} == set()
