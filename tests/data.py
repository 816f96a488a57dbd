"""Real data from ../shared/data: a build without it fails, a laptop without it skips with one clear line."""

import json
import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("SHARED_DATA") or Path(__file__).parent.parent.parent / "shared" / "data")
IN_BUILD = os.environ.get("CI") == "true"


def needed(found, words):
    """Go on when the thing is there; else fail in the build and skip elsewhere, saying why."""
    if found:
        return
    if IN_BUILD:
        pytest.fail(words)
    pytest.skip(words)


def shared(name):
    """The path of a shared data file or folder."""
    path = FOLDER / name
    needed(path.exists(), f"no test data at {path}; set SHARED_DATA to where it is")
    return path


def json_lines(name):
    """Every record of a shared .jsonl file."""
    return [json.loads(line) for line in shared(name).read_text(encoding="utf-8").splitlines() if line.strip()]
