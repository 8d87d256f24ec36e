"""How right the matcher is, on real lists and labelled pairs; run ``python -m benchmarks.accuracy``."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from benchmarks import invented, labelled, retrieval
from benchmarks.measures import Judged, rates, table
from benchmarks.screening import LISTS, un_and_ofac
from tidewaiter.link.screen import Index

SEED = 1


def vessels(options: argparse.Namespace) -> None:
    """Print names of one hull against look-alikes, with IMO numbers and without."""
    print("Names of one hull against look-alike names of two (vessel_name_pairs.dev.csv)")
    rows, both = [], []
    for numbers in (True, False):
        found = labelled.vessels(numbers=numbers)
        both.append(found)
        rows.append(labelled.line(found[0].section, found, ()))
    print(table(labelled.HEAD, rows))
    for found in both:
        false = [row for row in found if row.alert and not row.same]
        print(f"look-alikes that alert, {found[0].section}: {len(false)}")
        for row in false:
            print(f"    {row.score:.3f}  {row.asked}  ~  {row.listed}")
        _errors(options, found)


def scripts(options: argparse.Namespace) -> None:
    """Print original-script names against Latin ones, by script and schema, both ways."""
    print("Original script listed, Latin asked; turned: the reverse (cross_script_pairs.dev.csv)")
    ahead = labelled.sections(labelled.cross_script())
    back = labelled.sections(labelled.cross_script(turned=True))
    rows = [labelled.line(name, ahead[name], back[name]) for name in sorted(ahead)]
    print(table(labelled.HEAD, rows))
    for name in sorted(ahead):
        if options.of is None or options.of in name:
            _errors(options, ahead[name])


def dprk(options: argparse.Namespace) -> None:
    """Print names of persons of the DPRK against look-alike other persons."""
    print("Names of persons of the DPRK (dprk_person_pairs.dev.csv)")
    found, back = labelled.dprk(), labelled.dprk(turned=True)
    print(table(labelled.HEAD, [labelled.line("all", found, back)]))
    kinds, turned = labelled.dprk_kinds(), labelled.dprk_kinds(turned=True)
    shown = [
        (kind, len(part), "same" if part[0].same else "others", _alerts(part), _alerts(turned[kind]))
        for kind, part in kinds.items()
    ]  # fmt: skip
    print(table(("kind", "n", "are", "alert", "alert, turned"), shown))
    _errors(options, found)


def _alerts(part: Sequence[Judged]) -> float:
    return sum(row.alert for row in part) / len(part)


def find(options: argparse.Namespace) -> None:
    """Print how often a mistyped name of the lists finds its entry first."""
    index = _index(options)
    asked, left_out = retrieval.queries(index.listings, seed=SEED, sample=options.sample)
    begun = time.perf_counter()
    found = list(retrieval.find(index, asked, typed=options.typed))
    took = time.perf_counter() - begun
    print(f"Mistyped names, seed {SEED}, {_typed(options)}; {len(found) / took:,.0f} a second")
    print(table(retrieval.HEAD, retrieval.lines(found)))
    print(f"left out: {_counts(left_out)}; twins: the mistake made another entry's exact name")
    if options.errors:
        print(retrieval.misses(found, options.errors))


def alarms(options: argparse.Namespace) -> None:
    """Print how many names of nobody alert; then of persons called as those on lists are."""
    index = _index(options)
    print(f"Invented names, seed {SEED}, {_typed(options)}")
    _alarmed(index, invented.names(20_000, seed=SEED), options)
    print(f"Invented names of common syllables and words of five languages, seed {SEED}")
    _alarmed(index, invented.near(2_000, seed=SEED), options)


def _alarmed(index: Index, asked: list[tuple[str, str]], options: argparse.Namespace) -> None:
    if options.sample:
        asked = asked[:: -(-len(asked) // options.sample)]
    found = list(invented.alarms(index, asked, typed=options.typed))
    rows = []
    for kind in (*dict.fromkeys(one.kind for one in found), "all"):
        part = [one for one in found if kind in (one.kind, "all")]
        said = [one for one in part if one.first is not None and one.first.alert]
        truly = sum(one.same_name for one in said)
        rows.append((kind, len(part), len(said), f"{len(said) / len(part):.4f}", truly))
    print(table(("kind", "n", "alerts", "share", "of them truly a listed name"), rows))
    said = sorted((o for o in found if o.first and o.first.alert), key=lambda o: o.kind)
    for one in said[: options.errors or 20]:
        assert one.first is not None
        why = "; ".join(r.sentence for r in one.first.reasons)
        print(f"    {one.first.score:.3f}  {one.kind}: {one.name}  ~  {one.first.listed}: {why}")


SECTIONS = {"vessels": vessels, "scripts": scripts, "dprk": dprk, "find": find, "alarms": alarms}


def _index(options: argparse.Namespace) -> Index:
    begun = time.perf_counter()
    listings = un_and_ofac(csl=options.csl)
    read = time.perf_counter()
    index = Index.build(listings)
    built = time.perf_counter()
    names = sum(len(one.names) for one in listings)
    title = "UN 2026 + OFAC 2021" + (" + other US lists 2022" if options.csl else "")
    print(
        f"{title}: {len(listings):,} entries, {names:,} names;"
        f" read in {read - begun:.2f} s, indexed in {built - read:.2f} s"
    )
    return index


def _errors(options: argparse.Namespace, found: Sequence[Judged]) -> None:
    if options.errors and found:
        at = rates(found)
        print(f"{found[0].section}: {at.false} false alarms, {at.missed} missed")
        print(labelled.worst(found, options.errors))


def _typed(options: argparse.Namespace) -> str:
    return "kind told" if options.typed else "kind not told"


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items())) or "none"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the sections asked for, or all."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    reader.add_argument("section", nargs="*", help=f"of {', '.join(SECTIONS)}; all by default")
    reader.add_argument("--sample", type=int, help="most queries of each way and kind")
    reader.add_argument("--csl", action="store_true", help="add the other US lists")
    reader.add_argument("--typed", action="store_true", help="tell the kind of what is asked for")
    reader.add_argument("--errors", type=int, default=0, help="print so many of the worst errors")
    reader.add_argument("--of", help="errors only of sections with this in the name, as 'Cyrl'")
    options = reader.parse_args(arguments)
    unknown = [name for name in options.section if name not in SECTIONS]
    if unknown:
        reader.error(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    if not LISTS.is_dir():
        print("the folder of real data, ../shared, is absent", file=sys.stderr)
        return 1
    for name in options.section or SECTIONS:
        SECTIONS[name](options)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
