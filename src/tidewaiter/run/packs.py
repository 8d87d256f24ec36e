"""The provision packs of a case: bundled ones by their id, its own by their file."""

from __future__ import annotations

from pathlib import Path

from tidewaiter.assess.pack_file import load, pack_name, read
from tidewaiter.assess.packs import Pack
from tidewaiter.errors import CaseError
from tidewaiter.run.capture import find
from tidewaiter.run.config import Case


def packs_of(folder: Path, case: Case) -> tuple[Pack, ...]:
    """Read the packs that a case asks for.

    Raises:
        CaseError: There is no such pack, or it is malformed.
    """
    made = tuple(pack(folder, name) for name in case.assess.packs)
    ids = [p.pack_id for p in made]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise CaseError(f"case.toml: two packs are called {', '.join(twice)}; rename a file")
    return made


def pack(folder: Path | None, name: str) -> Pack:
    """Read one pack: a file where the name ends in ``.toml``, else a bundled one.

    Args:
        folder: The case, in which a file must lie; None: any file may be read.
        name: As ``case.toml`` gives it.

    Raises:
        CaseError: There is no such pack, or it is malformed.
    """
    if not name.endswith(".toml"):
        return load(name)
    file = Path(name) if folder is None else folder / name
    if folder is not None:
        inside = {found.file.resolve() for found in find(folder) if found.kind == "settings"}
        if file.resolve() not in inside:
            raise CaseError(
                f"case.toml asks for the pack {name}, which is no file of the case; put it beside "
                "case.toml or into packs/"
            )
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CaseError(f"{name} is not UTF-8: {error}") from error
    except OSError as error:
        raise CaseError(f"the pack {name} cannot be read: {error.strerror}") from error
    return read(pack_name(name), text, name)
