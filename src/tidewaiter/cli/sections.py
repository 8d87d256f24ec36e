"""A group of commands whose help lists them by section, in the order in which a user works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperGroup

#: Heading → name → command, or a group of its own.
Sections = Mapping[str, Mapping[str, Callable[..., None] | typer.Typer]]


def group(sections: Sections, *, name: str, about: str) -> typer.Typer:
    """Compose a group.

    Args:
        sections: Its commands.
        name: What it is called.
        about: Its help.
    """
    made = typer.Typer(
        name=name,
        help=about,
        cls=_by_section(sections),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 99},
    )
    for commands in sections.values():
        for called, command in commands.items():
            if isinstance(command, typer.Typer):
                made.add_typer(command, name=called)
            else:
                made.command(called)(command)
    return made


def _by_section(sections: Sections) -> type[TyperGroup]:
    class BySection(TyperGroup):
        # where click's own classes stand differs between versions of Typer: hence Any
        def list_commands(self, ctx: Any) -> list[str]:
            return [name for names in sections.values() for name in names]

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            """Write each command with the whole first sentence of its help."""
            room = max(map(len, self.commands))
            for title, names in sections.items():
                with formatter.section(title):
                    formatter.write_dl([(name.ljust(room), self._gist(name)) for name in names])

        def _gist(self, name: str) -> str:
            return self.commands[name].get_short_help_str(limit=1_000)

    return BySection
