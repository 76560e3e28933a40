"""newskg inside spaCy: after `nlp.add_pipe("kg")` every `doc._.statements` says what its sentences state."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg import extractors, mentions, text
from kg import ontology as ontologies
from kg.model import Article
from kg.ontology import Ontology

ARTICLE = "doc"  # the id of the article in every statement


class Component:
    """Reads the parse of whatever English pipeline it stands in; needs its tagger, lemmatizer, parser and entities.

    `doc._.statements` is a tuple of `kg.Statement`, whose offsets are characters of `doc.text`.
    """

    def __init__(self, ontology: Ontology, names: tuple[str, ...]) -> None:
        self._ontology = ontology
        self._names = names

    def __call__(self, doc: Doc) -> Doc:
        document = replace(text.cut(Article(id=ARTICLE, text=doc.text)), doc=doc)
        (found,) = mentions.find([document])
        doc._.statements = tuple(extractors.extract([found], ontology=self._ontology, names=self._names))
        return doc


@Language.factory(
    "kg",
    default_config={"extractors": [], "ontology": None},
    assigns=["doc._.statements"],
    requires=["token.dep", "token.lemma", "token.tag", "doc.ents"],
)
def make(nlp: Language, name: str, extractors: list[str], ontology: str | None) -> Component:
    """What `nlp.add_pipe("kg", config={...})` calls: `extractors` by name, `ontology` a Turtle file."""
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", default=())
    return Component(ontologies.read(ontology), tuple(extractors))
