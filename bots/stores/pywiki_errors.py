"""pywikibot's errors, told as this project's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bots.errors import ConsultationError, TryLater, UsageError
from bots.stores import pywiki
from bots.stores.api_errors import error_of


def exceptions() -> Any:
    """Return pywikibot's exceptions; it is loaded when a wiki is opened, not before."""
    return sys.modules["pywikibot"].exceptions


@contextmanager
def own_errors(title: str = "") -> Iterator[None]:
    """Raise this project's errors in place of pywikibot's."""
    known = exceptions()
    try:
        yield
    except (ConsultationError, pywiki.Unanswered):
        raise
    except known.APIError as error:
        raise error_of(error.code, error.info, title, error.other) from error
    except (known.NoUsernameError, EOFError) as error:
        raise UsageError(
            "the wiki does not accept the account's name, password or OAuth tokens",
            mend="make a new bot password and put it in pywikibot's password file, or a new"
            " owner-only consumer for user-config.py",
        ) from error
    except known.ClientError as error:
        raise UsageError(f"the wiki refuses to answer: {error}", title=title) from error
    except (known.Error, OSError, KeyError, ValueError) as error:
        # Time-outs, broken connections, answers that are none.
        words = str(error).strip().partition("\n")[0]
        raise TryLater(
            f"the wiki does not answer as it should: {words}", mend="try again later", title=title
        ) from error
