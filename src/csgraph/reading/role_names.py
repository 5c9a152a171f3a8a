"""Names that only their role shows: capitalized words behind a role's cue, in a list with organizations, or before a role's verb."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from csgraph.model import Mention, Span
from csgraph.reading.draft import Draft
from csgraph.reading.entry_text import EntryText, Item
from csgraph.reading.no_names import is_no_name, is_person
from csgraph.reading.organizations import Named, new_organization
from csgraph.reading.shapes import is_foreign_shape, parts_at_and
from csgraph.text import fold

_end = attrgetter("end")
_NAME_CUES = frozenset({"with", "cooperation", "support", "between", "attendance", "speech", "led"})
_SITE_CUES = frozenset({"with", "cooperation", "support", "between", "attendance", "led", "agent"})
_LIST_VERBS = frozenset({"attend", "sign", "hold", "launch", "cooperate", "support", "publish", "join", "speak"})
_RELATIVE_VERBS = _LIST_VERBS | {"carry", "establish", "give", "fund"}
_INVERTED_VERBS = frozenset({"admit", "select", "invite", "award", "recognise", "appoint"})
_COMPANY_VERBS = frozenset({"sign", "cooperate", "attend", "hold", "meet", "renew", "launch", "publish", "carry"})
_ACTING_VERBS = _LIST_VERBS | _COMPANY_VERBS | {"arrest", "record", "train", "fund", "warn", "give", "establish", "receive", "win", "lead"}
_MEMBERSHIP_VERBS = frozenset({"admit", "join"})
_ACTING_REACH = 12
_COMPANY_NOUNS = frozenset({"AgreementSigning", "Cooperation"})
"""What a bare "with" goes with when it takes a name that nobody listed."""
_BEHIND_CUE = re.compile(r"\s(?:\w{1,4}\s)?")
_LONGEST_CUE_GAP = 6
"""Characters between a cue and its name."""
_LIST_BREAK = re.compile(r"[;:]|\.\s[A-Z]")
_LEAST_LIST = 3
_LIST_HEAD = re.compile(r"(?<!\w)([^\W\d_a-zà-öø-ÿ][\w-]+),\s$")
_LONGEST_HEAD = 40
_SHORTEST_SHOWN = 2
_LONGEST_GAP, _LONGEST_JOINT = 14, 12
_PRIZES = ("Award", "Recognition")
_PRIZE_REACH = 60
"""Characters between "went" and whom a prize went to."""
_INVERTED_REACH = 60
"""Characters between an inverted subject and its verb."""
_SITE_KINDS = ("port", "airport")


def find_in_roles(draft: Draft) -> None:
    """Find capitalized names right behind a role's cue, or in a list with organizations; persons and event names are none."""
    entry = draft.entry
    runs = [_behind_prize(entry, part) for run in _runs(draft) for part in parts_at_and(entry, run)]
    subjects = _subject_lists(entry, runs)
    for run in sorted({*runs, *subjects}):
        if entry.is_covered(run.begin, run.end, places=False) or _is_place(entry, run) or is_no_name(draft, run) or is_person(draft, run):
            continue
        has_role = run in subjects or _is_behind_cue(entry, run) or _shows_itself(entry, run)
        if _may_be_name(entry, run, has_role) and (has_role or _is_listed_with_organizations(draft, run)):
            draft.drop_places_in(run)
            entity = new_organization(run.of(entry.text), draft.language)
            draft.name(Named(run, entity, "role-slot" if has_role else "list"))


def _runs(draft: Draft) -> list[Span]:
    """Return the capitalized runs; a country's name beside them is part of one ("France Assos Santé", "Coop Italia")."""
    runs = draft.capital_runs()
    parts = [part for run in draft.capital_runs(places=True) for part in parts_at_and(draft.entry, run)]
    longer = [part for part in parts if _country_in(draft.entry, part) is not None]
    return [run for run in runs if not any(run in one for one in longer)] + longer


def _country_in(entry: EntryText, run: Span) -> Mention | None:
    """Return the country that opens or closes a run whose other words are capitalized and name nothing else."""
    places = [one for one in entry.overlapping(run.begin, run.end) if one.kind == "place" and one.target is not None]
    if len(places) != 1 or entry.is_covered(run.begin, run.end, places=False):
        return None
    place, kind_of = places[0], entry.lexicon.gazetteer.kind_of
    opens = place.span.begin == run.begin and run.end > place.span.end and entry.text[place.span.end] == " "
    closes = place.span.end == run.end and run.begin < place.span.begin and entry.text[place.span.begin - 1] == " "
    is_edge, words = opens or closes, run.of(entry.text).split()
    is_country = is_edge and kind_of(place.target or "") == "country"
    return place if (is_country or _owns(entry, place, run)) and all(word[0].isupper() for word in words) else None


def _owns(entry: EntryText, place: Mention, run: Span) -> bool:
    """Say whether a place in the genitive opens a run ("Københavns Havn")."""
    genitive = entry.lexicon.genitive.match(entry.text, place.span.end) if place.span.begin == run.begin else None
    return genitive is not None and genitive.end() < run.end and entry.text[genitive.end()] == " "


def _is_place(entry: EntryText, run: Span) -> bool:
    return any(one.kind == "place" for one in entry.overlapping(run.begin, run.end)) and _country_in(entry, run) is None


def find_sites_that_act(draft: Draft) -> None:
    """Make a port or airport with a body's role ("an agreement with Port of Gothenburg") the body that runs it."""
    entry, gazetteer = draft.entry, draft.entry.lexicon.gazetteer
    for place in [mention for mention in entry.mentions if mention.kind == "place"]:
        if place.target is None or gazetteer.kind_of(place.target) not in _SITE_KINDS:
            continue
        if _is_right_behind_cue(entry, place.span) or _is_listed_with_organizations(draft, place.span):
            entry.remove(place)
            entity = new_organization(place.surface, draft.language, country=gazetteer.country_of(place.target))
            draft.name(Named(place.span, entity, "site-acts"))


def _may_be_name(entry: EntryText, run: Span, has_role: bool) -> bool:
    words = run.of(entry.text)
    if entry.lexicon.pack.writing["capital_nouns"] and not is_foreign_shape(words) and not (has_role and " " in words):
        return False
    return " " in words or run.of(entry.low).strip() not in entry.lexicon.inside  # a bare "Authority" is nobody's name


# ── Cues ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_behind_cue(entry: EntryText, run: Span) -> bool:
    return any(
        cue.value in _NAME_CUES
        and cue.end <= run.begin
        and _BEHIND_CUE.fullmatch(entry.text, cue.end, run.begin)
        and _takes_names(entry, cue)
        for cue in entry.placed("cue").near(run.begin - _LONGEST_CUE_GAP, run.begin)
    )


def _takes_names(entry: EntryText, cue: Item) -> bool:
    """Say whether a cue takes an unlisted name: a bare "with" does when something in its sentence signs, works together or takes part."""
    if cue.value != "with":
        return True
    left = max(entry.text.rfind(". ", 0, cue.begin), 0)
    right = entry.text.find(". ", cue.end)
    right = len(entry.text) if right < 0 else right
    return any(
        item.value in (_COMPANY_VERBS if item.kind == "verb" else _COMPANY_NOUNS)
        for kind in ("verb", "noun")
        for item in entry.placed(kind).behind(left, right)
    )


def _is_right_behind_cue(entry: EntryText, span: Span) -> bool:
    return any(
        cue.value in _SITE_CUES and 0 <= span.begin - cue.end <= _LONGEST_CUE_GAP and len(entry.text[cue.end : span.begin].split()) <= 1
        for cue in entry.placed("cue").near(span.begin - _LONGEST_CUE_GAP, span.begin)
    )


def _acts(entry: EntryText, run: Span) -> bool:
    """Say whether a name that shows itself by its capitals stands right before a verb that bodies do ("CargoNet recorded …")."""
    if not is_foreign_shape(run.of(entry.text)) or "," in entry.text[run.end : run.end + 1]:
        return False
    return any(
        verb.value in _ACTING_VERBS and entry.count_words(run.end, verb.begin) <= 1
        for verb in entry.placed("verb").behind(run.end, run.end + _ACTING_REACH)
    )


# ── Subjects and lists ───────────────────────────────────────────────────────────────────────────────────────


def _subject_lists(entry: EntryText, runs: list[Span]) -> set[Span]:
    """Return the runs of lists of three or more names before a role's verb ("3F, Dansk Erhverv, Danske Havne m.fl. deltog")."""
    found: set[Span] = set()
    for verb in entry.of_kind("verb") if len(runs) > 1 else ():
        if verb.value in _LIST_VERBS or verb.verb_class in _MEMBERSHIP_VERBS:
            chain = _chain_before(entry, runs, verb.begin)
            chain = [*chain, *_head_of_list(entry, chain)]
            if len(chain) >= _LEAST_LIST or (len(chain) > 1 and _are_admitted(entry, chain, verb)):
                found.update(chain)
    return found


def _head_of_list(entry: EntryText, chain: list[Span]) -> list[Span]:
    """Return the word that opens a sentence and a list of three ("*Vattenfall*, Statnett och Fingrid redovisade …"), where no adverb stands
    before a comma."""
    if len(chain) != _LEAST_LIST - 1 or not entry.lexicon.pack.writing["verb_second"] or entry.lexicon.pack.writing["verb_last"]:
        return []
    match = _LIST_HEAD.search(entry.text, max(entry.body, chain[-1].begin - _LONGEST_HEAD), chain[-1].begin)
    opens = match is not None and entry.before(match.start(1), " \"'“„«(*_") in ("", *".:!?;\n–—-•")
    if match is None or not opens or fold.low(match[1]).strip() in entry.lexicon.function:
        return []
    return [Span(match.start(1), match.end(1))]


def _are_admitted(entry: EntryText, chain: list[Span], verb: Item) -> bool:
    """Say whether two names of one word each became members ("LEGO og Bestseller blev optaget som medlemmer")."""
    return verb.verb_class in _MEMBERSHIP_VERBS and all(" " not in run.of(entry.text) for run in chain)


def _chain_before(entry: EntryText, runs: list[Span], stop: int) -> list[Span]:
    chain: list[Span] = []
    for number in range(bisect_right(runs, stop, key=_end) - 1, -1, -1):  # runs stand apart, in order
        run = runs[number]
        gap = entry.text[run.end : stop]
        words = gap.replace(",", " ").split()
        is_apart = bool(chain) and "," not in gap and not words
        if len(gap) > _LONGEST_GAP or len(words) > 3 or is_apart or _LIST_BREAK.search(gap):
            break
        chain.append(run)
        stop = run.begin
    return chain


def _shows_itself(entry: EntryText, run: Span) -> bool:
    """Say whether a verb beside a name shows that it acts, or that something is done to it."""
    shows = (_acts, _is_subject_of_passive, _is_relative_subject, _is_joined, _is_given_prize, _is_of_nation)
    return any(show(entry, run) for show in shows)


def _is_subject_of_passive(entry: EntryText, run: Span) -> bool:
    """Say whether a name is a passive's subject: inverted ("blev Icelandair optaget …"), or one word behind its article ("A Vodacom foi …")."""
    inverted = entry.placed("passive").ends_at(run.begin - 1)
    is_plain = " " not in run.of(entry.text) and _has_article(entry, run) and entry.placed("passive").begins_at(run.end + 1)
    if not inverted and not is_plain:
        return False
    return any(
        verb.value in _INVERTED_VERBS and "." not in entry.text[run.end : verb.begin]
        for verb in entry.placed("verb").behind(run.end + 1, run.end + _INVERTED_REACH + 1)
    )


def _has_article(entry: EntryText, run: Span) -> bool:
    before = entry.low[max(0, run.begin - 4) : run.begin].split()
    return bool(before) and before[-1] in entry.lexicon.bare_articles


def _is_relative_subject(entry: EntryText, run: Span) -> bool:
    """Say whether a name stands between a relative word and its verb ("lo sportello che Emergency gestisce")."""
    is_behind = any(item.end + 1 == run.begin for item in entry.placed("relative").near(run.begin - 2, run.begin))
    return is_behind and any(
        verb.begin == run.end + 1 and verb.value in _RELATIVE_VERBS for verb in entry.placed("verb").behind(run.end + 1, run.end + 2)
    )


def _is_joined(entry: EntryText, run: Span) -> bool:
    """Say whether a name stands right behind joining or admission ("accolta in CHANCE")."""
    return any(
        verb.value in ("join", "admit") and _BEHIND_CUE.fullmatch(entry.text, verb.end, run.begin)
        for verb in entry.placed("verb").near(run.begin - _LONGEST_JOINT, run.begin)
        if verb.end <= run.begin
    )


def _is_of_nation(entry: EntryText, run: Span) -> bool:
    """Say whether a nationality stands before a name of one word that shows itself by its capitals ("norska NorCERT")."""
    name = run.of(entry.text)
    is_shown = len(name) > _SHORTEST_SHOWN and name.isalpha() and is_foreign_shape(name)
    return is_shown and any(nationality.is_country and nationality.end + 1 == run.begin for nationality in entry.nationalities())


def _behind_prize(entry: EntryText, run: Span) -> Span:
    """Return a run without the prize and the "to", or the nationality, before a name ("Årets Originalpris til *Hummel*", "Norska *NorCERT*")."""
    nation = next((one for one in entry.nationalities() if one.begin == run.begin and one.end < run.end), None)
    if nation is not None and _is_of_nation(entry, Span(nation.end + 1, run.end)):
        return Span(nation.end + 1, run.end)
    for noun in entry.placed("noun").behind(run.begin, run.end) if " " in run.of(entry.text) else ():
        to, _, rest = entry.text[noun.end + 1 : run.end].partition(" ")
        if noun.value in _PRIZES and to.casefold() in entry.lexicon.towards and rest:
            return Span(run.end - len(rest), run.end)
    return run


def _is_given_prize(entry: EntryText, run: Span) -> bool:
    """Say whether a prize went to a name of one word ("Her gik Originalprisen til Fiskars"); two may be a person's."""
    if " " in run.of(entry.text):
        return False
    verb = next((verb for verb in entry.placed("verb").backwards(run.begin) if verb.value == "go" and verb.end < run.begin), None)
    if verb is None or run.begin - verb.end > _PRIZE_REACH or "." in entry.text[verb.end : run.begin]:
        return False
    is_behind = verb.end + 1 == run.begin or any(
        cue.value == "to" for cue in entry.placed("cue").behind(run.begin - _LONGEST_CUE_GAP, run.begin)
    )
    begin = max(entry.text.rfind(". ", 0, verb.begin), 0)
    return is_behind and any(noun.value in _PRIZES for noun in entry.placed("noun").behind(begin, run.begin))


def _is_listed_with_organizations(draft: Draft, run: Span) -> bool:
    """Say whether a name follows an organization in a list, or opens one."""
    entry, reach = draft.entry, _LONGEST_JOINT + 1
    before = draft.organizations_in(max(0, run.begin - reach), run.begin)
    if any(one.span.end <= run.begin and _joins(entry, one.span.end, run.begin) for one in before):
        return True
    name = run.of(entry.text)
    if is_foreign_shape(name) and _follows_publisher(draft, run):
        return True
    is_shown = len(name) > _SHORTEST_SHOWN and name.isalpha() and is_foreign_shape(name)  # "LEGO og Europol"
    opens = ("," in entry.text[run.end : run.end + 2] or is_shown) and not entry.placed("place_preposition").ends_at(run.begin - 1)
    return opens and any(
        one.span.begin >= run.end and _joins(entry, run.end, _begin_with_head(entry, one.span))
        for one in draft.organizations_in(run.end, run.end + reach + _LONGEST_HEAD)
    )


def _follows_publisher(draft: Draft, run: Span) -> bool:
    """Say whether a conjunction joins a name to a word for the publisher ("tra l'Osservatorio e l'ISPRA")."""
    words = draft.registry.publisher_words(draft.entry.lexicon.pack)
    return any(
        item.end <= run.begin and item.span.of(draft.entry.low).split()[-1] in words and _joins(draft.entry, item.end, run.begin)
        for item in draft.entry.placed("publisher").near(run.begin - _LONGEST_JOINT - 1, run.begin)
    )


def _begin_with_head(entry: EntryText, name: Span) -> int:
    """Return where a name begins with the word before it that says what it is ("transportvirksomheden H. Thorndal")."""
    return next((head.begin for head in entry.placed("before").near(name.begin - 1, name.begin) if head.end + 1 == name.begin), name.begin)


def _joins(entry: EntryText, begin: int, end: int) -> bool:
    """Say whether nothing but a comma, a conjunction and short function words stand between two names."""
    if end - begin > _LONGEST_JOINT:
        return False
    gap, lexicon = entry.text[begin:end], entry.lexicon
    words = [(fold.low(word).strip(), len(word)) for word in gap.replace(",", " ").split()]
    if "," not in gap and not any(word in lexicon.joints for word, _ in words):
        return False
    return all(word in lexicon.joints or (word in lexicon.function and size <= 4) for word, size in words)
