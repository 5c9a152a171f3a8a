"""Every quote re-read from where it came, character by character."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from csgraph.answers.parts import part, value
from csgraph.graph.store import Store
from csgraph.model import Document

SourceFinder = Callable[[str], Document | None]
"""From the name of a source to the document, if it can be found."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How many quotes were re-read, and those that are not what the text says."""

    phrases: int
    entries: int
    compared: int
    """Entries that were also compared with the report they come from."""
    faults: tuple[str, ...]
    missing_sources: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        """The share of phrases that cut out exactly their words; 1.0 if there are none."""
        wrong = sum(1 for fault in self.faults if "#char=" in fault)
        return 1.0 if not self.phrases else (self.phrases - wrong) / self.phrases


def verify(store: Store, find_source: SourceFinder | None = None) -> Verification:
    """Re-read every phrase from its entry, and every entry from its report where `find_source` finds it."""
    entries = store.select(part("entries-and-sources"))
    texts = {value(row, "entry"): value(row, "text") for row in entries}
    documents = _documents({value(row, "source") for row in entries}, find_source)
    entry_faults, compared = _entry_faults([{name: value(row, name) for name in row} for row in entries], documents)
    phrases, phrase_faults = 0, []
    for row in store.select(part("phrases")):
        phrases += 1
        words, begin, end = value(row, "words"), int(value(row, "begin")), int(value(row, "end"))
        found = texts.get(value(row, "entry"), "")[begin:end]
        if found != words or begin >= end:
            phrase_faults.append(f'{value(row, "phrase")}: says "{words}", the entry has "{found}" there')
    missing = sorted(source for source, document in documents.items() if document is None)
    return Verification(phrases, len(entries), compared, tuple(entry_faults + sorted(phrase_faults)), tuple(missing))


def _documents(sources: set[str], find_source: SourceFinder | None) -> dict[str, Document | None]:
    return {source: find_source(source) if find_source else None for source in sorted(sources)}


def _entry_faults(entries: list[dict[str, str]], documents: Mapping[str, Document | None]) -> tuple[list[str], int]:
    faults, compared, changed = [], 0, set()
    for entry in entries:
        document = documents[entry["source"]]
        if document is None or entry["source"] in changed:
            continue
        if document.sha256 != entry["sha256"]:
            changed.add(entry["source"])
            faults.append(f"{entry['source']}: the file is not the one that was read. Add it again.")
            continue
        compared += 1
        if document.text[int(entry["begin"]) : int(entry["end"])] != entry["text"]:
            faults.append(f"{entry['entry']}: the text of the entry does not stand there in {entry['source']}")
    return faults, compared
