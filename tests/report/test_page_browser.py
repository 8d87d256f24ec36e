"""The page in a browser without a network: both bundled cases, hostile words, thousands of claims."""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.report.pages import HOSTILE, filled

from tidewaiter import api
from tidewaiter.report.as_html import as_html

pytestmark = pytest.mark.browser
WIDTHS = (1280, 768, 390)
PAPER = 688  # px of text on A4 with margins of 14 mm


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {built.folder.name: built.dossier for built in api.demo(folder / "demo")}
    for name, dossier in (
        ("hostile", filled(HOSTILE)),
        ("long", filled("x" * 10_000)),
        ("many", filled("Some words of a source.", 5_000, 2_000)),
    ):
        made[name] = folder / f"{name}.html"
        made[name].write_text(as_html(dossier), encoding="utf-8")
    return made


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    opened = browser.new_context(offline=True)
    yield opened
    opened.close()


def _open(context: Any, file: Path) -> tuple[Any, list[str]]:
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.goto(file.as_uri())
    assert loaded == [file.as_uri()]
    page.on("request", lambda request: heard.append(request.url))
    return page, heard


@pytest.mark.parametrize("name", ["rajin", "exercise", "hostile", "long"])
def test_a_page_is_silent_and_fits(files: dict[str, Path], context: Any, name: str) -> None:
    page, heard = _open(context, files[name])
    for width, media in (*((w, "screen") for w in WIDTHS), (PAPER, "print")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media=media)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, media)
    assert heard == []


@pytest.mark.parametrize("name", ["rajin", "exercise", "hostile", "long"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark"), (390, "light")])
def test_nobody_is_kept_out(
    files: dict[str, Path], context: Any, name: str, width: int, scheme: str
) -> None:
    page, _ = _open(context, files[name])
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert _violations(page) == []


@pytest.mark.parametrize("name", ["rajin", "exercise"])
def test_a_bundled_page_stays_small(files: dict[str, Path], name: str) -> None:
    assert files[name].stat().st_size < 500_000


def test_thousands_of_claims_open_soon_and_a_number_leads_into_a_folded_group(
    files: dict[str, Path], context: Any
) -> None:
    start = time.monotonic()
    page, heard = _open(context, files["many"])
    assert time.monotonic() - start < 5
    assert heard == []
    page.evaluate("location.hash = '#E4321'")
    assert page.locator("#E4321").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def _violations(page: Any) -> list[Any]:
    """Ask axe-core, in a world of its own: the page's policy lets no script into the page."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-core is absent (PyPI: axe-playwright-python)")
    axe = (Path(found.origin).parent / "axe.min.js").read_text("utf-8")
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
    session.send("Runtime.evaluate", {"expression": axe, "contextId": world})
    ask = (
        "axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map("
        "v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary])))"
    )
    said = session.send(
        "Runtime.evaluate",
        {"expression": ask, "contextId": world, "awaitPromise": True, "returnByValue": True},
    )
    violations: list[Any] = json.loads(said["result"]["value"])
    return violations
