"""Of an e-mail, the sender's own words are read, or the message that it forwards."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest
from tests.press.made import as_html

from tidewaiter.errors import UnreadableError
from tidewaiter.press.normalise import normalise
from tidewaiter.press.read import read

OWN = "The harbour office said on Monday that two of the ships had left for the north."
OTHER = "The customs office denied that a third ship had been held at the outer anchorage."


def _mail(text: str, subject: str = "Ships leave", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = headers.get("sender", '"Seabird Wire" <desk@seabird.example>')
    mail["Subject"] = subject
    mail["Date"] = "Thu, 05 Jun 2025 23:30:00 -0500"
    mail.set_content(text)
    return mail


def _text(mail: EmailMessage) -> str:
    return normalise(read(mail.as_bytes(), "a.eml")).text.strip()


def test_headers_say_title_publisher_and_day() -> None:
    raw = read(_mail(OWN, "Re: FW: Ships leave").as_bytes(), "a.eml")
    assert (raw.title, raw.publisher, raw.published) == ("Ships leave", "Seabird Wire", date(2025, 6, 5))  # fmt: skip
    assert raw.published_from == "metadata"
    bare = read(_mail(OWN, sender="desk@seabird.example").as_bytes(), "mail.txt")
    assert (bare.kind, bare.publisher) == ("email", "desk@seabird.example")


@pytest.mark.parametrize(
    "quoted",
    [
        f"On Mon, 2 Jun 2025 at 10:00, Bo Ek <bo@ek.example> wrote:\n> {OTHER}\n> \n> Bo\n",
        f"On Mon, 2 Jun 2025 at 10:00, Bo Ek\n<bo@ek.example> wrote:\n> {OTHER}\n",
        f"-----Original Message-----\nFrom: Bo Ek\nSent: Monday\nTo: Ann\nSubject: x\n\n{OTHER}\n",
        f"From: Bo Ek <bo@ek.example>\nSent: Monday, June 2, 2025 10:00 AM\nTo: Ann\nSubject: x\n\n{OTHER}\n",
        f"________________________________\nFrom: Bo Ek\nSent: Monday\nTo: Ann\nSubject: x\n\n{OTHER}\n",
        f"> {OTHER}\n",
        f"-- \nBo Ek\n{OTHER}\n",
    ],
    ids=range(7),
)
def test_what_a_reply_quotes_is_left_out(quoted: str) -> None:
    mail = _mail(f"{OWN}\n\n{quoted}")
    assert _text(mail) == OWN
    notes = read(mail.as_bytes(), "a.eml").notes
    assert quoted.startswith("-- ") or "that it quotes were left out" in notes[0]


def test_own_words_between_quoted_ones_are_read() -> None:
    mail = _mail(f"> {OTHER}\n\n{OWN}\n\n> Was it so?\n\nIt was so, the office said.\n")
    assert _text(mail).split("\n\n") == [OWN, "It was so, the office said."]


@pytest.mark.parametrize(
    "marker", ["---------- Forwarded message ---------", "Begin forwarded message:"]
)
def test_a_forwarded_message_is_the_document(marker: str) -> None:
    inner = "From: Leeward Post <news@leeward.example>\nDate: Mon, 2 Jun 2025 at 10:00\nSubject: A third ship\nTo: Ann\n"
    raw = read(_mail(f"Please see below.\n\n{marker}\n{inner}\n{OTHER}\n").as_bytes(), "a.eml")
    assert normalise(raw).text.strip() == OTHER
    assert (raw.title, raw.publisher, raw.published) == ("A third ship", "Leeward Post", date(2025, 6, 2))  # fmt: skip
    assert "3 words of the sender's" in raw.notes[0]


def test_a_reply_in_html_loses_its_block_quotation() -> None:
    mail = _mail("x")
    mail.set_content(
        f"<html><body><div>{OWN}</div><div>On Monday, Bo Ek &lt;b@e.example&gt; wrote:</div>"
        f"<blockquote><p>{OTHER}</p></blockquote></body></html>",
        subtype="html",
    )
    assert OTHER not in _text(mail)
    assert OWN in _text(mail)


def test_attachments_are_named() -> None:
    mail = _mail(OWN)
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="report.pdf")
    assert any("report.pdf was not read" in note for note in read(mail.as_bytes(), "a.eml").notes)
    alone = _mail("")
    alone.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="report.pdf")
    with pytest.raises(UnreadableError, match=r"report\.pdf was not read"):
        read(alone.as_bytes(), "a.eml")


def test_a_page_saved_by_a_browser_is_read_as_a_page() -> None:
    page = as_html(["Ships leave", OWN, OTHER]).decode()
    mail = EmailMessage()
    mail["From"] = "<Saved by Blink>"
    mail["Snapshot-Content-Location"] = "https://wire.example/ships"
    mail["Subject"] = "Ships leave"
    mail.set_content(page, subtype="html", cte="quoted-printable")
    data = mail.as_bytes()
    raw = read(data, "a.mhtml")
    document = normalise(raw)
    assert document.text.split("\n") == ["Ships leave", OWN, OTHER]
    at = document.text.index("third ship")
    place = document.locate(at, at + 10)
    assert data[place.start : place.end].replace(b"=\n", b"") == b"third ship"
