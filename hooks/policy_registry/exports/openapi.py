"""The addresses of the files as an OpenAPI 3.1 document (spec.openapis.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.exports.addresses import Address, addresses
from policy_registry.exports.api_parameters import api_parameters
from policy_registry.exports.api_schemas import api_schemas
from policy_registry.exports.linked_data import ABOUT
from policy_registry.licence import LICENCE, LICENCE_NAME
from policy_registry.registry import Registry
from policy_registry.writing import json_text

OPENAPI_VERSION = "3.1.1"
TERMS = """{about}

The addresses are those of files, made when the site is built. They need no key and have no limit of ours; they take GET \
and HEAD, and no query. What media type a file is sent with, and whether scripts of other sites may read it (CORS), is for \
the host to say: the sample file `_headers` lets them.

To cite what a record says, cite its version, `{version}`, with `#<fact>` for one fact: a version never changes. A retired \
id keeps its addresses and tells what became of it. `{versions}` lists every id and version."""
TAGS = {
    "Dataset": "The whole registry, its tables, and its parts by region and topic.",
    "Records": "Each policy as its record says it now.",
    "Versions": "Each policy as its record said it.",
    "Feeds": "New versions, newest first.",
    "Calendars": "Deadlines to come.",
}


def openapi(registry: Registry, files: Iterable[Distribution], base: str) -> bytes:
    """The document for the site that stands at a base, as of the newest day on which any record changed."""
    files = tuple(files)
    newest = max(registry.days_of_change(), default="none")
    version = f"{urls.absolute(base, urls.POLICIES)}<id>/v/<n>/"
    document = {
        "openapi": OPENAPI_VERSION,
        "info": {
            "title": registry.publication.name,
            "version": str(newest),
            "description": TERMS.format(about=ABOUT, version=version, versions=urls.VERSIONS_JSON),
            "license": {"name": LICENCE_NAME, "url": LICENCE},
        },
        "servers": [{"url": base.rstrip("/")}],
        "externalDocs": {"url": urls.absolute(base, urls.DATA), "description": "What the files hold"},
        "tags": [{"name": name, "description": words} for name, words in TAGS.items()],
        "paths": {f"/{address.path}": {"get": _operation(address)} for address in addresses(files)},
        "components": {
            "schemas": api_schemas(registry.vocabularies),
            "parameters": api_parameters(registry, files),
            "responses": {"NotFound": {"description": "There is no such file. The body is a page for people, or empty."}},
        },
    }
    return json_text(document).encode()


def _operation(address: Address) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)\}", address.path)
    parameters = [{"$ref": f"#/components/parameters/{name}"} for name in names]
    content = {address.media_type: {"schema": address.schema} if address.schema else {}}
    return {
        "tags": [address.tag],
        "operationId": address.operation,
        "summary": address.summary,
        "description": address.description,
        **({"parameters": parameters} if parameters else {}),
        "responses": {
            "200": {"description": "The file.", "content": content},
            "404": {"$ref": "#/components/responses/NotFound"},
        },
    }
