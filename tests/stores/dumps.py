"""Dumps for tests: a few lines say what is in one."""

from __future__ import annotations

from html import escape

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="{lang}">
  <siteinfo>
    <sitename>Wikipédia</sitename>
    <dbname>{wiki}</dbname>
    <base>{base}</base>
    <case>{case}</case>
    <namespaces>
{namespaces}
    </namespaces>
  </siteinfo>
"""
ENGLISH = {
    -2: "Media",
    -1: "Special",
    0: "",
    1: "Talk",
    2: "User",
    3: "User talk",
    4: "Project",
    5: "Project talk",
    10: "Template",
    11: "Template talk",
}
FRENCH = ENGLISH | {
    1: "Discussion",
    2: "Utilisateur",
    3: "Discussion utilisateur",
    4: "Wikipédia",
    5: "Discussion Wikipédia",
    10: "Modèle",
    11: "Discussion modèle",
}


def head(wiki="metawiki", lang="en", base="https://meta.wikimedia.org/wiki/Main_Page", **more):
    """The beginning of a dump; ``namespaces`` and ``case`` may be given."""
    names = more.get("namespaces", ENGLISH)
    lines = [
        f'      <namespace key="{key}" case="first-letter">{name}</namespace>'
        for key, name in names.items()
    ]
    case = more.get("case", "first-letter")
    return HEAD.format(wiki=wiki, lang=lang, base=base, case=case, namespaces="\n".join(lines))


def revision(text, number=1, moment="2018-04-21T10:15:00Z", **more):
    """A revision; its text may be an element of its own, such as ``<text deleted="deleted" />``."""
    who = more.get("who", "<contributor><username>Ana</username><id>3</id></contributor>")
    parent = f"<parentid>{more['parent']}</parentid>" if "parent" in more else ""
    if not text.startswith("<text"):
        size = len(text.encode())
        text = f'<text bytes="{size}" xml:space="preserve">{escape(text, quote=False)}</text>'
    return (
        f"<revision><id>{number}</id>{parent}<timestamp>{moment}</timestamp>{who}<minor />"
        f"<comment>{more.get('comment', 'why')}</comment><origin>{number}</origin>"
        f"<model>{more.get('model', 'wikitext')}</model><format>text/x-wiki</format>"
        f"{text}<sha1>x</sha1></revision>\n"
    )


def page(title, *revisions, ns=1, more=""):
    """A page with revisions."""
    name = escape(title, quote=False)
    head = f"  <page><title>{name}</title><ns>{ns}</ns><id>77</id>{more}\n"
    return f"{head}{''.join(revisions)}</page>\n"


def dump(*pages, **header):
    """A whole dump."""
    return head(**header) + "".join(pages) + "</mediawiki>\n"
