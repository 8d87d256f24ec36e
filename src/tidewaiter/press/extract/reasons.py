"""Why a field of a claim has its value: a code for each way of finding it.

``data/reasons.toml`` says each code in words; ``data/confidence.toml`` holds how often a field
found that way was right on the development articles (written by ``benchmarks/calibrate.py``).
A reader of the claim is shown both, and the review queue puts the doubtful first.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from tidewaiter.model.claims import Confidence


@dataclass(slots=True)
class Reasons:
    """Collects, for one claim, which way each field was found; the last word counts."""

    codes: dict[str, str] = field(default_factory=dict)

    def say(self, name: str, code: str) -> None:
        """Note that the field ``name`` was found the way that ``code`` stands for.

        >>> reasons = Reasons()
        >>> reasons.say("speaker", "pronoun")
        >>> reasons.codes
        {'speaker': 'pronoun'}
        """
        self.codes[name] = code

    def confidence(self) -> tuple[Confidence, ...]:
        """Return each measured field with its score and its reason in words, in the order found."""
        measured = _table("confidence.toml")
        return tuple(_confidence(*found) for found in self.codes.items() if found[0] in measured)


@lru_cache(maxsize=1024)
def _confidence(name: str, code: str) -> Confidence:
    return Confidence(name, _score(name, code), code, _words(name, code))


def _score(name: str, code: str) -> float:
    """Share of right values, one more right and one more wrong than seen: few cases stay modest.

    A way that no development article took has the share of its field.
    """
    ways = _table("confidence.toml")[name]
    right, seen = ways.get(code) or map(sum, zip(*ways.values(), strict=True))
    return min(0.99, round((int(right) + 1) / (int(seen) + 2), 2))


def _words(name: str, code: str) -> str:
    return str(_table("reasons.toml").get(name, {}).get(code, code))


@cache
def _table(name: str) -> dict[str, dict[str, tuple[int, int]]]:
    file = files("tidewaiter.press.extract") / "data" / name
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
