"""Learned weights: a small network over hashed features, its calibration, and the file that holds them.

The file is a plain NumPy archive (no pickle). The same training writes the same bytes.
"""

import json
import math
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import InvalidWeights
from kg.extractors.pairs import Pairs

FORMAT = 1
_LARGEST = 64 * 1024 * 1024  # bytes of one array when unpacked


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One thing that the network can say of two participants: a relation, perhaps from the second to the first.

    A score becomes a probability as 1 / (1 + exp(-(slope * score + offset))); below `threshold` it is not said.
    """

    relation: str
    reverse: bool
    slope: float
    offset: float
    threshold: float

    def probability(self, score: float) -> float:
        """How likely it is that what was scored so holds."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * score + self.offset))))


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A network as `kg train` writes it. `vocabulary` is sorted; feature i is row i of `embedding` by `scale[i]`."""

    outputs: tuple[Output, ...]
    vocabulary: NDArray[np.uint32]
    embedding: NDArray[np.int8]
    scale: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    output_bias: NDArray[np.float32]
    pair_types_of: tuple[frozenset[int], ...]
    about: Mapping[str, Any]

    @cached_property
    def pair_types(self) -> frozenset[int]:
        """The types of pairs that any relation was seen with."""
        return frozenset().union(*self.pair_types_of)

    @cached_property
    def _rows(self) -> NDArray[np.float32]:
        """What each known feature adds to the hidden layer."""
        return self.embedding * self.scale[:, None]

    @cached_property
    def _allowed(self) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        """The types of pairs that any relation was seen with, sorted; for each of them a row that tells the outputs."""
        types = np.array(sorted(self.pair_types), dtype=np.uint64)
        return types, np.array([[each in known for known in self.pair_types_of] for each in types.tolist()])

    def _hidden(self, pairs: Pairs) -> NDArray[np.float32]:
        """The hidden layer of each pair."""
        row = np.searchsorted(self.vocabulary, pairs.features).clip(max=len(self.vocabulary) - 1)
        known = np.flatnonzero(self.vocabulary.take(row) == pairs.features)
        first = np.searchsorted(known, pairs.starts)
        count = np.diff(first, append=len(known))
        hidden = np.zeros((len(pairs), self.embedding.shape[1]), dtype=np.float32)
        told = count > 0
        if len(known):
            hidden[told] = np.add.reduceat(self._rows.take(row[known], axis=0), first[told], axis=0)
        share = np.sqrt(count.clip(1).astype(np.float32))
        return np.maximum(hidden / share[:, None] + self.hidden_bias, 0)

    def scores(self, pairs: Pairs) -> NDArray[np.float32]:
        """One row for each pair, one column for each output; -inf where the relation never joins such groups."""
        found = self._hidden(pairs) @ self.output + self.output_bias
        types, allowed = self._allowed
        kind = np.searchsorted(types, pairs.types).clip(max=len(types) - 1)
        sayable = allowed[kind] & (types[kind] == pairs.types)[:, None]
        return np.where(sayable, found, -np.inf).astype(np.float32)

    def found(self, pairs: Pairs) -> Iterator[tuple[int, Output, float]]:
        """What the weights say of the pairs: pair, output, and its probability, in the order of the pairs."""
        scores = self.scores(pairs)
        thresholds = np.array([output.threshold for output in self.outputs], dtype=np.float32)
        for row, column in np.argwhere(scores >= thresholds).tolist():
            output = self.outputs[column]
            yield row, output, output.probability(float(scores[row, column]))

    def write(self, path: Path) -> None:
        """Writes the archive; equal weights give equal bytes."""
        about = {
            **self.about,
            "format": FORMAT,
            "outputs": [
                [o.relation, o.reverse, o.slope, o.offset, o.threshold, [f"{t:x}" for t in sorted(types)]]
                for o, types in zip(self.outputs, self.pair_types_of, strict=True)
            ],
        }
        text = json.dumps(about, ensure_ascii=False, sort_keys=True).encode("utf-8")
        arrays: dict[str, NDArray[Any]] = {
            "about": np.frombuffer(text, dtype=np.uint8),
            "embedding": self.embedding,
            "hidden_bias": self.hidden_bias,
            "output": self.output,
            "output_bias": self.output_bias,
            "scale": self.scale,
            "vocabulary": self.vocabulary,
        }
        _write_archive(path, arrays)

    def check(self) -> None:
        """Raises `ValueError` when the parts do not belong together."""
        features, hidden = self.embedding.shape
        shapes = {
            "vocabulary": (self.vocabulary.shape, (features,)),
            "scale": (self.scale.shape, (features,)),
            "hidden_bias": (self.hidden_bias.shape, (hidden,)),
            "output": (self.output.shape, (hidden, len(self.outputs))),
            "output_bias": (self.output_bias.shape, (len(self.outputs),)),
        }
        for name, (found, wanted) in shapes.items():
            if found != wanted:
                raise ValueError(f"{name} has the shape {found}, not {wanted}")

    @classmethod
    def read(cls, path: Path) -> "Weights":
        """Raises `InvalidWeights` when the file is missing, damaged, or of another format version."""
        arrays = _read_archive(path)
        try:
            about = json.loads(arrays["about"].tobytes())
            if about["format"] != FORMAT:
                raise InvalidWeights(f"{path}: weights of format {about['format']}; this version reads {FORMAT}")
            weights = cls(
                outputs=tuple(
                    Output(relation=r, reverse=v, slope=s, offset=o, threshold=t)
                    for r, v, s, o, t, _ in about["outputs"]
                ),
                pair_types_of=tuple(frozenset(int(t, 16) for t in types) for *_, types in about["outputs"]),
                about={key: value for key, value in about.items() if key not in ("format", "outputs")},
                **{key: arrays[key] for key in arrays if key != "about"},
            )
            weights.check()
            return weights
        except (KeyError, ValueError, TypeError) as error:
            raise InvalidWeights(f"{path}: not weights that `kg train` wrote ({error})") from error


def _write_archive(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in sorted(arrays.items()):
            data = BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), data.getvalue(), zipfile.ZIP_DEFLATED)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(packed.getvalue())
    except OSError as error:
        raise InvalidWeights(f"{path}: cannot be written ({error})") from error


def _read_archive(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if any(member.file_size > _LARGEST for member in archive.infolist()):
                raise InvalidWeights(f"{path}: too large to be weights")
            return {
                member.filename.removesuffix(".npy"): np.lib.format.read_array(
                    BytesIO(archive.read(member)), allow_pickle=False
                )
                for member in archive.infolist()
            }
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise InvalidWeights(f"{path}: no weights can be read ({error}). Write some with `kg train`.") from error
