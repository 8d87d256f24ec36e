"""How strongly a query and an entry agree: name, numbers, and what qualifies them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tidewaiter.link.query import Query
from tidewaiter.model.listings import Identifier, ListedName, Listing, Reason, Schema
from tidewaiter.names.clean import fold
from tidewaiter.names.compare import Likeness

#: What agreement in a number is worth by itself. A name may add to it.
_AGREES = {
    "imoNumber": 0.98, "passportNumber": 0.95, "leiCode": 0.98, "innCode": 0.95, "ogrnCode": 0.95,
    "uscCode": 0.95, "idNumber": 0.93, "registrationNumber": 0.93, "taxNumber": 0.93, "mmsi": 0.93,
    "callSign": 0.88, "swiftBic": 0.93,
}  # fmt: skip
#: A number that fails its own check, yet is the same on both sides.
_AGREES_INVALID = 0.86
_LABELS = {
    "imoNumber": "IMO number", "mmsi": "MMSI", "callSign": "call sign", "passportNumber": "passport number",
    "idNumber": "identity number", "registrationNumber": "registration number", "taxNumber": "tax number",
    "swiftBic": "SWIFT code", "innCode": "INN", "ogrnCode": "OGRN", "leiCode": "LEI", "uscCode": "USC code",
}  # fmt: skip
#: Most that a name is worth by the list's own word on it.
_MOST = {"name": 1.0, "alias": 1.0, "previousName": 0.98, "weakAlias": 0.93}
#: And most that a weak alias is worth against a name with other words beside it.
_WEAK_IN_PART = 0.8
#: Share that counts of a name that was compared without what it has in brackets.
_IN_PART = 0.99
_ALIAS_WORDS = {
    "name": "the listed name",
    "alias": "a listed alias",
    "previousName": "a former name",
    "weakAlias": "a weak alias, by the list's own word",
}
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """The thresholds of a screening; all are scores 0…1, or what is taken off one.

    Attributes:
        alert_at: From here on a match is worth a look.
        other_hull: Most that is left of a match whose valid IMO numbers differ.
        country_differs: Taken off where all known countries differ; of a ship only a third, since
            ships change flag.
        dates_differ: Taken off where no birth year lies within a year of another.
    """

    alert_at: float = 0.85
    other_hull: float = 0.5
    country_differs: float = 0.1
    dates_differ: float = 0.15


class NameFound(NamedTuple):
    """The name of an entry that came nearest to a name of the query, and how near.

    Attributes:
        asked: The name asked.
        listed: The name of the entry.
        likeness: How alike they are.
        plain: How alike the letters are as written, 0…100: orders what scores alike.
        whole: Whether both were compared as printed, and not without what stands in brackets.
        at: Which name of the entry.
    """

    asked: str
    listed: ListedName
    likeness: Likeness
    plain: float
    whole: bool
    at: int

    @property
    def score(self) -> float:
        """The likeness, less what the list's own doubt about the name takes away."""
        part = 1.0 if self.whole else _IN_PART
        most = _MOST[self.listed.kind]
        if self.listed.kind == "weakAlias" and self.likeness.left_out:
            most = _WEAK_IN_PART
        return min(self.likeness.score * part, most)

    @property
    def rank(self) -> tuple[float, float]:
        """What makes one name of an entry nearer than another."""
        return self.score, self.plain


def grade(
    query: Query,
    listing: Listing,
    name: NameFound | None,
    settings: Settings,
    *,
    told: bool = True,
) -> tuple[float, tuple[Reason, ...]]:
    """Grade a query against an entry.

    Args:
        query: What is asked.
        listing: The entry.
        name: Its name that came nearest; None if no name did, or none was asked.
        settings: Thresholds.
        told: Put what the names have in common into words.

    Returns:
        The score, and what it is made of.
    """
    reasons: list[Reason] = []
    score = 0.0
    same = list(_same_numbers(query.identifiers, listing.identifiers))
    if same:
        number, worth = max(same, key=lambda s: s[1])
        label = _LABELS.get(number.scheme, number.scheme)
        doubt = "; it fails its check digit on both sides" if number.valid is False else ""
        reasons.append(
            Reason(worth, f"The {label} is the same{doubt}.", number.value, number.value)
        )
        score = worth
    if name is not None:
        score = _add_name(name, score, settings, reasons, told)
    elif same and query.name:
        primary = listing.names[0]
        reasons.append(
            Reason(
                0.0,
                "The names do not agree: a former name, or a number in the wrong place.",
                query.name,
                primary.line,
            )
        )
    for step in (_numbers_against, _countries, _dates):
        before = score
        found = step(query, listing, score, settings)
        score = max(0.0, min(1.0, score + found[0])) if found else score
        if found:
            reasons.append(Reason(round(score - before, 4), *found[1:]))
    return round(score, 4), tuple(sorted(reasons, key=lambda r: -abs(r.points)))


def _add_name(
    name: NameFound, score: float, settings: Settings, reasons: list[Reason], told: bool
) -> float:
    worth = name.score
    letters = fold(name.asked).replace(" ", "")
    note = ""
    if len(letters) < _SHORT and worth >= settings.alert_at:
        worth = settings.alert_at - 0.01
        note = " A name this short proves nothing by itself."
    gained = max(worth - score, 0.0) if not score else (1 - score) * worth * 0.5
    sentence = _told(name) + note if told else ""
    reasons.append(Reason(round(gained, 4), sentence, name.asked, name.listed.line))
    return score + round(gained, 4)


def _told(name: NameFound) -> str:
    found = name.likeness
    words = [
        f"{p.ours} ~ {p.theirs} ({p.how}, {p.score:.2f})" if p.how else p.ours for p in found.pairs
    ]
    told = f"Compared with {_ALIAS_WORDS[name.listed.kind]}: {found.change}"
    if any(p.how for p in found.pairs) or found.ours or found.theirs:
        if words:
            told += f"; words that agree: {', '.join(words)}"
        if found.ours:
            told += f"; only asked: {' '.join(found.ours)}"
        if found.theirs:
            told += f"; only listed: {' '.join(found.theirs)}"
    return f"{told}."


def _same_numbers(
    asked: Iterable[Identifier], listed: Iterable[Identifier]
) -> Iterable[tuple[Identifier, float]]:
    known = {(n.scheme, n.value): n for n in listed}
    for number in asked:
        found = known.get((number.scheme, number.value))
        if found is not None:
            worth = _AGREES.get(number.scheme, 0.9)
            yield found, (_AGREES_INVALID if found.valid is False else worth)


Step = tuple[float, str, str, str] | None


def _numbers_against(query: Query, listing: Listing, score: float, settings: Settings) -> Step:
    """Weigh IMO numbers that differ: two hulls, or a slip of the pen."""
    mine = [n for n in query.identifiers if n.scheme == "imoNumber"]
    theirs = [n for n in listing.identifiers if n.scheme == "imoNumber"]
    if not mine or not theirs or {n.value for n in mine} & {n.value for n in theirs}:
        return None
    one, other = mine[0], theirs[0]
    near = next(((a, b) for a in mine for b in theirs if one_digit_off(a.value, b.value)), None)
    if near is not None:
        one, other = near
    if one.valid and other.valid:
        slip = "; they differ in one digit, and both pass their check" if near else ""
        said = f"Both IMO numbers are valid and they differ{slip}: two hulls of one name."
        return min(0.0, settings.other_hull - score), said, one.value, other.value
    wrong = "the one asked" if not one.valid else "the listed one"
    if near is not None:
        said = f"The IMO numbers differ in one digit, and {wrong} fails its check digit: a slip, most likely."
        return (0.6 - score if score < 0.6 else 0.02), said, one.value, other.value
    said = f"The IMO numbers differ, but {wrong} fails its check digit, so that they contradict nothing."
    return -0.03, said, one.value, other.value


def one_digit_off(a: str, b: str) -> bool:
    """Say whether two numbers of one length differ in one digit, or in two neighbours changed about.

    >>> one_digit_off("9179842", "9179842"), one_digit_off("9179842", "9179824")
    (False, True)
    """
    if len(a) != len(b) or a == b:
        return False
    off = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    turned = (
        len(off) == 2
        and off[1] == off[0] + 1
        and a[off[0]] == b[off[1]]
        and a[off[1]] == b[off[0]]
    )
    return len(off) == 1 or turned


def near_numbers(number: str) -> set[str]:
    """Return the numbers one digit off."""
    found = {
        number[:i] + digit + number[i + 1 :] for i in range(len(number)) for digit in "0123456789"
    }
    found |= {
        number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(len(number) - 1)
    }
    return found - {number}


def _countries(query: Query, listing: Listing, score: float, settings: Settings) -> Step:
    if not query.countries or not listing.countries or not score:
        return None
    mine, theirs = " ".join(query.countries), " ".join(listing.countries)
    if set(query.countries) & set(listing.countries):
        return min(0.02, max(0.0, 0.99 - score)), "A country agrees.", mine, theirs
    if listing.schema == "Vessel":
        said = "The flags and countries differ; ships change flag."
        return -settings.country_differs / 3, said, mine, theirs
    return -settings.country_differs, "No country agrees.", mine, theirs


def _dates(query: Query, listing: Listing, score: float, settings: Settings) -> Step:
    kinds: Mapping[Schema, tuple[str, str]] = {
        "Person": ("birthDate", "year of birth"),
        "Vessel": ("buildDate", "year of building"),
        "Company": ("incorporationDate", "year of founding"),
    }
    name, label = kinds.get(listing.schema, ("", ""))
    listed = listing.values(name)
    mine, theirs = _years(query.dates), _years(listed)
    if not mine or not theirs or not score:
        return None
    shown = ", ".join(query.dates), ", ".join(listed)
    if any(abs(a - b) <= 1 for a in mine for b in theirs):
        return min(0.02, max(0.0, 0.99 - score)), f"The {label} agrees.", *shown
    if any(p.note for p in listing.properties if p.name == name):
        return None  # a range, or about that time: it contradicts nothing
    return -settings.dates_differ, f"No {label} agrees.", *shown


def _years(dates: Iterable[str]) -> list[int]:
    return [int(d[:4]) for d in dates if d[:4].isdigit()]
