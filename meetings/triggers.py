"""The rules of the record that one row alone cannot show, as triggers: they hold whoever writes.

The functions that they call (``entente_…``) are made by the migration ``0001_functions``.
"""

import pgtrigger
from django.utils.translation import gettext_noop

from core.triggers import refuse, register_changed
from core.versions import version_triggers

# Where a record stands on its road, as opposed to what it says.
MOVES = (
    "status",
    "submitted_at",
    "published_at",
    "published_by_id",
    "withdrawn_at",
    "withdrawn_reason",
    "merged_into_id",
)
TWO_PERSONS = gettext_noop("Who changed a record last does not publish it: somebody else reviews it first.")
PUBLISHED_IS_KEPT = gettext_noop(
    "What was published is changed by a revision, which takes the road to publication itself."
)
MERGE_REFUSED = gettext_noop("A record is merged into one that is published: choose one that readers can see.")
NOT_OF_A_REVISION = gettext_noop("An MoU was signed at a meeting, not at a pending revision of one.")
SAME_EVENT = gettext_noop("A meeting and its two delegations must be of the same event.")
TOTAL_AND_PRINCIPAL = gettext_noop("A reported total and its principal must be of the same event.")
# What the functions say that migrations make.
SAID_BY_FUNCTIONS = (
    gettext_noop("A published meeting needs at least one citation of a source."),
    gettext_noop("A published MoU needs at least one citation of a source."),
    gettext_noop("An MoU needs at least two parties."),
    gettext_noop("All its delegations are of one party: an MoU that is no draft needs two different ones."),
)


SUBMITTED = pgtrigger.Trigger(
    name="submitted",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NEW.status <> 'in_review' THEN
            NEW.submitted_at := NULL;
        ELSIF TG_OP = 'INSERT' OR OLD.status <> 'in_review' THEN
            -- A row that is put back as it was brings its own.
            NEW.submitted_at := coalesce(NEW.submitted_at, statement_timestamp());
        ELSE
            NEW.submitted_at := OLD.submitted_at;
        END IF;
        RETURN NEW;
    """,
)


def record_triggers(table: str, *generated: str) -> tuple[pgtrigger.Trigger, ...]:
    """Return what holds for every record with a reference and a status.

    ``table`` is "meeting" or "mou"; ``generated`` names its generated columns.
    """
    return (
        register_changed(),
        *version_triggers(computed=generated, moves=MOVES),
        SUBMITTED,
        _published_by_another(table),
        _published_is_kept(table, generated),
        pgtrigger.ReadOnly(name="keep_reference", fields=["reference"]),
        pgtrigger.Trigger(
            name="advance_reference",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Q(new__revises__isnull=True),
            # A fixture brings references of its own: the sequence must never hand one of them out again.
            func=f"""
                IF EXISTS (SELECT FROM meetings_{table}_reference
                            WHERE last_value < substr(NEW.reference, 2)::bigint
                               OR (last_value = substr(NEW.reference, 2)::bigint AND NOT is_called)) THEN
                    PERFORM setval('meetings_{table}_reference', substr(NEW.reference, 2)::bigint);
                END IF;
                RETURN NULL;
            """,
        ),
        pgtrigger.Protect(
            name="keep_published",
            operation=pgtrigger.Delete,
            condition=pgtrigger.Q(old__published_at__isnull=False),
        ),
        pgtrigger.FSM(
            name="road_to_publication",
            field="status",
            transitions=[
                ("draft", "in_review"),
                ("in_review", "draft"),
                ("draft", "published"),
                ("in_review", "published"),
                ("published", "withdrawn"),
                ("withdrawn", "published"),
            ],
        ),
        pgtrigger.Trigger(
            name="published_is_cited",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            timing=pgtrigger.Deferred,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func=f"PERFORM entente_check_cited_{table}(NEW.id); RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="merged_into_published",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(new__merged_into__isnull=False, new__merged_into__df=pgtrigger.F("old__merged_into")),
            # FOR SHARE: the other one is not withdrawn at the same moment. As who is merged is withdrawn, this also
            # keeps circles away.
            func=f"""
                PERFORM FROM meetings_{table} WHERE id = NEW.merged_into_id AND status = 'published' FOR SHARE;
                IF NOT FOUND THEN
                    {refuse(f"meetings_{table}_merged_into_published", MERGE_REFUSED)}
                END IF;
                RETURN NULL;
            """,
        ),
        pgtrigger.Trigger(
            name="merged_leads_on",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            # Deferred: a fixture brings a whole chain of records, in any order.
            timing=pgtrigger.Deferred,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Q(new__merged_into__isnull=False),
            func=f"""
                IF EXISTS (
                    WITH RECURSIVE chain(id) AS (
                        SELECT NEW.merged_into_id
                        UNION
                        SELECT row.merged_into_id FROM meetings_{table} row JOIN chain ON row.id = chain.id
                         WHERE row.merged_into_id IS NOT NULL
                    )
                    SELECT FROM chain JOIN meetings_{table} row USING (id)
                     WHERE row.published_at IS NULL OR row.id = NEW.id
                ) THEN
                    {refuse(f"meetings_{table}_merged_into_published", MERGE_REFUSED)}
                END IF;
                RETURN NULL;
            """,
        ),
    )


def _published_by_another(table: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="published_by_another",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__status="published"),
        # Two persons, where the setting asks for them: each connection brings it along. Who acts is the person of the
        # history context, so that no route goes round it; what is loaded whole says that it revises.
        func=f"""
            IF current_setting('entente.two_persons', true) = 'on' AND NOT entente_may_revise(NULL)
               AND (TG_OP = 'INSERT' OR (OLD.status <> 'published' AND (
                    entente_actor() IS NULL OR OLD.changed_by_id = entente_actor()))) THEN
                {refuse(f"meetings_{table}_two_persons", TWO_PERSONS)}
            END IF;
            RETURN NEW;
        """,
    )


def _published_is_kept(table: str, generated: tuple[str, ...]) -> pgtrigger.Trigger:
    apart = ("version", "created_at", "updated_at", "entered_by_id", "changed_by_id", *MOVES, *generated)
    columns = ", ".join(f"'{name}'" for name in apart)
    return pgtrigger.Trigger(
        name="published_is_kept",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__published_at__isnull=False),
        func=f"""
            IF to_jsonb(NEW) - ARRAY[{columns}] <> to_jsonb(OLD) - ARRAY[{columns}]
               AND NOT (OLD.created_at >= transaction_timestamp()) THEN
                IF NOT entente_may_revise(NULL) THEN
                    {refuse(f"meetings_{table}_published_is_kept", PUBLISHED_IS_KEPT)}
                END IF;
                IF current_setting('entente.two_persons', true) = 'on' AND entente_author() = entente_actor() THEN
                    {refuse(f"meetings_{table}_two_persons", TWO_PERSONS)}
                END IF;
            END IF;
            RETURN NEW;
        """,
    )


def part_of_published(**tables: str) -> pgtrigger.Trigger:
    """Refuse each change of a part (a citation, a topic, a party) of what was published, as of the record itself."""
    published = " OR ".join(
        f"""EXISTS (SELECT FROM {table} WHERE published_at IS NOT NULL AND NOT entente_may_revise(created_at)
                    AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.{column} END,
                               CASE WHEN TG_OP <> 'DELETE' THEN NEW.{column} END))"""
        for column, table in tables.items()
    )
    return pgtrigger.Trigger(
        name="part_of_published",
        level=pgtrigger.Row,
        # After: what a trigger has kept as it was is no change.
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
                RETURN NULL;
            END IF;
            IF {published} THEN
                {refuse("meetings_part_of_published", PUBLISHED_IS_KEPT)}
            END IF;
            RETURN NULL;
        """,
    )


OF_NO_REVISION = pgtrigger.Trigger(
    name="of_no_revision",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__meeting__isnull=False),
    func=f"""
        IF EXISTS (SELECT FROM meetings_meeting WHERE id = NEW.meeting_id AND revises_id IS NOT NULL) THEN
            {refuse("meetings_mou_of_no_revision", NOT_OF_A_REVISION)}
        END IF;
        RETURN NEW;
    """,
)

ADDRESS_UNCHECKED = pgtrigger.Trigger(
    # A new address was not asked yet.
    name="address_unchecked",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("url"),
    condition=pgtrigger.Q(new__url__df=pgtrigger.F("old__url")),
    func="""
        NEW.checked_at := NULL;
        NEW.check_result := '';
        NEW.failing_since := NULL;
        NEW.gone_at := NULL;
        RETURN NEW;
    """,
)

KEEP_CITED = pgtrigger.Trigger(
    name="published_stays_cited",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF OLD.meeting_id IS NOT NULL THEN PERFORM entente_check_cited_meeting(OLD.meeting_id); END IF;
        IF OLD.mou_id IS NOT NULL THEN PERFORM entente_check_cited_mou(OLD.mou_id); END IF;
        RETURN NULL;
    """,
)

DERIVE_PARTIES = pgtrigger.Trigger(
    name="derive_parties",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    # FOR SHARE: nobody changes the party of a delegation while a meeting copies it.
    func="""
        SELECT country_id, organization_id INTO NEW.principal_country_id, NEW.principal_organization_id
          FROM delegations_delegation WHERE id = NEW.principal_id FOR SHARE;
        SELECT country_id, organization_id INTO NEW.counterpart_country_id, NEW.counterpart_organization_id
          FROM delegations_delegation WHERE id = NEW.counterpart_id FOR SHARE;
        RETURN NEW;
    """,
)

ONE_EVENT = pgtrigger.Trigger(
    name="one_event",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    # Immediate, but deferrable: a service may move a whole meeting to another event in one transaction.
    timing=pgtrigger.Immediate,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        -- The rows as they are when this is asked, which may be later than when they were written.
        IF EXISTS (SELECT FROM meetings_meeting row
                     JOIN delegations_delegation side ON side.id IN (row.principal_id, row.counterpart_id)
                    WHERE row.id = NEW.id AND side.event_id IS DISTINCT FROM row.event_id)
        THEN
            {refuse("meetings_meeting_one_event", SAME_EVENT)}
        END IF;
        RETURN NULL;
    """,
)

TOTAL_OF_EVENT = pgtrigger.Trigger(
    name="of_its_event",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    timing=pgtrigger.Immediate,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        IF EXISTS (SELECT FROM meetings_reportedtotal row JOIN delegations_delegation side ON side.id = row.principal_id
                    WHERE row.id = NEW.id AND side.event_id IS DISTINCT FROM row.event_id)
        THEN
            {refuse("meetings_reportedtotal_of_event", TOTAL_AND_PRINCIPAL)}
        END IF;
        RETURN NULL;
    """,
)

MOU_HAS_PARTIES = pgtrigger.Trigger(
    name="has_two_parties",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
    func="PERFORM entente_check_mou_parties(NEW.id); RETURN NULL;",
)

MOU_KEEPS_PARTIES = pgtrigger.Trigger(
    name="keeps_two_parties",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="PERFORM entente_check_mou_parties(OLD.mou_id); RETURN NULL;",
)
