"""From articles to a graph that is kept: add, replace, remove, and go on where a build stopped."""

from kg.pipeline.build import build, known_texts, remove
from kg.pipeline.report import BuildReport, Progress

__all__ = ["BuildReport", "Progress", "build", "known_texts", "remove"]
