"""Words of claims: runs that two texts have in common, and words that say what a figure is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from tidewaiter.model.claims import Claim
from tidewaiter.names.clean import fold

#: Content words in a row that two texts do not share by chance, if no more than half of them are names
#: and numbers: these two accounts of one event have in common anyway.
RUN = 8
#: The same within quotation marks, where somebody vouches for the wording.
QUOTED_RUN = 5
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]+)[”\"»]")


@cache
def words(heading: str) -> frozenset[str]:
    """Return the words of a heading of ``data/words.toml``."""
    file = resources.files("tidewaiter.link.stories") / "data" / "words.toml"
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))[heading])


def speaks_of(claim: Claim, heading: str, *, around: bool = False) -> bool:
    """Say whether a claim uses one of the words of a heading.

    Args:
        claim: The claim.
        heading: Of ``data/words.toml``.
        around: Look in the whole sentence, not in the content alone.
    """
    span = claim.sentence if around else claim.content
    text = f" {fold(span.text)} "
    return any(f" {phrase} " in text for phrase in words(heading))


def runs(claim: Claim) -> Iterator[tuple[str, ...]]:
    """Yield the runs of content words of a claim, and the shorter ones of what it quotes directly."""
    yield from _runs(claim.content.text, RUN)
    for quoted in _QUOTED.finditer(claim.sentence.text):
        start = claim.sentence.start + quoted.start(1)
        end = claim.sentence.start + quoted.end(1)
        if start < claim.content.end and end > claim.content.start:
            yield from _runs(quoted.group(1), QUOTED_RUN)


def _runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    plain = fold(text)
    if any(phrase in plain for phrase in words("boilerplate")):
        return
    parted = ((fold(word), word[0].islower()) for word in _WORD.findall(text))
    kept = [(word, telling) for word, telling in parted if word not in words("stop")]
    for i in range(len(kept) - length + 1):
        run = kept[i : i + length]
        if sum(telling for _, telling in run) * 2 >= length:
            yield tuple(word for word, _ in run)
