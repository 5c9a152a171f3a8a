"""The partner network, and what can be measured on it. The rule of each measure is part of its answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal

from csgraph.answers.labels import names
from csgraph.answers.parts import part, value
from csgraph.graph.store import Store

if TYPE_CHECKING:
    import networkx

Metric = Literal["degree", "betweenness", "communities", "brokers"]

_EXACT_UP_TO: Final = 800
"""With more nodes than this, betweenness is estimated from as many sources: exact, it would grow with nodes times edges."""
_SEED: Final = 2019

WEIGHT_RULE: Final = "Two organizations are linked when they are involved in one event; an event with n of them adds 1/(n-1) to each link, so that one large conference does not outweigh the rest."


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of every organization, highest first, and the rule by which it was made."""

    metric: Metric
    rule: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


def partner_network(store: Store, *, with_publisher: bool = True) -> networkx.Graph[str]:
    """Return the network: nodes are IRIs, an edge has `weight` and the number of `events`."""
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    for members in _events(store, with_publisher=with_publisher):
        graph.add_nodes_from(members)
        for one, other in combinations(members, 2):
            known = graph.get_edge_data(one, other) or {"weight": 0.0, "events": 0}
            graph.add_edge(one, other, weight=known["weight"] + 1 / (len(members) - 1), events=known["events"] + 1)
    return graph


def measured(store: Store, metric: Metric, *, with_publisher: bool = True, language: str = "en") -> Measured:
    """Measure the partner network."""
    graph = partner_network(store, with_publisher=with_publisher)
    rule, columns, figures = _MEASURES[metric](graph)
    shown = names(store, graph.nodes, language)
    rows = sorted((tuple([shown[node], *row]) for node, row in figures.items()), key=_highest_first(metric))
    return Measured(metric, f"{rule} {WEIGHT_RULE}", ("organization", *columns), tuple(rows))


def _events(store: Store, *, with_publisher: bool) -> list[list[str]]:
    events: defaultdict[str, set[str]] = defaultdict(set)
    left_out = set() if with_publisher else {value(row, "publisher") for row in store.select(part("publishers"))}
    for row in store.select(part("involvements")):
        if value(row, "organization") not in left_out:
            events[value(row, "event")].add(value(row, "organization"))
    return [sorted(events[event]) for event in sorted(events)]


def _highest_first(metric: Metric) -> Callable[[tuple[Any, ...]], Any]:
    if metric == "communities":
        return lambda row: (row[1], -row[2], row[0])
    return lambda row: (*(-figure for figure in row[1:]), row[0])


Figures = Mapping[str, tuple[int | float, ...]]


def _degree(graph: networkx.Graph[str]) -> tuple[str, tuple[str, ...], Figures]:
    strength = dict(graph.degree(weight="weight"))
    figures = {node: (partners, round(strength[node], 3)) for node, partners in graph.degree()}
    return (
        "Partners: how many organizations share an event with this one. Strength: the sum of its links.",
        ("partners", "strength"),
        figures,
    )


def _betweenness(graph: networkx.Graph[str]) -> tuple[str, tuple[str, ...], Figures]:
    figures = {node: (round(share, 5),) for node, share in _between(graph).items()}
    rule = "Betweenness: the share of shortest paths between two others that pass through this one; a strong link is short (1/weight)."
    if len(graph) > _EXACT_UP_TO:
        rule += f" Estimated from {_EXACT_UP_TO} of {len(graph)} sources."
    return rule, ("betweenness",), figures


def _between(graph: networkx.Graph[str]) -> dict[str, float]:
    import networkx

    for _, _, edge in graph.edges(data=True):
        edge["length"] = 1 / edge["weight"]
    sources = _EXACT_UP_TO if len(graph) > _EXACT_UP_TO else None
    found: dict[str, float] = networkx.betweenness_centrality(graph, k=sources, weight="length", seed=_SEED)
    return found


def _communities(graph: networkx.Graph[str]) -> tuple[str, tuple[str, ...], Figures]:
    import networkx

    groups = networkx.community.louvain_communities(graph, weight="weight", seed=_SEED) if len(graph) else []
    groups = sorted(groups, key=lambda group: (-len(group), min(group)))
    strength = dict(graph.degree(weight="weight"))
    figures = {node: (number, round(strength[node], 3)) for number, group in enumerate(groups, start=1) for node in group}
    return f"Communities: groups with more links inside than between (Louvain, seed {_SEED}).", ("community", "strength"), figures


def _brokers(graph: networkx.Graph[str]) -> tuple[str, tuple[str, ...], Figures]:
    between = _between(graph)
    figures: dict[str, tuple[int | float, ...]] = {}
    for node in graph:
        partners = sorted(graph[node])
        linked = sum(1 for one, other in combinations(partners, 2) if graph.has_edge(one, other))
        pairs = len(partners) * (len(partners) - 1) // 2
        if pairs > linked:
            figures[node] = (pairs - linked, round(between[node], 5))
    rule = "Brokers: how many pairs of this organization's partners share no event, so that they meet only through others."
    return rule, ("pairs", "betweenness"), figures


_MEASURES: Final[dict[Metric, Callable[[Any], tuple[str, tuple[str, ...], Figures]]]] = {
    "degree": _degree,
    "betweenness": _betweenness,
    "communities": _communities,
    "brokers": _brokers,
}
