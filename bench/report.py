"""The table of what was measured, each number beside its floor and its aim."""

from __future__ import annotations

import re

ASSET = re.compile(r'<(?:link[^>]*?href|script[^>]*?src)="(/[^"]+\.(?:css|js)[^"]*)"')
GZIP = {"Accept-Encoding": "gzip"}
HEAD = f"{'':9} {'guest':>7} {'no cache':>8} {'p50':>6} {'p99':>6} {'member':>7} {'p50':>6} {'p99':>6} {'alone':>6} {'xS':>5} {'xR':>5} {'q':>3} {'q in':>4} {'bytes':>7} {'first':>7}"  # noqa: E501


def first_load(app, path):
    """Compressed bytes of a first visit: the page with its styles and scripts, pictures aside."""
    client = app.test_client()
    page = client.get(path, headers=GZIP)
    linked = set(ASSET.findall(client.get(path).text))
    return len(page.data) + sum(len(client.get(url, headers=GZIP).data) for url in linked)


def world(name, found):
    """One world's table."""
    lines = [f"\nThe {name} world", *_floors(found), *_pages(found), *_acts(found)]
    lines.append(f"memory of two server processes and the worker: {found['memory']:.0f} MB (aim: under 250)")
    return "\n".join(lines) + "\n"


def growth(results):
    """How the large world compares, when both were measured."""
    if not {"small", "large"} <= set(results):
        return ""
    lines = ["\nLarge beside small, p50 (aim: at most 1.3)", *_growth(results["small"], results["large"])]
    return "\n".join(lines) + "\n"


def _floors(found):
    words = []
    for floor in "RSW":
        eight, alone = found["floors"][floor, 8], found["floors"][floor, 1]
        words.append(
            f"floor {floor}: {eight.rate:7.0f}/s  p50 {eight.p50:6.2f}  p99 {eight.p99:6.2f}  alone {alone.p50:.2f} ms"
        )
    return words


def _pages(found):
    r, s = found["floors"]["R", 8].rate, found["floors"]["S", 1].p50
    yield HEAD
    for name in found["anonymous"]:
        guest, bare, member = found["anonymous"][name], found["uncached"][name], found["signed in"][name]
        alone, cost = found["alone"][name], found["costs"][name]
        bad = guest.bad + bare.bad + member.bad + alone.bad
        yield (
            f"{name:9} {guest.rate:7.0f} {bare.rate:8.0f} {guest.p50:6.2f} {guest.p99:6.2f} {member.rate:7.0f} "
            f"{member.p50:6.2f} {member.p99:6.2f} {alone.p50:6.2f} {alone.p50 / s:5.1f} {guest.rate / r:5.2f} "
            f"{cost['guest']:3} {cost['member']:4} {cost['bytes']:7} {cost['first']:7}"
            + (f"  {bad} BAD" if bad else "")
        )
    yield "aims: xS (signed in alone, beside S) at most 2; xR (guests, beside R) at least 0.5; q ≤ 6, q in ≤ 10; first ≤ 61440"


def _acts(found):
    w = found["floors"]["W", 1].p50
    for kind, measured in found["acts"].items():
        if measured is None:
            yield f"{kind} POST: its form was not found"
            continue
        alone, eight = measured
        bad = f"  {alone.bad + eight.bad} BAD" if alone.bad + eight.bad else ""
        yield (
            f"{kind:8} POST: {eight.rate:6.0f}/s  p50 {eight.p50:6.2f}  p99 {eight.p99:6.2f}  "
            f"alone {alone.p50:5.2f} ms = {alone.p50 / w:.1f} W (aim: at most 3){bad}"
        )


def _growth(small, large):
    for kind in ("uncached", "signed in", "alone"):
        ratios = [f"{name} {large[kind][name].p50 / small[kind][name].p50:.2f}" for name in small[kind]]
        yield f"{kind}: " + ", ".join(ratios)
    acts = [k for k in small["acts"] if small["acts"][k] and large["acts"][k]]
    yield "acts: " + ", ".join(f"{k} {large['acts'][k][1].p50 / small['acts'][k][1].p50:.2f}" for k in acts)
