"""The demands on records, one module each."""

from policy_registry.rules import (
    briefing,
    cause,
    cited,
    corrections,
    coverage,
    dates_ordered,
    earlier_order,
    history,
    id_file,
    item_ids,
    metric_unit,
    other_names,
    relation_target,
    retired,
    sources,
    status_event,
    title_script,
    versions,
)

RULES = (
    id_file.RULE,
    item_ids.RULE,
    other_names.RULE,
    title_script.RULE,
    cited.RULE,
    sources.RULE,
    dates_ordered.RULE,
    earlier_order.RULE,
    status_event.RULE,
    metric_unit.RULE,
    relation_target.RULE,
    versions.RULE,
    history.RULE,
    cause.RULE,
)

FILE_RULES = (coverage.RULE, corrections.RULE, retired.RULE)

BRIEFING_RULES = (briefing.RULE,)
