"""newskg as a pipe of spaCy."""

import pytest
import spacy

from kg import language


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    loaded = spacy.load(language.model_path())
    loaded.add_pipe("kg")
    return loaded


def test_a_doc_has_statements(nlp: spacy.Language) -> None:
    """`nlp.add_pipe("kg")`, and what the sentences state is there, with offsets into the text."""
    doc = nlp("Ada Lind is to visit Japan in May. Ben Holm did not meet Lind.")
    found = {(s.subject.text, s.relation, s.object.text if s.object else "", str(s.status)) for s in doc._.statements}
    assert ("Ada Lind", "visits", "Japan", "planned") in found
    assert ("Ben Holm", "meetsWith", "Lind", "denied") in found
    for statement in doc._.statements:
        assert statement.evidence.sentence.of(doc.text) == statement.evidence.quote


def test_many_docs_by_pipe(nlp: spacy.Language) -> None:
    docs = list(nlp.pipe(["Ada Lind visited Japan.", "", "Nothing much."]))
    assert [s.relation for s in docs[0]._.statements] == ["visits"]
    assert docs[1]._.statements == ()


def test_it_takes_an_extractor_and_an_ontology() -> None:
    loaded = spacy.load(language.model_path())
    component = loaded.add_pipe("kg", config={"extractors": ["rules"]})
    assert component is not None
    doc = loaded("Ada Lind visited Japan.")
    assert {s.evidence.extractor for s in doc._.statements} == {"rules"}


def test_spacy_knows_what_it_needs() -> None:
    assert spacy.Language.get_factory_meta("kg").assigns == ["doc._.statements"]
