"""The command about provision packs: which there are, and what is in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.options import Form, format_of
from tidewaiter.cli.show_json import print_json

if TYPE_CHECKING:
    from tidewaiter.assess.packs import Pack
    from tidewaiter.model.provisions import Provision


def packs(
    pack: Annotated[
        str | None, typer.Argument(metavar="[PACK]", help="Its id, or a file: ./my-pack.toml.")
    ] = None,
    case: Annotated[
        Path | None, typer.Option(metavar="DIR", help="List the packs that this case asks for.")
    ] = None,
    output: Form = "table",
) -> None:
    """List the provision packs, or show one: its paragraphs with flags, its findings with elements.

    "unchecked" stands at a paragraph whose number nobody has compared with the text.

    Example: tidewaiter packs dprk-arms

    Example: tidewaiter packs ./my-pack.toml
    """
    form = format_of(output)
    if pack is not None:
        made = api.pack(pack)
        if form == "json":
            print_json(made)
        else:
            _show(made)
        return
    found = api.packs(case)
    if form == "json":
        print_json(found)
        return
    for one in found:
        unread = sum(not p.checked for p in one.provisions)
        typer.echo(
            f"{one.pack_id:<14} {len(one.provisions):>3} provisions ({unread} unchecked), "
            f"{len(one.findings)} findings  {one.title}"
        )


def _show(made: Pack) -> None:
    from tidewaiter.cli.show import _plain

    _plain(f"{made.pack_id}: {made.title}\n")
    for p in made.provisions:
        _plain(f"{p.provision_id}  {p.name}{'' if p.checked else '  [unchecked]'}")
        _plain(f"    {p.verb}{'' if p.binds else ' (binds nobody)'}; to {p.addressee}: {p.gist}")
        _plain(f"    {_window(p)}; {_about(p, made.regime.name)}")
        for exemption in p.exemptions:
            _plain(f"    except: {exemption}")
        _plain(f"    what was checked: {p.checked_what}; source: {p.source}")
    for finding in made.findings:
        _plain(f"\nfinding {finding.finding_id}: {finding.title}")
        _plain(f"    asks whether {finding.claim}; looks at {', '.join(finding.provisions)}")
        for e in finding.elements:
            act = " (the act)" if e.act else ""
            limit = "" if e.claims_establish else " (claims alone can only indicate it)"
            _plain(f"    {e.element_id}: {e.question}{act}{limit}")


def _window(p: Provision) -> str:
    since = f"in force since {p.in_force_from}"
    return since if p.in_force_until is None else f"{since} until {p.in_force_until}"


def _about(p: Provision, regime: str) -> str:
    ships = {
        "any": "about any ship",
        "flagged": f"about ships under the flag of {regime}",
        "linked": f"about ships linked to {regime}",
        "listed": "about ships on its list",
    }[p.ships]
    return ships if p.direction == "any" else f"{ships}, goods {p.direction} {regime}"
