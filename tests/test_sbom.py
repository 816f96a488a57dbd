"""The bill of materials names every locked package with its hashes, and every file that is not ours."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = re.compile(r"\.(css|py|svg|txt)$|^static/(favicon\.ico|apple-touch-icon\.png)$|^static/js/[^/]+$")


def made():
    spec = spec_from_file_location("sbom", ROOT / "deploy" / "sbom.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.bill()["components"]


def test_the_bill_names_each_locked_package_and_each_vendored_file():
    components = made()
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    files = {p.relative_to(ROOT).as_posix() for p in (ROOT / "static").rglob("*") if p.is_file()}
    foreign = {one for one in files if not OURS.search(one)}
    named = {one["properties"][0]["value"] for one in components if "properties" in one}
    assert locked <= {one["name"] for one in components}
    assert foreign == named
    assert all(one.get("hashes") or one["externalReferences"][0]["hashes"] for one in components)
