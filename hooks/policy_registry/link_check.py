"""Whether the addresses of the sources still lead anywhere, asked politely: one host after the other, with pauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from policy_registry.registry import Registry
from policy_registry.web_faults import WEB_FAULTS, reason_of

AGENT = "battery-policy-registry (link check)"
# What RFC 3986 allows in an address, and the sign of what is encoded already.
ALLOWED = ":/?#[]@!$&'()*+,;=%~"
PERMANENT = frozenset({301, 308})
GONE = frozenset({404, 410})
FORBIDDEN = frozenset({401, 403, 405, 407, 429, 451})


class State(StrEnum):
    """What became of an address; `not-asked` where the time ran out before."""

    AVAILABLE = "available"
    MOVED = "moved"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    UNREACHABLE = "unreachable"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True)
class Answer:
    """What an address gave: its state, the reason in words, and where it has moved."""

    state: State
    reason: str = ""
    to: str = ""


@dataclass(frozen=True)
class Address:
    """An address and the sources that name it, as record and source id."""

    url: str
    sources: tuple[tuple[str, str], ...]

    @property
    def host(self) -> str:
        """The host that answers for it."""
        return urlsplit(self.url).netloc.lower()


@dataclass(frozen=True)
class Patience:
    """How long one answer may take, how long to wait before the same host is asked again, and how long all may take."""

    seconds: float = 20.0
    pause: float = 1.0
    total: float = 3600.0


Ask = Callable[[str, float], Answer]


def addresses(registry: Registry) -> tuple[Address, ...]:
    """Every address of a source or of its lasting copy, once, host by host."""
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for policy in registry:
        for source in policy.sources:
            for url in (source.url, source.archived_url):
                if url:
                    named[url].append((policy.id, source.id))
    found = (Address(url, tuple(sources)) for url, sources in named.items())
    return tuple(sorted(found, key=lambda address: (address.host, address.url)))


def asked(
    found: tuple[Address, ...],
    ask: Ask,
    patience: Patience,
    now: Callable[[], float],
    wait: Callable[[float], None],
) -> Iterator[tuple[Address, Answer]]:
    """Each address with its answer, in order; after the whole time is over the rest is not asked."""
    end = now() + patience.total
    before = ""
    for address in found:
        if address.host == before:
            wait(patience.pause)
        left = end - now()
        before = address.host
        yield address, ask(address.url, min(patience.seconds, left)) if left > 0 else Answer(State.NOT_ASKED)


def ask_web(url: str, seconds: float) -> Answer:
    """Ask with HEAD, which sends no content, and where that is refused with GET, of which only the head is read."""
    answer = _asked_once(url, "HEAD", seconds)
    return _asked_once(url, "GET", seconds) if answer.state in {State.GONE, State.FORBIDDEN} or _is_status(answer) else answer


def _is_status(answer: Answer) -> bool:
    return answer.state is State.UNREACHABLE and answer.reason[:3].isdigit()


def _asked_once(url: str, method: str, seconds: float) -> Answer:
    redirects = _Redirects()
    opener = build_opener(redirects)
    try:
        request = Request(quote(url, safe=ALLOWED), method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
        with opener.open(request, timeout=seconds) as reply:
            has_moved = redirects.codes and set(redirects.codes) <= PERMANENT
            return Answer(State.MOVED, "", str(reply.url)) if has_moved else Answer(State.AVAILABLE)
    except HTTPError as error:
        with error:
            return Answer(_state(error.code), reason_of(error, seconds))
    except WEB_FAULTS as error:
        return Answer(State.UNREACHABLE, reason_of(error, seconds))


def _state(code: int) -> State:
    return State.GONE if code in GONE else State.FORBIDDEN if code in FORBIDDEN else State.UNREACHABLE


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to the web, and remembers their kind: only permanent ones mean that an address has moved."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Ask the new place in the same way."""
        self.codes.append(code)
        if urlsplit(newurl).scheme not in {"http", "https"}:
            raise HTTPError(newurl, code, "leads away from the web", headers, fp)
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None:
            following.method = req.get_method()
        return following


def report(answers: Mapping[Address, Answer]) -> list[dict[str, object]]:
    """The answers as plain data."""
    return [
        {
            "url": address.url,
            "state": answer.state.value,
            "reason": answer.reason,
            "moved_to": answer.to,
            "sources": [{"record": record, "source": source} for record, source in address.sources],
        }
        for address, answer in answers.items()
    ]
