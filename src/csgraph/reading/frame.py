"""An event in the making, and what an entry leaves to its surroundings."""

from __future__ import annotations

from dataclasses import dataclass, field

from csgraph.language.grammar import NO_ROLE, VerbClass
from csgraph.model import Event, PartialDate, RoleFiller, Span, Status
from csgraph.reading.entry_text import Item

ORGANIZATIONAL = ("organization", "region")
"""Kinds of item that can have a role."""
GATHERINGS = frozenset({"Conference", "Seminar", "Workshop", "Training", "Meeting"})
"""A later sentence that only attends one goes on with the one before ("the forum", "the event")."""
PLANNED = GATHERINGS | {"Campaign", "Operation", "Launch", "AgreementSigning"}
"""Kinds of event that the words of planning alone evoke ("a workshop is planned for March")."""
LED = GATHERINGS - {"Meeting"} | {"Operation", "Campaign"}
"""Kinds of event that somebody leads."""
NAMED = frozenset({"Operation", "Campaign"})
"""Kinds of event with names of their own."""
SUBJECT_OBJECT = frozenset({"show", "go"})
"""Verb classes whose noun may be their subject though another could follow."""
RECEIVED = frozenset({"Award", "Recognition", "Selection", "Invitation"})
"""Kinds of event that somebody receives."""


@dataclass(slots=True)
class Frame:
    """An event in the making."""

    type: str
    trigger: Span
    sentence: int
    """Number of the sentence that spoke of it last."""
    verb: Item | None = None
    verb_class: VerbClass | None = None
    is_passive: bool = False
    noun: Item | None = None
    status: Status = "done"
    evidence: list[Span] = field(default_factory=list)
    roles: dict[tuple[str, str], RoleFiller] = field(default_factory=dict)
    has_own_subject: bool = False
    """Its subject is a noun that names nobody ("a tip", "officers")."""
    subject_is_unnamed: bool = False
    """Its subject is a body of a kind that every country has, and nobody says whose ("Customs seized …")."""
    subject_is_left_out: bool = False
    left_out_by: VerbClass | None = None
    """Class of the verb that had no subject; a later sentence may go on with another."""
    left_out_passive: bool = False
    opens_with_verb: bool = False
    led_by: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    """Who came in by "with": somebody else signs with them."""
    is_setting: bool = False
    """It is the gathering at which something else was done ("At its general assembly, X admitted Y")."""
    is_between: bool = False
    """It is one between bodies that the text names: nobody else need be in it."""
    led_in: int = -1
    """Where the sentence begins in which somebody is said to lead it."""
    is_met: bool = False
    """Those who act in it met: where they are several, all take part."""
    is_of_another: bool = False
    """The noun is possessed by a body that the text names ("worked with X on its campaign"): the subject is its partner."""
    instrument: str | None = None
    date: PartialDate | None = None
    crimes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    name: str | None = None
    _known: set[Span] = field(default_factory=set, init=False)
    _looked_at: int = field(default=0, init=False)
    """How much of the evidence, which only grows, is among the known spans."""
    first_sentence: int = field(init=False)
    """Number of the sentence that evoked it."""

    def __post_init__(self) -> None:
        self.first_sentence = self.sentence

    @property
    def anchor(self) -> int:
        """Where its part of a sentence begins: its verb, else its trigger."""
        return self.verb.begin if self.verb is not None else self.trigger.begin

    def fill(self, role: str, entity: str, span: Span | None, *, inherited: bool = False) -> None:
        """Give an entity a role; the first one an entity gets stays, and a host is not also a partner.

        An empty span stands where only a verb's ending says who acts ("que atribuímos"): no words name it.
        """
        if role == NO_ROLE or (role == "recipient" and self.type in GATHERINGS) or any(held == entity for _, held in self.roles):
            return
        words = span if span is not None and span.begin < span.end else None
        self.roles[role, entity] = RoleFiller(role, entity, words, "inherited" if inherited else "stated")  # type: ignore[arg-type]

    def fillers(self, *roles: str) -> list[str]:
        """Return the entities in these roles."""
        return [entity for role, entity in self.roles if role in roles]

    def is_evidence(self, span: Span) -> bool:
        """Say whether these words are evidence of the event."""
        if self._looked_at < len(self.evidence):
            self._known.update(self.evidence[self._looked_at :])
            self._looked_at = len(self.evidence)
        return span in self._known

    def go_on_with(self, other: Frame) -> None:
        """Take a later sentence's frame for this same event."""
        self.evidence.append(other.trigger)
        self.verb, self.verb_class, self.is_passive = other.verb, other.verb_class, other.is_passive
        self.noun, self.sentence = other.noun, other.sentence

    def event(self, around: Surroundings) -> Event:
        """Return the event as it stands."""
        spans = {span for span in self.evidence if span != self.trigger}
        spans |= {filler.span for filler in self.roles.values() if filler.span is not None}
        return Event(
            type=self.type,
            trigger=self.trigger,
            evidence=tuple(sorted(spans)),
            roles=tuple(self.roles.values()),
            crimes=tuple(self.crimes),
            places=tuple(self.places),
            date=self.date if self.date is not None else around.date,
            date_basis="stated" if self.date is not None else "inherited",
            status=self.status,
            name=self.name,
            instrument=self.instrument,
        )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an entry leaves to its surroundings."""

    actors: tuple[str, ...]
    """Who acts when the text names nobody: the header's regions, else the publisher."""
    publisher: str | None
    publisher_words: frozenset[str]
    """Folded words of the publisher's names, and of "we": they stand for it."""
    publisher_names: str
    """The publisher's folded names in all languages."""
    date: PartialDate | None
    year: int | None
    is_introduction: bool
