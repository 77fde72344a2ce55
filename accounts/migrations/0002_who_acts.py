"""Who acts, as the triggers ask it: the person of the history context, and whether a service is revising."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION entente_actor() RETURNS bigint LANGUAGE sql STABLE AS $$
                SELECT (nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint
            $$;
            -- Whose words are written: who acts, unless a service applies what somebody else wrote ("unknown": nobody
            -- is known; "same": whoever it was, see core.versions).
            CREATE FUNCTION entente_author() RETURNS bigint LANGUAGE sql STABLE AS $$
                SELECT CASE coalesce(current_setting('entente.author', true), '')
                       WHEN '' THEN entente_actor()
                       WHEN 'unknown' THEN NULL
                       WHEN 'same' THEN NULL
                       ELSE current_setting('entente.author', true)::bigint END
            $$;
            -- What is made and published in one transaction (a fixture, an import) is not being revised.
            CREATE FUNCTION entente_may_revise(created timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
                SELECT coalesce(current_setting('entente.revising', true) = 'on', false)
                    OR coalesce(created >= transaction_timestamp(), false)
            $$;
            """,
            """
            DROP FUNCTION entente_author();
            DROP FUNCTION entente_actor();
            DROP FUNCTION entente_may_revise(timestamptz);
            """,
        ),
    ]
