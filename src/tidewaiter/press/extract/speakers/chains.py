"""Through whom words came (``via``) and where the speaker has them from (``cites``)."""

from __future__ import annotations

from collections.abc import Iterable

from tidewaiter.model.claims import Party
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.speakers.around import Around
from tidewaiter.press.extract.speakers.bearers import bearers, outer_speakers, printed
from tidewaiter.press.extract.speakers.grounds import grounds
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.extract.speakers.phrases import TIMES
from tidewaiter.press.extract.speakers.wordlists import fold
from tidewaiter.press.parse import Sentence


def chain(
    given: Attribution, sentence: Sentence, parties: Parties, reasons: Reasons
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return ``via``, from the speaker outward, and ``cites``, nearest first.

    Both are looked for outside the content. A channel goes on to the sentence that continues;
    of the document's own statements only those have one that a medium is said to have printed.
    """
    here = parties.reading(given.cue, sentence)
    speaker = parties.entity(given.speaker, sentence) if given.speaker is not None else None
    around = Around(given, here, parties, speaker, sentence, here.word_of(given.cue) or 0)
    if given.act == "narrate":
        shown = _others(printed(around), around)
        if shown:
            reasons.say("via", "beside the cue")
        return shown, ()
    outer = _others(outer_speakers(around), around)
    via = _others((*outer, *bearers(around)), around)
    if via:
        reasons.say("via", "another cue" if outer else "beside the cue")
    elif speaker is not None and parties.channel is not None and _goes_on(around):
        via = parties.channel[2]
        reasons.say("via", "goes on")
    guest = parties.guest
    if not via and guest is not None and speaker is not None and speaker.name != guest.name:
        via = (guest,)  # "VARGA: The panel estimated that …"
        reasons.say("via", "another cue")
    if via and speaker is not None:
        parties.channel = (here.number, speaker, via)
    cites = tuple(dict.fromkeys(grounds(around)))
    if cites:
        reasons.say("cites", "beside the cue")
    return via, cites


def _others(found: Iterable[Party], around: Around) -> tuple[Party, ...]:
    """Return each bearer once, without the speaker and the document's own publisher."""
    out: dict[str, Party] = {}
    own = around.speaker.name if around.speaker is not None else None
    for party in found:
        if party.name != own and not _publishes(party, around.parties.publisher):
            out.setdefault(party.name, party)
    return tuple(out.values())


def _publishes(party: Party, publisher: str | None) -> bool:
    """Whether a party is the document's publisher, or what he calls himself."""
    if fold(party.text).startswith(("this ", "our ")):
        return True
    if not publisher:
        return False
    mine, name = set(fold(publisher).split()) - {"the"}, set(fold(party.name).split()) - {"the"}
    return bool(name) and (name <= mine or mine <= name)


def _goes_on(around: Around) -> bool:
    """Whether a sentence continues what the one before said through a channel."""
    known = around.parties.channel
    if known is None or known[1] is not around.speaker:
        return False
    if around.here.number - known[0] not in (0, 1):
        return False
    line = around.here.line
    dated = any(w.low in TIMES and w.capital and around.free(i) for i, w in enumerate(line))
    heard = line[around.cue].lemma in ("tell", "inform")
    return not dated and not heard
