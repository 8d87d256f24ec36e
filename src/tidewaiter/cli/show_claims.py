"""What ``read`` prints: claims as a table, and the text with its claims marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.cli.show import _plain, _print, _table

if TYPE_CHECKING:
    from rich.console import Console

    from tidewaiter.model.claims import Claim
    from tidewaiter.model.reading import Reading

#: A colour for each speaker, in the order of their claims; no speaker is dim.
_COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red")


def table(reading: Reading) -> None:
    """Print the claims of a document as a table."""
    from rich.markup import escape

    from tidewaiter.report.words import published

    ref = reading.document
    shown = _table("#", "who says it", "how", "what", "facts")
    for number, claim in enumerate(reading.claims, start=1):
        shown.add_row(
            str(number),
            _chain(claim),
            _manner(claim),
            escape(claim.content.text),
            escape("\n".join(_facts(claim))),
        )
    title = reading.title or ref.path or ref.id
    origin = ", ".join(part for part in (ref.publisher, published(reading)) if part)
    count = len(reading.claims)
    _print(
        f"[bold]{escape(title)}[/] ({escape(origin)})"
        f"{' (SYNTHETIC)' if reading.synthetic else ''}: {count} {'claim' if count == 1 else 'claims'}"
    )
    for note in reading.notes:
        _print(f"[dim]not all was read: {escape(note)}[/]")
    if reading.claims:
        _print(shown)


def marked_text(reading: Reading) -> str:
    """Return a document with its claims marked, without colours."""
    from tidewaiter.press.marked import marked as mark

    return mark(reading.text, reading.claims)


def marked(reading: Reading) -> None:
    """Print a document with its claims marked, each in the colour of who speaks."""
    from rich.console import Console

    console = Console(soft_wrap=True, highlight=False)
    if console.is_terminal and not console.no_color:
        _coloured(reading, console)
    else:
        _plain(marked_text(reading))


def _coloured(reading: Reading, console: Console) -> None:
    from rich.text import Text

    from tidewaiter.model.marks import voices
    from tidewaiter.press.marked import pieces

    nobody = [n for n, voice in enumerate(voices(reading.claims)) if voice.name is None]
    styles = {"content": "underline", "cue": "italic", "speaker": "bold", "number": "reverse", "note": "dim"}  # fmt: skip
    text = Text()
    for piece in pieces(reading.text, reading.claims):
        style = styles.get(piece.look, "")
        if piece.voice is not None:
            own = piece.voice in nobody
            style += " bright_black" if own else f" {_COLOURS[piece.voice % len(_COLOURS)]}"
        text.append(piece.text, style.strip() or None)
    console.print(text)


def _chain(claim: Claim) -> str:
    from rich.markup import escape

    lead = f"[bold]{escape(claim.speaker.name)}[/]" if claim.speaker else "[dim](own voice)[/]"
    via = "".join(f"\n← via {escape(p.name)}" for p in claim.via)
    cites = "".join(f"\n← citing {escape(p.name)}" for p in claim.cites)
    return f"{lead}{via}{cites}"


def _manner(claim: Claim) -> str:
    doubt = "" if claim.certainty == "certain" else f"\n{claim.certainty}"
    return f"{claim.act}{doubt}" + ("\nnot" if claim.polarity == "negative" else "")


def _facts(claim: Claim) -> list[str]:
    from tidewaiter.model.marks import doubts
    from tidewaiter.report.article import span

    facts: list[str] = [claim.event.type]
    facts += [f"{role.role}: {role.name}" for role in claim.event.roles]
    facts += [span(quantity) for quantity in claim.quantities]
    when = claim.event_time
    if when is not None:
        start, end = when.start_date or "…", when.end_date or "…"
        facts.append(str(start) if start == end else f"{start} to {end}")
    unsure = [doubt.field.replace("_", " ") for doubt in doubts(claim)]
    return [*facts, f"in doubt: {', '.join(unsure)}"] if unsure else facts
