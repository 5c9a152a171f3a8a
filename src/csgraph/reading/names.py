"""Names nobody listed: organizations by acronym pair, by shape and cue, and bodies that every country has.

Each gives an `Entity` of its own with the words as its label; none is bent onto a known one unless an acronym, an alias or
its kind and country say so. What was found is recorded in the rule of the mention and, for a new entity, in a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from csgraph.language.gazetteer import Gazetteer
from csgraph.language.packs import head, pack_tags
from csgraph.model import Entity, Span
from csgraph.reading.lexicon import Lexicon
from csgraph.reading.sentence import EntryText, Item
from csgraph.text import fold

ACRONYM = re.compile(r"(?<![\w&])[^\W\d_a-zà-öø-ÿ][\w&/.-]{0,10}[^\W_a-zà-öø-ÿ](?![\w&])|(?<![\w&])[^\W\d_a-zà-öø-ÿ]{2,}[a-z]{0,3}[^\W\d_a-zà-öø-ÿ]?(?![\w&])")
BRACKET = re.compile(r"\(\s*[\"'“”„«]?(?:[^()\d,;]{0,16}?[:;]\s*)?([^()\s,;:\"“”„«»]{2,14})[\"'“”»]?\s*\)")
_TOKEN = re.compile(r"[^\W\d_][\w.’'&/-]*|\d+|[^\w\s]")
_ABBREVIATED = re.compile(r"(?:\w\.)+|(?:St|Dr|Dept|Inc|Ltd|Co|Corp|Intl|Int)\.")
NO_ORGANIZATION = frozenset("VAT DNA IT PDF TV PIN SIM GPS USB AI EU-US COVID COVID-19 ID CEO CFO SMS MDMA LSD GHB THC CCTV API URL OK AM PM FAQ GDP KYC AML CFT CSAM BEC DDOS VPN MOU LOI CV HIV AIDS UK US USA UAE SAR JIT QR HTTP PC NFT GMT UTC DVD CD AIS OSINT SAR STR SARS STRS MOUS JITS ICT LNG IWT IUU IP IPR VIP PR HR R&D Q&A B2B CO2 PCR PPE".split())
"""Acronyms that are no bodies; each is an ordinary abbreviation in the field's reports."""
GENERIC_KINDS = frozenset({"police", "customs", "prosecution", "tax-authority", "government", "coast-guard", "border-police", "financial-intelligence-unit", "central-bank", "embassy", "intelligence-service"})
"""Bodies that are an unnamed group unless a country, a place or a capital stands with them."""
_CLASSIFICATION = {
    "police": "law-enforcement", "national-police": "law-enforcement", "federal-police": "law-enforcement", "border-police": "law-enforcement",
    "coast-guard": "law-enforcement", "customs": "customs", "prosecution": "government", "tax-authority": "government",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A span that names an organization, the entity, and the rule that said so."""

    span: Span
    entity: Entity
    rule: str


def slug(words: str) -> str:
    """Return the last part of an id for a name: folded words joined by hyphens.

    >>> slug("Foreningen mod Økonomisk Svig")
    'foreningen-mod-økonomisk-svig'
    """
    return "-".join(fold.key(words).split()) or "unnamed"


def new_organization(label: str, language: str, *, country: str = "", classification: str = "", id_: str | None = None, alt: tuple[tuple[str, str], ...] = ()) -> Entity:
    """Return the entity of an organization that nobody listed; the same words give the same id in every report."""
    return Entity(
        id=f"organization/{id_ or 'x-' + slug(label)}", kind="organization", label=label, label_language=language, known=False,
        classification=classification, country=country, alt_labels=alt,
    )  # fmt: skip


# ── Acronym pairs ────────────────────────────────────────────────────────────────────────────────────────────


def is_acronym(word: str) -> bool:
    """Say whether a word looks like an acronym: two capitals or more, and mostly capitals.

    >>> [is_acronym(word) for word in ("OECD", "WFZO", "AfDB", "Region", "VAT")]
    [True, True, True, False, False]
    """
    letters = [char for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return 2 <= len(letters) <= 12 and capitals >= 2 and 2 * capitals >= len(letters) and word.upper().strip(".") not in NO_ORGANIZATION


def name_before(entry: EntryText, stop: int, acronym: str) -> Span | None:
    """Return the span of the words before `stop` that `acronym` abbreviates.

    The shortest run of words whose initials spell the acronym, small words left out or not; else the capitalized
    run directly before. (After Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions", 2003, by initials only.)
    """
    lexicon = entry.lexicon
    window = entry.text[max(0, stop - 160) : stop]
    cut = max(window.rfind(char) for char in ".;:!?()\n")
    offset = max(0, stop - 160) + cut + 1
    offset = max(offset, entry.body) if entry.body <= stop else offset
    tokens = [match for match in re.finditer(r"(?:(?<=['’])|(?<![\w’']))[^\W\d_](?:[\w&/-]|['’](?![^\W\d_a-zà-öø-ÿ]))*|&", entry.text[offset:stop])]
    if not tokens:
        return None
    letters = [char for char in fold.key(acronym) if char.isalpha()]
    commas = [offset + match.start() for match in re.finditer(",", entry.text[offset:stop])]
    for count in range(1, min(len(tokens), 14) + 1):
        part = tokens[-count:]
        first = part[0].group()
        if fold.low(first).strip() in lexicon.connectors or fold.low(first).strip() in lexicon.function:
            continue
        if _spells([token.group() for token in part], letters, lexicon) and (first[:1].isupper() or count >= 3):
            return Span(offset + part[0].start(), offset + part[-1].end())
    begin = _capital_run_begin(entry, offset, tokens, commas)
    if begin is None or (tokens[-1].group().islower() and not lexicon.inside_heads):
        # "Coalition pour des ports propres (…)": a head with a capital, and small words up to the brackets.
        for token in reversed(tokens[-12:]):
            at = offset + token.start()
            if token.group()[:1].isupper() and fold.low(token.group()).strip() in lexicon.inside and not any(at < comma < stop for comma in commas):
                if not any(item.kind in ("verb", "passive", "relative") and at < item.begin < stop for item in entry.words):
                    return Span(at, offset + tokens[-1].end())
                break
    while begin is not None and (first := next((token for token in tokens if offset + token.start() == begin), None)) is not None and len(tokens) > 1 and fold.low(first.group()).strip() in lexicon.function:
        # "A Associação de Apoio à Vítima (APAV)": the article is no part of the name.
        begin = next((offset + token.start() for token in tokens if offset + token.start() > begin), None)
    if begin is None:
        return None
    span = Span(begin, offset + tokens[-1].end())
    # Where every noun has a capital, one noun before the brackets is no name unless the letters stand in it.
    if lexicon.pack.writing["capital_nouns"] and len(span.of(entry.text).split()) == 1 and not spelled_by_name("".join(letters), fold.key(span.of(entry.text))):
        return None
    return span


def _spells(words: list[str], letters: list[str], lexicon: Lexicon) -> bool:
    """Say whether the words' initials spell the letters: connectors may be left out, compounds and hyphens give several."""
    position = 0
    for word in words:
        parts = [part for part in re.split(r"[-’'/&]", word) if part] or [word]
        for part in parts:
            folded = fold.key(part)
            if position < len(letters) and folded[:1] == letters[position]:
                position += 1
                # A compound or a clipped word may give more letters ("Europol", "Kriminalforsorgen").
                while position < len(letters) and len(letters) > len(words) and letters[position] in folded[1:] and len(words) < len(letters) and part is parts[-1] and len(words) == 1:
                    position += 1
            elif fold.low(part).strip() in lexicon.connectors or fold.low(part).strip() in lexicon.function or len(part) <= 3:
                continue
            else:
                return False
    return position == len(letters)


def spelled_by_name(letters: str, name: str) -> bool:
    """Say whether a name gives the letters in order: the initial of each of its words, and between them letters inside a compound.

    >>> spelled_by_name("nlf", "nordisk luftfartsforbund"), spelled_by_name("abc", "nordisk luftfartsforbund")
    (True, False)
    """
    words = [word for word in name.split() if len(word) > 3] or name.split()
    at = 0
    for number, word in enumerate(words):
        if at >= len(letters) or word[0] != letters[at]:
            return False
        at += 1
        rest = len(words) - number - 1
        place = 1
        while len(letters) - at > rest and (found := word.find(letters[at], place)) > 0:
            at, place = at + 1, found + 1
    return at == len(letters)


def _capital_run_begin(entry: EntryText, offset: int, tokens: list[re.Match[str]], commas: list[int]) -> int | None:
    begin = None
    previous = None
    for token in reversed(tokens):
        at = offset + token.start()
        if previous is not None and any(at < comma < previous for comma in commas):
            break
        word = token.group()
        if word[:1].isupper() or any(char.isupper() for char in word):
            begin = at
        elif fold.low(word).strip() not in entry.lexicon.connectors:
            break
        previous = at
    return begin


# ── Bodies that every country has ────────────────────────────────────────────────────────────────────────────


def bodies(entry: EntryText, countries: tuple[str, ...]) -> list[Named]:
    """Return bodies such as "Ukraines indenrigsministerium", "policía española", "Ministry of Justice" where one country is near.

    `countries` are the ISO codes that the entry names elsewhere; they serve a body with no country of its own when there is just one.
    """
    lexicon = entry.lexicon
    demonyms = [(match.begin, match.word_end, match.values[0]) for match in lexicon.demonyms.find(entry.low)]
    items = [item for item in entry.words if item.kind == "body"]
    items += _split_bodies(entry, demonyms)
    found: list[Named] = []
    for item in items:
        if any(item.begin < named.span.end and named.span.begin < item.end for named in found) or _is_inside_name(entry, item):
            continue
        span, country, rule = _with_country(entry, item, demonyms)
        if not country:
            capital = entry.text[item.begin : item.begin + 1].isupper() and not lexicon.pack.writing["capital_nouns"]
            if item.value in GENERIC_KINDS or len(set(countries)) != 1 or (item.value == "police" and not capital):
                continue
            country, rule = countries[0], "country-context"
        found.append(Named(span, _body_entity(entry, item.value, country, span), rule))
    return found


def _is_inside_name(entry: EntryText, item: Item) -> bool:
    return any(mention.span.begin <= item.begin and item.end <= mention.span.end for mention in entry.mentions if mention.kind == "organization")


def _with_country(entry: EntryText, item: Item, demonyms: list[tuple[int, int, str]]) -> tuple[Span, str, str]:
    """Return the body's span with the words that tell its country, the country, and the rule; the country is empty when none does."""
    text, gazetteer = entry.text, entry.lexicon.gazetteer
    begin, end = item.begin, item.end
    for d_begin, d_end, country in demonyms:
        if d_end <= begin and re.fullmatch(r"\s(?:\w+\s)?", text[d_end:begin]) and (d_end + 1 == begin or text[d_end + 1 : begin].strip().islower()):
            return Span(d_begin, end), country, "demonym"
        if d_begin >= end and text[end:d_begin] == " ":
            return Span(begin, d_end), country, "demonym"
        if begin <= d_begin and d_end <= end:
            return Span(begin, end), country, "demonym"
    of_words = {fold.low(word).strip() for word in entry.lexicon.pack.words["of"]}
    articles = {fold.low(word).strip() for word in entry.lexicon.pack.words["articles"]}
    for mention in entry.mentions:
        if mention.kind != "place" or mention.target is None:
            continue
        code = gazetteer.country_of(mention.target) or mention.target
        before = text[mention.span.end : begin] if mention.span.end <= begin else None
        if before is not None and re.fullmatch(r"(?:['’]?s|['’])?[ -]", before):
            return Span(mention.span.begin, end), _place_code(gazetteer, mention.target, code), "genitive"
        after = fold.low(text[end : mention.span.begin]) if mention.span.begin >= end else None
        if after is not None:
            words = after.split()
            if len(words) <= 3 and all(word in of_words or word in articles or len(word) <= 2 for word in words) and "," not in text[end : mention.span.begin]:
                if words or text[end : mention.span.begin] in (" ", " ("):
                    return Span(begin, mention.span.end), _place_code(gazetteer, mention.target, code), "genitive"
    return Span(begin, end), "", ""


def _place_code(gazetteer: Gazetteer, place: str, country: str) -> str:
    """Return the ISO code for a country, the place's id for what is smaller or larger (the police of a city is not that of its country)."""
    return country if gazetteer.kind_of(place) == "country" else place


def _split_bodies(entry: EntryText, demonyms: list[tuple[int, int, str]]) -> list[Item]:
    """Return bodies with a demonym inside them ("ministère ukrainien de l'Intérieur")."""
    found = []
    for begin, end, _ in demonyms:
        left = max(0, begin - 40)
        joined = entry.low[left:begin] + entry.low[end + 1 : end + 41]
        for match in entry.lexicon.nouns.find(joined):
            cut = begin - left
            if match.begin < cut < match.word_end and any(word.kind == "body" for word in match.values):
                word = next(word for word in match.values if word.kind == "body")
                found.append(Item(left + match.begin, match.word_end - cut + end + 1, "body", word.value))
    return found


def _body_entity(entry: EntryText, body: str, country: str, span: Span) -> Entity:
    gazetteer = entry.lexicon.gazetteer
    if len(country) == 2 and country.isupper():
        known = body_index(gazetteer).get((body, country))
        if known is not None:
            return gazetteer.entity(known)
    surface = span.of(entry.text)
    place = country.rpartition("/")[2].casefold()
    title = " ".join(word if word == "of" else word.capitalize() for word in body.split("-"))
    name = gazetteer.entity(f"place/{gazetteer.countries[country]}").label if country in gazetteer.countries else ""
    if not name and country.startswith("place/"):
        name = gazetteer.entity(country).label
    alt = ((entry.lexicon.pack.tag, surface),) if name else ()
    return Entity(
        id=f"organization/{place}-{body}", kind="organization", label=f"{title} ({name})" if name else surface, label_language="en" if name else entry.lexicon.pack.tag,
        known=False, classification=_CLASSIFICATION.get(body, "government"), country=country if len(country) == 2 else "", alt_labels=alt,
    )  # fmt: skip


@lru_cache(maxsize=4)
def body_index(gazetteer: Gazetteer) -> dict[tuple[str, str], str]:
    """Return the listed organization for a kind of body and a country, where there is just one whose name says so in any language."""
    forms: dict[str, set[str]] = {}
    for tag in pack_tags():
        for body, words in head(tag)["bodies"].items():
            forms.setdefault(body, set()).update(fold.key(word).strip() for word in words)
    found: dict[tuple[str, str], set[str]] = {}
    for id_, country, kind, names in gazetteer.national_bodies():
        keys = {fold.key(name).strip() for name in names}
        for body, words in forms.items():
            if keys & words or (body == "customs" and kind == "customs"):
                found.setdefault((body, country), set()).add(id_)
    return {slot: next(iter(ids)) for slot, ids in found.items() if len(ids) == 1}


# ── Names by their shape ─────────────────────────────────────────────────────────────────────────────────────


_ELISION = re.compile(r"[^\W\d_]{1,5}['’](?=[^\W\d_a-zà-öø-ÿ])")


def elision(word: str, lexicon: Lexicon) -> int:
    """Return how many characters an elided article or preposition takes at the head of a word ("l'" in "l'Institut", "dell'" in "dell'Aia").

    >>> elision("O'Brien", None)
    0
    """
    match = _ELISION.match(word)
    if match is None:
        return 0
    part = match.group()
    if part[0].islower() or (lexicon is not None and part[:-1].casefold() in {fold.low(form).strip() for form in lexicon.pack.words["articles"]}):
        return match.end()
    return 0


def capital_runs(entry: EntryText, begin: int, end: int, *, places: bool = False) -> list[Span]:
    """Return the runs of capitalized words, with connectors inside them ("Institute of International Finance", "Entreprise et Diplomatie").

    Runs end before a mention that is there already (with `places`, before one that is no place: "Antwerp Criminal Court"); a sentence's first
    word counts only when it is no function word.
    """
    lexicon = entry.lexicon
    runs: list[Span] = []
    first = last = None
    pending = last_is_place = False
    for token in _TOKEN.finditer(entry.text, begin, end):
        start = token.start() + elision(token.group(), lexicon)
        word = entry.text[start : token.end()]
        if last is not None and "\n" in entry.text[last:start] and first is not None:
            runs.append(Span(first, last))
            first = last = None
            pending = False
        taken = entry.is_covered(start, token.end(), places=not places)
        if start > token.start() and first is not None and fold.low(token.group()[: start - token.start()]).strip() not in lexicon.connectors:
            runs.append(Span(first, last or token.start()))
            first = last = None
        is_capital = word[:1].isupper() or (len(word) > 3 and any(char.isupper() for char in word[1:]))
        is_connector = word in ("&", "+") or fold.low(word).strip() in lexicon.connectors or re.split(r"['’]", word)[0].casefold() in ("d", "l", "dell", "nell", "all", "sull")
        starts = is_capital and not taken and not (first is None and fold.low(word).strip() in lexicon.function)
        if starts:
            first = start if first is None else first
            last_is_place = places and entry.is_covered(start, token.end())
            last, pending = token.end(), False
            if word.endswith(".") and not _ABBREVIATED.fullmatch(word):
                runs.append(Span(first, last))
                first = last = None
        elif is_connector and first is not None and not taken and not pending_too_long(entry, last, token.end()) and not (places and last_is_place):
            pending = True
        else:
            if first is not None and last is not None:
                runs.append(Span(first, last))
            first = last = None
            pending = False
    if first is not None and last is not None:
        runs.append(Span(first, last))
    parts = [part for run in runs for part in _split_at_and(entry, run)]
    return [run for run in (_without_tail(entry, run) for run in parts) if not _is_sentence_start(entry, run, begin)]


def _split_at_and(entry: EntryText, run: Span) -> list[Span]:
    """Part two names that a conjunction joined ("Opuwo og Københavns Universitet"), and leave one name whole ("Ministry of Health and Social Services")."""
    joints = {fold.low(word).strip() for word in entry.lexicon.pack.words["and"]} - {""}
    tokens = list(re.finditer(r"\S+", run.of(entry.text)))
    for number, token in enumerate(tokens[1:-1], 1):
        if fold.low(token.group()).strip() not in joints:
            continue
        before = Span(run.begin, run.begin + tokens[number - 1].end())
        head = next((later for later in tokens[number + 1 :] if later.group()[:1].isupper()), tokens[number + 1])
        after = Span(run.begin + head.start(), run.end)
        if has_organization_shape(entry, after) and not _opens_with_head(entry, before):
            return [before, *_split_at_and(entry, after)]
    return [run]


def parts_at_and(entry: EntryText, run: Span) -> list[Span]:
    """Return the parts of a run between its conjunctions: in a list of names each is one ("Icelandair og Wizz Air")."""
    joints = {fold.low(word).strip() for word in entry.lexicon.pack.words["and"]} - {""}
    parts, begin = [], run.begin
    tokens = list(re.finditer(r"\S+", run.of(entry.text)))
    for number, token in enumerate(tokens[1:-1], 1):
        if fold.low(token.group()).strip() in joints:
            parts.append(Span(begin, run.begin + tokens[number - 1].end()))
            begin = run.begin + tokens[number + 1].start()
    return [*parts, Span(begin, run.end)]


def _opens_with_head(entry: EntryText, run: Span) -> bool:
    return any(item.kind == "before" and item.begin == run.begin for item in entry.words) or any(item.kind == "body" and item.begin == run.begin for item in entry.words)


def _is_sentence_start(entry: EntryText, run: Span, begin: int) -> bool:
    """Say whether a run is one ordinary word that has its capital from the sentence's beginning."""
    words = run.of(entry.text)
    before = entry.text[begin : run.begin].rstrip(" \"'“„«(*_")
    if entry.lexicon.inside_heads and closes_as_body(entry.lexicon, fold.low(words).strip()):
        return False
    return " " not in words and not any(char.isupper() for char in words[1:]) and (not before or before[-1] in ".!?:;\n–—-•")


def pending_too_long(entry: EntryText, last: int | None, end: int) -> bool:
    """Say whether more than three connectors in a row follow the last capital."""
    return last is not None and len(entry.text[last:end].split()) > 3


def _without_tail(entry: EntryText, run: Span) -> Span:
    words = run.of(entry.text)
    for ending in ("'s", "’s", "'", "’", ":s"):
        if words.endswith(ending):
            return Span(run.begin, run.end - len(ending))
    lexicon = entry.lexicon
    if lexicon.inside_heads:
        last = fold.low(words.split()[-1]).strip()
        for ending in lexicon.pack.writing["genitive"]:
            # "Politiforbundets": the name ends where its head does.
            if ending.isalpha() and last.endswith(ending) and any(last[: -len(ending)].endswith(head) for head in lexicon.inside_heads) and not any(last.endswith(head) for head in lexicon.inside_heads):
                return Span(run.begin, run.end - len(ending))
    return Span(run.begin, run.end - 1) if words.endswith(".") and not re.search(r"\b[A-Z]\.$|\b(?:Inc|Ltd|Co|Corp)\.$", words) else run


_COMPLEMENT = re.compile(r"\s((?:[^\W\d_]{1,7}(?:['’]|\s)){1,2})([^\W\d_][\w-]+(?:\s[a-zà-öø-ÿ-]{5,}(?=[,.;:()\n]|$))?)")


def with_complement(entry: EntryText, run: Span) -> Span:
    """Return a bare head with the complement that says whose or what for ("Autorità" → "Autorità delle entrate dell'Uganda")."""
    lexicon = entry.lexicon
    words = run.of(entry.text)
    if " " in words or fold.low(words).strip() not in lexicon.inside or lexicon.pack.writing["compounds"]:
        return run
    end = run.end
    links = lexicon.connectors | {fold.low(word).strip() for word in (*lexicon.pack.words["of"], *lexicon.pack.words["articles"])}
    for _ in range(3):
        match = _COMPLEMENT.match(entry.text, end)
        if match is None or any(fold.low(word).strip() not in links for word in re.split(r"['’\s]+", match[1]) if word) or fold.low(match[2]).strip() in links:
            break
        if any(item.kind in ("verb", "noun") and item.begin < match.end() and match.start(2) < item.end for item in entry.words):
            break
        end = match.end()
    return Span(run.begin, end)


def has_organization_shape(entry: EntryText, run: Span) -> bool:
    """Say whether a capitalized run is an organization by one of its words ("… Coalition", "… A/S", "Foreningen …")."""
    lexicon = entry.lexicon
    words = [word for word in re.split(r"[\s-]+", run.of(entry.text)) if word]
    if len(words) < 2 and not lexicon.inside_heads:
        return False
    folded = [fold.low(word).strip() for word in words]
    if any(word in lexicon.inside for word in folded):
        return len(words) > 1
    return any(closes_as_body(lexicon, word) for word in folded)


def closes_as_body(lexicon: Lexicon, word: str) -> bool:
    """Say whether a folded word is a compound that ends as bodies do ("jordemoderforeningen", with a genitive's ending or not)."""
    endings = [fold.low(ending).strip() for ending in lexicon.pack.writing["genitive"]]
    stems = {word, *(word[: -len(ending)] for ending in endings if ending and word.endswith(ending))}
    return any(stem.endswith(head) and len(stem) > len(head) + 2 for stem in stems for head in lexicon.inside_heads)
