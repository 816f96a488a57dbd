"""The header policy of every answer, also of refusals and errors (X5)."""

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def header_faults(response, signed_in):
    """What is wrong with an answer's headers, in words."""
    policy = dict(
        part.strip().partition(" ")[::2] for part in response.headers.get("Content-Security-Policy", "").split(";")
    )
    wrong = [f"CSP {name} is {policy.get(name)!r}" for name, value in STRICT.items() if policy.get(name) != value]
    wrong += [
        f"CSP allows {word}" for word in ("unsafe-inline", "unsafe-eval", "*") if word in " ".join(policy.values())
    ]
    wrong += [f"{name}: {response.headers.get(name)!r}" for name in EXACT if response.headers.get(name) != EXACT[name]]
    if "Permissions-Policy" not in response.headers:
        wrong.append("no Permissions-Policy")
    if response.mimetype == "text/html":
        varies = {word.strip().lower() for word in response.headers.get("Vary", "").split(",")}
        wrong += [f"Vary lacks {word}" for word in ("cookie", "hx-request") if word not in varies]
        if signed_in and response.status_code == 200 and "no-store" not in response.headers.get("Cache-Control", ""):
            wrong.append(f"a signed-in page may be stored: {response.headers.get('Cache-Control')!r}")
    wrong += [
        f"cookie {c.split('=')[0]} lacks a mark: {c}" for c in response.headers.getlist("Set-Cookie") if not _guarded(c)
    ]
    return wrong


def _guarded(cookie):
    marks = {part.strip().lower() for part in cookie.split(";")[1:]}
    return "httponly" in marks and "samesite=lax" in marks and not any(mark.startswith("domain=") for mark in marks)
