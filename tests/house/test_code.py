"""What a linter cannot see: refused names, signals, hidden imports, hidden clocks."""

import ast

from tests.house.walk import at, code, functions, imported, room_of

REFUSED = {"utils", "helpers", "common", "core", "mixins", "util", "helper", "misc", "services", "service", "managers"}
MAY_ASK_THE_TIME = {
    *("views", "tasks", "commands", "access", "middleware", "context", "clock", "sign_in", "api"),
    "ingest",  # the other door of `feedback`
}
CLOCKS = {"now", "today", "utcnow", "localtime", "localdate"}


def test_no_room_for_odds_and_ends() -> None:
    wrong = [at(path) for path in code() if REFUSED & {*path.parent.parts, path.stem}]
    wrong += [
        f"{at(path, node)} {node.name}"
        for path, tree in code().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Mixin", "Helper", "Util"))
    ]
    assert not wrong


def test_no_signals() -> None:
    heard = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")
    wrong = [
        f"{at(path, node)} {name}"
        for path, tree in code().items()
        for node in ast.walk(tree)
        for name in imported(node)
        if name.startswith(heard) or ".signals" in name
    ]
    assert not wrong


def test_no_import_hides_in_a_function() -> None:
    wrong = [
        at(path, node)
        for path, tree in code().items()
        for function in functions(tree)
        for node in ast.walk(function)
        if any(name.startswith("namkhong.") for name in imported(node)) and path.name != "__main__.py"
    ]
    assert not wrong


def test_the_time_is_asked_at_the_door_only() -> None:
    wrong = []
    for path, tree in code().items():
        if room_of(path) == "config" or MAY_ASK_THE_TIME & {path.parent.name, path.stem}:
            continue
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "attr", getattr(called, "id", ""))
            hidden = isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add")
            converts = name.startswith("local") and called is not None and node.args
            if (name in CLOCKS and not converts) or hidden:
                wrong.append(at(path, node))
    assert not wrong


def test_states_and_rules_know_no_web_and_no_database() -> None:
    allowed = ("django.db.models.TextChoices", "django.db.models.IntegerChoices")
    wrong = [
        f"{at(path, node)} {name}"
        for path, tree in code().items()
        if {"rules", "states"} & {path.parent.name, path.stem}
        for node in ast.walk(tree)
        for name in imported(node)
        if name.startswith(("django.", "allauth")) and name not in allowed
    ]
    assert not wrong
