"""The parser against DiscussionTools on real pages, where this machine has them.

The figures are those of ``python -m benchmarks.accuracy``; the thresholds are the project's own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy import Score, measure_page

THRESHOLDS = {
    "recall": 0.99,
    "precision": 0.99,
    "section": 0.99,
    "level": 0.98,
    "parent": 0.97,
    "id": 0.97,
    "in arguments": 0.85,
    "unsigned": 0.90,
}


@pytest.fixture(scope="session")
def scores(corpus: Path) -> dict[str, Score]:
    folders = sorted(path.parent for path in corpus.glob("*/page.wikitext"))
    return {folder.name: measure_page(folder)[1] for folder in folders}


@pytest.mark.parametrize("measure", THRESHOLDS)
def test_over_all_pages(scores, measure):
    total = Score()
    for score in scores.values():
        total.add(score)
    assert total.share(measure) >= THRESHOLDS[measure]


def test_recall_on_every_page_with_more_than_ten_comments(scores):
    low = {
        name: score.share("recall")
        for name, score in scores.items()
        if score.tries["recall"] > 10 and score.share("recall") < 0.97
    }
    assert not low


def test_no_page_is_without_its_comments(scores):
    assert all(score.hits["recall"] for score in scores.values())
