"""The account of all comments, as data and on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.markup import escape

from bots.commands._show import out
from bots.consultation.ledger.coverage import STANDINGS, Account, by_language, total
from bots.consultation.reported.offwiki import STANDINGS as REPORTED_STANDINGS
from bots.consultation.reported.offwiki import Told, reported_statements
from bots.consultation.state import Consultation
from bots.kinds.coverage import account_of, link_to


def coverage_as_data(consultation: Consultation) -> dict[str, Any]:
    """Return the account of all comments as the pages are now, as JSON's types."""
    found = account_of(consultation, consultation.conversations, planned=False)
    return {
        "total": _numbers(total(found)),
        "languages": {code: _numbers(account) for code, account in by_language(found).items()},
        "pages": {account.pages[0].source.title: _numbers(account) for account in found},
        "rejected": [
            {"page": page.source.title, "line": rejected.line, "reason": rejected.reason}
            for account in found
            for page in account.pages
            for rejected in page.rejected
        ],
        "not yet handled": [
            {
                "page": page.source.title,
                "id": comment.id,
                "author": comment.author,
                "timestamp": comment.timestamp.isoformat(),
                "link": link_to(consultation, (page, comment)),
            }
            for account in found
            for page, comment in account.open
        ],
        "off the wiki": _off_wiki(Told(reported_statements(consultation))),
    }


def _off_wiki(told: Told) -> dict[str, Any]:
    return {
        "reported": told.reported,
        **{name: told.counts[name] for name in REPORTED_STANDINGS},
        "open": [
            {"page": each.page, "source": each.source, "link": each.link} for each in told.open
        ],
    }


def _numbers(account: Account) -> dict[str, int]:
    return {
        "signatures": account.signatures,
        "comments": account.comments,
        "further": account.further,
        "rejected": account.rejected,
        **{name: account.counts[name] for name in STANDINGS},
    }


def show_coverage(told: Mapping[str, Any]) -> None:
    """Print the account: each comment not yet handled with its link, and the sums."""
    for comment in told["not yet handled"]:
        out.print(
            f"[yellow]![/yellow] {escape(comment['page'])}: not yet handled:"
            f" {escape(comment['author'])}, {comment['timestamp'][:10]},"
            f" {escape('[[' + comment['link'] + ']]')}"
        )
    for each in told["off the wiki"]["open"]:
        out.print(
            f"[yellow]![/yellow] {escape(each['page'])}: reported, not yet handled:"
            f" {escape(each['source'])}, {escape('[[' + each['link'] + ']]')}"
        )
    for rejected in told["rejected"]:
        out.print(
            f"{escape(rejected['page'])}, line {rejected['line']}: no comment's signature,"
            f" {escape(rejected['reason'])}"
        )
    for language, numbers in told["languages"].items():
        out.print(f"{language}: {_sums(numbers)}")
    out.print(f"In total: {_sums(told['total'])}")
    if reported := told["off the wiki"]["reported"]:
        parts = " + ".join(f"{told['off the wiki'][name]} {name}" for name in REPORTED_STANDINGS)
        out.print(f"Off the wiki, as reported: {reported} statements = {parts}")


def _sums(numbers: Mapping[str, int]) -> str:
    seen = f"{numbers['signatures']} signatures = {numbers['comments']} comments"
    seen += f" + {numbers['further']} further + {numbers['rejected']} rejected"
    parts = " + ".join(f"{numbers[name]} {name}" for name in STANDINGS)
    return f"{seen}; {numbers['comments']} comments = {parts}"
