"""Where the nodes of a picture stand: computed from names and links alone, so that a picture is the same at each build.

A node's first place follows from its name; forces then draw linked nodes together and keep labels apart. Nodes come in
batches (one a report): those of earlier batches stay where they are, so a report that is added moves nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import networkx

Point = tuple[float, float]
FORCES_UP_TO: Final = 1500
"""Past this many nodes forces take too long in Python; communities are then set out as discs."""

_SPACING: Final = 100.0
_ROW: Final = 60.0
_WIDEST: Final = 240.0
_GRAIN: Final = 26.0
_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Node:
    """A node to place: its lasting name, how wide its label is drawn, and in which batch it came."""

    name: str
    width: float = 40.0
    batch: int = 0


def positions(
    nodes: Sequence[Node], links: Iterable[tuple[int, int, float]], *, seed: int = 7, previous: Mapping[str, Point] | None = None
) -> list[Point]:
    """Return a place for each node; nodes that `previous` knows keep theirs.

    >>> places = positions([Node("a"), Node("b")], [(0, 1, 1.0)])
    >>> places == positions([Node("a"), Node("b")], [(0, 1, 1.0)])
    True
    """
    neighbours: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for a, b, weight in links:
        if a != b:
            neighbours[a].append((b, weight))
            neighbours[b].append((a, weight))
    for found in neighbours.values():
        found.sort()  # sums of floats depend on their order
    if len(nodes) > FORCES_UP_TO:
        return _discs(nodes, neighbours, previous or {})
    plan = _Plan(nodes, neighbours, seed, previous or {})
    for batch in sorted({node.batch for node in nodes}):
        plan.add([number for number, node in enumerate(nodes) if node.batch == batch and number not in plan.places])
    return [(round(x, 1), round(y, 1)) for x, y in (plan.places[number] for number in range(len(nodes)))]


def communities(count: int, links: Iterable[tuple[int, int, float]]) -> list[int]:
    """Return for each node the number of its community, the largest first."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(links)
    if count > FORCES_UP_TO:
        found = _spread_labels(graph)
    else:
        found = [sorted(members) for members in networkx.community.louvain_communities(graph, seed=7)] if count else []
    numbers = [0] * count
    for number, members in enumerate(sorted(found, key=lambda members: (-len(members), members[0]))):
        for member in members:
            numbers[member] = number
    return numbers


def _spread_labels(graph: networkx.Graph) -> list[list[int]]:
    """Label propagation in the order of the nodes: each takes the strongest label around it, the smallest of equals."""
    label = {node: node for node in graph}
    for _ in range(6):
        for node in graph:
            strength: dict[int, float] = defaultdict(float)
            for other, data in graph[node].items():
                strength[label[other]] += data["weight"]
            if strength:
                label[node] = min(strength, key=lambda candidate: (-strength[candidate], candidate))
    members = defaultdict(list)
    for node in graph:
        members[label[node]].append(node)
    return list(members.values())


def _chance(name: str, seed: int) -> Point:
    """Two numbers between 0 and 1 that depend on nothing but the name and the seed."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8, key=str(seed).encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32, int.from_bytes(digest[4:], "big") / 2**32


Neighbours = Mapping[int, list[tuple[int, float]]]


class _Plan:
    """A picture that grows: what has a place keeps it."""

    def __init__(self, nodes: Sequence[Node], neighbours: Neighbours, seed: int, previous: Mapping[str, Point]) -> None:
        self.nodes = nodes
        self.neighbours = neighbours
        self.seed = seed
        self.places = {number: previous[node.name] for number, node in enumerate(nodes) if node.name in previous}
        self.row: tuple[float, float, float] | None = None

    def add(self, new: list[int]) -> None:
        """Place the nodes of a batch: those linked to what is there beside it, islands in free water, single ones in rows."""
        parts = self._parts(new)
        beside = [part for part in parts if any(other in self.places for number in part for other, _ in self.neighbours.get(number, ()))]
        if beside:
            self._settle(sorted(number for part in beside for number in part), dict(self.places), rounds=140)
        small: list[list[int]] = []
        for part in parts:
            if part in beside:
                continue
            if len(part) > 3 or (not self.places and not small):
                self._anchor(part)
            else:
                small.append(part)
        self._shelve(small)

    def _parts(self, new: list[int]) -> list[list[int]]:
        """The new nodes that hang together, with or without those that have a place; the largest first."""
        graph = networkx.Graph()
        graph.add_nodes_from(new)
        graph.add_edges_from((number, other) for number in new for other, _ in self.neighbours.get(number, ()) if other in graph)
        return sorted((sorted(part) for part in networkx.connected_components(graph)), key=lambda part: (-len(part), part[0]))

    def _settle(self, part: list[int], fixed: dict[int, Point], rounds: int) -> None:
        """Let forces place the nodes of `part` among `fixed` ones."""
        around = dict(fixed)
        for number in part:
            around[number] = self._first_place(number, fixed, len(part))
        still = _grid(fixed)
        for step in range(rounds if len(part) <= 150 else max(40, 45000 // len(part))):
            _pull(self.neighbours, around, part, still, limit=_SPACING * 1.2 * (1 - step / rounds) + 1, gravity=0.0 if fixed else 0.04)
        _make_room(self.nodes, around, part)
        self.places.update((number, around[number]) for number in part)

    def _first_place(self, number: int, fixed: Mapping[int, Point], count: int) -> Point:
        u, v = _chance(self.nodes[number].name, self.seed)
        known = [fixed[other] for other, _ in self.neighbours.get(number, ()) if other in fixed]
        if known:
            centre, reach = _middle(known), _SPACING * (1 + v)
        elif fixed:
            centre, reach = _middle(fixed.values()), _SPACING * 3 * math.sqrt(v)
        else:
            centre, reach = (0.0, 0.0), _SPACING * math.sqrt(count) * math.sqrt(v) * 0.7
        return centre[0] + reach * math.cos(2 * math.pi * u), centre[1] + reach * math.sin(2 * math.pi * u)

    def _anchor(self, part: list[int]) -> None:
        """Lay out an island by itself and set it as a whole at the first free place of a spiral."""
        others = list(self.places.values())
        self._settle(part, {}, rounds=300)
        own = {number: self.places[number] for number in part}
        if not others:
            return
        middle = _middle(own.values())
        reach = max(math.dist(place, middle) for place in own.values()) + 1.3 * _SPACING
        turn = 0.0
        while True:
            x, y = turn * 14 * math.cos(turn), turn * 9 * math.sin(turn)
            if all((x - u) ** 2 + (y - v) ** 2 > reach * reach for u, v in others):
                break
            turn += 0.25
        self.places.update((number, (u - middle[0] + x, v - middle[1] + y)) for number, (u, v) in own.items())

    def _shelve(self, parts: Iterable[Sequence[int]]) -> None:
        """Set single nodes and pairs in rows below everything else; a later batch goes on where the row ended."""
        for part in parts:
            wide = sum(self.nodes[number].width + 50 for number in part)
            x, y, right = self.row or (0.0, 0.0, -1.0)
            if x + wide > right:
                x, y, right = self._new_row()
            for number in part:
                self.places[number] = (x + self.nodes[number].width / 2, y)
                x += self.nodes[number].width + 50
            self.row = (x + 10, y, right)

    def _new_row(self) -> tuple[float, float, float]:
        left = min((x for x, _ in self.places.values()), default=0.0)
        right = max(max((x for x, _ in self.places.values()), default=0.0), left + 10 * _SPACING)
        return left, max((y for _, y in self.places.values()), default=-_SPACING) + _SPACING, right


def _middle(places: Iterable[Point]) -> Point:
    known = list(places)
    return sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)


Grid = dict[tuple[int, int], list[Point]]
_CELL: Final = _SPACING * 3.2


def _grid(places: Mapping[int, Point]) -> Grid:
    grid: Grid = defaultdict(list)
    for x, y in places.values():
        grid[int(x // _CELL), int(y // _CELL)].append((x, y))
    return grid


def _pull(neighbours: Neighbours, places: dict[int, Point], new: list[int], still: Grid, *, limit: float, gravity: float) -> None:
    """One round of forces (Fruchterman and Reingold 1991, with their grid), on the new nodes only."""
    moving = _grid({number: places[number] for number in new})
    moved: dict[int, Point] = {}
    for number in new:
        x, y = places[number]
        fx, fy = _pushed((x, y), still, moving)
        fx, fy = fx - x * gravity * 0.6, fy - y * gravity * 1.5
        for other, weight in neighbours.get(number, ()):
            if other in places:
                dx, dy = x - places[other][0], y - places[other][1]
                pull = math.hypot(dx, dy) / _SPACING * min(1.0, 0.35 + weight)
                fx -= dx * pull
                fy -= dy * pull
        length = math.hypot(fx, fy) or 1.0
        step = min(length, limit) / length
        moved[number] = (x + fx * step, y + fy * step)
    places.update(moved)


def _pushed(place: Point, *grids: Grid) -> Point:
    """The force with which all that is near pushes a node away; a node does not push itself."""
    x, y = place
    column, row = int(x // _CELL), int(y // _CELL)
    fx = fy = 0.0
    for grid in grids:
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                for u, v in grid.get((i, j), ()):
                    dx, dy = x - u, y - v
                    square = dx * dx + dy * dy
                    if 0 < square < _CELL * _CELL:
                        push = _SPACING * _SPACING / square
                        fx += dx * push
                        fy += dy * push
    return fx, fy


def _make_room(nodes: Sequence[Node], places: dict[int, Point], part: Sequence[int]) -> None:
    """Push apart what overlaps: a node with its label is a box, and boxes slide along their shorter overlap."""
    movable = set(part)
    for _ in range(120):
        clear = True
        order = sorted(places, key=lambda number: (places[number][0], number))
        rank = {number: at for at, number in enumerate(order)}
        for a in sorted(movable, key=rank.__getitem__):
            for b in _beside(order, rank[a], places, movable):
                wide = (nodes[a].width + nodes[b].width) / 2 + 14 - abs(places[b][0] - places[a][0])
                high = _ROW - abs(places[b][1] - places[a][1])
                if wide > 0 and high > 0:
                    clear = False
                    _push(places, a, b, (wide, 0.0) if wide < high else (0.0, high), movable)
        if clear:
            return


def _beside(order: Sequence[int], at: int, places: Mapping[int, Point], movable: set[int]) -> Iterator[int]:
    """Those near enough to overlap: to the right all, to the left what cannot move and so does not look itself."""
    x = places[order[at]][0]
    for other in order[at + 1 :]:
        if places[other][0] - x > _WIDEST:
            break
        yield other
    for other in reversed(order[:at]):
        if x - places[other][0] > _WIDEST:
            break
        if other not in movable:
            yield other


def _push(places: dict[int, Point], a: int, b: int, by: Point, movable: set[int]) -> None:
    share = 0.5 if a in movable and b in movable else 1.0
    right = 1.0 if places[b][0] >= places[a][0] else -1.0
    down = 1.0 if (places[b][1], b) >= (places[a][1], a) else -1.0
    if b in movable:
        places[b] = (places[b][0] + right * by[0] * share, places[b][1] + down * by[1] * share)
    if a in movable:
        places[a] = (places[a][0] - right * by[0] * share, places[a][1] - down * by[1] * share)


def _discs(nodes: Sequence[Node], neighbours: Neighbours, previous: Mapping[str, Point]) -> list[Point]:
    """Each community is a sunflower, its best linked node in the middle; the largest stands in the centre, the others around it."""
    links = [(a, b, weight) for a, found in neighbours.items() for b, weight in found if a < b]
    members: dict[int, list[int]] = defaultdict(list)
    numbers = communities(len(nodes), links)
    for number in sorted(range(len(nodes)), key=lambda number: (-len(neighbours.get(number, ())), nodes[number].name)):
        members[numbers[number] if neighbours.get(number) else -1].append(number)
    alone = members.pop(-1, [])
    discs = [members[community] for community in sorted(members)]
    places: dict[int, Point] = {}
    edge = 0.0
    for disc, (x, y) in zip(discs, _packed([_GRAIN * math.sqrt(len(disc)) + _GRAIN for disc in discs]), strict=True):
        edge = max(edge, math.hypot(x, y) + _GRAIN * math.sqrt(len(disc)))
        places.update((number, (x + dx, y + dy)) for number, (dx, dy) in zip(disc, _sunflower(len(disc)), strict=True))
    seeds = int((edge / _GRAIN) ** 2 * 1.1) + 1
    places.update(zip(alone, _sunflower(len(alone), seeds), strict=True))
    found = (previous.get(node.name, places[number]) for number, node in enumerate(nodes))
    return [(round(x, 1), round(y, 1)) for x, y in found]


def _sunflower(count: int, start: int = 0) -> list[Point]:
    """The places of seeds: even, without rows, and growing outwards (Vogel 1979)."""
    seeds = range(start, start + count)
    return [(_GRAIN * math.sqrt(n) * math.cos(n * _GOLDEN_ANGLE), _GRAIN * math.sqrt(n) * math.sin(n * _GOLDEN_ANGLE)) for n in seeds]


def _packed(radii: Sequence[float]) -> list[Point]:
    """Centres of discs, the largest first: each at the first free place of a spiral."""
    placed: list[tuple[float, float, float]] = []
    turn = 0.0
    for radius in radii:
        turn *= 0.8  # smaller discs may fit between those before
        while True:
            x, y = turn * 1.6 * math.cos(turn * 0.12) * 1.2, turn * 1.6 * math.sin(turn * 0.12)
            if all((x - u) ** 2 + (y - v) ** 2 >= (radius + other) ** 2 for u, v, other in reversed(placed)):
                break
            turn += max(1.0, radius / (1 + turn * 0.2))
        placed.append((x, y, radius))
    return [(x, y) for x, y, _ in placed]
