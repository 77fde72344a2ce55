"""All that the migrations up to the one in its name do, in one go: see CONTRIBUTING.md, "Migrations"."""

import core.derived
import core.fields
import core.text
import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import meetings.models.record
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('meetings', '0001_functions'), ('meetings', '0002_initial'), ('meetings', '0003_rules_of_the_record'), ('meetings', '0004_versions_and_revisions'), ('meetings', '0005_powers'), ('meetings', '0006_likeness'), ('meetings', '0007_submitted_and_checked'), ('meetings', '0008_history_is_never_emptied'), ('meetings', '0009_changed_of_late'), ('meetings', '0010_changes_in_order')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('delegations', '0001_squashed_0006_history_is_never_emptied'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.RunSQL(
            sql='CREATE SEQUENCE meetings_meeting_reference; CREATE SEQUENCE meetings_mou_reference;',
            reverse_sql='DROP SEQUENCE meetings_meeting_reference; DROP SEQUENCE meetings_mou_reference;',
        ),
        migrations.RunSQL(
            sql="\n            CREATE FUNCTION entente_next_reference(letter text, sequence text)\n            RETURNS text LANGUAGE plpgsql VOLATILE AS $$\n            DECLARE\n                number text := nextval(sequence::regclass)::text;\n            BEGIN\n                RETURN letter || lpad(number, greatest(6, length(number)), '0');\n            END\n            $$;\n            ",
            reverse_sql='DROP FUNCTION entente_next_reference(text, text);',
        ),
        migrations.RunSQL(
            sql="\n    CREATE FUNCTION entente_check_cited_meeting(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$\n    DECLARE\n        state text;\n    BEGIN\n        -- The lock makes two editors who remove one citation each wait for one another: the second sees none left.\n        SELECT status INTO state FROM meetings_meeting WHERE id = record_id FOR NO KEY UPDATE;\n        IF state = 'published' AND NOT EXISTS (SELECT FROM meetings_citation WHERE meeting_id = record_id) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'meetings_meeting_published_is_cited',\n                MESSAGE = 'A published meeting needs at least one citation of a source.';\n        END IF;\n    END\n    $$;\n    ",
            reverse_sql='DROP FUNCTION entente_check_cited_meeting(bigint);',
        ),
        migrations.RunSQL(
            sql="\n    CREATE FUNCTION entente_check_cited_mou(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$\n    DECLARE\n        state text;\n    BEGIN\n        -- The lock makes two editors who remove one citation each wait for one another: the second sees none left.\n        SELECT status INTO state FROM meetings_mou WHERE id = record_id FOR NO KEY UPDATE;\n        IF state = 'published' AND NOT EXISTS (SELECT FROM meetings_citation WHERE mou_id = record_id) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'meetings_mou_published_is_cited',\n                MESSAGE = 'A published MoU needs at least one citation of a source.';\n        END IF;\n    END\n    $$;\n    ",
            reverse_sql='DROP FUNCTION entente_check_cited_mou(bigint);',
        ),
        migrations.RunSQL(
            sql="\n            CREATE FUNCTION entente_check_mou_parties(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$\n            BEGIN\n                PERFORM FROM meetings_mou WHERE id = record_id FOR NO KEY UPDATE;\n                IF FOUND AND (SELECT count(*) FROM meetings_mouparty WHERE mou_id = record_id) < 2 THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                        CONSTRAINT = 'meetings_mou_two_parties',\n                        MESSAGE = 'An MoU needs at least two parties.';\n                END IF;\n            END\n            $$;\n            ",
            reverse_sql='DROP FUNCTION entente_check_mou_parties(bigint);',
        ),
        migrations.RunSQL(
            sql='CREATE SEQUENCE meetings_revision_reference;',
            reverse_sql='DROP SEQUENCE meetings_revision_reference;',
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('summary', models.TextField(blank=True, help_text='What happened, in our own words: never a sentence of a source. May stay empty.', max_length=5000, validators=[core.text.validate_clean_text], verbose_name='summary')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='submitted at')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn at')),
                ('withdrawn_reason', models.TextField(blank=True, editable=False, max_length=1000, verbose_name='why it was withdrawn')),
                ('base_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='version that it revises')),
                ('search_text', core.derived.SearchTextField()),
                ('search_vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('reference', 'search_text', config='simple'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('reference', models.CharField(db_default=meetings.models.record.NextReference('M', 'meetings_meeting_reference'), editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('kind', models.CharField(choices=[('bilateral', 'bilateral meeting'), ('working-session', 'working session'), ('courtesy-call', 'courtesy call'), ('signing', 'signing ceremony'), ('remote', 'call or video conference'), ('other', 'other')], default='bilateral', max_length=20, verbose_name='kind')),
                ('attestation', models.CharField(choices=[('named', 'named'), ('implied', 'implied')], default='named', help_text='Named: the source lists the two as having met. Implied: it never does, but says something that needs a meeting, such as a signature.', max_length=10, verbose_name='attestation')),
                ('held_on', core.fields.EdtfField(blank=True, help_text="The day as the source gives it, in EDTF: 2025-11-24, 2025-11, [2025-11-24..2025-11-27] for one of these days. Left empty for a meeting at an event, it becomes one of the event's days.", max_length=64, verbose_name='held on')),
                ('held_from', core.derived.BoundField(bound='earliest', of='held_on', verbose_name='first day')),
                ('held_to', core.derived.BoundField(bound='latest', of='held_on', verbose_name='last day')),
                ('held_order', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('held_from', models.Value(datetime.date(1, 1, 1))), output_field=models.DateField())),
                ('place', models.CharField(blank=True, help_text="Only where the source gives one for this meeting; otherwise the event's place is shown.", max_length=120, validators=[core.text.validate_clean_text], verbose_name='place')),
                ('party_pair', models.GeneratedField(db_persist=True, expression=models.Func(models.F('principal_country'), models.F('principal_organization'), models.F('counterpart_country'), models.F('counterpart_organization'), function='entente_pair', output_field=models.TextField()), output_field=models.TextField())),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('counterpart', models.ForeignKey(help_text='The delegation that the principal met.', on_delete=django.db.models.deletion.PROTECT, related_name='meetings_as_counterpart', to='delegations.delegation', verbose_name='counterpart')),
                ('counterpart_country', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegations.country')),
                ('counterpart_organization', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegations.organization')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='delegations.event', verbose_name='event')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='meetings.meeting', verbose_name='merged into')),
                ('place_country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosted_meetings', to='delegations.country', verbose_name='country of the place')),
                ('principal', models.ForeignKey(help_text="The delegation whose programme the meeting belongs to: often the host's.", on_delete=django.db.models.deletion.PROTECT, related_name='meetings_as_principal', to='delegations.delegation', verbose_name='principal')),
                ('principal_country', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegations.country')),
                ('principal_organization', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegations.organization')),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('revises', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revision', to='meetings.meeting', verbose_name='revises')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ('-held_order', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'review', 'publish', 'withdraw', 'merge'),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_vector'], name='meeting_search'), models.Index(condition=models.Q(('published_at', None), ('revises', None)), fields=['entered_by', '-updated_at', '-id'], include=('status',), name='meeting_unpublished'), models.Index(condition=models.Q(('status', 'in_review')), fields=['submitted_at', 'id'], name='meeting_waiting'), models.Index(condition=models.Q(('status__in', ['published', 'withdrawn'])), fields=['updated_at', 'id'], name='meeting_changes'), models.Index(fields=['held_from'], name='meeting_held'), models.Index(condition=models.Q(('status', 'published')), fields=['-held_order', '-id'], name='meeting_newest'), models.Index(condition=models.Q(('status', 'published')), fields=['-published_at', '-id'], name='meeting_recent'), models.Index(condition=models.Q(('status', 'published')), fields=['-updated_at', '-id'], name='meeting_changed'), models.Index(condition=models.Q(('status', 'published')), fields=['principal_country', '-held_order', '-id'], name='meeting_by_p_country'), models.Index(condition=models.Q(('status', 'published')), fields=['counterpart_country', '-held_order', '-id'], name='meeting_by_c_country'), models.Index(condition=models.Q(('status', 'published')), fields=['principal_organization', '-held_order', '-id'], name='meeting_by_p_org'), models.Index(condition=models.Q(('status', 'published')), fields=['counterpart_organization', '-held_order', '-id'], name='meeting_by_c_org'), models.Index(condition=models.Q(('status', 'published')), fields=['event', '-held_order', '-id'], name='meeting_by_event'), models.Index(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('revises', None)), fields=['party_pair', 'held_order', 'id'], include=('held_to', 'event'), name='meeting_likeness')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reference__regex', '^M([0-9]{6}|[1-9][0-9]{6,17})$'), ('revises', None)), models.Q(('reference__regex', '^R([0-9]{6}|[1-9][0-9]{6,17})$'), ('revises__isnull', False)), _connector='OR'), name='meetings_meeting_reference', violation_error_message='A reference is a letter and six digits, or up to eighteen where the first is not a zero.'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in_review', 'published', 'withdrawn'])), name='meetings_meeting_status_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('summary__length__lte', 5000)), name='meetings_meeting_summary_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(('withdrawn_reason__length__lte', 1000)), name='meetings_meeting_withdrawn_reason_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('status__in', ['draft', 'in_review'])), models.Q(('published_at__isnull', False), ('status__in', ['published', 'withdrawn'])), _connector='OR'), name='meetings_meeting_published_at', violation_error_message='What was published has the moment of its publication; a draft has none.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_reason__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at', None), ('withdrawn_reason', '')), _connector='OR'), name='meetings_meeting_withdrawn_reason', violation_error_message='Who withdraws a record says why; readers will see the reason.'), models.CheckConstraint(condition=models.Q(models.Q(('base_version', None), ('revises', None)), models.Q(('base_version__isnull', False), ('revises__isnull', False), ('status__in', ['draft', 'in_review']), models.Q(('revises', models.F('pk')), _negated=True)), _connector='OR'), name='meetings_meeting_revises', violation_error_message='A pending revision is of another record, and is a draft or in review.'), models.CheckConstraint(condition=models.Q(('published_by', None), ('published_at__isnull', False), _connector='OR'), name='meetings_meeting_published_by', violation_error_message='Only what was published has somebody who published it.'), models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('status', 'withdrawn'), models.Q(('merged_into', models.F('pk')), _negated=True)), _connector='OR'), name='meetings_meeting_merged_into', violation_error_message='Only a withdrawn record is merged into another, and never into itself.'), models.CheckConstraint(condition=models.Q(models.Q(('place__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('summary__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('withdrawn_reason__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='meetings_meeting_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('kind__in', ['bilateral', 'working-session', 'courtesy-call', 'signing', 'remote', 'other'])), name='meetings_meeting_kind_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('attestation__in', ['named', 'implied'])), name='meetings_meeting_attestation_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('held_from__isnull', True), ('held_to__isnull', True), ('held_from__lte', models.F('held_to')), _connector='OR'), name='meetings_meeting_held_from_order', violation_error_message='The first day must not be after the last day.'), models.CheckConstraint(condition=models.Q(models.Q(('held_on', ''), ('held_from__isnull', True), ('held_to__isnull', True)), models.Q(models.Q(('held_on', ''), _negated=True), models.Q(('held_from__isnull', True), ('held_to__isnull', True), _negated=True)), _connector='OR'), name='meetings_meeting_held_on_bounds', violation_error_message='A date must give at least its first or its last day.'), models.CheckConstraint(condition=models.Q(models.Q(('principal', models.F('counterpart')), _negated=True), models.Q(('principal_country', None), ('counterpart_country', None), models.Q(('principal_country', models.F('counterpart_country')), _negated=True), _connector='OR'), models.Q(('principal_organization', None), ('counterpart_organization', None), models.Q(('principal_organization', models.F('counterpart_organization')), _negated=True), _connector='OR')), name='meetings_meeting_two_parties', violation_error_message='A meeting has two different parties.')],
            },
        ),
        migrations.CreateModel(
            name='MoU',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('summary', models.TextField(blank=True, help_text='What happened, in our own words: never a sentence of a source. May stay empty.', max_length=5000, validators=[core.text.validate_clean_text], verbose_name='summary')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='submitted at')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn at')),
                ('withdrawn_reason', models.TextField(blank=True, editable=False, max_length=1000, verbose_name='why it was withdrawn')),
                ('base_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='version that it revises')),
                ('search_text', core.derived.SearchTextField()),
                ('search_vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('reference', 'search_text', config='simple'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('reference', models.CharField(db_default=meetings.models.record.NextReference('A', 'meetings_mou_reference'), editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('title', models.CharField(help_text='Its title, or in our words between whom it is.', max_length=240, validators=[core.text.validate_clean_text], verbose_name='title')),
                ('kind', models.CharField(choices=[('memorandum', 'memorandum of understanding'), ('agreement', 'agreement'), ('protocol', 'protocol'), ('letter-of-intent', 'letter of intent'), ('action-plan', 'action plan'), ('other', 'other instrument')], default='memorandum', max_length=20, verbose_name='kind')),
                ('signed_on', core.fields.EdtfField(blank=True, max_length=64, verbose_name='signed on')),
                ('signed_from', core.derived.BoundField(bound='earliest', of='signed_on', verbose_name='first day')),
                ('signed_to', core.derived.BoundField(bound='latest', of='signed_on', verbose_name='last day')),
                ('signed_order', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('signed_from', models.Value(datetime.date(1, 1, 1))), output_field=models.DateField())),
                ('lifecycle', models.CharField(choices=[('signed', 'signed'), ('in-force', 'in force'), ('expired', 'expired'), ('terminated', 'terminated'), ('replaced', 'replaced')], default='signed', max_length=12, verbose_name='lifecycle')),
                ('text_url', models.URLField(blank=True, max_length=500, verbose_name='address of the text')),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mous', to='delegations.event', verbose_name='event')),
                ('meeting', models.ForeignKey(blank=True, help_text='The meeting at which it was signed, if there was one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mous', to='meetings.meeting', verbose_name='meeting')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='meetings.mou', verbose_name='merged into')),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('revises', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revision', to='meetings.mou', verbose_name='revises')),
            ],
            options={
                'verbose_name': 'MoU',
                'verbose_name_plural': 'MoUs',
                'ordering': ('-signed_order', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'review', 'publish', 'withdraw', 'merge'),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_vector'], name='mou_search'), models.Index(condition=models.Q(('published_at', None), ('revises', None)), fields=['entered_by', '-updated_at', '-id'], include=('status',), name='mou_unpublished'), models.Index(condition=models.Q(('status', 'in_review')), fields=['submitted_at', 'id'], name='mou_waiting'), models.Index(condition=models.Q(('status__in', ['published', 'withdrawn'])), fields=['updated_at', 'id'], name='mou_changes'), models.Index(condition=models.Q(('status', 'published')), fields=['-signed_order', '-id'], name='mou_newest'), models.Index(condition=models.Q(('status', 'published')), fields=['-published_at', '-id'], name='mou_recent'), models.Index(condition=models.Q(('status', 'published')), fields=['-updated_at', '-id'], name='mou_changed')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reference__regex', '^A([0-9]{6}|[1-9][0-9]{6,17})$'), ('revises', None)), models.Q(('reference__regex', '^R([0-9]{6}|[1-9][0-9]{6,17})$'), ('revises__isnull', False)), _connector='OR'), name='meetings_mou_reference', violation_error_message='A reference is a letter and six digits, or up to eighteen where the first is not a zero.'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in_review', 'published', 'withdrawn'])), name='meetings_mou_status_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('summary__length__lte', 5000)), name='meetings_mou_summary_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(('withdrawn_reason__length__lte', 1000)), name='meetings_mou_withdrawn_reason_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('status__in', ['draft', 'in_review'])), models.Q(('published_at__isnull', False), ('status__in', ['published', 'withdrawn'])), _connector='OR'), name='meetings_mou_published_at', violation_error_message='What was published has the moment of its publication; a draft has none.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_reason__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at', None), ('withdrawn_reason', '')), _connector='OR'), name='meetings_mou_withdrawn_reason', violation_error_message='Who withdraws a record says why; readers will see the reason.'), models.CheckConstraint(condition=models.Q(models.Q(('base_version', None), ('revises', None)), models.Q(('base_version__isnull', False), ('revises__isnull', False), ('status__in', ['draft', 'in_review']), models.Q(('revises', models.F('pk')), _negated=True)), _connector='OR'), name='meetings_mou_revises', violation_error_message='A pending revision is of another record, and is a draft or in review.'), models.CheckConstraint(condition=models.Q(('published_by', None), ('published_at__isnull', False), _connector='OR'), name='meetings_mou_published_by', violation_error_message='Only what was published has somebody who published it.'), models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('status', 'withdrawn'), models.Q(('merged_into', models.F('pk')), _negated=True)), _connector='OR'), name='meetings_mou_merged_into', violation_error_message='Only a withdrawn record is merged into another, and never into itself.'), models.CheckConstraint(condition=models.Q(('title__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='meetings_mou_title_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(models.Q(('title__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('summary__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('withdrawn_reason__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('text_url__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='meetings_mou_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('kind__in', ['memorandum', 'agreement', 'protocol', 'letter-of-intent', 'action-plan', 'other'])), name='meetings_mou_kind_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('lifecycle__in', ['signed', 'in-force', 'expired', 'terminated', 'replaced'])), name='meetings_mou_lifecycle_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('signed_from__isnull', True), ('signed_to__isnull', True), ('signed_from__lte', models.F('signed_to')), _connector='OR'), name='meetings_mou_signed_from_order', violation_error_message='The first day must not be after the last day.'), models.CheckConstraint(condition=models.Q(models.Q(('signed_on', ''), ('signed_from__isnull', True), ('signed_to__isnull', True)), models.Q(models.Q(('signed_on', ''), _negated=True), models.Q(('signed_from__isnull', True), ('signed_to__isnull', True), _negated=True)), _connector='OR'), name='meetings_mou_signed_on_bounds', violation_error_message='A date must give at least its first or its last day.')],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('locator', models.CharField(blank=True, help_text='Where in the source: “paragraph 4”, “page 12”.', max_length=120, validators=[core.text.validate_clean_text], verbose_name='locator')),
                ('supports', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('participation', 'who took part'), ('date', 'date'), ('place', 'place'), ('topic', 'topics'), ('signing', 'what was signed'), ('institution', 'institution, head and title'), ('total', 'total'), ('name', 'name of the event')], max_length=16), default=list, size=None, verbose_name='supports')),
                ('grouping', models.CharField(blank=True, help_text='The heading under which the source lists it (“Europe”); empty where it has none.', max_length=120, validators=[core.text.validate_clean_text], verbose_name='grouping')),
                ('note', models.TextField(blank=True, max_length=2000, validators=[core.text.validate_clean_text], verbose_name='note')),
                ('quote', models.TextField(blank=True, help_text='A short one, only where the words themselves matter.', max_length=600, validators=[core.text.validate_clean_text], verbose_name='quotation')),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='delegations.event', verbose_name='event')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='meetings.meeting', verbose_name='meeting')),
                ('mou', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='meetings.mou', verbose_name='MoU')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ('source', 'locator', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('locator__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('grouping__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('note__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('quote__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='meetings_citation_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('note__length__lte', 2000)), name='meetings_citation_note_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(('quote__length__lte', 600)), name='meetings_citation_quote_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(models.Q(('event', None), ('meeting__isnull', False), ('mou', None)), models.Q(('event', None), ('meeting', None), ('mou__isnull', False)), models.Q(('event__isnull', False), ('meeting', None), ('mou', None)), _connector='OR'), name='meetings_citation_one_target', violation_error_message='A citation supports one record: a meeting, an MoU or an event.'), models.CheckConstraint(condition=models.Q(('supports__len__gt', 0), ('supports__contained_by', ['participation', 'date', 'place', 'topic', 'signing', 'institution', 'total', 'name'])), name='meetings_citation_supports', violation_error_message='Say which facts the passage supports.')],
            },
        ),
        migrations.CreateModel(
            name='MoUHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('summary', models.TextField(blank=True, help_text='What happened, in our own words: never a sentence of a source. May stay empty.', max_length=5000, validators=[core.text.validate_clean_text], verbose_name='summary')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn at')),
                ('withdrawn_reason', models.TextField(blank=True, editable=False, max_length=1000, verbose_name='why it was withdrawn')),
                ('base_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='version that it revises')),
                ('search_text', core.derived.SearchTextField()),
                ('reference', models.CharField(db_default=meetings.models.record.NextReference('A', 'meetings_mou_reference'), editable=False, max_length=20, verbose_name='reference')),
                ('title', models.CharField(help_text='Its title, or in our words between whom it is.', max_length=240, validators=[core.text.validate_clean_text], verbose_name='title')),
                ('kind', models.CharField(choices=[('memorandum', 'memorandum of understanding'), ('agreement', 'agreement'), ('protocol', 'protocol'), ('letter-of-intent', 'letter of intent'), ('action-plan', 'action plan'), ('other', 'other instrument')], default='memorandum', max_length=20, verbose_name='kind')),
                ('signed_on', core.fields.EdtfField(blank=True, max_length=64, verbose_name='signed on')),
                ('signed_from', core.derived.BoundField(bound='earliest', of='signed_on', verbose_name='first day')),
                ('signed_to', core.derived.BoundField(bound='latest', of='signed_on', verbose_name='last day')),
                ('lifecycle', models.CharField(choices=[('signed', 'signed'), ('in-force', 'in force'), ('expired', 'expired'), ('terminated', 'terminated'), ('replaced', 'replaced')], default='signed', max_length=12, verbose_name='lifecycle')),
                ('text_url', models.URLField(blank=True, max_length=500, verbose_name='address of the text')),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.event', verbose_name='event')),
                ('meeting', models.ForeignKey(blank=True, db_constraint=False, help_text='The meeting at which it was signed, if there was one.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='meeting')),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.mou', verbose_name='merged into')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.mou')),
                ('published_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('revises', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.mou', verbose_name='revises')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='mouhistory_deleted')],
            },
        ),
        migrations.CreateModel(
            name='MouParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('delegation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='delegations.delegation', verbose_name='delegation')),
                ('mou', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='meetings.mou', verbose_name='MoU')),
            ],
            options={
                'verbose_name': 'party to the MoU',
                'verbose_name_plural': 'parties to the MoU',
                'ordering': ('mou', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('mou', 'delegation'), name='meetings_mouparty_once', violation_error_message='This delegation is a party to the MoU already.')],
            },
        ),
        migrations.AddField(
            model_name='mou',
            name='parties',
            field=models.ManyToManyField(related_name='mous', through='meetings.MouParty', to='delegations.delegation', verbose_name='parties'),
        ),
        migrations.CreateModel(
            name='MouPartyHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('delegation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.delegation', verbose_name='delegation')),
                ('mou', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.mou', verbose_name='MoU')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.mouparty')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='moupartyhistory_deleted')],
            },
        ),
        migrations.CreateModel(
            name='ReportedTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('locator', models.CharField(blank=True, max_length=120, validators=[core.text.validate_clean_text], verbose_name='locator')),
                ('counts', models.CharField(choices=[('meetings', 'meetings'), ('mous', 'MoUs'), ('counterparts', 'counterparts'), ('countries', 'countries'), ('delegations', 'delegations')], default='meetings', max_length=12, verbose_name='what is counted')),
                ('qualifier', models.CharField(choices=[('exactly', 'exactly'), ('about', 'about'), ('at-least', 'at least'), ('more-than', 'more than'), ('up-to', 'up to')], default='exactly', max_length=10, verbose_name='qualifier')),
                ('value', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='value')),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported_totals', to='delegations.event', verbose_name='event')),
                ('principal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported_totals', to='delegations.delegation', verbose_name='principal')),
            ],
            options={
                'verbose_name': 'reported total',
                'verbose_name_plural': 'reported totals',
                'ordering': ('event', 'principal', 'counts', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'constraints': [models.CheckConstraint(condition=models.Q(('locator__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), name='meetings_reportedtotal_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('counts__in', ['meetings', 'mous', 'counterparts', 'countries', 'delegations'])), name='meetings_reportedtotal_counts_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('qualifier__in', ['exactly', 'about', 'at-least', 'more-than', 'up-to'])), name='meetings_reportedtotal_qualifier_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('value__lte', 1000000)), name='meetings_reportedtotal_value', violation_error_message='A total is at most a million.')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('title', models.CharField(max_length=300, validators=[core.text.validate_clean_text], verbose_name='title')),
                ('publisher', models.CharField(blank=True, max_length=160, validators=[core.text.validate_clean_text], verbose_name='publisher')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='address')),
                ('language', models.CharField(default='en', help_text='The code of its language: en, fr, ar, es.', max_length=20, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$')], verbose_name='language')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('accessed_on', models.DateField(blank=True, null=True, verbose_name='accessed on')),
                ('archived_url', models.URLField(blank=True, max_length=1000, verbose_name='address of an archived copy')),
                ('sha256', models.CharField(blank=True, help_text='So that whoever holds the text can check that it is this one.', max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}$')], verbose_name='SHA-256 of its text')),
                ('checked_at', models.DateTimeField(editable=False, null=True, verbose_name='address checked at')),
                ('check_result', models.CharField(blank=True, choices=[('', 'not checked yet'), ('answers', 'there'), ('refuses', 'answers people only'), ('missing', 'page not found'), ('broken', 'error of the server'), ('silent', 'no answer'), ('private', 'leads into a private network')], db_default='', editable=False, max_length=10, verbose_name='what its address answered')),
                ('failing_since', models.DateTimeField(editable=False, null=True, verbose_name='no good answer since')),
                ('gone_at', models.DateTimeField(editable=False, null=True, verbose_name='found dead at')),
                ('search_text', core.derived.SearchTextField()),
                ('address_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('url'), function='entente_address', output_field=models.TextField()), output_field=models.TextField())),
                ('title_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('title'), function='entente_plain', output_field=models.TextField()), output_field=models.TextField())),
                ('publisher_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('publisher'), function='entente_plain', output_field=models.TextField()), output_field=models.TextField())),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ('-published_on', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'indexes': [models.Index(condition=models.Q(('address_key__gt', '')), fields=['address_key', 'id'], name='source_address'), models.Index(condition=models.Q(('title_key__gt', '')), fields=['title_key', 'published_on', 'id'], name='source_title'), models.Index(condition=models.Q(('gone_at__isnull', False)), fields=['-gone_at', 'id'], name='source_gone'), models.Index(condition=models.Q(('url__gt', '')), fields=['checked_at', 'id'], name='source_to_check')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='meetings_source_title_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(models.Q(('title__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('publisher__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('url__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('archived_url__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='meetings_source_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('language__regex', '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$')), name='meetings_source_language', violation_error_message='A language is a code such as en, fr, ar or es.'), models.CheckConstraint(condition=models.Q(('sha256', ''), ('sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='meetings_source_sha256', violation_error_message='A SHA-256 is 64 digits and small letters from a to f.'), models.CheckConstraint(condition=models.Q(('check_result__in', ['', 'answers', 'refuses', 'missing', 'broken', 'silent', 'private'])), name='meetings_source_check_result_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('gone_at', None), models.Q(('failing_since__isnull', False), ('gone_at__gte', models.F('failing_since'))), _connector='OR'), name='meetings_source_gone', violation_error_message='An address is dead when it has not answered well for a while.'), models.CheckConstraint(condition=models.Q(models.Q(('url', ''), ('url__regex', '^https?://'), _connector='OR'), models.Q(('archived_url', ''), ('archived_url__regex', '^https?://'), _connector='OR')), name='meetings_source_http', violation_error_message='An address begins with http:// or https://.')],
            },
        ),
        migrations.CreateModel(
            name='ReportedTotalHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('locator', models.CharField(blank=True, max_length=120, validators=[core.text.validate_clean_text], verbose_name='locator')),
                ('counts', models.CharField(choices=[('meetings', 'meetings'), ('mous', 'MoUs'), ('counterparts', 'counterparts'), ('countries', 'countries'), ('delegations', 'delegations')], default='meetings', max_length=12, verbose_name='what is counted')),
                ('qualifier', models.CharField(choices=[('exactly', 'exactly'), ('about', 'about'), ('at-least', 'at least'), ('more-than', 'more than'), ('up-to', 'up to')], default='exactly', max_length=10, verbose_name='qualifier')),
                ('value', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='value')),
                ('event', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.event', verbose_name='event')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.reportedtotal')),
                ('principal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.delegation', verbose_name='principal')),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source', verbose_name='source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='reportedtotalhistory_deleted')],
            },
        ),
        migrations.AddField(
            model_name='reportedtotal',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported_totals', to='meetings.source', verbose_name='source'),
        ),
        migrations.CreateModel(
            name='CitationHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('locator', models.CharField(blank=True, help_text='Where in the source: “paragraph 4”, “page 12”.', max_length=120, validators=[core.text.validate_clean_text], verbose_name='locator')),
                ('supports', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('participation', 'who took part'), ('date', 'date'), ('place', 'place'), ('topic', 'topics'), ('signing', 'what was signed'), ('institution', 'institution, head and title'), ('total', 'total'), ('name', 'name of the event')], max_length=16), default=list, size=None, verbose_name='supports')),
                ('grouping', models.CharField(blank=True, help_text='The heading under which the source lists it (“Europe”); empty where it has none.', max_length=120, validators=[core.text.validate_clean_text], verbose_name='grouping')),
                ('note', models.TextField(blank=True, max_length=2000, validators=[core.text.validate_clean_text], verbose_name='note')),
                ('quote', models.TextField(blank=True, help_text='A short one, only where the words themselves matter.', max_length=600, validators=[core.text.validate_clean_text], verbose_name='quotation')),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.event', verbose_name='event')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.citation')),
                ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='meeting')),
                ('mou', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.mou', verbose_name='MoU')),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.source', verbose_name='source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='citationhistory_deleted')],
            },
        ),
        migrations.AddField(
            model_name='citation',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='meetings.source', verbose_name='source'),
        ),
        migrations.CreateModel(
            name='SourceHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('title', models.CharField(max_length=300, validators=[core.text.validate_clean_text], verbose_name='title')),
                ('publisher', models.CharField(blank=True, max_length=160, validators=[core.text.validate_clean_text], verbose_name='publisher')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='address')),
                ('language', models.CharField(default='en', help_text='The code of its language: en, fr, ar, es.', max_length=20, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$')], verbose_name='language')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('accessed_on', models.DateField(blank=True, null=True, verbose_name='accessed on')),
                ('archived_url', models.URLField(blank=True, max_length=1000, verbose_name='address of an archived copy')),
                ('sha256', models.CharField(blank=True, help_text='So that whoever holds the text can check that it is this one.', max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}$')], verbose_name='SHA-256 of its text')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='sourcehistory_deleted')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('name', models.CharField(max_length=120, unique=True, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('description', models.TextField(blank=True, help_text='What belongs under it and what does not, so that two editors code alike.', max_length=2000, validators=[core.text.validate_clean_text], verbose_name='description')),
                ('sort_key', core.derived.SortKeyField(of='name')),
                ('search_text', core.derived.SearchTextField()),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ('sort_key', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='meetings_topic_name_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('description__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='meetings_topic_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('description__length__lte', 2000)), name='meetings_topic_description_length', violation_error_message='A text is longer than this field allows.')],
            },
        ),
        migrations.CreateModel(
            name='MoUTopicHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('mou', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.mou')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('topic', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.topic')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='moutopichistory_deleted')],
            },
        ),
        migrations.AddField(
            model_name='mou',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='mous', to='meetings.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='MeetingTopicHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('meeting', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('topic', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.topic')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='meetingtopichistory_deleted')],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='meetings', to='meetings.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='TopicHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('name', models.CharField(max_length=120, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='slug')),
                ('description', models.TextField(blank=True, help_text='What belongs under it and what does not, so that two editors code alike.', max_length=2000, validators=[core.text.validate_clean_text], verbose_name='description')),
                ('sort_key', core.derived.SortKeyField(of='name')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.topic')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='topichistory_deleted')],
            },
        ),
        migrations.CreateModel(
            name='MeetingHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('summary', models.TextField(blank=True, help_text='What happened, in our own words: never a sentence of a source. May stay empty.', max_length=5000, validators=[core.text.validate_clean_text], verbose_name='summary')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn at')),
                ('withdrawn_reason', models.TextField(blank=True, editable=False, max_length=1000, verbose_name='why it was withdrawn')),
                ('base_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='version that it revises')),
                ('search_text', core.derived.SearchTextField()),
                ('reference', models.CharField(db_default=meetings.models.record.NextReference('M', 'meetings_meeting_reference'), editable=False, max_length=20, verbose_name='reference')),
                ('kind', models.CharField(choices=[('bilateral', 'bilateral meeting'), ('working-session', 'working session'), ('courtesy-call', 'courtesy call'), ('signing', 'signing ceremony'), ('remote', 'call or video conference'), ('other', 'other')], default='bilateral', max_length=20, verbose_name='kind')),
                ('attestation', models.CharField(choices=[('named', 'named'), ('implied', 'implied')], default='named', help_text='Named: the source lists the two as having met. Implied: it never does, but says something that needs a meeting, such as a signature.', max_length=10, verbose_name='attestation')),
                ('held_on', core.fields.EdtfField(blank=True, help_text="The day as the source gives it, in EDTF: 2025-11-24, 2025-11, [2025-11-24..2025-11-27] for one of these days. Left empty for a meeting at an event, it becomes one of the event's days.", max_length=64, verbose_name='held on')),
                ('held_from', core.derived.BoundField(bound='earliest', of='held_on', verbose_name='first day')),
                ('held_to', core.derived.BoundField(bound='latest', of='held_on', verbose_name='last day')),
                ('place', models.CharField(blank=True, help_text="Only where the source gives one for this meeting; otherwise the event's place is shown.", max_length=120, validators=[core.text.validate_clean_text], verbose_name='place')),
                ('counterpart', models.ForeignKey(db_constraint=False, help_text='The delegation that the principal met.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.delegation', verbose_name='counterpart')),
                ('counterpart_country', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.country')),
                ('counterpart_organization', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.organization')),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.event', verbose_name='event')),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='merged into')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.meeting')),
                ('place_country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.country', verbose_name='country of the place')),
                ('principal', models.ForeignKey(db_constraint=False, help_text="The delegation whose programme the meeting belongs to: often the host's.", on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.delegation', verbose_name='principal')),
                ('principal_country', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.country')),
                ('principal_organization', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.organization')),
                ('published_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('revises', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='revises')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='meetinghistory_deleted')],
            },
        ),
        migrations.CreateModel(
            name='MoUTopic',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('meetings.mou_topics',),
        ),
        migrations.CreateModel(
            name='MeetingTopic',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('meetings.meeting_topics',),
        ),
        migrations.AddField(
            model_name='moutopichistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.moutopic'),
        ),
        migrations.AddField(
            model_name='meetingtopichistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='meetings.meetingtopic'),
        ),
        migrations.AddConstraint(
            model_name='reportedtotal',
            constraint=models.UniqueConstraint(fields=('event', 'principal', 'source', 'locator', 'counts'), name='meetings_reportedtotal_once', violation_error_message='This total of this source is recorded already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinghistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='a064b62e916ab5a077cffb91fd7d0bf6ae92e77f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_4742d', table='meetings_meetinghistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinghistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a5d4e9831bc0b033e9ce518037f6060b982a959e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a7a3f', table='meetings_meetinghistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='90e014bcaf58312cc3c9f02a3e2d6c0342ab8573', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e5929', table='meetings_mouhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7fb8b2ae4bb977744f24f52670b554306cefcebc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_86867', table='meetings_mouhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouparty',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='1523f0029d5c36e986c3ff21d122b65efbc7da17', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_d509f', table='meetings_mouparty', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouparty',
            trigger=pgtrigger.compiler.Trigger(name='belongs_to', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            \n            UPDATE meetings_mou SET version = version + 1\n             WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.mou_id END,\n                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.mou_id END)\n               AND created_at < transaction_timestamp();\n    \n            RETURN NULL;\n        ", hash='68c5cdc17f62db84385a0930a571a364b0dd3b03', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_belongs_to_53d51', table='meetings_mouparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouparty',
            trigger=pgtrigger.compiler.Trigger(name='part_of_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            IF EXISTS (SELECT FROM meetings_mou WHERE published_at IS NOT NULL AND NOT entente_may_revise(created_at)\n                    AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.mou_id END,\n                               CASE WHEN TG_OP <> 'DELETE' THEN NEW.mou_id END)) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_part_of_published', MESSAGE = 'What was published is changed by a revision, which takes the road to publication itself.';\n            END IF;\n            RETURN NULL;\n        ", hash='1d1fbe8b0d0c4c0ae098dd9c20bc6dfa5dfd56c5', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_published_9f781', table='meetings_mouparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouparty',
            trigger=pgtrigger.compiler.Trigger(name='keeps_two_parties', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_check_mou_parties(OLD.mou_id); RETURN NULL;', hash='dd8ac2c81984907123332e0283ea25bb588e1b2c', operation='UPDATE OR DELETE', pgid='pgtrigger_keeps_two_parties_37a14', table='meetings_mouparty', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouparty',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='15f084f3582e4257f8cfacdbfd8db14f8ebe424d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_aa178', table='meetings_mouparty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouparty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_moupartyhistory" ("delegation_id", "id", "mou_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."delegation_id", NEW."id", NEW."mou_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='dd81379076da3eca81dd517facb2a254264b217a', operation='INSERT', pgid='pgtrigger_insert_insert_2291a', table='meetings_mouparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouparty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_moupartyhistory" ("delegation_id", "id", "mou_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."delegation_id", NEW."id", NEW."mou_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='530ae96b4bef83d9501a5c1f803c1f27fcbb4fc9', operation='UPDATE', pgid='pgtrigger_update_update_a52c3', table='meetings_mouparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mouparty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_moupartyhistory" ("delegation_id", "id", "mou_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."delegation_id", OLD."id", OLD."mou_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='89ca81ee10ddc3c285e449bcedb5f45c9048bcfa', operation='DELETE', pgid='pgtrigger_delete_delete_4bc6b', table='meetings_mouparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moupartyhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='8cdbc9d47270a1c625351cc499232eb178272ce6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_5ae6a', table='meetings_moupartyhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moupartyhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='00d9337298edc723492c55ce58fb9b0571f2daef', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ea885', table='meetings_moupartyhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY['checked_at', 'check_result', 'failing_since', 'gone_at'] = to_jsonb(OLD) - ARRAY['checked_at', 'check_result', 'failing_since', 'gone_at'] THEN\n                RETURN NULL;\n            END IF;\n    PERFORM entente_register_changed(); RETURN NULL;", hash='257deb2f55b40a33d66f85a0ea517f5b8d08984b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_2a2d1', table='meetings_source', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='38d5558023470b55d536e96386d2310267a68137', operation='INSERT', pgid='pgtrigger_entered_e1e01', table='meetings_source', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'address_key', 'title_key', 'publisher_key', 'checked_at', 'check_result', 'failing_since', 'gone_at'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'address_key', 'title_key', 'publisher_key', 'checked_at', 'check_result', 'failing_since', 'gone_at'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'address_key', 'title_key', 'publisher_key', 'checked_at', 'check_result', 'failing_since', 'gone_at'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'address_key', 'title_key', 'publisher_key', 'checked_at', 'check_result', 'failing_since', 'gone_at'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='aeb830ada5cb0445e136cf99161ead9fafee70c9', operation='UPDATE', pgid='pgtrigger_version_counted_c7141', table='meetings_source', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='address_unchecked', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."url" IS DISTINCT FROM (OLD."url"))', func="\n        NEW.checked_at := NULL;\n        NEW.check_result := '';\n        NEW.failing_since := NULL;\n        NEW.gone_at := NULL;\n        RETURN NEW;\n    ", hash='0c95043049b4ef1541975564b9c753ac665c3978', operation='UPDATE OF "url"', pgid='pgtrigger_address_unchecked_556cd', table='meetings_source', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='6cef89dde5fb07cf63c45108c60e5b5d7f8f48fb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_dfc38', table='meetings_source', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sourcehistory" ("accessed_on", "archived_url", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher", "sha256", "title", "url", "version") VALUES (NEW."accessed_on", NEW."archived_url", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."publisher", NEW."sha256", NEW."title", NEW."url", NEW."version"); RETURN NULL;', hash='cfb3a3f0c3c6bbabdda6746399a0ae4ec57045b5', operation='INSERT', pgid='pgtrigger_insert_insert_eee61', table='meetings_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."accessed_on" IS DISTINCT FROM (NEW."accessed_on") OR OLD."archived_url" IS DISTINCT FROM (NEW."archived_url") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "meetings_sourcehistory" ("accessed_on", "archived_url", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher", "sha256", "title", "url", "version") VALUES (NEW."accessed_on", NEW."archived_url", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."publisher", NEW."sha256", NEW."title", NEW."url", NEW."version"); RETURN NULL;', hash='b57d7a0caa330656ab9f542dfa23dbeb1b544625', operation='UPDATE', pgid='pgtrigger_update_update_7b1a4', table='meetings_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_sourcehistory" ("accessed_on", "archived_url", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher", "sha256", "title", "url", "version") VALUES (OLD."accessed_on", OLD."archived_url", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."publisher", OLD."sha256", OLD."title", OLD."url", OLD."version"); RETURN NULL;', hash='6c870990876182ee2705eaedf873970219c5c99a', operation='DELETE', pgid='pgtrigger_delete_delete_49e36', table='meetings_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotalhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='ae62f306c4544c506b14e86700c86de258294f06', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ca9f0', table='meetings_reportedtotalhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotalhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='23315eb543843d248d31da74202c200035bfeebd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_578d2', table='meetings_reportedtotalhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='b42e377a25264c12009219892db072a441fa5fee', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_a0fec', table='meetings_reportedtotal', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='f80e06c098968e389798b39fcb6c0bb767ed0082', operation='INSERT', pgid='pgtrigger_entered_4da27', table='meetings_reportedtotal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='47b65cb5e71515bf106aa2104c82df08ea6f85f1', operation='UPDATE', pgid='pgtrigger_version_counted_0c560', table='meetings_reportedtotal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='belongs_to', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            \n            UPDATE delegations_event SET version = version + 1\n             WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.event_id END,\n                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.event_id END)\n               AND created_at < transaction_timestamp();\n    \n            RETURN NULL;\n        ", hash='00e62924daf7a622b73cdd8b301a26e0b77a645c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_belongs_to_d035a', table='meetings_reportedtotal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='of_its_event', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n        IF EXISTS (SELECT FROM meetings_reportedtotal row JOIN delegations_delegation side ON side.id = row.principal_id\n                    WHERE row.id = NEW.id AND side.event_id IS DISTINCT FROM row.event_id)\n        THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_reportedtotal_of_event', MESSAGE = 'A reported total and its principal must be of the same event.';\n        END IF;\n        RETURN NULL;\n    ", hash='f07f082a9f582f6ba24b7a9c46fd702c3d0dd0b6', operation='INSERT OR UPDATE', pgid='pgtrigger_of_its_event_d481e', table='meetings_reportedtotal', timing='DEFERRABLE INITIALLY IMMEDIATE', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='2e83ebb9bf4f86f7a3ba9718a33dc988216a2f40', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_196de', table='meetings_reportedtotal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_reportedtotalhistory" ("counts", "event_id", "id", "locator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "qualifier", "source_id", "value", "version") VALUES (NEW."counts", NEW."event_id", NEW."id", NEW."locator", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."principal_id", NEW."qualifier", NEW."source_id", NEW."value", NEW."version"); RETURN NULL;', hash='bc5843f2e1b1027da4c27c2feb289504f10fd001', operation='INSERT', pgid='pgtrigger_insert_insert_2107a', table='meetings_reportedtotal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."counts" IS DISTINCT FROM (NEW."counts") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."locator" IS DISTINCT FROM (NEW."locator") OR OLD."principal_id" IS DISTINCT FROM (NEW."principal_id") OR OLD."qualifier" IS DISTINCT FROM (NEW."qualifier") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "meetings_reportedtotalhistory" ("counts", "event_id", "id", "locator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "qualifier", "source_id", "value", "version") VALUES (NEW."counts", NEW."event_id", NEW."id", NEW."locator", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."principal_id", NEW."qualifier", NEW."source_id", NEW."value", NEW."version"); RETURN NULL;', hash='2d56a639d3b02f7dacd042c35e326b12a0e19cff', operation='UPDATE', pgid='pgtrigger_update_update_10694', table='meetings_reportedtotal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedtotal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_reportedtotalhistory" ("counts", "event_id", "id", "locator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "qualifier", "source_id", "value", "version") VALUES (OLD."counts", OLD."event_id", OLD."id", OLD."locator", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."principal_id", OLD."qualifier", OLD."source_id", OLD."value", OLD."version"); RETURN NULL;', hash='90f6fc1bebeb1d88a50ffba7348bc62c36f97720', operation='DELETE', pgid='pgtrigger_delete_delete_1ab61', table='meetings_reportedtotal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citationhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='ddbdd46cef70af6b28bf75e46526006ef0a87dc4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_5064e', table='meetings_citationhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citationhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1a2e2574a3bd9cb4e4c803ccd1be5898f586266d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4008', table='meetings_citationhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='3699a9ad51675f0ab7d8b0f6f655dcf421dff409', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_29d61', table='meetings_citation', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='f774c49d07dd5773931e419117ba96e55b7861a6', operation='INSERT', pgid='pgtrigger_entered_69194', table='meetings_citation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='84e5eb57f38b0a4bbd0129d74406c85eecef16c7', operation='UPDATE', pgid='pgtrigger_version_counted_d2ec5', table='meetings_citation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='belongs_to', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            \n            UPDATE meetings_meeting SET version = version + 1\n             WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.meeting_id END,\n                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.meeting_id END)\n               AND created_at < transaction_timestamp();\n    \n            UPDATE meetings_mou SET version = version + 1\n             WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.mou_id END,\n                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.mou_id END)\n               AND created_at < transaction_timestamp();\n    \n            UPDATE delegations_event SET version = version + 1\n             WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.event_id END,\n                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.event_id END)\n               AND created_at < transaction_timestamp();\n    \n            RETURN NULL;\n        ", hash='d3bc83b1b1ea9cdb785ea0aaefe86633002dbf9f', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_belongs_to_49d50', table='meetings_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='part_of_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            IF EXISTS (SELECT FROM meetings_meeting WHERE published_at IS NOT NULL AND NOT entente_may_revise(created_at)\n                    AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.meeting_id END,\n                               CASE WHEN TG_OP <> 'DELETE' THEN NEW.meeting_id END)) OR EXISTS (SELECT FROM meetings_mou WHERE published_at IS NOT NULL AND NOT entente_may_revise(created_at)\n                    AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.mou_id END,\n                               CASE WHEN TG_OP <> 'DELETE' THEN NEW.mou_id END)) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_part_of_published', MESSAGE = 'What was published is changed by a revision, which takes the road to publication itself.';\n            END IF;\n            RETURN NULL;\n        ", hash='a18d8931a117dd191ddcd6f8318320ccdf71ebf8', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_published_1abb3', table='meetings_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='published_stays_cited', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n        IF OLD.meeting_id IS NOT NULL THEN PERFORM entente_check_cited_meeting(OLD.meeting_id); END IF;\n        IF OLD.mou_id IS NOT NULL THEN PERFORM entente_check_cited_mou(OLD.mou_id); END IF;\n        RETURN NULL;\n    ', hash='c409e0a9d8fdea342a23c975f5aa441bbc2565a8', operation='UPDATE OR DELETE', pgid='pgtrigger_published_stays_cited_a1ec5', table='meetings_citation', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='71fa08879fd939f025cf4cdf00a93dae5b166629', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_b8f11', table='meetings_citation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_citationhistory" ("event_id", "grouping", "id", "locator", "meeting_id", "mou_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "source_id", "supports", "version") VALUES (NEW."event_id", NEW."grouping", NEW."id", NEW."locator", NEW."meeting_id", NEW."mou_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quote", NEW."source_id", NEW."supports", NEW."version"); RETURN NULL;', hash='6a1638d59806e168fd46fcb5f4511abde11854ca', operation='INSERT', pgid='pgtrigger_insert_insert_8d03d', table='meetings_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."grouping" IS DISTINCT FROM (NEW."grouping") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."locator" IS DISTINCT FROM (NEW."locator") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."mou_id" IS DISTINCT FROM (NEW."mou_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."quote" IS DISTINCT FROM (NEW."quote") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."supports" IS DISTINCT FROM (NEW."supports") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "meetings_citationhistory" ("event_id", "grouping", "id", "locator", "meeting_id", "mou_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "source_id", "supports", "version") VALUES (NEW."event_id", NEW."grouping", NEW."id", NEW."locator", NEW."meeting_id", NEW."mou_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quote", NEW."source_id", NEW."supports", NEW."version"); RETURN NULL;', hash='45de2be93a5455b5c5e5cea13b6630af9bfa2bd3', operation='UPDATE', pgid='pgtrigger_update_update_0df62', table='meetings_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_citationhistory" ("event_id", "grouping", "id", "locator", "meeting_id", "mou_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "source_id", "supports", "version") VALUES (OLD."event_id", OLD."grouping", OLD."id", OLD."locator", OLD."meeting_id", OLD."mou_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quote", OLD."source_id", OLD."supports", OLD."version"); RETURN NULL;', hash='c5e554dcb2d2b9713527afb79b203c8dab0fe136', operation='DELETE', pgid='pgtrigger_delete_delete_044a3', table='meetings_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcehistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='c012aae53a6d381084062d157ad05be0a2a5fa64', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ea7d2', table='meetings_sourcehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3e2146ba16267d03a1d85c8d4a32ba3a0ff5fc2b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_514e6', table='meetings_sourcehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='8707f022a54f2ca2bdbe17add5ece094bd819c88', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_e6782', table='meetings_topic', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='4bcdef86ae92df143ddb43df60a63b0c258d76f3', operation='INSERT', pgid='pgtrigger_entered_5317a', table='meetings_topic', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='2e3c2f78df5ad4e60848fffe06b0dc91bb301d49', operation='UPDATE', pgid='pgtrigger_version_counted_ac22b', table='meetings_topic', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='96299f98f4f76b2cfd942be4f58f7c9e1568baa4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_05fe7', table='meetings_topic', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_topichistory" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort_key", "version") VALUES (NEW."description", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."sort_key", NEW."version"); RETURN NULL;', hash='992f80a95765001394d15ef4284a2a999ade6594', operation='INSERT', pgid='pgtrigger_insert_insert_ba984', table='meetings_topic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "meetings_topichistory" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort_key", "version") VALUES (NEW."description", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."sort_key", NEW."version"); RETURN NULL;', hash='1af2e893415acef504ff4c188d8c7f715104cc44', operation='UPDATE', pgid='pgtrigger_update_update_042c5', table='meetings_topic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_topichistory" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort_key", "version") VALUES (OLD."description", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."sort_key", OLD."version"); RETURN NULL;', hash='792cfc034dadfef4e628f72965fb0b9f32ad5ad9', operation='DELETE', pgid='pgtrigger_delete_delete_9c2f4', table='meetings_topic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='ba23181033575e1ddb55acbe4cd3a703138b4b2f', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_e2544', table='meetings_mou', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='23c46b93a042373e6d2dfbce7b1b94247183dd0e', operation='INSERT', pgid='pgtrigger_entered_96cb3', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'signed_order'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'signed_order'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'signed_order', 'status', 'submitted_at', 'published_at', 'published_by_id', 'withdrawn_at', 'withdrawn_reason', 'merged_into_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'signed_order', 'status', 'submitted_at', 'published_at', 'published_by_id', 'withdrawn_at', 'withdrawn_reason', 'merged_into_id'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='c4b7a6c3df9285b0723ce0c603c56ce882c8671d', operation='UPDATE', pgid='pgtrigger_version_counted_54836', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='submitted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.status <> 'in_review' THEN\n            NEW.submitted_at := NULL;\n        ELSIF TG_OP = 'INSERT' OR OLD.status <> 'in_review' THEN\n            -- A row that is put back as it was brings its own.\n            NEW.submitted_at := coalesce(NEW.submitted_at, statement_timestamp());\n        ELSE\n            NEW.submitted_at := OLD.submitted_at;\n        END IF;\n        RETURN NEW;\n    ", hash='2b24e26a8fa30ea1be5786fc9d5eaee5f82d4b43', operation='INSERT OR UPDATE', pgid='pgtrigger_submitted_d5e14', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='published_by_another', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."status" = \'published\')', func="\n            IF current_setting('entente.two_persons', true) = 'on' AND NOT entente_may_revise(NULL)\n               AND (TG_OP = 'INSERT' OR (OLD.status <> 'published' AND (\n                    entente_actor() IS NULL OR OLD.changed_by_id = entente_actor()))) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_mou_two_persons', MESSAGE = 'Who changed a record last does not publish it: somebody else reviews it first.';\n            END IF;\n            RETURN NEW;\n        ", hash='8acd56973abaa7bf51b19f9a0a3fdb437dce4ce5', operation='INSERT OR UPDATE', pgid='pgtrigger_published_by_another_bc80b', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='published_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="\n            IF to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'status', 'submitted_at', 'published_at', 'published_by_id', 'withdrawn_at', 'withdrawn_reason', 'merged_into_id', 'search_vector', 'signed_order'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'status', 'submitted_at', 'published_at', 'published_by_id', 'withdrawn_at', 'withdrawn_reason', 'merged_into_id', 'search_vector', 'signed_order']\n               AND NOT (OLD.created_at >= transaction_timestamp()) THEN\n                IF NOT entente_may_revise(NULL) THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_mou_published_is_kept', MESSAGE = 'What was published is changed by a revision, which takes the road to publication itself.';\n                END IF;\n                IF current_setting('entente.two_persons', true) = 'on' AND entente_author() = entente_actor() THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_mou_two_persons', MESSAGE = 'Who changed a record last does not publish it: somebody else reviews it first.';\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='e8e957e1b5120775cfde1b1b1daefdbe1189b93d', operation='UPDATE', pgid='pgtrigger_published_is_kept_d3d34', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='keep_reference', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."reference" IS DISTINCT FROM (NEW."reference"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cf9a3f084f0bc49c8fec92b0ca4803cf72ea90fc', operation='UPDATE', pgid='pgtrigger_keep_reference_06d5a', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='advance_reference', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."revises_id" IS NULL)', func="\n                IF EXISTS (SELECT FROM meetings_mou_reference\n                            WHERE last_value < substr(NEW.reference, 2)::bigint\n                               OR (last_value = substr(NEW.reference, 2)::bigint AND NOT is_called)) THEN\n                    PERFORM setval('meetings_mou_reference', substr(NEW.reference, 2)::bigint);\n                END IF;\n                RETURN NULL;\n            ", hash='31ca3138f50438cd9ce72e55b207f184836a74c7', operation='INSERT', pgid='pgtrigger_advance_reference_03a10', table='meetings_mou', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='keep_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c6f646d07eafd98b68d20682f908dcb9d185bc70', operation='DELETE', pgid='pgtrigger_keep_published_15de4', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='road_to_publication', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{draft:in_review,in_review:draft,draft:published,in_review:published,published:withdrawn,withdrawn:published}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='594586c934b2c04e1415df750115436d0f6557b8', operation='UPDATE', pgid='pgtrigger_road_to_publication_8dbda', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='published_is_cited', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_check_cited_mou(NEW.id); RETURN NULL;', hash='d34951b7a0f798378ffaf9bfc45c889931f18b6f', operation='INSERT OR UPDATE', pgid='pgtrigger_published_is_cited_62d12', table='meetings_mou', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='merged_into_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."merged_into_id" IS DISTINCT FROM (OLD."merged_into_id") AND NEW."merged_into_id" IS NOT NULL)', func="\n                PERFORM FROM meetings_mou WHERE id = NEW.merged_into_id AND status = 'published' FOR SHARE;\n                IF NOT FOUND THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_mou_merged_into_published', MESSAGE = 'A record is merged into one that is published: choose one that readers can see.';\n                END IF;\n                RETURN NULL;\n            ", hash='5169b29aa8312abf8b64a5e4f2aa4d33e62edc82', operation='UPDATE', pgid='pgtrigger_merged_into_published_3bb07', table='meetings_mou', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='merged_leads_on', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."merged_into_id" IS NOT NULL)', constraint='CONSTRAINT', func="\n                IF EXISTS (\n                    WITH RECURSIVE chain(id) AS (\n                        SELECT NEW.merged_into_id\n                        UNION\n                        SELECT row.merged_into_id FROM meetings_mou row JOIN chain ON row.id = chain.id\n                         WHERE row.merged_into_id IS NOT NULL\n                    )\n                    SELECT FROM chain JOIN meetings_mou row USING (id)\n                     WHERE row.published_at IS NULL OR row.id = NEW.id\n                ) THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_mou_merged_into_published', MESSAGE = 'A record is merged into one that is published: choose one that readers can see.';\n                END IF;\n                RETURN NULL;\n            ", hash='ca1fb99533f0a349d09f3c9deb900b19aa5b0834', operation='INSERT', pgid='pgtrigger_merged_leads_on_a5802', table='meetings_mou', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='has_two_parties', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_check_mou_parties(NEW.id); RETURN NULL;', hash='5dc07ef13927e5e2bcb0fecaacd38d53d5f3910a', operation='INSERT OR UPDATE OF "status"', pgid='pgtrigger_has_two_parties_39d89', table='meetings_mou', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='of_no_revision', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."meeting_id" IS NOT NULL)', func="\n        IF EXISTS (SELECT FROM meetings_meeting WHERE id = NEW.meeting_id AND revises_id IS NOT NULL) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_mou_of_no_revision', MESSAGE = 'An MoU was signed at a meeting, not at a pending revision of one.';\n        END IF;\n        RETURN NEW;\n    ", hash='2de4b4e32c7fa123aac6817b6cc3feb766e4ef43', operation='INSERT OR UPDATE', pgid='pgtrigger_of_no_revision_c10a2', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='ee91c5dbcb1a4417a260470085d99b9c7001fde1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_cda22', table='meetings_mou', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_mouhistory" ("base_version", "event_id", "id", "kind", "lifecycle", "meeting_id", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reference", "revises_id", "search_text", "signed_from", "signed_on", "signed_to", "status", "summary", "text_url", "title", "version", "withdrawn_at", "withdrawn_reason") VALUES (NEW."base_version", NEW."event_id", NEW."id", NEW."kind", NEW."lifecycle", NEW."meeting_id", NEW."merged_into_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."reference", NEW."revises_id", NEW."search_text", NEW."signed_from", NEW."signed_on", NEW."signed_to", NEW."status", NEW."summary", NEW."text_url", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;', hash='9bf32c83016be1aca067ac2de41e6c6984a6a2c6', operation='INSERT', pgid='pgtrigger_insert_insert_4a9f9', table='meetings_mou', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."base_version" IS DISTINCT FROM (NEW."base_version") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."lifecycle" IS DISTINCT FROM (NEW."lifecycle") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."revises_id" IS DISTINCT FROM (NEW."revises_id") OR OLD."search_text" IS DISTINCT FROM (NEW."search_text") OR OLD."signed_from" IS DISTINCT FROM (NEW."signed_from") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."signed_to" IS DISTINCT FROM (NEW."signed_to") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."text_url" IS DISTINCT FROM (NEW."text_url") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))', func='INSERT INTO "meetings_mouhistory" ("base_version", "event_id", "id", "kind", "lifecycle", "meeting_id", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reference", "revises_id", "search_text", "signed_from", "signed_on", "signed_to", "status", "summary", "text_url", "title", "version", "withdrawn_at", "withdrawn_reason") VALUES (NEW."base_version", NEW."event_id", NEW."id", NEW."kind", NEW."lifecycle", NEW."meeting_id", NEW."merged_into_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."reference", NEW."revises_id", NEW."search_text", NEW."signed_from", NEW."signed_on", NEW."signed_to", NEW."status", NEW."summary", NEW."text_url", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;', hash='10241bebd776bcfcae386cdcb6d0118d25849f60', operation='UPDATE', pgid='pgtrigger_update_update_c4839', table='meetings_mou', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mou',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_mouhistory" ("base_version", "event_id", "id", "kind", "lifecycle", "meeting_id", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reference", "revises_id", "search_text", "signed_from", "signed_on", "signed_to", "status", "summary", "text_url", "title", "version", "withdrawn_at", "withdrawn_reason") VALUES (OLD."base_version", OLD."event_id", OLD."id", OLD."kind", OLD."lifecycle", OLD."meeting_id", OLD."merged_into_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."reference", OLD."revises_id", OLD."search_text", OLD."signed_from", OLD."signed_on", OLD."signed_to", OLD."status", OLD."summary", OLD."text_url", OLD."title", OLD."version", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;', hash='c32cb525b7faa6e86a050da45f670aa99d3a7635', operation='DELETE', pgid='pgtrigger_delete_delete_5d0f1', table='meetings_mou', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='49871ff5a11c0e3ba5f2b17dfabe900878631a78', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_f0676', table='meetings_meeting', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='d49c6df3de0b21be477ef367031ffa06cc16bfe3', operation='INSERT', pgid='pgtrigger_entered_e8660', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'held_order', 'party_pair'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'held_order', 'party_pair'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'held_order', 'party_pair', 'status', 'submitted_at', 'published_at', 'published_by_id', 'withdrawn_at', 'withdrawn_reason', 'merged_into_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'held_order', 'party_pair', 'status', 'submitted_at', 'published_at', 'published_by_id', 'withdrawn_at', 'withdrawn_reason', 'merged_into_id'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='dd3ab126d1e39308347ab9579ffc783c590f7453', operation='UPDATE', pgid='pgtrigger_version_counted_8b701', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='submitted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.status <> 'in_review' THEN\n            NEW.submitted_at := NULL;\n        ELSIF TG_OP = 'INSERT' OR OLD.status <> 'in_review' THEN\n            -- A row that is put back as it was brings its own.\n            NEW.submitted_at := coalesce(NEW.submitted_at, statement_timestamp());\n        ELSE\n            NEW.submitted_at := OLD.submitted_at;\n        END IF;\n        RETURN NEW;\n    ", hash='ac5748b864e657f9ab37fe33126766f76774f597', operation='INSERT OR UPDATE', pgid='pgtrigger_submitted_9ab99', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='published_by_another', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."status" = \'published\')', func="\n            IF current_setting('entente.two_persons', true) = 'on' AND NOT entente_may_revise(NULL)\n               AND (TG_OP = 'INSERT' OR (OLD.status <> 'published' AND (\n                    entente_actor() IS NULL OR OLD.changed_by_id = entente_actor()))) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_meeting_two_persons', MESSAGE = 'Who changed a record last does not publish it: somebody else reviews it first.';\n            END IF;\n            RETURN NEW;\n        ", hash='5910c7fe92ae424014d91e4a15d6878ce66caddb', operation='INSERT OR UPDATE', pgid='pgtrigger_published_by_another_b94d0', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='published_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="\n            IF to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'status', 'submitted_at', 'published_at', 'published_by_id', 'withdrawn_at', 'withdrawn_reason', 'merged_into_id', 'search_vector', 'held_order', 'party_pair'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'status', 'submitted_at', 'published_at', 'published_by_id', 'withdrawn_at', 'withdrawn_reason', 'merged_into_id', 'search_vector', 'held_order', 'party_pair']\n               AND NOT (OLD.created_at >= transaction_timestamp()) THEN\n                IF NOT entente_may_revise(NULL) THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_meeting_published_is_kept', MESSAGE = 'What was published is changed by a revision, which takes the road to publication itself.';\n                END IF;\n                IF current_setting('entente.two_persons', true) = 'on' AND entente_author() = entente_actor() THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_meeting_two_persons', MESSAGE = 'Who changed a record last does not publish it: somebody else reviews it first.';\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='f2169f848befe6f25e6de4d258f45478009d7b7e', operation='UPDATE', pgid='pgtrigger_published_is_kept_c5582', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='keep_reference', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."reference" IS DISTINCT FROM (NEW."reference"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='51fcd88bc42b9d87d8a13d5d55814b7784459e5e', operation='UPDATE', pgid='pgtrigger_keep_reference_de86e', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='advance_reference', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."revises_id" IS NULL)', func="\n                IF EXISTS (SELECT FROM meetings_meeting_reference\n                            WHERE last_value < substr(NEW.reference, 2)::bigint\n                               OR (last_value = substr(NEW.reference, 2)::bigint AND NOT is_called)) THEN\n                    PERFORM setval('meetings_meeting_reference', substr(NEW.reference, 2)::bigint);\n                END IF;\n                RETURN NULL;\n            ", hash='4e32f4a219a30fb25de5f1f83938188921fd3dd4', operation='INSERT', pgid='pgtrigger_advance_reference_1f656', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='keep_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='256df4d69f9077cf248e05954a8253f322dfc534', operation='DELETE', pgid='pgtrigger_keep_published_adbcd', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='road_to_publication', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{draft:in_review,in_review:draft,draft:published,in_review:published,published:withdrawn,withdrawn:published}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='07e8daab1b0896aa6a3510594ac40b85361e11f8', operation='UPDATE', pgid='pgtrigger_road_to_publication_d9372', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='published_is_cited', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_check_cited_meeting(NEW.id); RETURN NULL;', hash='3cc6c5f4a42148f7058c4c4c73aa7499ee9c80e9', operation='INSERT OR UPDATE', pgid='pgtrigger_published_is_cited_81454', table='meetings_meeting', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='merged_into_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."merged_into_id" IS DISTINCT FROM (OLD."merged_into_id") AND NEW."merged_into_id" IS NOT NULL)', func="\n                PERFORM FROM meetings_meeting WHERE id = NEW.merged_into_id AND status = 'published' FOR SHARE;\n                IF NOT FOUND THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_meeting_merged_into_published', MESSAGE = 'A record is merged into one that is published: choose one that readers can see.';\n                END IF;\n                RETURN NULL;\n            ", hash='04c32f5030f143e0461d3d99a148201c8aebf001', operation='UPDATE', pgid='pgtrigger_merged_into_published_ce1db', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='merged_leads_on', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."merged_into_id" IS NOT NULL)', constraint='CONSTRAINT', func="\n                IF EXISTS (\n                    WITH RECURSIVE chain(id) AS (\n                        SELECT NEW.merged_into_id\n                        UNION\n                        SELECT row.merged_into_id FROM meetings_meeting row JOIN chain ON row.id = chain.id\n                         WHERE row.merged_into_id IS NOT NULL\n                    )\n                    SELECT FROM chain JOIN meetings_meeting row USING (id)\n                     WHERE row.published_at IS NULL OR row.id = NEW.id\n                ) THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_meeting_merged_into_published', MESSAGE = 'A record is merged into one that is published: choose one that readers can see.';\n                END IF;\n                RETURN NULL;\n            ", hash='6d43c0702747684abd9c0d38f21308a2604d6541', operation='INSERT', pgid='pgtrigger_merged_leads_on_53459', table='meetings_meeting', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='derive_parties', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        SELECT country_id, organization_id INTO NEW.principal_country_id, NEW.principal_organization_id\n          FROM delegations_delegation WHERE id = NEW.principal_id FOR SHARE;\n        SELECT country_id, organization_id INTO NEW.counterpart_country_id, NEW.counterpart_organization_id\n          FROM delegations_delegation WHERE id = NEW.counterpart_id FOR SHARE;\n        RETURN NEW;\n    ', hash='f3a4135b522148b6f552365154fc62f71ba97d1d', operation='INSERT OR UPDATE', pgid='pgtrigger_derive_parties_6d99d', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='one_event', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n        -- The rows as they are when this is asked, which may be later than when they were written.\n        IF EXISTS (SELECT FROM meetings_meeting row\n                     JOIN delegations_delegation side ON side.id IN (row.principal_id, row.counterpart_id)\n                    WHERE row.id = NEW.id AND side.event_id IS DISTINCT FROM row.event_id)\n        THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_meeting_one_event', MESSAGE = 'A meeting and its two delegations must be of the same event.';\n        END IF;\n        RETURN NULL;\n    ", hash='a9e83ceb0c98a2bb0e35501d513db84f2efd8e58', operation='INSERT OR UPDATE', pgid='pgtrigger_one_event_f34ff', table='meetings_meeting', timing='DEFERRABLE INITIALLY IMMEDIATE', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='0473a096f36164f34b5bff6cfa5c4af6689ef188', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_5cedd', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetinghistory" ("attestation", "base_version", "counterpart_country_id", "counterpart_id", "counterpart_organization_id", "event_id", "held_from", "held_on", "held_to", "id", "kind", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_country_id", "principal_country_id", "principal_id", "principal_organization_id", "published_at", "published_by_id", "reference", "revises_id", "search_text", "status", "summary", "version", "withdrawn_at", "withdrawn_reason") VALUES (NEW."attestation", NEW."base_version", NEW."counterpart_country_id", NEW."counterpart_id", NEW."counterpart_organization_id", NEW."event_id", NEW."held_from", NEW."held_on", NEW."held_to", NEW."id", NEW."kind", NEW."merged_into_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."place_country_id", NEW."principal_country_id", NEW."principal_id", NEW."principal_organization_id", NEW."published_at", NEW."published_by_id", NEW."reference", NEW."revises_id", NEW."search_text", NEW."status", NEW."summary", NEW."version", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;', hash='375248b5defceb00f921704e4f2577a0f64095dc', operation='INSERT', pgid='pgtrigger_insert_insert_61d9e', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."attestation" IS DISTINCT FROM (NEW."attestation") OR OLD."base_version" IS DISTINCT FROM (NEW."base_version") OR OLD."counterpart_id" IS DISTINCT FROM (NEW."counterpart_id") OR OLD."counterpart_country_id" IS DISTINCT FROM (NEW."counterpart_country_id") OR OLD."counterpart_organization_id" IS DISTINCT FROM (NEW."counterpart_organization_id") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."held_from" IS DISTINCT FROM (NEW."held_from") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."held_to" IS DISTINCT FROM (NEW."held_to") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."place_country_id" IS DISTINCT FROM (NEW."place_country_id") OR OLD."principal_id" IS DISTINCT FROM (NEW."principal_id") OR OLD."principal_country_id" IS DISTINCT FROM (NEW."principal_country_id") OR OLD."principal_organization_id" IS DISTINCT FROM (NEW."principal_organization_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."revises_id" IS DISTINCT FROM (NEW."revises_id") OR OLD."search_text" IS DISTINCT FROM (NEW."search_text") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))', func='INSERT INTO "meetings_meetinghistory" ("attestation", "base_version", "counterpart_country_id", "counterpart_id", "counterpart_organization_id", "event_id", "held_from", "held_on", "held_to", "id", "kind", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_country_id", "principal_country_id", "principal_id", "principal_organization_id", "published_at", "published_by_id", "reference", "revises_id", "search_text", "status", "summary", "version", "withdrawn_at", "withdrawn_reason") VALUES (NEW."attestation", NEW."base_version", NEW."counterpart_country_id", NEW."counterpart_id", NEW."counterpart_organization_id", NEW."event_id", NEW."held_from", NEW."held_on", NEW."held_to", NEW."id", NEW."kind", NEW."merged_into_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."place_country_id", NEW."principal_country_id", NEW."principal_id", NEW."principal_organization_id", NEW."published_at", NEW."published_by_id", NEW."reference", NEW."revises_id", NEW."search_text", NEW."status", NEW."summary", NEW."version", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;', hash='e5db657b60f0a9e3f93145a4113f5abac190d2c9', operation='UPDATE', pgid='pgtrigger_update_update_495b8', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetinghistory" ("attestation", "base_version", "counterpart_country_id", "counterpart_id", "counterpart_organization_id", "event_id", "held_from", "held_on", "held_to", "id", "kind", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_country_id", "principal_country_id", "principal_id", "principal_organization_id", "published_at", "published_by_id", "reference", "revises_id", "search_text", "status", "summary", "version", "withdrawn_at", "withdrawn_reason") VALUES (OLD."attestation", OLD."base_version", OLD."counterpart_country_id", OLD."counterpart_id", OLD."counterpart_organization_id", OLD."event_id", OLD."held_from", OLD."held_on", OLD."held_to", OLD."id", OLD."kind", OLD."merged_into_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."place_country_id", OLD."principal_country_id", OLD."principal_id", OLD."principal_organization_id", OLD."published_at", OLD."published_by_id", OLD."reference", OLD."revises_id", OLD."search_text", OLD."status", OLD."summary", OLD."version", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;', hash='d20b767eb56ced18138385302e4f770c6344446d', operation='DELETE', pgid='pgtrigger_delete_delete_4bf26', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topichistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='126e46ed6d2f9920c48325e979c7855e9610db69', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_95ba7', table='meetings_topichistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topichistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='42e4860cc3c3c2f1675297fcc22be5a0698ae074', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b03dc', table='meetings_topichistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopic',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='e894a384ebcda462a0e23e69458bd2626813f185', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_92c8a', table='meetings_mou_topics', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopic',
            trigger=pgtrigger.compiler.Trigger(name='belongs_to', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            \n            UPDATE meetings_mou SET version = version + 1\n             WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.mou_id END,\n                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.mou_id END)\n               AND created_at < transaction_timestamp();\n    \n            RETURN NULL;\n        ", hash='680e31c4a4ddcaa3708c89e77c2d8d96f17116a3', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_belongs_to_63a16', table='meetings_mou_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopic',
            trigger=pgtrigger.compiler.Trigger(name='part_of_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            IF EXISTS (SELECT FROM meetings_mou WHERE published_at IS NOT NULL AND NOT entente_may_revise(created_at)\n                    AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.mou_id END,\n                               CASE WHEN TG_OP <> 'DELETE' THEN NEW.mou_id END)) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_part_of_published', MESSAGE = 'What was published is changed by a revision, which takes the road to publication itself.';\n            END IF;\n            RETURN NULL;\n        ", hash='fd5b9837ee2e06537b932af00a914e8340397c84', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_published_df490', table='meetings_mou_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopic',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='f03ea773fd0b99edd1e8bd1c8bf2a5cd4a457bfb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_bb809', table='meetings_mou_topics', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_moutopichistory" ("id", "mou_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."id", NEW."mou_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='466f494851de79abc1674549e0312f62e64f3330', operation='INSERT', pgid='pgtrigger_insert_insert_69c18', table='meetings_mou_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_moutopichistory" ("id", "mou_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."id", NEW."mou_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='c0d7721d08095016854e023b325bef4cd74e5a01', operation='UPDATE', pgid='pgtrigger_update_update_89b52', table='meetings_mou_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_moutopichistory" ("id", "mou_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."id", OLD."mou_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;', hash='d6946475bb6da740fa6ce3db5d3038479f087885', operation='DELETE', pgid='pgtrigger_delete_delete_db63c', table='meetings_mou_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='6016a28010b9bf96b2e117543e3f98e434503dd4', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_e0704', table='meetings_meeting_topics', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='belongs_to', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            \n            UPDATE meetings_meeting SET version = version + 1\n             WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.meeting_id END,\n                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.meeting_id END)\n               AND created_at < transaction_timestamp();\n    \n            RETURN NULL;\n        ", hash='f6f60b3a72f4aaec792470e0e0eeb4863f7a765c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_belongs_to_e3c55', table='meetings_meeting_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='part_of_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            IF EXISTS (SELECT FROM meetings_meeting WHERE published_at IS NOT NULL AND NOT entente_may_revise(created_at)\n                    AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.meeting_id END,\n                               CASE WHEN TG_OP <> 'DELETE' THEN NEW.meeting_id END)) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_part_of_published', MESSAGE = 'What was published is changed by a revision, which takes the road to publication itself.';\n            END IF;\n            RETURN NULL;\n        ", hash='bba428c0617262098634b323de2ac8c9fde54408', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_published_fd30e', table='meetings_meeting_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='4197a7e1ead7279c168050bb03db5ba48cdf6633', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_20053', table='meetings_meeting_topics', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingtopichistory" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='6fb4889d58e6824b850b9414502f17bfc4254557', operation='INSERT', pgid='pgtrigger_insert_insert_e1743', table='meetings_meeting_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingtopichistory" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='2665b353380ec868d96845811572eedadcd45666', operation='UPDATE', pgid='pgtrigger_update_update_a2d3b', table='meetings_meeting_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingtopichistory" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;', hash='dfa1b3109561b20c88cc586ab4b89eefc161f0a8', operation='DELETE', pgid='pgtrigger_delete_delete_eba3f', table='meetings_meeting_topics', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopichistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='86f80189143462eb05e1665d7e93ba5051475edc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_efc30', table='meetings_moutopichistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moutopichistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a4b90fc2d37a9ca8f30eae77962d47cd8c4d0547', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c0c47', table='meetings_moutopichistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopichistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='5a3e8d9ddc225759d66514a065245dd36af33c85', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ceeda', table='meetings_meetingtopichistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopichistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e0deac348c9f7d13f57cddf608da0829d375ad5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_23bbe', table='meetings_meetingtopichistory', when='BEFORE')),
        ),
    ]
