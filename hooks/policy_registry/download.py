"""A file from the web, within bounds of time and size."""

from __future__ import annotations

from time import monotonic
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from policy_registry.web_faults import WEB_FAULTS, reason_of

SECONDS = 30.0
# Ten thousand records with five versions each make a list of about 15 MB.
BYTES = 50_000_000
_PART = 65_536


class DownloadError(Exception):
    """The file cannot be had, and why."""


def download(address: str, seconds: float = SECONDS, limit: int = BYTES) -> bytes:
    """The bytes at an http or https address.

    Raises:
        DownloadError: there is no answer in time, the answer is an error, or it is larger than the limit.
    """
    deadline = monotonic() + seconds
    content = bytearray()
    try:
        request = Request(address, headers={"User-Agent": "battery-policy-registry"})
        with urlopen(request, timeout=seconds) as answer:
            # In parts as they come: a timeout of its own bounds the wait for each, not for all.
            while part := answer.read1(_PART):
                content += part
                if len(content) > limit:
                    raise DownloadError(f"it is larger than {limit:,} bytes")
                if monotonic() > deadline:
                    raise DownloadError(f"no answer in {seconds:g} seconds")
    except HTTPError as error:
        # It holds the connection that its answer came by.
        with error:
            raise DownloadError(reason_of(error, seconds)) from error
    except WEB_FAULTS as error:
        raise DownloadError(reason_of(error, seconds)) from error
    return bytes(content)
