"""What people press and fill in: buttons, form fields, the error summary, saving by itself."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from namkhong.design.components.mistakes import general_mistakes, label_of, mistakes

BUTTONS = ("primary", "secondary", "danger", "plain")
WIDTHS = ("", "short", "medium", "full")


def button(
    label: str, href: str = "", kind: str = "secondary", icon: str = "", name: str = "", value: str = "", form: str = ""
) -> dict[str, Any]:
    """A link that looks like a button where `href` is given, otherwise a submit button.

    `name` and `value` tell the server which button was pressed; `form` is the id of a form elsewhere on the page.
    Kinds: primary (one per page), secondary, danger, plain. Raises: ValueError for another kind.
    """
    if kind not in BUTTONS:
        raise ValueError(f"button kind {kind!r} is none of {', '.join(BUTTONS)}")
    return {"label": label, "href": href, "kind": kind, "icon": icon, "name": name, "value": value, "form": form}


def _shape(widget: forms.Widget) -> str:
    """Which template part draws the widget."""
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "box"


def _looks(bound: BoundField) -> tuple[str, dict[str, str | bool]]:
    """A class for the field and input attributes that follow from the kind of field."""
    field = bound.field
    if isinstance(field, forms.IntegerField):
        fractions = isinstance(field, forms.FloatField) or getattr(field, "decimal_places", 0) != 0
        return "field-number", {"inputmode": "decimal" if fractions else "numeric", "autocomplete": "off"}
    if isinstance(field, forms.DateField) and field.widget.attrs.get("type") != "date":
        # The slashes are typed by the script; without it, number keys alone might not offer one.
        day: dict[str, str | bool] = {"autocomplete": "off", "placeholder": "ngày/tháng/năm", "data-day": ""}
        return "field-day", day
    return "", {}


def field(
    bound: BoundField,
    label: str = "",
    hint: str = "",
    suffix: str = "",
    width: str = "",
    known: str = "",
    choice_hints: dict[str, str] | None = None,
    one_of: bool = False,
) -> dict[str, Any]:
    """A form field with label, hint, its errors at the place, and a mark where it may be left empty.

    `label` replaces the form's own, and its placeholder; `suffix` is a unit of measure; `known` says where a value
    already filled in comes from ("Lấy từ báo cáo năm 2025"); `choice_hints` maps a choice's value to a line below its
    label. `one_of` leaves the mark away where one of several fields is needed. Raises: ValueError for an unknown width.
    """
    if width not in WIDTHS:
        raise ValueError(f"width {width!r} is none of {', '.join(WIDTHS)}")
    looks, attrs = _looks(bound)
    label = label or label_of(bound)
    if label != bound.label or bound.field.widget.attrs.get("placeholder") == label:
        attrs["placeholder"] = ""
    hint = hint or str(bound.help_text)
    about = " ".join([f"{bound.auto_id}_hint"] * bool(hint) + [f"{bound.auto_id}_error"] * bool(bound.errors))
    attrs |= {"aria-describedby": about} if about else {}
    shown: dict[str, Any] = {
        "bound": bound,
        "label": label,
        "shape": _shape(bound.field.widget),
        "hint": hint,
        "suffix": suffix,
        "known": known,
        "marked": not bound.field.required and not one_of,
        "errors": mistakes(bound),
    }
    if shown["shape"] == "choices":
        shown["choices"] = _choices(bound, choice_hints or {})
    else:
        shown["control"] = bound.as_widget(attrs=attrs)
    return shown | {"looks": looks, "width": width or ("short" if looks else ""), "about": about}


def _choices(bound: BoundField, hints: dict[str, str]) -> list[dict[str, str]]:
    return [
        {
            "tag": option.tag(),
            "label": option.choice_label,
            "id": option.id_for_label,
            "hint": hints.get(option.data["value"], ""),
        }
        for option in bound
        if option.data["value"] not in ("", None)
    ]


def form_fields(form: forms.BaseForm) -> dict[str, Any]:
    """Every visible field of a form one below the other, hidden fields first."""
    return {"form": form}


def error_summary(form: forms.BaseForm, title: str = "Chưa gửi được") -> dict[str, Any]:
    """What is wrong, at the head of the form, each sentence leading to its field; nothing where all is well."""
    items = [
        {"id": bound.id_for_label or bound.auto_id, "label": label_of(bound), "error": error}
        for bound in form
        for error in mistakes(bound)
    ]
    return {"general": general_mistakes(form), "items": items, "title": title}


def autosave(url: str, note: str = "") -> dict[str, Any]:
    """A line inside a form that saves the form to `url` a moment after typing stops and shows the answer.

    The page at `url` answers with a few words ("Đã lưu nháp lúc 10:32"). Without JavaScript the line shows `note`.
    """
    return {"url": url, "note": note}


def copy_button(text: str, label: str = "Sao chép") -> dict[str, Any]:
    """A button that copies `text`; it appears only where the browser can do it."""
    return {"text": text, "label": label}
