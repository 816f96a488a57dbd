"""`make sbom`: what the site is made of, as CycloneDX: the locked packages, by cyclonedx-py, and what is vendored."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent.parent
VENDORED: tuple[dict[str, Any], ...] = (
    {"name": "htmx.org", "version": "4.0.1", "licence": "0BSD", "file": "static/js/vendor/htmx-4.0.1.min.js"},
    {"name": "besley", "version": "2.001", "licence": "OFL-1.1", "file": "static/fonts/besley-600.woff2"},
    {"name": "besley-ext", "version": "2.001", "licence": "OFL-1.1", "file": "static/fonts/besley-600-ext.woff2"},
)


def packages(lock: Path) -> dict[str, Any]:
    """The bill of the lock's packages, as cyclonedx-py writes it: version, address and hashes of each."""
    command = ["-m", "cyclonedx_py", "requirements", str(lock), "--pyproject", str(HERE / "pyproject.toml")]
    made = subprocess.run(  # noqa: S603  (our own words only)
        [sys.executable, *command, "--output-reproducible"], check=True, capture_output=True, text=True
    )
    bill: dict[str, Any] = json.loads(made.stdout)
    return bill


def vendored(name: str, version: str, licence: str, file: str) -> dict[str, Any]:
    """One file that is not ours and lies in the repository, with the hash of its bytes."""
    digest = sha256((HERE / file).read_bytes()).hexdigest()
    return {
        "type": "library" if file.endswith(".js") else "data",
        "bom-ref": f"vendored-{name}",
        "name": name,
        "version": version,
        "licenses": [{"license": {"id": licence}}],
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "properties": [{"name": "commonmade:file", "value": file}],
    }


def bill() -> dict[str, Any]:
    """The whole bill of materials."""
    whole = packages(HERE / "requirements.txt")
    whole["components"] += [vendored(**one) for one in VENDORED]
    return whole


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bill(), indent=2, sort_keys=True) + "\n")
