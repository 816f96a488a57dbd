"""Templates carry no script and no style, speak htmx 4, trust no text, and each of them is used."""

import re

from tests.source import ROOT, files, name, offences

TEMPLATES = files(".html", ".txt", ".xml", under="templates/")
PROSE = "templates/components/prose.html"
HTMX_2 = re.compile(r"\bhx-(ext|disabled-elt|vars|params|inherit|request|boost|disinherit)\b|htmx:[a-z]+[A-Z]|data-hx-")
SCRIPT_IN_HTMX = re.compile(r"\bhx-on\b|[\"']js:|hx-trigger=[\"'][^\"']*\[")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
BARE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE)
DEADLINE_IN_WORDS = re.compile(r"\bhow_far\([^}]*\) \}\}\s*[.,;:)a-z]")
UNSAFE = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\(")


def _found(rules, files_judged, read=lambda file: file.read_text()):
    return offences(files_judged, lambda f: [m.group() for rule in rules for m in rule.finditer(read(f))])


def _markup_alone(file):
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", file.read_text(), flags=re.DOTALL)


def test_templates_carry_no_script_and_no_style():
    judged = [f for f in TEMPLATES if not name(f).startswith("templates/mail/")]
    assert _found((INLINE, BARE_SCRIPT, SCRIPT_IN_HTMX), judged, _markup_alone) == {}


def test_a_deadline_inside_a_sentence_is_one_that_does_not_begin_a_line_of_its_own():
    assert _found((DEADLINE_IN_WORDS,), [f for f in TEMPLATES if f.name != "moment.html"]) == {}


def test_htmx_is_spoken_as_version_4_does():
    own_scripts = [f for f in files(".js", under="static/") if "htmx" not in f.name]
    assert _found((HTMX_2,), [*TEMPLATES, *own_scripts]) == {}


def test_only_the_prose_macro_and_the_kernel_trust_html():
    judged = [f for f in (*TEMPLATES, *files(".py")) if not name(f).startswith(("kernel/", "tests/"))]
    assert set(_found((UNSAFE,), judged)) <= {PROSE}


def test_the_prose_macro_keeps_htmx_out_of_member_text():
    assert "hx-ignore" in (ROOT / PROSE).read_text()


def test_every_template_is_used():
    everything = "\n".join(f.read_text() for f in files(".py", ".html", ".txt", ".xml") if "tests/" not in name(f))
    by_pattern = ("templates/errors/", "templates/mail/")
    unused = [
        name(file)
        for file in TEMPLATES
        if not name(file).startswith(by_pattern) and name(file).removeprefix("templates/") not in everything
    ]
    assert not unused


def test_every_letter_is_complete_and_sent():
    letters = {f.name.split(".")[0] for f in files(".txt", ".html", under="templates/mail/") if f.name[0] != "_"}
    code = "\n".join(f.read_text() for f in files(".py") if "tests/" not in name(f))
    for letter in sorted(letters - {"layout"}):
        for ending in ("subject.txt", "txt", "html"):
            assert (ROOT / "templates/mail" / f"{letter}.{ending}").is_file(), f"{letter} lacks its .{ending}"
        assert f'"{letter}"' in code, f"nothing sends the letter {letter}"


def test_every_event_is_published_and_heard():
    code = {name(f): f.read_text() for f in files(".py") if "tests/" not in name(f)}
    events = [found for text in code.values() for found in re.findall(r"^class (\w+)\(Event\)", text, re.MULTILINE)]
    everything = "\n".join(code.values())
    assert [e for e in events if f"publish({e}(" not in everything and f"{e}(" not in everything] == []
    assert [e for e in events if not re.search(rf"\({e},|\b{e}:", everything)] == []
