"""From ids to IRIs: the only place where an IRI is put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from csgraph.graph import vocab

BASE: Final = "https://w3id.org/csgraph/id/"


@lru_cache(maxsize=1 << 17)
def encoded(path: str) -> str:
    """Percent-encode what may not stand in an IRI's path (RFC 3986, 2.1); slashes stay.

    >>> encoded('organization/a "b" <c>')
    'organization/a%20%22b%22%20%3Cc%3E'
    """
    return quote(path, safe="/", errors="surrogatepass")


def crime(crime_id: str) -> str:
    """Return the IRI of a crime type: ``illicit-trade`` or ``crime/illicit-trade``."""
    return vocab.CRIME + encoded(crime_id.removeprefix("crime/"))


def crime_id(iri: str) -> str:
    """Return the id of a crime type's IRI.

    >>> crime_id(crime("illicit-trade"))
    'illicit-trade'
    """
    return unquote(iri.removeprefix(vocab.CRIME))


def term(local_name: str) -> str:
    """Return the IRI of a term of the ontology by its local name."""
    return vocab.CSG + encoded(local_name)


def slug_term(slug: str) -> str:
    """Return the term that a slug stands for.

    >>> slug_term("law-enforcement")
    'https://w3id.org/csgraph/ontology#LawEnforcement'
    """
    return term("".join(part[:1].upper() + part[1:] for part in slug.split("-")))


@dataclass(frozen=True, slots=True)
class Mint:
    """IRIs below one base.

    >>> Mint().entry("csi-2019", 3)
    'https://w3id.org/csgraph/id/report/csi-2019/entry/3'
    """

    base: str = BASE

    @property
    def entities(self) -> str:
        """The graph of what is known of organizations and places."""
        return self.base + "entities"

    @property
    def inferred(self) -> str:
        """The graph of what rules derived."""
        return self.base + "inferred"

    @property
    def store(self) -> str:
        """The graph, and the node, by which a store describes itself."""
        return self.base + "store"

    def entity(self, entity_id: str) -> str:
        """Return the IRI of an organization, place or region."""
        return self.base + encoded(entity_id)

    def entity_id(self, iri: str) -> str:
        """Return the entity id of an IRI."""
        return unquote(iri.removeprefix(self.base))

    def target(self, target: str) -> str:
        """Return the IRI that a mention links to: an entity, or a crime type written ``crime/{id}``."""
        return crime(target) if target.startswith("crime/") else self.entity(target)

    def report(self, report_id: str) -> str:
        """Return the IRI of a report and of the graph about it."""
        return f"{self.base}report/{quote(report_id, safe='', errors='surrogatepass')}"

    def report_id(self, iri: str) -> str:
        """Return the slug of a report's IRI."""
        return unquote(iri.removeprefix(self.base + "report/"))

    def entry(self, report_id: str, position: int) -> str:
        """Return the IRI of an entry and of its named graph."""
        return f"{self.report(report_id)}/entry/{position}"


def phrase(entry_iri: str, begin: int, end: int) -> str:
    """Return the IRI of a span of an entry (RFC 5147, as NIF 2.0 uses it)."""
    return f"{entry_iri}#char={begin},{end}"


def part(iri: str, kind: str, number: int) -> str:
    """Return the IRI of the numbered event, figure, relation or finding of an entry or report."""
    return f"{iri}#{kind}-{number}"
