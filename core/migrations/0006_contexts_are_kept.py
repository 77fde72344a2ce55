"""Who, from where and why: what the rows of history refer to is kept as they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_form_tokens"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION entente_context_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                -- A request, or a command, adds to its own context while it lasts: the way of work, a reason. Who
                -- acted is never somebody else afterwards.
                IF TG_OP = 'UPDATE' THEN
                    IF OLD.id::text = current_setting('pghistory.context_id', true)
                       AND NEW.id = OLD.id AND NEW.created_at = OLD.created_at
                       AND (OLD.metadata -> 'user' IS NULL OR OLD.metadata -> 'user' = 'null'::jsonb
                            OR NEW.metadata -> 'user' IS NOT DISTINCT FROM OLD.metadata -> 'user') THEN
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION 'entente: Cannot % rows of %, the history refers to them.',
                    lower(TG_OP), TG_TABLE_NAME;
            END;
            $$;
            CREATE TRIGGER entente_context_is_kept BEFORE UPDATE OR DELETE ON pghistory_context
                FOR EACH ROW EXECUTE FUNCTION entente_context_is_kept();
            CREATE TRIGGER entente_never_emptied BEFORE TRUNCATE ON pghistory_context
                FOR EACH STATEMENT EXECUTE FUNCTION entente_context_is_kept();
            """,
            """
            DROP TRIGGER entente_never_emptied ON pghistory_context;
            DROP TRIGGER entente_context_is_kept ON pghistory_context;
            DROP FUNCTION entente_context_is_kept();
            """,
        ),
    ]
