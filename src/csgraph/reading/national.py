"""Bodies that every country has ("policía española"), programmes and branches of a body in a country, and the countries that only tell whose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from csgraph.language.gazetteer import NATIONAL_KINDS, Gazetteer
from csgraph.language.packs import head, pack_tags
from csgraph.model import Entity, Mention, Span
from csgraph.reading.complements import proper_behind
from csgraph.reading.draft import Draft
from csgraph.reading.entry_text import EntryText, Item, Nationality
from csgraph.reading.listed import countries
from csgraph.reading.organizations import Named, new_organization
from csgraph.text import fold

GENERIC_KINDS = frozenset({
    "police", "customs", "prosecution", "tax-authority", "government", "coast-guard", "border-police", "financial-intelligence-unit",
    "central-bank", "embassy", "intelligence-service", "gendarmerie",
})  # fmt: skip
"""Bodies that are an unnamed group unless a country, a place or a capital stands with them."""
_GOVERNMENT = "government"
_CLASSIFICATION = {
    "police": "law-enforcement", "national-police": "law-enforcement", "federal-police": "law-enforcement", "border-police": "law-enforcement",
    "gendarmerie": "law-enforcement", "national-gendarmerie": "law-enforcement",
    "coast-guard": "law-enforcement", "customs": "customs", "prosecution": "government", "tax-authority": "government",
}  # fmt: skip
_PROGRAMME_REACH = 24
_PROGRAMME_BREAK = re.compile(r"[.,;:]|[^\W\d_a-zà-öø-ÿ]")
_WORD_BETWEEN = re.compile(r"\s(?:\w+\s)?")
_GENITIVE = re.compile(r"(?:['’]?s|['’])?[ -]")
"""Between a country's name and its body, in the languages with a genitive in s."""
_MOST_OF_WORDS = 6
"""Words between a body and its place beyond which nothing need be read: three of them, in two parts each ("d'un")."""
_SHORTEST_STEM, _LONGEST_ENDING = 5, 3
"""Letters by which a kind of body is found in a name ("Politiet", "Oslo politidistrikt"), and those that its ending takes."""
_SPLIT_REACH = 40
"""Characters on either side of a nationality in which the parts of a body's name stand."""


class _Owner(NamedTuple):
    """The country or place of a body, and the words that say so with the body's own."""

    span: Span
    code: str
    """ISO code of a country, id of a place that is none."""
    rule: str


# ── Programmes and branches ──────────────────────────────────────────────────────────────────────────────────


def find_programmes(draft: Draft) -> None:
    """Make an umbrella body beside a nationality its programme there ("the Philippine Crime Stoppers unit")."""
    entry = draft.entry
    if not entry.nationalities():
        return
    for mention in draft.organizations():
        if mention.target is None or mention.rule == "programme":
            continue
        found = _programme(entry, mention, mention.target)
        if found is not None:
            span, programme = found
            draft.registry.known(programme)
            entry.replace(mention, Mention(span, span.of(entry.text), "organization", programme, "programme"))


def _programme(entry: EntryText, mention: Mention, umbrella: str) -> tuple[Span, str] | None:
    for nationality in entry.nationalities():
        if entry.lexicon.gazetteer.country_of(umbrella) == nationality.code:
            continue  # "norske Kripos" is Kripos
        if _is_before(entry, nationality, mention.span) or mention.span.end + 1 == nationality.begin:
            programme = entry.lexicon.gazetteer.member_in(umbrella, nationality.code)
            if programme:
                return Span(min(mention.span.begin, nationality.begin), max(mention.span.end, nationality.end)), programme
    return None


def _is_before(entry: EntryText, nationality: Nationality, span: Span) -> bool:
    """Say whether a nationality stands before a name, with two small words between at most."""
    if not 0 < span.begin - nationality.end <= _PROGRAMME_REACH:
        return False
    gap = entry.text[nationality.end : span.begin]
    words = gap.split()
    is_joined = any(word in entry.lexicon.written_joints for word in words)  # "the Ukrainian ministry and Crime Stoppers"
    return len(words) <= 2 and not is_joined and not _PROGRAMME_BREAK.search(gap)


def find_branches(draft: Draft) -> None:
    """Make a body's name with a country right behind it its branch there ("Transparency International España"), a body of its own."""
    entry, gazetteer = draft.entry, draft.entry.lexicon.gazetteer
    for mention in draft.organizations():
        if mention.target is None or entry.text[mention.span.end : mention.span.end + 1] != " ":
            continue
        land = _country_at(entry, mention.span.end + 1)
        parent = draft.registry.entities.get(mention.target)
        if land is None or land.target is None or parent is None or parent.classification in NATIONAL_KINDS:
            continue
        entry.remove(mention, land)
        span = Span(mention.span.begin, land.span.end)
        branch = new_organization(
            span.of(entry.text),
            draft.language,
            country=gazetteer.country_of(land.target),
            classification=parent.classification,
            parent=parent.id,
        )
        draft.name(Named(span, branch, "branch"))


def _country_at(entry: EntryText, begin: int) -> Mention | None:
    kind_of = entry.lexicon.gazetteer.kind_of
    return next(
        (
            place
            for place in entry.overlapping(begin, begin + 1)
            if place.kind == "place" and place.span.begin == begin and place.target and kind_of(place.target) == "country"
        ),
        None,
    )


def drop_places_of_bodies(draft: Draft) -> None:
    """Drop a country that only says whose body is meant ("Spain’s National Police", "Politiet i Norge"): it is no place of the entry."""
    entry = draft.entry
    bodies = [mention.span for mention in draft.organizations()]
    if not bodies or not any(mention.kind == "place" for mention in entry.mentions):
        return

    def is_owner(place: Span) -> bool:
        if any(place in body for body in bodies):
            return True
        genitive = entry.lexicon.genitive.match(entry.text[place.end :])
        return genitive is not None and any(body.begin == place.end + genitive.end() + 1 for body in bodies)

    entry.keep(lambda mention: mention.kind != "place" or not is_owner(mention.span))


# ── National bodies ──────────────────────────────────────────────────────────────────────────────────────────


def find_national_bodies(draft: Draft) -> None:
    """Find bodies such as "Ukraines indenrigsministerium", and "Ministry of Justice" where one country is near."""
    for named in _national_bodies(draft):
        if draft.organizations_in(named.span.begin, named.span.end):
            continue
        _clear(draft.entry, named.span)
        draft.name(named)


def find_bodies_again(draft: Draft) -> None:
    """Let "the police" of no country be the one such body that the entry has named before ("Oslo politidistrikt … Politiet beslagla")."""
    entry = draft.entry
    for item in entry.of_kind("body"):
        held = next((body for body in draft.organizations_in(item.begin, item.end) if body.span == item.span), None)
        opens = entry.text[item.begin].isupper() and entry.before(item.begin, " ") in (".", "!", "?", "\n")
        if item.value not in GENERIC_KINDS or not (held or (opens and not entry.is_covered(item.begin, item.end))):
            continue
        words = item.span.of(entry.low)
        stem = words[: max(_SHORTEST_STEM, len(words) - _LONGEST_ENDING)]
        named = [other for other in draft.organizations() if other.span.end <= item.begin and stem in other.span.of(entry.low)]
        before = {other.target for other in named if other.target is not None}
        if len(before) == 1 and (held is None or held.target not in before):
            again = Mention(item.span, item.span.of(entry.text), "organization", before.pop(), "same-body")
            if held is None:
                entry.add(again)
            else:
                entry.replace(held, again)


def _clear(entry: EntryText, span: Span) -> None:
    """Forget what stands in the place of these words, but for crimes and places: whose body it is belongs to the entry."""
    entry.forget(span, lambda mention: mention.kind != "crime" and (mention.kind != "place" or mention.span == span))


def _national_bodies(draft: Draft) -> list[Named]:
    entry = draft.entry
    near = frozenset(countries(draft))
    found: list[Named] = []
    for item in [*entry.of_kind("body"), *_split_bodies(entry)]:
        if any(item.span.overlaps(named.span) for named in found) or _is_inside_name(draft, item):
            continue
        is_of_another = proper_behind(entry, item.end) is not None  # "Gendarmerie nationale de Kassa"
        owner = _owner(entry, item) or (None if is_of_another else _only_country(item, near) or _own_country(draft, item))
        if owner is not None:
            found.append(Named(owner.span, _body_entity(entry, item.value, owner), owner.rule))
    return found


def _is_inside_name(draft: Draft, item: Item) -> bool:
    return any(item.span in mention.span for mention in draft.organizations_in(item.begin, item.end))


def _split_bodies(entry: EntryText) -> Iterator[Item]:
    """Yield bodies with a nationality inside their name ("ministère ukrainien de l'Intérieur")."""
    for nationality in entry.nationalities():
        left = max(0, nationality.begin - _SPLIT_REACH)
        cut = nationality.begin - left
        joined = entry.low[left : nationality.begin] + entry.low[nationality.end + 1 : nationality.end + 1 + _SPLIT_REACH]
        for match in entry.lexicon.nouns.find(joined):
            body = next((word.value for word in match.values if word.kind == "body"), None)
            if body is not None and match.begin < cut < match.word_end:
                yield Item(left + match.begin, match.word_end - cut + nationality.end + 1, "body", body)


def _only_country(item: Item, near: frozenset[str]) -> _Owner | None:
    """Return the one country that the entry names, for a body that names none; not for what may be any group of its kind."""
    if item.value in GENERIC_KINDS or len(near) != 1:
        return None
    return _Owner(item.span, next(iter(near)), "country-context")


def _own_country(draft: Draft, item: Item) -> _Owner | None:
    """Return the country that the report is mostly about for a government that opens its sentence and acts ("Regeringen utsåg …")."""
    entry = draft.entry
    is_one = item.value == _GOVERNMENT and entry.text[item.begin].isupper() and entry.placed("verb").begins_at(item.end + 1)
    return _Owner(item.span, draft.registry.home, "home-country") if is_one and draft.registry.home else None


def _owner(entry: EntryText, item: Item) -> _Owner | None:
    return _by_nationality(entry, item) or _by_place(entry, item)


def _by_nationality(entry: EntryText, item: Item) -> _Owner | None:
    text, begin, end = entry.text, item.begin, item.end
    for nationality in entry.nationalities():
        if nationality.end <= begin and _is_adjective_of(text, nationality, begin):
            return _Owner(Span(nationality.begin, end), nationality.code, "demonym")
        if nationality.begin >= end and text[end : nationality.begin] == " ":
            return _Owner(Span(begin, nationality.end), nationality.code, "demonym")
        if begin <= nationality.begin and nationality.end <= end:
            return _Owner(Span(begin, end), nationality.code, "demonym")
    return None


def _is_adjective_of(text: str, nationality: Nationality, begin: int) -> bool:
    """Say whether a nationality stands before a body, with one small word between at most."""
    if not _WORD_BETWEEN.fullmatch(text, nationality.end, begin):
        return False
    return nationality.end + 1 == begin or text[nationality.end + 1 : begin].strip().islower()


def _by_place(entry: EntryText, item: Item) -> _Owner | None:
    for mention in entry.mentions:
        if mention.kind != "place" or mention.target is None:
            continue
        span = mention.span
        if span.end <= item.begin and _GENITIVE.fullmatch(entry.text, span.end, item.begin):
            return _Owner(Span(span.begin, item.end), _place_code(entry.lexicon.gazetteer, mention.target), "genitive")
        if span.begin >= item.end and _is_of(entry, item.end, span.begin):
            return _Owner(Span(item.begin, span.end), _place_code(entry.lexicon.gazetteer, mention.target), "genitive")
    return None


def _is_of(entry: EntryText, begin: int, end: int) -> bool:
    """Say whether nothing but small words ("of the") or a bracket stands between a body and its place."""
    if entry.count_words(begin, end) > _MOST_OF_WORDS:
        return False
    gap, words = entry.text[begin:end], entry.low[begin:end].split()
    if "," in gap or len(words) > 3 or not (words or gap in (" ", " (")):
        return False
    return all(word in entry.lexicon.of_words or word in entry.lexicon.articles or len(word) <= 2 for word in words)


def _place_code(gazetteer: Gazetteer, place: str) -> str:
    """Return the ISO code for a country, the place's id for what is smaller or larger (the police of a city is not that of its country)."""
    return gazetteer.country_of(place) or place if gazetteer.kind_of(place) == "country" else place


def _body_entity(entry: EntryText, body: str, owner: _Owner) -> Entity:
    """Return the listed body of a country, else one that is named after its kind and its owner."""
    gazetteer, code = entry.lexicon.gazetteer, owner.code
    is_country = len(code) == 2
    known = body_index(gazetteer).get((body, code)) if is_country and code.isupper() else None
    if known is not None:
        return gazetteer.entity(known)
    surface, tag = owner.span.of(entry.text), entry.lexicon.pack.tag
    place = f"place/{gazetteer.countries[code]}" if code in gazetteer.countries else code
    name = gazetteer.entity(place).label if place.startswith("place/") else ""
    title = " ".join(word if word == "of" else word.capitalize() for word in body.split("-"))
    return Entity(
        id=f"organization/{code.rpartition('/')[2].casefold()}-{body}",
        kind="organization",
        label=f"{title} ({name})" if name else surface,
        label_language="en" if name else tag,
        known=False,
        classification=_CLASSIFICATION.get(body, "government"),
        country=code if is_country else "",
        alt_labels=((tag, surface),) if name else (),
    )


def _without_land(name: str, land: str) -> str:
    """Return a folded name without the country at its head or end ("uganda revenue authority").

    >>> _without_land("uganda revenue authority", "uganda"), _without_land("revenue authority of uganda", "uganda")
    ('revenue authority', 'revenue authority of')
    """
    return name.removeprefix(land).removesuffix(land).strip() if land else name


@lru_cache(maxsize=4)
def body_index(gazetteer: Gazetteer) -> dict[tuple[str, str], str]:
    """Return the listed organization for a kind of body and a country, where there is just one whose name says so in any language."""
    bodies: dict[str, set[str]] = {}
    for tag in pack_tags():
        for body, words in head(tag)["bodies"].items():
            for word in words:
                bodies.setdefault(fold.key(word).strip(), set()).add(body)
    found: dict[tuple[str, str], set[str]] = {}
    for id_, country, kind, names in gazetteer.national_bodies():
        land = gazetteer.entity(f"place/{gazetteer.countries[country]}").label if country in gazetteer.countries else ""
        of_name = {body for name in names for body in bodies.get(_without_land(fold.key(name).strip(), fold.key(land).strip()), ())}
        for body in of_name | ({"customs"} if kind == "customs" else set()):
            found.setdefault((body, country), set()).add(id_)
    return {slot: next(iter(ids)) for slot, ids in found.items() if len(ids) == 1}
