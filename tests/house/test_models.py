"""Migrations are complete, and keys only point down the staircase."""

from django.apps import apps
from django.core.management import call_command
from django.db.models import Field, ForeignKey, ManyToManyField, Model

from tests.house.walk import storeys

# Keys between rooms that may be walked backwards, each with the reason why.
NAMED_BACKWARDS: dict[str, str] = {}


def test_migrations_are_complete(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def keys_between_rooms() -> list[tuple[str, Field, type[Model]]]:
    """Every key whose two ends lie in different rooms."""
    found = []
    for model in apps.get_models():
        room = model._meta.app_label
        for field in model._meta.get_fields() if room in storeys() else ():
            if isinstance(field, ForeignKey | ManyToManyField) and field.related_model._meta.app_label != room:
                found.append((f"{model.__name__}.{field.name}", field, field.related_model))
    return found


def test_keys_point_down() -> None:
    for name, field, target in keys_between_rooms():
        above, below = storeys()[field.model._meta.app_label], storeys().get(target._meta.app_label, -1)
        assert below < above, f"{name} points up to {target.__name__}"
        assert field.remote_field.related_name == "+" or name in NAMED_BACKWARDS, f"{name} can be walked backwards"


def test_no_key_of_any_kind_to_any_thing() -> None:
    for model in apps.get_models():
        if model._meta.app_label in storeys():
            assert not model._meta.private_fields, f"{model.__name__} uses a generic key"
