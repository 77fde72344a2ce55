"""Triggers that several tables share. They hold in the database, whoever writes: form, service, bulk or raw SQL."""

import pgtrigger


def register_changed() -> pgtrigger.Trigger:
    """Raise the version of the register once a transaction, at its end: deferred, so that nobody queues for the row."""
    return pgtrigger.Trigger(
        name="register_changed",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        # The function is made by the migration core 0002.
        func="PERFORM entente_register_changed(); RETURN NULL;",
    )


def count_versions(generated: list[str]) -> pgtrigger.Trigger:
    """Raise a row's ``version`` and ``updated_at`` with each change of anything else in it; nobody writes them by hand.

    ``generated`` names the generated columns: PostgreSQL has not computed them yet when this is asked.
    """
    apart = ", ".join(f"'{name}'" for name in ("version", "updated_at", *generated))
    return pgtrigger.Trigger(
        # Triggers of one moment run in the order of their names: after those that derive columns.
        name="version_counted",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            NEW.version := OLD.version;
            NEW.updated_at := OLD.updated_at;
            IF to_jsonb(NEW) - ARRAY[{apart}] <> to_jsonb(OLD) - ARRAY[{apart}] THEN
                NEW.version := OLD.version + 1;
                -- The clock of created_at (Django's Now()), never turned back: now() is the start of the transaction,
                -- which may be before the row was made.
                NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());
            END IF;
            RETURN NEW;
        """,
    )


def refuse(name: str, message: str) -> str:
    """Return PL/pgSQL that fails like a check constraint of that name: Django raises ``IntegrityError``."""
    quoted = message.replace("'", "''")
    return f"RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', MESSAGE = '{quoted}';"
