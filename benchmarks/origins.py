"""How long origins take for many claims, beside every pair compared; ``python -m benchmarks.origins``."""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta
from itertools import combinations

from tidewaiter.link.stories import carriers, doubts, origins
from tidewaiter.link.stories.search import RULES
from tidewaiter.link.stories.seen import seen
from tidewaiter.model.claims import Claim, DocumentRef, Event, Party, Period, Quantity, Span

_WORDS = [f"w{n}" for n in range(3000)]


def claims(number: int, *, speakers: int, seed: int = 1) -> list[Claim]:
    """Invent claims of two years.

    Args:
        number: How many.
        speakers: Among how many they are shared; 1 is the prolific one.
        seed: One seed always gives the same.
    """
    draw = random.Random(seed)
    return [_claim(n, draw, speakers) for n in range(number)]


def _claim(n: int, draw: random.Random, speakers: int) -> Claim:
    printed = date(2023, 1, 1) + timedelta(days=draw.randrange(700))
    begun = printed - timedelta(days=draw.randrange(1, 200))
    text = " ".join(draw.choices(_WORDS, k=20))
    span = Span(text, 0, len(text))
    amount = float(draw.randrange(100, 900))
    return Claim(
        claim_id=f"{n:08d}", document=DocumentRef(f"d{n // 10}", None, f"paper {n % 40}", printed),
        content=span, sentence=span, cue=None, speaker=_party(draw, speakers),
        via=(_party(draw, 30),) if draw.random() < 0.3 else (),
        cites=(_party(draw, speakers),) if draw.random() < 0.3 else (),
        act="say", certainty=draw.choice(["certain", "possible"]), polarity="positive",
        event=Event(draw.choice(["transfer", "vessel", "statement"])),
        quantities=(Quantity("some", 0, 4, amount, amount, amount, draw.choice(["boxes", "rounds"]), None),),
        event_time=Period("then", begun, printed) if draw.random() < 0.8 else None, said_time=None,
    )  # fmt: skip


def _party(draw: random.Random, number: int) -> Party:
    return Party(f"Speaker {draw.randrange(number)}", "", 0, 0, "organisation")


def all_pairs(some: list[Claim]) -> int:
    """Compare every two claims by every rule, as the dumb way would; return how many meet."""
    known, _ = seen(some)
    rules = (*RULES, *doubts.RULES, *carriers.rules(known))
    return sum(any(rule.meet(a, b) for rule in rules) for a, b in combinations(known, 2))


def main() -> None:
    """Print the seconds for 1,000, 5,000 and 20,000 claims, and for the pairs of the first."""
    out = sys.stdout
    for speakers, title in ((200, "200 speakers"), (1, "one prolific speaker")):
        for number in (1_000, 5_000, 20_000):
            some = claims(number, speakers=speakers)
            begun = time.process_time()
            made = origins(some)
            spent = time.process_time() - begun
            out.write(
                f"{title}: {number:,} claims, {len(made.stories):,} origins, {spent:.2f} s\n"
            )
        some = claims(1_000, speakers=speakers)
        begun = time.process_time()
        all_pairs(some)
        out.write(f"{title}: every pair of 1,000: {time.process_time() - begun:.2f} s\n")


if __name__ == "__main__":
    main()
