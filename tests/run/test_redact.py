"""What a redacted bundle promises: nothing that was taken out stands in it, and its chain holds."""

from __future__ import annotations

import html
import json
import zipfile
from pathlib import Path

import pytest

from tidewaiter import api
from tidewaiter.errors import CaseError
from tidewaiter.run.bundle.needles import Needles
from tidewaiter.run.bundle.searched import leaked
from tidewaiter.run.demo import lay_out


def _case(folder: Path, name: str, rules: str) -> Path:
    rajin, exercise = lay_out(folder)
    case = {"rajin": rajin, "exercise": exercise}[name]
    with (case / "case.toml").open("a", encoding="utf-8") as file:
        file.write(rules)
    api.build(case)
    return case


def _members(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as zipped:
        return {n: zipped.read(n) for n in zipped.namelist()}


def _words(data: bytes) -> str:
    return " ".join(html.unescape(data.decode("utf-8", "replace")).casefold().split())


def _rule(what: str, value: str) -> str:
    return f'\n[[redact]]\n{what} = {json.dumps(value)}\nreason = "put at risk"\n'


def _leaks(bundle: Path, words: list[str]) -> list[tuple[str, str]]:
    found = []
    for name, data in _members(bundle).items():
        text = _words(data) + " " + name.casefold()
        found += [(name, word) for word in words if _words(word.encode()) in text]
    return found


def test_public_leaves_out_the_bytes_of_others_and_keeps_their_hash(tmp_path: Path) -> None:
    case = _case(tmp_path, "exercise", "")
    packed = api.pack_case(case, tmp_path / "p.zip", profile="public")
    assert api.verify(packed.file).broken is None
    assert packed.taken_out == 0
    names = _members(packed.file)
    assert not any(n.startswith("data/sources/documents/") for n in names)
    assert "data/sources/claims.csv" in names
    rows = [json.loads(r) for r in names["data/ledger/records.jsonl"].splitlines()]
    items = {r["ref"]: r["body"]["sha256"] for r in rows if r["kind"] == "item" and r["body"]}
    assert any(path.startswith("documents/") for path in items)


@pytest.mark.parametrize("profile", ["public", "partner"])
def test_a_file_taken_out_leaves_nothing_but_hash_and_places(tmp_path: Path, profile: str) -> None:
    path = "documents/leeward-post-2031-03-05.txt"
    case = _case(tmp_path, "exercise", _rule("path", path))
    said = [c.content.text for c in api.read(case / path, case=case).claims]
    lines = [x for x in (case / path).read_text().splitlines() if len(x) > 50]
    packed = api.pack_case(case, tmp_path / "p.zip", profile=profile)  # type: ignore[arg-type]
    assert api.verify(packed.file).broken is None
    assert packed.taken_out > 0
    assert said
    assert _leaks(packed.file, [path, *said, *lines]) == []
    page = _words(_members(packed.file)["data/page/dossier.html"])
    assert "[redacted]" in page
    assert "put at risk" in page
    assert "SYNTHETIC" in _members(packed.file)["bag-info.txt"].decode()
    full = api.pack_case(case, tmp_path / "f.zip")
    assert _leaks(full.file, [path])
    rows = [json.loads(r) for r in _members(packed.file)["data/ledger/records.jsonl"].splitlines()]
    out = [r for r in rows if "redacted" in r]
    assert all("body" not in r and "ref" not in r and r["hash"] and r["id"] for r in out)
    assert any(p.get("unit") == "chars" for r in out for p in r["redacted"]["places"])


@pytest.mark.parametrize(
    ("what", "value", "words"),
    [
        ("source", "Open Source Centre", ["Open Source Centre"]),
        ("party", "Shin Won-sik", ["Shin Won-sik"]),
        ("claim", "F01", ["more than 1,000 containers of equipment and munitions had gone from Rajin"]),
        ("party", "Angara", ["Angara"]),
    ],
)  # fmt: skip
def test_sources_parties_and_claims_are_taken_out(
    tmp_path: Path, what: str, value: str, words: list[str]
) -> None:
    case = _case(tmp_path, "rajin", _rule(what, value))
    before = (case / "out" / "ledger.sqlite").stat().st_size
    packed = api.pack_case(case, tmp_path / "p.zip", profile="partner")
    assert _leaks(packed.file, words) == []
    assert api.verify(packed.file).broken is None
    assert api.verify(packed.file).head == packed.head == api.verify(case).head
    assert (case / "out" / "ledger.sqlite").stat().st_size == before
    again = api.pack_case(case, tmp_path / "again.zip", profile="partner")
    assert again.file.read_bytes() == packed.file.read_bytes()


def test_a_record_taken_out_still_binds_the_chain(tmp_path: Path) -> None:
    case = _case(tmp_path, "rajin", _rule("claim", "F01"))
    packed = api.pack_case(case, tmp_path / "p.zip", profile="partner")
    rows = [json.loads(r) for r in _members(packed.file)["data/ledger/records.jsonl"].splitlines()]
    from tidewaiter.errors import LedgerError
    from tidewaiter.run.bundle.rows import checked, read_lines

    def walk(changed: list[dict[str, object]]) -> int:
        import io

        data = io.BytesIO("".join(json.dumps(r) + "\n" for r in changed).encode())
        return sum(1 for _ in checked(read_lines(data), len(rows), rows[-1]["hash"]))

    assert walk(rows) == len(rows)
    at = next(i for i, r in enumerate(rows) if "redacted" in r)
    for other in (
        [*rows[:at], *rows[at + 1 :]],
        [*rows[:at], rows[at] | {"id": "0" * 64}, *rows[at + 1 :]],
        [*rows[:at], rows[at] | {"learned_utc": "2000-01-01"}, *rows[at + 1 :]],
        rows[:-1],
    ):
        with pytest.raises(LedgerError):
            walk(other)


@pytest.mark.parametrize(
    "rule",
    ["path = 'a'\nclaim = 'b'\nreason = 'r'", "reason = 'r'", "path = 'a'", "party = ''\nreason = 'r'"],
)  # fmt: skip
def test_a_rule_that_is_wrong_is_refused(tmp_path: Path, rule: str) -> None:
    folder = api.new(tmp_path / "case")
    with (folder / "case.toml").open("a") as file:
        file.write(f"\n[[redact]]\n{rule}\n")
    with pytest.raises(CaseError, match="redact"):
        api.build(folder)


def test_a_rule_that_fits_nothing_packs_nothing(tmp_path: Path) -> None:
    case = _case(tmp_path, "rajin", _rule("path", "documents/nothing.txt"))
    with pytest.raises(CaseError, match=r"nothing\.txt"):
        api.pack_case(case, tmp_path / "p.zip", profile="partner")
    assert not (tmp_path / "p.zip").exists()
    assert api.pack_case(case, tmp_path / "p.zip").profile == "full"


def test_words_are_found_whatever_their_case_and_spacing() -> None:
    needles = Needles.of(
        ["Lantern Shipping"], ["The master slept while the crates went over the side."]
    )
    assert needles.mask("by LANTERN\n shipping Ltd") == "by [redacted] Ltd"
    assert needles.mask("he: the master  slept while the crates went over…") == "[redacted]"
    assert leaked(b"<p>Lantern&#32;Shipping</p>", needles)
    assert not needles.within("a lantern")


def test_a_name_is_found_over_tags_and_the_beginning_of_a_sentence_is_not() -> None:
    needles = Needles.of(
        ["Kim Example"], ["The master slept while the crates went over the side."]
    )
    assert needles.within("Kim <b>Exam</b>ple")
    assert needles.within("<i>Kim</i><br>Example")
    assert needles.within("Kim%20Example Kim\\u0020Example"[13:])
    assert not needles.within("<p>The master slept while</p><p>the crates went ashore</p>")
    assert needles.within("The master slept while the crates went ov…")
