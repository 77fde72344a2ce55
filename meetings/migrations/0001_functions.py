"""What the tables and triggers of this application call: references, and rules over more than one row."""

from django.db import migrations


def check_cited(table: str, label: str) -> str:
    return f"""
    CREATE FUNCTION entente_check_cited_{table}(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        state text;
    BEGIN
        -- The lock makes two editors who remove one citation each wait for one another: the second sees none left.
        SELECT status INTO state FROM meetings_{table} WHERE id = record_id FOR NO KEY UPDATE;
        IF state = 'published' AND NOT EXISTS (SELECT FROM meetings_citation WHERE {table}_id = record_id) THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation',
                CONSTRAINT = 'meetings_{table}_published_is_cited',
                MESSAGE = 'A published {label} needs at least one citation of a source.';
        END IF;
    END
    $$;
    """


class Migration(migrations.Migration):
    dependencies = [("core", "0002_register_state"), ("delegations", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE meetings_meeting_reference; CREATE SEQUENCE meetings_mou_reference;",
            "DROP SEQUENCE meetings_meeting_reference; DROP SEQUENCE meetings_mou_reference;",
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION entente_next_reference(letter text, sequence text)
            RETURNS text LANGUAGE plpgsql VOLATILE AS $$
            DECLARE
                number text := nextval(sequence::regclass)::text;
            BEGIN
                RETURN letter || lpad(number, greatest(6, length(number)), '0');
            END
            $$;
            """,
            "DROP FUNCTION entente_next_reference(text, text);",
        ),
        migrations.RunSQL(check_cited("meeting", "meeting"), "DROP FUNCTION entente_check_cited_meeting(bigint);"),
        migrations.RunSQL(check_cited("mou", "MoU"), "DROP FUNCTION entente_check_cited_mou(bigint);"),
        migrations.RunSQL(
            """
            CREATE FUNCTION entente_check_mou_parties(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM FROM meetings_mou WHERE id = record_id FOR NO KEY UPDATE;
                IF FOUND AND (SELECT count(*) FROM meetings_mouparty WHERE mou_id = record_id) < 2 THEN
                    RAISE EXCEPTION USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'meetings_mou_two_parties',
                        MESSAGE = 'An MoU needs at least two parties.';
                END IF;
            END
            $$;
            """,
            "DROP FUNCTION entente_check_mou_parties(bigint);",
        ),
    ]
