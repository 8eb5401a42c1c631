"""The name of a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """The id is the name of the file, begins with the region, and the file lies in the folder of the region.

    The id is the address of the record for ever, and whoever looks for a record finds its file by it.
    """
    path, policy = PurePosixPath(record.path), record.policy
    if path.stem != policy.id:
        yield Finding(
            ("id",), f'"{policy.id}" is not the name of the file, "{path.stem}"', f"rename the file to {policy.id}.yml"
        )
    if not policy.id.startswith(f"{policy.region}-"):
        yield Finding(
            ("id",),
            f'"{policy.id}" does not begin with its region "{policy.region}-"',
            f"write {policy.region}-… or mend the region",
        )
    if path.parts[:1] == ("policies",) and path.parent.name != policy.region:
        yield Finding(
            ("region",),
            f'"{policy.region}" is not the folder of the file, "{path.parent.name}"',
            f"move the file to policies/{policy.region}/",
        )
    if context.registry.files_of(policy.id) > 1:
        yield Finding(("id",), f'"{policy.id}" is the id of another file too', "give each record an id of its own")


RULE = Rule("id-file", check)
