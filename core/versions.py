"""What every table that editors write to has: a version, when and by whom it was entered, when and by whom changed.

All of it is kept by triggers. The person is the one named by the history context of the statement (``core.history``),
so that a form, a bulk write and a command are told apart from raw SQL, of which nobody is known to be the author.
"""

from collections.abc import Iterable

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

KEPT = ("version", "created_at", "updated_at", "entered_by", "changed_by")


class Versioned(models.Model):
    """A row with a version: a number that grows with each change of the row or of what belongs to it.

    A form carries the version that it was filled in for, so that a later save of an older one is noticed.
    """

    version = models.PositiveIntegerField(_("version"), default=1, db_default=1, editable=False)
    created_at = models.DateTimeField(_("entered at"), db_default=Now(), editable=False)
    updated_at = models.DateTimeField(_("changed at"), db_default=Now(), editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )

    class Meta:
        abstract = True
        # To change a row that somebody else entered, and one that readers see, takes a power of its own.
        default_permissions = ("add", "change", "delete", "view", "edit_any", "edit_public")


def version_triggers(*, computed: Iterable[str] = (), moves: Iterable[str] = ()) -> tuple[pgtrigger.Trigger, ...]:
    """Return the triggers of a model that is ``Versioned``.

    ``computed`` names its generated columns: PostgreSQL has not computed them yet when a trigger asks. ``moves``
    names the columns that say where a record stands on its road and not what it says: they raise the version and
    leave ``changed_by`` alone.
    """
    kept = ("version", "created_at", "updated_at", "entered_by_id", "changed_by_id", *computed)
    return (
        pgtrigger.Trigger(
            name="entered",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func="""
                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());
                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            # Triggers of one moment run in the order of their names: after those that derive columns.
            name="version_counted",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            declare=[("belongings", "boolean")],
            func=f"""
                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.
                belongings := NEW.version = OLD.version + 1;
                NEW.version := OLD.version;
                NEW.created_at := OLD.created_at;
                NEW.updated_at := OLD.updated_at;
                NEW.entered_by_id := OLD.entered_by_id;
                NEW.changed_by_id := OLD.changed_by_id;
                IF belongings OR {_content("NEW", kept)} <> {_content("OLD", kept)} THEN
                    NEW.version := OLD.version + 1;
                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the
                    -- transaction, which may be before the row was made.
                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());
                    IF belongings OR {_content("NEW", (*kept, *moves))} <> {_content("OLD", (*kept, *moves))} THEN
                        -- A merge only points a row at another one: its words stay those of whoever wrote them.
                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN
                            NEW.changed_by_id := entente_author();
                        END IF;
                    END IF;
                END IF;
                RETURN NEW;
            """,
        ),
    )


def belongs_to(**tables: str) -> pgtrigger.Trigger:
    """Let each change of a row raise the version of what it belongs to: ``belongs_to(meeting_id="meetings_meeting")``.

    What is written together with its owner, in one transaction, is a part of the owner's first version.
    """
    return pgtrigger.Trigger(
        name="belongs_to",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
                RETURN NULL;
            END IF;
            {"".join(_tell_owner(column, table) for column, table in tables.items())}
            RETURN NULL;
        """,
    )


def _tell_owner(column: str, table: str) -> str:
    key = "iso2" if table == "delegations_country" else "id"
    return f"""
            UPDATE {table} SET version = version + 1
             WHERE {key} IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.{column} END,
                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.{column} END)
               AND created_at < transaction_timestamp();
    """


def _content(row: str, apart: Iterable[str]) -> str:
    return f"to_jsonb({row}) - ARRAY[{', '.join(repr(name) for name in apart)}]"
