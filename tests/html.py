"""Reading HTML as a browser does, by html5lib: trees, the names people see, and the fields of forms."""

import re

import html5lib

INVISIBLE = {"script", "style", "template", "noscript"}
FIELDS = ("input", "select", "textarea", "button")


def _parser():
    return html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)


def parse_page(source):
    """The tree of a whole document, and the parse errors in it as words."""
    parser = _parser()
    tree = parser.parse(source)
    return tree, _errors(parser, source)


def parse_fragment(source, container="div"):
    """The tree of a fragment as it would be swapped into an element of this tag, and its parse errors."""
    parser = _parser()
    tree = parser.parseFragment(source, container=container)
    return tree, _errors(parser, source)


def _errors(parser, source):
    lines = source.splitlines()
    return [
        f"{code} at line {place[0]}: {lines[place[0] - 1].strip()[:160] if place[0] <= len(lines) else ''}"
        for place, code, _ in parser.errors
    ]


def elements(tree, *tags):
    """Every element of these tags, or every element; comments left out."""
    return [e for e in tree.iter() if isinstance(e.tag, str) and (not tags or e.tag in tags)]


def squeezed(words):
    """Text with all its blanks made single ones."""
    return " ".join(words.split())


def text_of(element):
    """The visible text of an element, blanks squeezed, pictures by their alt text."""
    return squeezed("".join(_pieces(element)))


def _pieces(element):
    if not isinstance(element.tag, str) or element.tag in INVISIBLE or "hidden" in element.attrib:
        return
    if element.tag == "img":
        yield f" {element.get('alt', '')} "
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def by_id(tree, wanted):
    """The element with this id, or None."""
    return next((e for e in elements(tree) if e.get("id") == wanted), None)


def name_of(element, tree):
    """The accessible name of a link, button or field: aria-label, labelledby, label, text or value."""
    if element.get("aria-label"):
        return squeezed(element.get("aria-label"))
    if element.get("aria-labelledby"):
        parts = [by_id(tree, one) for one in element.get("aria-labelledby").split()]
        return squeezed(" ".join(text_of(part) for part in parts if part is not None))
    if element.tag in ("input", "select", "textarea") and element.get("type") not in ("submit", "button", "reset"):
        return label_of(element, tree)
    return text_of(element) or squeezed(element.get("value", "") or element.get("title", "") or _svg_title(element))


def _svg_title(element):
    return " ".join(text_of(e) for e in element.iter() if isinstance(e.tag, str) and e.tag.endswith("}title"))


def label_of(field, tree):
    """The words of the label that belongs to this field, or an empty string."""
    for label in elements(tree, "label"):
        if (field.get("id") and label.get("for") == field.get("id")) or field in list(label.iter()):
            return text_of(label)
    return ""


def parents_of(tree):
    """Each element's parent."""
    return {child: parent for parent in tree.iter() for child in parent}


def enclosing(element, tree, tag):
    """The nearest ancestor of this tag, or None."""
    parents = parents_of(tree)
    while element is not None and element.tag != tag:
        element = parents.get(element)
    return element


def form_of(control, tree):
    """The form a button or field belongs to: by its form attribute, else the form around it."""
    if control.get("form"):
        return by_id(tree, control.get("form"))
    return enclosing(control, tree, "form")


def fields_of(form, tree):
    """The form's own controls, wherever they stand on the page."""
    outside = [e for e in elements(tree, *FIELDS) if form.get("id") and e.get("form") == form.get("id")]
    inside = [e for e in elements(form, *FIELDS) if not e.get("form")]
    return inside + outside


def typed(field):
    """What the browser would send for a field nobody touched: a list of values."""
    if "disabled" in field.attrib or field.tag == "button":
        return []
    if field.tag == "textarea":
        return [(field.text or "").removeprefix("\n")]
    if field.tag == "select":
        options = elements(field, "option")
        chosen = [o for o in options if "selected" in o.attrib] or ([] if "multiple" in field.attrib else options[:1])
        return [option_value(o) for o in chosen]
    kind = field.get("type", "text")
    if kind in ("checkbox", "radio"):
        return [field.get("value", "on")] if "checked" in field.attrib else []
    return [] if kind in ("submit", "button", "reset", "image", "file") else [field.get("value", "")]


def option_value(option):
    """What choosing this option sends."""
    return option.get("value", text_of(option))


def tokens_in(source):
    """What the first form of a page carries for the site: its token, and the key by which it counts once."""
    return {name: re.search(rf'name="{name}" value="(\w+)"', source).group(1) for name in ("csrf_token", "once")}
