"""The vault: notes with safe names, links that lead somewhere, every sentence there, and a person's own notes kept."""

import re
from pathlib import Path

import pytest
from srsly import yaml_loads

from kg.errors import InvalidTarget
from kg.exporters import obsidian
from kg.graph.characters import clean
from tests.exporters.given import Given, article, awkward, entity, fact

LINK = re.compile(r"\[\[([^\]|]*)\|([^\]]*)\]\]")


@pytest.fixture(scope="module")
def vault(graph: Given, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("obsidian") / "vault"
    obsidian.export(graph, path, open=True)
    return path


def _front_matter(note: Path) -> dict[str, object]:
    text = note.read_text(encoding="utf-8")
    assert text.startswith("---\n")
    fields: dict[str, object] = yaml_loads(text[4 : text.index("\n---\n", 4)])
    return fields


def test_one_note_for_each_entity_with_its_names(graph: Given, vault: Path) -> None:
    notes = [_front_matter(note) for note in (vault / "entities").iterdir()]
    ends = {end.id: end for told in graph.facts() for end in (told.subject, told.object) if hasattr(end, "id")}
    assert {note["id"]: (note["label"], note["type"]) for note in notes} == {
        id: (clean(end.label), end.type) for id, end in ends.items()
    }


def test_every_link_leads_to_a_note(graph: Given, vault: Path) -> None:
    links = 0
    for note in vault.rglob("*.md"):
        for target, _ in LINK.findall(_without_front_matter(note)):
            assert (vault / f"{target}.md").is_file()
            links += 1
    assert links > len(graph.facts())


def _without_front_matter(note: Path) -> str:
    return note.read_text(encoding="utf-8").split("\n---\n", 1)[-1]


def test_names_of_notes_are_safe_everywhere(vault: Path) -> None:
    """No note leaves the folder, has a name that Windows refuses, or one that another file system takes for another."""
    names = [note.relative_to(vault).as_posix() for note in vault.rglob("*.md")]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"(News|(entities|articles)/[^/\\:*?\"<>|\x00-\x1f]{1,90})\.md", name)
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", Path(name).name, re.IGNORECASE)
        assert len(Path(name).name.encode()) < 120
    assert [path.name for path in vault.parent.iterdir()] == ["vault"]


def test_nothing_from_an_article_is_markup(vault: Path) -> None:
    """No HTML tag, no tag of Obsidian's, no code, no embedded note, no address that runs something."""
    for note in vault.rglob("*.md"):
        body = LINK.sub("", _without_front_matter(note))
        body = re.sub(r"^<https?://[^<>\s]*>$", "", body, flags=re.MULTILINE)
        assert "<" not in body
        assert not re.search(r"(?<!\\)[`$\[\]]", body)
        assert not re.search(r"(?<!\\)(?:\\\\)*\B#\w", body)
        assert "![[" not in body and not re.search(r"(?<!\\)://", body)


def test_a_note_shows_the_sentence_and_where_it_stands(tmp_path: Path) -> None:
    one, other = entity("Ann Lee", "Person", "A. Lee"), entity("Japan", "Country")
    given = Given(
        facts_=[fact(one, "visits", other, status="planned", date="--04-10", articles=("2024/tokyo",))],
        articles={"2024/tokyo": article("2024/tokyo", title="Lee to go", source="Daily", published="2024-03-01")},
    )
    obsidian.export(given, tmp_path / "vault")
    assert _without_front_matter(tmp_path / "vault" / "entities" / "Ann Lee.md") == (
        "\n# Ann Lee\n\nPerson\n\n"
        "- **visits** [[entities/Japan|Japan]] · planned · --04-10 · confidence 0.90\n"
        "    > “Ann Lee visits Japan” — [[articles/Lee to go|Lee to go]], Daily, 2024-03-01\n"
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("obsidian://open?vault=x", None),
        ("http://[broken", None),
        ("https://example.org/<script>", "https://example.org/%3Cscript%3E"),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str, shown: str | None) -> None:
    assert obsidian.web_address(url) == shown


def test_a_second_export_keeps_what_a_person_added(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    obsidian.export(awkward(), vault)
    (vault / ".obsidian").mkdir()
    (vault / ".obsidian" / "app.json").write_text("{}")
    (vault / "My own note.md").write_text("mine")
    stale = vault / "entities" / "C++.md"
    assert stale.is_file()
    obsidian.export(Given(facts_=awkward().facts_[:2], articles=awkward().articles), vault)
    assert (vault / "My own note.md").read_text() == "mine"
    assert (vault / ".obsidian" / "app.json").is_file()
    assert not stale.exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "diary.md").write_text("dear diary")
    with pytest.raises(InvalidTarget, match="no export wrote"):
        obsidian.export(awkward(), tmp_path / "notes")
    assert [file.name for file in (tmp_path / "notes").iterdir()] == ["diary.md"]


def test_twice_the_same_bytes(graph: Given, tmp_path: Path) -> None:
    backwards = Given(facts_=list(reversed(graph.facts_)), articles=graph.articles)
    obsidian.export(graph, tmp_path / "one")
    obsidian.export(backwards, tmp_path / "two")
    for file in (tmp_path / "one").rglob("*.md"):
        assert file.read_bytes() == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes()
