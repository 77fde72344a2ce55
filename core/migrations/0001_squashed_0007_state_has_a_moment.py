"""All that the migrations up to the one in its name do, in one go: see CONTRIBUTING.md, "Migrations"."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('core', '0001_initial'), ('core', '0002_register_state'), ('core', '0003_likeness'), ('core', '0004_moved_address'), ('core', '0005_form_tokens'), ('core', '0006_contexts_are_kept'), ('core', '0007_state_has_a_moment')]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='LoadedDataset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, unique=True, verbose_name='name')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the file')),
                ('loaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='loaded at')),
            ],
            options={
                'verbose_name': 'loaded data set',
                'verbose_name_plural': 'loaded data sets',
                'ordering': ('name', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='FormToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(editable=False, unique=True)),
                ('kind', models.CharField(max_length=100, verbose_name='what it made')),
                ('key', models.CharField(blank=True, default='', max_length=100, verbose_name='key of what it made')),
                ('mark', models.CharField(max_length=64, verbose_name='SHA-256 of what was typed')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='when')),
            ],
            options={
                'verbose_name': 'form that was sent',
                'verbose_name_plural': 'forms that were sent',
                'ordering': ('-at', '-pk'),
                'indexes': [models.Index(fields=['at'], name='formtoken_at')],
            },
        ),
        migrations.CreateModel(
            name='MovedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('source', 'source'), ('delegation', 'delegation'), ('event', 'event'), ('organization', 'organization')], max_length=12, verbose_name='kind')),
                ('old', models.CharField(max_length=100, verbose_name='old address')),
                ('new', models.BigIntegerField(verbose_name='key of where it leads')),
            ],
            options={
                'verbose_name': 'address that moved',
                'verbose_name_plural': 'addresses that moved',
                'ordering': ('kind', 'old', '-pk'),
                'indexes': [models.Index(fields=['kind', 'new'], name='movedaddress_new')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['source', 'delegation', 'event', 'organization'])), name='core_movedaddress_kind_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('old__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='core_movedaddress_old_not_blank', violation_error_message='A name or title must not be empty.'), models.UniqueConstraint(fields=('kind', 'old'), name='core_movedaddress_once', violation_error_message='This address leads elsewhere already.')],
            },
        ),
        migrations.CreateModel(
            name='RegisterState',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('version', models.BigIntegerField(default=0, verbose_name='version')),
                ('changed_by_transaction', models.CharField(blank=True, default='', max_length=32)),
                ('changed_at', models.DateTimeField(editable=False, null=True, verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'state of the register',
                'verbose_name_plural': 'state of the register',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='core_registerstate_one_row', violation_error_message='The register has one state.')],
            },
        ),
        migrations.RunSQL(
            sql='\nCREATE FUNCTION entente_register_changed() RETURNS void LANGUAGE sql AS $$\n    INSERT INTO core_registerstate AS state (id, version, changed_by_transaction, changed_at)\n    VALUES (1, 1, pg_current_xact_id()::text, clock_timestamp())\n    ON CONFLICT (id) DO UPDATE\n       SET version = state.version + 1, changed_by_transaction = excluded.changed_by_transaction,\n           changed_at = greatest(state.changed_at, clock_timestamp())\n     WHERE state.changed_by_transaction <> excluded.changed_by_transaction\n$$;\n',
            reverse_sql='DROP FUNCTION entente_register_changed();',
        ),
        migrations.RunSQL(
            sql="\n            CREATE FUNCTION entente_plain(words text) RETURNS text\n            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$\n                -- Short enough for an index, whatever the writing.\n                SELECT left(btrim(regexp_replace(\n                    translate(lower(regexp_replace(normalize(words, NFKD), '[\\u0300-\\u036F\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670\\u200B-\\u200F\\u2060\\uFEFF]+', '', 'g')),\n                              'øØłŁđĐıةىئؤ', 'oollddiهييو'),\n                    '[\\s!-/:-@\\[-`{-~\\u00A0-\\u00BF\\u060C\\u061B\\u061F\\u2010-\\u205E\\u3000-\\u3002]+', ' ', 'g')), 400)\n            $$;\n            ",
            reverse_sql='DROP FUNCTION entente_plain(text);',
        ),
        migrations.RunSQL(
            sql='\n            CREATE FUNCTION entente_address(address text) RETURNS text\n            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$\n                SELECT coalesce(left(\n                    lower(regexp_replace(part[1], \':(80|443)?$\', \'\')) || rtrim(part[2], \'/\')\n                    || coalesce(\'?\' || (\n                           SELECT string_agg(parameter, \'&\' ORDER BY parameter COLLATE "C")\n                             FROM regexp_split_to_table(part[3], \'&\') AS parameter\n                            WHERE parameter <> \'\' AND parameter !~* \'^(utm_[a-z0-9_]*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_ga|_gl|ncid|cmpid|ref_src|ref_url|ftag|xtor|at_medium|at_campaign|ocid|smid|sfmc_id|s_cid|__twitter_impression)(=|$)\'\n                       ), \'\')\n                    -- What some sites of one page write behind "#!" or "#/" is the document.\n                    || coalesce(part[4], \'\'), 600), \'\')\n                  FROM regexp_match(\n                      btrim(address),\n                      \'^(?:[a-z]+:)?(?://)?(?:www[0-9]?\\.)?([^/?#]*)([^?#]*)(?:\\?([^#]*))?(#[!/].+)?\', \'i\'\n                  ) AS part\n            $$;\n            ',
            reverse_sql='DROP FUNCTION entente_address(text);',
        ),
        migrations.RunSQL(
            sql='\n            CREATE FUNCTION entente_pair(country text, organization bigint, other_country text, other bigint)\n            RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\n                -- By code point: the order of the database\'s own collation may change with the operating system.\n                SELECT least(coalesce(country, organization::text) COLLATE "C",\n                             coalesce(other_country, other::text) COLLATE "C")\n                       || \' \' ||\n                       greatest(coalesce(country, organization::text) COLLATE "C",\n                                coalesce(other_country, other::text) COLLATE "C")\n            $$;\n            ',
            reverse_sql='DROP FUNCTION entente_pair(text, bigint, text, bigint);',
        ),
        migrations.RunSQL(
            sql="\n            CREATE FUNCTION entente_context_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$\n            BEGIN\n                -- A request, or a command, adds to its own context while it lasts: the way of work, a reason. Who\n                -- acted is never somebody else afterwards.\n                IF TG_OP = 'UPDATE' THEN\n                    IF OLD.id::text = current_setting('pghistory.context_id', true)\n                       AND NEW.id = OLD.id AND NEW.created_at = OLD.created_at\n                       AND (OLD.metadata -> 'user' IS NULL OR OLD.metadata -> 'user' = 'null'::jsonb\n                            OR NEW.metadata -> 'user' IS NOT DISTINCT FROM OLD.metadata -> 'user') THEN\n                        RETURN NEW;\n                    END IF;\n                END IF;\n                RAISE EXCEPTION 'entente: Cannot % rows of %, the history refers to them.',\n                    lower(TG_OP), TG_TABLE_NAME;\n            END;\n            $$;\n            CREATE TRIGGER entente_context_is_kept BEFORE UPDATE OR DELETE ON pghistory_context\n                FOR EACH ROW EXECUTE FUNCTION entente_context_is_kept();\n            CREATE TRIGGER entente_never_emptied BEFORE TRUNCATE ON pghistory_context\n                FOR EACH STATEMENT EXECUTE FUNCTION entente_context_is_kept();\n            ",
            reverse_sql='\n            DROP TRIGGER entente_never_emptied ON pghistory_context;\n            DROP TRIGGER entente_context_is_kept ON pghistory_context;\n            DROP FUNCTION entente_context_is_kept();\n            ',
        ),
    ]
