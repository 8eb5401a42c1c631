"""The folder that MkDocs builds into: one beside the old site, whose place it takes when everything is well."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from mkdocs_watching import states
from policy_registry.disk_faults import UnwritableError, is_of_the_disk, unwritable
from policy_registry.replacement import Replacement

# The site that is being built. MkDocs hands its settings to every event but those of a failure and of the end.
_REPLACEMENT: ContextVar[Replacement | None] = ContextVar("replacement", default=None)


def begin(config: MkDocsConfig) -> None:
    """Let MkDocs write beside the old site; `mkdocs serve` has a folder of its own, which nobody else reads."""
    if before := _REPLACEMENT.get():
        before.abandon()
        if config.site_dir == str(before.folder):
            config.site_dir = str(before.place)
    context = click.get_current_context(silent=True)
    if context is not None and context.info_name == "serve":
        places = (config.docs_dir, str(config.config_file_path), *config.watch, *config.theme.dirs)
        config.extra["registry_read"] = states(places), places
        return
    try:
        replacement = Replacement(Path(config.site_dir))
    except UnwritableError as error:
        raise PluginError(str(error)) from error
    _REPLACEMENT.set(replacement)
    config.site_dir = str(replacement.folder)


def finish(config: MkDocsConfig) -> None:
    """Put the new site in the place of the old one, unless MkDocs is about to refuse it for a warning."""
    replacement = _REPLACEMENT.get()
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    if replacement is None or any(counter.get_counts() for counter in counters):
        return
    try:
        replacement.finish()
    except UnwritableError as error:
        raise PluginError(str(error)) from error
    config.site_dir = str(replacement.place)
    logging.getLogger("mkdocs.registry").info("Site put in place: %s", replacement.place)


def abandon() -> None:
    """Leave the old site as it is; after the finish this does nothing."""
    if replacement := _REPLACEMENT.get():
        replacement.abandon()


def refusal(error: Exception) -> UnwritableError | None:
    """What the disk refused to the site that is being built, in words; None where the error is another."""
    replacement = _REPLACEMENT.get()
    if replacement is None or not isinstance(error, OSError) or not is_of_the_disk(error):
        return None
    refused = error.filename2 or error.filename
    is_ours = refused is None or Path(refused).is_relative_to(replacement.folder)
    return unwritable(replacement.place, error) if is_ours else None
