"""Where a key of a measure stands in config/metrics.yaml: what a fault of a file is mended at."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.declared.document import Document, Path
from metrics.declared.oversight import SuppliedTable
from metrics.declared.yaml_text import parse_yaml


@dataclass(frozen=True)
class Locations:
    """The lines of a declaration that was found to be sound."""

    document: Document
    file: str

    def of(self, measure_id: str, key: Path) -> str:
        """``config/metrics.yaml:205``: a key of a measure, or the nearest thing around it that is there."""
        line, _ = self.mark(measure_id, key)
        return f"{self.file}:{line}"

    def mark(self, measure_id: str, key: Path) -> tuple[int, int]:
        """The line and the column of a key of a measure, or of the nearest thing around it."""
        return self._mark("measures", measure_id, key)

    def of_table(self, table: SuppliedTable, key: Path) -> tuple[str, int, int]:
        """The file, line and column of a key of a table of a drop, or of the nearest thing around it."""
        return (self.file, *self._mark(f"{table.table_kind}s", table.id, key))

    def _mark(self, kind: str, item_id: str, key: Path) -> tuple[int, int]:
        ids = [item["id"] for item in self.document.data[kind]]
        return self.at((kind, ids.index(item_id), *key))

    def at(self, path: Path) -> tuple[int, int]:
        """The line and the column of a key of an item of a list at the head of the file, or of the item."""
        for length in range(len(path), 2, -1):
            part = path[:length]
            marks = self.document.values if isinstance(part[-1], int) else self.document.keys
            if part in marks:
                return marks[part]
        return self.document.values[path[:2]]


def locations(text: str, file: str) -> Locations:
    """The places in the text of a sound declaration; ``file`` is what messages call it."""
    document, _ = parse_yaml(text, file)
    return Locations(document, file)
