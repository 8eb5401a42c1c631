"""How pages look where their address is passed on."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from builders import TODAY, history_data, publish, record_data, registry_folder, retire, typefaces
from policy_registry.place import Place
from policy_registry.site import SitePlan, plan_site, prose_head
from policy_registry.store import load

BASE = "https://registry.example.org/batteries/"
EVIL = '<script>alert(1)</script> & <b x="y">\''
PLACE = Place(BASE, name=f"Registry {EVIL}")


class _Properties(HTMLParser):
    """What a head says in the words of Open Graph and X."""

    def __init__(self, head: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(head)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name = given.get("property") or given.get("name") or ""
        if tag == "meta" and name.startswith(("og:", "twitter:")):
            assert name not in self.found, name
            self.found[name] = given["content"] or ""


def properties(plan: SitePlan, path: str) -> dict[str, str]:
    (page,) = [page for page in plan.pages if page.path == path]
    return _Properties(page.head).found


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> SitePlan:
    root = registry_folder(tmp_path_factory.mktemp("previews"))
    history = history_data(("2026-11-01", "new", "Written."), ("2026-11-22", "correction", "The name was wrong."))
    second = record_data(version="2", short_title=EVIL, summary=f"{EVIL} twice.", history=history)
    publish(root, record_data(history=history[1:]), second, record_data("eu-old"))
    retire(root, {"id": "eu-old", "name": "Old", "kind": "withdrawn", "on": "2026-11-22", "reason": "A mistake."})
    return plan_site(load(root).registry, TODAY, PLACE, typefaces())


def test_a_record_is_shown_with_its_own_card(plan: SitePlan) -> None:
    assert properties(plan, "policies/eu-example/") == {
        "og:type": "article",
        "og:site_name": PLACE.name,
        "og:title": EVIL,
        "og:description": f"{EVIL} twice.",
        "og:url": f"{BASE}policies/eu-example/",
        "og:image": f"{BASE}policies/eu-example/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{EVIL}. European Union, in force. {PLACE.name}, version 2.",
        "twitter:card": "summary_large_image",
    }


def test_the_first_page_goes_by_the_name_of_the_site(plan: SitePlan) -> None:
    shown = properties(plan, "")
    assert (shown["og:type"], shown["og:title"], shown["og:url"]) == ("website", PLACE.name, BASE)
    assert shown["og:image"] == f"{BASE}assets/card.png"


def test_a_frozen_version_names_itself_and_shows_the_card_only_where_that_says_the_same(plan: SitePlan) -> None:
    old, new = (properties(plan, f"policies/eu-example/v/{number}/") for number in (1, 2))
    assert (old["og:title"], new["og:title"]) == ("Example eu-example (version 1)", f"{EVIL} (version 2)")
    assert old["og:description"].replace("\u00a0", " ").startswith("Version 1 of 1 November 2026. ")
    assert new["og:description"].replace("\u00a0", " ").startswith("Version 2 of 22 November 2026. ")
    assert old["og:url"] == f"{BASE}policies/eu-example/v/1/"
    assert old["og:image"] == f"{BASE}assets/card.png"
    assert new["og:image"] == f"{BASE}policies/eu-example/card.png"


def test_every_page_has_a_preview_and_every_picture_is_there(plan: SitePlan) -> None:
    files = {BASE + file.path for file in plan.files}
    for page in plan.pages:
        shown = properties(plan, page.path)
        assert shown["og:url"] == BASE + page.path
        assert shown["og:description"] == page.description
        assert shown["og:image"] in files, page.path


def test_a_retired_id_has_a_preview_without_a_card_of_its_own(plan: SitePlan) -> None:
    assert properties(plan, "policies/eu-old/")["og:image"] == f"{BASE}assets/card.png"
    assert "policies/eu-old/card.png" not in {file.path for file in plan.files}


def test_without_typefaces_there_are_no_cards_and_nothing_speaks_of_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    plan = plan_site(load(registry_folder(tmp_path_factory.mktemp("plain"), record_data())).registry, TODAY, PLACE)
    assert not [file.path for file in plan.files if file.path.endswith(".png")]
    for page in plan.pages:
        shown = properties(plan, page.path)
        assert shown["twitter:card"] == "summary"
        assert "og:image" not in shown


def test_prose_has_a_preview_too() -> None:
    shown = _Properties(prose_head("about/cite/", EVIL, "Which address to cite.", PLACE)).found
    assert (shown["og:title"], shown["og:description"]) == (EVIL, "Which address to cite.")
    assert (shown["og:url"], shown["og:image"]) == (f"{BASE}about/cite/", f"{BASE}assets/card.png")
