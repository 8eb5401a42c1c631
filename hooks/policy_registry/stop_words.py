"""English words that say nothing by themselves, and words without which a sentence says something else."""

from __future__ import annotations

FUNCTION_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "in", "into", "is", "it",
    "its", "of", "on", "or", "than", "that", "the", "their", "then", "there", "these", "this", "those", "to", "was", "were",
    "which", "who", "whose", "with",
})  # fmt: skip
WEIGHTY_WORDS = frozenset({
    "above", "after", "all", "any", "before", "below", "can", "cannot", "each", "every", "except", "few", "least", "less",
    "may", "maximum", "minimum", "more", "most", "must", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing",
    "only", "shall", "should", "several", "since", "some", "unless", "until", "without",
})  # fmt: skip
