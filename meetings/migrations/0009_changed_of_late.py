"""Feeds ask for what was changed last."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0008_history_is_never_emptied"),
    ]

    operations = [
        migrations.AddIndex(
            model_name=name,
            index=models.Index(
                fields=["-updated_at", "-id"],
                condition=Q(status="published"),
                name=f"{name}_changed",
            ),
        )
        for name in ("meeting", "mou")
    ]
