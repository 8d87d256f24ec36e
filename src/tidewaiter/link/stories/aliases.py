"""Ways of writing one name: folded, a country by its code, initials where they can mean one name only."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from tidewaiter.link.stories.words import words
from tidewaiter.model.claims import Claim
from tidewaiter.names.clean import fold
from tidewaiter.names.countries import country

_INITIALS = range(3, 7)


class Aliases:
    """Keys under which the names of a case are compared. Nothing is guessed by likeness.

    Initials of three to six capitals stand for a longer name of the same case if they are those of
    exactly one; with two such names they stand for themselves.

    >>> known = Aliases(["KCNA", "Korean Central News Agency", "the DPRK", "North Korea"])
    >>> known.key("KCNA") == known.key("Korean Central News Agency")
    True
    >>> known.key("the DPRK") == known.key("North Korea")
    True
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._shown: dict[str, str] = {}
        long: dict[str, set[str]] = {}
        known = sorted(set(names))
        for name in known:
            for initials in _initials(name):
                long.setdefault(initials, set()).add(_plain(name))
        self._short = {
            _plain(name): next(iter(long[name]))
            for name in known
            if name.isupper() and name.isalpha() and len(long.get(name, ())) == 1
        }
        for name in known:
            shown = self._shown.setdefault(self.key(name), name)
            if len(name) > len(shown):
                self._shown[self.key(name)] = name

    def key(self, name: str) -> str:
        """Return the key of a name; two names with one key are one."""
        code = country(_without_article(name))
        if code is not None:
            return f"country {code}"
        plain = _plain(name)
        return self._short.get(plain, plain)

    def shown(self, key: str) -> str:
        """Return the longest of the names of a key."""
        return self._shown.get(key, key)


def aliases_of(claims: Iterable[Claim]) -> Aliases:
    """Return the names in claims: who speaks, who carried it, whom they cite, who printed it.

    Args:
        claims: In any order.
    """
    told = list(claims)
    speakers = [(c.speaker,) if c.speaker else () for c in told]
    parties = chain(*speakers, *(c.via for c in told), *(c.cites for c in told))
    outlets = (c.document.publisher for c in told if c.document.publisher)
    return Aliases([*(p.name for p in parties), *outlets])


def is_state(key: str) -> bool:
    """Say whether a key is that of a country, for which many speak.

    >>> is_state(Aliases(["DPRK"]).key("DPRK")), is_state("seabird wire")
    (True, False)
    """
    return key.startswith("country ")


def is_name(text: str) -> bool:
    """Say whether words are a name and no description.

    >>> is_name("Port of Alder"), is_name("port authority"), is_name("조선중앙통신")
    (True, False, True)
    """
    return any(c.isupper() for c in text) or not any(c.islower() for c in text)


def _plain(name: str) -> str:
    return fold(_without_article(name))


def _without_article(name: str) -> str:
    return name[4:] if name[:4].casefold() == "the " else name


def _initials(name: str) -> set[str]:
    parts = _plain(name).split()
    telling = [word for word in parts if word not in words("small")]
    made = {"".join(word[0] for word in some).upper() for some in (parts, telling)}
    return {initials for initials in made if len(initials) in _INITIALS}
