"""Score the press reader on gold claims: `python benchmarks/gold.py [--sets c1,c2] [--errors FIELD]`.

Figures are over all claims of a set together, by the rules of ``score_claims.py`` beside the
articles. Sets: ``seed``, ``four`` (the worked articles), ``c1`` … ``c4`` (the corpus folders), or
a folder of the same form.
Only sums are printed for ``c3`` and ``c4``: they are held out, nobody reads them.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
ARTICLES = SHARED / "articles"
HELD_OUT = ("c3", "c4")
SEED = "pyongyang-2025-06-05"
COUNTED = ("quantities", "event_time", "said_time")


def scorer() -> ModuleType:
    """Load the scoring tool that lies beside the articles."""
    spec = importlib.util.spec_from_file_location(
        "score_claims", SHARED / "tools" / "score_claims.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles(name: str) -> list[tuple[Path, dict[str, Any]]]:
    """Return ``(text file, index entry)`` of a set."""
    if Path(name).is_dir():
        folder = Path(name)
        entries = json.loads((folder / "index.json").read_text())
        return [(folder / f"{e['name']}.txt", e) for e in entries]
    folder = ARTICLES if name in ("seed", "four") else ARTICLES / f"corpus-{name[1:]}"
    entries = json.loads((folder / "index.json").read_text())
    return [
        (folder / f"{e['name']}.txt", e)
        for e in entries
        if name not in ("seed", "four") or (e["name"] == SEED) == (name == "seed")
    ]


def predicted(path: Path, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Read an article's claims in the contract's form."""
    from tidewaiter.press import as_contract
    from tidewaiter.press.extract import claims
    from tidewaiter.press.normalise import normalise
    from tidewaiter.press.read import read

    data = path.read_bytes()
    found = claims(
        normalise(read(data, path.name)),
        published=date.fromisoformat(entry["published"]),
        publisher=entry["publisher"],
        title=None,
        path=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return [as_contract(claim) for claim in found]


def given(gold: list[dict[str, Any]]) -> None:
    """Make the reader take the contents of the gold claims, to measure the other fields alone."""
    import dataclasses
    from collections.abc import Iterator

    from tidewaiter.press import extract
    from tidewaiter.press.extract.attribution import Attribution
    from tidewaiter.press.extract.attribution.find import attributions as spoken
    from tidewaiter.press.extract.attribution.narrated import narrated
    from tidewaiter.press.extract.attribution.stretch import main_word
    from tidewaiter.press.parse import _PLAIN, Sentence

    def found(sentence: Sentence) -> Iterator[Attribution]:
        here = list(spoken(sentence))
        here += narrated(sentence, here)
        doc = sentence.doc
        for line in gold:
            if line.get("taken"):
                continue
            tokens = sentence.tokens()
            start = doc.text.find(line["content"].translate(_PLAIN), tokens[0].idx)
            if start < 0 or start > tokens[-1].idx:
                continue
            line["taken"] = True
            end = start + len(line["content"])
            inside = [t.i for t in doc if t.idx >= start and t.idx + len(t) <= end]
            if not inside:
                continue
            first, last = inside[0], inside[-1]
            near = [
                (len(set(inside) & set(range(a.first, a.last + 1))), n, a)
                for n, a in enumerate(here)
            ]
            head = main_word(doc, first, last)
            if near and max(near)[0] * 2 >= len(inside):
                best = max(near)[2]
                if (best.act == "narrate") == (line["act"] == "narrate"):
                    head = best.head if first <= best.head.i <= last else head
                    yield dataclasses.replace(
                        best, first=first, last=last, head=head, act=line["act"]
                    )
                    continue
            yield Attribution(head, line["act"], None, first, last, head)

    vars(extract)["attributions"] = found
    vars(extract)["narrated"] = lambda sentence, attributed: ()


def main() -> None:
    """Print the table, and the errors asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sets", default="seed,four,c1,c2")
    options.add_argument("--errors", help="missed, extra, or a field; not for held-out sets")
    options.add_argument("--each", action="store_true", help="a line for each article")
    options.add_argument(
        "--given", action="store_true", help="contents and acts from the gold: the other fields"
    )
    chosen = options.parse_args()
    tool = scorer()
    for name in chosen.sets.split(","):
        total: Counter[str] = Counter()
        hits: dict[str, list[float]] = defaultdict(list)
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for path, entry in articles(name):
            gold = [json.loads(line) for line in path.with_suffix(".gold.jsonl").open()]
            if chosen.given and name not in HELD_OUT:
                given([dict(line) for line in gold])
            pred = predicted(path, entry)
            out, missed, extra, pairs = tool.score(gold, pred)
            total.update(gold=len(gold), pred=len(pred), matched=len(pairs))
            for field in out["n"]:
                hits[field] += [out[field]] * out["n"][field]
            for field, three in out["counts"].items():
                counts[field] = [a + b for a, b in zip(counts[field], three, strict=True)]
            if chosen.each and name not in HELD_OUT:
                print(f"  {path.stem:45} {_line(out)}")
            if chosen.errors and name not in HELD_OUT:
                _errors(tool, chosen.errors, path.stem, gold, missed, extra, pairs, pred)
        precision = total["matched"] / max(1, total["pred"])
        recall = total["matched"] / max(1, total["gold"])
        summary = {
            "P": precision,
            "R": recall,
            "F1": 2 * precision * recall / max(1e-9, precision + recall),
            **{field: sum(v) / len(v) for field, v in hits.items()},
            **{f: 2 * t / max(1, 2 * t + fp + fn) for f, (t, fp, fn) in counts.items()},
        }
        print(f"{name:5} n={total['gold']:<4} {_line(summary)}")


def _line(out: dict[str, Any]) -> str:
    shown = ("P", "R", "F1", "speaker", "via", "cites", "act", "event", "certainty", "polarity",
             "quantities", "event_time", "said_time", "roles")  # fmt: skip
    return " ".join(f"{k}={out[k]:.3f}" for k in shown if k in out)


def _errors(
    tool: ModuleType,
    field: str,
    name: str,
    gold: list[dict[str, Any]],
    missed: list[str],
    extra: list[str],
    pairs: list[tuple[dict[str, Any], dict[str, Any]]],
    pred: list[dict[str, Any]],
) -> None:
    print(f"--- {name}")
    if field == "missed":
        for line in gold:
            if line["id"] in missed:
                print(f"  - {line['id']} [{line['act']}] {line['speaker']}: {line['content']}")
    elif field == "extra":
        for text in extra:
            print(f"  + {text}")
    else:
        for g, p in pairs:
            out, _, _, _ = tool.score([g], [p | {"content": {"text": g["content"]}}])
            if out.get(field, 1) < 1:
                print(f"  {g['id']} {_gist(g, field)} != {_gist(p, field)}")
                print(f"      {p['sentence']['text'][:300]}")
                print(f"      → {g['content'][:200]}")


def _gist(claim: dict[str, Any], field: str) -> str:
    if field == "roles":
        event = claim["event"]
        return str(claim.get("roles") or [(r["role"], r["name"]) for r in event["roles"]])
    value = claim.get(field)
    if isinstance(value, dict):
        value = value.get("name") or value.get("type") or list(value.values())
    elif isinstance(value, list) and not field.endswith("time"):
        value = [
            (v.get("low"), v.get("high"), v.get("unit")) if "low" in v else v.get("name")
            if isinstance(v, dict)
            else v
            for v in value
            if not isinstance(v, str) or value
        ]  # fmt: skip
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
