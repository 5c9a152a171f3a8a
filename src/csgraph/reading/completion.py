"""Who acts in an event when the text names nobody, and what follows from those whom it names."""

from __future__ import annotations

from csgraph.language.grammar import Grammar
from csgraph.model import Mention, RoleFiller
from csgraph.reading.contents import append
from csgraph.reading.frame import RECEIVED, Frame, Surroundings

_COMPLETED = frozenset({"host", "partner", "participant", "speaker", "signatory", "grantor", "recipient"})


def complete(frame: Frame, grammar: Grammar, around: Surroundings) -> None:
    """Fill the roles that the text leaves to its surroundings."""
    _fill_left_out(frame, grammar, around)
    is_got = frame.type in RECEIVED or (frame.type == "Admission" and frame.verb is None)
    if is_got and frame.fillers("grantor") and not frame.fillers("recipient") and not frame.has_own_subject:
        _fill(frame, "recipient", around)
    verb = frame.verb_class.name if frame.verb_class is not None else ""
    if frame.type == "ResearchPublication" and verb == "commission":
        _make_client_host(frame)
    implied = grammar.events[frame.type].get("implied")
    if implied and around.publisher and not frame.fillers(implied) and frame.fillers("recipient"):
        frame.fill(implied, around.publisher, None, inherited=True)
    if verb == "go" and around.publisher and not frame.fillers("grantor"):
        frame.fill("grantor", around.publisher, None, inherited=True)  # "the prize went to X"
    if frame.type == "Operation" and frame.led_by:
        _join_leaders(frame)
    if frame.type == "Meeting" and frame.is_met:
        _make_participants(frame)
    if frame.type == "AgreementSigning" and _lacks_signatory(frame):
        _fill(frame, "signatory", around)
    if frame.type == "Cooperation" and not frame.fillers("host") and len(frame.roles) == 1:
        _fill(frame, next(iter(frame.roles))[0], around)
    if not _is_told_enough(frame, grammar):
        _fill(frame, grammar.role(frame.type, "agent"), around)


def add_crimes_of_others(frames: list[Frame], mentions: list[Mention]) -> None:
    """Let an only event whose sentence names no crime be about those of the rest of the entry."""
    if len(frames) == 1 and not frames[0].crimes:
        for mention in mentions:
            if mention.kind == "crime" and mention.target is not None:
                append(frames[0].crimes, mention.target.removeprefix("crime/"))


def _fill(frame: Frame, role: str, around: Surroundings) -> None:
    for actor in around.actors:
        frame.fill(role, actor, None, inherited=True)


def _fill_left_out(frame: Frame, grammar: Grammar, around: Surroundings) -> None:
    """Let those who act in the entry be the subject that a sentence leaves out."""
    verb_class, is_passive = (frame.left_out_by, frame.left_out_passive) if frame.left_out_by else (frame.verb_class, frame.is_passive)
    if not frame.subject_is_left_out or verb_class is None:
        return
    role = verb_class.patient if is_passive else "partner" if frame.is_of_another else verb_class.subject
    if role in ("host", "partner"):
        role = grammar.events[frame.type].get(role, role)
    is_hosted = any(held == role and filler.basis == "stated" for (held, _), filler in frame.roles.items())
    if role not in _COMPLETED or (role == "host" and is_hosted and not frame.opens_with_verb):
        return
    if role == "signatory" and set(frame.fillers("signatory")) - set(frame.joined):
        return  # "signature by X and Y of an agreement": they are all
    if role == "recipient" and frame.type == "Launch":
        return  # what was opened is a thing
    if role == "recipient" and set(frame.fillers("recipient")) - set(frame.joined) and is_passive:
        return  # "X and Y were invited": the sentence says who
    is_received = frame.type in RECEIVED and role == "recipient"
    if not (is_passive and frame.noun is not None) or is_received:
        _fill(frame, role, around)


def _make_client_host(frame: Frame) -> None:
    """Whoever commissioned a study is its host where nobody is named who made it."""
    if frame.fillers("host"):
        return
    for role, entity in [key for key in frame.roles if key[0] == "partner"][:1]:
        filler = frame.roles.pop((role, entity))
        frame.roles["host", entity] = RoleFiller("host", entity, filler.span, filler.basis)


def _join_leaders(frame: Frame) -> None:
    """Whoever leads is the host; the others carry it out with it."""
    for role, entity in [key for key in frame.roles if key[0] == "host" and key[1] not in frame.led_by]:
        filler = frame.roles.pop((role, entity))
        frame.roles["partner", entity] = RoleFiller("partner", entity, filler.span, filler.basis)


def _make_participants(frame: Frame) -> None:
    """Several who met take part, and so do those who met at somebody's invitation."""
    met = [filler.entity for filler in frame.roles.values() if filler.role == "host" and filler.entity not in frame.led_by]
    for entity in met if len(met) > 1 or frame.led_by else ():
        filler = frame.roles.pop(("host", entity))
        frame.roles["participant", entity] = RoleFiller("participant", entity, filler.span, filler.basis)


def _lacks_signatory(frame: Frame) -> bool:
    """Say whether the text names only those with whom somebody signed."""
    signatories = frame.fillers("signatory")
    is_one_side = len(signatories) == 1 or (bool(signatories) and set(signatories) <= set(frame.joined) and not frame.is_between)
    return is_one_side and not frame.fillers("host")


def _is_told_enough(frame: Frame, grammar: Grammar) -> bool:
    if frame.subject_is_unnamed or (frame.type == "Appointment" and frame.is_passive):
        return True  # somebody did it, or was appointed; nobody says who, or by whom
    if len(frame.roles) > 1 and (frame.type == "Cooperation" or frame.is_between):
        return True
    if frame.type == "Meeting" and frame.is_met and len(frame.fillers("participant")) > 1:
        return True  # they met each other
    return bool(frame.fillers(grammar.role(frame.type, "agent"), "recipient", "host", "subject"))
