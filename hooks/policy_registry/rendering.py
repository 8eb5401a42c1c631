"""Views into HTML: the one template environment, strict about names and escaping everything."""

from __future__ import annotations

from functools import partial
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


def render(template: str, view: Any, path: str) -> str:
    """A view as the HTML of the page at a path, with links relative to it.

    The environment holds compiled templates only, no state of any build.
    """
    link = partial(_link, path)
    return _environment.get_template(template).render(view=view, link=link, urls=urls)


def _link(page: str, target: str) -> str:
    return urls.relative(target, page)
