"""Views into HTML: the one template environment, strict about names and escaping everything."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from policy_registry import urls

_environment = Environment(
    loader=PackageLoader("policy_registry", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)

_template = cache(_environment.get_template)


def render(template: str, view: Any, path: str, current: str = "") -> str:
    """A view as the HTML of the page at a path, with links relative to it.

    On the page of a frozen version, `current` is the address of the current record, whose facts are shown
    here as they were: links to them stay on the page.

    The environment holds compiled templates only, no state of any build.
    """
    link = partial(_link, path, current)
    return _template(template).render(view=view, link=link, urls=urls)


def _link(page: str, current: str, target: str) -> str:
    if current and target.startswith(f"{current}#"):
        target = page + target.removeprefix(current)
    return urls.relative(target, page)
