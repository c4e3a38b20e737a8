"""Where paragraphs end and how deep a line is indented, read from the text around a place.

DiscussionTools walks the page's elements; of these only a few matter: the list items around a
place give its level, and the block element around a signature ends the comment. Both can be read
from wikitext without building the page: from the marks a line begins with, and from the next line
or tag that ends a paragraph.

Rules from MediaWiki's BlockLevelPass and DiscussionTools' CommentUtils (isBlockElement,
isCommentSeparator, getIndentLevel).
"""

from __future__ import annotations

import re
from typing import Final

BLOCK_TAGS: Final = (
    "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|"
    "figure|footer|gallery|h[1-6]|header|hr|li|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|"
    "tr|ul"
)

BREAK: Final = re.compile(
    r"\n(?=[\0 \t]*\n|\0*[*#:;=]|[ \t]+[^\s\0]|\{\||\||!|----)|\n(?=\s*\Z)"
    rf"|</?(?:{BLOCK_TAGS})\b[^<>]*>",
    re.IGNORECASE,
)
"""Where a paragraph of plain text ends."""

LINE_BREAK: Final = re.compile(rf"\n|</?(?:{BLOCK_TAGS})\b[^<>]*>", re.IGNORECASE)
"""Where the text of a list item ends."""

_MARKS: Final = re.compile(r"[*#:;\0]*")


def indentation(text: str, line: int) -> tuple[int, int]:
    """Return in how many list items the line that begins at an offset stands, and its marks' end.

    A ``;`` makes a term, which is no list item.
    """
    found = _MARKS.match(text, line)
    assert found is not None  # noqa: S101 - the expression matches the empty string
    marks = found[0]
    if not marks:
        return 0, line
    return len(marks) - marks.count(";") - marks.count("\0"), found.end()


_SEPARATORS: Final = re.compile(
    r"""(?:
        [\s\0]+
      | (?<=\n)\0*----+
      | (?<![^\n\0])[*\#:]+[ \t\0]*(?=\n)      # an empty list item
      | (?<![^\n\0]);[^\n]*(?=\n(?!\0*[:;]))     # a term alone: a heading that is none
      | </?(?:[a-z][a-z0-9]*)\b[^<>]*>           # tags: what counts is what stands in them
      | (?<![^\n\0])\{\|[^\n]*                   # a table begins
      | (?<![^\n\0])\|[-+}][^\n]*
      | __[A-Z]+__
    )*+""",
    re.VERBOSE | re.IGNORECASE,
)


def content(text: str, at: int) -> int:
    """Return where the next visible text after an offset begins.

    Blank lines, rules, tags, empty list items and terms that stand for headings are passed over:
    they belong to no comment.
    """
    found = _SEPARATORS.match(text, at)
    assert found is not None  # noqa: S101 - the expression matches the empty string
    return found.end()
