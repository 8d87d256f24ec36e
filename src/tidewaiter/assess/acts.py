"""What a claim says was done, finer than its type of event, as far as its words tell.

The contract of claims has one type for a voyage, a change of flag and a transponder that is switched
off, and one for goods that are sold, paid for and moved. A denial of the one is no denial of another.
"""

from __future__ import annotations

import re

from tidewaiter.model.claims import Claim

#: In these types of event one thing is done, whatever the words.
_ONE = frozenset({"deployment", "casualty", "attack"})
_SHIPS = {
    "transport": r"shipp\w+|shipments?|carr(?:y|ies|ied|ying)|deliver\w*|(?:un|off)?load\w*|mov(?:e|es|ed|ing)|"
    r"transport(?:s|ed|ing)?|transfer\w*|sen[dt]\w*|suppl(?:y|ies|ied|ying)|go(?:es|ne|ing)?|went|voyages?|"
    r"sail(?!\w* under)\w*|call(?:s|ed|ing)?|dock(?:s|ed|ing)?|moor\w*|berth\w*|anchor\w*|arriv\w*|left|"
    r"leav\w+|depart\w*|cross\w*|visit\w*|enter\w*",
    "trade": r"buy\w*|bought|sell\w*|sold|sales?|purchas\w*|trad\w+|order(?:ed|ing)",
    "payment": r"pay(?:s|ing|ments?)?|paid|cash|money|remitt\w+",
    "registration": r"(?:de|re|un)?-?regist\w+",
    "flag or name": r"(?:re)?-?flag\w*|re-?nam\w+|names?",
    "transponder": r"transponders?|ais|went dark|go(?:es|ne|ing) dark|switched off",
}
_CHECKS = {
    "inspection": r"inspect\w*|search\w*|board\w*|examin\w*|check\w*",
    "holding": r"seiz\w*|detain\w*|detention|h[eo]ld\w*|arrest\w*|impound\w*|intercept\w*",
    "release": r"releas\w*|fre(?:e|ed|eing)|let go",
}
_WORDS = {
    kind: {act: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for act, words in table.items()}
    for kind, table in (("transfer", _SHIPS), ("vessel", _SHIPS), ("inspection", _CHECKS))
}
#: Types of event that an act can be told of.
KINDS = _ONE | frozenset(_WORDS)


def acts(claim: Claim) -> frozenset[str]:
    """Return what a claim says was done; empty where its type and words do not tell."""
    kind = claim.event.type
    if kind in _ONE:
        return frozenset({kind})
    table = _WORDS.get(kind, {})
    return frozenset(act for act, words in table.items() if words.search(claim.content.text))
