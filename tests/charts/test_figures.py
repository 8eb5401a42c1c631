"""What the figures of a page say and hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from builders import CITATION, PROJECT, TODAY, event_data, obligation_data, record_data, registry_folder, target_data
from policy_registry.charts.figure import Figure
from policy_registry.charts.plain_svg import ATTRIBUTES, ELEMENTS
from policy_registry.charts.strip import strip
from policy_registry.charts.timeline import timeline
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.store import load
from policy_registry.views.metric_page import MetricPage, metric_page

HOSTILE = "</title><script>alert(1)</script> <style>*{}</style> & \"quoted' {{ 7 * 7 }}"
SVG = "{http://www.w3.org/2000/svg}"
NAMED = {"xmlns", "class", "viewBox", "role", "aria-labelledby", "aria-describedby", "id"}


def registry_of(folder: Path, *records: dict[str, Any]) -> Registry:
    return load(registry_folder(folder, *records)).registry


def steps(*years: str, **changes: Any) -> list[dict[str, Any]]:
    return [target_data(id=f"cobalt-{year}", by=year, value=str(10 + place), **changes) for place, year in enumerate(years)]


def metric(folder: Path, *records: dict[str, Any]) -> MetricPage:
    return metric_page(registry_of(folder, *records), "recycled-content", TODAY)


def only_figure(page: MetricPage) -> Figure:
    (figure,) = [table.figure for table in page.tables if table.figure]
    return figure


def pictures(figure: Figure) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(str(picture.svg)) for picture in figure.pictures]


def words(svg: ElementTree.Element) -> list[str]:
    return [" ".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def eventful(id: str, *extra: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return record_data(
        id, events=[event_data(id="proposed", kind="proposed", date="2020-12-10"), event_data(), *extra], **changes
    )


def every_figure(folder: Path, text: str) -> list[Figure]:
    """One figure of each kind, with a text wherever a record has words."""
    targets = [
        *steps("2027", "2031", "2036", what=text),
        *(target_data(id=f"lone-{name}", what=f"{text} {name}") for name in "ab"),
    ]
    lead = [target_data(id=f"lead-{year}", by=year, what=text, measured_as=f"{text} of lead") for year in ("2031", "2036")]
    tin = [target_data(id=f"tin-{year}", by=year, what=text, measured_as=f"{text} of tin") for year in ("2031", "2036")]
    duties = [obligation_data(id=f"duty-{number}", what=text) for number in range(5)]
    event = event_data(id="amended", kind="amended", date="2025-07", what=text)
    first = eventful("eu-a", event, short_title=text, targets=[*targets, *lead, *tin], obligations=duties)
    second = eventful("eu-b", event, short_title=text, targets=targets, obligations=duties)
    level = target_data(metric="market-share", what=text, measured_as=f"{text} of the market")
    third = eventful("eu-c", short_title=text, targets=[level | {"id": f"share-{name}"} for name in ("one", "two", "three")])
    registry = registry_of(folder, first, second, third)
    pages = [metric_page(registry, name, TODAY) for name in ("recycled-content", "market-share")]
    found = [figure for page in pages for figure in (*page.steps, *(table.figure for table in page.tables))]
    return [figure for figure in (*found, strip(registry, TODAY), timeline(registry, "eu", TODAY)) if figure]


def test_unlike_denominators_never_share_a_picture(tmp_path: Path) -> None:
    lead = steps("2028", "2032", "2037", measured_as="share of lead in the battery")
    page = metric(tmp_path, record_data("eu-one", targets=steps("2027", "2031", "2036")), record_data("kr-two", targets=lead))
    years = [words(picture) for table in page.tables if table.figure for picture in pictures(table.figure)]
    assert [sorted(set(shown) & {"2027", "2028", "2031", "2032", "2036", "2037"}) for shown in years] == [
        ["2027", "2031", "2036"],
        ["2028", "2032", "2037"],
    ]


def test_money_of_two_currencies_never_shares_a_picture(tmp_path: Path) -> None:
    money = [
        target_data(id=f"{unit.lower()}-{year}", metric="investment", unit=unit, by=year, value="3 billion", measured_as="all")
        for unit in ("EUR", "KRW") for year in ("2027", "2030", "2035")
    ]  # fmt: skip
    page = metric_page(registry_of(tmp_path, record_data(targets=money)), "investment", TODAY)
    figures = [table.figure for table in page.tables if table.figure]
    assert [[text for text in words(picture) if "billion" in text] for figure in figures for picture in pictures(figure)] == [
        ["EUR billion"],
        ["KRW billion"],
    ]
    assert {figure.note for figure in figures} == {"Money is shown as stated, never converted."}


def test_two_numbers_need_no_picture(tmp_path: Path) -> None:
    page = metric(tmp_path, record_data(targets=steps("2031", "2036")))
    assert ([table.figure for table in page.tables], page.steps) == ([None], ())


def test_the_finding_of_one_rule_is_its_way(tmp_path: Path) -> None:
    figure = only_figure(metric(tmp_path, record_data(targets=steps("2027", "2031", "2036"))))
    assert (
        figure.finding.replace("\u00a0", " ")
        == "European Union: from at least 10 % (2027) to at least 12 % (2036), in 3 steps."
    )


def test_the_finding_of_several_is_their_span_and_passes_over_what_does_not_stand(tmp_path: Path) -> None:
    found = (("cn-a", "5", "lapsed"), ("eu-b", "16", "requirement"), ("kr-c", "40", "condition"), ("us-d", "90", "estimate"))
    records = [record_data(id, targets=[target_data(value=value, standing=standing)]) for id, value, standing in found]
    figure = only_figure(metric(tmp_path, *records))
    assert figure.finding.replace("\u00a0", " ") == (
        "The lowest of those that stand: at least 16 % (European Union, 18 August 2031). "
        "The highest: at least 40 % (Korea, 18 August 2031). "
        "Not settled: at least 90 % (United States, 18 August 2031)."
    )
    assert [key.words for key in figure.keys] == [
        "requirement, condition",
        "not settled: estimate",
        "no longer standing: lapsed",
    ]
    names = words(pictures(figure)[0])[1:5]
    assert names == ["Korea", "European Union", "United States", "China"]


@pytest.mark.parametrize(
    "other",
    [
        {"comparator": "at-most"},
        {"standing": "aim"},
        {"material": "nickel"},
        {"scope": "vans"},
        {"chemistry": "lead-acid"},
    ],
    ids=lambda other: " ".join(other),
)
def test_unlike_numbers_are_told_and_never_put_in_an_order(tmp_path: Path, other: dict[str, str]) -> None:
    records = [
        record_data("eu-a", targets=[target_data(value="16")]),
        record_data("jp-b", targets=[target_data(value="20")]),
        record_data("kr-c", targets=[target_data(value="40", **other)]),
    ]
    finding = only_figure(metric(tmp_path, *records)).finding.replace("\u00a0", " ")
    assert not re.search("lowest|highest", finding)
    assert finding.startswith(
        "What stands: at least 16 % (European Union, 18 August 2031); at least 20 % (Japan, 18 August 2031)"
    )
    assert "40 % (Korea, 18 August 2031)" in finding


def test_the_steps_of_a_ladder_are_no_lowest_and_highest(tmp_path: Path) -> None:
    records = [record_data("eu-a", targets=steps("2027", "2031", "2036")), record_data("kr-b", targets=steps("2030"))]
    assert only_figure(metric(tmp_path, *records)).finding.replace("\u00a0", " ") == (
        "What stands: from at least 10 % (2027) to at least 12 % (2036), in 3 steps (European Union); "
        "at least 10 % (Korea, 2030)."
    )


def test_many_unlike_numbers_are_only_counted(tmp_path: Path) -> None:
    targets = [target_data(id=f"of-{name}", value=str(place), material=name) for place, name in enumerate("abcdef", start=1)]
    figure = only_figure(metric(tmp_path, record_data(targets=targets)))
    assert figure.finding == "What stands: 6 numbers, too unlike to be put in an order."


@pytest.mark.parametrize(
    ("standings", "finding"),
    [
        (
            ("lapsed", "lapsed"),
            "None stands today: no longer standing are at least 30 % (China, 2029); "
            "at least 10 % (European Union, One, 2030); at least 20 % (European Union, Two, 2031).",
        ),
        (("estimate", "lapsed"), "None stands today: not settled is at least 10 % (European Union, One, 2030)."),
    ],
)
def test_where_nothing_stands_the_finding_says_so_first(tmp_path: Path, standings: tuple[str, str], finding: str) -> None:
    targets = [
        target_data(id=f"of-{name}", value=value, standing=standing, material=name, by=by)
        for name, value, standing, by in zip(("one", "two"), ("10", "20"), standings, ("2030", "2031"), strict=True)
    ]
    lapsed = record_data("cn-b", targets=[target_data(standing="lapsed", value="30", by="2029")])
    told = only_figure(metric(tmp_path, record_data(targets=targets), lapsed)).finding
    assert told.replace("\u00a0", " ") == finding


def test_rules_that_neither_words_nor_scope_part_bear_both(tmp_path: Path) -> None:
    told = (("Reuse", "cars"), ("Reuse", "vans"), ("Recycling", "vans"))
    targets = [
        target_data(id=f"lone-{name}", what=what, scope=scope)
        for name, (what, scope) in zip("abc", told, strict=True)
    ]  # fmt: skip
    shown = words(pictures(only_figure(metric(tmp_path, record_data(targets=targets))))[0])
    assert {"Reuse, cars", "Reuse, vans", "Recycling, vans"} <= set(shown)


def test_what_does_not_bind_looks_different_without_colour(tmp_path: Path) -> None:
    figure = only_figure(metric(tmp_path, record_data(targets=[*steps("2027", "2031"), *steps("2036", standing="proposal")])))
    marks = [path for path in pictures(figure)[0].iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    looks = [(mark.get("fill", ""), mark.get("stroke-dasharray", "")) for mark in marks]
    assert looks[0] == looks[1] != looks[2]
    assert looks[2] == ("var(--md-default-bg-color)", "1.8,1.4")


def test_numbers_of_one_date_stand_side_by_side_with_their_names_and_those_of_before(tmp_path: Path) -> None:
    old = {"value": "20", "unit": "percent", "until": "2025-07-31", "citation": CITATION}
    records = [record_data("eu-one", targets=[target_data(earlier=[old])]), record_data("kr-two"), record_data("jp-three")]
    shown = words(pictures(only_figure(metric(tmp_path, *records)))[0])
    assert shown == ["%", "European Union", "Japan", "Korea", "16 (until 2025: 20)", "16", "16"]


def test_the_note_counts_what_has_no_date(tmp_path: Path) -> None:
    undated = {key: value for key, value in target_data(id="undated").items() if key != "by"}
    figure = only_figure(metric(tmp_path, record_data(targets=[*steps("2027", "2031", "2036"), undated])))
    assert figure.note == "Left out: 1 number without a known date."


def test_two_steps_of_several_wholes_stand_in_a_row_each_with_its_own_scale(tmp_path: Path) -> None:
    lead = steps("2031", "2036", measured_as="share of lead in the battery")
    tin = [target | {"id": target["id"].replace("cobalt", "tin")} for target in lead]
    tin = [target | {"measured_as": "share of tin in the battery", "value": "80"} for target in tin]
    (figure,) = metric(tmp_path, record_data("eu-one", targets=lead), record_data("kr-two", targets=tin)).steps
    shown = [words(picture) for picture in pictures(figure)]
    assert [(" ".join(each).count("Lead"), " ".join(each).count("Tin"), each[-2:]) for each in shown] == [
        (0, 1, ["80", "80"]),
        (1, 0, ["10", "11"]),
    ]
    assert figure.finding.replace("\u00a0", " ") == (
        "At least 80 % in 2031, then at least 80 % in 2036: tin. At least 10 % in 2031, then at least 11 % in 2036: lead."
    )


def test_a_lane_shows_the_life_of_a_policy(tmp_path: Path) -> None:
    ahead = event_data(id="applies", kind="applies", date="2027-02-18", what="The passport is due")
    ended = event_data(id="repealed", kind="repealed", date="2025-08-18")
    registry = registry_of(
        tmp_path, eventful("eu-a", ahead), eventful("eu-b", ended, status="repealed"), eventful("eu-c"), eventful("kr-d")
    )
    figure = timeline(registry, "eu", TODAY)
    assert figure
    assert figure.finding.replace("\u00a0", " ") == (
        "The fullest year is 2020, with 3 of 8 steps. "
        "1 lies ahead; next comes Example eu-a, 18 February 2027: The passport is due."
    )
    assert [key.words for key in figure.keys] == ["in force", "starts to apply, or a deadline", "ended", "another step"]
    assert [telling.about.text for telling in figure.tellings] == ["Example eu-a", "Example eu-b", "Example eu-c"]
    assert figure.tellings[0].facts[2].path == "policies/eu-a/#applies"
    assert timeline(registry, "kr", TODAY) is None


def test_who_must_act_is_counted_for_each_actor(tmp_path: Path) -> None:
    duties = [obligation_data(id=f"duty-{number}", who=["recyclers"], applies_from=f"2027-0{number}") for number in range(1, 5)]
    both = obligation_data(id="both", who=["recyclers", "importers"], applies_from="2030")
    figure = strip(registry_of(tmp_path, record_data(obligations=[*duties, both])), TODAY)
    assert figure
    assert figure.finding == (
        "5 duties begin on a known date by the end of 2030. "
        "Recyclers have the most (5); the fullest time is January to March 2027 (3)."
    )
    wide, narrow = (words(picture) for picture in pictures(figure))
    assert wide[6:] == ["3", "1", "1", "1", "Recyclers", "Importers"]
    assert narrow[6:] == ["4", "1", "1", "Recyclers", "Importers"]


def test_a_square_is_a_year_and_a_circle_a_known_day_on_every_screen(tmp_path: Path) -> None:
    duties = [obligation_data(id=f"duty-{number}", who=["recyclers"], applies_from=f"2027-0{number}") for number in range(1, 5)]
    vague = obligation_data(id="vague", who=["recyclers"], applies_from="2027")
    figure = strip(registry_of(tmp_path, record_data(obligations=[*duties, vague])), TODAY)
    assert figure
    for picture, circles in zip(pictures(figure), (2, 1), strict=True):
        marks = [path for path in picture.iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
        looks = ["circle" if "A" in mark.get("d", "").upper() else "square" for mark in marks]
        assert sorted(looks) == ["circle"] * circles + ["square"]
        assert {mark.get("fill") for mark in marks} == {marks[0].get("stroke")}
        assert len({mark.get("transform") for mark in marks}) == len(marks)
    assert [key.words.partition(":")[0] for key in figure.keys] == ["Circle", "Square"]


@pytest.mark.parametrize("status", ["suspended", "concluded", "proposed", "expired"])
def test_what_is_not_applied_now_has_no_mark(tmp_path: Path, status: str) -> None:
    duties = [obligation_data(id=f"duty-{number}", who=["recyclers"]) for number in range(5)]
    other = [obligation_data(id=f"duty-{number}", who=["importers"]) for number in range(9)]
    registry = registry_of(tmp_path, record_data(obligations=duties), record_data("us-b", obligations=other, status=status))
    figure = strip(registry, TODAY)
    assert figure
    assert figure.finding.startswith("5 duties begin on a known date by the end of 2027. Recyclers have the most (5);")


@pytest.mark.parametrize(
    "changes",
    [
        {"applies_from": "2026-11-21"},
        {"applies_from": "2032"},
        {"standing": "proposal"},
        {"applies_from": {"months": "1", "after": "it"}},
    ],
    ids=["past", "far", "proposed", "pending"],
)
def test_what_is_not_due_in_the_next_years_has_no_dot(tmp_path: Path, changes: dict[str, Any]) -> None:
    duties = [obligation_data(id=f"duty-{number}") for number in range(4)]
    assert (
        strip(registry_of(tmp_path, record_data(obligations=[*duties, obligation_data(id="last", **changes)])), TODAY) is None
    )


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    figures = every_figure(tmp_path, HOSTILE)
    assert len(figures) == 5
    html = "".join(str(picture.svg) for figure in figures for picture in figure.pictures)
    assert "<script" not in html
    assert "<style" not in html
    titles = [title.text or "" for figure in figures for svg in pictures(figure) for title in svg.iter(f"{SVG}title")]
    assert any(HOSTILE in title for title in titles)


def test_a_picture_holds_nothing_that_a_strict_policy_forbids(tmp_path: Path) -> None:
    for figure in every_figure(tmp_path, "Words"):
        for svg in pictures(figure):
            assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= ELEMENTS | {"title", "desc"}
            assert {name for element in svg.iter() for name in element.attrib} <= ATTRIBUTES | NAMED
            assert not re.search(r"url\(|javascript:|data:", ElementTree.tostring(svg, encoding="unicode"))


def test_every_picture_has_a_title_a_description_and_ids_of_its_own(tmp_path: Path) -> None:
    ids = []
    for svg in [svg for figure in every_figure(tmp_path, "Words") for svg in pictures(figure)]:
        title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
        assert title is not None
        assert description is not None
        assert (svg.get("role"), svg.get("aria-labelledby"), svg.get("aria-describedby")) == (
            "img",
            title.get("id"),
            description.get("id"),
        )
        assert title.text
        assert description.text
        ids += [title.get("id"), description.get("id")]
    assert len(ids) == 16


def test_the_ids_of_a_page_are_unique(tmp_path: Path) -> None:
    lead = steps("2028", "2032", "2037", measured_as="share of lead in the battery")
    page = metric(tmp_path, record_data("eu-one", targets=steps("2027", "2031", "2036")), record_data("kr-two", targets=lead))
    ids = re.findall(r' id="([^"]+)"', render("metric.html", page, page.path))
    assert len(ids) == len(set(ids)) > 4


def drawn_elsewhere(folder: Path, seed: str) -> str:
    """The pictures as another run of Python draws them, which keeps its sets in an order of its own."""
    code = (
        "import sys; from pathlib import Path; from test_figures import every_figure\n"
        "for figure in every_figure(Path(sys.argv[1]), 'Words'): print(*(picture.svg for picture in figure.pictures))"
    )
    way = os.pathsep.join([str(PROJECT / "tests"), str(PROJECT / "tests/charts")])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": way}
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_what_is_drawn_twice_is_equal(tmp_path: Path) -> None:
    first = drawn_elsewhere(tmp_path / "one", "1")
    assert first.count("<svg") > 3
    assert drawn_elsewhere(tmp_path / "two", "2") == first
