"""Talk pages that might be real, from a seed: the same number gives the same pages.

Twelve languages, in our own words; threads, replies, outdents, votes, unsigned comments, markup.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

from bots.talk.site import Site, Words, of_language

SENTENCES = {
    "en": (
        "The travel budget should go to the small chapters first.",
        "Who decides what a “hub” may spend, and who checks it afterwards?",
        "I would rather see one page a month than a report nobody reads.",
        "Two of the nine groups have not answered since the summer.",
    ),
    "fr": (
        "Le budget des voyages devrait d'abord aider les petites associations.",
        "Qui décide, et qui vérifie ensuite ce qui a été dépensé ?",
        "Je préfère une page par mois à un rapport que personne ne lit.",
        "Deux des neuf groupes n'ont pas répondu depuis l'été.",
    ),
    "de": (
        "Das Reisegeld sollte zuerst an die kleinen Vereine gehen.",
        "Wer entscheidet das, und wer prüft es danach?",
        "Mir wäre eine Seite im Monat lieber als ein Bericht, den niemand liest.",
        "Zwei der neun Gruppen haben seit dem Sommer nicht geantwortet.",
    ),
    "es": (
        "El dinero para viajes debería ir primero a los capítulos pequeños.",
        "¿Quién lo decide y quién lo revisa después?",
        "Prefiero una página al mes que un informe que nadie lee.",
        "Dos de los nueve grupos no contestan desde el verano.",
    ),
    "pt": (
        "O dinheiro das viagens devia ir primeiro para os capítulos pequenos.",
        "Quem decide isso, e quem confere depois?",
        "Prefiro uma página por mês a um relatório que ninguém lê.",
        "Dois dos nove grupos não respondem desde o verão.",
    ),
    "pl": (
        "Pieniądze na podróże powinny najpierw trafić do małych oddziałów.",
        "Kto o tym decyduje i kto to potem sprawdza?",
        "Wolę jedną stronę na miesiąc niż raport, którego nikt nie czyta.",
        "Dwie z dziewięciu grup nie odpowiadają od lata.",
    ),
    "ru": (
        "Деньги на поездки должны сначала получать небольшие отделения.",
        "Кто это решает и кто потом проверяет?",
        "Лучше одна страница в месяц, чем отчёт, который никто не читает.",
        "Две из девяти групп не отвечают с самого лета.",
    ),
    "ar": (
        "ينبغي أن تذهب أموال السفر أولًا إلى الفروع الصغيرة.",
        "من يقرر ذلك ومن يراجعه بعد ذلك؟",
        "أفضل صفحة واحدة كل شهر على تقرير لا يقرؤه أحد.",
        "مجموعتان من التسع لم تجيبا منذ الصيف.",
    ),
    "zh": (
        "差旅经费应该先给小分会。",
        "这由谁决定，事后又由谁检查？",
        "我宁愿每月看一页，也不要没人看的报告。",
        "九个小组中有两个从夏天起就没有回复。",
    ),
    "ja": (
        "旅費はまず小さな支部に回すべきです。",
        "それは誰が決めて、後で誰が確かめるのですか。",
        "誰も読まない報告書より、月に一ページの方がいいです。",
        "九つのうち二つのグループは夏から返事がありません。",
    ),
    "hi": (
        "यात्रा का पैसा पहले छोटी शाखाओं को मिलना चाहिए।",
        "यह कौन तय करता है, और बाद में कौन जाँचता है?",
        "जिसे कोई न पढ़े उस रिपोर्ट से महीने का एक पन्ना अच्छा है।",
        "नौ में से दो समूहों ने गर्मियों से जवाब नहीं दिया।",
    ),
    "sw": (
        "Pesa za safari ziende kwanza kwa matawi madogo.",
        "Nani anaamua, na nani anakagua baadaye?",
        "Ni afadhali ukurasa mmoja kwa mwezi kuliko ripoti isiyosomwa.",
        "Makundi mawili kati ya tisa hayajajibu tangu kiangazi.",
    ),
}
NAMES = (
    *("Ana", "Ben of the North", "Capucine", "Dawit", "Élise", "Farid", "Gul", "Hana K", "Ирина"),
    *("Jörg", "Kofi", "李明", "Mwangi", "Nadia~metawiki", "Óscar", "Priya", "192.0.2.17", "さくら"),
)
TOPICS = ("Funding", "Hubs", "Who decides?", "''Capacity'' building", "Roles & duties", "2030")
EPOCH = datetime(2016, 1, 1, tzinfo=UTC)


def pages(seed: int, size: int) -> Iterator[tuple[str, str]]:
    """Yield titles and texts of about ``size`` bytes in all."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    made = number = 0
    while made < size:
        number += 1
        language = chance.choice([*SENTENCES])
        # Most talk pages are short, and a few are very long.
        length = min(int(chance.lognormvariate(math.log(9_000), 1.1)), 400_000)
        text = page(chance, language, length)
        space = chance.choice(("Talk", "Talk", "User talk", "Project talk", "Project", "Template"))
        made += len(text.encode())
        yield f"{space}:Strategy {number}/{language}", text


def page(chance: random.Random, language: str, length: int) -> str:
    """Return one page of about this many characters."""
    moment = EPOCH + timedelta(minutes=chance.randrange(2_500_000))
    parts: list[str] = []
    made = 0
    while made < length:
        parts.append(f"\n{'=' * chance.choice((2, 2, 3))} {chance.choice(TOPICS)} ==\n")
        if parts[-1].startswith("\n==="):
            parts[-1] = parts[-1].replace(" ==\n", " ===\n")
        level = 0
        for _ in range(chance.randint(1, 14)):
            moment += timedelta(minutes=chance.randrange(1, 5_000))
            parts.append(comment(chance, language, level, moment))
            level = max(0, min(level + chance.choice((-3, -1, 0, 1, 1)), 7))
        made += sum(len(part) for part in parts[-15:])
    return "".join(parts).lstrip()


def comment(chance: random.Random, language: str, level: int, moment: datetime) -> str:
    """Return one comment, as people write them: signed, sometimes not, sometimes voting."""
    words = " ".join(chance.choices(SENTENCES[language], k=chance.randint(1, 9)))
    kind = chance.random()
    if kind < 0.08:
        words = "{{support}} " + words
    elif kind < 0.12:
        words = f"<nowiki>~~~~</nowiki> {words} <!-- {words[:20]} -->"
    elif kind < 0.2:
        words = f"[[Strategy/2030|{words[:12]}]] {words} [https://example.org/{level} link]"
    name = chance.choice(NAMES)
    # On a wiki of many languages most sign in its own, and some bring theirs from home.
    stamp = timestamp(moment, "en" if chance.random() < 0.8 else language)
    if chance.random() < 0.03:
        return f"{':' * level}{words} {{{{unsigned|{name}|{stamp}}}}}\n"
    return f"{':' * level}{words} [[User:{name}|{name}]] ([[User talk:{name}|talk]]) {stamp}\n"


def timestamp(moment: datetime, language: str) -> str:
    """Return a moment as MediaWiki signs it in a language, in UTC."""
    words = words_of(language)
    return f"{written(moment, words)} ({words.utc})"


def stamp(moment: datetime, wiki: Site) -> str:
    """Return a moment, in the wiki's own zone, as the wiki signs it."""
    words = wiki.words[0]
    zone = words.utc if moment.tzname() == "UTC" else moment.tzname()
    return f"{written(moment, words)} ({zone})"


def written(moment: datetime, words: Words) -> str:
    """Return a moment in a language's words, without its zone."""
    letters = {
        "H": f"{moment:%H}",
        "i": f"{moment:%M}",
        "j": str(moment.day),
        "n": str(moment.month),
        "Y": str(moment.year),
        "F": words.months[moment.month - 1],
        "G": words.genitive[moment.month - 1],
        "M": words.abbreviated[moment.month - 1],
        "D": words.weekdays[7 + moment.isoweekday() % 7] if len(words.weekdays) > 13 else "",
    }
    made, escaped = "", False
    for letter in words.format.replace("xg", "G"):
        if letter == "\\" and not escaped:
            escaped = True
        else:
            made += letter if escaped else letters.get(letter, letter)
            escaped = False
    return made.translate(str.maketrans("0123456789", words.digits))


@cache
def words_of(language: str) -> Words:
    """Return how a language writes dates; looked up once."""
    return of_language(language).words[0]
