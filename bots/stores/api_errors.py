"""What the API's error codes mean, as this project's errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bots.errors import (
    Conflict,
    ConsultationError,
    InvalidTitle,
    Missing,
    Stopped,
    StoreError,
    TryLater,
    UsageError,
)

GONE: Final = ("the page was deleted, or moved without a redirect", "it is not created again")
"""What a page that is not there any more is said to be, and what becomes of it."""
_AGAIN: Final = "read the page again and redo the change"
_LATER: Final = "try again later"
_MEANINGS: Final[Mapping[str, tuple[type[ConsultationError], str, str]]] = {
    # code: (error, problem, or nothing for the wiki's own words, mend)
    "editconflict": (Conflict, "the page was changed since it was read", _AGAIN),
    "articleexists": (Conflict, "the page exists already", _AGAIN),
    "pagedeleted": (Missing, *GONE),
    "missingtitle": (Missing, *GONE),
    "nosuchrevid": (Missing, *GONE),
    "invalidtitle": (InvalidTitle, "no page can have this title", "choose another title"),
    "pagecannotexist": (InvalidTitle, "no page can have this title", "choose another title"),
    "readonly": (TryLater, "", _LATER),
    "maxlag": (TryLater, "the wiki's databases lag behind", _LATER),
    "ratelimited": (TryLater, "the wiki allows this account fewer edits a minute", _LATER),
    "blocked": (Stopped, "", "ask the wiki's administrators"),
    "autoblocked": (Stopped, "", "ask the wiki's administrators"),
    "globalblocking-ipblocked": (Stopped, "", "ask the stewards"),
    "protectedpage": (StoreError, "the page is protected", "ask an administrator"),
    "cascadeprotected": (StoreError, "a page that shows this one is protected", ""),
    "protectedtitle": (StoreError, "nobody may create a page of this title", ""),
    "tpt-target-page": (
        StoreError,
        "this is a translation, which Translate alone may write",
        "put records on a page without translation markup",
    ),
    "abusefilter-disallowed": (StoreError, "", "ask those who keep the wiki's filters"),
    "abusefilter-warning": (StoreError, "", "ask those who keep the wiki's filters"),
    "spamblacklist": (StoreError, "", "take the link out, or ask an administrator"),
    "captcha": (
        StoreError,
        "the wiki wants a captcha solved, which a bot does not do",
        "ask for the right skipcaptcha, or make this edit by hand",
    ),
    "contenttoobig": (StoreError, "the page would be larger than the wiki allows", "split it"),
    "permissiondenied": (StoreError, "", "ask for the right, or grant it to the bot password"),
    "failed-save": (StoreError, "", ""),
    "assertuserfailed": (UsageError, "the wiki does not take this for a logged-in account", ""),
    "assertbotfailed": (UsageError, "the account has not the bot right", "ask a bureaucrat"),
    "assertnameduserfailed": (UsageError, "another account is logged in than was meant", ""),
    "readapidenied": (UsageError, "", "log in with an account that may read this wiki"),
}


def error_of(
    code: str, info: str, title: str = "", facts: Mapping[str, Any] | None = None
) -> ConsultationError:
    """Return the error that an API's answer means.

    ``info`` are the wiki's words; ``facts`` is whatever else the answer's error holds.
    """
    if code == "blocked":
        info = f"{_sentence(info)}: {_reason(facts or {})}"
        if _partial(facts or {}):
            return StoreError(info, mend="the block is of this page only", title=title)
    kind, problem, mend = _MEANINGS.get(code, (StoreError, "", ""))
    if code.startswith("titleblacklist-"):
        mend = "choose another title, or ask an administrator"
    if rules := _rules(facts or {}):
        info = f"{info.strip().removesuffix('.')}: {rules}"
    if code.startswith("internal_api_error"):
        kind, mend = TryLater, _LATER
    return kind(problem or f"{_sentence(info)} ({code})", mend=mend, title=title)


def _partial(facts: Mapping[str, Any]) -> bool:
    block = facts.get("blockinfo") or {}
    return isinstance(block, Mapping) and bool(block.get("blockpartial"))


def _reason(facts: Mapping[str, Any]) -> str:
    block = facts.get("blockinfo") or {}
    reason = block.get("blockreason") if isinstance(block, Mapping) else ""
    return str(reason or "no reason given")


def _rules(facts: Mapping[str, Any]) -> str:
    """Return what a blacklist's or a filter's refusal says of the rule that matched."""
    black = facts.get("spamblacklist") or {}
    matches = black.get("matches", ()) if isinstance(black, Mapping) else ()
    names = [f"“{match}” is on the spam blacklist" for match in matches]
    rule = facts.get("abusefilter") or {}
    if isinstance(rule, Mapping) and "id" in rule:
        names.append(f"filter {rule['id']}, {rule.get('description', '')}".rstrip(", "))
    return "; ".join(names)


def _sentence(info: str) -> str:
    """Return the wiki's words without the end of a sentence, which the error adds itself."""
    return info.strip().removesuffix(".") or "the wiki refused without saying why"
