from __future__ import annotations

from csgraph.screens.layout import Node, communities, positions

RING = [(i, (i + 1) % 30, 1.0) for i in range(30)]
NODES = [Node(f"node {i}", 80) for i in range(30)]


def test_a_layout_depends_on_names_and_links_alone() -> None:
    assert positions(NODES, RING) == positions(NODES, list(reversed(RING)))


def test_boxes_of_labels_do_not_overlap() -> None:
    places = positions(NODES, RING)
    for i, (x, y) in enumerate(places):
        assert all(abs(x - u) >= 80 or abs(y - v) >= 30 for u, v in places[i + 1 :])


def test_a_later_batch_moves_nothing() -> None:
    more = [*NODES, Node("new", 80, 1), Node("alone", 80, 1)]
    assert positions(more, [*RING, (30, 3, 1.0)])[:30] == positions(NODES, RING)


def test_many_nodes_are_set_out_in_discs_without_two_in_one_place() -> None:
    nodes = [Node(f"n{i}") for i in range(3000)]
    links = [(i, i // 7, 1.0) for i in range(1, 3000)]
    places = positions(nodes, links)
    assert len(set(places)) == len(places) and places == positions(nodes, links)


def test_communities_are_numbered_by_size() -> None:
    links = [(a, b, 1.0) for a in range(6) for b in range(a)] + [(6, 7, 1.0), (7, 8, 1.0), (6, 8, 1.0)]
    assert communities(9, links) == [0] * 6 + [1] * 3


def test_no_nodes_have_no_places() -> None:
    assert positions([], []) == [] and communities(0, []) == []
