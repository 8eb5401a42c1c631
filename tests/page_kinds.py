"""One page of each kind of the shipped site, for checks that every kind must pass."""

from __future__ import annotations

KINDS = {
    "home": "",
    "explorer": "policies/",
    "regions": "regions/",
    "region": "regions/eu/",
    "policy": "policies/eu-batteries-regulation/",
    "frozen": "policies/eu-batteries-regulation/v/1/",
    "changes": "policies/eu-batteries-regulation/changes/",
    "compare": "compare/",
    "comparison": "compare/policies/?p=eu-batteries-regulation&p=us-inflation-reduction-act",
    "comparison of none": "compare/policies/",
    "topic": "compare/topics/recycling/",
    "metric": "compare/metrics/recycled-content/",
    "metric of regions": "compare/metrics/production-capacity/",
    "calendar": "calendar/",
    "changelog": "changelog/",
    "feeds": "feeds/",
    "data": "data/",
    "dictionary": "data/dictionary/",
    "official numbers": "id/",
    "choice": "id/public-law/117-169/",
    "forward": "id/celex/32023R1542/",
    "about": "about/",
    "methodology": "about/methodology/",
    "how to cite": "about/cite/",
    "how to reuse": "about/reuse/",
    "how to contribute": "about/contribute/",
    "guides": "contribute/",
    "guide": "contribute/add-a-policy/",
    "guide to the code": "contribute/code/",
    "rules": "rules/",
    "rule": "rules/date-malformed/",
    "glossary": "about/glossary/",
    "corrections": "about/corrections/",
    "due": "about/due/",
    "lost": "404.html",
    "embed": "embed/eu-batteries-regulation/",
}
# In a frame, or gone at once: without the theme and without scripts.
BARE = frozenset({"forward", "embed"})
