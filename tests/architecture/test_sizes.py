"""Files and functions stay small enough to be read at one sitting, and are named for what they do."""

import ast

from tests.source import files, name, offences, product, tree

LONGEST = {".py": 250, ".html": 120, ".css": 150, ".js": 100}
ALONE = {"static/recount.py": 550}  # one file by its nature: whoever recounts takes nothing else along
LONGEST_FUNCTION = 40
NOT_NAMES = {"service", "services", "util", "utils", "helper", "helpers", "common", "base", "manager", "misc"}
VENDORED = ("static/js/htmx", "static/js/vendor/", "migrations/versions/")
# In pieces, so that this file does not name them either.
REGISTRIES = ("pypi." + "org", "python" + "hosted.org", "registry.npm" + "js", "npm" + "js.com", "deb.debi" + "an.org")
TEXT = (".py", ".txt", ".in", ".toml", ".md", ".ini", ".html", ".js", ".css", ".yml", "")


def test_a_file_is_short():
    judged = [f for f in files(*LONGEST) if not name(f).startswith(VENDORED)]
    long = offences(judged, lambda f: max(0, len(f.read_text().splitlines()) - ALONE.get(name(f), LONGEST[f.suffix])))
    assert long == {}, "lines above the limit"


def test_a_function_is_short():
    def long(file):
        functions = [n for n in ast.walk(tree(file)) if isinstance(n, ast.FunctionDef)]
        lengths = {f.name: f.end_lineno - f.lineno + 1 for f in functions}
        return {function: lines for function, lines in lengths.items() if lines > LONGEST_FUNCTION}

    assert offences(product(), long) == {}


def test_a_module_is_named_for_what_it_does():
    assert offences(product(), lambda f: NOT_NAMES & {f.stem, *name(f).split("/")[:-1]}) == {}


def test_a_module_opens_with_the_rule_it_keeps():
    judged = [f for f in product() if f.name != "__init__.py"]
    assert offences(judged, lambda f: not ast.get_docstring(tree(f))) == {}


def test_no_registry_is_named():
    judged = [f for f in files(*TEXT) if "vendor" not in name(f)]
    assert offences(judged, lambda f: [h for h in REGISTRIES if h in f.read_text(errors="replace")]) == {}


def test_no_test_sleeps():
    def sleeps(file):
        named = [n for n in ast.walk(tree(file)) if isinstance(n, ast.Attribute)]
        return [n.lineno for n in named if n.attr in ("sleep", "wait_for_timeout")]

    waiting_for_a_server = "tests/postgres.py"
    assert offences([f for f in files(".py", under="tests/") if name(f) != waiting_for_a_server], sleeps) == {}
