"""The account that is logged in, and whether it is fit to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

RIGHTS: Final = {
    "edit": "editpage",
    "createpage": "createeditmovepage",
    "bot": "highvolume",
    "apihighlimits": "highvolume",
    "noratelimit": "highvolume",
}
"""The rights that the bot uses, and the grant that brings each: to a bot password, or to OAuth."""
_COMFORT: Final = frozenset({"noratelimit", "apihighlimits"})
"""Without these a run takes longer, and does no harm."""
_UNNEEDED: Final = {
    "block": "blockusers",
    "createaccount": "createaccount",
    "delete": "delete",
    "deletedtext": "viewdeleted",
    "editinterface": "editinterface",
    "editmyoptions": "editmyoptions",
    "editmyuserjs": "editmycssjs",
    "editmywatchlist": "editmywatchlist",
    "editsitejs": "editsiteconfig",
    "import": "import",
    "mergehistory": "mergehistory",
    "movefile": "uploadeditmovefile",
    "patrol": "patrol",
    "protect": "protect",
    "rollback": "rollback",
    "sendemail": "sendemail",
    "suppressionlog": "viewrestrictedlogs",
    "suppressrevision": "oversight",
    "upload": "uploadfile",
    "viewmyprivateinfo": "privateinfo",
    "viewmywatchlist": "viewmywatchlist",
}
"""Rights that the bot never uses, and the grant that brings each: what a stolen secret is worth."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a wiki says of the account that is logged in."""

    name: str
    groups: frozenset[str]
    rights: frozenset[str]
    block: str = ""
    """Why it is blocked on the whole wiki, or nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    right: bool
    what: str
    mend: str = ""
    harmless: bool = False
    """Whether a run may write all the same."""
    status: int = 1
    """The exit status of whoever finds this wrong."""


def account_of(facts: Mapping[str, Any]) -> Account:
    """Return the account from the API's ``userinfo``.

    A block of single pages is none here: the wiki says so when one of them is saved.
    """
    blocked = "blockid" in facts and not facts.get("blockpartial")
    reason = str(facts.get("blockreason") or "no reason given") if blocked else ""
    groups, rights = facts.get("groups", ()), facts.get("rights", ())
    return Account(str(facts["name"]), frozenset(groups), frozenset(rights), reason)


def findings(account: Account) -> Iterator[Finding]:
    """Yield what is right and what is not with an account that is to write."""
    yield Finding(True, f"account: {account.name}")
    if "bot" in account.name.casefold():
        yield Finding(True, "its name says that it is a bot")
    else:
        yield Finding(
            False, f"the name {account.name} does not say that it is a bot", "rename the account"
        )
    if account.block:
        yield Finding(False, f"the account is blocked: {account.block}", "talk to who blocked it")
    if "bot" not in account.groups:
        yield Finding(
            False,
            "the account has no bot flag",
            "ask for it on the wiki; use --simulate until it is granted",
        )
    missing = [right for right in RIGHTS if right not in account.rights]
    if missing:
        grants = ", ".join(dict.fromkeys(RIGHTS[right] for right in missing))
        yield Finding(
            False,
            f"the login lacks the rights {', '.join(missing)}",
            f"tick these grants of its bot password or OAuth consumer: {grants}",
            harmless=set(missing) <= _COMFORT,
        )
    else:
        yield Finding(True, f"its rights: {', '.join(RIGHTS)}")


def widths(account: Account) -> Iterator[Finding]:
    """Yield whether the login may do more than the bots need."""
    more = [right for right in _UNNEEDED if right in account.rights]
    if more:
        grants = ", ".join(dict.fromkeys(_UNNEEDED[right] for right in more))
        yield Finding(
            False,
            f"the login may do more than the bots need: {', '.join(more)}",
            f"untick these grants of its bot password or OAuth consumer: {grants}",
            harmless=True,
        )
    else:
        yield Finding(True, "its login may do no more than the bots need")
