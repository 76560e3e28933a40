"""kg link: who is meant, mention by mention, and why."""

from pathlib import Path

import click

from kg.cli.stages import Articles, documents
from kg.cli.terminal import ONTOLOGY, OUT_FILE, SOURCES, talk, write_lines
from kg.model import Cluster, Link


@click.command(short_help="Print who each mention is, as JSON lines.")
@SOURCES
@OUT_FILE
@ONTOLOGY
@click.option("--identity", type=click.Path(exists=True, path_type=Path), help="An identity.tsv to obey.")
def command(sources: tuple[str, ...], output: Path | None, ontology: Path | None, identity: Path | None) -> None:
    """Prints names, descriptions and pronouns with the entity that each one is, and the reason, as JSON lines."""
    from kg import extractors, linkers
    from kg import ontology as ontologies
    from kg.linkers import judgements

    articles = Articles(sources, only_english=False)
    read = ontologies.read(ontology)
    links: list[tuple[Link, ...]] = []
    clusters: list[Cluster] = []
    for document in documents(articles):
        statements = tuple(extractors.extract([document], ontology=read))
        found, gathered = linkers.link(document, statements, every=True)
        links.append(found)
        clusters.extend(gathered)
    linkage = linkers.resolve(clusters, judgements.read(identity) if identity else judgements.NONE)
    count = write_lines(linkers.mention_lines(links, linkage), output)
    talk(f"{count} mentions of {len(linkage.entities)} entities, {articles.rejected} articles quarantined")
