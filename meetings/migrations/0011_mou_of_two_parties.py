"""An MoU that has left draft is between two different parties, not only between two delegations."""

from django.db import migrations

BEFORE = """
    CREATE OR REPLACE FUNCTION entente_check_mou_parties(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM FROM meetings_mou WHERE id = record_id FOR NO KEY UPDATE;
        IF FOUND AND (SELECT count(*) FROM meetings_mouparty WHERE mou_id = record_id) < 2 THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation',
                CONSTRAINT = 'meetings_mou_two_parties',
                MESSAGE = 'An MoU needs at least two parties.';
        END IF;
    END
    $$;
"""

AFTER = """
    CREATE OR REPLACE FUNCTION entente_check_mou_parties(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        state text;
        delegations bigint;
        parties bigint;
    BEGIN
        -- The lock lets two editors who change one delegation each wait for one another: the second sees both changes.
        SELECT status INTO state FROM meetings_mou WHERE id = record_id FOR NO KEY UPDATE;
        IF NOT FOUND THEN
            RETURN;
        END IF;
        SELECT count(*), count(DISTINCT (side.country_id, side.organization_id)) INTO delegations, parties
          FROM meetings_mouparty signature JOIN delegations_delegation side ON side.id = signature.delegation_id
         WHERE signature.mou_id = record_id;
        IF delegations < 2 THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation',
                CONSTRAINT = 'meetings_mou_two_parties',
                MESSAGE = 'An MoU needs at least two parties.';
        END IF;
        IF state <> 'draft' AND parties < 2 THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation',
                CONSTRAINT = 'meetings_mou_different_parties',
                MESSAGE = 'All its delegations are of one party: an MoU that is no draft needs two different ones.';
        END IF;
    END
    $$;
"""


class Migration(migrations.Migration):
    dependencies = [("delegations", "0006_history_is_never_emptied"), ("meetings", "0010_changes_in_order")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
