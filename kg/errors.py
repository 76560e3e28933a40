"""What can go wrong, named by what is invalid.

Every message says what, where, and what to do next; the command line prints it as it stands.
"""


class KgError(Exception):
    """The parent of every error that a person can mend."""

    exit_code = 2


class InvalidArticle(KgError):
    """One article cannot be read or built; it is quarantined with this reason, and the build goes on.

    `reason` is a short code for machines (`empty`, `too_large`, `not_english`), `remedy` says what to do.
    """

    exit_code = 1

    def __init__(self, reason: str, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.where = where
        self.remedy = remedy


class InvalidSource(KgError):
    """A file, folder, glob or address that names no articles."""


class InvalidOntology(KgError):
    """A Turtle file that does not describe relations and classes as `ontology/README.md` says."""


class InvalidQuery(KgError):
    """A SPARQL query that is malformed, refused, or took too long."""


class InvalidGraph(KgError):
    """A graph directory that is missing, damaged, or of another format version."""


class InvalidName(KgError):
    """A name of an entity or relation that the graph does not know, or knows several times."""


class InvalidWeights(KgError):
    """A file of learned weights that cannot be used."""


class InvalidMarks(KgError):
    """Marked text (for `kg train` and `kg score`) that breaks its format."""


class MissingModel(KgError):
    """No spaCy model can be loaded."""


class MissingPackage(KgError):
    """An optional package is needed for what was asked; the message names the extra to install."""


class UnknownPlugin(KgError):
    """Nothing by this name is installed; the message lists what there is."""


class GraphBusy(KgError):
    """Somebody else is writing to the graph directory."""

    exit_code = 75


class InvalidTarget(KgError):
    """A place that an export may not write to."""
