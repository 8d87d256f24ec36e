"""Measure how often each way of finding a field is right: `python -m benchmarks.calibrate`.

Writes ``press/extract/data/confidence.toml`` from the development articles: the worked ones, the
first two corpus folders and those of the tests. Held-out folders are never read for it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.gold import articles, predicted, scorer

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "src/tidewaiter/press/extract/data/confidence.toml"
SETS = ("seed", "four", "c1", "c2", str(HERE.parent / "tests/press/articles"))
Counts = dict[str, dict[str, list[int]]]


def main() -> None:
    """Write the table; ``--check`` only prints it."""
    counts = measured()
    text = written(counts)
    if "--check" in sys.argv:
        print(text)
    else:
        TABLE.write_text(text, encoding="utf-8")


def measured() -> Counts:
    """Return, by field and code, ``[right, seen]``."""
    tool = scorer()
    counts: Counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for name in SETS:
        for path, entry in articles(name):
            gold = [json.loads(line) for line in path.with_suffix(".gold.jsonl").open()]
            pred = predicted(path, entry)
            _, _, _, pairs = tool.score(gold, pred)
            matched = {p["claim_id"] for _, p in pairs}
            for claim in pred:
                code = _codes(claim)["content"]
                counts["content"][code][0] += claim["claim_id"] in matched
                counts["content"][code][1] += 1
            for line, claim in pairs:
                for field, right in _right(tool, line, claim).items():
                    code = _codes(claim).get(field)
                    if code is not None:
                        counts[field][code][0] += right
                        counts[field][code][1] += 1
    return counts


def _codes(claim: dict[str, Any]) -> dict[str, str]:
    return {c["field"]: c["code"] for c in claim["confidence"]}


def _right(tool: Any, line: dict[str, Any], claim: dict[str, Any]) -> dict[str, bool]:
    alone = claim | {"content": {"text": line["content"]}}
    out, _, _, _ = tool.score([line], [alone])
    fields = {name: out[name] == 1 for name in out["n"]}
    for name, (_, extra, missed) in out["counts"].items():
        fields[name] = not extra and not missed
    if "roles" not in out and not claim["event"]["roles"]:
        fields["roles"] = True
    return fields


def written(counts: Counts) -> str:
    """Return the table as TOML."""
    lines = ["# [right, seen] of each way in which a field is found; by benchmarks/calibrate.py."]
    for field in sorted(counts):
        lines += ["", f"[{field}]"]
        lines += [f"{json.dumps(code)} = {n}" for code, n in sorted(counts[field].items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
