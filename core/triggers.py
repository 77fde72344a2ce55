"""Triggers that several tables share. They hold in the database, whoever writes: form, service, bulk or raw SQL."""

from collections.abc import Iterable

import pgtrigger


def register_changed(*, apart: Iterable[str] = ()) -> pgtrigger.Trigger:
    """Raise the version of the register once a transaction, at its end: deferred, so that nobody queues for the row.

    ``apart`` names columns that no reader ever notices: a change of these alone is none.
    """
    columns = ", ".join(f"'{name}'" for name in apart)
    unnoticed = f"""
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY[{columns}] = to_jsonb(OLD) - ARRAY[{columns}] THEN
                RETURN NULL;
            END IF;
    """
    return pgtrigger.Trigger(
        name="register_changed",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        # The function is made by the migration core 0002.
        func=f"{unnoticed if columns else ''}PERFORM entente_register_changed(); RETURN NULL;",
    )


def refuse(name: str, message: str) -> str:
    """Return PL/pgSQL that fails like a check constraint of that name: Django raises ``IntegrityError``."""
    quoted = message.replace("'", "''")
    return f"RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', MESSAGE = '{quoted}';"
