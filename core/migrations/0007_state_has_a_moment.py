"""When the register changed last, for those who ask whether it did: the API says so as Last-Modified."""

from django.db import migrations, models

BEFORE = """
CREATE OR REPLACE FUNCTION entente_register_changed() RETURNS void LANGUAGE sql AS $$
    INSERT INTO core_registerstate AS state (id, version, changed_by_transaction)
    VALUES (1, 1, pg_current_xact_id()::text)
    ON CONFLICT (id) DO UPDATE
       SET version = state.version + 1, changed_by_transaction = excluded.changed_by_transaction
     WHERE state.changed_by_transaction <> excluded.changed_by_transaction
$$;
"""
# The clock at the end of the transaction, when the trigger runs, and never turned back.
AFTER = """
CREATE OR REPLACE FUNCTION entente_register_changed() RETURNS void LANGUAGE sql AS $$
    INSERT INTO core_registerstate AS state (id, version, changed_by_transaction, changed_at)
    VALUES (1, 1, pg_current_xact_id()::text, clock_timestamp())
    ON CONFLICT (id) DO UPDATE
       SET version = state.version + 1, changed_by_transaction = excluded.changed_by_transaction,
           changed_at = greatest(state.changed_at, clock_timestamp())
     WHERE state.changed_by_transaction <> excluded.changed_by_transaction
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0006_contexts_are_kept")]

    operations = [
        migrations.AddField(
            model_name="registerstate",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="changed at"),
        ),
        migrations.RunSQL(AFTER, BEFORE),
    ]
