"""From what stands on the wiki to a plan, from the plan to saved pages, and back.

In the order of a run: ``job`` is its frame, and ``beginning`` says whether it may begin. ``gather``
reads, with ``hosts``, ``places``, ``listening`` and ``abroad``; ``relinked`` and ``recorded`` say
what that comes to. ``plan`` has what would change, within ``room``, ``spread`` and ``shrink``.
``update`` saves it through ``save``, ``summaries`` and ``journal``, and ``undo`` takes it back.

What only one command does bears its name: ``adopt``, ``new``, ``importing``, ``exporting``,
``install``, ``doctor``.
"""
