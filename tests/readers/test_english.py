"""The language check rejects only what surely is not English, and says nothing of short texts."""

import json
from pathlib import Path

import pytest

from kg.model import Article, Rejected
from kg.readers import read
from kg.readers.english import other_language

FOREIGN = {
    "de": "Der Minister sagte am Dienstag, dass die Regierung den Plan ablehnen werde, weil er zu teuer sei. ",
    "fr": "Le ministre a déclaré mardi que le gouvernement rejetterait le plan, car il coûte trop cher. ",
    "es": "El ministro dijo el martes que el gobierno rechazaría el plan porque es demasiado caro. ",
    "ru": "Министр заявил во вторник, что правительство отклонит план, потому что он слишком дорог. ",
    "ar": "وقال الوزير يوم الثلاثاء إن الحكومة سترفض الخطة لأنها مكلفة للغاية. ",
    "ja": "大臣は火曜日に政府は計画を拒否すると述べた。",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_told(language: str) -> None:
    found = other_language(FOREIGN[language] * 12)
    assert found is not None
    assert found[0] == language


@pytest.mark.parametrize("language", FOREIGN)
def test_short_texts_are_left_alone(language: str) -> None:
    assert other_language(FOREIGN[language][:90]) is None


@pytest.mark.parametrize("language", FOREIGN)
def test_english_words_do_not_hide_another_language(language: str) -> None:
    quoted = 'The headline of the paper was: "The end of the deal and of the talks". '
    found = other_language(quoted + FOREIGN[language] * 24)
    assert found is not None
    assert found[0] == language


def test_english_with_foreign_names_is_english() -> None:
    text = "Pavel Morozenko (Russian: Павел Семёнович Морозенко), an actor, was born in a village near Kyiv. " * 4
    assert other_language(text) is None


def test_english_news_is_never_rejected() -> None:
    texts = sorted((Path(__file__).parents[2] / ".." / "shared" / "bench" / "elevant_news").glob("*.benchmark.jsonl"))
    if not texts:
        pytest.skip("../shared/bench is not here: the language check was not tried on real news")
    news = [json.loads(line)["text"] for path in texts for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(news) > 600
    assert [text[:80] for text in news if other_language(text)] == []


def test_the_check_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(FOREIGN["de"] * 5, encoding="utf-8")
    (rejected,) = read(path)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "not_english"
    (article,) = read(path, only_english=False)
    assert isinstance(article, Article)
