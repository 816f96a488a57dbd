"""What htmx does with an answer: find the target, swap the fragment in, put the out-of-band parts in their places."""

from tests.html import by_id, elements, enclosing, parents_of


def multi(pairs):
    """Form fields as a dict of lists, as the test client wants them."""
    found = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def headers(form, page):
    """What htmx 4 tells the server."""
    source = form.tag + (f"#{form.get('id')}" if form.get("id") else "")
    aim = target(page.tree, form)
    named = aim.tag + (f"#{aim.get('id')}" if aim.get("id") else "")
    whole = "full" if aim.tag == "body" else "partial"
    asked = {"HX-Request": "true", "HX-Request-Type": whole, "HX-Source": source, "HX-Target": named}
    return asked | {"HX-Current-URL": page.url, "Sec-Fetch-Mode": "cors"}


def redirected(form, response):
    """The form with its target and swap as the answer's headers change them."""
    changed = form.makeelement(form.tag, dict(form.attrib))
    for header, name in (("HX-Retarget", "hx-target"), ("HX-Reswap", "hx-swap")):
        if header in response.headers:
            changed.set(name, response.headers[header])
    return changed if "HX-Retarget" in response.headers else form


def target(tree, form):
    """The element the answer goes to."""
    wanted = form.get("hx-target", "this")
    if wanted == "this":
        return form
    if wanted.startswith("closest "):
        found = enclosing(form, tree, wanted.removeprefix("closest ").strip())
    elif wanted.startswith("#"):
        found = by_id(tree, wanted[1:])
    else:
        found = next(iter(elements(tree, wanted)), None)
    assert found is not None, f"hx-target {wanted!r} is not on the page"
    return found


def container(tree, form):
    """The tag the fragment will stand in, which decides how it is parsed."""
    if _style(form.get("hx-swap", "innerHTML")) in ("innerHTML", "beforeend", "afterbegin", "innerMorph"):
        return target(tree, form).tag
    parent = parents_of(tree).get(target(tree, form))
    return parent.tag if parent is not None else "div"


def _style(words):
    return (words.split() or ["innerHTML"])[0]


def swap(tree, form, fragment):
    """Apply an answer to the page's tree."""
    main = [e for e in fragment if "hx-swap-oob" not in getattr(e, "attrib", {})]
    aside = [e for e in fragment if "hx-swap-oob" in getattr(e, "attrib", {})]
    _place(tree, target(tree, form), _style(form.get("hx-swap", "innerHTML")), main)
    for element in aside:
        how, _, where = element.attrib.pop("hx-swap-oob").partition(":")
        aim = by_id(tree, where.lstrip("#") or element.get("id"))
        assert aim is not None, f"nothing on the page for the out-of-band {element.get('id')!r}"
        inner = how not in ("true", "outerHTML", "outerMorph")
        _place(tree, aim, how if inner else "outerHTML", list(element) if inner else [element])


def _place(tree, aim, how, new):
    if how == "none":
        return
    if how in ("innerHTML", "innerMorph"):
        for child in list(aim):
            aim.remove(child)
        aim.text = None
        aim.extend(new)
    elif how == "beforeend":
        aim.extend(new)
    elif how == "afterbegin":
        for element in reversed(new):
            aim.insert(0, element)
    else:
        _beside(parents_of(tree)[aim], aim, how, new)


def _beside(parent, aim, how, new):
    place = list(parent).index(aim)
    if how in ("outerHTML", "outerMorph", "delete"):
        parent.remove(aim)
    elif how == "afterend":
        place += 1
    for element in reversed([] if how == "delete" else new):
        parent.insert(place, element)
