"""A notice is nobody's comment; an answer to it is."""

from __future__ import annotations

from bots.page.problems import MARKERS
from bots.talk.site import site
from bots.talk.threads import parse
from tests.run.notices.board import HEADING, LOST, SIGNED, Board


def test_a_notice_is_no_comment_and_counts_nowhere(board: Board):
    lists = {"P/O": "overview", "P/S": "statements", "P/U": "unanswered", "P/T": "threads"}
    for page, kind in lists.items():
        board.region(page, kind)
    board.by("Ana", "Talk:P/X", "== Names ==\nWhich? " + SIGNED.format("Bo"))
    board.write("P/X", LOST)
    board.run()
    before = {page: board.text(page) for page in lists}
    said = parse(board.text("Talk:P/X"), site("metawiki"))
    board.run()
    now = parse(board.text("Talk:P/X"), site("metawiki"))
    assert HEADING in board.text("Talk:P/X")
    assert [c.id for c in now.comments] == [c.id for c in said.comments]
    board.runs(2)
    assert {page: board.text(page) for page in lists} == before


def test_a_talk_page_with_nothing_but_a_notice_counts_nowhere(board: Board):
    board.region("P/O", "overview")
    board.write("P/X", LOST)
    board.run()
    before = board.text("P/O")
    board.runs(3)
    assert board.told("Talk:P/X") == {MARKERS: True}
    assert board.text("P/O") == before


def test_an_answer_counts_as_what_it_is_without_the_notice(board: Board):
    board.region("P/S", "statements", rows="comments")
    board.write("P/X", LOST)
    board.runs()
    board.by("Bo", "Talk:P/X", board.text("Talk:P/X") + "\nMended, I hope. " + SIGNED.format("Bo"))
    board.run()
    (quote,) = [row.cells["quote"] for row in board.rows("P/S") if row.cells["author"] == "Bo"]
    assert quote == "<nowiki>Mended, I hope.</nowiki>"
