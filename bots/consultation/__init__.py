"""The model of a consultation: what is counted and what is true of it now. Pure.

Where to look, the first of a line being what the others serve:

- all of it at one moment: ``state``; what the settings say: ``rules``, ``facets``, ``sources``
- what was said: ``conversations``, ``heard``, ``archives``, ``copies``, ``abroad``, ``presence``
- statements: ``ledger``, ``statements``, ``lists``, ``selection``, ``coded``, ``themes``
- what suggests how to code them: ``suggestions``, ``keywords``
- what became of them: ``dispositions``, ``outcome_rows``, ``coverage``
- rows that follow their comments: ``relinking``, ``matching``, ``traces``, ``resemblance``
- who waits, takes part, votes: ``waiting``, ``answers``, ``participation``, ``votes``
- off the wiki: ``offwiki``, ``occasions``, ``reported_tasks``
- the process: ``milestones``, ``phases``, ``events``, ``initiatives``, ``dependencies``
- working groups: ``groups``, ``group_page``, ``members``, ``meetings``
- recommendations: ``recommendations``, ``lineage``, ``voices``; key questions: ``questions``
- dates: ``dates``, then ``date_lexer`` to ``date_grammar``; ``period``
- people's own pages, read: ``adoption``, ``outline``, ``tables``, ``listed``, ``words``
- tables from a spreadsheet: ``exported``, ``typed_rows``, ``retyped``
"""
