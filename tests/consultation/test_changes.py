"""Since when changes count: what people may write there, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bots.consultation.changes import read_since, revision_of

TIMES = {123: datetime(2018, 5, 1, 12, 0, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("since", "moment"),
    [
        ("2018-06-01", (2018, 6, 1)),
        (" 2018-06 ", (2018, 6, 1)),
        ("June 2018", (2018, 6, 1)),
        ("juin 2018", (2018, 6, 1)),
        ("run:20180601-101502-00ff", (2018, 6, 1, 10, 15, 2)),
        ("run: 20180601T101502Z", (2018, 6, 1, 10, 15, 2)),
        ("rev:123", (2018, 5, 1, 12)),
        ("rev: 123", (2018, 5, 1, 12)),
    ],
)
def test_a_moment_is_a_day_a_run_or_a_revision(since: str, moment: tuple[int, ...]):
    assert read_since(since, TIMES, "fr") == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "why"),
    [
        ("", "does not say since when"),
        ("soon", "cannot be read"),
        ("rev:7", "there is no revision 7"),
        ("rev:", "cannot be read"),
        ("run:20181399-101502-00ff", "is the id of no run"),
        ("run:latest", "cannot be read"),
        ("../2018-06-01", "cannot be read"),
    ],
)
def test_what_says_no_moment_is_refused(since: str, why: str):
    with pytest.raises(ValueError, match=why):
        read_since(since, TIMES, "en")


def test_the_revision_is_asked_for_by_its_number():
    assert [revision_of(s) for s in ("rev:123", " rev: 9", "123", "rev:x", "")] == [123, 9, 0, 0, 0]
