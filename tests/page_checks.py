"""What every page and fragment must be, checked each time a test opens one."""

from collections import Counter

from tests.html import by_id, elements, fields_of, label_of, name_of, parse_fragment, parse_page, text_of

UNLABELLED = ("hidden", "submit", "button", "reset", "image")
DATA_SCRIPTS = ("application/ld+json", "application/json", "speculationrules")
OLD_HTMX = ("hx-ext", "hx-disabled-elt", "hx-vars", "hx-params", "hx-inherit", "hx-request", "hx-boost")


def check_page(source):
    """Raise AssertionError that names everything wrong with a whole page; else return its tree."""
    tree, faults = parse_page(source)
    faults += [*_heading(tree), *_language(tree), *check_parts(tree)]
    assert not faults, "this page is wrong:\n  " + "\n  ".join(faults)
    return tree


def check_fragment(source, container):
    """The same for a fragment: well-formed, and one root beside what is swapped out of band."""
    tree, faults = parse_fragment(source, container)
    roots = [e for e in tree if isinstance(e.tag, str) and "hx-swap-oob" not in e.attrib and e.tag != "hx-partial"]
    if len(roots) > 1:
        faults.append(f"a fragment has one root, this one has {[e.tag for e in roots]}")
    assert not faults, "this fragment is wrong:\n  " + "\n  ".join(faults)
    return tree


def check_parts(tree):
    """Faults of the parts that pages and fragments share."""
    for check in (_ids, _labels, _names, _forms, _inline, _pictures, _references):
        yield from check(tree)


def _heading(tree):
    headings = elements(tree, "h1")
    if len(headings) != 1:
        yield f"one h1 a page, here are {len(headings)}"
        return
    title, h1 = text_of(elements(tree, "title")[0]) if elements(tree, "title") else "", text_of(headings[0])
    if not h1 or not title.startswith(h1):
        yield f"the title {title!r} must start with the heading {h1!r}"


def _language(tree):
    if not tree.get("lang"):
        yield "<html> has no lang"
    if len(elements(tree, "main")) != 1:
        yield "one <main> a page"


def _ids(tree):
    counts = Counter(e.get("id") for e in elements(tree) if "id" in e.attrib)
    yield from (f"id {name!r} stands {count} times" for name, count in counts.items() if count > 1 or not name)


def _labels(tree):
    for field in elements(tree, "input", "select", "textarea"):
        if field.get("type") in UNLABELLED:
            continue
        if not (label_of(field, tree) or name_of(field, tree)):
            yield f"the field {field.get('name')!r} has no label"


def _names(tree):
    for control in elements(tree, "a", "button", "summary"):
        if control.tag == "a" and not control.get("href", "").strip("# "):
            yield f"the link {text_of(control)!r} leads nowhere"
        unreachable = control.get("aria-hidden") == "true" and control.get("tabindex") == "-1"
        if not unreachable and not name_of(control, tree):
            yield f"a <{control.tag}> without a name: {control.attrib}"


def _forms(tree):
    for form in elements(tree, "form"):
        names = {field.get("name") for field in fields_of(form, tree)}
        where = form.get("action")
        if not where:
            yield f"a form without action, with fields {sorted(filter(None, names))}"
        if form.get("method", "").lower() not in ("get", "post", "dialog"):
            yield f"the form to {where} has no method"
        if form.get("method", "").lower() == "post" and not {"csrf_token", "once"} <= names:
            yield f"the form to {where} lacks form_tokens()"
        if form.get("hx-post") not in (None, where):
            yield f"the form to {where} posts elsewhere with htmx: {form.get('hx-post')}"


def _inline(tree):
    for element in elements(tree):
        if element.tag == "style" or "style" in element.attrib:
            yield f"inline style on <{element.tag}>"
        if element.tag == "script" and "src" not in element.attrib and element.get("type") not in DATA_SCRIPTS:
            yield "inline script"
        for name, value in element.attrib.items():
            yield from _attribute(element.tag, str(name), value.strip().lower())


def _attribute(tag, name, value):
    if name.startswith(("on", "hx-on")) or name in OLD_HTMX:
        yield f"<{tag} {name}> is refused"
    if value.startswith("javascript:"):
        yield f"<{tag} {name}> holds a script"
    if name in ("hx-post", "hx-get", "hx-put", "hx-delete") and tag not in ("form", "button", "a"):
        yield f"<{tag} {name}>: htmx belongs on a form, a button or a link"


def _pictures(tree):
    for picture in elements(tree, "img"):
        missing = [name for name in ("alt", "width", "height") if name not in picture.attrib]
        if missing:
            yield f"<img src={picture.get('src')}> lacks {', '.join(missing)}"


def _references(tree):
    for element in elements(tree):
        for name in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            for one in element.get(name, "").split():
                if by_id(tree, one) is None and not (name == "for" and element.tag == "output"):
                    yield f"<{element.tag} {name}={one!r}> points at nothing"
