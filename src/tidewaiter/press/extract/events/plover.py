"""PLOVER codes for claims, for those who work with event data.

The types are those of the PLOVER codebook as POLECAT uses it (2023; sixteen types): AGREE,
CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST,
SANCTION, MOBILIZE, COERCE, ASSAULT. The manual of 2018 has YIELD where this one has CONCEDE and
RETREAT. ``data/plover.toml`` holds the table.

The ontologies do not meet everywhere:

* PLOVER codes what one actor does to another and drops plain statements; a claim is a statement
  *about* what happened. So a claim has two codes: that of its content (``event``), which is only
  as true as the claim, and that of saying it (``speech``: accusing is ACCUSE, demanding REQUEST).
* ``vessel``, ``statement``, ``policy`` and most of ``appointment`` have no counterpart: no code.
* ``transfer`` is AID or COOPERATE only where one party and a state that receives are named;
  oil that "changed hands" has no code.
* ``agreement`` is SUPPORT where something is signed (PLOVER keeps AGREE for promises);
  insurance, leases and terms have no code.
* ``sanction`` joins what PLOVER parts into SANCTION (cooperation cut) and COERCE (bans at home);
  all is SANCTION here.
* REJECT, THREATEN and PROTEST stay unused: a denial rejects no proposal, and whether a warning
  is a threat the words alone do not show.
* What is said *not* to have happened has no event code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from tidewaiter.model.claims import Act, Claim, EventType, Polarity, Role
from tidewaiter.press.extract.events.actors import actor


@dataclass(frozen=True, slots=True)
class Plover:
    """The codes of a claim; None where PLOVER has none.

    Attributes:
        event: Type of what is claimed ("COERCE").
        mode: Its mode ("arrest").
        speech: Type of the claim as an act between speaker and accused or urged ("ACCUSE").
        speech_mode: Its mode ("allege").
    """

    event: str | None
    mode: str | None
    speech: str | None
    speech_mode: str | None


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    code: str
    words: tuple[str, ...]
    needs: frozenset[str]
    state: frozenset[str]


def plover(claim: Claim) -> Plover:
    """Return the PLOVER codes of a claim."""
    return code(
        claim.event.type, claim.act, claim.polarity, claim.event.roles, words=claim.content.text
    )


def code(
    kind: EventType, act: Act, polarity: Polarity, roles: Iterable[Role] = (), *, words: str = ""
) -> Plover:
    """Return the PLOVER codes of an event that is claimed.

    Args:
        kind: Type of event.
        act: What the speaker does.
        polarity: ``negative`` where it is said not to have happened.
        roles: The event's participants.
        words: The content's words, for modes.

    >>> code("inspection", "say", "positive", words="Police arrested the master")
    Plover(event='COERCE', mode='arrest', speech=None, speech_mode=None)
    >>> code("vessel", "accuse", "positive").event, code("vessel", "accuse", "positive").speech
    (None, 'ACCUSE')
    """
    filled = {role.role: role for role in roles}
    event = None
    if polarity == "positive":
        event = next((r.code for r in _rules() if _fits(r, kind, filled, words)), None)
    return Plover(*_parts(event), *_parts(_speech().get(act)))


def _fits(rule: _Rule, kind: str, filled: dict[Any, Role], words: str) -> bool:
    if rule.kind != kind or not rule.needs <= filled.keys():
        return False
    if rule.state and not any(
        name in filled and actor(filled[name].name).country is not None for name in rule.state
    ):
        return False
    return not rule.words or _pattern(rule.words).search(words) is not None


@cache
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)


def _parts(code: str | None) -> tuple[str | None, str | None]:
    if code is None:
        return None, None
    kind, _, mode = code.partition("/")
    return kind, mode or None


@cache
def _table() -> dict[str, Any]:
    text = (files("tidewaiter.press.extract") / "data" / "plover.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _speech() -> dict[str, str]:
    return cast("dict[str, str]", _table()["speech"])


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            rule["kind"],
            rule["code"],
            tuple(rule.get("words", ())),
            frozenset(rule.get("needs", ())),
            frozenset(rule.get("state", ())),
        )
        for rule in _table()["rules"]
    )
