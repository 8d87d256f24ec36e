"""One attribution: words of a sentence, who says them and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Act

if TYPE_CHECKING:
    from spacy.tokens import Token


FIRST_PERSON = frozenset({"we", "i", "us", "our", "my"})
PRONOUNS = frozenset({"he", "she", "it", "they"}) | FIRST_PERSON


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of a sentence that somebody says, or that the document states itself.

    Attributes:
        cue: Main word of the cue ("said"); the predicate where ``act`` is ``narrate``.
        act: What the speaker does with the words.
        speaker: Head of the noun or pronoun that speaks; None where nobody is named.
        first: Index of the content's first token in the paragraph's parse.
        last: Index of its last token, inclusive.
        head: The content's main word.
        target: Who is accused or urged.
        outer: Speakers of the cues around this one, nearest first ("the crew told us, *Vasseur*
            said"): they carry the words.
        same: The speaker is whoever spoke last ("It will go on." after "…", he said).
        labelled: The speaker is whom the label of the paragraph names.
        way: Construction by which it was found, a code of ``data/reasons.toml``.
        cue_span: First and last token of the whole cue ("expressed confidence in"); the cue's
            main word alone if None.
    """

    cue: Token
    act: Act
    speaker: Token | None
    first: int
    last: int
    head: Token
    target: Token | None = None
    outer: tuple[Token, ...] = ()
    same: bool = False
    labelled: bool = False
    cue_span: tuple[int, int] | None = None
    way: str = "clause behind the cue"

    def holds(self, index: int) -> bool:
        """Whether a token stands inside the content."""
        return self.first <= index <= self.last
