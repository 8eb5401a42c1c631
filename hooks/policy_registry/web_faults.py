"""What can go wrong when an address is asked, and how it is said."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import HTTPError

# What urllib raises; HTTPError, URLError and TimeoutError are kinds of OSError, an address that is none a ValueError.
WEB_FAULTS = (HTTPException, OSError, ValueError)


def reason_of(error: Exception, seconds: float) -> str:
    """Why an address gave nothing: the answer of its server, or what kept one from coming in so many seconds."""
    if isinstance(error, HTTPError):
        return f"{error.code} {error.reason}".rstrip()
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return f"no answer in {seconds:g} seconds"
    return str(getattr(cause, "strerror", None) or cause)
