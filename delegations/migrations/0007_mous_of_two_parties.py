"""A delegation that changes its party is asked whether its MoUs still have two different ones."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("delegations", "0006_history_is_never_emptied"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="tell_mous",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n                    PERFORM entente_check_mou_parties(mou_id) FROM meetings_mouparty WHERE delegation_id = NEW.id;\n                    RETURN NULL;\n                ",
                    hash="14208303c35f64756fb1d2bd4906d4daf3bfc19b",
                    operation='UPDATE OF "country_id", "organization_id"',
                    pgid="pgtrigger_tell_mous_dd1dc",
                    table="delegations_delegation",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]
