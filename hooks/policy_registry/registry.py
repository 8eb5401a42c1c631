"""All records together: immutable, sorted, with the look-ups that pages and rules need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from hashlib import sha256

from policy_registry.briefing import Briefing
from policy_registry.changes import changes
from policy_registry.coverage import Correction, CoverageCell
from policy_registry.evidence import PolicyId
from policy_registry.facts import Relation, Target
from policy_registry.frozen import FrozenFiles
from policy_registry.policy import HistoryEntry, Policy
from policy_registry.publication import Publication
from policy_registry.reading import read_version
from policy_registry.retirement import Retirement
from policy_registry.shared_parts import Parts, parts_by_letters
from policy_registry.steps import Heading, Step
from policy_registry.vocabulary import Vocabularies, nearest
from policy_registry.writing import policy_yaml

FrozenVersions = Mapping[PolicyId, Mapping[int, bytes]]
VersionSums = Mapping[PolicyId, Mapping[int, str]]
# How many ids are weighed letter by letter against a mistyped one.
MOST_WEIGHED = 50
# How many old versions are kept at hand; to read one again takes less than a millisecond, to keep ten thousand a gigabyte.
MOST_KEPT = 500


@dataclass(frozen=True)
class Record:
    """A policy and the file it was read from, relative to the registry folder where it lies inside.

    `is_whole` is false where items with faults were left out, so that some rules would speak too soon; `is_old` is
    true where the file has an older format, `is_canonical` where it is in the form that the registry writes. `digest`
    is the SHA-256 of the file, by which it is known to be the frozen one.
    """

    policy: Policy
    path: str
    is_whole: bool = True
    is_old: bool = False
    is_canonical: bool = False
    digest: str = ""


@dataclass(frozen=True)
class Registry:
    """Every current record, every vocabulary, every frozen version with its hash, and the ids of broken files."""

    records: tuple[Record, ...]
    vocabularies: Vocabularies
    frozen: FrozenVersions
    sums: VersionSums
    unreadable: frozenset[PolicyId] = frozenset()
    coverage: tuple[CoverageCell, ...] = ()
    corrections: tuple[Correction, ...] = ()
    retirements: tuple[Retirement, ...] = ()
    publication: Publication = field(default_factory=Publication)
    briefings: Mapping[str, Briefing] = field(default_factory=dict)

    @cached_property
    def policies(self) -> tuple[Policy, ...]:
        """All policies in the order of regions, then of ids."""
        regions = self.vocabularies["regions"]
        policies = {record.policy.id: record.policy for record in self.records}
        return tuple(sorted(policies.values(), key=lambda policy: (regions.place(policy.region), policy.id)))

    @cached_property
    def _by_id(self) -> dict[PolicyId, Policy]:
        return {policy.id: policy for policy in self.policies}

    def look_up(self) -> None:
        """Make now what asks every record: copies of this process then need not touch, and so copy, the records of others."""
        _ = self._by_id, self._records, self._incoming, self._retirements

    def __contains__(self, id: PolicyId) -> bool:
        return id in self._by_id or id in self.unreadable

    def __iter__(self) -> Iterator[Policy]:
        return iter(self.policies)

    def __len__(self) -> int:
        return len(self.policies)

    def policy(self, id: PolicyId) -> Policy | None:
        """The policy of that id, if there is one."""
        return self._by_id.get(id)

    def record(self, id: PolicyId) -> Record | None:
        """The policy of that id with its file, if there is one."""
        return self._records.get(id)

    @cached_property
    def _records(self) -> dict[PolicyId, Record]:
        return {record.policy.id: record for record in self.records}

    def files_of(self, id: PolicyId) -> int:
        """How many files claim an id."""
        return self._files[id]

    @cached_property
    def _files(self) -> Counter[PolicyId]:
        return Counter(record.policy.id for record in self.records)

    def nearest(self, id: str) -> PolicyId | None:
        """The id that a mistyped one most likely means, if any is near: among those that share most runs of letters."""
        shared = Counter(known for run in _runs(id) for known in self._by_run.get(run, ()))
        return nearest(id, [known for known, _ in shared.most_common(MOST_WEIGHED)])

    @cached_property
    def _by_run(self) -> dict[str, list[PolicyId]]:
        by_run: dict[str, list[PolicyId]] = defaultdict(list)
        for id in (*self._by_id, *self.unreadable):
            for run in _runs(id):
                by_run[run].append(id)
        return by_run

    def version(self, id: PolicyId, number: int) -> Policy | None:
        """A frozen version as it was; None where it is missing or damaged."""
        if number not in self.frozen.get(id, {}):
            return None
        if self.is_as_frozen(id, number):
            return self.policy(id)
        if (id, number) not in self._versions:
            if len(self._versions) >= MOST_KEPT:
                self._versions.clear()
            content = self.frozen[id][number].decode("utf-8", "replace")
            reading = read_version(content, f"versions/{id}/{number}.yml", self._parts(id))
            self._versions[id, number] = reading.policy if reading.is_whole else None
        return self._versions[id, number]

    def _parts(self, id: PolicyId) -> Parts:
        """The parts of the current record by their letters, as far as these are at hand."""
        record = self.record(id)
        if record is None or not record.is_canonical or not self.is_as_frozen(id, record.policy.version):
            return {}
        return parts_by_letters(self.frozen[id][record.policy.version].decode(), record.policy)

    def is_as_frozen(self, id: PolicyId, number: int) -> bool:
        """Whether a frozen version is, byte for byte, the current record."""
        record = self.record(id)
        if record is None or number not in self.frozen.get(id, {}) or record.policy.version != number or not record.is_whole:
            return False
        if record.digest:
            return record.digest == self.digest(id, number)
        return policy_yaml(record.policy) == self.frozen[id][number]

    def digest(self, id: PolicyId, number: int) -> str:
        """The SHA-256 of a frozen version as it was when the registry was read."""
        frozen = self.frozen[id]
        return frozen.digest(number) if isinstance(frozen, FrozenFiles) else sha256(frozen[number]).hexdigest()

    @cached_property
    def _versions(self) -> dict[tuple[PolicyId, int], Policy | None]:
        return {}

    def newest_frozen(self, id: PolicyId) -> Policy | None:
        """The newest version of an id that is frozen."""
        numbers = self.frozen.get(id, {})
        return self.version(id, max(numbers)) if numbers else None

    def states(self, id: PolicyId) -> dict[int, Policy]:
        """Every version of an id that can be read, by number; the newest may not be frozen yet."""
        frozen = {number: self.version(id, number) for number in sorted(self.frozen.get(id, {}))}
        states = {number: policy for number, policy in frozen.items() if policy}
        current = self.policy(id)
        return states | {current.version: current} if current else states

    def steps(self, id: PolicyId) -> tuple[Step, ...]:
        """The steps of a record, or of a retired id, from version to version, newest first.

        A version that cannot be read makes no step; the check says why.
        """
        if id not in self._steps:
            states = self.states(id)
            newest = self.policy(id) or states.get(max(states, default=0))
            history = newest.history if newest else ()
            state = partial(self._state, id)
            self._steps[id] = tuple(_step(entry, states, state) for entry in history if entry.version in states)
        return self._steps[id]

    def _state(self, id: PolicyId, number: int) -> Policy:
        policy = self.policy(id)
        found = policy if policy and policy.version == number else self.version(id, number)
        assert found, f"version {number} of {id} could be read before"
        return found

    @cached_property
    def _steps(self) -> dict[PolicyId, tuple[Step, ...]]:
        return {}

    def retirement(self, id: PolicyId) -> Retirement | None:
        """What became of an id that is no longer current."""
        return self._retirements.get(id)

    @cached_property
    def _retirements(self) -> dict[PolicyId, Retirement]:
        return {retirement.id: retirement for retirement in reversed(self.retirements)}

    def ids(self) -> tuple[PolicyId, ...]:
        """The ids of all policies."""
        return tuple(self._by_id)

    def days_of_change(self) -> tuple[date, ...]:
        """The days on which any record became what it is or was, newest first."""
        return tuple(sorted({entry.recorded.first_day for policy in self for entry in policy.history}, reverse=True))

    def every_id(self) -> tuple[PolicyId, ...]:
        """The ids that are or were records, in the order of the alphabet."""
        return tuple(sorted({*self.ids(), *(retirement.id for retirement in self.retirements)}))

    def cell(self, topic: str, region: str) -> CoverageCell | None:
        """What is known of a topic and a region without a record."""
        return self._cells.get((topic, region))

    @cached_property
    def _cells(self) -> dict[tuple[str, str], CoverageCell]:
        return {(cell.topic, cell.region): cell for cell in self.coverage}

    def in_region(self, region: str) -> tuple[Policy, ...]:
        """The policies of one region."""
        return tuple(policy for policy in self.policies if policy.region == region)

    def targets_of(self, metric: str) -> tuple[tuple[Policy, Target], ...]:
        """The targets of one metric, each with the policy that sets it."""
        return tuple(self._by_metric.get(metric, ()))

    @cached_property
    def _by_metric(self) -> dict[str, list[tuple[Policy, Target]]]:
        by_metric: dict[str, list[tuple[Policy, Target]]] = defaultdict(list)
        for policy in self.policies:
            for target in policy.targets:
                by_metric[target.metric].append((policy, target))
        return by_metric

    def on_topic(self, topic: str) -> tuple[Policy, ...]:
        """The policies on one topic."""
        return tuple(policy for policy in self.policies if topic in policy.topics)

    @cached_property
    def _incoming(self) -> dict[PolicyId, list[tuple[Policy, Relation]]]:
        incoming: dict[PolicyId, list[tuple[Policy, Relation]]] = defaultdict(list)
        for policy in self.policies:
            for relation in policy.relations:
                if relation.target:
                    incoming[relation.target].append((policy, relation))
        return incoming

    def incoming(self, id: PolicyId) -> tuple[tuple[Policy, Relation], ...]:
        """Who acts on a policy, and how: the inverse of every relation that names it."""
        return tuple(self._incoming.get(id, ()))


def _step(entry: HistoryEntry, states: Mapping[int, Policy], state: Callable[[int], Policy]) -> Step:
    before, after = states.get(entry.version - 1), states[entry.version]
    return Step(entry, Heading.of(after), changes(before, after) if before else (), before is None, state)


def _runs(id: str) -> list[str]:
    """Every three letters of an id that stand side by side, each once."""
    return list(dict.fromkeys(id[start : start + 3] for start in range(len(id) - 2)))
