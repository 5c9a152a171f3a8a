"""An entry's text → its mentions, each linked, left open with a finding, or new."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from csgraph.language.gazetteer import Name
from csgraph.model import Entity, Finding, Mention, Span
from csgraph.reading import names as new_names
from csgraph.reading.linking import Context, Linked, link_organization, link_place
from csgraph.reading.registry import Registry
from csgraph.reading.sentence import EntryText, Item
from csgraph.text import fold
from csgraph.text.match import Match
from csgraph.text.quantities import currency_spans

_QUOTATION = re.compile(r"[“„\"«»][^“”„\"«»\n]{2,300}[”\"»«“]")


@dataclass(slots=True)
class MentionReader:
    """Finds the mentions of entries, one after the other; what one introduces the next ones know."""

    registry: Registry

    def read(self, entry: EntryText, regions: tuple[int, ...]) -> tuple[list[Mention], list[Finding]]:
        """Return the mentions of an entry by place, and what could not be decided. `regions` are those of its header."""
        findings: list[Finding] = []
        self._regions(entry)
        self._listed(entry, findings)
        self._brackets(entry, findings)
        self._programmes(entry)
        self._bodies(entry, findings)
        self._headed(entry, findings)
        self._shaped(entry, findings)
        self._in_roles(entry, findings)
        self._sites_that_act(entry, findings)
        self._branches(entry, findings)
        self._drop_places_of_bodies(entry)
        self._crimes(entry)
        entry.mentions.sort(key=lambda mention: (mention.span.begin, mention.kind))
        return entry.mentions, findings

    # ── What the gazetteers list ─────────────────────────────────────────────────────────────────────────────

    def _listed(self, entry: EntryText, findings: list[Finding]) -> None:
        lexicon = entry.lexicon
        matches: list[tuple[Match[Name], tuple[Name, ...], bool]] = []
        for match in lexicon.names.find_all(entry.key):
            kept = tuple(name for name in match.values if _is_written_so(entry, match, name))
            if kept:
                matches.append((match, kept, False))
        if self.registry.forms:
            for match in self.registry.matcher().find_all(entry.key):
                kept = tuple(name for name in match.values if _is_written_so(entry, match, name))
                if kept:
                    matches.append((match, kept, True))
        matches = [row for row in matches if not _is_sum_of_places(row, matches) and not _is_part_of_body(row, matches)]
        matches.sort(key=lambda row: (row[0].begin, -row[0].end, not row[2]))
        chosen: list[tuple[Match[Name], tuple[Name, ...], bool]] = []
        free = 0
        for row in matches:
            if row[0].begin >= free and not entry.is_covered(row[0].begin, row[0].end) and not self._is_hashtag(entry, row[0].begin):
                chosen.append(row)
                free = row[0].end
        self._places(entry, [row for row in chosen if all(name.kind == "place" for name in row[1])])
        context = self._context(entry)
        for match, candidates, is_introduced in chosen:
            organizations = tuple(name for name in candidates if name.kind == "organization" and not self._is_of_another_country(entry, match, name))
            if not organizations:
                continue
            span = Span(match.begin, match.end)
            surface = span.of(entry.text)
            decided = self.registry.decisions.same.get(fold.key(surface).strip())
            apart = self.registry.decisions.not_same.get(fold.key(surface).strip(), frozenset())
            organizations = tuple(name for name in organizations if name.entity not in apart)
            if fold.key(surface).strip() in self.registry.decisions.ignore or not organizations:
                continue
            linked = (
                Linked(decided, "decision") if decided
                else Linked(organizations[0].entity, "alias") if is_introduced
                else link_organization(organizations, context, lexicon.gazetteer)
            )  # fmt: skip
            if isinstance(linked, Linked):
                rule = "genitive" if linked.rule == "unique-name" and match.word_end > match.end else linked.rule
                self.registry.known(linked.entity)
                entry.mentions.append(Mention(span, surface, "organization", linked.entity, rule))
            elif not linked.candidates or all(name.condition for name in organizations):
                continue  # a body of some country: `_bodies` asks which
            else:
                entry.mentions.append(Mention(span, surface, "organization", None, "ambiguous", linked.candidates))
                findings.append(Finding("ambiguous-name", f"{surface!r} may be {' or '.join(self._label(one) for one in linked.candidates)}. Decide with `csgraph review`.", span, None, linked.candidates))

    def _is_of_another_country(self, entry: EntryText, match: Match[Name], name: Name) -> bool:
        """Say whether a nationality beside a national body's name is not that body's ("ministère de la Justice belge")."""
        gazetteer = entry.lexicon.gazetteer
        country = gazetteer.country_of(name.entity)
        if not country or gazetteer.kind_of(name.entity) not in ("government", "law-enforcement", "customs"):
            return False
        for demonym in entry.lexicon.demonyms.find(entry.low[max(0, match.begin - 24) : match.end + 24]):
            begin, end = demonym.begin + max(0, match.begin - 24), demonym.word_end + max(0, match.begin - 24)
            beside = end + 1 == match.begin or begin == match.end + 1
            if beside and len(demonym.values[0]) == 2 and demonym.values[0] != country:
                return True
        return False

    def _is_hashtag(self, entry: EntryText, begin: int) -> bool:
        """A name behind "#" is a campaign's or an appeal's, whoever else may be called so."""
        return entry.text[max(0, begin - 1) : begin] == "#"

    def _label(self, id_: str) -> str:
        return self.registry.gazetteer.entity(id_).label

    def _places(self, entry: EntryText, rows: list[tuple[Match[Name], tuple[Name, ...], bool]]) -> None:
        gazetteer = entry.lexicon.gazetteer
        money = currency_spans(entry.low, entry.lexicon.pack)
        rows = [row for row in rows if not any(begin <= row[0].begin < end for begin, end in money) and entry.text[row[0].end : row[0].end + 1] not in ("$", "£", "€")]
        codes = [self._code(names) for _, names, _ in rows]
        context = Context(tuple(code for code in codes if code), None)
        for index, (match, names, _) in enumerate(rows):
            follower = rows[index + 1] if index + 1 < len(rows) else None
            following = ""
            if follower is not None and re.fullmatch(r"\s*[,(]\s*|\s", entry.text[match.end : follower[0].begin]):
                following = codes[index + 1]
            before = rows[index - 1][0] if index else None
            listed = before is not None and entry.text[before.end : match.begin].strip(" ,").casefold() in {word.casefold() for word in entry.lexicon.pack.words["and"]}
            if all(name.condition for name in names) and not following and not listed and not _after_preposition(entry, match.begin) and match.begin >= entry.body:
                continue
            if self._is_surname(entry, match.begin):
                continue
            linked = link_place(names, context, gazetteer, following)
            self.registry.known(linked.entity)
            entry.mentions.append(Mention(Span(match.begin, match.end), entry.text[match.begin : match.end], "place", linked.entity, linked.rule))

    def _is_surname(self, entry: EntryText, begin: int) -> bool:
        """Say whether a place's name closes a person's ("teller April Paris"): a capitalized word that is no name itself stands right before it."""
        before = re.search(r"(\S+)\s(\S+)\s$", entry.text[:begin])
        if before is None or begin <= entry.body:
            return False
        word = before[2]
        at = begin - 1 - len(word)
        return (
            bool(re.fullmatch(r"[^\W\d_a-zà-ÿ][^\W\d_A-ZÀ-Þ]+", word)) and not _is_head(entry, at) and fold.low(word).strip() not in entry.lexicon.function
            and not entry.lexicon.pack.writing["capital_nouns"] and not entry.is_covered(at, begin - 1)
            and not any(item.begin <= at < item.end and item.kind in ("noun", "verb", "body", "cue", "place_preposition") for item in entry.words)
        )  # fmt: skip

    def _code(self, names: tuple[Name, ...]) -> str:
        gazetteer = self.registry.gazetteer
        countries = [name.entity for name in names if gazetteer.kind_of(name.entity) == "country"]
        return gazetteer.country_of(countries[0]) if countries else ""

    def _countries(self, entry: EntryText) -> tuple[str, ...]:
        gazetteer = self.registry.gazetteer
        codes = [gazetteer.country_of(mention.target) for mention in entry.mentions if mention.kind == "place" and mention.target]
        codes += [match.values[0] for match in entry.lexicon.demonyms.find(entry.low) if len(match.values[0]) == 2]
        return tuple(dict.fromkeys(code for code in codes if code))

    def _context(self, entry: EntryText) -> Context:
        publisher = self.registry.publisher
        codes = self._countries(entry)
        home = (publisher.country,) if publisher and publisher.country else ()
        return Context((*codes, *home), publisher.id if publisher else None)

    # ── Regions, programmes, bodies ──────────────────────────────────────────────────────────────────────────

    def _regions(self, entry: EntryText) -> None:
        publisher = self.registry.publisher
        if publisher is None:
            return
        words = "|".join(re.escape(word) for word in entry.lexicon.pack.region_words)
        for match in re.finditer(rf"\b(?:{words})\w{{0,4}}\s+(\d{{1,2}})\b", entry.text, re.I):
            entity = self.registry.add(self.registry.gazetteer.region(publisher.id, int(match[1])))
            entry.mentions.append(Mention(Span(*match.span()), match.group(), "region", entity.id, "region-number"))

    def _programmes(self, entry: EntryText) -> None:
        """An umbrella body beside a nationality is its programme there: "the Philippine Crime Stoppers unit"."""
        gazetteer = entry.lexicon.gazetteer
        demonyms = entry.lexicon.demonyms.find(entry.low)
        for index, mention in enumerate(entry.mentions):
            if mention.kind != "organization" or mention.target is None or mention.rule == "programme":
                continue
            for match in demonyms:
                gap = entry.text[match.word_end : mention.span.begin] if match.word_end < mention.span.begin else "-" * 40
                before = len(gap) <= 24 and len(gap.split()) <= 2 and not re.search(r"[.,;:]|[^\W\d_a-zà-öø-ÿ]", gap)
                after = mention.span.end + 1 == match.begin
                programme = gazetteer.member_in(mention.target, match.values[0]) if before or after else None
                if programme:
                    span = Span(min(mention.span.begin, match.begin), max(mention.span.end, match.word_end))
                    self.registry.known(programme)
                    entry.mentions[index] = Mention(span, span.of(entry.text), "organization", programme, "programme")
                    break

    def _bodies(self, entry: EntryText, findings: list[Finding]) -> None:
        for named in new_names.bodies(entry, self._countries(entry)):
            kept = [mention for mention in entry.mentions if mention.kind == "crime" or not mention.span.overlaps(named.span) or (mention.kind == "place" and mention.span != named.span)]
            if any(mention.kind == "organization" and mention.span.overlaps(named.span) for mention in entry.mentions):
                continue
            entry.mentions[:] = kept
            self._name(entry, named, findings)

    def _sites_that_act(self, entry: EntryText, findings: list[Finding]) -> None:
        """A port or airport with a body's role ("an agreement with Port of Gothenburg") is the body that runs it."""
        cues = [item for item in entry.words if item.kind == "cue" and item.value in ("with", "cooperation", "support", "between", "attendance", "led", "agent")]
        for mention in [mention for mention in entry.mentions if mention.kind == "place"]:
            if mention.target is None or entry.lexicon.gazetteer.kind_of(mention.target) not in ("port", "airport"):
                continue
            after_cue = any(0 <= mention.span.begin - cue.end <= 6 and len(entry.text[cue.end : mention.span.begin].split()) <= 1 for cue in cues)
            if after_cue or self._is_listed_with_organizations(entry, mention.span):
                entry.mentions.remove(mention)
                entity = new_names.new_organization(mention.surface, entry.lexicon.pack.tag, country=entry.lexicon.gazetteer.country_of(mention.target))
                self._name(entry, new_names.Named(mention.span, entity, "site-acts"), findings)

    def _branches(self, entry: EntryText, findings: list[Finding]) -> None:
        """A body's name with a country right behind it is its branch there ("Transparency International España"), a body of its own."""
        gazetteer = entry.lexicon.gazetteer
        for mention in list(entry.mentions):
            if mention.kind != "organization" or mention.target is None or entry.text[mention.span.end : mention.span.end + 1] != " ":
                continue
            land = next((other for other in entry.mentions if other.kind == "place" and other.span.begin == mention.span.end + 1 and other.target and gazetteer.kind_of(other.target) == "country"), None)
            parent = self.registry.entities.get(mention.target)
            if land is None or parent is None or parent.classification in ("government", "law-enforcement", "customs"):
                continue
            entry.mentions.remove(mention)
            entry.mentions.remove(land)
            span = Span(mention.span.begin, land.span.end)
            branch = new_names.new_organization(span.of(entry.text), entry.lexicon.pack.tag, country=gazetteer.country_of(land.target or ""), classification=parent.classification)
            self._name(entry, new_names.Named(span, replace(branch, parent=parent.id), "branch"), findings)

    def _drop_places_of_bodies(self, entry: EntryText) -> None:
        """A country that only says whose body is meant ("Spain’s National Police", "Politiet i Norge") is no place of the entry."""
        bodies = [mention.span for mention in entry.mentions if mention.kind == "organization"]

        def belongs(place: Mention) -> bool:
            if any(place.span in body for body in bodies):
                return True
            genitive = entry.lexicon.genitive.match(entry.text[place.span.end :])
            start = place.span.end + (genitive.end() if genitive else 0)
            return bool(genitive) and any(body.begin == start + 1 for body in bodies)

        entry.mentions[:] = [mention for mention in entry.mentions if mention.kind != "place" or not belongs(mention)]

    # ── Names nobody listed ──────────────────────────────────────────────────────────────────────────────────

    def _name(self, entry: EntryText, named: new_names.Named, findings: list[Finding]) -> Entity | None:
        surface = named.span.of(entry.text)
        folded = fold.key(surface).strip()
        decisions = self.registry.decisions
        if folded in decisions.ignore:
            return None
        entity, rule = named.entity, named.rule
        if not entity.known and rule in ("cue-shape", "list", "role-slot") and (longer := self._longer_name(folded)) is not None:
            entity, rule = longer, "short-form"
        if folded in decisions.same:
            entity, rule = self.registry.known(decisions.same[folded]), "decision"
        if folded in decisions.kind:
            entity = replace(entity, classification=decisions.kind[folded])
        is_new = not entity.known and entity.id not in self.registry.entities
        entity = self.registry.add(entity)
        entry.mentions.append(Mention(named.span, surface, "organization", entity.id, rule))
        if is_new:
            findings.append(Finding("unknown-organization", f"{surface!r} is in no gazetteer; it became a node of its own. Decide with `csgraph review`.", named.span))
        if not entity.known:
            self.registry.alias(surface, entity, entry.lexicon.pack.tag)
            short = re.sub(r"\s+(?:A/S|ApS|AB|AS|ASA|GmbH|AG|SA|S\.A\.|SpA|S\.p\.A\.|SRL|Ltd|Limited|Inc|Inc\.|plc|PLC|LLC|BV|B\.V\.|NV|N\.V\.|Lda|SL|S\.L\.)$", "", surface)
            if short != surface and len(short) > 3:
                self.registry.alias(short, entity, entry.lexicon.pack.tag)
        return entity

    def _longer_name(self, folded: str) -> Entity | None:
        """Return the one body of this report whose name ends in these words ("the Prosecutor's Office" after "Port Ellery City Prosecutor's Office")."""
        if len(folded.split()) < 2:
            return None
        found = {entity.id: entity for entity in self.registry.entities.values() if entity.kind == "organization" and not entity.known and fold.key(entity.label).strip().endswith(" " + folded)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _brackets(self, entry: EntryText, findings: list[Finding]) -> None:
        """An acronym in brackets is an alias of the name before it, from then on in the whole report; so is a name after its acronym."""
        tag = entry.lexicon.pack.tag
        for match in new_names.BRACKET.finditer(entry.text):
            inner, stop = Span(match.start(1), match.end(1)), match.start()
            word = inner.of(entry.text)
            if not new_names.is_acronym(word):
                continue
            before = self._mention_ending(entry, stop)
            inside = next((mention for mention in entry.mentions if mention.span == inner and mention.kind == "organization"), None)
            if before is not None and before.target is not None:
                self._pair(entry, before, inner, inside, tag)
                continue
            if before is not None:
                entry.mentions.remove(before)
            span = before.span if before is not None else new_names.name_before(entry, stop, word)
            if span is None and self.registry.publisher is not None and not self.registry.publisher.known and _abbreviates(word, self.registry.publisher.label):
                self._replace(entry, inner, self.registry.publisher, "acronym-pair")
                self.registry.alias(word, self.registry.publisher, tag)
                continue
            if span is None or self._is_no_name(entry, span, is_defined=True):
                continue
            publisher = self.registry.publisher
            if inside is not None and inside.target is not None and not self._is_other_body(span.of(entry.text), word, inside.target, entry):
                entity = self.registry.known(inside.target)
                self._replace(entry, span, entity, "acronym-pair")
                self.registry.alias(span.of(entry.text), entity, tag)
            elif publisher is not None and _abbreviates(word, publisher.label):
                self._replace(entry, span, publisher, "acronym-pair")
                self._replace(entry, inner, publisher, "acronym-pair")
                for form in (span.of(entry.text), word):
                    self.registry.alias(form, publisher, tag)
            else:
                if inside is not None:
                    entry.mentions.remove(inside)
                self._cut(entry, span)
                entity_new = new_names.new_organization(span.of(entry.text), tag, alt=(("", word),))
                made = self._name(entry, new_names.Named(span, entity_new, "acronym-pair"), findings)
                if made is not None:
                    self.registry.alias(word, made, "")
                    self._replace(entry, inner, made, "acronym-pair")
        self._names_after_acronyms(entry, tag)

    def _pair(self, entry: EntryText, before: Mention, inner: Span, inside: Mention | None, tag: str) -> None:
        assert before.target is not None
        entity = self.registry.known(before.target)
        self.registry.alias(inner.of(entry.text), entity, "")
        if inside is not None and inside.target == before.target:
            return
        if inside is not None:
            entry.mentions.remove(inside)
        self._replace(entry, inner, entity, "acronym-pair")

    def _names_after_acronyms(self, entry: EntryText, tag: str) -> None:
        """ "GCFFC (Global Coalition to Combat Financial Crime)": the name in brackets is the acronym's."""
        for match in re.finditer(r"(?<![\w(])([^\W\d_][\w&-]{1,11})\s\(([^()]{8,120})\)", entry.text):
            word, name = Span(match.start(1), match.end(1)), Span(match.start(2), match.end(2))
            if not new_names.is_acronym(word.of(entry.text)) or "," in name.of(entry.text):
                continue
            letters = fold.key(word.of(entry.text)).strip()
            if not new_names._spells(re.findall(r"[^\W\d_][\w’'-]*", name.of(entry.text)), list(letters), entry.lexicon):
                continue
            known = next((mention for mention in entry.mentions if mention.span == word and mention.kind == "organization" and mention.target), None)
            target = known.target if known else None
            entity = self.registry.known(target) if target else new_names.new_organization(name.of(entry.text), tag, alt=(("", word.of(entry.text)),))
            entity = self.registry.add(entity)
            for span in (word, name):
                self._replace(entry, span, entity, "acronym-pair")
                self.registry.alias(span.of(entry.text), entity, tag)

    def _is_other_body(self, words: str, acronym: str, target: str, entry: EntryText) -> bool:
        """Say whether a spelled-out name is another body than the listed one with its acronym: its initials fit, its words do not."""
        entity = self.registry.known(target)
        letters = [char for char in fold.key(acronym) if char.isalpha()]
        if not new_names._spells(re.findall(r"[^\W\d_][\w’'-]*", words), letters, entry.lexicon):
            return False
        own = set(fold.key(words).split())
        names = [entity.label, *(name for _, name in entity.labels), *(name for _, name in entity.alt_labels)]
        return all(len(own & set(fold.key(name).split()) - entry.lexicon.connectors) * 2 < len(own - entry.lexicon.connectors) for name in names)

    def _headed(self, entry: EntryText, findings: list[Finding]) -> None:
        """A head before a capitalized name: "université de Toulon" with it, "la société Bitnorde" without (a head that ends in a preposition belongs to the name)."""
        lexicon = entry.lexicon
        links = {fold.low(word).strip() for word in (*lexicon.pack.words["of"], *lexicon.pack.words["within_names"])}
        runs = {run.begin: run for run in new_names.capital_runs(entry, entry.body, len(entry.text), places=True)}
        for item in entry.words:
            if item.kind != "before" or item.begin < entry.body or entry.is_covered(item.begin, item.end, places=False):
                continue
            at = item.end
            while at < len(entry.text) and entry.text[at] in " '’":
                at += 1
            run = runs.get(at) or next((found for begin, found in runs.items() if begin <= item.begin < found.end), None)
            if run is None or run.end <= item.end or "\n" in entry.text[item.begin : run.end]:
                continue
            is_part = re.split(r"[\s'’]+", item.value.casefold().strip("'’ "))[-1] in links or item.value.endswith(("'", "’"))
            span = Span(min(item.begin, run.begin), run.end) if is_part else run
            if is_part and fold.low(item.value).split()[0] not in lexicon.inside and self._is_place_name(entry, run) and self._is_where(entry, item.begin):
                continue  # "in the port of Algeciras": a place
            if entry.is_covered(span.begin, span.end, places=False) or self._is_no_name(entry, span) or (not is_part and self._is_place_name(entry, span)):
                continue
            entry.mentions[:] = [mention for mention in entry.mentions if mention.kind != "place" or mention.span not in span]
            self._name(entry, new_names.Named(span, new_names.new_organization(span.of(entry.text), lexicon.pack.tag), "cue-head"), findings)

    def _is_where(self, entry: EntryText, begin: int) -> bool:
        """Say whether a place preposition stands before these words, an article between or none."""
        articles = {word.casefold() for word in entry.lexicon.pack.words["articles"]}
        return any(
            item.kind == "place_preposition" and item.end <= begin and len(gap := entry.text[item.end : begin].split()) <= 1 and all(word.casefold().strip("'’") in articles for word in gap)
            for item in entry.words
        )

    def _shaped(self, entry: EntryText, findings: list[Finding]) -> None:
        tag = entry.lexicon.pack.tag
        for run in new_names.capital_runs(entry, entry.body, len(entry.text), places=True):
            run = new_names.with_complement(entry, self._without_demonym_only(entry, run))
            if not new_names.has_organization_shape(entry, run) or self._is_place_name(entry, run) or entry.is_covered(run.begin, run.end, places=False) or self._is_no_name(entry, run):
                continue
            entry.mentions[:] = [mention for mention in entry.mentions if mention.kind != "place" or mention.span not in run]
            self._name(entry, new_names.Named(run, new_names.new_organization(run.of(entry.text), tag), "cue-shape"), findings)

    def _is_place_name(self, entry: EntryText, run: Span) -> bool:
        """Say whether the gazetteer has the very words as a place."""
        return any(
            match.end - match.begin == run.end - run.begin and any(name.kind == "place" for name in match.values)
            for match in entry.lexicon.names.find(entry.key[run.begin : run.end])
        )

    def _without_demonym_only(self, entry: EntryText, run: Span) -> Span:
        words = run.of(entry.text).split()
        first = fold.low(words[0]).strip() if words else ""
        return Span(run.begin + len(words[0]) + 1, run.end) if len(words) > 2 and first in {fold.low(word).strip() for word in entry.lexicon.pack.words["articles"]} else run

    def _in_roles(self, entry: EntryText, findings: list[Finding]) -> None:
        """A capitalized name right after a role's cue, or in a list with organizations, is one as well; persons and event names are not."""
        tag = entry.lexicon.pack.tag
        cues = [item for item in entry.words if item.kind == "cue" and item.value in ("with", "cooperation", "support", "between", "attendance", "speech", "led")]
        runs = [part for run in new_names.capital_runs(entry, entry.body, len(entry.text)) for part in new_names.parts_at_and(entry, run)]
        subjects = self._subject_list(entry, runs)
        for run in runs:
            if entry.is_covered(run.begin, run.end) or self._is_no_name(entry, run) or self._is_person(entry, run):
                continue
            words = run.of(entry.text)
            after_cue = run in subjects or self._is_between_auxiliary_and_verb(entry, run) or any(cue.end <= run.begin and re.fullmatch(r"\s(?:\w{1,4}\s)?", entry.text[cue.end : run.begin]) and self._cue_takes_names(entry, cue, run) for cue in cues)
            if entry.lexicon.pack.writing["capital_nouns"] and not _is_foreign_shape(words) and not (after_cue and " " in words):
                continue
            if " " not in words and fold.low(words).strip() in entry.lexicon.inside:
                continue  # a bare "Authority" is nobody's name
            if after_cue or self._is_listed_with_organizations(entry, run):
                self._name(entry, new_names.Named(run, new_names.new_organization(words, tag), "role-slot" if after_cue else "list"), findings)

    def _subject_list(self, entry: EntryText, runs: list[Span]) -> set[Span]:
        """Return the runs of a list of three or more names that is the subject of a role's verb ("3F, Dansk Erhverv, Danske Havne m.fl. deltog")."""
        found: set[Span] = set()
        for item in entry.words:
            if item.kind != "verb" or item.value not in ("attend", "sign", "hold", "launch", "cooperate", "support", "publish", "join", "speak"):
                continue
            chain: list[Span] = []
            stop = item.begin
            for run in sorted((run for run in runs if run.end <= item.begin), reverse=True):
                gap = entry.text[run.end : stop]
                words = gap.replace(",", " ").split()
                if len(gap) > 14 or len(words) > 3 or (chain and "," not in gap and not words) or re.search(r"[;:]|\.\s[A-Z]", gap):
                    break
                chain.append(run)
                stop = run.begin
            if len(chain) >= 3:
                found |= set(chain)
        return found

    def _is_between_auxiliary_and_verb(self, entry: EntryText, run: Span) -> bool:
        """Say whether a name is the subject of an inverted passive ("blev Icelandair optaget i …")."""
        before = any(item.kind == "passive" and item.end + 1 == run.begin for item in entry.words)
        return before and any(
            item.kind == "verb" and item.value in ("admit", "select", "invite", "award", "recognise", "appoint") and 0 < item.begin - run.end <= 60 and "." not in entry.text[run.end : item.begin]
            for item in entry.words
        )

    def _cue_takes_names(self, entry: EntryText, cue: Item, run: Span) -> bool:
        """A bare "with" takes an unlisted name only when something in the sentence signs, works together or takes part."""
        if cue.value not in ("with",):
            return True
        left = max(entry.text.rfind(". ", 0, cue.begin), 0)
        right = entry.text.find(". ", cue.end)
        right = len(entry.text) if right < 0 else right
        verbs = {item.value for item in entry.words if item.kind == "verb" and left <= item.begin < right}
        nouns = {item.value for item in entry.words if item.kind == "noun" and left <= item.begin < right}
        return bool(verbs & {"sign", "cooperate", "attend", "hold", "meet", "renew", "launch", "publish", "carry"} or nouns & {"AgreementSigning", "Cooperation"})

    def _is_listed_with_organizations(self, entry: EntryText, run: Span) -> bool:
        mentions = [mention for mention in entry.mentions if mention.kind == "organization"]
        joints = {fold.low(word).strip() for word in entry.lexicon.pack.words["and"]}

        def joined(gap: str) -> bool:
            words = gap.replace(",", " ").split()
            return len(gap) <= 12 and ("," in gap or any(fold.low(word).strip() in joints for word in words)) and all(
                fold.low(word).strip() in joints or fold.low(word).strip() in entry.lexicon.function and len(word) <= 4 for word in words
            )

        before = any(mention.span.end <= run.begin and joined(entry.text[mention.span.end : run.begin]) for mention in mentions)
        after = any(mention.span.begin >= run.end and joined(entry.text[run.end : mention.span.begin]) for mention in mentions)
        return before or (after and "," in entry.text[run.end : run.end + 2])

    def _is_no_name(self, entry: EntryText, span: Span, *, is_defined: bool = False) -> bool:
        """Say whether a span is no organization: a month, an event or operation name, a crime, a nationality, a word of the frames.

        A name that an acronym defines may end in a word of the frames ("Nordic Shipping Forum (NSF)").
        """
        words = span.of(entry.text).strip()
        folded = fold.low(words).strip()
        if len(words) < 2 or words.upper() in new_names.NO_ORGANIZATION or folded in entry.lexicon.function or words[0] == "#":
            return True
        if any(folded == form for months in entry.lexicon.pack.months for form in months):
            return True
        if entry.text[max(0, span.begin - 1) : span.begin] == "#":
            return True
        if not is_defined and any(quote.start() < span.begin and span.end < quote.end() for quote in _QUOTATION.finditer(entry.text)):
            return True
        for item in entry.words:
            if item.kind == "noun" and item.value in ("Operation", "Campaign") and (item.begin == span.begin or 0 <= span.begin - item.end <= 2):
                return True
            if item.kind in ("noun", "verb", "relative", "passive") and item.begin == span.begin and item.end == span.end:
                return True
            if item.kind == "verb" and item.begin == span.begin and not is_defined and _is_head(entry, span.begin):
                return True
            if item.kind == "noun" and item.begin == span.begin and item.value not in ("Cooperation", "AgreementSigning") and not is_defined:
                return True  # "Conferencia Internacional sobre …" names an event
            if item.kind == "noun" and item.begin >= span.begin and item.end == span.end and item.value != "Cooperation" and not is_defined:
                return True
        if sum(match.word_end - match.begin for match in entry.lexicon.demonyms.find(folded)) >= len(folded) - folded.count(" "):
            return True
        return any(match.word_end - match.begin >= len(folded) - 1 for match in entry.lexicon.crime_forms.find(folded))

    def _is_person(self, entry: EntryText, run: Span) -> bool:
        """Say whether a run is a person's name: a title stands before it or opens it."""
        for item in entry.words:
            if item.kind == "title" and (0 <= run.begin - item.end <= 2 or item.begin == run.begin):
                return True
        if entry.text[max(0, run.begin - 2) : run.begin] == ", " and len(run.of(entry.text).split()) in (2, 3):
            # "la directora de Europol, Catherine De Bolle": a title, its body, the person.
            body = next((mention for mention in entry.mentions if mention.kind == "organization" and mention.span.end == run.begin - 2), None)
            if body is not None and any(item.kind == "title" and item.end <= body.span.begin and len(entry.text[item.end : body.span.begin].split()) <= 4 for item in entry.words):
                return True
        after = entry.text[run.end : run.end + 40]
        titles = {fold.low(word).strip() for word in entry.lexicon.pack.words["person_titles"]}
        return bool(re.match(r",\s", after)) and any(word in titles for word in fold.low(after).split()[:4]) and len(run.of(entry.text).split()) <= 3

    # ── Crimes ───────────────────────────────────────────────────────────────────────────────────────────────

    def _crimes(self, entry: EntryText) -> None:
        """Crime types by their names; those inside an organization's name count only when the entry has no other."""
        lexicon = entry.lexicon
        found = [(match.begin, match.word_end, match.values) for match in lexicon.crime_forms.find_longest(entry.low)]
        if lexicon.crime_heads is not None:
            begin = 0
            for part in entry.low.split(" "):
                end = begin + len(part)
                if len(part) > 10 and not any(start < end and begin < stop for start, stop, _ in found):
                    head = lexicon.crime_heads.head_of(part)
                    if head is not None:
                        found.append((begin, end, head[1]))
                begin = end + 1
        composed = _composed(entry, found)
        found = [row for row in found if not any(start <= row[0] and row[1] <= stop and row[1] - row[0] < stop - start and row[0] == start for start, stop, _ in composed)] + composed
        free, inside = [], []
        for start, stop, values in sorted(found):
            span = Span(start, stop)
            surface = span.of(entry.text)
            if surface.isupper() is False and values and len(surface) <= 4 and any(form.isupper() for form, id_ in lexicon.crimes.names(lexicon.pack.tag, "en") if id_ == values[0] and form.casefold() == surface.casefold()):
                continue
            mentions = [Mention(span, surface, "crime", f"crime/{value}", "crime-name") for value in dict.fromkeys(values)]
            (inside if any(mention.kind == "organization" and mention.span.overlaps(span) for mention in entry.mentions) else free).extend(mentions)
        entry.mentions += free or inside

    # ── Small steps ──────────────────────────────────────────────────────────────────────────────────────────

    def _mention_ending(self, entry: EntryText, stop: int) -> Mention | None:
        for mention in entry.mentions:
            if mention.kind == "organization" and mention.span.end <= stop and not entry.text[mention.span.end : stop].strip(" \"'’”»s"):
                return mention
        return None

    def _cut(self, entry: EntryText, span: Span) -> None:
        entry.mentions[:] = [mention for mention in entry.mentions if not mention.span.overlaps(span)]

    def _replace(self, entry: EntryText, span: Span, entity: Entity, rule: str) -> None:
        self._cut(entry, span)
        self.registry.add(entity)
        entry.mentions.append(Mention(span, span.of(entry.text), "organization", entity.id, rule))


def _is_sum_of_places(row: tuple[Match[Name], tuple[Name, ...], bool], matches: list[tuple[Match[Name], tuple[Name, ...], bool]]) -> bool:
    """Say whether a name only adds two places up ("Latin America and the Caribbean"); the two are meant."""
    match, names, _ = row
    if any(name.kind != "place" for name in names):
        return False
    inner = [other for other, kinds, _ in matches if match.begin <= other.begin and other.end <= match.end and other is not match and kinds[0].kind == "place"]
    return any(one.begin == match.begin and two.end == match.end and one.end < two.begin - 2 for one in inner for two in inner)


def _is_part_of_body(row: tuple[Match[Name], tuple[Name, ...], bool], matches: list[tuple[Match[Name], tuple[Name, ...], bool]]) -> bool:
    """Say whether a place runs into the longer name of an organization ("the Caribbean Financial Action Task Force")."""
    match, names, _ = row
    if any(name.kind != "place" for name in names):
        return False
    return any(
        other.begin < match.end and match.begin < other.end and other.end - other.begin > match.end - match.begin and any(kind.kind == "organization" for kind in kinds)
        for other, kinds, _ in matches
    )


def _is_written_so(entry: EntryText, match: Match[Name], name: Name) -> bool:
    """Say whether a match is written as the name asks: acronyms in capitals, names with one, a word that is also an ordinary one not at a sentence's head."""
    surface = entry.text[match.begin : match.end]
    if name.condition in ("name", "place"):
        return False  # a text that introduces such a name makes it an alias of its own
    if name.condition == "case":
        return surface == name.form
    if name.condition == "word":
        before = entry.text[: match.begin].rstrip(" \"“„«'(")
        return surface[:1].isupper() and bool(before) and before[-1] not in ".!?:;\n–—" and not entry.lexicon.pack.writing["capital_nouns"]
    if name.is_acronym:
        capitals = sum(char.isupper() for char in surface)
        return capitals >= 2 and capitals * 2 >= sum(char.isalpha() for char in surface)
    return not name.has_initial or any(word[:1].isupper() for word in re.split(r"[\s'’-]", surface))


def _composed(entry: EntryText, found: list[tuple[int, int, tuple[str, ...]]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the types that an act and an object name together; an act goes with every object of the list behind it.

    Where packs write compounds, one word may hold both ("våbensmugling"). An act inside a form that names a type already is left alone.
    """
    lexicon = entry.lexicon
    acts = lexicon.acts.find(entry.low)
    if not acts:
        return []
    objects = lexicon.objects.find_all(entry.low)
    compose = lexicon.grammar.compose
    joints = {word.casefold() for word in lexicon.pack.words["and"]}
    made: list[tuple[int, int, tuple[str, ...]]] = []
    for act in acts:
        if any(start <= act.begin and act.word_end <= stop and stop - start > act.word_end - act.begin for start, stop, _ in found):
            continue
        last: int | None = None
        for thing in objects:
            kinds = tuple(dict.fromkeys(compose[one][other] for one in act.values for other in thing.values if other in compose[one]))
            if not kinds:
                continue
            if "seize" in act.values:
                # What was seized stands on either side of the act, often as a list of amounts.
                first, end = min(act.begin, thing.begin), max(act.word_end, thing.word_end)
                if end - first <= 160 and not re.search(r"[;:]|\.\s", entry.text[first:end]):
                    made.append((thing.begin, thing.word_end, kinds))
                continue
            if thing.word_end + 1 == act.begin and act.values[0] in ("smuggle", "counterfeit", "steal"):
                made.append((thing.begin, act.word_end, kinds))  # "armas ilegales": the act may follow
                break
            start = act.word_end if last is None else last
            gap = entry.text[start : thing.begin] if thing.begin >= start else None
            if gap is None or re.search(r"[.;:()]", gap) or _verb_between(entry, start, thing.begin):
                continue
            if last is None and len(gap) <= 60 and len(gap.split()) <= 8:
                made.append((act.begin, thing.word_end, kinds))
                last = thing.word_end
            elif last is not None and len(gap) <= 14 and (("," in gap) or any(word.casefold() in joints for word in gap.split())):
                made.append((thing.begin, thing.word_end, kinds))
                last = thing.word_end
    return made


def _verb_between(entry: EntryText, begin: int, end: int) -> bool:
    return any(item.kind in ("verb", "relative", "passive") and begin <= item.begin and item.end <= end for item in entry.words)


def _is_head(entry: EntryText, begin: int) -> bool:
    """Say whether a sentence begins here."""
    before = entry.text[entry.body : begin].rstrip(" \"“„«(")
    return not before or before[-1] in ".!?:;\n–—-•"


def _after_preposition(entry: EntryText, begin: int) -> bool:
    return any(item.kind == "place_preposition" and item.end + 1 == begin for item in entry.words)


def _abbreviates(acronym: str, name: str) -> bool:
    """Say whether an acronym is made of a name's initials, at most two small words left out."""
    letters = [char for char in fold.key(acronym) if char.isalpha()]
    initials = [word[0] for word in fold.key(name).split()]
    rest = iter(initials)
    return len(letters) >= 3 and len(initials) - len(letters) <= 2 and all(letter in rest for letter in letters)


def _is_foreign_shape(words: str) -> bool:
    """Where every noun has a capital, a name shows itself by capitals inside a word or by an acronym."""
    return any(sum(char.isupper() for char in part) >= 2 for part in words.split())
