"""The dataset for catalogues of data: DCAT 3 as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.exports.linked_data import ABOUT
from policy_registry.licence import LICENCE
from policy_registry.registry import Registry
from policy_registry.writing import json_text

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def dcat(registry: Registry, files: Iterable[Distribution], base: str) -> bytes:
    """The dataset with its version, the one before, its licence and its distributions.

    A version is named by the newest day on which any record changed; the files are always those of the newest.
    """
    return json_text(
        {
            "@context": CONTEXT,
            "@id": urls.absolute(base, urls.DATASET),
            "@type": "dcat:Dataset",
            **_version(registry),
            "dct:title": _english(registry.publication.name),
            "dct:description": _english(ABOUT),
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": registry.publication.name},
            "dct:license": {"@id": LICENCE},
            "dcat:landingPage": {"@id": urls.absolute(base, urls.DATA)},
            "dcat:keyword": [_english(topic.label) for topic in registry.vocabularies["topics"]],
            "dcat:distribution": [_distribution(file, base) for file in files],
        }
    ).encode()


def _version(registry: Registry) -> dict[str, Any]:
    days = registry.days_of_change()
    ids = [registry.publication.tag(f"dataset/{day}") for day in days]
    if not ids:
        return {}
    return {
        "dct:identifier": ids[0],
        "dct:modified": {"@value": days[0].isoformat(), "@type": "xsd:date"},
        "dcat:version": days[0].isoformat(),
        **({"dcat:previousVersion": {"@id": ids[1]}} if len(ids) > 1 else {}),
    }


def _distribution(file: Distribution, base: str) -> dict[str, Any]:
    address = urls.absolute(base, file.path)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _english(file.name),
        "dct:description": _english(file.description),
        "dct:license": {"@id": LICENCE},
        "dcat:accessURL": {"@id": urls.absolute(base, urls.DATA)},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}{file.media_type}"},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}
