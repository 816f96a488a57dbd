"""The two outside judges of a page: axe for accessibility, and the W3C's HTML checker."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.data import needed
from tests.source import ROOT

SERIOUS = ("serious", "critical")
HTMX = "Attribute “hx-"  # htmx's own attributes, which no standard knows
JARS = Path(os.environ.get("VNU_CACHE") or ROOT / "var" / "cache")


def axe_faults(page):
    """What axe finds serious on this Playwright page, in words."""
    from axe_playwright_python.sync_playwright import Axe

    violations = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {v['id']}: {v['help']}: {[node['target'] for node in v['nodes']][:4]}"
        for v in violations
        if v["impact"] in SERIOUS
    ]


def html_faults(folder):
    """What the W3C checker says about every .html file of this folder, in words."""
    jars = sorted(JARS.glob("vnu-*.jar"))
    needed(jars and shutil.which("java"), "the HTML checker is missing: run `make test-tools` where Java and npm are")
    command = ["java", "-Xmx512m", "-jar", jars[-1], "--format", "json", "--exit-zero-always", "--stdout", str(folder)]
    checked = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{Path(m['url']).name}: {m['message']} … {m.get('extract', '').strip()[:120]}"
        for m in json.loads(checked.stdout)["messages"]
        if (m["type"] == "error" or m.get("subType") == "warning") and not m["message"].startswith(HTMX)
    ]
