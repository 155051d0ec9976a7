"""Editions, targets; the database itself refuses to change or delete what was published."""

import django.db.models.deletion
from django.db import migrations, models


TABLES = ("feedback_edition", "feedback_published", "feedback_basis")
SQLITE = [
    f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed.upper()} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'editions are frozen'); END"
    for table in TABLES
    for deed in ("update", "delete")
]
POSTGRESQL = [
    "CREATE FUNCTION edition_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'editions are frozen'; END $$",
    *(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION edition_stays()"
        for table in TABLES
    ),
]
UNDO = {
    "sqlite": [f"DROP TRIGGER {table}_no_{deed}" for table in TABLES for deed in ("update", "delete")],
    "postgresql": [
        *(f"DROP TRIGGER {table}_stays ON {table}" for table in TABLES),
        "DROP FUNCTION edition_stays()",
    ],
}


def protect(apps, editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unprotect(apps, editor):
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0003_ways_in'),
        ('people', '0006_kept_by_column'),
        ('units', '0003_names_in_order_and_open_shares'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.IntegerField()),
                ('line', models.CharField(choices=[('administration', 'Chính quyền'), ('union', 'Công đoàn'), ('party_front', 'Đảng, Mặt trận'), ('sector', 'Ngành dọc')], max_length=20)),
                ('revision', models.SmallIntegerField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('ballots', models.IntegerField()),
                ('changed', models.IntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('signature', models.BinaryField(max_length=64)),
                ('public_key', models.BinaryField(max_length=32)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Basis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence', models.CharField(choices=[('A', 'Mã dùng một lần'), ('B', 'Mã tại quầy'), ('C', 'Không có mã'), ('D', 'Mẫu độc lập')], max_length=1)),
                ('n1', models.IntegerField()),
                ('n2', models.IntegerField()),
                ('n3', models.IntegerField()),
                ('n4', models.IntegerField()),
                ('n5', models.IntegerField()),
                ('aside', models.IntegerField()),
                ('printed', models.IntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.edition')),
            ],
        ),
        migrations.CreateModel(
            name='Published',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence', models.CharField(choices=[('A', 'Mã dùng một lần'), ('B', 'Mã tại quầy'), ('C', 'Không có mã'), ('D', 'Mẫu độc lập')], max_length=1)),
                ('hidden', models.BooleanField()),
                ('answered', models.IntegerField(default=0)),
                ('satisfied', models.IntegerField(default=0)),
                ('aside', models.IntegerField(default=0)),
                ('printed', models.IntegerField(default=0)),
                ('n1', models.IntegerField(null=True)),
                ('n2', models.IntegerField(null=True)),
                ('n3', models.IntegerField(null=True)),
                ('n4', models.IntegerField(null=True)),
                ('n5', models.IntegerField(null=True)),
                ('edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.edition')),
                ('parent', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('base_year', models.SmallIntegerField()),
                ('base', models.DecimalField(decimal_places=1, max_digits=4)),
                ('least', models.DecimalField(decimal_places=1, max_digits=3)),
                ('most', models.DecimalField(decimal_places=1, max_digits=3)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('month', 'line', 'revision'), name='edition_revisions_count'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('revision', 1), models.Q(('revision__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='edition_revision_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='basis',
            constraint=models.UniqueConstraint(fields=('edition', 'unit', 'evidence'), name='basis_once'),
        ),
        migrations.AddIndex(
            model_name='published',
            index=models.Index(fields=['edition', 'parent', 'evidence'], name='published_below'),
        ),
        migrations.AddConstraint(
            model_name='published',
            constraint=models.UniqueConstraint(fields=('edition', 'unit', 'evidence'), name='published_once'),
        ),
        migrations.AddConstraint(
            model_name='published',
            constraint=models.CheckConstraint(condition=models.Q(('hidden', False), models.Q(('answered', 0), ('aside', 0), ('n1', None), ('satisfied', 0)), _connector='OR'), name='published_hidden_is_empty'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('unit', 'base_year'), name='target_one_of_a_base_year'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('base__gte', 0), ('base__lt', 100), ('least__gte', 0), ('most__gte', models.F('least'))), name='target_in_order'),
        ),
        migrations.RunPython(protect, unprotect),
    ]
