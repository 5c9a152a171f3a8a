"""Names that the gazetteers list, or that the report introduced: organizations, places and numbered regions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from csgraph.language.gazetteer import NATIONAL_KINDS, Name
from csgraph.model import Finding, Mention, Span
from csgraph.reading.complements import proper_behind
from csgraph.reading.draft import Draft
from csgraph.reading.entry_text import EntryText
from csgraph.reading.intervals import Cover, Intervals
from csgraph.reading.linking import Context, Linked, Unlinked, link_organization, link_place
from csgraph.text import fold
from csgraph.text.match import Match
from csgraph.text.quantities import currency_spans
from csgraph.text.regions import find_regions

_MONEY_SIGNS = ("$", "£", "€")
_COUNTRY_FOLLOWS = re.compile(r"\s*[,(]\s*|\s")
_TWO_WORDS_BEFORE = re.compile(r"(\S+)\s(\S+)\s$")
_LONGEST_WORDS = 120
"""Characters that two words before a name take at most."""
_CAPITALIZED = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_A-ZÀ-Þ]+")
_JOINED = re.compile(r"[\s‑-]{1,2}")
_DATELINE_CLOSE = re.compile(r"\s*(?:[.:|]|[–—-]\s)")
_WORD_BREAK = re.compile(r"[\s'’-]")
_SENTENCE_ENDS = ".!?:;\n–—"
_LONGEST_NAME = 60
"""Characters of a name behind "of" at most."""
_BESIDE = 24
"""Characters around a name in which a nationality may stand beside it."""


class _Candidate(NamedTuple):
    """A form of the gazetteer or the report that stands in the text, with what it may name."""

    match: Match[Name]
    span: Span
    names: tuple[Name, ...]
    is_introduced: bool

    @property
    def is_place(self) -> bool:
        return all(name.kind == "place" for name in self.names)


def find_numbered_regions(draft: Draft) -> None:
    """Find the numbered regions of the publisher ("Region 3"); its name beside the number belongs to them ("CSI-Region 3", "région 5 de CSI")."""
    publisher, entry = draft.registry.publisher, draft.entry
    if publisher is None:
        return
    for found in find_regions(entry.text, entry.lexicon.pack):
        whole = _with_publisher(draft, found.span, publisher.id)
        for place, (number, digits) in enumerate(found.numbers):
            begin = digits.begin if place else whole.begin
            end = whole.end if place == len(found.numbers) - 1 else digits.end
            region = draft.registry.add(draft.registry.gazetteer.region(publisher.id, number))
            entry.add(Mention(Span(begin, end), entry.text[begin:end], "region", region.id, "region-number"))


def _with_publisher(draft: Draft, region: Span, publisher: str) -> Span:
    """Return the span of a region with the publisher's name before or behind it."""
    begin, end = region.begin, region.end
    text, of = draft.entry.text, draft.entry.lexicon.of_words
    for match, _ in _matches(draft):
        if not any(name.entity == publisher for name in match.values):
            continue
        if _JOINED.fullmatch(text, match.end, region.begin):
            begin = min(begin, match.begin)
        elif match.begin >= region.end and fold.low(text[region.end : match.begin]).strip() in of:
            end = max(end, match.end)
    return Span(begin, end)


def find_listed(draft: Draft) -> None:
    """Find organizations and places by their names, places first: they tell which country a body's name means."""
    chosen = _chosen(draft)
    ends = frozenset(candidate.match.end for candidate in chosen if not candidate.is_place)
    _find_places(draft, [candidate for candidate in chosen if candidate.is_place], ends)
    context = _context(draft)
    for candidate in chosen:
        _find_organization(draft, candidate, context)


def countries(draft: Draft) -> tuple[str, ...]:
    """Return the ISO codes that the entry names, by places first."""
    gazetteer = draft.registry.gazetteer
    codes = [gazetteer.country_of(mention.target) for mention in draft.entry.mentions if mention.kind == "place" and mention.target]
    codes += [nationality.code for nationality in draft.entry.nationalities() if nationality.is_country]
    return tuple(dict.fromkeys(code for code in codes if code))


def is_head(entry: EntryText, begin: int) -> bool:
    """Say whether a sentence begins here."""
    before = entry.before(begin, ' "“„«(')
    return not before or before in ".!?:;\n–—-•"


# ── Which forms stand in the text ────────────────────────────────────────────────────────────────────────────


def _chosen(draft: Draft) -> list[_Candidate]:
    """Return the candidates that remain when at each place the longest claims its span, by place."""
    entry = draft.entry
    found = _without_ports(entry, _without_partial_places(_candidates(draft)))
    found.sort(key=lambda one: (one.match.begin, -one.match.end, not one.is_introduced))
    chosen: list[_Candidate] = []
    free = 0
    for one in found:
        begin, end = one.match.begin, one.match.end
        # A name behind "#" is a campaign's or an appeal's, whoever else may be called so.
        if begin >= free and not entry.is_covered(begin, end) and entry.text[max(0, begin - 1) : begin] != "#":
            chosen.append(one)
            free = end
    return chosen


def _candidates(draft: Draft) -> list[_Candidate]:
    found = []
    entry = draft.entry
    for match, is_introduced in _matches(draft):
        names = tuple(name for name in match.values if _is_written_so(entry, match, name))
        if names:
            found.append(_Candidate(match, Span(match.begin, match.end), names, is_introduced))
    return found


def _matches(draft: Draft) -> Iterator[tuple[Match[Name], bool]]:
    """Yield the forms of the gazetteer, then those that the report introduced (True)."""
    key, registry = draft.entry.key, draft.registry
    yield from ((match, False) for match in draft.entry.lexicon.names.find_all(key))
    if registry.forms:
        yield from ((match, True) for match in registry.matcher().find_all(key))


def _is_written_so(entry: EntryText, match: Match[Name], name: Name) -> bool:
    """Say whether a match is written as the name asks.

    Acronyms want capitals, names one at least; a word that is also an ordinary one does not count at a sentence's head.
    """
    surface = entry.text[match.begin : match.end]
    if name.condition in ("name", "place"):
        return False  # a text that introduces such a name makes it an alias of its own
    if name.condition == "case":
        return surface == name.form
    if name.condition == "word":
        stop = entry.stop_before(match.begin, " \"“„«'(")
        return (
            surface[:1].isupper()
            and stop > 0
            and entry.text[stop - 1] not in _SENTENCE_ENDS
            and not entry.lexicon.pack.writing["capital_nouns"]
        )
    if name.is_acronym:
        capitals = sum(char.isupper() for char in surface)
        is_genitive = surface[:-1].isupper() and surface[-1:].islower() and name.form.isupper()  # "CSIs pris" is not of the CSIS
        return capitals >= 2 and capitals * 2 >= sum(char.isalpha() for char in surface) and not is_genitive
    opening, _, rest = surface.partition(" ")
    if rest.islower() and opening.istitle() and fold.low(opening).strip() in entry.lexicon.articles and is_head(entry, match.begin):
        return False  # "La línea" at the head of a sentence is not the town "La Línea"
    return surface[:1].isupper() or not name.has_initial or any(word[:1].isupper() for word in _WORD_BREAK.split(surface))


def _without_partial_places(found: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates but for places that are only part of a name, or names of two places."""
    places = Intervals(one.span for one in found if one.names[0].kind == "place")
    bodies = Intervals(one.span for one in found if any(name.kind == "organization" for name in one.names))
    return [one for one in found if not one.is_place or not (_is_sum(one.span, places) or _is_part(one.span, bodies))]


def _without_ports(entry: EntryText, found: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates but for ports whose head stands in small letters where their city is listed ("nel porto di Ancona": Ancona)."""
    kind_of = entry.lexicon.gazetteer.kind_of
    ports = {
        one.span.end: one.span
        for one in found
        if one.is_place and entry.text[one.span.begin].islower() and all(kind_of(name.entity) == "port" for name in one.names)
    }
    if not ports:
        return found
    cities = {one.span.end for one in found if one.is_place and one.span.end in ports and one.span.begin > ports[one.span.end].begin}
    return [one for one in found if one.span.end not in cities or one.span != ports[one.span.end]]


def _is_sum(span: Span, places: Intervals[Span]) -> bool:
    """Say whether a name only adds two places up ("Latin America and the Caribbean"); the two are meant."""
    inside = places.behind(span.begin, span.end)
    ends = [place.begin for place in inside if place.end == span.end and place.begin > span.begin]
    return bool(ends) and any(place.begin == span.begin and any(place.end < begin - 2 for begin in ends) for place in inside)


def _is_part(span: Span, bodies: Intervals[Span]) -> bool:
    """Say whether a place runs into the longer name of an organization ("the Caribbean Financial Action Task Force")."""
    begin, end = span.begin, span.end
    return any(body.end - body.begin > end - begin for body in bodies.overlapping(begin, end))


# ── Organizations ────────────────────────────────────────────────────────────────────────────────────────────


def _find_organization(draft: Draft, candidate: _Candidate, context: Context) -> None:
    entry, decisions = draft.entry, draft.registry.decisions
    folded = candidate.span.of(entry.key).strip()
    apart = decisions.not_same.get(folded, frozenset())
    names = tuple(
        name
        for name in candidate.names
        if name.kind == "organization"
        and name.entity not in apart
        and not _is_of_another_country(entry, candidate.match, name)
        and not _is_of_place_elsewhere(draft, candidate.match, name)
    )
    if not names or folded in decisions.ignore:
        return
    if folded in decisions.same:
        _keep(draft, candidate, Linked(decisions.same[folded], "decision"))
    elif candidate.is_introduced:
        _keep(draft, candidate, Linked(names[0].entity, "alias"))
    else:
        linked = link_organization(names, context, entry.lexicon.gazetteer)
        if isinstance(linked, Linked):
            _keep(draft, candidate, linked)
        elif linked.candidates and not all(name.condition for name in names):
            _leave_open(draft, candidate, linked)
        # Otherwise it is a body of some country: `national` asks which.


def _keep(draft: Draft, candidate: _Candidate, linked: Linked) -> None:
    has_ending = candidate.match.word_end > candidate.match.end
    rule = "genitive" if linked.rule == "unique-name" and has_ending else linked.rule
    draft.registry.known(linked.entity)
    draft.entry.add(Mention(candidate.span, candidate.span.of(draft.entry.text), "organization", linked.entity, rule))


def _leave_open(draft: Draft, candidate: _Candidate, unlinked: Unlinked) -> None:
    span, surface = candidate.span, candidate.span.of(draft.entry.text)
    draft.entry.add(Mention(span, surface, "organization", None, "ambiguous", unlinked.candidates))
    labels = " or ".join(draft.registry.gazetteer.entity(one).label for one in unlinked.candidates)
    message = f"{surface!r} may be {labels}. Decide with `csgraph review`."
    draft.findings.append(Finding("ambiguous-name", message, span, None, unlinked.candidates))


def _is_of_another_country(entry: EntryText, match: Match[Name], name: Name) -> bool:
    """Say whether a nationality beside a national body's name is not that body's ("ministère de la Justice belge")."""
    gazetteer = entry.lexicon.gazetteer
    country = gazetteer.country_of(name.entity)
    if not country or gazetteer.kind_of(name.entity) not in NATIONAL_KINDS or not entry.nationalities():
        return False
    left = max(0, match.begin - _BESIDE)
    for nationality in entry.lexicon.demonyms.find(entry.low[left : match.end + _BESIDE]):
        code = nationality.values[0]
        is_beside = left + nationality.word_end + 1 == match.begin or left + nationality.begin == match.end + 1
        if is_beside and len(code) == 2 and code != country:
            return True
    return False


def _is_of_place_elsewhere(draft: Draft, match: Match[Name], name: Name) -> bool:
    """Say whether "of" a place of another country stands behind a national body's name ("Gendarmerie nationale du Mali").

    A place that nobody knows is one where nothing else speaks for the body's own country.
    """
    entry, gazetteer = draft.entry, draft.entry.lexicon.gazetteer
    country = gazetteer.country_of(name.entity)
    if not country or gazetteer.kind_of(name.entity) not in NATIONAL_KINDS:
        return False
    behind = proper_behind(entry, match.word_end)
    if behind is None:
        return False
    place = next((one for one in entry.overlapping(behind.begin, behind.end) if one.kind == "place" and one.target), None)
    if place is not None and place.target is not None:
        return gazetteer.country_of(place.target) not in ("", country)
    is_listed = any(match.begin == 0 for match in entry.lexicon.names.find(entry.key[behind.begin : behind.begin + _LONGEST_NAME]))
    is_body = behind.of(entry.low).strip() in entry.lexicon.inside
    return not is_listed and not is_body and country not in {*countries(draft), *_home(draft), draft.registry.home}


def _home(draft: Draft) -> tuple[str, ...]:
    publisher = draft.registry.publisher
    return (publisher.country,) if publisher and publisher.country else ()


def _context(draft: Draft) -> Context:
    publisher = draft.registry.publisher
    usual = tuple(draft.entry.lexicon.pack.writing["home"])
    return Context((*countries(draft), *_home(draft)), publisher.id if publisher else None, usual)


# ── Places ───────────────────────────────────────────────────────────────────────────────────────────────────


def _find_places(draft: Draft, candidates: list[_Candidate], ends: frozenset[int]) -> None:
    """Find the places among the candidates; `ends` are those of bodies, whose name no surname follows ("Crime Stoppers España")."""
    entry = draft.entry
    if not candidates:
        return
    places = _without_money(entry, candidates)
    codes = [_country_code(draft, place) for place in places]
    context = Context(tuple(code for code in codes if code), None)
    for index, place in enumerate(places):
        following = ""
        if index + 1 < len(places) and _COUNTRY_FOLLOWS.fullmatch(entry.text, place.match.end, places[index + 1].match.begin):
            following = codes[index + 1]
        before = places[index - 1] if index else None
        is_place = following or _is_place_here(entry, place, before)
        if not is_place or (place.match.begin - 1 not in ends and _is_surname(entry, place.match.begin)):
            continue
        linked = link_place(place.names, context, entry.lexicon.gazetteer, following)
        draft.registry.known(linked.entity)
        entry.add(Mention(place.span, place.span.of(entry.text), "place", linked.entity, linked.rule))


def _without_money(entry: EntryText, candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates that are no part of a currency ("US dollars", "AU$")."""
    money = Cover(currency_spans(entry.scan, entry.lexicon.pack))
    return [
        one
        for one in candidates
        if not money.contains(one.match.begin, one.match.begin + 1) and entry.text[one.match.end : one.match.end + 1] not in _MONEY_SIGNS
    ]


def _is_place_here(entry: EntryText, place: _Candidate, before: _Candidate | None) -> bool:
    """Say whether a name that is also a word is a place: it stands in the header, behind a preposition, or in a list of places.

    A body's word alone is none ("l'Observatoire", also a quarter of Paris).
    """
    begin = place.match.begin
    if begin >= entry.body and place.span.of(entry.low).strip() in entry.lexicon.inside:
        return False
    if not all(name.condition for name in place.names) or begin < entry.body or _is_dateline(entry, place):
        return True
    if before is not None and entry.text[before.match.end : begin].strip(" ,").casefold() in entry.lexicon.written_joints:
        return True
    return entry.placed("place_preposition").ends_at(begin - 1)


def _is_dateline(entry: EntryText, place: _Candidate) -> bool:
    """Say whether a place opens the entry and a full stop, colon or dash closes it ("03/02/2022 — LIMA. The police …")."""
    return place.match.begin == entry.body and bool(_DATELINE_CLOSE.match(entry.text, place.match.end))


def _is_surname(entry: EntryText, begin: int) -> bool:
    """Say whether a place's name closes a person's ("teller April Paris").

    Then a capitalized word that is no name itself stands right before it, where nouns have no capitals.
    """
    if begin <= entry.body or entry.lexicon.pack.writing["capital_nouns"]:
        return False
    before = _TWO_WORDS_BEFORE.search(entry.text, max(0, begin - _LONGEST_WORDS), begin)
    if before is None or not _CAPITALIZED.fullmatch(before[2]):
        return False
    at = before.start(2)
    if is_head(entry, at) or entry.low[at : begin - 1].strip() in entry.lexicon.function or entry.is_covered(at, begin - 1):
        return False
    return not entry.placed("noun", "verb", "body", "cue", "place_preposition").overlapping(at, at + 1)


def _country_code(draft: Draft, place: _Candidate) -> str:
    gazetteer = draft.registry.gazetteer
    country = next((name.entity for name in place.names if gazetteer.kind_of(name.entity) == "country"), "")
    return gazetteer.country_of(country) if country else ""
