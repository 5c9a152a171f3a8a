"""Names that show by their words that they are organizations: a head before a capitalized name, or a body's word inside it."""

from __future__ import annotations

import re

from csgraph.model import Span
from csgraph.reading.complements import Complemented, behind_adjectives, unit_of, with_complement
from csgraph.reading.draft import Draft
from csgraph.reading.entry_text import EntryText, Item
from csgraph.reading.intervals import Intervals
from csgraph.reading.no_names import is_no_name
from csgraph.reading.organizations import Named, new_organization
from csgraph.reading.shapes import closes_as_body, has_organization_shape
from csgraph.text import fold

_LONGEST_ARTICLE = 5
_FURTHEST = 200
"""Characters before a name beyond which no preposition is its own."""
_CAPITALIZED = re.compile(r"(?<![\w-])[^\W\d_a-zà-öø-ÿ][\w-]+(?:\s[^\W\d_a-zà-öø-ÿ][\w-]+)?\s$")
_SMALL_WORD = re.compile(r"(?:['’:]?s)?\s([a-zß-öø-ÿœ][^\W\d_]+)(?![\w-])")
"""The word behind a nationality or a country's genitive."""
_BEFORE_HEAD = 2
"""Letters that stand before the head of a compound at least."""
_BETWEEN_WORDS = re.compile(r"[\s'’]+")


def find_headed(draft: Draft) -> None:
    """Find names behind a head: "université de Toulon" with it, "la société Bitnorde" without.

    A head that ends in a preposition belongs to the name.
    """
    entry = draft.entry
    runs: Intervals[Span] | None = None
    for head in entry.of_kind("before"):
        if head.begin < entry.body or entry.is_covered(head.begin, head.end, places=False):
            continue
        if runs is None:
            runs = Intervals(draft.capital_runs(places=True))
        run = _run_of(entry, head, runs)
        if run is not None:
            _name_headed(draft, head, run)


def _run_of(entry: EntryText, head: Item, runs: Intervals[Span]) -> Span | None:
    """Return the capitalized run that a head stands before, or in."""
    at = head.end
    while at < len(entry.text) and entry.text[at] in " '’":
        at += 1
    found = runs.behind(at, at + 1) or _behind_article(entry, at, runs) or _beyond(head, runs)
    if not found:
        at = behind_adjectives(entry, head.end) + 1
        found = runs.behind(at, at + 1)
    run = found[0] if found else None
    return None if run is None or run.end <= head.end or "\n" in entry.text[head.begin : run.end] else run


def _beyond(head: Item, runs: Intervals[Span]) -> list[Span]:
    """Return the capitalized run that a head stands in and that goes on behind it."""
    return [run for run in runs.overlapping(head.begin, head.end) if run.end > head.end]


def _behind_article(entry: EntryText, at: int, runs: Intervals[Span]) -> list[Span]:
    """Return the name that a capitalized article opens ("l'association Le Lien")."""
    end = entry.text.find(" ", at, at + _LONGEST_ARTICLE)
    if end < 0 or not entry.text[at].isupper() or entry.low[at:end].strip() not in entry.lexicon.articles:
        return []
    return [Span(at, run.end) for run in runs.behind(end + 1, end + 2)]


def _name_headed(draft: Draft, head: Item, run: Span) -> None:
    entry = draft.entry
    takes_place = fold.low(head.value).strip() in entry.lexicon.place_heads
    is_part = (
        takes_place
        or _BETWEEN_WORDS.split(head.value.casefold().strip("'’ "))[-1] in entry.lexicon.head_links
        or head.value.endswith(("'", "’"))
    )
    span = Span(min(head.begin, run.begin), run.end) if is_part else _behind_head(entry, head, run)
    if (
        is_part
        and (takes_place or fold.low(head.value).split()[0] not in entry.lexicon.inside)
        and (takes_place or _is_place_name(entry, run))
        and _is_where(entry, head.begin, of_bodies=takes_place)
    ):
        return  # "in the port of Algeciras": a place
    if entry.is_covered(span.begin, span.end, places=False) or is_no_name(draft, span) or (not is_part and _is_place_name(entry, span)):
        return
    draft.drop_places_in(span)
    draft.name(Named(span, new_organization(span.of(entry.text), draft.language), "cue-head"))


def _behind_head(entry: EntryText, head: Item, run: Span) -> Span:
    """Return a run without a head that only says what the body is ("Hafenbetreiber Eurogate"), where every noun has a capital."""
    is_name = _BETWEEN_WORDS.split(fold.low(head.value).strip())[-1] in entry.lexicon.inside or closes_as_body(
        entry.lexicon, fold.low(head.value)
    )
    begin = head.end + 1
    if is_name or not head.begin <= run.begin < head.end or begin >= run.end or (run.begin == head.begin and " " in head.value):
        return run
    behind = Span(begin, run.end)
    return run if _is_place_name(entry, behind) else behind  # "Stadt Wilhelmshaven"


def _is_where(entry: EntryText, begin: int, *, of_bodies: bool = False) -> bool:
    """Say whether a place preposition stands before these words, an article between or none; `of_bodies`: one that no body follows."""
    prepositions = entry.placed("place_preposition")
    if any(item.begin < begin for item in prepositions.overlapping(begin, begin + 1)):
        return True  # "nel porto di", one preposition
    for item in prepositions.backwards(begin):
        if of_bodies and any(cue.value != "at" and cue.end == item.end for cue in entry.placed("cue").overlapping(item.begin, item.end)):
            continue  # "door de gemeente Venlo"
        gap = entry.text[item.end : begin].split() if item.end <= begin else None
        if gap is not None and len(gap) <= 1 and all(word.casefold().strip("'’") in entry.lexicon.written_articles for word in gap):
            return True
        if gap is not None and len(gap) > 1 and begin - item.begin > _FURTHEST + prepositions.longest:
            break
    return False


def find_shaped(draft: Draft) -> None:
    """Find names with a body's word in them ("Baltic Shipping Coalition"), with their complements ("Corte dei conti")."""
    entry = draft.entry
    capitals = draft.capital_runs(places=True)
    runs = {run.begin: run.end for run in capitals}
    for written in capitals:
        found = with_complement(entry, _without_article(entry, written), runs)
        run = found.span
        is_shaped = has_organization_shape(entry, run) or found.is_local
        if not is_shaped or _is_place_name(entry, run):
            continue
        bare = Span(run.begin, found.owner.span.begin if found.owner is not None else run.end)
        if not entry.is_covered(bare.begin, bare.end, places=False) and not is_no_name(draft, run):
            _name_shaped(draft, found)
    _find_local(draft, runs)
    _find_behind(draft)
    _find_units(draft, runs)
    _find_national(draft)


def _find_local(draft: Draft, runs: dict[int, int]) -> None:
    """Find bodies in small letters that a place makes names ("brigade des douanes de Port-Sauvage")."""
    entry = draft.entry
    for match in entry.lexicon.local_heads.find(entry.low):
        if match.begin < entry.body or entry.text[match.begin].isupper() or entry.is_covered(match.begin, match.end):
            continue
        found = with_complement(entry, Span(match.begin, match.end), runs)
        if found.is_local and found.owner is None and not is_no_name(draft, found.span):
            _name_shaped(draft, found)


def _find_units(draft: Draft, runs: dict[int, int]) -> None:
    """Find the units of a police that stand beside its name ("Nucleo Carabinieri di Bari", "Carabinieri per la Tutela del Lavoro")."""
    for mention in tuple(draft.organizations()) if draft.entry.lexicon.local else ():
        body = draft.registry.entities.get(mention.target or "")
        if body is not None and body.known and body.classification == "law-enforcement":
            span = unit_of(draft.entry, mention.span, runs)
            if span != mention.span:
                _name_shaped(draft, Complemented(span, owner=mention))


def _find_behind(draft: Draft) -> None:
    """Find bodies whose head stands in small letters behind a place or a genitive ("Malmö stad", "Lunds kommun")."""
    entry = draft.entry
    for match in entry.lexicon.heads_behind.find(entry.low):
        before = _CAPITALIZED.search(entry.text, max(entry.body, match.begin - _FURTHEST), match.begin)
        if before is None or entry.text[match.begin].isupper() or entry.is_covered(before.start(), match.end, places=False):
            continue
        span = Span(before.start(), match.end)
        opens = entry.before(span.begin, " ") in ("", *".:!?")
        is_owner = not opens and before[0][:-1].endswith(entry.lexicon.genitives)
        if (is_owner or _is_place_name(entry, Span(before.start(), before.end() - 1))) and not is_no_name(draft, span):
            draft.cut(span)
            draft.name(Named(span, new_organization(span.of(entry.text), draft.language), "cue-shape"))


def _find_national(draft: Draft) -> None:
    """Find associations in small letters behind a nationality or a country with a capital ("Norsk krisesenterforbund", "Svenska byggnadsrådet")."""
    entry, heads = draft.entry, draft.entry.lexicon.national_heads
    if not heads:
        return
    lands = [place.span for place in entry.mentions if place.kind == "place" and place.target is not None]
    for begin, end in [*((one.begin, one.end) for one in entry.nationalities()), *((land.begin, land.end) for land in lands)]:
        following = _SMALL_WORD.match(entry.text, end)
        if following is None or begin < entry.body or not entry.text[begin].isupper():
            continue
        word = fold.low(following[1]).strip()
        stem = next(
            (word[: -len(ending)] for ending in entry.lexicon.genitives if word.endswith(ending) and word[: -len(ending)].endswith(heads)),
            word,
        )
        span = Span(begin, following.start(1) + len(stem))
        is_compound = any(stem.endswith(head) and len(stem) > len(head) + _BEFORE_HEAD for head in heads)
        if is_compound and not entry.is_covered(begin, span.end, places=False) and not is_no_name(draft, span):
            draft.cut(span)
            draft.name(Named(span, new_organization(span.of(entry.text), draft.language), "cue-shape"))


def _name_shaped(draft: Draft, found: Complemented) -> None:
    label, owner = found.span.of(draft.entry.text), found.owner
    parent = owner.target if owner is not None else None
    draft.cut(found.span)
    draft.name(Named(found.span, new_organization(label, draft.language, parent=parent), "cue-shape"))


def _without_article(entry: EntryText, run: Span) -> Span:
    words = run.of(entry.text).split()
    opens = len(words) > 2 and fold.low(words[0]).strip() in entry.lexicon.articles
    return Span(run.begin + len(words[0]) + 1, run.end) if opens else run


def _is_place_name(entry: EntryText, run: Span) -> bool:
    """Say whether the gazetteer has the very words as a place."""
    return any(
        match.end - match.begin == run.end - run.begin and any(name.kind == "place" for name in match.values)
        for match in entry.lexicon.names.find(run.of(entry.key))
    )
