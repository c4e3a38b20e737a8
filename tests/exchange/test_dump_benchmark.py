"""The benchmark of dumps measures what it says; its bounds are for a person to look at."""

from __future__ import annotations

import sys

import pytest

from benchmarks import dump
from benchmarks.talk_pages import SENTENCES, pages, timestamp
from bots.talk.site import of_language
from bots.talk.threads import parse


def test_a_seed_gives_the_same_pages_each_time():
    assert list(pages(1, 50_000)) == list(pages(1, 50_000))
    assert list(pages(1, 50_000)) != list(pages(2, 50_000))


@pytest.mark.parametrize("language", SENTENCES)
def test_its_times_are_those_of_the_language(language):
    text = f"x [[User:Ana]] {timestamp(dump.EPOCH, language)}"
    (comment,) = parse(text, of_language(language)).comments
    assert comment.timestamp == dump.EPOCH


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_it_measures_and_says_whether_bounds_are_met(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(dump, "cores", lambda: 2)
    monkeypatch.setattr(sys, "argv", ["dump", "--size", "1", "--keep", str(tmp_path)])
    dump.main()
    head, *rows, memory, growth = capsys.readouterr().out.splitlines()
    assert head.split() == ["dump", "jobs", "MB", "seconds", "MB/s", "peak", "MB"]
    assert [row.split()[:2] for row in rows] == [
        ["talk-1.xml", "1"],
        ["talk-1.xml", "2"],
        ["talk-2.xml", "1"],
        ["talk-2.xml", "2"],
    ]
    assert all(float(row.split()[-1]) > 10 for row in rows)
    assert memory.endswith("at most 400: met")
    assert "at most 1.05" in growth
    assert "MISSED" in (dump.verdict("x", 2, 1) or capsys.readouterr().out)
