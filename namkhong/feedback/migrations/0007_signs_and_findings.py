"""Ballots keep their signs, and the database refuses to change those as well; what was found and what it rests on.

Adding a column makes SQLite copy the table, which loses its triggers: they are taken off before and put on again after.
"""

import django.db.models.deletion
from django.db import migrations, models


KEPT = "id, mark, unit_id, point_id, day, hour, score, evidence, words, answers"
ON = {
    "sqlite": [
        "CREATE TRIGGER ballot_no_update BEFORE UPDATE OF {kept} ON feedback_ballot "
        "BEGIN SELECT RAISE(ABORT, 'ballots are append-only'); END",
        "CREATE TRIGGER ballot_no_delete BEFORE DELETE ON feedback_ballot "
        "BEGIN SELECT RAISE(ABORT, 'ballots are append-only'); END",
    ],
    "postgresql": [
        "CREATE TRIGGER ballot_no_update BEFORE UPDATE OF {kept} ON feedback_ballot "
        "FOR EACH ROW EXECUTE FUNCTION ballot_stays()",
        "CREATE TRIGGER ballot_no_delete BEFORE DELETE ON feedback_ballot FOR EACH ROW EXECUTE FUNCTION ballot_stays()",
    ],
}
OFF = {
    "sqlite": ["DROP TRIGGER ballot_no_update", "DROP TRIGGER ballot_no_delete"],
    "postgresql": [
        "DROP TRIGGER ballot_no_update ON feedback_ballot",
        "DROP TRIGGER ballot_no_delete ON feedback_ballot",
    ],
}


def release(apps, editor):
    for statement in OFF[editor.connection.vendor]:
        editor.execute(statement)


def protect_as_before(apps, editor):
    for statement in ON[editor.connection.vendor]:
        editor.execute(statement.format(kept=KEPT))


def protect_with_signs(apps, editor):
    for statement in ON[editor.connection.vendor]:
        editor.execute(statement.format(kept=f"{KEPT}, signs"))


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0006_answers'),
        ('people', '0006_kept_by_column'),
        ('units', '0003_names_in_order_and_open_shares'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ballots', models.IntegerField(default=0)),
                ('aside', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='WorkingHours',
            fields=[
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='units.unit')),
                ('opens', models.SmallIntegerField()),
                ('closes', models.SmallIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes__lte', 24), ('opens__gte', 0), ('opens__lt', models.F('closes'))), name='working_hours_in_order')],
            },
        ),
        migrations.CreateModel(
            name='AsideGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('evidence', models.CharField(choices=[('A', 'Mã dùng một lần'), ('B', 'Mã tại quầy'), ('C', 'Không có mã'), ('D', 'Mẫu độc lập')], max_length=1)),
                ('detector', models.CharField(choices=[('serial', 'Mã dùng liền số'), ('burst', 'Dồn dập trong một giờ'), ('even', 'Cách nhau đều đặn'), ('hours', 'Mã tại quầy ngoài giờ làm việc'), ('top', 'Dồn vào một mức trong ngày'), ('surge', 'Ngày tăng vọt'), ('above', 'Nhiều hơn số kết quả đã trả')], max_length=12)),
                ('sentence', models.TextField()),
                ('ballots', models.JSONField()),
                ('count', models.IntegerField()),
                ('state', models.CharField(choices=[('standing', 'Đang để riêng'), ('appealed', 'Chờ trả lời khiếu nại'), ('upheld', 'Đã tính lại'), ('dismissed', 'Giữ nguyên để riêng')], default='standing', max_length=20)),
                ('found_at', models.DateTimeField()),
                ('appeal', models.TextField(blank=True)),
                ('appealed_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('appealed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('point', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.point')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-day'], name='aside_of_unit'), models.Index(fields=['day', 'point'], name='aside_of_day'), models.Index(condition=models.Q(('state', 'appealed')), fields=['unit'], name='aside_appealed')],
                'constraints': [models.CheckConstraint(condition=models.Q(('count__gt', 0)), name='aside_not_empty'), models.CheckConstraint(condition=models.Q(('state', 'standing'), models.Q(models.Q(('appeal', ''), _negated=True), ('appealed_at__isnull', False), ('appealed_by__isnull', False)), _connector='OR'), name='aside_appeal_has_words'), models.CheckConstraint(condition=models.Q(('state__in', ['standing', 'appealed']), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='aside_answer_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Transactions',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('count', models.IntegerField()),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'day'), name='transactions_one_of_a_day'), models.CheckConstraint(condition=models.Q(('count__gte', 0)), name='transactions_not_negative')],
            },
        ),
        migrations.RunPython(release, protect_as_before),
        migrations.AddField(
            model_name='ballot',
            name='signs',
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.RunPython(protect_with_signs, release),
    ]
