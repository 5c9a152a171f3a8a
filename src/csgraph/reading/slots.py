"""What the next organization of a sentence is: its subject, an object of its verb, or what a cue makes of it."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class SlotKind(Enum):
    """Where in its clause a name stands."""

    SUBJECT = auto()
    RELATIVE = auto()
    """Behind a relative pronoun: a name is the subject of the relative clause."""
    AFTER = auto()
    """Behind words that only date ("after the workshop with X"): no role."""
    PREOBJECT = auto()
    """Between an auxiliary and its participle, where verbs stand last."""
    OBJECT = auto()
    INVERTED = auto()
    """Behind the verb, where a subject may stand as well as an object."""
    PASSIVE = auto()
    """Behind a passive verb whose subject is not known yet."""
    NOUN = auto()
    """Behind the noun that is the verb's object: no role."""
    CUE = auto()
    NONE = auto()


class Slot(NamedTuple):
    """A place for a name; `value` is the class of its verb, or the kind of its cue."""

    kind: SlotKind
    value: str = ""

    @property
    def cue(self) -> str:
        """The kind of the cue that opened it; empty when none did."""
        return self.value if self.kind is SlotKind.CUE else ""


SUBJECT = Slot(SlotKind.SUBJECT)
RELATIVE = Slot(SlotKind.RELATIVE)
AFTER = Slot(SlotKind.AFTER)
PREOBJECT = Slot(SlotKind.PREOBJECT)
NOUN = Slot(SlotKind.NOUN)
NONE = Slot(SlotKind.NONE)
AT = Slot(SlotKind.CUE, "at")
OWNER = Slot(SlotKind.CUE, "owner")
