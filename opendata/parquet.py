"""Tables as Parquet, for a release that asks for it: ``pyarrow`` writes it, which is no part of the base installation.

The values are those of the database, each in a type of its own: days and moments are no texts, a list is a list, and no
text is made harmless for spreadsheets. The same rows give the same bytes with the same version of ``pyarrow``.
"""

import importlib
import importlib.util
from itertools import islice
from pathlib import Path
from typing import Any, Final

from opendata.columns import Table
from opendata.reading import rows_of

# Rows of one group: what a reader of one column reads at once, and what is held in memory.
TOGETHER: Final = 20_000


def is_available() -> bool:
    return importlib.util.find_spec("pyarrow") is not None


def write(table: Table, path: Path) -> int:
    """Write all rows of ``table`` in the order of a release; return how many. Only inside of ``one_state()``."""
    arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "date": arrow.date32(),
        "datetime": arrow.timestamp("us", tz="UTC"),
        "list": arrow.list_(arrow.string()),
    }
    schema = arrow.schema([
        arrow.field(column.name, types[column.kind], metadata={"description": str(column.means)})
        for column in table.columns
    ])  # fmt: skip
    rows, written = rows_of(table, table.rows(), table.order), 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while found := list(islice(rows, TOGETHER)):
            writer.write_table(_columns(arrow, schema, found), row_group_size=TOGETHER)
            written += len(found)
    return written


def _columns(arrow: Any, schema: Any, rows: list[tuple[Any, ...]]) -> Any:
    arrays = [arrow.array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return arrow.Table.from_arrays(arrays, schema=schema)
