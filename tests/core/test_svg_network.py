"""The network: always the same, names apart, arrows that point, quick with many."""

import itertools
import math
from xml.etree import ElementTree as ET

import pytest

from core.svg import Edge, NetworkData, Node, Svg, network
from core.svg._network import _angles

GROUPS = ("bedrijf", "overheid", "kennisinstelling", "samenleving")
WORDS = ("is afhankelijk van", "kan samen iets met")


def _data(nodes: int, edges: int, name: str = "Bedrijf {}") -> NetworkData:
    return NetworkData(
        title="Ecosysteem",
        groups=GROUPS,
        nodes=tuple(Node(str(n), name.format(n), n % 4) for n in range(nodes)),
        edges=tuple(
            Edge(str(n * 7 % nodes), str((n * 13 + 5) % nodes), n % 3 > 0, n % 3 + 1)
            for n in range(edges)
            if n * 7 % nodes != (n * 13 + 5) % nodes
        ),
        words=WORDS,
    )


def _draw(data: NetworkData) -> Svg:
    return network(data, uid="net")


def test_an_edge_to_nobody_is_refused() -> None:
    data = _data(2, 0)
    with pytest.raises(ValueError, match="not there"):
        _draw(NetworkData("x", GROUPS, data.nodes, (Edge("0", "9", True, 1),), WORDS))


def test_more_groups_than_symbols_are_refused() -> None:
    with pytest.raises(ValueError, match="at most four"):
        _draw(NetworkData("x", (*GROUPS, "meer"), (), (), WORDS))


@pytest.mark.parametrize("number", [2, 5, 40, 300])
def test_parties_stand_far_enough_apart_for_their_names(number: int) -> None:
    data = _data(number, number * 2)
    angles = sorted(_angles(data).values())
    width = float(ET.fromstring(_draw(data)).get("width", 0))
    radius = width / 2 - 190
    nearest = min(b - a for a, b in itertools.pairwise(angles))
    assert math.radians(nearest) * radius > 12.5


def test_who_belong_together_stand_together() -> None:
    angles = _angles(_data(40, 80))
    for group in range(4):
        own = sorted(angle for id_, angle in angles.items() if int(id_) % 4 == group)
        others = [angle for id_, angle in angles.items() if int(id_) % 4 != group]
        assert not any(own[0] < angle < own[-1] for angle in others)


def test_parties_come_near_to_those_with_which_they_are_tied() -> None:
    nodes = tuple(Node(name, name, n // 3) for n, name in enumerate("abcdef"))
    edges = tuple(Edge(a, b, True, 2) for a, b in ("af", "be", "cd"))
    angles = _angles(NetworkData("x", GROUPS, nodes, edges, WORDS))
    order = [name for name, _ in sorted(angles.items(), key=lambda item: item[1])]
    # On a circle lines don't cross when the second group runs against the first.
    assert [dict(zip("abcdef", "fedcba", strict=True))[name] for name in order[:3]] == order[:2:-1]


def test_it_is_the_same_each_time() -> None:
    assert _draw(_data(50, 90)) == _draw(_data(50, 90))


def test_a_dependency_has_an_arrow_and_a_potential_is_broken() -> None:
    nodes = (Node("a", "A", 0), Node("b", "B", 0))
    tied = [
        _draw(NetworkData("x", GROUPS, nodes, (Edge("a", "b", directed, 2),), WORDS))
        for directed in (True, False)
    ]
    heads, breaks = ([each.count(word) for each in tied] for word in ("<polygon", "dasharray"))
    assert heads[0] == heads[1] + 1
    assert breaks[1] == breaks[0] + 1


def test_it_says_in_words_who_has_most_relations() -> None:
    nodes = tuple(Node(name, name.upper(), 0) for name in "abc")
    edges = (Edge("a", "b", True, 1), Edge("a", "c", False, 1))
    assert "3 partijen met 2 relaties" in _draw(NetworkData("x", GROUPS, nodes, edges, WORDS))
    assert "De meeste relaties: A (2), B (1), C (1)." in _draw(
        NetworkData("x", GROUPS, nodes, edges, WORDS)
    )


def test_what_people_type_is_escaped() -> None:
    drawing = _draw(_data(4, 4, name='<script>alert("x")</script> & \x00 {}'))
    ET.fromstring(drawing)
    assert "<script" not in drawing
    assert "style=" not in drawing


def test_an_empty_network_is_a_drawing_too() -> None:
    ET.fromstring(_draw(NetworkData("x", GROUPS, (), (), WORDS)))
