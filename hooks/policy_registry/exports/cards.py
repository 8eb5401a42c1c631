"""The card of a record: the picture that other sites show beside a link to it."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageDraw

from policy_registry.excerpts import shortened
from policy_registry.facing import Badge, region_link, status_badge
from policy_registry.lettering import Lettering, Typefaces
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.sheet import Ink, Sheet
from policy_registry.wording import counted, date_words

# The size that the Open Graph protocol's readers crop least: 1.91 to 1.
WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 80, 1120
LONGEST_SUMMARY = 190
SITE_SUMMARY = (
    "What governments have decided about batteries: what it says, whom it binds, by when. "
    "Every number and date shows its source, or says that it has none."
)
TITLE_SIZES = ((84, 1), (70, 2), (60, 2), (54, 3))

# The colours of the light pages.
TEXT, QUIET, ACCENT = Ink("#1c2b2d"), Ink("#4a5a5c"), Ink("#0d6470")
STATUS_INKS = {
    "status-current": Ink("#17603a", "#e4f1e8"),
    "status-coming": Ink("#1f4f8f", "#e6edf8"),
    "status-paused": Ink("#7a4a00", "#fbf0dc"),
    "status-past": Ink("#565f66", "#eceff1"),
}
RULE = Ink("#d8dfde")
OTHER = STATUS_INKS["status-past"]


@dataclass(frozen=True)
class Card:
    """The words of a card, from top to bottom; of the titles the first that can be drawn."""

    above: str
    titles: tuple[str, ...]
    original_title: str
    status: Badge | None
    kind: str
    summary: str
    below: str


def policy_card(policy: Policy, registry: Registry) -> Card:
    """The words of the card of a record."""
    vocabularies = registry.vocabularies
    kinds = [vocabularies["instruments"].label(policy.instrument)]
    if policy.bindingness != "mixed":
        kinds.append(vocabularies["bindingness"].label(policy.bindingness).lower())
    return Card(
        above=region_link(policy.region, registry).text,
        titles=(policy.short_title, policy.title.text),
        original_title=next((title.text for title in policy.original_titles), ""),
        status=status_badge(policy, vocabularies),
        kind=", ".join(kinds),
        summary=shortened(policy.summary, LONGEST_SUMMARY),
        below=f"Version {policy.version} of {date_words(policy.recorded)}",
    )


def site_card(registry: Registry) -> Card:
    """The words of the card of every page that is about no single record."""
    return Card(
        above=" · ".join(region.label for region in registry.vocabularies["regions"]),
        titles=("Battery policy, on the record",),
        original_title="",
        status=None,
        kind="",
        summary=SITE_SUMMARY,
        below=counted(len(registry), "policy", "policies"),
    )


class CardPress:
    """Draws cards for one site, whose name stands at the foot of each."""

    def __init__(self, typefaces: Typefaces, name: str) -> None:
        self._titles = [(Lettering(typefaces.serif, size, 600), most) for size, most in TITLE_SIZES]
        self._name = Lettering(typefaces.serif, 29, 600)
        self._above = Lettering(typefaces.sans, 29, 600)
        self._kind = Lettering(typefaces.sans, 32, 400)
        self._body = Lettering(typefaces.sans, 36, 400)
        self._below = Lettering(typefaces.sans, 26, 400)
        self._site = name
        self._sign = _sign()

    def png(self, card: Card) -> bytes:
        """The card as a picture; words in letters that the typefaces lack are left out."""
        sheet = Sheet((WIDTH, HEIGHT), (TEXT, QUIET, ACCENT, RULE, *STATUS_INKS.values()))
        sheet.fill((0, 0, WIDTH, 15), ACCENT)
        sheet.write(self._above.drawable(card.above), (LEFT, 92), self._above, ACCENT)
        y = self._put_title(sheet, card)
        y = self._put_status(sheet, card, y + 32)
        room = (510 - y) // 48
        for line in self._body.balanced(self._body.drawable(card.summary), RIGHT - LEFT, room):
            y += 48
            sheet.write(line, (LEFT, y), self._body, QUIET)
        self._put_foot(sheet, card.below)
        return sheet.png()

    def _put_title(self, sheet: Sheet, card: Card) -> int:
        """Write the title as large as it fits, and the original title where it can be drawn; gives the last base line."""
        title = next(filter(None, map(self._body.drawable, card.titles)), "")
        for lettering, most in self._titles:
            lines = lettering.balanced(title, RIGHT - LEFT, most)
            if not lines[-1].endswith("…"):
                break
        y = 106
        for line in lines:
            y += round(lettering.size * 1.14)
            sheet.write(line, (LEFT, y), lettering, TEXT)
        if card.original_title == self._body.drawable(card.original_title) != "":
            y += 52
            (original,) = self._body.lines(card.original_title, RIGHT - LEFT, 1)
            sheet.write(original, (LEFT, y), self._body, TEXT)
        return y

    def _put_status(self, sheet: Sheet, card: Card, y: int) -> int:
        """Write the status on its ground and the kind of act beside it; gives the lower edge."""
        if not card.status:
            return y
        ink = STATUS_INKS.get(card.status.kind, OTHER)
        edge = LEFT + round(self._kind.width(card.status.text)) + 36
        sheet.lay_paper((LEFT, y, edge, y + 50), ink, 8)
        sheet.write(card.status.text, (LEFT + 18, y + 36), self._kind, ink)
        sheet.write(card.kind, (edge + 24, y + 36), self._kind, QUIET)
        return y + 60

    def _put_foot(self, sheet: Sheet, below: str) -> None:
        sheet.fill((LEFT, 543, RIGHT, 544), RULE)
        sheet.stamp(self._sign, (LEFT - 6, 560), ACCENT)
        sheet.write(self._site, (LEFT + 42, 589), self._name, TEXT)
        sheet.write(below, (RIGHT - round(self._below.width(below)), 589), self._below, QUIET)


def _sign() -> Image.Image:
    """The sign of the site, which is drawn large and made small for the sake of its edges."""
    large = Image.new("L", (24 * 13, 24 * 13))
    draw = ImageDraw.Draw(large)
    for left, top, right, bottom, grey in (
        (8, 1, 16, 5, 255), (4, 4, 20, 23, 255), (7, 8, 17, 10, 0), (7, 12.5, 17, 14.5, 0), (7, 17, 13, 19, 0),
    ):  # fmt: skip
        draw.rectangle((left * 13, top * 13, right * 13 - 1, bottom * 13 - 1), fill=grey)
    return large.reduce(8)
