"""Makes the shipped weights, `data/weights/states.npz`, from the marked text in `../shared/bench`.

    python -m tests.bench.weights

The same data, code and NumPy give the same bytes. The data are named in `data/weights/NOTICE`.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench"
OUT = ROOT / "data" / "weights" / "states.npz"
NOTICE = (
    "KnowledgeNet (diffbot/knowledge-net, commit abc4ed3), folds 1 to 3, CC BY-SA 4.0; "
    "Re-DocRED (tonytan48/Re-DocRED, commit ccfb54f), dev, MIT, its text from Wikipedia, CC BY-SA"
)
# KnowledgeNet's texts were chosen for their relations; news is not. So the shipped weights say less than is best there.
MIN_CONFIDENCE = 0.6
DOUBT = 0.1

# KnowledgeNet's property: our relation, and whether subject and object change places.
RELATIONS = {
    "CEO": ("ceoOf", True),
    "CHILD_OF": ("childOf", False),
    "DATE_FOUNDED": ("foundedOn", False),
    "DATE_OF_BIRTH": ("bornOn", False),
    "DATE_OF_DEATH": ("diedOn", False),
    "EDUCATED_AT": ("educatedAt", False),
    "EMPLOYEE_OR_MEMBER_OF": ("worksFor", False),
    "FOUNDED_BY": ("foundedBy", False),
    "HEADQUARTERS": ("headquarteredIn", False),
    "NATIONALITY": ("citizenOf", False),
    "PLACE_OF_BIRTH": ("bornIn", False),
    "PLACE_OF_RESIDENCE": ("livesIn", False),
    "POLITICAL_AFFILIATION": ("memberOfParty", False),
    "SPOUSE": ("spouseOf", False),
    "SUBSIDIARY_OF": ("subsidiaryOf", False),
}
# Re-DocRED's property: our relation, and whether head and tail change places.
WIKIDATA = {
    "P19": ("bornIn", False),
    "P20": ("diedIn", False),
    "P22": ("childOf", False),
    "P25": ("childOf", False),
    "P26": ("spouseOf", False),
    "P27": ("citizenOf", False),
    "P35": ("headOfStateOf", True),
    "P36": ("capitalOf", True),
    "P40": ("childOf", True),
    "P50": ("authorOf", True),
    "P6": ("headOfGovernmentOf", True),
    "P69": ("educatedAt", False),
    "P102": ("memberOfParty", False),
    "P108": ("worksFor", False),
    "P112": ("foundedBy", False),
    "P127": ("owns", True),
    "P131": ("locatedIn", False),
    "P159": ("headquarteredIn", False),
    "P178": ("develops", True),
    "P276": ("locatedIn", False),
    "P355": ("subsidiaryOf", True),
    "P361": ("partOf", False),
    "P463": ("memberOf", False),
    "P488": ("headOf", True),
    "P527": ("partOf", True),
    "P569": ("bornOn", False),
    "P570": ("diedOn", False),
    "P571": ("foundedOn", False),
    "P749": ("subsidiaryOf", False),
    "P1376": ("capitalOf", False),
}
SYMMETRIC = frozenset({"spouseOf"})
# Re-DocRED does not mark what pronouns stand for, so a sentence with one is not fully marked.
PRONOUN = re.compile(r"\b(he|she|his|her|him|it|its|they|their|them|who|whose|which|that|where)\b", re.IGNORECASE)


def knowledgenet(path: Path, folds: frozenset[int] | None = None) -> Iterator[dict[str, Any]]:
    """The passages of KnowledgeNet as marked text; with `folds`, only those."""
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        if folds is None or document["fold"] in folds:
            yield from map(marked, document["passages"])


def marked(passage: dict[str, Any]) -> dict[str, Any]:
    """One passage as a line of marked text."""
    statements = []
    for fact in passage["facts"]:
        relation, swapped = RELATIONS[fact["propertyName"]]
        subject, object_ = (
            {end: fact[f"{side}{end.title()}"] - passage["passageStart"] for end in ("start", "end")}
            for side in (("object", "subject") if swapped else ("subject", "object"))
        )
        statements.append({"subject": subject, "relation": relation, "object": object_})
    return {
        "id": str(passage["passageId"]),
        "text": passage["passageText"],
        "relations": sorted(
            {RELATIONS[each["propertyName"]][0] for each in passage["exhaustivelyAnnotatedProperties"]}
        ),
        "statements": statements,
    }


def redocred(path: Path) -> Iterator[dict[str, Any]]:
    """The sentences of Re-DocRED as marked text."""
    for number, document in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        for place, words in enumerate(document["sents"]):
            text, offsets = joined(words)
            if not PRONOUN.search(text):
                yield {"id": f"redocred-{number}-{place}", "text": text, **sentence_marks(document, place, offsets)}


def joined(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words as running text, and where each begins and ends."""
    text, offsets = "", []
    for word in words:
        glued = not text or text[-1] in "([“" or word in (".", ",", ";", ":", "?", "!", ")", "]", "'s", "’s", "%", "”")
        text += word if glued else f" {word}"
        offsets.append((len(text) - len(word), len(text)))
    return text, offsets


def sentence_marks(document: dict[str, Any], place: int, offsets: list[tuple[int, int]]) -> dict[str, Any]:
    """What one sentence states: facts whose evidence it is. A fact that it may or may not state leaves it unmarked."""
    spans = [
        [(offsets[m["pos"][0]][0], offsets[m["pos"][1] - 1][1]) for m in entity if m["sent_id"] == place]
        for entity in document["vertexSet"]
    ]
    statements, doubtful = [], set()
    for label in document["labels"]:
        relation, swapped = WIKIDATA.get(label["r"], ("", False))
        if not relation:
            continue
        head, tail = (spans[label[end]] for end in (("t", "h") if swapped else ("h", "t")))
        if head and tail and place not in label["evidence"]:
            doubtful.add(relation)
            continue
        for one in head:
            for other in tail:
                statements += directed(relation, one, other)
    relations = {relation for relation, _ in WIKIDATA.values()} - doubtful
    return {"relations": sorted(relations), "statements": statements}


def directed(relation: str, one: tuple[int, int], other: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """The statement, and for a symmetric relation its way back."""
    ways = [(one, other), (other, one)] if relation in SYMMETRIC else [(one, other)]
    for subject, object_ in ways:
        yield {
            "subject": {"start": subject[0], "end": subject[1]},
            "relation": relation,
            "object": {"start": object_[0], "end": object_[1]},
        }


def main(out: Path = OUT) -> int:
    from kg.extractors.training import Care, train

    sources = {
        "knowledgenet": (knowledgenet, BENCH / "knowledgenet" / "folds123.jsonl"),
        "redocred": (redocred, BENCH / "redocred" / "dev_revised.json"),
    }
    for _, data in sources.values():
        if not data.exists():
            sys.stderr.write(f"{data} is not here: the weights are made where the benchmark data lie\n")
            return 1
    with TemporaryDirectory() as folder:
        marked_files = []
        for name, (rows, data) in sources.items():
            file = Path(folder) / f"{name}.jsonl"
            file.write_text("".join(f"{json.dumps(row)}\n" for row in rows(data)), encoding="utf-8")
            marked_files.append(file)
        care = Care(min_confidence=MIN_CONFIDENCE, doubt=DOUBT)
        learned = train(marked_files, out, care=care, notice=NOTICE)
    sys.stderr.write(f"{out}: {learned}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
