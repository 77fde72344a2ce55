"""How many files are made at once, whichever worker makes them: slots that are locks of the database.

A lock of a transaction ends with it, also when the worker dies, so no slot is ever lost.
"""

from typing import Final

from django.db import connection

# Slots of all readers together. Each is one connection that is busy for as long as its reader takes.
AT_ONCE: Final = 4
WAIT_S: Final = 20
# "ENTE" and the number of the slot: no other lock of ours.
SPACE: Final = 0x454E5445

# What a format can hold, or what it is good for.
XLSX_ROWS: Final = 1_048_575
ICAL_ROWS: Final = 20_000


def take_slot() -> bool:
    """Take a free slot until the end of the transaction; False where all are taken."""
    with connection.cursor() as cursor:
        for slot in range(AT_ONCE):
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [SPACE, slot])
            if cursor.fetchone()[0]:
                return True
    return False
