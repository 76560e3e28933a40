"""The command line: data on standard output, talk on standard error, exit codes 0, 1, 2, 75, 130."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

type Run = Callable[..., "subprocess.CompletedProcess[str]"]

VISITS = "SELECT DISTINCT ?who ?where WHERE { ?who kg:visits ?where } ORDER BY ?who ?where"


def test_help_lists_examples(kg: Run) -> None:
    """`kg --help` shows three examples and every verb."""
    shown = kg("--help").stdout
    assert shown.count("\n    kg ") == 3
    for verb in ("build", "query", "why-not", "export", "doctor"):
        assert f"\n  {verb} " in shown


def test_unknown_verb_names_the_near_one(kg: Run) -> None:
    """A misspelt verb is wrong use: exit 2, and the verb that was meant."""
    done = kg("buidl")
    assert done.returncode == 2
    assert "Did you mean: kg build?" in done.stderr


def test_missing_file_says_what_next(kg: Run, tmp_path: Path) -> None:
    """A missing source is wrong use: exit 2, no traceback, and something to try."""
    done = kg("build", "missing.txt", "-o", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: missing.txt")
    assert "kg demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_graph_says_how_to_make_one(kg: Run, tmp_path: Path) -> None:
    """Asking a folder that holds no graph is wrong use, and the message says how to make one."""
    done = kg("facts", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "kg build" in done.stderr


def test_debug_shows_the_traceback(kg: Run, tmp_path: Path) -> None:
    """Only --debug shows a traceback."""
    assert "Traceback" in kg("--debug", "facts", tmp_path / "nowhere").stderr


def test_build_of_nothing_is_exit_1(kg: Run, tmp_path: Path) -> None:
    """A build that made nothing exits with 1 and names the article and the reason."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = kg("build", tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "quarantined: " in done.stderr
    assert "empty.txt" in done.stderr


def test_query_formats(kg: Run, sample: Path) -> None:
    """A query answers as a table with labels, and as csv and json with terms."""
    table = kg("query", sample, VISITS)
    assert table.returncode == 0, table.stderr
    assert "Helena Duarte" in table.stdout
    assert "urn:newskg" not in table.stdout
    terms = kg("query", sample, VISITS, "--format", "csv").stdout.splitlines()
    assert terms[0] == "who,where"
    assert all(line.startswith("urn:newskg:entity:") for line in terms[1:])
    answer = json.loads(kg("query", sample, VISITS, "--format", "json").stdout)
    assert answer["head"]["vars"] == ["who", "where"]
    assert len(answer["results"]["bindings"]) == len(terms) - 1


def test_query_without_answer_is_exit_1(kg: Run, sample: Path) -> None:
    """An ASK whose answer is no, and a SELECT without rows, exit with 1."""
    assert kg("query", sample, "ASK { ?x kg:visits kg:nobody }").returncode == 1
    assert kg("query", sample, "SELECT ?x { ?x kg:visits kg:nobody }").returncode == 1


def test_broken_query_is_exit_2(kg: Run, sample: Path) -> None:
    """A malformed or refused query is wrong use and says why."""
    assert kg("query", sample, "SELECT ?x { ?x").returncode == 2
    refused = kg("query", sample, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    assert refused.returncode == 2
    assert "SERVICE" in refused.stderr


def test_shipped_questions(kg: Run, sample: Path) -> None:
    """The questions are listed, and each one runs."""
    listed = kg("query", sample, "--list").stdout
    names = [line.split()[0] for line in listed.splitlines()[2:] if line.strip()]
    assert len(names) == 10
    for name in names:
        assert kg("query", sample, name).returncode in (0, 1)


def test_why_shows_the_sentence(kg: Run, sample: Path) -> None:
    """`kg why` prints the marked sentence, its place, the status and how names were understood."""
    fact = json.loads(kg("facts", sample, "--relation", "visits", "--json").stdout.splitlines()[0])
    done = kg("why", sample, fact["subject"]["label"], "visits", fact["object"]["label"])
    assert done.returncode == 0, done.stderr
    assert "characters" in done.stdout
    assert "[" in done.stdout
    assert fact["status"] in done.stdout


def test_why_of_what_is_not_said(kg: Run, sample: Path) -> None:
    """`kg why` of something the graph does not say exits with 1 and points to `kg why-not`."""
    done = kg("why", sample, "Helena Duarte", "sues", "Jonas Eide")
    assert done.returncode == 1
    assert "kg why-not" in done.stderr
    assert kg("why-not", sample, "Helena Duarte", "sues", "Jonas Eide").returncode == 0


def test_export_and_unknown_format(kg: Run, sample: Path, tmp_path: Path) -> None:
    """A suffix names the exporter; an unknown one is wrong use and lists the known ones."""
    assert kg("export", sample, "-o", tmp_path / "g.gexf").returncode == 0
    assert (tmp_path / "g.gexf").stat().st_size > 0
    done = kg("export", sample, "-o", tmp_path / "g.xyz")
    assert done.returncode == 2
    assert "gexf" in done.stderr


def test_extract_and_link_print_lines(kg: Run) -> None:
    """`kg extract` and `kg link` read standard input and print one JSON object a line."""
    article = json.dumps({"id": "a", "text": "Anna Lind visited Portugal on Monday. She met Rui Costa."})
    for verb, key in (("extract", "surface"), ("link", "entity")):
        done = kg(verb, "-", input=article + "\n")
        assert done.returncode == 0, done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert lines
        assert all(line["article"] == "a" and key in line for line in lines)


def test_same_is_undone_by_deleting_the_line(kg: Run, sample: Path, tmp_path: Path) -> None:
    """`kg same` joins two names; deleting the line of identity.tsv and building again parts them."""
    out = tmp_path / "out"
    shutil.copytree(sample, out)
    before = kg("facts", out, "--json").stdout
    assert kg("same", out, "Orbis Air", "Tidal Bank").returncode == 0
    joined = kg("facts", out, "--json").stdout
    assert joined != before
    lines = (out / "identity.tsv").read_text(encoding="utf-8").splitlines()
    (out / "identity.tsv").write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert kg("build", Path(__file__).parents[1] / "data" / "articles", "-o", out).returncode == 0
    assert kg("facts", out, "--json").stdout == before


def test_check_finds_nothing_wrong(kg: Run, sample: Path) -> None:
    """A graph that was just built is in order."""
    done = kg("check", sample)
    assert done.returncode == 0, done.stdout + done.stderr


def test_diff_of_a_graph_with_itself(kg: Run, sample: Path) -> None:
    """A graph differs in nothing from itself: exit 0."""
    assert kg("diff", sample, sample).returncode == 0


@pytest.mark.parametrize("verb", ["timeline", "conflicts", "report", "relations"])
def test_verbs_that_tell(kg: Run, sample: Path, verb: str) -> None:
    """Timeline, conflicts, report and relations print something about the sample graph."""
    done = kg(verb, sample)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_quiet_is_quiet(kg: Run, sample: Path, tmp_path: Path) -> None:
    """--quiet silences talk, before or after the verb."""
    assert kg("--quiet", "export", sample, "-o", tmp_path / "g.ttl").stderr == ""
    assert kg("export", sample, "-o", tmp_path / "g.ttl", "-q").stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(kg: Run, shell: str) -> None:
    """A completion script for each shell."""
    assert "_KG_COMPLETE" in kg("completion", shell).stdout


def test_doctor(kg: Run) -> None:
    """The doctor finds the model's weights as they were pinned."""
    done = kg("doctor")
    assert done.returncode == 0, done.stdout
    assert "weights as pinned" in done.stdout
