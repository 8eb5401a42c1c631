"""The Content-Security-Policy that pages obey: only files of the site itself, and the inline scripts of the theme by hash."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S)
# The declaration of letters must stay within the first kilobyte, and a policy rules only what comes after it.
_PLACE = re.compile(r"""<meta\s+charset=["']?utf-8["']?\s*/?>""", re.I)
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    # Scripts of other sites may read what everybody may, without cookies: the data are there for programs.
    ("Access-Control-Allow-Origin", "*"),
)


def script_hashes(html: str) -> frozenset[str]:
    """The hashes of the inline scripts of a page, as CSP writes them; blocks of data are no scripts."""
    codes = (match["code"] for match in _SCRIPT.finditer(html) if not re.search(r"\bsrc=|json", match["attributes"]))
    return frozenset(f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" for code in codes)


def content_policy(hashes: Iterable[str]) -> str:
    """The policy of pages with these inline scripts."""
    scripts = " ".join(["script-src 'self'", *sorted(hashes)])
    return (
        f"default-src 'none'; {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
    )


def with_policy(html: str) -> str:
    """The page with its policy in its head."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(content_policy(script_hashes(html)))}">'
    return _PLACE.sub(lambda match: match[0] + tag, html, count=1)


def headers_file(hashes: Iterable[str], own: Iterable[str]) -> str:
    """The headers for a host that reads a file `_headers`; for others it is the sample to copy.

    Only a header can say who may frame a page: nobody those at `own`, patterns of addresses, and any site the rest. A
    host joins what several patterns say of one address, and of two policies both hold.
    """
    everywhere = [*HEADERS, ("Content-Security-Policy", content_policy(hashes))]
    lines = ["/*", *(f"  {name}: {value}" for name, value in everywhere)]
    for pattern in own:
        lines += [pattern, "  Content-Security-Policy: frame-ancestors 'none'"]
    return "\n".join([*lines, ""])
