"""All that the migrations up to the one in its name do, in one go: see CONTRIBUTING.md, "Migrations"."""

import core.derived
import core.fields
import core.text
import datetime
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('delegations', '0001_initial'), ('delegations', '0002_rules_of_the_record'), ('delegations', '0003_versions'), ('delegations', '0004_powers'), ('delegations', '0005_likeness'), ('delegations', '0006_history_is_never_emptied')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('core', '0001_squashed_0007_state_has_a_moment'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Country',
            fields=[
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('iso2', models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name='ISO 3166 code')),
                ('iso3', models.CharField(max_length=3, unique=True, verbose_name='three-letter code')),
                ('m49', models.CharField(blank=True, max_length=3, null=True, unique=True, verbose_name='M49 code')),
                ('name', models.CharField(max_length=80, unique=True, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('official_name', models.CharField(max_length=160, validators=[core.text.validate_clean_text], verbose_name='official name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('sort_key', core.derived.SortKeyField(of='name')),
                ('note', models.TextField(blank=True, help_text='Why it is named or placed so, with the source.', max_length=1000, verbose_name='note')),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'country',
                'verbose_name_plural': 'countries',
                'ordering': ('sort_key', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='delegations_country_name_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('official_name__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('note__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='delegations_country_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('note__length__lte', 1000)), name='delegations_country_note_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(('iso2__regex', '^[A-Z]{2}$'), ('iso3__regex', '^[A-Z]{3}$')), name='delegations_country_codes', violation_error_message='ISO 3166 codes are two and three capital letters.'), models.CheckConstraint(condition=models.Q(('m49', None), ('m49__regex', '^[0-9]{3}$'), _connector='OR'), name='delegations_country_m49', violation_error_message='An M49 code is three digits.')],
            },
        ),
        migrations.CreateModel(
            name='CountryName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'French'), ('ar', 'Arabic'), ('es', 'Spanish')], max_length=2, verbose_name='language')),
                ('name', models.CharField(max_length=160, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('kind', models.CharField(choices=[('short', 'short name'), ('official', 'official name'), ('variant', 'variant'), ('demonym', 'demonym'), ('adjective', 'adjective')], max_length=10, verbose_name='kind')),
                ('normalised', core.derived.SearchTextField()),
                ('sort_key', core.derived.SortKeyField(of='name')),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='delegations.country', verbose_name='country')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'country name',
                'verbose_name_plural': 'country names',
                'ordering': ('sort_key', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'indexes': [models.Index(fields=['normalised'], name='countryname_normalised', opclasses=('text_pattern_ops',))],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='delegations_countryname_name_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(('name__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), name='delegations_countryname_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('language__in', ['en', 'fr', 'ar', 'es'])), name='delegations_countryname_language_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('kind__in', ['short', 'official', 'variant', 'demonym', 'adjective'])), name='delegations_countryname_kind_known', violation_error_message='A value is not in the list of this field.'), models.UniqueConstraint(fields=('country', 'language', 'kind', 'name'), name='delegations_countryname_once', violation_error_message='The country has this name already.'), models.UniqueConstraint(condition=models.Q(('kind', 'short')), fields=('country', 'language'), name='delegations_countryname_one_short', violation_error_message='The country has a short name in this language already.')],
            },
        ),
        migrations.CreateModel(
            name='CountryNameHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'French'), ('ar', 'Arabic'), ('es', 'Spanish')], max_length=2, verbose_name='language')),
                ('name', models.CharField(max_length=160, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('kind', models.CharField(choices=[('short', 'short name'), ('official', 'official name'), ('variant', 'variant'), ('demonym', 'demonym'), ('adjective', 'adjective')], max_length=10, verbose_name='kind')),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.country', verbose_name='country')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='delegations.countryname')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='countrynamehistory_deleted')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('name', models.CharField(max_length=200, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('place', models.CharField(blank=True, help_text='The town or venue.', max_length=120, validators=[core.text.validate_clean_text], verbose_name='place')),
                ('held_on', core.fields.EdtfField(blank=True, max_length=64, verbose_name='held on')),
                ('held_from', core.derived.BoundField(bound='earliest', of='held_on', verbose_name='first day')),
                ('held_to', core.derived.BoundField(bound='latest', of='held_on', verbose_name='last day')),
                ('held_order', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('held_from', models.Value(datetime.date(1, 1, 1))), output_field=models.DateField())),
                ('summary', models.TextField(blank=True, help_text='In our own words; no sentence of a source.', max_length=5000, validators=[core.text.validate_clean_text], verbose_name='summary')),
                ('search_text', core.derived.SearchTextField()),
                ('search_vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('search_text', config='simple'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('name_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='entente_plain', output_field=models.TextField()), output_field=models.TextField())),
                ('place_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('place'), function='entente_plain', output_field=models.TextField()), output_field=models.TextField())),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosted_events', to='delegations.country', verbose_name='country')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ('-held_order', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_vector'], name='event_search'), models.Index(fields=['-held_order', '-id'], name='event_order'), models.Index(fields=['country', 'place_key', 'held_order', 'id'], include=('held_to',), name='event_likeness'), models.Index(fields=['name_key', 'id'], name='event_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='delegations_event_name_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('place__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('summary__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='delegations_event_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('summary__length__lte', 5000)), name='delegations_event_summary_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(('held_from__isnull', True), ('held_to__isnull', True), ('held_from__lte', models.F('held_to')), _connector='OR'), name='delegations_event_held_from_order', violation_error_message='The first day must not be after the last day.'), models.CheckConstraint(condition=models.Q(models.Q(('held_on', ''), ('held_from__isnull', True), ('held_to__isnull', True)), models.Q(models.Q(('held_on', ''), _negated=True), models.Q(('held_from__isnull', True), ('held_to__isnull', True), _negated=True)), _connector='OR'), name='delegations_event_held_on_bounds', violation_error_message='A date must give at least its first or its last day.')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('institution', models.CharField(blank=True, help_text='The body that sent them, if the source names one: a police, a ministry.', max_length=200, validators=[core.text.validate_clean_text], verbose_name='institution')),
                ('head', models.CharField(blank=True, help_text='The person who led the delegation, as the source names them.', max_length=120, validators=[core.text.validate_clean_text], verbose_name='head')),
                ('head_title', models.CharField(blank=True, max_length=160, validators=[core.text.validate_clean_text], verbose_name="head's title")),
                ('search_text', core.derived.SearchTextField()),
                ('search_vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('search_text', config='simple'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('institution_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('institution'), function='entente_plain', output_field=models.TextField()), output_field=models.TextField())),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='delegations.country', verbose_name='country')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='delegations.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'delegation',
                'verbose_name_plural': 'delegations',
                'ordering': ('-pk',),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_vector'], name='delegation_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('institution__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('head__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('head_title__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='delegations_delegation_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.')],
            },
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('name', models.CharField(max_length=200, unique=True, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('acronym', models.CharField(blank=True, max_length=30, validators=[core.text.validate_clean_text], verbose_name='acronym')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('kind', models.CharField(choices=[('intergovernmental', 'intergovernmental organization'), ('regional', 'regional organization'), ('academic', 'university or research institution'), ('non-governmental', 'non-governmental organization'), ('other', 'other body')], max_length=20, verbose_name='kind')),
                ('other_names', models.TextField(blank=True, help_text='Names in other languages and other spellings, one a line. Readers and editors find it by each.', max_length=2000, validators=[core.text.validate_clean_text], verbose_name='other names')),
                ('wikidata', models.CharField(blank=True, help_text='For example Q8475.', max_length=16, verbose_name='Wikidata identifier')),
                ('sort_key', core.derived.SortKeyField(of='name')),
                ('search_text', core.derived.SearchTextField()),
                ('search_vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('search_text', config='simple'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('name_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='entente_plain', output_field=models.TextField()), output_field=models.TextField())),
                ('acronym_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('acronym'), function='entente_plain', output_field=models.TextField()), output_field=models.TextField())),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'organization',
                'verbose_name_plural': 'organizations',
                'ordering': ('sort_key', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_vector'], name='organization_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='delegations_organization_name_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('acronym__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('other_names__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='delegations_organization_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('other_names__length__lte', 2000)), name='delegations_organization_other_names_length', violation_error_message='A text is longer than this field allows.'), models.CheckConstraint(condition=models.Q(('kind__in', ['intergovernmental', 'regional', 'academic', 'non-governmental', 'other'])), name='delegations_organization_kind_known', violation_error_message='A value is not in the list of this field.'), models.CheckConstraint(condition=models.Q(('slug__length__gt', 2), ('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='delegations_organization_slug', violation_error_message='A slug is small letters, digits and single hyphens, three characters at least (two letters are a country).'), models.CheckConstraint(condition=models.Q(('wikidata', ''), ('wikidata__regex', '^Q[1-9][0-9]*$'), _connector='OR'), name='delegations_organization_wikidata', violation_error_message='A Wikidata identifier is the letter Q and a number.')],
            },
        ),
        migrations.CreateModel(
            name='EventHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('name', models.CharField(max_length=200, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='slug')),
                ('place', models.CharField(blank=True, help_text='The town or venue.', max_length=120, validators=[core.text.validate_clean_text], verbose_name='place')),
                ('held_on', core.fields.EdtfField(blank=True, max_length=64, verbose_name='held on')),
                ('held_from', core.derived.BoundField(bound='earliest', of='held_on', verbose_name='first day')),
                ('held_to', core.derived.BoundField(bound='latest', of='held_on', verbose_name='last day')),
                ('summary', models.TextField(blank=True, help_text='In our own words; no sentence of a source.', max_length=5000, validators=[core.text.validate_clean_text], verbose_name='summary')),
                ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.country', verbose_name='country')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='delegations.event')),
                ('organizer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.organization', verbose_name='organizer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='eventhistory_deleted')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='organizer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organized_events', to='delegations.organization', verbose_name='organizer'),
        ),
        migrations.CreateModel(
            name='DelegationHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('institution', models.CharField(blank=True, help_text='The body that sent them, if the source names one: a police, a ministry.', max_length=200, validators=[core.text.validate_clean_text], verbose_name='institution')),
                ('head', models.CharField(blank=True, help_text='The person who led the delegation, as the source names them.', max_length=120, validators=[core.text.validate_clean_text], verbose_name='head')),
                ('head_title', models.CharField(blank=True, max_length=160, validators=[core.text.validate_clean_text], verbose_name="head's title")),
                ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.country', verbose_name='country')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='delegations.delegation')),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.event', verbose_name='event')),
                ('organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.organization', verbose_name='organization')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='delegationhistory_deleted')],
            },
        ),
        migrations.AddField(
            model_name='delegation',
            name='organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='delegations.organization', verbose_name='organization'),
        ),
        migrations.CreateModel(
            name='OrganizationHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('name', models.CharField(max_length=200, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('acronym', models.CharField(blank=True, max_length=30, validators=[core.text.validate_clean_text], verbose_name='acronym')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='slug')),
                ('kind', models.CharField(choices=[('intergovernmental', 'intergovernmental organization'), ('regional', 'regional organization'), ('academic', 'university or research institution'), ('non-governmental', 'non-governmental organization'), ('other', 'other body')], max_length=20, verbose_name='kind')),
                ('other_names', models.TextField(blank=True, help_text='Names in other languages and other spellings, one a line. Readers and editors find it by each.', max_length=2000, validators=[core.text.validate_clean_text], verbose_name='other names')),
                ('wikidata', models.CharField(blank=True, help_text='For example Q8475.', max_length=16, verbose_name='Wikidata identifier')),
                ('sort_key', core.derived.SortKeyField(of='name')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='delegations.organization')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='organizationhistory_deleted')],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='changed at')),
                ('m49', models.CharField(max_length=3, primary_key=True, serialize=False, verbose_name='M49 code')),
                ('name', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('name_fr', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name in French')),
                ('name_ar', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name in Arabic')),
                ('name_es', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name in Spanish')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('sort', models.SmallIntegerField(default=0, verbose_name='place in the order')),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='delegations.region', verbose_name='parent')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'ordering': ('sort', '-pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'edit_any', 'edit_public'),
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\U00000001-\\U00000020\\U0000007F-\\U000000A0\\U000000AD-\\U000000AD\\U0000034F-\\U0000034F\\U0000061C-\\U0000061C\\U0000115F-\\U00001160\\U00001680-\\U00001680\\U000017B4-\\U000017B5\\U0000180B-\\U0000180F\\U00002000-\\U0000200F\\U00002028-\\U0000202F\\U0000205F-\\U0000206F\\U00002800-\\U00002800\\U00003000-\\U00003000\\U00003164-\\U00003164\\U0000FE00-\\U0000FE0F\\U0000FEFF-\\U0000FEFF\\U0000FFA0-\\U0000FFA0\\U0000FFF9-\\U0000FFFB\\U000E0000-\\U000E0FFF]')), name='delegations_region_name_not_blank', violation_error_message='A name or title must not be empty.'), models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('name_fr__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('name_ar__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True), models.Q(('name_es__regex', '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]'), _negated=True)), name='delegations_region_clean_text', violation_error_message='A text holds control characters or marks that reverse the direction of writing. Remove them; they often come along with copied text.'), models.CheckConstraint(condition=models.Q(('m49__regex', '^[0-9]{3}$')), name='delegations_region_m49', violation_error_message='An M49 code is three digits.')],
            },
        ),
        migrations.CreateModel(
            name='CountryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('iso2', models.CharField(max_length=2, serialize=False, verbose_name='ISO 3166 code')),
                ('iso3', models.CharField(max_length=3, verbose_name='three-letter code')),
                ('m49', models.CharField(blank=True, max_length=3, null=True, verbose_name='M49 code')),
                ('name', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('official_name', models.CharField(max_length=160, validators=[core.text.validate_clean_text], verbose_name='official name')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='slug')),
                ('note', models.TextField(blank=True, help_text='Why it is named or placed so, with the source.', max_length=1000, verbose_name='note')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='delegations.country')),
                ('continent', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.region', verbose_name='continent')),
                ('region', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.region', verbose_name='region')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='countryhistory_deleted')],
            },
        ),
        migrations.AddField(
            model_name='country',
            name='continent',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='all_countries', to='delegations.region', verbose_name='continent'),
        ),
        migrations.AddField(
            model_name='country',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='countries', to='delegations.region', verbose_name='region'),
        ),
        migrations.CreateModel(
            name='RegionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='version')),
                ('m49', models.CharField(max_length=3, serialize=False, verbose_name='M49 code')),
                ('name', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name')),
                ('name_fr', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name in French')),
                ('name_ar', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name in Arabic')),
                ('name_es', models.CharField(max_length=80, validators=[core.text.validate_clean_text], verbose_name='name in Spanish')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='slug')),
                ('sort', models.SmallIntegerField(default=0, verbose_name='place in the order')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='delegations.region', verbose_name='parent')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='delegations.region')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('pgh_label', 'delete')), fields=['-pgh_id'], name='regionhistory_deleted')],
            },
        ),
        migrations.AddIndex(
            model_name='delegation',
            index=models.Index(condition=models.Q(('event__isnull', False)), fields=['event', 'country', 'organization', 'id'], name='delegation_likeness'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('organization', None)), models.Q(('country', None), ('organization__isnull', False)), _connector='OR'), name='delegations_delegation_one_party', violation_error_message='A delegation represents a country or an organization: choose exactly one.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryname',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='a0eae1b9354227ac1577aed8adc0152ab2ac0e54', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_73883', table='delegations_countryname', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryname',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='dfd33a01b721e96fe572024f9b916e1ee715735b', operation='INSERT', pgid='pgtrigger_entered_ff31b', table='delegations_countryname', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryname',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='e1c7ac8a3cd271239a843e824f64fe367dbdc84a', operation='UPDATE', pgid='pgtrigger_version_counted_97f05', table='delegations_countryname', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryname',
            trigger=pgtrigger.compiler.Trigger(name='belongs_to', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN\n                RETURN NULL;\n            END IF;\n            \n            UPDATE delegations_country SET version = version + 1\n             WHERE iso2 IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.country_id END,\n                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.country_id END)\n               AND created_at < transaction_timestamp();\n    \n            RETURN NULL;\n        ", hash='5b9e7a4973f4888446ab96d920fe7e637768a91d', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_belongs_to_2e1ef', table='delegations_countryname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryname',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='15cc31ac56ef9b147bb86f6d98d2ce67d708c381', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_db5c1', table='delegations_countryname', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_countrynamehistory" ("country_id", "id", "kind", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."country_id", NEW."id", NEW."kind", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;', hash='fafa0105c9848923aad1de9e776b4a5bd8900f9f', operation='INSERT', pgid='pgtrigger_insert_insert_fbd97', table='delegations_countryname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "delegations_countrynamehistory" ("country_id", "id", "kind", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."country_id", NEW."id", NEW."kind", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;', hash='f31fc07fc64fa5915adcc43d60147f83920efe4b', operation='UPDATE', pgid='pgtrigger_update_update_83ef9', table='delegations_countryname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryname',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_countrynamehistory" ("country_id", "id", "kind", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."country_id", OLD."id", OLD."kind", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;', hash='5dcc293a44b07806681f69086a06e94ae64b898a', operation='DELETE', pgid='pgtrigger_delete_delete_81ab9', table='delegations_countryname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrynamehistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='0cdd2ed7236f1c35653a1558f047c36a852c528c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_271ba', table='delegations_countrynamehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrynamehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='62b0599c8b27954031e2a56c42fdf5045fb0aaac', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6b78c', table='delegations_countrynamehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='fcc0845f6c71e9041fea3d72a578a001230bfeee', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_32888', table='delegations_organization', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='38bf2f75e4292d993eb0ca2428dae9c3a9152575', operation='INSERT', pgid='pgtrigger_entered_40ba5', table='delegations_organization', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'name_key', 'acronym_key'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'name_key', 'acronym_key'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'name_key', 'acronym_key'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'name_key', 'acronym_key'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='8b761ff4e0c6b5cefd27dab4a9bfd5f5129056fd', operation='UPDATE', pgid='pgtrigger_version_counted_0acbd', table='delegations_organization', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='e691506273ae2a8e6a08bcaf54d6bfef07c39bed', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e9796', table='delegations_organization', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_organizationhistory" ("acronym", "id", "kind", "name", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort_key", "version", "wikidata") VALUES (NEW."acronym", NEW."id", NEW."kind", NEW."name", NEW."other_names", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."sort_key", NEW."version", NEW."wikidata"); RETURN NULL;', hash='3116f989b50fa8eec1db50843cb174f5b809e7e2', operation='INSERT', pgid='pgtrigger_insert_insert_07ec5', table='delegations_organization', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acronym" IS DISTINCT FROM (NEW."acronym") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_names" IS DISTINCT FROM (NEW."other_names") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wikidata" IS DISTINCT FROM (NEW."wikidata"))', func='INSERT INTO "delegations_organizationhistory" ("acronym", "id", "kind", "name", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort_key", "version", "wikidata") VALUES (NEW."acronym", NEW."id", NEW."kind", NEW."name", NEW."other_names", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."sort_key", NEW."version", NEW."wikidata"); RETURN NULL;', hash='586aea32e196e7cf431d83c2e0799451e968e9ef', operation='UPDATE', pgid='pgtrigger_update_update_0be60', table='delegations_organization', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_organizationhistory" ("acronym", "id", "kind", "name", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort_key", "version", "wikidata") VALUES (OLD."acronym", OLD."id", OLD."kind", OLD."name", OLD."other_names", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."sort_key", OLD."version", OLD."wikidata"); RETURN NULL;', hash='9922564d98df803558eac622b0fcad252f57de55', operation='DELETE', pgid='pgtrigger_delete_delete_aed05', table='delegations_organization', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='623abb629839001b01b638260c58434d7eabcb8d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_91438', table='delegations_eventhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1a461dd751fe3f60b4ac377350c847c949a3ca93', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dde32', table='delegations_eventhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='8d48db89dfe3cd8895cd2ffac9295dcf2d1190ad', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_17bb8', table='delegations_event', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='a3f675f7673108b12952be5c9d76b0bc83871502', operation='INSERT', pgid='pgtrigger_entered_22802', table='delegations_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'held_order', 'name_key', 'place_key'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'held_order', 'name_key', 'place_key'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'held_order', 'name_key', 'place_key'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'held_order', 'name_key', 'place_key'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='f467157d269e9e214683ad6381f79e19ab235255', operation='UPDATE', pgid='pgtrigger_version_counted_95301', table='delegations_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='a8d493b96f7e3b9e5f26dff2d2ef5a1218b43912', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_04007', table='delegations_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_eventhistory" ("country_id", "held_from", "held_on", "held_to", "id", "name", "organizer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "summary", "version") VALUES (NEW."country_id", NEW."held_from", NEW."held_on", NEW."held_to", NEW."id", NEW."name", NEW."organizer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."slug", NEW."summary", NEW."version"); RETURN NULL;', hash='0a7eda79f6dc27369b3d82a107d39e1d91008308', operation='INSERT', pgid='pgtrigger_insert_insert_7946c', table='delegations_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."held_from" IS DISTINCT FROM (NEW."held_from") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."held_to" IS DISTINCT FROM (NEW."held_to") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organizer_id" IS DISTINCT FROM (NEW."organizer_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "delegations_eventhistory" ("country_id", "held_from", "held_on", "held_to", "id", "name", "organizer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "summary", "version") VALUES (NEW."country_id", NEW."held_from", NEW."held_on", NEW."held_to", NEW."id", NEW."name", NEW."organizer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."slug", NEW."summary", NEW."version"); RETURN NULL;', hash='f4680c8a153ac742de944a6fa3894502d085a016', operation='UPDATE', pgid='pgtrigger_update_update_937bd', table='delegations_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_eventhistory" ("country_id", "held_from", "held_on", "held_to", "id", "name", "organizer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "summary", "version") VALUES (OLD."country_id", OLD."held_from", OLD."held_on", OLD."held_to", OLD."id", OLD."name", OLD."organizer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."slug", OLD."summary", OLD."version"); RETURN NULL;', hash='560ffe19456220b2f984e352d8cb1a5dbcd8dc76', operation='DELETE', pgid='pgtrigger_delete_delete_e0516', table='delegations_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegationhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='85afb20a7c4717ea743e01b8a5ab1687784603c8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_1f869', table='delegations_delegationhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegationhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eb39cc9513aa2804c30fc5111409c76a093be390', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6f3ef', table='delegations_delegationhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='36589f9668147a47439d3badb5ef14add36d73a7', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_91565', table='delegations_delegation', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='c295cae925aff8880c8d727f5fc47b8cb2726131', operation='INSERT', pgid='pgtrigger_entered_561ea', table='delegations_delegation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'institution_key'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'institution_key'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'institution_key'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id', 'search_vector', 'institution_key'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='b0f352db1fef1eaaf83514048e7e3fe498536a75', operation='UPDATE', pgid='pgtrigger_version_counted_26abc', table='delegations_delegation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='tell_meetings', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    UPDATE meetings_meeting SET principal_id = principal_id\n                     WHERE principal_id = NEW.id OR counterpart_id = NEW.id;\n                    UPDATE meetings_reportedtotal SET principal_id = principal_id WHERE principal_id = NEW.id;\n                    RETURN NULL;\n                ', hash='b9150fde45a53d19a8b125b0cd5e8c6a7f65666f', operation='UPDATE OF "country_id", "organization_id", "event_id"', pgid='pgtrigger_tell_meetings_a2d13', table='delegations_delegation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='5bfabb425f9ef39942ebefc736744d835a293a07', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_784c6', table='delegations_delegation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_delegationhistory" ("country_id", "event_id", "head", "head_title", "id", "institution", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."country_id", NEW."event_id", NEW."head", NEW."head_title", NEW."id", NEW."institution", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;', hash='20205e8367991c9521c7befd7afd99be7f0a906c', operation='INSERT', pgid='pgtrigger_insert_insert_2cbf8', table='delegations_delegation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."head" IS DISTINCT FROM (NEW."head") OR OLD."head_title" IS DISTINCT FROM (NEW."head_title") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."institution" IS DISTINCT FROM (NEW."institution") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "delegations_delegationhistory" ("country_id", "event_id", "head", "head_title", "id", "institution", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."country_id", NEW."event_id", NEW."head", NEW."head_title", NEW."id", NEW."institution", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;', hash='92b7b153eafc74b669a20397b58ace849532b846', operation='UPDATE', pgid='pgtrigger_update_update_57215', table='delegations_delegation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delegation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_delegationhistory" ("country_id", "event_id", "head", "head_title", "id", "institution", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."country_id", OLD."event_id", OLD."head", OLD."head_title", OLD."id", OLD."institution", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;', hash='df26245db773a50a6c1e895333f982a36943fe66', operation='DELETE', pgid='pgtrigger_delete_delete_f98ff', table='delegations_delegation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='335175f0e9cdb9e59fe43789bb46efceb6481f07', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_cbad6', table='delegations_organizationhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f78c697f244ee7f3827adac5da3aaf75ca67d8ae', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_77e8b', table='delegations_organizationhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='623781b9cb81f988a6b7bfa4d21d6f63d95a35eb', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_57bf1', table='delegations_region', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='8878f016b799e05ed759b919274d67bc2b933365', operation='INSERT', pgid='pgtrigger_entered_2346d', table='delegations_region', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='7020a0b89ecaee427c6a25f74c5b7c8c272f4c6f', operation='UPDATE', pgid='pgtrigger_version_counted_7a679', table='delegations_region', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='move_countries', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE delegations_country SET region_id = region_id; RETURN NULL;', hash='d83cc05719dea9228b3cd975456c3a71eff2f4e0', operation='UPDATE OF "parent_id"', pgid='pgtrigger_move_countries_b1dbe', table='delegations_region', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='849912547ee23146ff4a3075846653bc0e4dd7a7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d3923', table='delegations_region', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_regionhistory" ("m49", "name", "name_ar", "name_es", "name_fr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort", "version") VALUES (NEW."m49", NEW."name", NEW."name_ar", NEW."name_es", NEW."name_fr", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."m49", NEW."slug", NEW."sort", NEW."version"); RETURN NULL;', hash='b145c662350a82ffe791bc37e40cc46bc3efe58f', operation='INSERT', pgid='pgtrigger_insert_insert_fabef', table='delegations_region', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."m49" IS DISTINCT FROM (NEW."m49") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_ar" IS DISTINCT FROM (NEW."name_ar") OR OLD."name_es" IS DISTINCT FROM (NEW."name_es") OR OLD."name_fr" IS DISTINCT FROM (NEW."name_fr") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."sort" IS DISTINCT FROM (NEW."sort") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "delegations_regionhistory" ("m49", "name", "name_ar", "name_es", "name_fr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort", "version") VALUES (NEW."m49", NEW."name", NEW."name_ar", NEW."name_es", NEW."name_fr", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."m49", NEW."slug", NEW."sort", NEW."version"); RETURN NULL;', hash='049b5e1b690a750ab6e5d018e079cde0e3848291', operation='UPDATE', pgid='pgtrigger_update_update_186a8', table='delegations_region', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_regionhistory" ("m49", "name", "name_ar", "name_es", "name_fr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sort", "version") VALUES (OLD."m49", OLD."name", OLD."name_ar", OLD."name_es", OLD."name_fr", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."m49", OLD."slug", OLD."sort", OLD."version"); RETURN NULL;', hash='a8f8c2ad504b4832d6b79e912a38a9a6ec9574f9', operation='DELETE', pgid='pgtrigger_delete_delete_15356', table='delegations_region', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='3105654d315bfe7a96e28333cdf252032a6a18ce', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_dc61c', table='delegations_countryhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='17e3af82304e2ba17bcb7d84d6f558934e7ba0d9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c376e', table='delegations_countryhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='country',
            trigger=pgtrigger.compiler.Trigger(name='register_changed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='PERFORM entente_register_changed(); RETURN NULL;', hash='8742396140138c2c2f6e12b109d739e0aabeb298', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_register_changed_d4556', table='delegations_country', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='country',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                NEW.entered_by_id := coalesce(NEW.entered_by_id, entente_author());\n                NEW.changed_by_id := coalesce(NEW.changed_by_id, NEW.entered_by_id);\n                RETURN NEW;\n            ', hash='6b26fcf61c2cd17b68b0fbe7e06a0b18f9967cc6', operation='INSERT', pgid='pgtrigger_entered_82b6b', table='delegations_country', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='country',
            trigger=pgtrigger.compiler.Trigger(name='version_counted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE belongings boolean;', func="\n                -- What belongs to the row has changed: see belongs_to(). Nobody else writes the next version.\n                belongings := NEW.version = OLD.version + 1;\n                NEW.version := OLD.version;\n                NEW.created_at := OLD.created_at;\n                NEW.updated_at := OLD.updated_at;\n                NEW.entered_by_id := OLD.entered_by_id;\n                NEW.changed_by_id := OLD.changed_by_id;\n                IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                    NEW.version := OLD.version + 1;\n                    -- The clock of created_at (Django's Now()), never turned back: now() is the start of the\n                    -- transaction, which may be before the row was made.\n                    NEW.updated_at := greatest(OLD.updated_at, statement_timestamp());\n                    IF belongings OR to_jsonb(NEW) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] <> to_jsonb(OLD) - ARRAY['version', 'created_at', 'updated_at', 'entered_by_id', 'changed_by_id'] THEN\n                        -- A merge only points a row at another one: its words stay those of whoever wrote them.\n                        IF coalesce(current_setting('entente.author', true), '') <> 'same' THEN\n                            NEW.changed_by_id := entente_author();\n                        END IF;\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='d0cb690e41481ed2b2abab56526dadfdf7d57eda', operation='UPDATE', pgid='pgtrigger_version_counted_8d97f', table='delegations_country', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='country',
            trigger=pgtrigger.compiler.Trigger(name='derive_continent', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    WITH RECURSIVE branch(m49, parent_id) AS (\n                        SELECT m49, parent_id FROM delegations_region WHERE m49 = NEW.region_id\n                        UNION SELECT up.m49, up.parent_id\n                          FROM delegations_region up JOIN branch ON up.m49 = branch.parent_id)\n                    SELECT m49 INTO NEW.continent_id FROM branch WHERE parent_id IS NULL;\n                    RETURN NEW;\n                ', hash='e67e402cf047937ae1154a8089a4b56b22a004ef', operation='INSERT OR UPDATE', pgid='pgtrigger_derive_continent_a0dfe', table='delegations_country', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='country',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='c5a64b5f48c7fe93a8c3ad8aaccc15de2adea5fa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_f2f61', table='delegations_country', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='country',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_countryhistory" ("continent_id", "iso2", "iso3", "m49", "name", "note", "official_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "slug", "version") VALUES (NEW."continent_id", NEW."iso2", NEW."iso3", NEW."m49", NEW."name", NEW."note", NEW."official_name", _pgh_attach_context(), NOW(), \'insert\', NEW."iso2", NEW."region_id", NEW."slug", NEW."version"); RETURN NULL;', hash='683c9ce2b3ee318e32911b270b9305b2d1d4fb0e', operation='INSERT', pgid='pgtrigger_insert_insert_fde11', table='delegations_country', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='country',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."continent_id" IS DISTINCT FROM (NEW."continent_id") OR OLD."iso2" IS DISTINCT FROM (NEW."iso2") OR OLD."iso3" IS DISTINCT FROM (NEW."iso3") OR OLD."m49" IS DISTINCT FROM (NEW."m49") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."official_name" IS DISTINCT FROM (NEW."official_name") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "delegations_countryhistory" ("continent_id", "iso2", "iso3", "m49", "name", "note", "official_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "slug", "version") VALUES (NEW."continent_id", NEW."iso2", NEW."iso3", NEW."m49", NEW."name", NEW."note", NEW."official_name", _pgh_attach_context(), NOW(), \'update\', NEW."iso2", NEW."region_id", NEW."slug", NEW."version"); RETURN NULL;', hash='832a99db1018d3594d8412017af518b342827a4b', operation='UPDATE', pgid='pgtrigger_update_update_08e76', table='delegations_country', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='country',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "delegations_countryhistory" ("continent_id", "iso2", "iso3", "m49", "name", "note", "official_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "slug", "version") VALUES (OLD."continent_id", OLD."iso2", OLD."iso3", OLD."m49", OLD."name", OLD."note", OLD."official_name", _pgh_attach_context(), NOW(), \'delete\', OLD."iso2", OLD."region_id", OLD."slug", OLD."version"); RETURN NULL;', hash='b9faeef072c536af294e37ce1ee2729fe85c9800', operation='DELETE', pgid='pgtrigger_delete_delete_4ff3b', table='delegations_country', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionhistory',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;", hash='405c97072f36cf30cec53f7ee783f397ad2bb3bf', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_f279a', table='delegations_regionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='029cd0cfb609238de409a409bef1645438e2e00f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_04498', table='delegations_regionhistory', when='BEFORE')),
        ),
    ]
