from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('parks', '0003_history_in_fixed_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='park',
            name='story_published_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='verhaal openbaar sinds'),
        ),
    ]
