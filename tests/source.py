"""The project's own source files, read once, for the tests that judge the code itself."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("kernel", "members", "governance", "ideas", "commerce")
TOP = ("app.py", "config.py")


@cache
def tracked():
    """Every file of the repository, by git where there is one, else by walking."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        return [ROOT / name for name in sorted(set(listed.stdout.splitlines())) if (ROOT / name).is_file()]
    skipped = {".venv", "var", ".git", "node_modules"}
    return [f for f in sorted(ROOT.rglob("*")) if f.is_file() and not skipped & set(f.relative_to(ROOT).parts)]


def files(*suffixes, under=""):
    """Tracked files with these endings, below this folder."""
    return [f for f in tracked() if f.suffix in suffixes and name(f).startswith(under)]


def product():
    """The Python files that make the site; tests, bench and migrations left out."""
    return [f for f in files(".py") if name(f) in TOP or f.relative_to(ROOT).parts[0] in (*PACKAGES, "front")]


def name(file):
    """The file's path as people write it."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file):
    """The file's syntax tree."""
    return ast.parse(file.read_text())


def module(file):
    """The dotted name by which the file is imported."""
    return name(file).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(file):
    """Every dotted name this file imports, with the line."""
    found = []
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{name(file)}: relative import"
            found += [(node.module, node.lineno)]
    return found


def offences(judged, fault):
    """What `fault` finds wrong, by file: empty when all is well."""
    return {name(file): found for file in judged if (found := fault(file))}
