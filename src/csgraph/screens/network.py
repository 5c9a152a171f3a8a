"""The network of a page: which nodes and links there are, where they stand, and the drawing that pyvis makes of them.

Two or three that took part in one event are linked directly. An event of four or more is a node of its own with a spoke
to each, so that a conference of fourteen reads as one conference and not as ninety-one partnerships.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, Final

from csgraph.screens import layout
from csgraph.screens.payload import Data

HUB_FROM: Final = 4
LETTER: Final = 10.0
"""How wide a letter of a label is, in the units of the layout: a picture of sixty nodes is seen at about 0.6 of them."""
DRAWN_UP_TO: Final = 900
"""Past this many nodes the page carries the WebGL renderer instead of vis-network."""

KINDS: Final[Data] = {
    "Igo": {"shape": "dot", "colour": "#0072b2"},
    "Government": {"shape": "square", "colour": "#56b4e9"},
    "LawEnforcement": {"shape": "triangle", "colour": "#d55e00"},
    "Customs": {"shape": "triangleDown", "colour": "#e69f00"},
    "Ngo": {"shape": "diamond", "colour": "#009e73"},
    "Company": {"shape": "square", "colour": "#cc79a7"},
    "Association": {"shape": "star", "colour": "#56b4e9"},
    "University": {"shape": "star", "colour": "#e69f00"},
    "Media": {"shape": "triangleDown", "colour": "#cc79a7"},
    "Programme": {"shape": "hexagon", "colour": "#f0e442"},
    "Coalition": {"shape": "diamond", "colour": "#0072b2"},
    "Region": {"shape": "hexagon", "colour": "#00806b"},
    "Other": {"shape": "dot", "colour": "#aab2bd"},
    "crime": {"shape": "triangle", "colour": "#b3446c"},
    "place": {"shape": "triangleDown", "colour": "#3b6ea8"},
}
"""Shape and colour of each kind of node: the palette of Okabe and Ito (2008), and no two kinds that differ by colour alone to all."""
OPTIONS: Final[Data] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 250, "keyboard": {"enabled": False}, "hideEdgesOnDrag": False},
    "edges": {"smooth": {"enabled": True, "type": "continuous", "roundness": 0.2}, "selectionWidth": 2, "hoverWidth": 1},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4},
}


def network(data: Data, *, previous: Mapping[str, layout.Point] | None = None) -> Data:
    """Return the nodes with their places and the links of `data`.

    A node is a thing (its number) or an event (−1 minus its number); a link is ``[a, b, kind, role, events, weight]``
    with a and b as places in the list of nodes.
    """
    shown = _shown_things(data)
    hubs = [number for number, event in enumerate(data["events"]) if len(_involved(event)) >= HUB_FROM]
    ids = shown + [-1 - number for number in hubs]
    at = {node: place for place, node in enumerate(ids)}
    links = [*_event_links(data, at), *_standing_links(data, at)]
    weights = [(a, b, weight) for a, b, _, _, _, weight in links]
    nodes = [
        layout.Node(node_name(data, node), _label_width(data, node), batch) for node, batch in zip(ids, _batches(data, ids), strict=True)
    ]
    places = layout.positions(nodes, weights, previous=previous)
    return {
        "nodes": ids,
        "x": [round(x) for x, _ in places],
        "y": [round(y) for _, y in places],
        "groups": layout.communities(len(ids), weights),
        "links": links,
    }


def node_name(data: Data, node: int) -> str:
    """Return the lasting name of a node, by which a later page finds its place again."""
    name: str = data["events"][-1 - node]["i"] if node < 0 else data["things"][node]["i"]
    return name


def drawing(data: Data, net: Data) -> Any:
    """Return the network as a `pyvis.network.Network` without physics, one node and edge for each of `net`."""
    from pyvis.network import Network  # half a second of imports, for this page only

    drawn = Network(directed=True, height="100%", width="100%", cdn_resources="local")
    drawn.options = OPTIONS
    degree = _degrees(net)
    for place, node in enumerate(net["nodes"]):
        look = {"shape": _shape(data, node), "size": _size(degree[place], node)}
        drawn.add_node(place, label=node_name(data, node)[:80], x=net["x"][place], y=net["y"][place], **look)
    for number, (a, b, kind, _, _, weight) in enumerate(net["links"]):
        drawn.add_edge(a, b, id=number, width=_width(weight), dashes=kind == "relation", arrows="")
    return drawn


def layers(data: Data, net: Data) -> Data:
    """Return nodes for crime types and places, set around the organizations they go with, and their links."""
    at = {node: place for place, node in enumerate(net["nodes"])}
    links: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for number, event in enumerate(data["events"]):
        for thing in _involved(event):
            for kind, key in (("crime", "c"), ("place", "p")):
                for other in event.get(key, ()):
                    links[at[thing], other, kind].append(number)
    others = sorted({(kind, other) for _, other, kind in links})
    nodes = [layout.Node(str(node), 60) for node in net["nodes"]] + [layout.Node(data["things"][other]["i"], 100, 1) for _, other in others]
    number_of = {other: len(net["nodes"]) + place for place, (_, other) in enumerate(others)}
    fixed = {node.name: (float(x), float(y)) for node, x, y in zip(nodes, net["x"], net["y"], strict=False)}
    weights = [(a, number_of[other], 1.0) for a, other, _ in links]
    places = layout.positions(nodes, weights, previous=fixed)[len(net["nodes"]) :]
    return {
        "nodes": [other for _, other in others],
        "x": [round(x) for x, _ in places],
        "y": [round(y) for _, y in places],
        "links": [[a, number_of[other], kind, "", events, 0.5] for (a, other, kind), events in sorted(links.items())],
    }


def _involved(event: Data) -> list[int]:
    return sorted({thing for _, thing in event.get("r", ())})


def _shown_things(data: Data) -> list[int]:
    """Organizations and regions that do something, stand in a relation, or are named."""
    shown = {thing for event in data["events"] for thing in _involved(event)}
    shown.update(thing for _, a, b, *_ in data["relations"] for thing in (a, b))
    shown.update(mention[2] for entry in data["entries"] for mention in entry.get("m", ()))
    shown = {thing for thing in shown if data["things"][thing]["k"] in ("organization", "region")}
    for thing in list(shown):
        if data["things"][thing]["k"] == "region":
            shown.update(data["things"][thing].get("p", ()))
    return sorted(shown)


def _event_links(data: Data, at: Mapping[int, int]) -> Iterable[list[Any]]:
    pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
    weight: dict[tuple[int, int], float] = defaultdict(float)
    for number, event in enumerate(data["events"]):
        involved = _involved(event)
        if len(involved) >= HUB_FROM:
            for role, thing in event["r"]:
                yield [at[-1 - number], at[thing], "spoke", role, [number], round(2 / len(involved), 3)]
        else:
            for pair in combinations(involved, 2):
                pairs[pair].append(number)
                weight[pair] += 1 / (len(involved) - 1)
    for (a, b), events in sorted(pairs.items()):
        yield [at[a], at[b], "event", "", events, round(weight[a, b], 3)]


def _standing_links(data: Data, at: Mapping[int, int]) -> Iterable[list[Any]]:
    """Memberships and parent bodies that a text states, and the regions of a publisher."""
    stated: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for kind, a, b, entry, _ in data["relations"]:
        stated[at[a], at[b], kind].append(entry)
    for thing in [node for node in at if node >= 0 and data["things"][node]["k"] == "region"]:
        for parent in data["things"][thing].get("p", ()):
            if parent in at:
                stated.setdefault((at[thing], at[parent], "unitOf"), [])
    for (a, b, kind), _ in sorted(stated.items()):
        yield [a, b, "relation", kind, [], 0.4]


def _label_width(data: Data, node: int) -> float:
    if node < 0:
        return 12 * LETTER
    thing = data["things"][node]
    names = thing["l"]
    label = thing.get("s") or (names if isinstance(names, str) else names[""])
    return min(len(label), 18) * LETTER + 12


def _batches(data: Data, nodes: Iterable[int]) -> Iterable[int]:
    """The first report that speaks of each node; reports are in the order of their years."""
    spoken: dict[int, int] = {}
    for number, event in enumerate(data["events"]):
        report = data["entries"][event["e"]]["r"]
        spoken[-1 - number] = report
        for thing in _involved(event):
            spoken[thing] = min(spoken.get(thing, report), report)
    for entry in data["entries"]:
        for mention in entry.get("m", ()):
            spoken[mention[2]] = min(spoken.get(mention[2], entry["r"]), entry["r"])
    return [spoken.get(node, 0) for node in nodes]


def _degrees(net: Data) -> list[float]:
    degree = [0.0] * len(net["nodes"])
    for a, b, kind, _, events, _ in net["links"]:
        if kind != "relation":
            degree[a] += max(1, len(events))
            degree[b] += max(1, len(events))
    return degree


def _size(degree: float, node: int) -> float:
    return 8.0 if node < 0 else round(9 + 4 * math.sqrt(degree), 1)


def _width(weight: float) -> float:
    return round(min(10.0, 1.6 + 2.4 * weight), 2)


def _shape(data: Data, node: int) -> str:
    if node < 0:
        return "dot"
    thing = data["things"][node]
    kind = "Region" if thing["k"] == "region" else thing.get("c", "Other")
    shape: str = KINDS[kind if kind in KINDS else "Other"]["shape"]
    return shape
