"""How large a file may be. Documented in docs/imports.md, which a test compares."""

from typing import Final

MIB: Final = 1024 * 1024
LARGEST_FILE: Final = 10 * MIB
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 20_000  # characters
LOOKED_AT: Final = 50  # lines in which the headings are looked for
# Of the child process that opens a workbook.
MOST_INFLATED: Final = 60 * MIB
MOST_MEMORY: Final = 1024 * MIB
MOST_CPU_S: Final = 20
MOST_WAIT_S: Final = 90
