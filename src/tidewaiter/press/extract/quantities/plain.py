"""A text as words and figures, without quotation marks and runs of white space, with the way back.

What reads numbers reads these tokens: a line wrap or another style of quotation marks cannot
change what it finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["figure", "word", "mark", "code", "void"]

_QUOTES = frozenset("\"“”„‟«»‹›‘’‚‛'`")
_LONGEST = 24  # characters of a figure; longer ones are serial numbers
_APOSTROPHES = frozenset("'’")
_SAME = {"‐": "-", "‑": "-", "‒": "–", "−": "-", "’": "'"}
#: What is not read as it stands: quotation marks, dashes, and white space but for single blanks.
_ODD = re.compile(
    rf"[{re.escape(''.join(sorted(_QUOTES | set(_SAME))))}]|(?! )\s|(?<=\s) | (?=\s)"
)

_TOKEN = re.compile(
    r"""
    (?P<figure>
        \d{1,3}(?P<sep>[,' ])\d{3}(?:(?P=sep)\d{3}){0,5}(?!\d|[,']\d|[- ]?mm\b|[- ]millim)(?:\.\d+)?
      | \d{1,3}(?:\.\d{3}){2,6}(?![\d.]\d)
      | \d{1,2}(?:,\d\d){1,6},\d{3}(?!\d)
      | \d++(?:\.\d++)?+(?![/:.]\d)
      | [¼½¾⅐-⅞]
    )
  | (?P<code> \d++(?:[/:.]\d++)+ )
  | (?P<money> (?:Rs|USD|EUR|GBP|CHF|CNY|RMB|JPY|RUB|KRW|INR|AED|TRY|UAH|PLN|SEK|NOK|DKK)(?=\d)
      | (?:R|N|Sh|KSh|TSh|USh|Rp|RM|Tk)(?=\d[\d.,]*[ ]?(?:million|billion|trillion|bn|m)\b) )
  | (?P<word> (?:[^\W\d_]\.){2,}+ | [^\W\d_¼½¾⅐-⅞]++(?:'[^\W\d_]++)*+(?![^\W_¼½¾⅐-⅞]) )
  | (?P<name> [^\W_]++(?:[.,]\d++)* )
  | (?P<mark> \S )
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word, a figure or a mark of a plain text.

    Attributes:
        text: As written, apostrophes and hyphens in one form.
        lower: The same in lower case.
        kind: ``figure`` is a number in digits; ``code`` has digits but is none ("12:30", "Su35");
            ``void`` was ruled out as a count (a date, an identifier).
        start: Where it begins in the plain text.
        end: Where it ends there.
        space: Whether white space stands before it.
        opens: Whether a sentence or a quotation begins with it.
    """

    text: str
    lower: str
    kind: Kind
    start: int
    end: int
    space: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without quotation marks; ``places[i]`` is where its character ``i`` stood before."""

    text: str
    places: tuple[int, ...]
    tokens: tuple[Token, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the tokens ``first`` to ``last`` (inclusive) stand in the text before."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> Plain:
    """Read a text as tokens.

    >>> [t.text for t in plain("up to “40”  containers").tokens]
    ['up', 'to', '40', 'containers']
    """
    written = ""
    places: list[int] = []
    opening: set[int] = set()
    done = 0
    for odd in _ODD.finditer(text):
        place, character = odd.start(), odd[0]
        written += text[done:place]
        places.extend(range(done, place))
        done = place + 1
        if character in _QUOTES and not _inside(text, place):
            opening.add(len(written))
            continue
        if character.isspace():
            if written.endswith(" "):
                continue
            character = " "
        written += _SAME.get(character, character)
        places.append(place)
    written += text[done:]
    places.extend(range(done, len(text)))
    return Plain(written, tuple(places), _tokens(written, opening))


def _inside(text: str, place: int) -> bool:
    """Say whether an apostrophe stands inside a word or figure ("crew's", "9'000")."""
    return (
        text[place] in _APOSTROPHES
        and 0 < place < len(text) - 1
        and text[place - 1].isalnum()
        and text[place + 1].isalnum()
    )


def _tokens(written: str, opening: set[int]) -> tuple[Token, ...]:
    found: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(written):
        text, start = match[0], match.start()
        space = start == 0 or written[start - 1] == " "
        found.append(
            Token(
                text, text.lower(), _kind(match), start, match.end(), space,
                opens or start in opening,
            )
        )  # fmt: skip
        opens = text in {".", "!", "?", ":", ";", "—", "…"}
    return tuple(found)


def _kind(match: re.Match[str]) -> Kind:
    if match["figure"]:
        # a leading zero writes a time, a course or a telephone number, never a count
        leading = match[0][0] == "0" and match[0][1:2].isdigit()
        return "code" if leading or len(match[0]) > _LONGEST else "figure"
    if match["word"] or match["money"]:
        return "word"
    return "code" if match["code"] or match["name"] else "mark"


def fraction(character: str) -> float | None:
    """Return the value of a sign such as ½, None for any other.

    >>> fraction("½"), fraction("5")
    (0.5, None)
    """
    if len(character) != 1 or unicodedata.category(character) != "No":
        return None
    value = unicodedata.numeric(character, 0.0)
    return value if 0 < value < 1 else None


Tokens = Sequence[Token]


def lower(tokens: Tokens, i: int) -> str:
    """Return a token's text in lower case, an empty one beyond the ends and for what was ruled out."""
    return tokens[i].lower if 0 <= i < len(tokens) and tokens[i].kind != "void" else ""


def hyphen(tokens: Tokens, i: int) -> bool:
    """Say whether a token is a hyphen that joins the words around it."""
    return (
        lower(tokens, i) == "-"
        and not tokens[i].space
        and i + 1 < len(tokens)
        and not tokens[i + 1].space
    )
