"""The explorer: one page that holds the graph, its sentences and its articles, and asks nothing of the network."""

from html import escape
from pathlib import Path
from typing import Any

from kg.exporters import files
from kg.exporters.explorer.content import Content, Graph

LIMIT = 400


def export(graph: Graph, path: Path, *, with_text: bool = True, limit: int = LIMIT, focus: str | None = None) -> None:
    """Write the explorer page.

    `with_text` puts whole articles into the page, else only the sentences that say something. Of a larger graph the
    `limit` most connected nodes are drawn at first. `focus` opens the page at an entity, by name or IRI.
    """
    text = render(graph, with_text=with_text, limit=limit, focus=focus)
    with files.text(path) as stream:
        stream.write(text)


def render(graph: Graph, *, with_text: bool = True, limit: int = LIMIT, focus: str | None = None) -> str:
    """The page as text; the same graph gives the same text."""
    from kg.exporters.explorer.communities import overview
    from kg.exporters.explorer.page import page
    from kg.exporters.explorer.picture import network

    content = Content(graph, with_text=with_text)
    net = network(content, limit=limit)
    described = content.as_json()
    opening = {"title": _title(described), "limit": limit, "focus": _focused(net.nodes, focus)}
    if len(net.nodes) > limit:
        opening |= overview(net.nodes, net.edges, [each["family"] for each in described["types"]])
    return page(net, {**described, **opening})


def notebook(graph: Graph, *, height: int = 720, **options: Any) -> str:
    """The page in a frame, for a notebook's output cell; `height` in pixels, `options` as for `export`."""
    source = escape(render(graph, **options), quote=True)
    return (
        f'<iframe srcdoc="{source}" width="100%" height="{int(height)}" style="border:0;border-radius:12px" '
        'sandbox="allow-scripts allow-downloads allow-popups allow-modals" title="Knowledge graph explorer"></iframe>'
    )


def _title(content: dict[str, Any]) -> str:
    articles = content["articles"]
    if len(articles) == 1:
        return str(articles[0].get("title") or articles[0]["id"])
    return "News graph"


def _focused(nodes: list[dict[str, Any]], focus: str | None) -> int | None:
    """The node that is meant: by IRI, else by label, else by alias; the first when several are called so."""
    if focus is None:
        return None
    wanted = focus.casefold()
    for names in (
        lambda node: (node.get("key", ""),),
        lambda node: (node["label"].casefold(),),
        lambda node: tuple(alias.casefold() for alias in node.get("aliases", ())),
        lambda node: tuple(node["label"].casefold().split()),
    ):
        for node in nodes:
            if focus in names(node) or wanted in names(node):
                return int(node["id"])
    from kg.errors import InvalidName

    raise InvalidName(f"no entity is called '{focus}'; leave focus out to see the whole graph")
