"""One typed function per user action; the command line, and notebooks, call only this.

Importing it is cheap: each function imports what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from tidewaiter.assess.packs import Pack
    from tidewaiter.lists.diff import Difference
    from tidewaiter.lists.history import OnDay
    from tidewaiter.lists.stays import Stay
    from tidewaiter.model.claims import Claim
    from tidewaiter.model.decisions import Decision
    from tidewaiter.model.evidence import Reject
    from tidewaiter.model.figures import Figures
    from tidewaiter.model.judgements import Judgement
    from tidewaiter.model.listings import Edition, Listing, Schema
    from tidewaiter.model.reading import Reading
    from tidewaiter.model.tallies import Tally
    from tidewaiter.report.article_index import Entry
    from tidewaiter.run.ask import Screening
    from tidewaiter.run.ask_movements import Met
    from tidewaiter.run.build import Built
    from tidewaiter.run.bundle.check import Checked
    from tidewaiter.run.bundle.pack import Packed
    from tidewaiter.run.decisions import Numbered
    from tidewaiter.run.detection import Detection
    from tidewaiter.run.explain import Explanation, Overview
    from tidewaiter.run.listed import Compared, Shelf
    from tidewaiter.run.load import Loading
    from tidewaiter.run.progress import Progress
    from tidewaiter.run.screen_sheet import Screened
    from tidewaiter.run.second import SecondReading, Sending
    from tidewaiter.run.ships import Known, Ships
    from tidewaiter.run.stories import Told
    from tidewaiter.run.verify import Verification


def new(folder: Path) -> Path:
    """Make an empty case that explains itself.

    Args:
        folder: Where; it must not exist, or be empty.

    Returns:
        The folder.

    Raises:
        CaseError: The folder holds something already.
    """
    from tidewaiter.run.new import new as make

    return make(folder)


def build(folder: Path, *, progress: Progress | None = None) -> Built:
    """Build a case: read what is new, link, assess, and write ``out/``.

    Args:
        folder: The case.
        progress: Is told where the work is; see :class:`tidewaiter.run.progress.Progress`.

    Raises:
        CaseError: A setting of the case is wrong.
        UnitError: A tally mixes units.
        LedgerError: The ledger cannot be opened.
    """
    from tidewaiter.run.build import build as run
    from tidewaiter.run.progress import silent

    return run(folder, progress=progress or silent)


def demo(folder: Path, *, progress: Progress | None = None) -> tuple[Built, ...]:
    """Lay out the bundled cases under a folder and build them.

    Args:
        folder: Where; made if need be. What lies there from an earlier run is used again.
        progress: Is told where the work is.
    """
    from tidewaiter.run.demo import lay_out

    return tuple(build(case, progress=progress) for case in lay_out(folder))


def export(folder: Path, formats: Sequence[str], *, out: Path | None = None) -> list[Path]:
    """Write the dossier of a built case in formats of other tools.

    Args:
        folder: The case.
        formats: Names such as ``geojson``; ``all`` is every one.
        out: A folder, or the file to write where one format of one file is asked;
            ``out/exports`` of the case, if None.

    Returns:
        The files written.

    Raises:
        CaseError: The case was never built or has changed since, or a format is unknown.
        UnreadableError: The place cannot be written.
    """
    from tidewaiter.run.export import export as run

    return run(folder, formats, out=out)


def verify(folder: Path, *, roots: Path | None = None) -> Verification | Checked:
    """Re-read a case's files and its ledger, and name the first thing that was touched.

    Args:
        folder: A built case, or a bundle that :func:`pack_case` wrote.
        roots: PEM file of certificates of time stamp authorities that are trusted; ``proofs/roots.pem``
            of the case, if None. A bundle's proofs are not looked at.

    Raises:
        CaseError: The folder holds no ledger, or the certificates cannot be read.
    """
    if folder.suffix.casefold() == ".zip" and not folder.is_dir():
        from tidewaiter.run.bundle.check import check

        return check(folder)
    from tidewaiter.run.verify import verify as run

    return run(folder, roots=roots)


def pack_case(
    case: Path,
    out: Path | None = None,
    *,
    profile: Literal["public", "partner", "full"] = "full",
    progress: Progress | None = None,
) -> Packed:
    """Pack a built case into one zip, a BagIt bag, that :func:`verify` checks anywhere.

    Args:
        case: A built case.
        out: The zip; ``out/CASE-PROFILE.zip`` in the case, if None.
        profile: What is left out; ``case.toml`` says what is sensitive.
        progress: Is told where the work is.

    Raises:
        CaseError: The case was never built, was touched since, or what shall be left out cannot be.
    """
    from tidewaiter.run.bundle.pack import pack as run
    from tidewaiter.run.progress import silent

    return run(case, out, profile, progress=progress or silent)


def pdf(case: Path, out: Path | None = None) -> Path:
    """Print the dossier of a built case to PDF with the Chromium or Chrome of this machine.

    Args:
        case: A built case.
        out: The PDF; ``out/dossier.pdf`` in the case, if None.

    Raises:
        CaseError: The case was never built.
        TidewaiterError: No such program is installed, or it failed.
    """
    from tidewaiter.run.print_pdf import print_pdf

    return print_pdf(case, out)


def read(
    file: Path,
    *,
    case: Path | None = None,
    published: date | None = None,
    publisher: str | None = None,
) -> Reading:
    """Read one document and find the claims in it.

    Args:
        file: Text, HTML, PDF, Word, e-mail, a saved page, or a web archive of one page.
        case: What its ``case.toml`` says of the document holds.
        published: Day of publication; what the document itself says, if None.
        publisher: Who published it; what the document itself says, if None.

    Raises:
        UnreadableError: It cannot be read.
        CaseError: ``case.toml`` is missing or wrong.
    """
    from tidewaiter.errors import UnreadableError
    from tidewaiter.run.reading import read_one, tasks

    if file.is_dir():
        raise UnreadableError("is a folder: use read_many")
    found = tasks([file], case=case, published=published, publisher=publisher)
    if len(found) != 1:
        raise UnreadableError(f"holds {len(found)} pages: use read_many")
    return read_one(found[0])


def read_many(
    documents: Sequence[Path] = (),
    *,
    case: Path | None = None,
    published: date | None = None,
    publisher: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Path, Reading | Reject]]:
    """Read documents in processes of their own; one that cannot be read does not stop the others.

    Memory does not grow with their number, as long as the caller lets go of what it was given.

    Args:
        documents: Files, and folders, which stand for the files in them; none: all of the case.
        case: What its ``case.toml`` says of a document holds.
        published: Day of publication of all; what each document itself says, if None.
        publisher: Who published them; what each document itself says, if None.
        workers: Processes; one for each core (one for few documents), if None.
        progress: Is told where the work is.

    Returns:
        Each file (of a web archive: each page) in the order given, with its reading, or with the reason why it has none; documents are
        read while the caller goes on.

    Raises:
        CaseError: Nothing was given, or ``case.toml`` is missing or wrong.
    """
    from tidewaiter.errors import CaseError
    from tidewaiter.run.progress import silent
    from tidewaiter.run.reading import readings, tasks

    if case is None and not documents:
        raise CaseError("name documents to read, or a case that holds some")
    wanted = tasks(documents, case=case, published=published, publisher=publisher)
    read_so_far = readings(wanted, workers=workers, progress=progress or silent)
    return ((task.shown, outcome) for task, outcome in read_so_far)


def not_documents(paths: Sequence[Path]) -> list[Path]:
    """List the files that :func:`read_many` passes over in folders, for no document is called so.

    Hidden files and links to nothing are not listed.

    Args:
        paths: Files and folders, as they are given to :func:`read_many`.
    """
    from tidewaiter.run.documents import ENDINGS, documents

    found = (one.file for path in paths for one in documents(path) if one.skipped is not None)
    return [
        file
        for file in found
        if file.suffix.lower() not in ENDINGS and not file.name.startswith((".", "~$"))
    ]


def reading_html(reading: Reading) -> str:
    """Write a document as one page that loads nothing, with its claims, chains and doubts marked.

    Args:
        reading: The document.
    """
    from tidewaiter.report.article import as_article

    return as_article(reading)


def index_entry(name: str, reading: Reading) -> Entry:
    """Return the line of :func:`index_html` about a document.

    Args:
        name: Its page, relative to the list, with forward slashes.
        reading: The document.
    """
    from tidewaiter.report.article_index import entry

    return entry(name, reading)


def index_html(entries: Sequence[Entry], refused: Sequence[Reject] = ()) -> str:
    """Write a page that leads to the pages of many documents.

    Args:
        entries: From :func:`index_entry`.
        refused: What could not be read.
    """
    from tidewaiter.report.article_index import as_index

    return as_index(entries, refused)


def screen(
    queries: Sequence[str],
    *,
    case: Path | None = None,
    lists: Sequence[Path] = (),
    kind: Schema | None = None,
    limit: int = 5,
    alert_at: float | None = None,
    progress: Progress | None = None,
) -> Screening:
    """Ask whether names or numbers stand on a list.

    Args:
        queries: Names, IMO numbers, MMSIs; "call sign ABCD", "passport A1234567".
        case: Use the standing lists of this case, its thresholds and its exceptions.
        lists: Use these list files too; a folder stands for the files in it.
        kind: FollowTheMoney schema of what is asked for; None asks of all kinds.
        limit: Most answers for each query.
        alert_at: Score from which a match is worth a look; the case's, or 0.85, if None.
        progress: Is told where the work is.

    Raises:
        CaseError: No list was given, or the case holds none.
        UnreadableError: A file is no list that we know.
    """
    from tidewaiter.run.ask import screen as ask
    from tidewaiter.run.progress import silent

    return ask(
        queries, case=case, lists=lists, schema=kind, limit=limit, alert_at=alert_at,
        progress=progress or silent,
    )  # fmt: skip


def screen_sheet(
    sheet: Path,
    out: Path,
    *,
    case: Path | None = None,
    lists: Sequence[Path] = (),
    kind: Schema | None = None,
    limit: int = 5,
    alert_at: float | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Screened:
    """Screen every row of a CSV; killed and called again, it goes on where it was.

    Args:
        sheet: With a header: ``name``, and any of ``type``, ``imo``, ``mmsi``, ``call_sign``,
            ``passport``, ``registration_number``, ``country`` or ``flag``, ``birth_date`` or ``built``.
        out: CSV to write: the alerts of each row, or its nearest miss.
        case: As in :func:`screen`.
        lists: As in :func:`screen`.
        kind: Of rows that do not say theirs.
        limit: Most answers for each row.
        alert_at: As in :func:`screen`.
        workers: Processes; one for a short sheet, else as many as there are cores, if None.
        progress: Is told where the work is.

    Raises:
        CaseError: No list was given, or the case holds none.
        UnreadableError: The sheet has no column to screen by; a file is no list that we know.
    """
    from tidewaiter.run.progress import silent
    from tidewaiter.run.screen_sheet import screen_sheet as run

    return run(
        sheet, out, case=case, lists=lists, schema=kind, limit=limit, alert_at=alert_at,
        workers=workers, progress=progress or silent,
    )  # fmt: skip


def lists(
    files: Sequence[Path], *, progress: Progress | None = None
) -> tuple[list[tuple[Edition, tuple[Listing, ...]]], list[Reject]]:
    """Read list files.

    Args:
        files: In any order; the parts of OFAC's CSV set that lie in one folder are joined. A folder
            stands for the files in it.
        progress: Is told where the work is.

    Returns:
        Editions with their entries; what was refused.
    """
    from tidewaiter.run.editions import read_files
    from tidewaiter.run.progress import silent

    read = read_files(files, progress or silent)
    return list(read.editions), list(read.rejects)


def lists_of_case(case: Path, *, progress: Progress | None = None) -> Shelf:
    """Return the editions that a case holds, and which of them stand.

    Raises:
        CaseError: It holds none.
    """
    from tidewaiter.run.listed import shelf
    from tidewaiter.run.progress import silent

    return shelf(case, progress or silent)


def lists_load(
    case: Path,
    files: Sequence[Path],
    *,
    published: date | None = None,
    progress: Progress | None = None,
) -> Loading:
    """Put editions of lists into a case; nothing is overwritten, and loading twice changes nothing.

    Args:
        case: The case.
        files: List files; a folder stands for the files in it.
        published: Day of publication of lists whose files do not give it.
        progress: Is told where the work is.

    Returns:
        What became of each edition, what it changes, what to look at again; what was refused.

    Raises:
        CaseError: The folder is no case, or ``published`` is not what a file says itself.
    """
    from tidewaiter.run.load import load
    from tidewaiter.run.progress import silent

    return load(case, files, published=published, progress=progress or silent)


def lists_diff(old: Path, new: Path, *, progress: Progress | None = None) -> Difference:
    """Compare two editions of one list.

    Args:
        old: The earlier one: a file, or a folder with the parts of one edition.
        new: The later one.
        progress: Is told where the work is.

    Raises:
        UnreadableError: One of them is no list that we know.
        CaseError: They are editions of different lists.
    """
    from tidewaiter.run.listed import compare_files
    from tidewaiter.run.progress import silent

    return compare_files(old, new, progress or silent).difference


def lists_diff_in_case(
    case: Path,
    list_id: str,
    old: str | None = None,
    new: str | None = None,
    *,
    progress: Progress | None = None,
) -> Compared:
    """Compare two editions of a list that a case holds.

    Args:
        case: The case.
        list_id: Such as ``un-sc``; for a list of one's own with its file's name, ``own/fleet.csv``.
        old: Day of the earlier edition, or ``undated-`` and the start of its hash.
        new: The same of the later one; the last two editions are compared if both are None.
        progress: Is told where the work is.

    Raises:
        CaseError: The case holds no such list, or no two editions of it.
    """
    from tidewaiter.run.listed import compare_in_case
    from tidewaiter.run.progress import silent

    return compare_in_case(case, list_id, old, new, progress or silent)


def lists_at(
    day: date,
    files: Sequence[Path] = (),
    *,
    case: Path | None = None,
    progress: Progress | None = None,
) -> tuple[OnDay, ...]:
    """Return, for each list, who was listed on a day, and what the answer rests on.

    Args:
        day: The day.
        files: List files, several editions of a list or one.
        case: Ask the editions of this case too.
        progress: Is told where the work is.

    Raises:
        CaseError: Neither files nor a case with lists were given.
        UnreadableError: A file is no list that we know.
    """
    from tidewaiter.run.listed import listed_on
    from tidewaiter.run.progress import silent

    return listed_on(day, files, case, progress or silent)


def lists_stays(
    files: Sequence[Path] = (),
    *,
    case: Path | None = None,
    name: str | None = None,
    entry: str | None = None,
    progress: Progress | None = None,
) -> tuple[Stay, ...]:
    """Return from when to when a party stood on the lists.

    Args:
        files: List files, several editions of a list or one.
        case: Ask the editions of this case too.
        name: Parties whose name looks like this one.
        entry: The party of this reference, or number of the record.
        progress: Is told where the work is.

    Raises:
        CaseError: Neither files nor a case with lists were given.
        UnreadableError: A file is no list that we know.
    """
    from tidewaiter.run.listed import stays_of
    from tidewaiter.run.progress import silent

    return stays_of(files, case, name=name, entry=entry, progress=progress or silent)


def make_exception(
    case: Path,
    query: str,
    entry: str,
    *,
    by: str,
    why: str,
    progress: Progress | None = None,
) -> Judgement:
    """Record that a query and an entry are not the same; their match is silent until a side changes.

    Args:
        case: The case.
        query: Name, IMO number or MMSI; one that names a ship of the case has all its facts.
        entry: List and reference, such as ``un-sc:KPi.033``.
        by: Who decided.
        why: For what reason.
        progress: Is told where the work is.

    Raises:
        CaseError: ``by`` or ``why`` is blank, or the query or the entry is not one.
    """
    from tidewaiter.run.exceptions import record
    from tidewaiter.run.progress import silent

    return record(case, query, entry, by=by, why=why, progress=progress or silent)


def exceptions(case: Path) -> tuple[Judgement, ...]:
    """Return the exceptions of a case, withdrawn ones too, in the order of their numbers.

    Raises:
        CaseError: The folder is no case.
    """
    from tidewaiter.run.exceptions import recorded

    return recorded(case)


def lift_exception(case: Path, number: int, *, by: str, why: str) -> Judgement:
    """Withdraw an exception; it stays on the ledger.

    Args:
        case: The case.
        number: Its place in :func:`exceptions`, from 1.
        by: Who decided.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, or no such exception stands.
    """
    from tidewaiter.run.exceptions import lift

    return lift(case, number, by=by, why=why)


def judge_joined(case: Path, one: str, other: str, *, by: str, why: str) -> Decision:
    """Record that two claims go back to one origin; the next build applies it.

    Args:
        case: A built case.
        one: A claim: its short id, its exhibit's number, or eight or more characters of its id.
        other: Another.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, a claim is not known, or the case was never built.
    """
    from tidewaiter.run.origins import join

    return join(case, one, other, by=by, why=why)


def judge_split(
    case: Path, one: str, others: Sequence[str] = (), *, by: str, why: str
) -> tuple[Decision, ...]:
    """Record that a claim shares its origin with none of some others; the next build applies it.

    Args:
        case: A built case.
        one: A claim, as in :func:`judge_joined`.
        others: Claims that it is split from; from all, if none is named.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, a claim is not known, or the case was never built.
    """
    from tidewaiter.run.origins import split

    return split(case, one, others, by=by, why=why)


def judge_ships(
    case: Path, verdict: Literal["joined", "split"], one: str, other: str, *, by: str, why: str
) -> Decision:
    """Record that two ships are one, or that they are two; the next build applies it.

    Splitting an MMSI and the IMO number that it sends says that the number is not its own.

    Args:
        case: A built case.
        verdict: What was decided.
        one: Name, IMO number, MMSI, or a handle (``imo:9179842``, ``mmsi:273123450``, ``name:tern``).
        other: The other.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: A ship is not known or is several, two IMO numbers would be joined, ``by`` or
            ``why`` is blank, or the case was never built.
    """
    from tidewaiter.run.ships import judge

    return judge(case, verdict, one, other, by=by, why=why)


def vessels(case: Path, *, at: datetime | None = None) -> Ships:
    """Return the ships of a built case with their identity over time and their indicators.

    Args:
        case: A built case.
        at: What was known at this moment, UTC; now, if None.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.ships import ships

    return ships(case, at)


def vessel(case: Path, ship: str, *, at: datetime | None = None) -> Known:
    """Return one ship of a built case, also one that was heard and of which nothing speaks.

    Args:
        case: A built case.
        ship: Name, IMO number or MMSI; names as anybody gives them.
        at: What was known at this moment, UTC; now, if None.

    Raises:
        CaseError: The case was never built, or no ship, or several, are called so.
    """
    from tidewaiter.run.ships import ship as one

    return one(case, ship, at)


def stories(case: Path, *, at: datetime | None = None) -> Told:
    """Return which claims of a built case go back to one origin, by what, and what else may.

    Args:
        case: A built case.
        at: What was known at this moment (UTC); None for now.

    Raises:
        CaseError: The case was never built, or held nothing then.
    """
    from tidewaiter.run.stories import told

    return told(case, at)


def stories_json(told: Told) -> dict[str, Any]:
    """Return stories as plain JSON, with the names and words by which a reader knows the claims."""
    from tidewaiter.run.stories import as_rows

    return as_rows(told)


def still_joined(case: Path, decisions: Sequence[Decision]) -> list[str]:
    """Say which of some splits do not part their claims, because another way still joins them.

    Args:
        case: A built case.
        decisions: Splits of two claims each.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.origins import still_joined as say

    return say(case, decisions)


def decisions(case: Path) -> tuple[Numbered, ...]:
    """Return the decisions of a built case with their numbers, withdrawn ones too.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.decisions import listed

    return listed(case)


def withdraw_decisions(
    case: Path, numbers: Sequence[int], *, by: str, why: str
) -> tuple[Decision, ...]:
    """Withdraw decisions; they stay on the ledger.

    Args:
        case: A built case.
        numbers: As in :func:`decisions`.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, or a number is none of a decision that stands.
    """
    from tidewaiter.run.decisions import withdraw

    return withdraw(case, numbers, by=by, why=why)


def detect(
    positions: Sequence[Path],
    out: Path,
    *,
    ports: Path | None = None,
    watch: Sequence[str] = (),
    preset: str = "standard",
    settings: Mapping[str, Any] | None = None,
    columns: Mapping[str, str] | None = None,
    input_format: str | None = None,
    start: datetime | None = None,
    positions_out: Path | None = None,
    progress: Progress | None = None,
) -> Detection:
    """Find vessel events in position files.

    Args:
        positions: Files or folders: NMEA logs, CSV, JSON lines, msgpack; gz, zst or plain; Parquet.
        out: ``.parquet``, ``.csv`` or ``.geojson``.
        ports: Ports to use instead of the bundled ones.
        watch: Ids of watched ports: shorter gaps count when they allow a call there.
        preset: Named set of thresholds; see :func:`presets`.
        settings: Thresholds by their path, such as ``{"gap.longer_than_h": 6}``.
        columns: Our column name → the file's, for a generic CSV.
        input_format: ``csv``, ``nmea``, ``json``, ``msgpack`` or ``parquet``; recognised, if None.
        start: Time of the first line of NMEA logs whose lines carry none.
        positions_out: Write the positions here too, sorted, with their tracks (Parquet).
        progress: Is told where the work is.

    Raises:
        UnreadableError: A file is no position file that we know.
        CaseError: The ending of ``out``, a watched port, the preset or a setting is unknown.
    """
    from tidewaiter.run.detection import Reading
    from tidewaiter.run.detection import detect as run
    from tidewaiter.run.progress import silent

    return run(
        positions,
        out,
        ports_file=ports,
        watch=watch,
        preset=preset,
        given=settings or {},
        reading=Reading(columns, input_format, start),
        positions_out=positions_out,
        progress=progress or silent,
    )


def simulate(
    folder: Path,
    *,
    seed: int = 1,
    ships: int = 40,
    days: float = 10.0,
    every_min: float = 6.0,
    form: str = "csv",
    progress: Progress | None = None,
) -> list[Path]:
    """Write a simulated sea: positions, ports, and what is true of it.

    Args:
        folder: Where; files of the same names are replaced.
        seed: One seed always gives the same files.
        ships: How many transmitters, about.
        days: Length, six or more.
        every_min: Mean time between two reports of a ship.
        form: ``csv`` or ``nmea``.
        progress: Is told where the work is.

    Returns:
        The files.

    Raises:
        CaseError: The sea has no room for so much, or the form is unknown.
    """
    from tidewaiter.errors import CaseError
    from tidewaiter.run.progress import silent
    from tidewaiter.simulate.files import files
    from tidewaiter.simulate.world import world

    if form not in ("csv", "nmea"):
        raise CaseError(f"unknown form {form!r}: csv or nmea")
    told = progress or silent
    made = world(
        seed, ships=ships, days=days, every_min=every_min,
        progress=lambda done, total: told("sailing", done, total),
    )  # fmt: skip
    told("writing", 0, 0)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files(made, form).items():
        (folder / name).write_bytes(data)
        written.append(folder / name)
    return written


def presets() -> list[tuple[str, str]]:
    """List the presets of :func:`detect`: name, and what it is for."""
    from tidewaiter.ais.detect.settings import presets as bundled

    return [(name, said["about"]) for name, said in bundled().items()]


def thresholds() -> list[tuple[str, float]]:
    """List every setting of :func:`detect` with its standard value."""
    from tidewaiter.ais.detect.settings import Settings, paths

    made = Settings()
    return [(p, getattr(getattr(made, p.split(".")[0]), p.split(".")[1])) for p in paths()]


def packs(case: Path | None = None) -> tuple[Pack, ...]:
    """Return the provision packs that come with the program, or those that a case asks for.

    Raises:
        CaseError: A pack of the case is wrong, or the folder is no case.
    """
    from tidewaiter.assess.pack_file import bundled, load

    if case is None:
        return tuple(map(load, bundled()))
    from tidewaiter.run.config import read_case
    from tidewaiter.run.packs import packs_of

    return packs_of(case, read_case(case))


def pack(name: str) -> Pack:
    """Return one provision pack: a bundled one by its id, or a file (``./own.toml``).

    Raises:
        CaseError: There is no such pack, or it is malformed; the message names file and entry.
    """
    from tidewaiter.run.packs import pack as read_pack

    return read_pack(None, name)


def findings(case: Path, at: datetime | None = None) -> Overview:
    """Return the findings of a built case, and those that it gives no ground for.

    Args:
        case: A built case.
        at: What was known at this moment, UTC; now, if None.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.explain import overview

    return overview(case, at)


def explain(case: Path, finding: str, at: datetime | None = None) -> Explanation:
    """Return a finding sentence by sentence, with the evidence, files and places of each.

    Args:
        case: A built case.
        finding: Its id, the part of it after the slash, or its number in :func:`findings`.
        at: What was known at this moment, UTC; now, if None.

    Raises:
        CaseError: The case was never built, or has no such finding.
    """
    from tidewaiter.run.explain import explain as run

    return run(case, finding, at)


def judge_finding(
    case: Path,
    kind: Literal["likelihood", "confidence"],
    finding: str,
    word: str,
    *,
    by: str,
    why: str,
) -> Decision:
    """Set the likelihood or the confidence of a finding; the next build shows both words.

    Args:
        case: A built case.
        kind: Which word.
        finding: As in :func:`explain`.
        word: One of the scale: ICD 203 for a likelihood; low, moderate or high for a confidence.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: The word is none of the scale, ``by`` or ``why`` is blank, there is no such
            finding, or the case was never built.
    """
    from tidewaiter.run.overrides import decide_word

    return decide_word(case, kind, finding, word, by=by, why=why)


def vessel_json(known: Known) -> dict[str, Any]:
    """Return what is known of a ship as plain JSON."""
    from tidewaiter.run.ships import as_record

    return as_record(known)


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return a claim as the claim contract writes it."""
    from tidewaiter.press import as_contract

    return as_contract(claim)


def event_json(claim: Claim) -> dict[str, Any]:
    """Return a claim's event with PLOVER codes and its actors as countries and kinds."""
    from tidewaiter.press.coded import as_event

    return as_event(claim)


def read_twice(
    file: Path,
    *,
    endpoint: str,
    model: str,
    before: Callable[[Sending], None],
    published: date | None = None,
    publisher: str | None = None,
    api_key_env: str | None = None,
    timeout: float = 120.0,
    allow_http: bool = False,
) -> SecondReading:
    """Read one document by the rules, and have a language model read it beside them.

    The text of the document goes to the server that ``endpoint`` names, and nowhere else. What
    comes back are proposals, held to the words of the text; the claims of the rules stay as they
    are. A server that fails makes no error: the reading says so in ``failed``.

    Args:
        file: As in :func:`read`.
        endpoint: Base address of an OpenAI-compatible server, such as ``http://127.0.0.1:8080/v1``.
        model: The model to ask for.
        before: Is told where how much text is about to go; raise in it to send nothing.
        published: As in :func:`read`.
        publisher: As in :func:`read`.
        api_key_env: Environment variable that holds the API key; None sends none.
        timeout: Longest time for one answer, in seconds.
        allow_http: Allow plain http to another machine.

    Raises:
        UnreadableError: The document cannot be read.
        TidewaiterError: The address or the key cannot be used; nothing was sent.
    """
    from tidewaiter.run.endpoint import endpoint as address
    from tidewaiter.run.second import Model, key_from, read_again

    to = address(endpoint, api_key=key_from(api_key_env), timeout_s=timeout, allow_http=allow_http)
    rules = read(file, published=published, publisher=publisher)
    return read_again(rules.document, rules.text, rules.claims, Model(model, to), before=before)


def second_json(reading: SecondReading) -> list[dict[str, Any]]:
    """Return the proposals of a second reader as the claim contract writes them, with ``reader``."""
    from tidewaiter.press.second.contract import lines

    return lines(reading.pairs)


def exchanges_json(reading: SecondReading) -> list[dict[str, Any]]:
    """Return what was asked of a second reader and answered, one record a question."""
    from tidewaiter.press.second.contract import exchange_line

    return [exchange_line(reading.ref, exchange) for exchange in reading.exchanges]


def movements(
    case: Path, *, claim: str | None = None, at: datetime | None = None
) -> tuple[Met, ...]:
    """Return what the claims of a built case met: could those ships have been there?

    Args:
        case: A built case.
        claim: One claim, as in :func:`judge_joined`; None for all that put a named ship at a place.
        at: As was known at this moment, UTC; None for now.

    Raises:
        CaseError: The case was never built, or the claim is unknown or puts no ship at a place.
    """
    from tidewaiter.run.ask_movements import met

    return met(case, claim, at)


def could_have_called(
    case: Path, ship: str, port: str, *, start: str | None = None, end: str | None = None
) -> Met:
    """Ask the tracks and sightings of a built case whether a ship could have called at a port.

    Args:
        case: A built case.
        ship: Name, IMO number or MMSI.
        port: Port id, or a name that means one port.
        start: First day ("2031-03-01") or moment (ISO 8601, UTC where it has no zone); None: open.
        end: Last day, inclusive, or moment; None: open.

    Raises:
        CaseError: The case was never built or was changed since, the ship or the port is unknown
            or may be several, or a time cannot be read.
    """
    from tidewaiter.run.ask_movements import ask

    return ask(case, ship, port, start, end)


def tallies(case: Path, *, at: datetime | None = None) -> tuple[Tally, ...]:
    """Return the tallies of a built case: interval, band, sensitivity and verdict of each.

    Args:
        case: A built case.
        at: What was known at this moment (UTC); None for now.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.figures import tallies_of

    return tallies_of(case, at)


def figures(case: Path, *, at: datetime | None = None, of: str | None = None) -> Figures:
    """Return what was found between the figures of a built case, each kind by importance.

    Args:
        case: A built case.
        at: What was known at this moment (UTC); None for now.
        of: Only what is found of the figures of this claim, and of that every pair, however many;
            its short id or the beginning of its id.

    Raises:
        CaseError: The case was never built, or no claim is called so.
    """
    from tidewaiter.run.figures import figures_of

    return figures_of(case, at, of)
