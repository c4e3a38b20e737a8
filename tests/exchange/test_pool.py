"""Work on several processes: results in order, and never more under way than is needed."""

from __future__ import annotations

import os

import pytest

from bots.errors import StoreError
from bots.exchange.pages import Page, batches
from bots.exchange.pool import cores, in_order


def double(factor, thing):
    return factor * thing


def process(_common, _thing):
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_results_come_in_order(jobs, count):
    assert list(in_order(double, 2, range(count), jobs)) == [2 * n for n in range(count)]


def test_other_processes_do_the_work():
    found = set(in_order(process, None, range(20), 2))
    assert os.getpid() not in found
    assert 1 <= len(found) <= 2


def test_a_single_thing_starts_no_process():
    assert list(in_order(process, None, [1], 4)) == [os.getpid()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_things_are_taken_only_as_results_are(jobs):
    """So that no more of a dump is in memory than the processes need."""
    taken = []

    def things():
        for number in range(1000):
            taken.append(number)
            yield number

    results = in_order(double, 1, things(), jobs)
    for number in range(30):
        assert next(results) == number
        assert len(taken) <= number + 2 + 2 * jobs
    results.close()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("before", [0, 1, 2, 9])
def test_what_came_before_an_error_is_given(jobs, before):
    def things():
        yield from range(before)
        raise StoreError("broken")

    results = in_order(double, 1, things(), jobs)
    assert [next(results) for _ in range(before)] == list(range(before))
    with pytest.raises(StoreError, match="broken"):
        next(results)


def test_pages_go_in_batches_by_their_length():
    pages = [Page("x" * length, "enwiki") for length in (10, 2000, 10, 10, 5000, 10)]
    lengths = [[len(page.text) for page in batch] for batch in batches(pages, 3000)]
    assert lengths == [[10, 2000], [10, 10], [5000], [10]]


def test_pages_before_an_error_are_a_batch():
    def pages():
        yield Page("a", "enwiki")
        raise StoreError("broken")

    found = batches(pages())
    assert [page.text for page in next(found)] == ["a"]
    with pytest.raises(StoreError, match="broken"):
        next(found)


def test_there_is_a_core():
    assert cores() >= 1
