"""What a finding says, sentence by sentence, each with the records that it rests on.

The verb of a sentence is that of its status: what is established was done, what is indicated is
reported to have been done, what is neither is not shown here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tidewaiter.assess.elements import Weighed
from tidewaiter.assess.likelihood import WORDS
from tidewaiter.assess.packs import FindingRule
from tidewaiter.model.findings import Confidence, Element, Override, Statement
from tidewaiter.model.provisions import Scope


def of_likelihood(rule: FindingRule, word: str, elements: Sequence[Element]) -> Statement:
    """Say how likely the finding is."""
    missing = [e.question for e in elements if e.status == "not established"]
    if word == "cannot be judged yet":
        tail = f": nothing here answers {' '.join(f'“{q}”' for q in missing)}" if missing else ""
        sentence = f"Whether {rule.claim} cannot be judged yet{tail}."
    elif word == "roughly even chance":
        sentence = f"The chance that {rule.claim} is roughly even ({WORDS[word]})."
    elif word == "almost no chance":
        sentence = f"There is almost no chance ({WORDS[word]}) that {rule.claim}."
    else:
        sentence = f"It is {word} ({WORDS[word]}) that {rule.claim}."
    return Statement("likelihood", sentence, _refs(elements))


def of_confidence(level: Confidence, because: str, elements: Sequence[Element]) -> Statement:
    """Say how much the evidence bears."""
    return Statement("confidence", f"Confidence in this is {level}. {because}", _refs(elements))


def of_element(one: Weighed) -> Statement:
    """Say how far an element is shown, with the verb that its status allows."""
    element, rule = one.element, one.rule
    subject = f"{rule.subject[:1].upper()}{rule.subject[1:]}"
    if element.status == "established":
        said = f"{subject} {rule.did}."
    elif element.status == "indicated":
        disputed = ", which is disputed" if one.disputes else ""
        verb = "is" if rule.singular else "are"
        said = f"{subject} {verb} reported to have {rule.done}{disputed}."
    else:
        said = f"It is not shown here that {rule.subject} {rule.did}."
    return Statement("element", f"{said} {element.why}", _refs([element]))


def of_scope(one: Scope) -> Statement:
    """Say whether a provision reaches the case."""
    return Statement("scope", f"{one.name} {one.answer}: {one.because}", one.refs)


def of_override(one: Override, ref: str) -> Statement:
    """Show both words where a person set another than the rules give."""
    changed = "" if one.then == one.computed else f" (when that was decided, {one.then!r})"
    return Statement(
        "override",
        f"{one.by} set the {one.kind} to {one.stands!r} on {one.day}; the rules give "
        f"{one.computed!r}{changed}. Reason given: {one.why.rstrip('.')}.",
        (ref,),
    )


def _refs(elements: Iterable[Element]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(line.ref for e in elements for line in e.lines if line.relation != "context")
    )
