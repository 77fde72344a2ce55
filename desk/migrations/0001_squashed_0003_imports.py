"""All that the migrations up to the one in its name do, in one go: see CONTRIBUTING.md, "Migrations"."""

import core.text
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('desk', '0001_initial'), ('desk', '0002_comments'), ('desk', '0003_imports')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('meetings', '0001_squashed_0010_changes_in_order'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16, verbose_name='kind')),
                ('name', models.CharField(max_length=255, validators=[core.text.validate_clean_text], verbose_name='name of the file')),
                ('state', models.CharField(choices=[('reading', 'being read'), ('mapping', 'waits for its columns'), ('matching', 'being compared'), ('ready', 'waits to be taken in'), ('applying', 'being taken in'), ('applied', 'taken in'), ('undoing', 'being undone'), ('undone', 'undone'), ('refused', 'not readable')], default='reading', max_length=10, verbose_name='state')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='when')),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language of its messages')),
                ('file', models.BinaryField(null=True, verbose_name='file')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the file')),
                ('encoding', models.CharField(blank=True, default='', max_length=16, verbose_name='encoding')),
                ('separator', models.CharField(blank=True, default='', max_length=16, verbose_name='separator')),
                ('sheet', models.CharField(blank=True, default='', max_length=255, verbose_name='sheet')),
                ('header', models.PositiveIntegerField(default=0, verbose_name='line of the headings')),
                ('headings', models.JSONField(default=list, verbose_name='headings')),
                ('mapping', models.JSONField(default=dict, verbose_name='columns and fields')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='rows done')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='rows in all')),
                ('problem', models.TextField(blank=True, default='', verbose_name='what went wrong')),
                ('context', models.UUIDField(null=True, verbose_name='context of the history')),
                ('left', models.JSONField(default=list, verbose_name='left as it is')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='taken in at')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL, verbose_name='who brought it in')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='meetings.source', verbose_name='source of every row that names none')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports_undone', to=settings.AUTH_USER_MODEL, verbose_name='who undid it')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ('-at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'mou', 'event', 'delegation', 'organization', 'source', 'citation', 'reportedtotal', 'topic', 'country', 'region'])), name='desk_importbatch_kind_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('state__in', ['reading', 'mapping', 'matching', 'ready', 'applying', 'applied', 'undoing', 'undone', 'refused'])), name='desk_importbatch_state_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('name__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), name='desk_importbatch_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('state__in', ['applied', 'undoing', 'undone'])), models.Q(models.Q(('state__in', ['applied', 'undoing', 'undone']), _negated=True), ('applied_at', None)), _connector='OR'), name='desk_importbatch_applied', violation_error_message='An import that was taken in has the moment of it.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False)), models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at', None)), _connector='OR'), name='desk_importbatch_undone', violation_error_message='An import that was undone has the moment of it.')],
            },
        ),
        migrations.CreateModel(
            name='ImportedMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_key', models.CharField(max_length=200, validators=[core.text.validate_clean_text], verbose_name='key in the source')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='external_keys', to='meetings.meeting', verbose_name='meeting')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='external_keys', to='meetings.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'imported meeting',
                'verbose_name_plural': 'imported meetings',
                'ordering': ('source', 'external_key', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('source', 'external_key'), name='desk_importedmeeting_once', violation_error_message='A meeting with this key of this source is in the register already.'), models.CheckConstraint(condition=models.Q(('external_key__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='desk_importedmeeting_external_key_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(('external_key__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), name='desk_importedmeeting_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.')],
            },
        ),
        migrations.CreateModel(
            name='ImportMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16, verbose_name='kind')),
                ('headings', models.CharField(max_length=64, verbose_name='headings')),
                ('mapping', models.JSONField(default=dict, verbose_name='columns and fields')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_mappings', to=settings.AUTH_USER_MODEL, verbose_name='who said so')),
            ],
            options={
                'verbose_name': 'remembered columns',
                'verbose_name_plural': 'remembered columns',
                'ordering': ('-at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'mou', 'event', 'delegation', 'organization', 'source', 'citation', 'reportedtotal', 'topic', 'country', 'region'])), name='desk_importmapping_kind_known', violation_error_message='A value is not in the list of this field.'), models.UniqueConstraint(fields=('by', 'kind', 'headings'), name='desk_importmapping_once', violation_error_message='The columns of these headings are remembered already.')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='line')),
                ('cells', models.JSONField(default=list, verbose_name='cells')),
                ('verdict', models.CharField(blank=True, choices=[('', 'not compared yet'), ('new', 'new'), ('update', 'update'), ('duplicate', 'duplicate'), ('unchanged', 'unchanged'), ('error', 'error')], default='', max_length=10, verbose_name='what it would do')),
                ('included', models.BooleanField(default=False, verbose_name='to be taken in')),
                ('problems', models.JSONField(default=list, verbose_name='problems')),
                ('changes', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='changes')),
                ('likes', models.JSONField(default=list, verbose_name='looks like')),
                ('outcome', models.CharField(blank=True, choices=[('', 'nothing'), ('created', 'created'), ('changed', 'changed'), ('revised', 'proposed as a revision')], default='', max_length=10, verbose_name='what became of it')),
                ('key', models.CharField(blank=True, default='', max_length=40, verbose_name='key of the record')),
                ('words', models.CharField(blank=True, default='', max_length=400, verbose_name='name of the record')),
                ('before', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='what it said before')),
                ('fingerprint', models.CharField(blank=True, default='', max_length=64, verbose_name='fingerprint')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='desk.importbatch', verbose_name='import')),
            ],
            options={
                'verbose_name': 'row of an import',
                'verbose_name_plural': 'rows of imports',
                'ordering': ('batch', 'line'),
                'indexes': [models.Index(fields=['batch', 'verdict', 'line'], name='importrow_verdict')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'new', 'update', 'duplicate', 'unchanged', 'error'])), name='desk_importrow_verdict_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'created', 'changed', 'revised'])), name='desk_importrow_outcome_known', violation_error_message='A value is not in the list of this field.'), models.UniqueConstraint(fields=('batch', 'line'), name='desk_importrow_once', violation_error_message='This line was read already.'), models.CheckConstraint(condition=models.Q(('included', False), ('verdict__in', ['', 'new', 'update', 'duplicate']), _connector='OR'), name='desk_importrow_included', violation_error_message='A row that has an error, or changes nothing, is not taken in.')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('meeting', 'meetings'), ('mou', 'MoUs'), ('delegation', 'delegations'), ('source', 'sources'), ('event', 'events'), ('organization', 'organizations')], max_length=12, verbose_name='kind')),
                ('loser', models.BigIntegerField(verbose_name='record that was merged')),
                ('winner', models.BigIntegerField(verbose_name='record that was kept')),
                ('loser_name', models.CharField(max_length=400, verbose_name='name of the record that was merged')),
                ('winner_name', models.CharField(max_length=400, verbose_name='name of the record that was kept')),
                ('moved', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='what was moved')),
                ('reason', models.TextField(max_length=1000, validators=[core.text.validate_clean_text], verbose_name='why')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='when')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='when it was undone')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merges', to=settings.AUTH_USER_MODEL, verbose_name='who merged them')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merges_undone', to=settings.AUTH_USER_MODEL, verbose_name='who undid it')),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'ordering': ('-at', '-pk'),
                'indexes': [models.Index(fields=['kind', 'winner'], name='merge_winner'), models.Index(fields=['kind', 'loser'], name='merge_loser')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'mou', 'delegation', 'source', 'event', 'organization'])), name='desk_merge_kind_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('reason__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='desk_merge_reason_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(('reason__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), name='desk_merge_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('reason__length__lte', 1000)), name='desk_merge_reason_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(('loser', models.F('winner')), _negated=True), name='desk_merge_two', violation_error_message='A record is never merged into itself.'), models.CheckConstraint(condition=models.Q(('undone_at__isnull', False), ('undone_by', None), _connector='OR'), name='desk_merge_undone', violation_error_message='Who undid a merge did so at some moment.')],
            },
        ),
        migrations.CreateModel(
            name='NotDuplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('meeting', 'meetings'), ('mou', 'MoUs'), ('delegation', 'delegations'), ('source', 'sources'), ('event', 'events'), ('organization', 'organizations')], max_length=12, verbose_name='kind')),
                ('lower', models.BigIntegerField(verbose_name='older record')),
                ('higher', models.BigIntegerField(verbose_name='newer record')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='told_apart', to=settings.AUTH_USER_MODEL, verbose_name='who told them apart')),
            ],
            options={
                'verbose_name': 'pair that is no duplicate',
                'verbose_name_plural': 'pairs that are no duplicates',
                'ordering': ('-at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'mou', 'delegation', 'source', 'event', 'organization'])), name='desk_notduplicate_kind_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('lower__lt', models.F('higher'))), name='desk_notduplicate_order', violation_error_message='A pair is two different records, the one with the lower key first.'), models.UniqueConstraint(fields=('kind', 'lower', 'higher'), name='desk_notduplicate_once', violation_error_message='These two were told apart already.')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.CharField(blank=True, default='', max_length=20, verbose_name='pending revision')),
                ('text', models.TextField(max_length=4000, validators=[core.text.validate_clean_text], verbose_name='comment')),
                ('is_return', models.BooleanField(default=False, verbose_name='returned with it')),
                ('token', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='token')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='when')),
                ('resolved_at', models.DateTimeField(null=True, verbose_name='when it was settled')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL, verbose_name='who wrote it')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='meetings.meeting', verbose_name='meeting')),
                ('mou', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='meetings.mou', verbose_name='MoU')),
                ('resolved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments_settled', to=settings.AUTH_USER_MODEL, verbose_name='who settled it')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ('at', 'pk'),
                'indexes': [models.Index(condition=models.Q(('is_return', True), ('resolved_at', None)), fields=['-at', '-id'], name='comment_returned')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', False), ('mou', None)), models.Q(('meeting', None), ('mou__isnull', False)), _connector='OR'), name='desk_comment_one_record', violation_error_message='A comment is about one record: a meeting or an MoU.'), models.CheckConstraint(condition=models.Q(('text__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='desk_comment_text_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(('text__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), name='desk_comment_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('text__length__lte', 4000)), name='desk_comment_text_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(('resolved_at__isnull', False), ('resolved_by', None), _connector='OR'), name='desk_comment_resolved', violation_error_message='Who settled a comment did so at some moment.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='written', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    NEW.by_id := entente_actor();\n                    NEW.at := statement_timestamp();\n                    IF EXISTS (SELECT FROM meetings_meeting WHERE id = NEW.meeting_id AND revises_id IS NOT NULL)\n                       OR EXISTS (SELECT FROM meetings_mou WHERE id = NEW.mou_id AND revises_id IS NOT NULL) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'desk_comment_of_record', MESSAGE = 'Comments stand at the record, not at a pending revision of it.';\n                    END IF;\n                    RETURN NEW;\n                ", hash='f4caadda17782b4b154cd58450d0a0d85ab9f8fb', operation='INSERT', pgid='pgtrigger_written_ca515', table='desk_comment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF ROW(NEW.id, NEW.text, NEW.by_id, NEW.at, NEW.is_return, NEW.revision, NEW.token)\n                       IS DISTINCT FROM\n                       ROW(OLD.id, OLD.text, OLD.by_id, OLD.at, OLD.is_return, OLD.revision, OLD.token) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'desk_comment_kept', MESSAGE = 'A comment is never changed: write another one, or mark it as settled.';\n                    END IF;\n                    NEW.resolved_by_id := OLD.resolved_by_id;\n                    IF NEW.resolved_at IS NULL THEN\n                        NEW.resolved_by_id := NULL;\n                    ELSIF OLD.resolved_at IS NULL THEN\n                        NEW.resolved_at := statement_timestamp();\n                        NEW.resolved_by_id := entente_actor();\n                    ELSE\n                        NEW.resolved_at := OLD.resolved_at;\n                    END IF;\n                    RETURN NEW;\n                ", hash='51d1e7dd8ac501a74907654dfd8c28ba294ae93b', operation='UPDATE', pgid='pgtrigger_kept_853d3', table='desk_comment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='gone_with_its_record', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n                    IF EXISTS (SELECT FROM meetings_meeting WHERE id = OLD.meeting_id)\n                       OR EXISTS (SELECT FROM meetings_mou WHERE id = OLD.mou_id) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'desk_comment_kept', MESSAGE = 'A comment is never changed: write another one, or mark it as settled.';\n                    END IF;\n                    RETURN NULL;\n                ", hash='33db194ed4eefd22c9cb8475024fc97afca77120', operation='DELETE', pgid='pgtrigger_gone_with_its_record_aedf9', table='desk_comment', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
