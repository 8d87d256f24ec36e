"""Invented press articles of any number: each with new names, so that nothing can be kept of the last.

Nobody and nothing in them exists.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_SYLLABLES = (
    "ka", "lo", "mi", "ren", "dor", "vas", "tel", "une", "shi", "pro", "gan", "bel", "tor", "sen",
)  # fmt: skip
_GOODS = ("rifles", "containers", "tonnes of coal", "barrels of fuel", "crates of parts")
_OPENINGS = (
    "{person}, a spokesman for the {body}, said on Tuesday that {n} {goods} had left {place} for {other}.",
    "The {body} accused {state} of shipping up to {n} {goods} through {place} last year.",
    "Two ships sailed from {place} to {other} in April, according to {person} of the {body}.",
)
_NEXT = (
    "“We counted at least {n} {goods},” {person} told reporters. “Nobody had declared them.”",
    "{state} denied that it had sent {goods} to {other}, its state agency reported.",
    "The {body} warned that more than {n} {goods} may reach {other} by June, citing two diplomats.",
    "{person} urged the {body} to inspect the ship {ship}, which had switched off its transponder near {place}.",
    "The weather at {place} was mild, and the quay was empty except for a few cranes.",
    "Neither the owners of the {ship} nor the {body} answered letters.",
    "“The {ship} will be searched,” said {person}, who had arrived in {other} the day before.",
    "About {n} people were hurt when the {ship} struck the pier at {place} on March 3, officials said.",
)


def articles(number: int, *, paragraphs: int = 10, seed: int = 1) -> Iterator[str]:
    """Yield articles of one headline and so many paragraphs; one seed always gives the same."""
    chance = random.Random(seed)
    for _ in range(number):
        yield _article(chance, paragraphs)


def _article(chance: random.Random, paragraphs: int) -> str:
    names = {
        "person": f"{_name(chance)} {_name(chance)}",
        "body": f"{_name(chance)} Harbour Office",
        "state": _name(chance),
        "place": _name(chance),
        "other": _name(chance),
        "ship": f"{_name(chance)} Star",
    }
    lines = [f"Ship of {names['state']} searched in {names['place']}"]
    for number in range(paragraphs):
        forms = _OPENINGS if number == 0 else _NEXT
        words = chance.choice(forms).format(
            n=chance.randint(3, 9_000), goods=chance.choice(_GOODS), **names
        )
        lines.append(words)
    return "\n".join(lines) + "\n"


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(3, 4))).title()
