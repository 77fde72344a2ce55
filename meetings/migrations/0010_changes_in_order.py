"""The order in which records changed for readers: the API's list of changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delegations", "0006_history_is_never_emptied"),
        ("meetings", "0009_changed_of_late"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                condition=models.Q(("status__in", ["published", "withdrawn"])),
                fields=["updated_at", "id"],
                name="meeting_changes",
            ),
        ),
        migrations.AddIndex(
            model_name="mou",
            index=models.Index(
                condition=models.Q(("status__in", ["published", "withdrawn"])),
                fields=["updated_at", "id"],
                name="mou_changes",
            ),
        ),
    ]
