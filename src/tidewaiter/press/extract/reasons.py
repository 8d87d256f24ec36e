"""Why a field of a claim has its value: a code for each way of finding it.

``data/reasons.toml`` says each code in words and how often it was right on the development
articles; a reader of the claim is shown both, and the review queue puts the doubtful first.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Reasons:
    """Collects, for one claim, which way each field was found; the last word counts."""

    codes: dict[str, str] = field(default_factory=dict)

    def say(self, name: str, code: str) -> None:
        """Note that the field ``name`` was found the way that ``code`` stands for.

        >>> reasons = Reasons()
        >>> reasons.say("speaker", "pronoun, one person named")
        >>> reasons.codes
        {'speaker': 'pronoun, one person named'}
        """
        self.codes[name] = code
