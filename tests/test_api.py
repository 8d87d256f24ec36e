"""The public names: each is documented, and importing them costs nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tidewaiter import api

ROOT = Path(__file__).parents[1]


def test_the_public_names_are_those_of_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    documented = re.findall(r"^::: tidewaiter\.api\.(\w+)$", page, re.MULTILINE)
    assert sorted(documented) == api.__all__
    assert len(set(documented)) == len(documented)


def test_every_function_of_the_modules_is_public() -> None:
    defined = {
        name
        for file in (ROOT / "src" / "tidewaiter" / "api").glob("*.py")
        for name in re.findall(r"^def ([a-z]\w*)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert defined == set(api.__all__)
    assert all(callable(getattr(api, name)) and getattr(api, name).__doc__ for name in defined)


def test_importing_it_imports_nothing_else_of_ours() -> None:
    code = "import sys, tidewaiter.api; print(*(m for m in sys.modules if m.startswith('tidewaiter')))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    others = {name for name in said.stdout.split() if not name.startswith("tidewaiter.api")}
    assert others == {"tidewaiter"}
