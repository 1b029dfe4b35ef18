from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planbuilder_store", "0001_first_tables")]

    operations = [
        migrations.CreateModel(
            name="OriginalRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "dossier",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("dossier", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("kind", models.CharField(max_length=64)),
                ("at", models.CharField(max_length=40)),
                ("generation", models.IntegerField()),
                ("nonce", models.BinaryField()),
                ("ciphertext", models.BinaryField()),
                ("prev_hash", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": "planbuilder_original",
            },
        ),
        migrations.AddField(
            model_name="dossierrow",
            name="originals",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="dossierrow",
            name="originals_hash",
            field=models.BinaryField(default=bytes),
        ),
    ]
