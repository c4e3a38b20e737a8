"""The Store protocol as a suite: every store's test module subclasses ``StoreContract``.

A subclass gives four fixtures:

``store``
    the store under test, logged in where that means something;
``seed``
    ``seed(pages: Mapping[str, str])`` creates pages, in order, in whatever way is quickest;
``edit_as_other``
    ``edit_as_other(title, text)`` edits an existing page, not through the store and not as its
    user;
``delete``
    ``delete(title)`` deletes a page, likewise.

Every test works in titles of its own, so nothing need be cleaned up between tests, and the wiki may
hold other pages. Titles lie in namespaces that have subpages on any wiki. Pages come after the
templates they use, so that no job queue is waited for. Texts are expected back as
``bots.stores.texts.as_saved`` says, which is what MediaWiki does on saving; none has what MediaWiki
would expand (``~~~~``, ``subst:``, the pipe trick).

Each expectation was checked against MediaWiki 1.39.
"""

from tests.stores.contract.any_text import AnyText
from tests.stores.contract.history import History
from tests.stores.contract.hostile import HOSTILE_TEXTS, HOSTILE_TITLES
from tests.stores.contract.places import read
from tests.stores.contract.prefixes import Prefixes
from tests.stores.contract.reading import Reading
from tests.stores.contract.saving import Saving
from tests.stores.contract.templates import Templates

__all__ = ["HOSTILE_TEXTS", "HOSTILE_TITLES", "StoreContract", "read"]


class StoreContract(Reading, Prefixes, Templates, Saving, History, AnyText):
    """What every store does."""
