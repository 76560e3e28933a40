"""Each sentence in tests/cases states what its case says, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg import extractors, language, mentions, ontology, text
from kg.model import Article, Statement, Status

FOLDER = Path(__file__).parent / "cases"
PUBLISHED = "2024-05-08"
STATUSES = {str(status) for status in Status}
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Case:
    """A sentence, what it states, and what it must not state."""

    file: str
    line: int
    sentence: str
    expected: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    more: bool = False
    known_failure: str = ""

    @property
    def is_trap(self) -> bool:
        hedged = any(set(each.split(" | ")) & (STATUSES - {"asserted"}) for each in self.expected)
        return bool(self.forbidden) or not self.expected or hedged


def read(path: Path) -> Iterator[Case]:
    case: Case | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if not line[0].isspace():
            if case is not None:
                yield case
            case = Case(path.stem, number, words)
            continue
        assert case is not None, f"{path}:{number}: a statement without a sentence"
        if words == "...":
            case.more = True
        elif words.startswith("!"):
            case.known_failure = words[1:].strip()
        elif words.startswith("not:"):
            case.forbidden.append(words[4:].strip())
        elif words != "-":
            case.expected.append(words)
    if case is not None:
        yield case


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in read(path)]


@pytest.fixture(scope="module")
def stated() -> dict[str, list[Statement]]:
    """The typed statements of every case, by its place; all are parsed at once."""
    articles = [Article(id=f"{c.file}:{c.line}", text=c.sentence, published=PUBLISHED) for c in CASES]
    documents = mentions.find(language.parse(text.cut(article) for article in articles))
    found: dict[str, list[Statement]] = {article.id: [] for article in articles}
    for statement in extractors.extract(documents, ontology=ontology.read(), names=["rules"]):
        if statement.relation is not None:
            found[statement.article].append(statement)
    return found


def _bare(words: str) -> str:
    return ARTICLE.sub("", words)


def _ends(statement: Statement) -> str:
    assert statement.object is not None
    of_object = statement.object.value if statement.object.type == "Date" else statement.object.text
    return f"{_bare(statement.subject.text)} | {statement.relation} | {_bare(of_object or statement.object.text)}"


def _says(statement: Statement, expected: str) -> bool:
    """Whether the statement is the expected one, with the status, date and speaker that it names."""
    speaker = ""
    if " @ " in expected:
        expected, speaker = expected.split(" @ ")
    parts = [part.strip() for part in expected.split("|")]
    extra = parts[3:]
    status = next((part for part in extra if part in STATUSES), "asserted")
    dates = [part for part in extra if part not in STATUSES]
    if _ends(statement) != " | ".join(parts[:3]) or str(statement.status) != status:
        return False
    if speaker and (statement.attributed_to is None or _bare(statement.attributed_to.text) != speaker.strip()):
        return False
    return all((statement.date or "?") == date for date in dates)


def _shown(statement: Statement) -> str:
    parts = [_ends(statement), str(statement.status), statement.date or ""]
    speaker = f" @ {_bare(statement.attributed_to.text)}" if statement.attributed_to else ""
    return " | ".join(part for part in parts if part) + speaker


@pytest.mark.parametrize("case", CASES, ids=[f"{c.file}-{c.line}" for c in CASES])
def test_case(case: Case, stated: dict[str, list[Statement]], request: pytest.FixtureRequest) -> None:
    """The sentence states exactly what the case says."""
    if case.known_failure:
        request.node.add_marker(pytest.mark.xfail(reason=case.known_failure, strict=True))
    found = stated[f"{case.file}:{case.line}"]
    missing = [each for each in case.expected if not any(_says(s, each) for s in found)]
    wrong = [_shown(s) for s in found if _ends(s) in case.forbidden]
    extra = [_shown(s) for s in found if not case.more and not any(_says(s, each) for each in case.expected)]
    problems = [*(f"missing: {m}" for m in missing), *(f"wrong: {w}" for w in wrong), *(f"extra: {e}" for e in extra)]
    assert not problems, "\n".join([case.sentence, *problems])


def test_there_are_enough_cases_and_traps() -> None:
    """At least four hundred sentences, a quarter of them traps, few known to fail, and every relation is in one."""
    relations = {each.split(" | ")[1] for case in CASES for each in case.expected}
    assert len(CASES) >= 400
    assert sum(case.is_trap for case in CASES) * 4 >= len(CASES)
    assert sum(bool(case.known_failure) for case in CASES) * 20 <= len(CASES)
    assert set(ontology.read().relations) <= relations
