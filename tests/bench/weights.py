"""Makes the shipped weights, `data/weights/states.npz`, from the marked text in `../shared/bench`.

    python -m tests.bench.weights

The same data, code and NumPy give the same bytes. The data are named in `data/weights/NOTICE`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench"
OUT = ROOT / "data" / "weights" / "states.npz"
NOTICE = "KnowledgeNet (diffbot/knowledge-net, commit abc4ed3), folds 1 to 3, CC BY-SA 4.0"
MIN_PRECISION = 0.6

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


def main(out: Path = OUT) -> int:
    from kg.extractors.training import train

    data = BENCH / "knowledgenet" / "folds123.jsonl"
    if not data.exists():
        sys.stderr.write(f"{data} is not here: the weights are made where the benchmark data lie\n")
        return 1
    with TemporaryDirectory() as folder:
        rows = Path(folder) / "knowledgenet.jsonl"
        rows.write_text("".join(f"{json.dumps(row)}\n" for row in knowledgenet(data)), encoding="utf-8")
        learned = train(rows, out, min_precision=MIN_PRECISION, notice=NOTICE)
    sys.stderr.write(f"{out}: {learned}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
