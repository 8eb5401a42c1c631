"""The built folder as nginx serves it with the sample configuration that the site offers."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from api import Api
from builders import PROJECT, publish, record_data, registry_folder, retire, three_policies
from conftest import EPOCH
from nginx import SAMPLE, Answer, Server, asked, nginx, prepared
from policy_registry import urls
from policy_registry.content_policy import HEADERS
from policy_registry.heads import FEED_TYPES, MEDIA_TYPES
from sites import BuiltSite, build_site

# By the ending, or by the whole name where there is none.
CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "map": "application/json",
    "txt": "text/plain; charset=utf-8",
    "conf": "text/plain; charset=utf-8",
    "SHA256SUMS": "text/plain; charset=utf-8",
    "_headers": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "yml": "application/yaml",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "link": "application/link-format",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
    "gz": "application/gzip",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
FEED = re.compile(r"feeds/.*\.json|policies/[^/]+/feed\.json")
HASHED = re.compile(r"assets/.*\.[0-9a-f]{8}\.min\.(css|js)(\.map)?")
META_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
PACKED = {"parquet", "sqlite", "zip", "gz", "png", "woff2"}
SHORTEST_PRESSED = 1024
GONE = {"id": "eu-gone", "name": "Gone", "kind": "moved", "on": "2026-11-22", "reason": "It has a new name.",
        "successors": ["eu-example"]}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Three policies and a retired one, with the files beside it that a careless copy brings along."""
    folder = tmp_path_factory.mktemp("published")
    root = registry_folder(folder, *three_policies())
    publish(root, *three_policies(), record_data("eu-gone"))
    retire(root, GONE)
    site = build_site(PROJECT, folder / "site", epoch=EPOCH, registry=root)
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def server(site: BuiltSite) -> Iterator[Server]:
    with nginx(site.folder) as server:
        yield server


@pytest.fixture(scope="module")
def answers(site: BuiltSite, server: Server) -> dict[str, Answer]:
    """What the server says at the address of every file, by its path."""
    files = sorted(file.relative_to(site.folder).as_posix() for file in site.folder.rglob("*") if file.is_file())
    with server.connection() as connection:
        return {file: asked(connection, f"/{quote(file)}") for file in files if file != "404.html"}


def ending(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2]


def test_nginx_takes_the_sample_without_a_warning(site: BuiltSite, tmp_path: Path) -> None:
    done = subprocess.run([*prepared(tmp_path, site.folder, 8080), "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr
    assert "syntax is ok" in done.stderr


def test_the_site_offers_the_sample_itself(answers: dict[str, Answer]) -> None:
    assert answers["assets/publishing/nginx.conf"].body == SAMPLE.read_bytes()


def test_every_file_arrives_as_it_was_built(site: BuiltSite, answers: dict[str, Answer]) -> None:
    assert len(answers) > 300
    for path, answer in answers.items():
        assert (answer.status, answer.body) == (200, (site.folder / path).read_bytes()), path


def test_every_file_has_the_type_of_its_ending(answers: dict[str, Answer]) -> None:
    told = {path: answer.headers["Content-Type"] for path, answer in answers.items()}
    assert told == {path: FEED_TYPES["json"] if FEED.fullmatch(path) else CONTENT_TYPES[ending(path)] for path in answers}
    assert {ending(path) for path in answers} == set(CONTENT_TYPES), "an ending that no file has needs no type"


def test_the_types_are_those_that_pages_and_the_description_of_the_api_tell(
    site: BuiltSite, answers: dict[str, Answer]
) -> None:
    assert {name: CONTENT_TYPES[name].partition(";")[0] for name in MEDIA_TYPES} == MEDIA_TYPES
    api = Api.read((site.folder / urls.OPENAPI).read_bytes())
    for path in api.paths:
        pattern = api.pattern(path)
        (described,) = api.operation(path)["responses"]["200"]["content"]
        served = {
            answer.headers["Content-Type"].partition(";")[0] for file, answer in answers.items() if pattern.fullmatch(file)
        }
        assert served == {described}, path


def test_only_what_bears_a_hash_in_its_name_is_kept_for_ever(answers: dict[str, Answer]) -> None:
    told = {path: answer.headers.get_all("Cache-Control") for path, answer in answers.items()}
    kept = {path for path, words in told.items() if words == ["public, max-age=31536000, immutable"]}
    assert kept == set(filter(HASHED.fullmatch, answers))
    assert {ending(path) for path in kept} == {"css", "js", "map"}
    own = {path.relative_to(PROJECT / "docs").as_posix() for path in (PROJECT / "docs" / "assets").rglob("*") if path.is_file()}
    assert own <= set(answers)
    assert not kept & own
    assert {tuple(words or ()) for path, words in told.items() if path not in kept} == {("no-cache",)}


@pytest.mark.parametrize("path", ["/", "/policies/eu-example/", "/assets/stylesheets/registry.css", "/data/policies.json"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_has_not_changed_is_not_sent_again(server: Server, path: str, encoding: str) -> None:
    first = server.ask(path, Accept_Encoding=encoding)
    for question in ({"If_None_Match": first.headers["ETag"]}, {"If_Modified_Since": first.headers["Last-Modified"]}):
        again = server.ask(path, Accept_Encoding=encoding, **question)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["Cache-Control"] == "no-cache"
    assert server.ask(path, If_None_Match='"another"').status == 200


def test_a_new_build_is_seen_at_once(site: BuiltSite, server: Server) -> None:
    file = site.folder / "changed.txt"
    file.write_text("before", encoding="utf-8")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    kept = server.ask("/changed.txt").headers["ETag"]
    file.write_text("beyond", encoding="utf-8")
    answer = server.ask("/changed.txt", If_None_Match=kept)
    file.unlink()
    assert (answer.status, answer.body) == (200, b"beyond")


def test_text_is_compressed_for_those_who_ask_and_what_is_packed_is_not(server: Server, answers: dict[str, Answer]) -> None:
    pressed = set()
    with server.connection() as connection:
        for path, plain in answers.items():
            answer = asked(connection, f"/{quote(path)}", Accept_Encoding="gzip, br")
            if ending(path) not in PACKED and len(plain.body) >= SHORTEST_PRESSED:
                assert answer.headers["Content-Encoding"] == "gzip", path
                assert answer.headers["Vary"] == "Accept-Encoding", path
                assert gzip.decompress(answer.body) == plain.body, path
                assert len(answer.body) < len(plain.body), path
                pressed.add(ending(path))
            else:
                assert "Content-Encoding" not in answer.headers, path
                assert answer.body == plain.body, path
            assert "Content-Encoding" not in plain.headers, path
    assert {"html", "js", "css", "json", "csv", "yml", "md", "atom", "ics", "ndjson", "jsonld"} <= pressed


def test_a_file_that_was_compressed_beforehand_is_handed_out_as_it_is(site: BuiltSite, server: Server) -> None:
    content = (site.folder / "policies/eu-example/record.md").read_bytes()
    beside = site.folder / "policies/eu-example/record.md.gz"
    beside.write_bytes(gzip.compress(content, mtime=0))
    answer, plain = (
        server.ask("/policies/eu-example/record.md", Accept_Encoding="gzip"),
        server.ask("/policies/eu-example/record.md"),
    )
    assert answer.body == beside.read_bytes()
    beside.unlink()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == CONTENT_TYPES["md"]
    assert answer.headers["ETag"] != plain.headers["ETag"]
    assert plain.body == content


def test_a_cache_in_between_gets_the_compressed_text_too(server: Server) -> None:
    assert server.ask("/", Accept_Encoding="gzip", Via="1.1 cache").headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "path", ["/nothing", "/policies/eu-none/", "/policies/eu-none/record.json", "/embed/eu-none/", "/404.html",
             "/assets/main.00000000.min.css"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_gets_the_page_that_says_so(site: BuiltSite, server: Server, path: str) -> None:
    answer = server.ask(path)
    assert (answer.status, answer.body) == (404, (site.folder / "404.html").read_bytes())
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["/assets/", "/assets/fonts/", "/policies/eu-example/v/", "/search/"])
def test_a_folder_without_a_page_is_not_listed(site: BuiltSite, server: Server, path: str) -> None:
    assert (site.folder / path.strip("/")).is_dir()
    answer = server.ask(path)
    assert (answer.status, answer.body) == (404, (site.folder / "404.html").read_bytes())


def test_the_address_of_a_retired_id_says_what_became_of_it(server: Server) -> None:
    page = server.ask("/policies/eu-gone/")
    words = page.body.decode()
    assert page.status == 200
    assert "This record stands under another name now." in words
    assert 'href="../eu-example/"' in words
    assert '<meta name="robots" content="noindex">' in words
    for file in ("record.json", "record.yml", "record.md", "changes.json", "feed.atom", "feed.json", "timemap.link"):
        assert server.ask(f"/policies/eu-gone/{file}").status == 200, file
    assert b"It has a new name." in server.ask("/policies/eu-gone/record.json").body
    assert server.ask("/embed/eu-gone/").status == 200
    assert "kept as it" in server.ask("/policies/eu-gone/v/1/").body.decode()


def test_a_frozen_version_keeps_its_bytes(site: BuiltSite, server: Server) -> None:
    frozen = site.folder.parent / "registry" / "versions" / "eu-gone" / "1.yml"
    assert server.ask("/policies/eu-gone/v/1/record.yml").body == frozen.read_bytes()


def told_by_the_headers_file(site: BuiltSite, address: str) -> list[tuple[str, str]]:
    """What a host that reads `_headers` sends with an address."""
    found: list[tuple[str, str]] = []
    holds = False
    for line in (site.folder / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found += [(name, value)] if holds else []
        else:
            holds = address.startswith(line[:-1]) if line.endswith("*") else address == line
    return found


def test_pages_get_the_headers_that_the_headers_file_names(site: BuiltSite, server: Server) -> None:
    """The policy of scripts stands in the head of each page that has any; the header says only what cannot stand there."""
    with server.connection() as connection:
        for page in site.pages.values():
            if page.path == "404.html":
                continue
            answer = asked(connection, f"/{quote(page.path)}")
            told = told_by_the_headers_file(site, f"/{page.path}")
            policy, *framing = (value for name, value in told if name == "Content-Security-Policy")
            others = [(name, value) for name, value in told if name != "Content-Security-Policy"]
            assert [(name, value) for name, _ in others for value in answer.headers.get_all(name, [])] == others
            assert answer.headers.get_all("Content-Security-Policy", []) == framing, page.path
            own = META_POLICY.findall(answer.body.decode())
            assert len(own) == 1 or "<script" not in page.html, page.path
            for words in own:
                pairs = zip(unescape(words).split("; "), policy.split("; "), strict=True)
                assert all(set(part.split()) <= set(whole.split()) for part, whole in pairs), page.path


def test_files_get_the_security_headers_too(server: Server) -> None:
    for path, status in (("/data/policies.json", 200), ("/nothing", 404), ("/policies", 301), ("/feeds/changes.json", 200)):
        answer = server.ask(path)
        assert answer.status == status, path
        assert [(name, answer.headers[name]) for name, _ in HEADERS] == list(HEADERS)


def test_only_the_pages_for_frames_may_be_framed(server: Server) -> None:
    assert "Content-Security-Policy" not in server.ask("/embed/eu-example/").headers
    for path in ("/", "/policies/eu-example/", "/data/policies.json"):
        answer = server.ask(path)
        assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert "X-Frame-Options" not in answer.headers


def test_an_address_without_its_slash_leads_to_the_page(server: Server) -> None:
    for path, target in (
        ("/policies/eu-example", "/policies/eu-example/"),
        ("/compare/policies?p=eu-example&p=cn-example", "/compare/policies/?p=eu-example&p=cn-example"),
    ):
        answer = server.ask(path)
        assert (answer.status, answer.headers["Location"]) == (301, target)


def test_official_numbers_in_any_script_lead_to_their_record(server: Server) -> None:
    for path in (f"/id/cn-document/{quote('工信部令第1号')}/", "/id/celex/32023R1542/", "/id/celex/%332023R1542/"):
        answer = server.ask(path)
        assert answer.status == 200, path
        assert re.search(rb"policies/(cn|eu)-example/", answer.body)


@pytest.mark.parametrize("path", ["/", "/policies/eu-example/record.json", "/data/registry.sqlite", "/nothing"])
def test_a_question_for_the_headers_alone_gets_those_of_the_answer(server: Server, path: str) -> None:
    whole, head = server.ask(path), server.ask(path, "HEAD")
    assert (head.status, head.body) == (whole.status, b"")
    assert [pair for pair in head.headers.items() if pair[0] != "Date"] == [
        pair for pair in whole.headers.items() if pair[0] != "Date"
    ]


@pytest.mark.parametrize("path", ["data/registry.sqlite", "data/policies.parquet", "data/policies.csv"])
def test_a_part_of_a_file_can_be_asked_for(site: BuiltSite, server: Server, path: str) -> None:
    content = (site.folder / path).read_bytes()
    assert server.ask(f"/{path}", "HEAD").headers["Accept-Ranges"] == "bytes"
    part = server.ask(f"/{path}", Range="bytes=100-199")
    assert (part.status, part.body) == (206, content[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(content)}"
    last = server.ask(f"/{path}", Range="bytes=-8")
    assert (last.status, last.body) == (206, content[-8:])
    assert server.ask(f"/{path}", Range=f"bytes={len(content)}-").status == 416


@pytest.mark.parametrize("name", [".htpasswd", ".git/config", "data/.swp"])
def test_hidden_files_are_not_handed_out(site: BuiltSite, server: Server, name: str) -> None:
    file = site.folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("secret", encoding="utf-8")
    answer = server.ask(f"/{name}")
    file.unlink()
    assert answer.status == 404
    assert b"secret" not in answer.body


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt",
     "/assets/..%2f..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt", "/assets../secret.txt", "//../secret.txt"],
)  # fmt: skip
def test_no_address_leads_out_of_the_folder(site: BuiltSite, server: Server, path: str) -> None:
    assert (site.folder.parent / "secret.txt").read_text(encoding="utf-8") == "secret"
    answer = server.ask(path)
    assert answer.status in {400, 404}
    assert b"secret" not in answer.body


def test_a_link_out_of_the_folder_would_be_followed_so_a_build_has_none(site: BuiltSite) -> None:
    assert not [path for path in site.folder.rglob("*") if path.is_symlink()]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent_to_the_site(server: Server, method: str) -> None:
    assert server.ask("/policies/eu-example/", method).status == 405


def test_the_server_does_not_tell_its_version(server: Server) -> None:
    for path in ("/", "/nothing", "/policies", "/../secret.txt"):
        answer = server.ask(path)
        assert answer.headers["Server"] == "nginx"
        assert not re.search(rb"nginx/\d", answer.body)
