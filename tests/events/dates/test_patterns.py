"""The patterns of time expressions: each form finds its own words."""

from __future__ import annotations

import pytest

from events.dates.patterns import PATTERNS

FORMS = {form for form, _ in PATTERNS}
EXAMPLES = {
    "date": "5 March 2019",
    "month": "March 2019",
    "season": "spring 2019",
    "quarter": "Q2 2019",
    "half": "H1 2019",
    "decade": "1990s",
    "year": "2019",
    "years": "2019-20",
    "weekday": "Friday",
    "offset": "two weeks later",
    "deictic": "last week",
}


@pytest.mark.parametrize("form", sorted(EXAMPLES))
def test_a_form_finds_its_words(form):
    assert form in FORMS
    patterns = [pattern for name, pattern in PATTERNS if name == form]
    assert any(match[0] for pattern in patterns for match in pattern.finditer(f"It closed in {EXAMPLES[form]}."))


@pytest.mark.parametrize("text", ["31,000", "€2000", "12:45", "3.5", "40%"])
def test_numbers_that_are_no_dates_give_no_date(text):
    patterns = [pattern for name, pattern in PATTERNS if name in ("date", "month")]
    assert not any(match[0] for pattern in patterns for match in pattern.finditer(f"It cost {text} in all."))
