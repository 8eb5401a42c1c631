"""The records in the sitemap (sitemaps.org, version 0.9): their pages and those of their changes, not the frozen versions."""

from __future__ import annotations

from html import escape

from policy_registry import urls
from policy_registry.registry import Registry

END = "</urlset>"


def with_records(sitemap: str, registry: Registry, base: str) -> str:
    """A sitemap to which the current records are added."""
    entries = [
        f"    <url><loc>{escape(urls.absolute(base, path))}</loc><lastmod>{policy.recorded.last_day}</lastmod></url>\n"
        for policy in registry
        for path in (urls.policy(policy.id), urls.changes(policy.id))
    ]
    return sitemap.replace(END, "".join(entries) + END)
