"""Every language pack: whole, strict, and right about its own samples; a sample whose words are taken out says no longer what it said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from csgraph.errors import LanguagePackError
from csgraph.language.grammar import load_grammar
from csgraph.language.pack import load_pack
from csgraph.language.packs import guess_language, pack, pack_tags
from csgraph.model import Span
from tests.language.samples import (
    COUNTER_KEYS,
    LANGUAGES,
    ROLES,
    SAMPLE_KEYS,
    WITHOUT_KEYS,
    Sample,
    evoking_spans,
    ordinary_noun,
    samples_of,
    without,
)
from tests.reading.builders import Seen, entry

TAGS = pack_tags()
SAMPLES = [sample for tag in TAGS for sample in samples_of(tag)]
WHOLE = [sample for sample in SAMPLES if not sample.is_counter and "known_gap" not in sample.table]
FILES = {"pack.toml", "frames.toml", "figures.toml", "crimes.toml", "locale.toml", "samples.toml"}


def marked(sample: Sample) -> object:
    """A sample that is known to fail says why, and must say so no longer once it passes."""
    gap = sample.table.get("known_gap")
    return pytest.param(sample, id=sample.id, marks=[pytest.mark.xfail(reason=gap, strict=True)] if gap else [])


# ── Whole ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_packs_for_ten_languages() -> None:
    assert set(TAGS) >= {"da", "de", "en", "es", "fr", "it", "nb", "nl", "pt", "sv"}


@pytest.mark.parametrize("tag", TAGS)
def test_a_pack_has_every_file_and_loads(tag: str) -> None:
    assert {path.name for path in (LANGUAGES / tag).iterdir()} == FILES
    assert load_pack(LANGUAGES / tag, load_grammar()).tag == tag


@pytest.mark.parametrize("tag", TAGS)
def test_a_pack_has_words_for_the_kinds_of_event_that_reports_are_made_of(tag: str) -> None:
    words = pack(tag)
    assert not [kind for kind in load_grammar().events if not words.nouns.get(kind)]
    assert not [
        verb for verb in ("sign", "hold", "attend", "publish", "arrest", "launch", "invite", "cooperate") if not words.verbs.get(verb)
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_a_pack_counts_to_a_hundred_and_knows_its_months(tag: str) -> None:
    words = pack(tag)
    assert set(range(2, 101)) <= set(words.numbers.values())
    assert len({row[0] for row in words.months}) == 12


@pytest.mark.parametrize("tag", TAGS)
def test_a_pack_has_samples_with_and_without(tag: str) -> None:
    samples = samples_of(tag)
    assert sum(not sample.is_counter for sample in samples) >= 12
    assert sum(sample.is_counter for sample in samples) >= 8


def test_samples_use_only_the_keys_that_are_compared() -> None:
    for sample in SAMPLES:
        assert set(sample.table) <= (COUNTER_KEYS if sample.is_counter else SAMPLE_KEYS), sample.id
        assert set(sample.table.get("without", ())) <= WITHOUT_KEYS, sample.id
        for row in sample.table.get("events", ()):
            assert set(row) <= {"type", "status", *ROLES}, sample.id
        for row in sample.table.get("figures", ()):
            assert set(row) <= {"value", "measure", "unit", "currency", "qualifier"}, sample.id


def test_all_samples_of_a_language_read_together_are_taken_for_that_language() -> None:
    for tag in TAGS:
        assert guess_language(" ".join(sample.text for sample in samples_of(tag))).tag == tag


# ── Right about its samples ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("sample", [marked(sample) for sample in SAMPLES])
def test_a_sample_is_read_as_its_pack_says(sample: Sample) -> None:
    assert sample.faults() == []


@pytest.mark.parametrize("sample", WHOLE, ids=lambda sample: sample.id)
def test_without_its_trigger_an_event_is_gone(sample: Sample) -> None:
    seen = sample.read()
    for type_ in sorted({row["type"] for row in sample.table.get("events", ())}):
        changed = without(sample.text, evoking_spans(seen, type_))
        assert type_ not in entry(changed, language=sample.tag).types, changed


@pytest.mark.parametrize("sample", WHOLE, ids=lambda sample: sample.id)
def test_with_a_common_noun_for_its_name_an_organization_is_gone(sample: Sample) -> None:
    seen = sample.read()
    noun = ordinary_noun(sample.tag)
    for target in _targets(seen, "organization") - {seen.read.report.publisher}:
        changed = without(sample.text, _spans(seen, target), noun)
        left = entry(changed, language=sample.tag)
        assert target not in _targets(left, "organization") | {filler.entity for event in left.events for filler in event.roles}, changed
        assert left.organizations <= seen.organizations, changed


@pytest.mark.parametrize("sample", WHOLE, ids=lambda sample: sample.id)
def test_with_a_common_noun_for_its_name_a_crime_type_is_gone(sample: Sample) -> None:
    seen = sample.read()
    for target in _targets(seen, "crime"):
        changed = without(sample.text, _spans(seen, target), ordinary_noun(sample.tag))
        assert target.removeprefix("crime/") not in entry(changed, language=sample.tag).crimes, changed


@pytest.mark.parametrize("sample", WHOLE, ids=lambda sample: sample.id)
def test_without_its_amount_a_figure_is_gone(sample: Sample) -> None:
    seen = sample.read()
    amounts = [(figure.measure, figure.value) for figure in seen.figures]
    for figure in seen.figures:
        changed = without(sample.text, [figure.span], ordinary_noun(sample.tag))
        left = [(figure.measure, figure.value) for figure in entry(changed, language=sample.tag).figures]
        amount = (figure.measure, figure.value)
        assert left.count(amount) < amounts.count(amount), changed


def _targets(seen: Seen, kind: str) -> set[str]:
    return {mention.target for mention in seen.mentions if mention.kind == kind and mention.target}


def _spans(seen: Seen, target: str) -> list[Span]:
    return [mention.span for mention in seen.mentions if mention.target == target]


# ── Strict ───────────────────────────────────────────────────────────────────────────────────────────────────


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


BROKEN = {
    "an unknown key": ("pack.toml", replaced('native = "', 'nativ = "x"\nnative = "'), r"en/pack\.toml.*'nativ'.*(Remove|mend)"),
    "a missing key": ("pack.toml", replaced('tag = "en"', ""), r"en/pack\.toml.*'tag' is missing.*Add"),
    "a missing word list": ("pack.toml", replaced("\nnegation = ", "\nnegatoin = "), r"en/pack\.toml \[words\].*negat.*"),
    "a choice of the wrong type": (
        "pack.toml",
        replaced("compounds = false", 'compounds = "no"'),
        r"en/pack\.toml.*writing\.compounds.*Give",
    ),
    "an unknown kind of event": (
        "frames.toml",
        replaced("\nWorkshop = ", "\nWorkshopp = "),
        r"en/frames\.toml \[nouns\].*'Workshopp'.*Use one of",
    ),
    "an unknown verb class": ("frames.toml", replaced("\nhold = ", "\nholdd = "), r"en/frames\.toml \[verbs\].*'holdd'.*data/frames\.toml"),
    "an unknown cue": ("frames.toml", replaced("\nwith = ", "\nwithh = "), r"en/frames\.toml \[cues\].*'withh'"),
    "a noun of two kinds": (
        "frames.toml",
        replaced('"workshop"', '"workshop", "seminar"'),
        r"en/frames\.toml.*'seminar' is claimed by.*Leave it",
    ),
    "words that are no list": (
        "frames.toml",
        replaced('Selection = ["selection"]', 'Selection = "selection"'),
        r"en/frames\.toml.*'Selection'.*Give a list",
    ),
    "an unknown act": ("crimes.toml", replaced("\nsmuggle = ", "\nsmugle = "), r"en/crimes\.toml \[acts\].*'smugle'"),
    "a missing table of figures": ("figures.toml", replaced("[magnitudes]", "[magnitude]"), r"en/figures\.toml.*magnitude"),
    "eleven months": ("locale.toml", replaced('  ["december", "dec"],\n', ""), r"en/locale\.toml: 'months' has 11 rows\. Give twelve"),
    "broken TOML": ("pack.toml", replaced('tag = "en"', "tag = en"), r"en/pack\.toml: .*Mend the TOML"),
}


@pytest.mark.parametrize(("file", "change", "message"), BROKEN.values(), ids=BROKEN)
def test_a_pack_that_is_not_well_formed_is_refused_with_file_key_and_remedy(
    tmp_path: Path, file: str, change: Callable[[str], str], message: str
) -> None:
    folder = Path(shutil.copytree(LANGUAGES / "en", tmp_path / "en"))
    path = folder / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(LanguagePackError, match=message) as raised:
        load_pack(folder, load_grammar())
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("file", sorted(FILES - {"samples.toml"}))
def test_a_pack_without_one_of_its_files_is_refused(tmp_path: Path, file: str) -> None:
    folder = Path(shutil.copytree(LANGUAGES / "en", tmp_path / "en"))
    (folder / file).unlink()
    with pytest.raises(LanguagePackError, match=rf"{file}: missing"):
        load_pack(folder, load_grammar())


def test_a_language_without_a_pack_is_said_with_those_that_there_are() -> None:
    with pytest.raises(LanguagePackError, match=r"tlh: there is no language pack.*da, de, en"):
        pack("tlh")


SLIPS = {
    "a unit without its kind": ("figures.toml", replaced('cigarette = { kind = "goods", forms', "cigarette = { forms")),
    "a kind of unit that no measure has": ("figures.toml", replaced('cigarette = { kind = "goods"', 'cigarette = { kind = "godds"')),
    "a measure of an unknown name": ("figures.toml", replaced('name = "Arrests"', 'name = "Arests"')),
    "a measure without a name": ("figures.toml", replaced('name = "Arrests"', 'nam = "Arrests"')),
    "no months": ("locale.toml", replaced("months = [", "moths = [")),
    "no decimal sign": ("locale.toml", replaced('decimal = "point"', "")),
    "a decimal sign of an unknown name": ("locale.toml", replaced('decimal = "point"', 'decimal = "dot"')),
    "no words for regions": ("pack.toml", replaced("[region]\nwords", "[region]\nwrods")),
    "a number among the words": ("pack.toml", replaced("\nnegation = [", "\nnegation = [3, ")),
    "one string for a word list": ("pack.toml", replaced("\nnegation = [", '\nnegation = "no" # [')),
}


@pytest.mark.parametrize(
    ("file", "change"),
    [pytest.param(*slip, id=name) for name, slip in SLIPS.items()],
)
def test_smaller_slips_are_refused_too(tmp_path: Path, file: str, change: Callable[[str], str]) -> None:
    folder = Path(shutil.copytree(LANGUAGES / "en", tmp_path / "en"))
    path = folder / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(LanguagePackError, match=file):
        load_pack(folder, load_grammar())
