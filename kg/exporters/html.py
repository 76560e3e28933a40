"""The explorer: one page that holds the graph, its sentences and its articles, and asks nothing of the network."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.exporters import files
from kg.exporters.explorer.content import Content

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph

LIMIT = 400


def export(
    graph: "KnowledgeGraph", path: Path, *, with_text: bool = True, limit: int = LIMIT, focus: str | None = None
) -> None:
    """Write the explorer page.

    `with_text` puts whole articles into the page, else only the sentences that say something. Of a larger graph the
    `limit` most connected nodes are drawn at first. `focus` opens the page at an entity, by name or IRI.
    """
    text = render(graph, with_text=with_text, limit=limit, focus=focus)
    with files.text(path) as stream:
        stream.write(text)


def render(graph: "KnowledgeGraph", *, with_text: bool = True, limit: int = LIMIT, focus: str | None = None) -> str:
    """The page as text; the same graph gives the same text."""
    from kg.exporters.explorer.communities import overview
    from kg.exporters.explorer.page import page
    from kg.exporters.explorer.picture import network

    content = Content(graph, with_text=with_text)
    net = network(content, limit=limit)
    described = content.as_json()
    opening = {"title": _title(described), "limit": limit, "focus": _focused(graph, net.nodes, focus)}
    if len(net.nodes) > limit:
        opening |= overview(net.nodes, net.edges, [each["family"] for each in described["types"]])
    return page(net, {**described, **opening})


def _title(content: dict[str, Any]) -> str:
    articles = content["articles"]
    if len(articles) == 1:
        return str(articles[0].get("title") or articles[0]["id"])
    return "News graph"


def _focused(graph: "KnowledgeGraph", nodes: list[dict[str, Any]], name: str | None) -> int | None:
    """The node that a name means. Raises `InvalidName` when nobody is called so, or several are."""
    from kg.graph.names import Names

    if name is None:
        return None
    entity = Names(graph).entity(name)
    return next((int(node["id"]) for node in nodes if node.get("key") == entity.id), None)
