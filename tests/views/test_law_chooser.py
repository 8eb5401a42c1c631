"""The days that a reader of a policy is offered."""

from __future__ import annotations

from builders import CITATION, SHIPPED, TODAY, a_policy, event_data, obligation_data
from policy_registry.law_chooser import NamedDay, law_chooser
from policy_registry.policy import Policy
from policy_registry.store import load

VOCABULARIES = load(SHIPPED).registry.vocabularies


def changed(*untils: str) -> list[dict[str, object]]:
    """Duties of which each changed on one day."""
    return [
        obligation_data(id=f"duty-{until}", earlier=[{"applies_from": "2030", "until": until, "citation": CITATION}])
        for until in untils
    ]


def choices(policy: Policy) -> list[tuple[str, str]]:
    chooser = law_chooser(policy, VOCABULARIES, TODAY, is_frozen=False)
    return [(day.machine, day.words.replace("\u00a0", " ")) for day in chooser.choices] if chooser else []


def test_each_change_of_the_law_offers_the_day_before_it() -> None:
    assert choices(a_policy(obligations=changed("2025-07-31", "2024", "2024-03"))) == [
        ("2025-07-30", "before 31 July 2025"),
        ("2024-02-29", "before March 2024"),
        ("2023-12-31", "before 2024"),
    ]


def test_a_change_to_come_offers_no_day() -> None:
    assert choices(a_policy(obligations=changed("2026-11-22", "2026-11-23"))) == [("2026-11-21", "before 22 November 2026")]


def test_only_the_six_newest_changes_are_offered() -> None:
    offered = choices(a_policy(obligations=changed(*(f"2025-0{month}-01" for month in range(1, 9)))))
    assert [words for _, words in offered] == [
        "before 1 August 2025",
        "before 1 July 2025",
        "before 1 June 2025",
        "before 1 May 2025",
        "before 1 April 2025",
        "before 1 March 2025",
    ]


def test_the_page_says_from_when_until_when_and_how_far_it_knows() -> None:
    ended = event_data(id="end", kind="expired", date="2024")
    looked = {"on": "2026-11-22", "method": "against-sources", "result": "first-entry"}
    policy = a_policy(status="expired", events=[event_data(), ended], verified=[looked | {"sources_up_to": "2026-09"}])
    chooser = law_chooser(policy, VOCABULARIES, TODAY, is_frozen=True)
    assert chooser
    assert chooser.begins == NamedDay("2023-08-17", "17\u00a0August 2023 (in force)")
    assert chooser.ends == NamedDay("2025-01-01", "2024 (expired)")
    assert chooser.known_until == NamedDay("2026-09-30", "September 2026")
    assert (chooser.today, chooser.present) == ("2026-11-22", "this version")


def test_without_sources_dates_the_look_or_the_record_says_how_far_it_knows() -> None:
    for verified, known in (
        ([{"on": "2026-10-01", "method": "against-sources", "result": "first-entry"}], "2026-10-01"),
        (None, "2026-11-22"),
    ):
        chooser = law_chooser(a_policy(verified=verified), VOCABULARIES, TODAY, is_frozen=False)
        assert chooser
        assert (chooser.known_until.machine, chooser.present) == (known, "today")


def test_a_policy_that_states_nothing_offers_no_day() -> None:
    announced = event_data(kind="announced")
    assert law_chooser(a_policy(targets=None, obligations=None), VOCABULARIES, TODAY, is_frozen=False) is None
    assert law_chooser(a_policy(status="announced", events=[announced]), VOCABULARIES, TODAY, is_frozen=False) is None
