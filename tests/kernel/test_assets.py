"""Static files travel compressed, under addresses that name their content; the first load stays small."""

import base64
import hashlib
import re
from pathlib import Path

import brotli
import pytest

from kernel.assets import gathered, joined_js, squeezed_css

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"


@pytest.fixture
def client(app):
    return app.test_client()


def _url(app, name):
    return app.jinja_env.globals["static_url"](name)


def test_the_vendored_htmx_is_the_file_we_checked():
    note = (STATIC / "js/vendor/README.txt").read_text()
    for name in [file.name for file in (STATIC / "js/vendor").glob("*.js")]:
        digest = base64.b64encode(hashlib.sha384((STATIC / "js/vendor" / name).read_bytes()).digest()).decode()
        assert f"sha384-{digest}  {name}" in note
    assert (STATIC / "js/vendor/htmx-LICENSE.txt").is_file()


def test_a_file_is_kept_for_a_year_in_the_best_coding(app, client):
    url = _url(app, "site.css")
    best = client.get(url, headers={"Accept-Encoding": "gzip, br"})
    assert best.headers["Content-Encoding"] == "br"
    assert best.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert best.headers["Vary"] == "Accept-Encoding"
    assert best.mimetype == "text/css"
    plain = client.get(url, headers={"Accept-Encoding": "identity"})
    assert brotli.decompress(best.data) == plain.data
    again = client.get(url, headers={"Accept-Encoding": "gzip, br", "If-None-Match": best.headers["ETag"]})
    assert again.status_code == 304


def test_an_address_of_yesterday_leads_to_todays(app, client):
    answer = client.get("/static/site.000000000000.css")
    assert (answer.status_code, answer.headers["Location"]) == (302, _url(app, "site.css"))


@pytest.mark.parametrize("path", ["nothing.css", "../app.py", "css/tokens.css", "js/vendor/README.txt", "%00"])
def test_only_what_is_published_is_served(client, path):
    assert client.get(f"/static/{path}").status_code == 404


def test_the_first_load_fits_in_60_kb():
    assets = gathered(STATIC)
    names = ("site.css", "app.js", "js/vendor/htmx-4.0.1.min.js", "fonts/besley-600.woff2")
    parts = {name: len(assets[name].compressed.get("br", assets[name].body)) for name in names}
    assert sum(parts.values()) < 46_000, parts


def test_fonts_in_the_stylesheet_are_fingerprinted():
    css = gathered(STATIC)["site.css"].body.decode()
    found = re.findall(r'url\("([^"]+)"\)', css)
    assert found
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", url) for url in found)


def test_bundling_keeps_rules_and_names_apart():
    assert squeezed_css("/* why */\n  a {\n    color: red;\n  }\n") == "a {\ncolor: red;\n}\n"
    module = '// what\nimport { bind } from "./bind.js";\nconst a = 1;\nbind("x", a);\n'
    assert joined_js("copy.js", module) == '{\nconst a = 1;\nbind("x", a);\n}\n'
    assert joined_js("bind.js", "export function bind() {}\n") == "function bind() {}\n"


def test_styles_name_colours_only_as_tokens():
    for file in (STATIC / "css").rglob("*.css"):
        if file.name != "tokens.css":
            rules = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
            rules = re.sub(r"@media print \{.*", "", rules, flags=re.DOTALL)
            assert not re.search(r"#[0-9a-f]{3,8}\b(?![^;{]*\{)|rgba?\(|hsla?\(", rules), file
            assert len(file.read_text().splitlines()) < 150, file


def test_scripts_are_small_modules():
    for file in (STATIC / "js").glob("*.js"):
        assert len(file.read_text().splitlines()) < 60, file
