"""A folder of linked notes for Obsidian: one for everybody and everything, one for every article."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from kg.exporters import files
from kg.graph.characters import clean, isolated, markdown, one_line
from kg.graph.display import count, end_label
from kg.graph.view import Statuses, chosen
from kg.model import Article, Entity, Fact, Statement, Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

SHOWN_SENTENCES = 5
_LONGEST_NAME = 80  # bytes of UTF-8; a path must stay short on every system
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]%]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vault:
    """Where the note of each entity and article lies, and what the articles are."""

    entities: Mapping[str, str]
    articles: Mapping[str, str]
    by_id: Mapping[str, Article]


def export(graph: "KnowledgeGraph", path: Path, *, open: bool = False, statuses: Statuses = tuple(Status)) -> None:
    """Writes a vault; `open` adds the facts whose relation the ontology does not know."""
    wanted = chosen(statuses)
    facts = [fact for fact in graph.facts(open=open) if fact.status in wanted]
    entities = {end.id: end for fact in facts for end in _ends(fact)}
    told = sorted({id for fact in facts for id in fact.articles if id in graph.articles})
    vault = _Vault(
        entities=_names("entities", {id: entity.label for id, entity in entities.items()}),
        articles=_names("articles", {id: graph.articles[id].title or id for id in told}),
        by_id=graph.articles,
    )
    by_subject: defaultdict[str, list[Fact]] = defaultdict(list)
    by_article: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=_order):
        by_subject[fact.subject.id].append(fact)
        for id in fact.articles:
            by_article[id].append(fact)
    with files.folder(path) as folder:
        for id in sorted(entities):
            _write(folder, vault.entities[id], _entity_note(entities[id], by_subject[id], vault))
        for id in told:
            _write(folder, vault.articles[id], _article_note(graph.articles[id], by_article[id], vault))
        _write(folder, "News", _front_page(facts, entities, vault))


def _ends(fact: Fact) -> list[Entity]:
    return [end for end in (fact.subject, fact.object, fact.attributed_to) if isinstance(end, Entity)]


def _order(fact: Fact) -> tuple[str, ...]:
    return (fact.relation, end_label(fact.object), fact.status, fact.date or "", fact.subject.id)


def _write(folder: Path, name: str, text: str) -> None:
    file = folder / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


# Notes


def _entity_note(entity: Entity, facts: list[Fact], vault: _Vault) -> str:
    aliases = [alias for alias in entity.aliases if alias != entity.label]
    lines = _front_matter(id=entity.id, label=entity.label, type=entity.type, aliases=[entity.label, *aliases])
    lines += [f"# {markdown(entity.label)}", "", f"{markdown(entity.type)}", ""]
    for fact in facts:
        lines += [_fact_line(fact, vault), *_sentences(fact, vault), ""]
    return "\n".join(lines).rstrip() + "\n"


def _fact_line(fact: Fact, vault: _Vault) -> str:
    details = [str(fact.status), *([fact.date] if fact.date else []), f"confidence {fact.confidence:.2f}"]
    speaker = f" · says {_link(fact.attributed_to, vault)}" if fact.attributed_to else ""
    target = _link(fact.object, vault) if isinstance(fact.object, Entity) else markdown(end_label(fact.object))
    return f"- **{markdown(fact.relation)}** {target} · {' · '.join(markdown(d) for d in details)}{speaker}"


def _sentences(fact: Fact, vault: _Vault) -> list[str]:
    told = {(s.article, s.evidence.sentence): s for s in fact.statements}
    shown = list(told.values())[:SHOWN_SENTENCES]
    lines = [f"    > “{markdown(s.evidence.quote)}” — {_source(s, vault)}" for s in shown]
    more = len(told) - len(shown)
    return [*lines, f"    > and {count(more, 'more sentence')}"] if more > 0 else lines


def _source(statement: Statement, vault: _Vault) -> str:
    article = vault.by_id.get(statement.article)
    if article is None:
        return markdown(statement.article)
    parts = [_wiki(vault.articles[article.id], article.title or article.id), article.source, article.published]
    return ", ".join([parts[0] or "", *(markdown(part) for part in parts[1:] if part)])


def _article_note(article: Article, facts: list[Fact], vault: _Vault) -> str:
    fields = {"id": article.id, "source": article.source, "published": article.published, "url": article.url}
    title = article.title or article.id
    lines = _front_matter(label=title, **{key: value for key, value in fields.items() if value})
    lines += [f"# {markdown(title)}", ""]
    if article.url and (address := web_address(article.url)):
        lines += [f"<{address}>", ""]
    for fact in facts:
        lines.append(_fact_line(fact, vault).replace("- ", f"- {_link(fact.subject, vault)} ", 1))
    return "\n".join(lines).rstrip() + "\n"


def _front_page(facts: list[Fact], entities: Mapping[str, Entity], vault: _Vault) -> str:
    touched = Counter(end.id for fact in facts for end in _ends(fact))
    ranked = sorted(touched.items(), key=lambda item: (-item[1], item[0]))
    counts = f"{count(len(facts), 'fact')} about {count(len(entities), 'entity', 'entities')}"
    lines = ["# News", "", f"{counts} from {count(len(vault.articles), 'article')}.", ""]
    lines += [f"- {_link(entities[id], vault)}: {count(number, 'fact')}" for id, number in ranked]
    return "\n".join(lines) + "\n"


def _front_matter(**fields: str | list[str] | None) -> list[str]:
    lines = ["---"]
    for name, value in fields.items():
        if isinstance(value, list):
            lines += [f"{name}:", *(f"  - {yaml(item)}" for item in dict.fromkeys(value))]
        elif value is not None:
            lines.append(f"{name}: {yaml(value)}")
    return [*lines, "---", ""]


# Names and text


def _names(folder: str, labels: Mapping[str, str]) -> dict[str, str]:
    """A path of its own for each id, by its label; where labels look alike, with a few letters of a hash."""
    plain = {id: file_name(label) for id, label in labels.items()}
    used = Counter(_folded(name) for name in plain.values())
    return {
        id: f"{folder}/{name}" if used[_folded(name)] == 1 else f"{folder}/{name} {_mark(id)}"
        for id, name in plain.items()
    }


def _folded(name: str) -> str:
    # Some file systems compose letters, some ignore case.
    return unicodedata.normalize("NFKC", name).casefold()


def _mark(id: str) -> str:
    return sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def file_name(label: str) -> str:
    """A name that every file system takes and that never leaves its folder.

    >>> file_name("../../etc/passwd"), file_name("CON"), file_name("A/B: C?")
    ('etc passwd', '_CON', 'A B C')
    """
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") else c for c in clean(label))
    name = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", visible)).split()).strip(". ~")
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(". ")
    if not name:
        return "unnamed"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _link(entity: Entity, vault: _Vault) -> str:
    return _wiki(vault.entities[entity.id], entity.label)


def _wiki(path: str, label: str) -> str:
    # Inside a link Obsidian knows no escapes: the four signs that would end it are shown by their wide twins.
    shown = one_line(isolated(label)).translate(str.maketrans("[]|<", "［］｜＜"))
    return f"[[{path}|{shown or path}]]"


def web_address(url: str) -> str | None:
    """The address percent-encoded, when it is one of the web; None for javascript:, data: and the like."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return percent_encode(clean(url), safe="%/:?#@!$&'*+,;=~")


def yaml(text: str) -> str:
    """A YAML string between double quotes.

    >>> print(yaml('say "hi"'))
    "say \\"hi\\""
    """
    return '"' + "".join(_yaml_character(c) for c in clean(text)) + '"'


def _yaml_character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    code = ord(character)
    if code < 0x20 or 0x7F <= code <= 0x9F or character in "\u2028\u2029\ufeff":
        return f"\\u{code:04x}"
    return character
