"""The list of everything published, and the check that all of it still stands."""

from __future__ import annotations

import json
import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import SHIPPED, publish, record_data, registry_folder, retire, three_policies, write_record
from policy_registry.cli import main
from policy_registry.continuity import breaks
from policy_registry.download import DownloadError, download
from policy_registry.exports.versions import published_versions, read_versions, versions_json
from policy_registry.store import load
from servers import serving

EPOCH = {"SOURCE_DATE_EPOCH": "1795392000"}
END = {"id": "eu-example", "name": "Example", "kind": "withdrawn", "on": "2026-11-22", "reason": "A mistake."}


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env=EPOCH)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A registry of three frozen records."""
    root = registry_folder(tmp_path)
    publish(root, *three_policies())
    return root


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    """What that registry published."""
    folder = tmp_path / "site"
    assert run(root, "export", str(folder)).exit_code == 0
    return folder


def without_europe(root: Path) -> None:
    """Take a record away together with its versions."""
    (root / "policies/eu/eu-example.yml").unlink()
    for file in (root / "versions/eu-example").iterdir():
        file.unlink()


def test_every_shipped_version_is_listed_with_its_hash_and_addresses() -> None:
    registry = load(SHIPPED).registry
    data = json.loads(versions_json(published_versions(registry)))
    assert {"schema_version": 1, "licence": "https://creativecommons.org/licenses/by/4.0/"}.items() <= data.items()
    listed = {(row["id"], row["version"]): row for row in data["versions"]}
    assert list(listed) == sorted((id, number) for id, frozen in registry.frozen.items() for number in frozen)
    for (id, number), row in listed.items():
        assert row["sha256"] == sha256((SHIPPED / f"versions/{id}/{number}.yml").read_bytes()).hexdigest()
        assert (row["address"], row["file"]) == (f"policies/{id}/v/{number}/", f"policies/{id}/v/{number}/record.yml")
        frozen = registry.version(id, number)
        assert frozen
        assert row["recorded"] == str(frozen.recorded)
    assert [row["id"] for row in data["policies"]] == sorted(registry.every_id())


def test_the_hash_is_that_of_the_file_at_the_address(site: Path) -> None:
    rows = json.loads((site / "data/versions.json").read_text(encoding="utf-8"))["versions"]
    assert len(rows) == 3
    for row in rows:
        assert sha256((site / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_a_retired_id_stays_on_the_list_and_its_versions_on_the_site(root: Path, tmp_path: Path) -> None:
    retire(root, END)
    after = tmp_path / "after"
    assert run(root, "export", str(after)).exit_code == 0
    data = json.loads((after / "data/versions.json").read_text(encoding="utf-8"))
    assert {row["id"]: row["status"] for row in data["policies"]}["eu-example"] == "retired"
    assert [row["id"] for row in data["versions"]] == ["cn-example", "eu-example", "kr-example"]
    assert all((after / row["file"]).is_file() for row in data["versions"])
    assert (after / "policies/eu-example/timemap.link").is_file()
    assert (after / "policies/eu-example/feed.atom").is_file()


@pytest.mark.parametrize("place", ["", "data/versions.json"])
def test_a_registry_that_keeps_everything_passes(root: Path, site: Path, place: str) -> None:
    publish(root, record_data("us-new"))
    assert run(root, "check", "--published", str(site / place)).exit_code == 0
    with serving(site) as address:
        assert run(root, "check", "--published", f"{address}{place}").exit_code == 0


def test_a_record_that_is_gone_is_told_once_with_each_of_its_versions(root: Path, site: Path) -> None:
    without_europe(root)
    result = run(root, "check", "--published", str(site))
    assert result.exit_code == 1
    hash = sha256((site / "policies/eu-example/v/1/record.yml").read_bytes()).hexdigest()
    assert result.stdout.replace(str(root), "registry") == (
        'registry/policies/eu/eu-example.yml:1:1: error[published] "eu-example" was published, and is neither a record nor a '
        "retired id\n"
        "    help: restore the record, or say in registry/retired.yml what became of it\n"
        "\n"
        'registry/versions/eu-example/1.yml:1:1: error[published] version 1 of "eu-example" was published, and is gone\n'
        "    help: restore registry/versions/eu-example/1.yml as published: the site has it at "
        f"policies/eu-example/v/1/record.yml (SHA-256 {hash})\n"
        "\n"
    )


def test_a_retired_id_with_its_versions_is_no_break(root: Path, site: Path) -> None:
    retire(root, END)
    published = read_versions((site / "data/versions.json").read_bytes())
    assert list(breaks(published, published_versions(load(root).registry), "registry")) == []


def test_other_bytes_under_an_old_version_are_found(root: Path, site: Path) -> None:
    file = root / "versions/eu-example/1.yml"
    file.write_bytes(file.read_bytes().replace(b"recycled cobalt", b"recycled nickel"))
    result = run(root, "check", "--published", str(site), "--format", "json")
    assert result.exit_code == 1
    (problem,) = (problem for problem in json.loads(result.stdout) if problem["rule"] == "published")
    assert problem["path"] == str(file)
    assert problem["message"] == 'version 1 of "eu-example" has other bytes than were published'
    assert problem["help"].startswith(f"restore {file} as published: the site has it at policies/eu-example/v/1/record.yml")


def test_an_address_that_moved_is_found(root: Path, site: Path) -> None:
    data = json.loads((site / "data/versions.json").read_text(encoding="utf-8"))
    data["policies"][0]["address"] = "p/cn-example/"
    data["versions"][0]["address"] = "p/cn-example/1/"
    data["versions"][1]["file"] = "p/eu-example/1.yml"
    found = breaks(read_versions(json.dumps(data).encode()), published_versions(load(root).registry), "registry")
    assert [(problem.where.path, problem.message) for problem in found] == [
        (
            "registry/policies/cn/cn-example.yml",
            '"cn-example" was published at "p/cn-example/", and would now stand at "policies/cn-example/"',
        ),
        (
            "registry/versions/cn-example/1.yml",
            'version 1 of "cn-example" was published at "p/cn-example/1/", and would now stand at "policies/cn-example/v/1/"',
        ),
        (
            "registry/versions/eu-example/1.yml",
            'version 1 of "eu-example" was published at "p/eu-example/1.yml", and would now stand at '
            '"policies/eu-example/v/1/record.yml"',
        ),
    ]


def test_breaks_become_annotations(root: Path, site: Path) -> None:
    without_europe(root)
    lines = run(root, "check", "--published", str(site), "--format", "github").stdout.splitlines()
    assert [line.partition(",title=")[2].partition("::")[0] for line in lines] == ["published", "published"]


def test_a_broken_record_is_no_break_of_what_was_published(root: Path, site: Path) -> None:
    write_record(root, "id: [", "eu-example")
    result = run(root, "check", "--published", str(site))
    assert result.exit_code == 1
    assert "error[published]" not in result.stdout


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Invalid JSON"),
        (b"<html></html>", "Invalid JSON"),
        (b'{"schema_version": 1, "licence": "", "policies": [', "Invalid JSON"),
        (b"[]", "Input should be an object"),
        (b'{"schema_version": 2, "licence": "", "policies": [], "versions": []}', "schema_version: Input should be 1"),
        (b'{"schema_version": 1, "licence": "", "policies": []}', "versions: Field required"),
        (
            b'{"schema_version": 1, "licence": "", "policies": [{"id": "eu-\\u001b[2J", "status": "current", "address": "a"}],'
            b' "versions": []}',
            "policies.0.id: String should match",
        ),
        (
            b'{"schema_version": 1, "licence": "", "policies": [], "versions": [{"id": "eu-a", "version": 1, "sha256": "12",'
            b' "address": "a", "file": "b", "recorded": null}]}',
            "versions.0.sha256: String should match",
        ),
    ],
)
def test_a_list_that_cannot_be_read_ends_with_2(root: Path, tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "versions.json"
    file.write_bytes(content)
    result = run(root, "check", "--published", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f'registry: what "{file}" published cannot be read: ')
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_later_form_may_say_more(root: Path, site: Path) -> None:
    data = json.loads((site / "data/versions.json").read_text(encoding="utf-8"))
    data["versions"][0]["doi"] = "10.1/x"
    assert read_versions(json.dumps(data | {"count": 3}).encode()) == published_versions(load(root).registry)


def test_a_site_without_the_list_ends_with_2(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "No such file" in run(root, "check", "--published", str(tmp_path / "empty")).stderr
    with serving(tmp_path / "empty") as address:
        result = run(root, "check", "--published", address)
    assert result.exit_code == 2
    assert "cannot be read: 404 File not found" in result.stderr
    unreachable = run(root, "check", "--published", address)
    assert (unreachable.exit_code, "Connection refused" in unreachable.stderr) == (2, True)


def test_a_download_has_an_end_in_size(site: Path) -> None:
    with serving(site) as address:
        size = (site / "data/versions.json").stat().st_size
        assert len(download(f"{address}data/versions.json", limit=size)) == size
        with pytest.raises(DownloadError, match="larger than"):
            download(f"{address}data/versions.json", limit=size - 1)


def test_a_download_has_an_end_in_time() -> None:
    over = threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            over.wait(10)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with pytest.raises(DownloadError, match=r"no answer in 0\.1 seconds"):
            download(f"http://127.0.0.1:{server.server_port}/", seconds=0.1)
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
