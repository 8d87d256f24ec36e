"""Where a proposed claim stands, and what is noted about it on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from tidewaiter.model.claims import Span
from tidewaiter.press.second.chunks import Chunk
from tidewaiter.press.second.proposal import Refusal
from tidewaiter.press.second.spans import places


@dataclass(frozen=True, slots=True)
class Place:
    """A content with what is round it: its sentence, and the part of the document that was sent."""

    text: str
    chunk: Chunk
    content: Span
    sentence: Span

    def in_sentence(self, words: str) -> list[Span]:
        """Return where words stand in the sentence: beside the content if they do, else in it."""
        found = places(words, self.text, self.sentence.start, self.sentence.end)
        beside = [s for s in found if not self._in_content(s)]
        return beside or found

    def before(self, words: str) -> Span | None:
        """Return where words stand last before the sentence, in the part that was sent."""
        found = places(words, self.text, self.chunk.start, self.sentence.start)
        return found[-1] if found else None

    def known(self, name: object) -> str | None:
        """Return a name as the document writes it, up to the end of the part that was sent, or None."""
        if not isinstance(name, str) or not name.strip():
            return None
        found = places(name.strip(), self.text, 0, self.chunk.end)
        return found[0].text if found else None

    def covers(self, span: Span) -> bool:
        """Say whether a span holds the whole content: then it can be no link of its chain."""
        return span.start <= self.content.start and self.content.end <= span.end

    def _in_content(self, span: Span) -> bool:
        return self.content.start <= span.start and span.end <= self.content.end


@dataclass(slots=True)
class Notes:
    """What was found doubtful in one claim, and which parts of it were dropped."""

    number: int
    doubts: list[str] = field(default_factory=list)
    dropped: list[Refusal] = field(default_factory=list)

    def doubt(self, what: str) -> None:
        """Note something that a reader should look at."""
        self.doubts.append(what)

    def drop(self, part: str, reason: str) -> None:
        """Note that a part of the claim was refused; a reader of the claim sees that too."""
        self.dropped.append(Refusal(self.number, part, reason))
        self.doubts.append(f"{part} left out: {reason}")
