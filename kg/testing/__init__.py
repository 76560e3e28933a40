"""For authors of plug-ins: does a reader, an extractor, a linker, an exporter keep the promises of its group?

Each check runs the plug-in on samples, raises `AssertionError` with the promise that is broken, and returns what the
plug-in made, so that a test can look at it:

    def test_my_exporter(tmp_path):
        kg.testing.check_exporter(my_exporter.export, tmp_path / "graph.xyz")
"""

from kg.testing.exporters import check_exporter
from kg.testing.extractors import check_extractor
from kg.testing.linkers import check_linker
from kg.testing.readers import check_reader
from kg.testing.samples import SAMPLE_TEXT, documents, sample_graph

__all__ = [
    "SAMPLE_TEXT",
    "check_exporter",
    "check_extractor",
    "check_linker",
    "check_reader",
    "documents",
    "sample_graph",
]
