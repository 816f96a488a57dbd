"""The arrows of the house: app, front → commerce → ideas → governance → members → kernel, never back."""

import ast

from tests.source import PACKAGES, TOP, files, imports, name, offences, product, tree

ORDER = [*PACKAGES, "front", "app"]
WEB = ("flask", "flask_login", "werkzeug")
WEB_FILES = ("wiring.py", "commands.py", "letters.py", "members/sessions/reading.py", *TOP)


def level(dotted):
    """How high a module stands; None for what is not ours."""
    head = dotted.split(".")[0]
    return ORDER.index(head) if head in ORDER else None


def test_a_package_imports_only_what_stands_below_it():
    def upward(file):
        own = level(name(file).removesuffix(".py").replace("/", "."))
        limit = -1 if own is None else own  # config.py stands below everything
        return [f"line {line}: {d}" for d, line in imports(file) if (level(d) if level(d) is not None else -1) > limit]

    assert offences(product(), upward) == {}, "publish an event instead"


def test_only_app_and_commands_read_the_settings():
    readers = offences(product(), lambda f: [line for d, line in imports(f) if d == "config"])
    assert set(readers) <= {"app.py"}


def _knows_nothing_of_requests(file):
    in_package = name(file).split("/")[0] in PACKAGES[1:]
    act = file.name.endswith(("ing.py", "tion.py")) and not {file.name, name(file)} & set(WEB_FILES)
    pure = file.name in ("policy.py", "phase.py", "queries.py") or "/counting/" in name(file)
    return in_package and "routes" not in name(file) and (act or pure)


def test_acts_policies_queries_and_counting_know_nothing_of_requests():
    judged = [f for f in product() if _knows_nothing_of_requests(f)]
    assert offences(judged, lambda f: [d for d, _ in imports(f) if d.split(".")[0] in WEB]) == {}


def test_counting_needs_no_database():
    judged = files(".py", under="governance/counting/")
    assert judged
    assert offences(judged, lambda f: [d for d, _ in imports(f) if d.startswith(("sqlalchemy", "flask"))]) == {}


def test_only_the_kernel_commits():
    def commits(file):
        calls = [n for n in ast.walk(tree(file)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
        return [call.lineno for call in calls if call.func.attr == "commit"]

    judged = [f for f in product() if not name(f).startswith("kernel/")]
    assert offences(judged, commits) == {}, "use transaction() in routes, commands and jobs"


def test_no_import_hides_in_a_function_to_escape_a_circle():
    def hidden(file):
        functions = [n for n in ast.walk(tree(file)) if isinstance(n, ast.FunctionDef)]
        inside = [n for f in functions for n in ast.walk(f) if isinstance(n, ast.ImportFrom)]
        return [n.lineno for n in inside if level(n.module or "") is not None]

    assert offences(product(), hidden) == {}, "the arrow is wrong: publish an event, or move the noun down"


def test_the_clock_is_asked_nowhere_else():
    def asked(file):
        named = [n for n in ast.walk(tree(file)) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)]
        return [n.lineno for n in named if n.value.id in ("datetime", "date") and n.attr in ("now", "utcnow", "today")]

    assert offences([f for f in product() if name(f) != "kernel/clock.py"], asked) == {}, "use kernel.clock.now()"


def test_only_the_markup_files_know_the_parser_and_the_sanitiser():
    knowing = offences(product(), lambda f: [d for d, _ in imports(f) if d.split(".")[0] in ("bleach", "markdown")])
    assert set(knowing) <= {"kernel/markup.py", "kernel/markup_parser.py"}
