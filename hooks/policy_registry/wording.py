"""Values in words, the same on every page: dates, rules of dates, numbers with units."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from policy_registry.dates import MONTHS, PartialDate
from policy_registry.deadlines import After, LaterOf, TaxableYears, When, not_before, resolved
from policy_registry.facts import Measured
from policy_registry.quantities import SCALES
from policy_registry.vocabulary import Vocabularies

NO_BREAK = "\u00a0"


def date_words(when: PartialDate) -> str:
    """`18 February 2027`, `February 2027`, `2027` or `fiscal year 2030`."""
    day = when.first_day
    if when.is_fiscal_year:
        return f"fiscal year{NO_BREAK}{day.year}"
    if when.precision == "year":
        return str(day.year)
    month = MONTHS[day.month - 1]
    return f"{month} {day.year}" if when.precision == "month" else f"{day.day}{NO_BREAK}{month} {day.year}"


def when_words(when: When) -> str:
    """A date or the rule that makes it, as one phrase."""
    if isinstance(when, PartialDate):
        return date_words(when)
    if isinstance(when, TaxableYears):
        return f"taxable years beginning after {date_words(when.taxable_years_beginning_after)}"
    if isinstance(when, LaterOf):
        return f"the later of {_listed([when_words(part) for part in when.later_of])}"
    if date := resolved(when):
        return f"{date_words(date)} ({interval_words(when)} {when.after})"
    return f"{interval_words(when)} {when.after}"


def interval_words(rule: After) -> str:
    """`12 months after`, `90 days after` or `on`."""
    count, unit = (rule.months, "month") if rule.months is not None else (rule.days, "day")
    return f"{count}{NO_BREAK}{unit}{'' if count == 1 else 's'} after" if count else "on"


def floor_words(when: When) -> str:
    """`not before 18 February 2025`, or nothing where no day is certain yet."""
    floor = not_before(when)
    return f"not before {date_words(floor)}" if floor else ""


def number_words(value: Decimal) -> str:
    """Digits in groups of three, from a million up with a word: `40.6 trillion`, `600,000`, `1.35`."""
    for scale, exponent in SCALES.items():
        if abs(value) >= Decimal(1).scaleb(exponent):
            return f"{format(value.scaleb(-exponent).normalize(), 'f')}{NO_BREAK}{scale}"
    return _grouped(str(value))


# By its digits: 1.0 and 1.00 are equal, and yet not the same words.
@lru_cache(maxsize=10_000)
def _grouped(digits: str) -> str:
    value = Decimal(digits)
    places = max(0, -int(value.as_tuple().exponent))
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    return str(format_decimal(value, format=pattern, locale="en", decimal_quantization=False))


def measured_words(part: Measured, vocabularies: Vocabularies) -> str:
    """A number with comparator and unit: `at least 16 %`, `50–60 GW`, `up to EUR 3.2 billion`; empty without one."""
    if part.value is None:
        return ""
    unit = vocabularies["units"][part.unit] if part.unit else None
    number = number_words(part.value)
    if part.max_value is not None:
        number = _range(part.value, part.max_value)
    if unit and unit.prefix:
        number = f"{unit.prefix}{NO_BREAK}{number}"
    if unit and unit.symbol:
        number = f"{number}{NO_BREAK}{unit.symbol}"
    comparator = part.comparator
    if comparator and comparator not in {"exactly", "between"}:
        number = f"{vocabularies['comparators'].label(comparator)} {number}"
    return number


def counting_words(unit: str | None, measured_as: str | None, vocabularies: Vocabularies) -> str:
    """The unit of numbers and what they are counted of; numbers for which these differ are never compared."""
    label = vocabularies["units"].label(unit) if unit else "no number"
    return capitalised(label) + (f", {measured_as}" if measured_as else "")


def capitalised(words: str) -> str:
    """Words as they begin a sentence: only the first letter changes."""
    return words[:1].upper() + words[1:]


def _range(low: Decimal, high: Decimal) -> str:
    low_words, high_words = number_words(low), number_words(high)
    for scale in SCALES:
        ending = f"{NO_BREAK}{scale}"
        if low_words.endswith(ending) and high_words.endswith(ending):
            return f"{low_words.removesuffix(ending)}–{high_words}"
    return f"{low_words}–{high_words}"


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 policy`, `2 policies`, `no policy`."""
    return f"{number or 'no'} {one if number in (0, 1) else many or one + 's'}"
