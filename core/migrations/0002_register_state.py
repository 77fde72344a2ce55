"""The one row of the register's state, and the function by which triggers raise its version."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO core_registerstate (id, version, changed_by_transaction) VALUES (1, 0, '');",
            "DELETE FROM core_registerstate;",
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION entente_register_changed() RETURNS void LANGUAGE sql AS $$
                UPDATE core_registerstate
                   SET version = version + 1, changed_by_transaction = pg_current_xact_id()::text
                 WHERE id = 1 AND changed_by_transaction <> pg_current_xact_id()::text
            $$;
            """,
            "DROP FUNCTION entente_register_changed();",
        ),
    ]
