"""The function by which triggers raise the version of the register; it makes the row on first use."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION entente_register_changed() RETURNS void LANGUAGE sql AS $$
                INSERT INTO core_registerstate AS state (id, version, changed_by_transaction)
                VALUES (1, 1, pg_current_xact_id()::text)
                ON CONFLICT (id) DO UPDATE
                   SET version = state.version + 1, changed_by_transaction = excluded.changed_by_transaction
                 WHERE state.changed_by_transaction <> excluded.changed_by_transaction
            $$;
            """,
            "DROP FUNCTION entente_register_changed();",
        ),
    ]
